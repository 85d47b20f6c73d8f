"""Lines of a care sheet in words: what each compares, and how soon it says to act."""

from __future__ import annotations

from collections.abc import Mapping

from journal.domain.patient import CallRule
from journal.domain.quantity import Quantity
from journal.domain.symptoms import LEVELS
from journal.domain.visits import LEVEL
from journal.reference.symptoms import symptoms
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name
from journal.text.numbers import quantity


def compared(rule: CallRule, own: Mapping[str, str] | None = None) -> str:
    """Return what *rule* compares ("Nausea: severe or worse"); nothing where it is in words alone."""
    if not rule.measure:
        return ""
    if rule.unit == LEVEL or rule.measure in symptoms():
        least = int(rule.at_least) if rule.at_least is not None else -1
        if least not in LEVELS:
            return ""
        if least == LEVELS[-1]:
            return _("{name}: {level}").format(name=symptom_name(rule.measure, own), level=level_name(least))
        return _("{name}: {level} or worse").format(name=symptom_name(rule.measure, own), level=level_name(least))
    name = analyte_name(rule.measure)
    if rule.at_least is not None:
        return _("{name}: {value} or above").format(name=name, value=quantity(Quantity(rule.at_least, rule.unit)))
    if rule.below is not None:
        return _("{name}: below {value}").format(name=name, value=quantity(Quantity(rule.below, rule.unit)))
    return ""
