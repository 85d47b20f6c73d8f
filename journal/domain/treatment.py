"""Lines of treatment, their drugs, cycles and doses; surgery and radiotherapy."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.domain.record import Record


class Intent(StrEnum):
    """What a line of treatment is for, as the team calls it."""

    UNKNOWN = ""
    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    CURATIVE = "curative"
    PALLIATIVE = "palliative"
    MAINTENANCE = "maintenance"


class WhyEnded(StrEnum):
    """Why a line ended."""

    NOT_ENDED = ""
    COMPLETED = "completed"
    PROGRESSION = "progression"
    SIDE_EFFECTS = "side_effects"
    OWN_CHOICE = "own_choice"
    BREAK = "break"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class TreatmentLine(Record):
    """One plan of treatment, from *happened_on* (first dose) to *ended_on*."""

    name: str
    number: int = 1
    regimen: str = ""  # a key of reference.regimens, or "" where typed
    intent: Intent = Intent.UNKNOWN
    cycle_days: int | None = None
    planned_cycles: int | None = None
    ended_on: date | None = None
    why_ended: WhyEnded = WhyEnded.NOT_ENDED
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Drug(Record):
    """One drug of a line, with its planned dose and the days of the cycle (1 is the first) it is given on."""

    line_id: str
    name: str
    route: str = ""
    planned: Quantity | None = None
    days: tuple[int, ...] = ()
    ended_on: date | None = None


class CycleState(StrEnum):
    """How far a cycle is."""

    PLANNED = "planned"
    GIVEN = "given"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Cycle(Record):
    """One round of a line.  *happened_on* is day 1 as given (as planned, while it is only planned)."""

    line_id: str
    number: int
    state: CycleState = CycleState.PLANNED
    planned_on: date | None = None
    reason: str = ""  # why it was late, reduced or skipped, in the person's words
    note: str = ""

    @property
    def days_late(self) -> int:
        """Return how many days after its plan the cycle began; 0 where nothing was planned."""
        return (self.happened_on - self.planned_on).days if self.planned_on is not None else 0


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Dose(Record):
    """What was planned and what was given of one drug, in one cycle."""

    cycle_id: str
    drug_id: str
    planned: Quantity | None = None
    given: Quantity | None = None
    reason: str = ""


class ProcedureKind(StrEnum):
    """Treatment that is not a drug."""

    SURGERY = "surgery"
    RADIOTHERAPY = "radiotherapy"
    DRAINAGE = "drainage"
    TRANSFUSION = "transfusion"
    BIOPSY = "biopsy"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Procedure(Record):
    """An operation, a course of radiotherapy, fluid drained, blood given."""

    kind: ProcedureKind
    name: str
    site: str = ""
    ended_on: date | None = None
    note: str = ""
