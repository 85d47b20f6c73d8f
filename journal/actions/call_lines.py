"""The lines of the person's own sheet: suggestions with their source, ticked one by one, and lines of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from journal.domain.patient import CallRule
from journal.reference.call_rules import SuggestedRule, suggested_rules
from journal.rules.call_rules import SUGGESTED_FEVER
from journal.rules.temperatures import CELSIUS, TEMPERATURE, shown_in
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.language import _


@dataclass(frozen=True)
class Suggestion:
    """A line that many sheets have, and what the person made of it."""

    suggested: SuggestedRule
    rule: CallRule | None

    @property
    def is_confirmed(self) -> bool:
        """Say whether the person found it on their own sheet."""
        return self.rule is not None and self.rule.confirmed_on is not None


def suggestions(journal: Journal) -> tuple[Suggestion, ...]:
    """Return all suggested lines; the fever limit is not among them, it stands on the sheet itself."""
    taken: Mapping[str, CallRule] = {rule.rule: rule for rule in journal.all(CallRule) if rule.rule}
    return tuple(
        Suggestion(suggested, taken.get(key))
        for key, suggested in suggested_rules().items()
        if key != SUGGESTED_FEVER and suggested.threshold is not None
    )


def own_lines(journal: Journal) -> list[CallRule]:
    """Return the lines that the person typed from their own sheet."""
    return [rule for rule in journal.all(CallRule) if not rule.rule]


def in_scale(rule: CallRule, scale: str) -> CallRule:
    """Return *rule* as it is read to a person who measures temperature in *scale*: "100.4 °F or above"."""
    if rule.measure != TEMPERATURE or rule.unit != CELSIUS:
        return rule
    at_least, below = (None if limit is None else shown_in(limit, scale) for limit in (rule.at_least, rule.below))
    shown = at_least or below
    return replace(
        rule,
        at_least=at_least.value if at_least is not None else None,
        below=below.value if below is not None else None,
        unit=shown.unit if shown is not None else rule.unit,
    )


def as_rule(suggested: SuggestedRule, today: date) -> CallRule:
    """Return *suggested* as a line, not confirmed yet."""
    upwards = suggested.operator == ">="
    return CallRule(
        happened_on=today,
        rule=suggested.key,
        what=_(suggested.condition),
        measure=suggested.measure,
        at_least=suggested.threshold if upwards else None,
        below=None if upwards else suggested.threshold,
        unit=suggested.unit,
        urgency=suggested.urgency,
    )


def confirm(draft: Draft, suggestion: Suggestion, today: date, *, on: bool) -> None:
    """Write down that the line stands on the person's own sheet, or that it does not."""
    rule = suggestion.rule or as_rule(suggestion.suggested, today)
    draft.save(replace(rule, confirmed_on=today if on else None, author="", written_at=None))
