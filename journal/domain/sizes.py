"""What a course of scans says of sizes, whoever wrote it down: the journal or a sheet."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from journal.domain.imaging import LesionRole, LesionState, NewLesion

MICROMETRES = 1_000  # a millimetre


@dataclass(frozen=True, order=True)
class ScanDay:
    """The day of a scan, or only its month or year (day None), as text that sorts: "2014-02" or "2014-02-13"."""

    text: str

    @classmethod
    def read(cls, text: str) -> ScanDay:
        """Read "YYYY-MM-DD" or "YYYY-MM"; ValueError where it is neither."""
        return _scan_day(text)

    @property
    def day(self) -> date | None:
        """The day; None where only the month or the year is known."""
        return date.fromisoformat(self.text) if len(self.text) == len("2014-02-13") else None

    @property
    def first_day(self) -> date:
        """The first day it can have been."""
        return date.fromisoformat(f"{self.text}-01-01"[: len("2014-02-13")])

    def is_unsure_against(self, other: ScanDay) -> bool:
        """Say whether one of the two could lie before or after the other."""
        shared = min(len(self.text), len(other.text))
        return self.text[:shared] == other.text[:shared] and (self.day is None or other.day is None)


@functools.lru_cache(maxsize=4096)
def _scan_day(text: str) -> ScanDay:
    if re.fullmatch(r"\d{4}-\d{2}", text):
        date.fromisoformat(f"{text}-01")
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        date.fromisoformat(text)
    else:
        raise ValueError(text)
    return ScanDay(text)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one scan said of one lesion.  *um* is the size in whole micrometres, None where none was given."""

    lesion: str
    role: LesionRole
    is_node: bool
    state: LesionState
    um: int | None = None
    record_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One scan: its readings, and what was said of new lesions beside them."""

    on: ScanDay
    readings: tuple[Reading, ...]
    new_lesion: NewLesion = NewLesion.UNKNOWN
    record_id: str = ""
    markers_normal: bool | None = None  # None: not raised at baseline, or not known


@dataclass(frozen=True)
class Course:
    """Scans that are judged together, oldest first; the first is the baseline."""

    case: str
    points: tuple[TimePoint, ...]


def micrometres(mm: Decimal) -> int:
    """Return a size in whole micrometres; ValueError where that would lose something."""
    scaled = mm * MICROMETRES
    whole = int(scaled)
    if scaled != whole:
        raise ValueError("finer than a micrometre")
    return whole
