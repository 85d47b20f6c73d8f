"""Lines of the person's own care sheet in words: what the sheet says, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.domain.patient import Urgency
from journal.text.findings.saying import Saying, number_of, quantity_of, text_of
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name

_URGENCIES: Final[Mapping[Urgency, Callable[[], str]]] = {
    Urgency.EMERGENCY: lambda: _("emergency number now"),
    Urgency.CALL_NOW: lambda: _("call now"),
    Urgency.CALL_TODAY: lambda: _("call today"),
    Urgency.TELL_AT_VISIT: lambda: _("tell at the visit"),
}


def urgency_name(urgency: Urgency) -> str:
    """Return how soon a line of the sheet says to act."""
    return _URGENCIES[urgency]()


def wrote(finding: Finding, own: Mapping[str, str] | None = None) -> str:
    """Return what was written, without a sentence: "Temperature 38.1 °C"; *own* names the person's own symptoms."""
    measure = text_of(finding, "measure")
    if "level" in finding.values:
        return _("{name}: {value}").format(
            name=symptom_name(measure, own), value=level_name(number_of(finding, "level"))
        )
    return _("{name} {value}").format(name=analyte_name(measure), value=quantity_of(finding, "value"))


def _values(finding: Finding) -> dict[str, str]:
    return {
        "limit": quantity_of(finding, "limit"),
        "value": quantity_of(finding, "value"),
        "what": text_of(finding, "what").rstrip("."),
        "name": analyte_name(text_of(finding, "measure")),
    }


SAYINGS: Final[Mapping[str, Saying]] = {
    "call.fever": Saying(
        lambda f: _("Your sheet says: call at {limit} or above. You wrote {value}.").format(**_values(f))
    ),
    "call.low": Saying(
        lambda f: _("Your sheet says: call at {limit} or below. You wrote {value}.").format(**_values(f))
    ),
    "call.at_least": Saying(
        lambda f: _("Your sheet names: {what} ({limit} or above). You wrote {value}.").format(**_values(f))
    ),
    "call.below": Saying(
        lambda f: _("Your sheet names: {what} (below {limit}). You wrote {value}.").format(**_values(f))
    ),
    "call.level": Saying(
        lambda f: _("Your sheet names: {what}. You wrote “{level}”.").format(
            **_values(f), level=level_name(number_of(f, "level"))
        )
    ),
}
