"""Appointments, questions and their answers; stays in hospital and calls to the team."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.patient import Urgency
from journal.domain.quantity import Quantity
from journal.domain.record import Record


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Appointment(Record):
    """A date with somebody of the team.  *main_point* is the one sentence that must not be lost."""

    what_for: str
    who: str = ""
    place: str = ""
    is_team_visit: bool = True  # a visit that looks at the whole course; blood draws and scans are not
    main_point: str = ""
    decisions: str = ""
    next_step: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Question(Record):
    """Something to ask.  Open until *answered_on*; *appointment_id* is the visit it was answered at."""

    text: str
    position: int = 0
    appointment_id: str = ""
    answer: str = ""
    answered_on: date | None = None
    starred_from: str = ""  # the explaining page it was starred on


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class HospitalStay(Record):
    """Days in hospital, from *happened_on* to *ended_on* (None: still there, or not written down)."""

    reason: str
    ended_on: date | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class TeamCall(Record):
    """A call to the 24-hour line or the team."""

    reason: str
    outcome: str = ""
    rule: str = ""  # the line of the care sheet that was met, if one was


LEVEL: Final = "level"  # the unit of a line of the care sheet that is about a symptom


class CallAnswer(StrEnum):
    """What came of a call card."""

    WAITING = ""
    CALLED = "called"
    NOT_YET = "not_yet"
    QUESTION = "question"  # it was only to be told at the visit, and became a question
    PUT_AWAY = "put_away"  # it was only to be told at the visit, and the person left it
    CORRECTED = "corrected"  # what was written was changed, or taken out


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CallNotice(Record):
    """A line of the care sheet was met by something written, and a card said so at *happened_on*, *happened_at*.

    *rule* is the line ("fever", "low", or the id of a CallRule) and *what* its words, *entry_id* the record that
    met it, *limit* and *wrote* what the card compared (a level has the unit LEVEL).  *answered_at* is UTC.
    """

    rule: str
    entry_id: str
    measure: str = ""
    what: str = ""
    limit: Quantity | None = None
    wrote: Quantity | None = None
    urgency: Urgency = Urgency.CALL_NOW
    answer: CallAnswer = CallAnswer.WAITING
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the card still has to be shown."""
        return self.answer in (CallAnswer.WAITING, CallAnswer.NOT_YET)
