"""Lines of the person's own care sheet in words: what the sheet says, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.domain.patient import Urgency
from journal.domain.symptoms import LEVELS
from journal.domain.visits import LEVEL, CallAnswer, CallNotice
from journal.text import numbers
from journal.text.findings.saying import Saying, number_of, quantity_of, text_of
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name

_ANSWERS: Final[Mapping[CallAnswer, Callable[[], str]]] = {
    CallAnswer.WAITING: lambda: _("not answered"),
    CallAnswer.CALLED: lambda: _("the team was called"),
    CallAnswer.NOT_YET: lambda: _("not called yet"),
    CallAnswer.QUESTION: lambda: _("made a question"),
    CallAnswer.PUT_AWAY: lambda: _("put away"),
    CallAnswer.CORRECTED: lambda: _("the entry was changed"),
}
_URGENCIES: Final[Mapping[Urgency, Callable[[], str]]] = {
    Urgency.EMERGENCY: lambda: _("emergency number now"),
    Urgency.CALL_NOW: lambda: _("call now"),
    Urgency.CALL_TODAY: lambda: _("call today"),
    Urgency.TELL_AT_VISIT: lambda: _("tell at the visit"),
}


def urgency_name(urgency: Urgency) -> str:
    """Return how soon a line of the sheet says to act."""
    return _URGENCIES[urgency]()


def answer_name(answer: CallAnswer) -> str:
    """Return what came of a call card."""
    return _ANSWERS[answer]()


def notice_wrote(notice: CallNotice, own: Mapping[str, str] | None = None) -> str:
    """Return what was written when the card was shown: "Temperature 38.1 °C"."""
    if notice.wrote is None:
        return notice.what
    if notice.wrote.unit == LEVEL and int(notice.wrote.value) in LEVELS:
        return _("{name}: {value}").format(
            name=symptom_name(notice.measure, own), value=level_name(int(notice.wrote.value))
        )
    return _("{name} {value}").format(name=analyte_name(notice.measure), value=numbers.quantity(notice.wrote))


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
