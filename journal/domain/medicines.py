"""Medicines beside the treatment, and whether they were taken."""

from __future__ import annotations

from datetime import date

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Medicine(Record):
    """A medicine from *happened_on* (started) to *stopped_on*."""

    name: str
    dose: str = ""
    schedule: str = ""
    when_needed: bool = False
    purpose: str = ""
    stopped_on: date | None = None
    why_stopped: str = ""
    is_blood_thinner: bool = False


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Intake(Record):
    """A medicine taken, or left out, on a day."""

    medicine_id: str
    taken: bool = True
    amount: str = ""
    note: str = ""
