"""What lines of treatment, their ends, and treatment without drugs are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.treatment import CycleState, Intent, ProcedureKind, WhyEnded
from journal.text.language import _

_LINES: Final[tuple[Callable[[], str], ...]] = (
    lambda: _("first line"),
    lambda: _("second line"),
    lambda: _("third line"),
    lambda: _("fourth line"),
    lambda: _("fifth line"),
)
_ENDS: Final[Mapping[WhyEnded, Callable[[], str]]] = {
    WhyEnded.COMPLETED: lambda: _("completed"),
    WhyEnded.PROGRESSION: lambda: _("growth"),
    WhyEnded.SIDE_EFFECTS: lambda: _("side effects"),
    WhyEnded.OWN_CHOICE: lambda: _("own choice"),
    WhyEnded.BREAK: lambda: _("a break"),
    WhyEnded.OTHER: lambda: _("another reason"),
}
_PROCEDURES: Final[Mapping[ProcedureKind, Callable[[], str]]] = {
    ProcedureKind.SURGERY: lambda: _("Operation"),
    ProcedureKind.RADIOTHERAPY: lambda: _("Radiotherapy"),
    ProcedureKind.DRAINAGE: lambda: _("Drained"),
    ProcedureKind.TRANSFUSION: lambda: _("Blood given"),
    ProcedureKind.BIOPSY: lambda: _("Biopsy"),
    ProcedureKind.OTHER: lambda: _("Treated"),
}
_INTENTS: Final[Mapping[Intent, Callable[[], str]]] = {
    Intent.NEOADJUVANT: lambda: _("before an operation"),
    Intent.ADJUVANT: lambda: _("after an operation"),
    Intent.CURATIVE: lambda: _("to cure"),
    Intent.PALLIATIVE: lambda: _("to hold the cancer back"),
    Intent.MAINTENANCE: lambda: _("to keep it steady"),
}
_TEAM_WORDS: Final[Mapping[Intent, Callable[[], str]]] = {
    Intent.NEOADJUVANT: lambda: _("neoadjuvant"),
    Intent.ADJUVANT: lambda: _("adjuvant"),
    Intent.CURATIVE: lambda: _("curative"),
    Intent.PALLIATIVE: lambda: _("palliative"),
    Intent.MAINTENANCE: lambda: _("maintenance"),
}
_CYCLES: Final[Mapping[CycleState, Callable[[], str]]] = {
    CycleState.PLANNED: lambda: _("planned"),
    CycleState.GIVEN: lambda: _("given"),
    CycleState.SKIPPED: lambda: _("left out"),
}


def intent_name(intent: Intent) -> str:
    """Return what a line is for in plain words, "" where nobody said."""
    return _INTENTS[intent]() if intent in _INTENTS else ""


def intent_choice(intent: Intent) -> str:
    """Return the same with the team's own word, for choosing: "to cure (curative)"."""
    if intent not in _INTENTS:
        return _("not said")
    return _("{plain} ({word})").format(plain=_INTENTS[intent](), word=_TEAM_WORDS[intent]())


def cycle_state_name(state: CycleState) -> str:
    """Return how far a cycle is."""
    return _CYCLES[state]()


def line_name(number: int) -> str:
    """Return which line of treatment it is: "second line", "line 7"."""
    if 1 <= number <= len(_LINES):
        return _LINES[number - 1]()
    return _("line {number}").format(number=number)


def why_ended(reason: WhyEnded) -> str:
    """Return why a line ended, "" where it has not or nobody said."""
    return _ENDS[reason]() if reason in _ENDS else ""


def procedure_name(kind: ProcedureKind) -> str:
    """Return what kind of treatment without drugs it was."""
    return _PROCEDURES[kind]()
