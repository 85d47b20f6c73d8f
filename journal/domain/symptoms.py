"""What a person felt on a day, and which symptoms they follow."""

from __future__ import annotations

from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record

LEVELS = (0, 1, 2, 3, 4)  # none, mild, moderate, severe, very severe


class ScoredBy(StrEnum):
    """Whose judgement a level is: patients and carers agree exactly in about half."""

    PATIENT = "patient"
    CARER = "carer"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class SymptomEntry(Record):
    """How strong one symptom was on one day: *level* 0 (none) to 4 (very severe)."""

    symptom: str  # a key of reference.symptoms, or of an own TrackedSymptom
    level: int
    scored_by: ScoredBy = ScoredBy.PATIENT
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class TrackedSymptom(Record):
    """A symptom on this person's check-in; *name* is set for an own one, which the catalogue does not know."""

    symptom: str
    name: str = ""
    position: int = 0
