"""What a scan's report says beside one size for each spot: scores, words, two diameters, the uptake of a PET."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.domain.record import Record


class ReadingRule(StrEnum):
    """Which kind of rule reads it; both rules for PET in solid tumours read the same values, PCWG3 only bone scans."""

    LUGANO = "lugano"
    RANO = "rano"
    PET = "pet"
    PCWG3 = "pcwg3"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ScanReading(Record):
    """One thing that a report says.

    *what* is its kind as the rule calls it ("deauville", "node", "sul-peak"), *name* tells one of several of a kind.
    It holds a word, one or two diameters, or a value; *printed* is what was typed.
    """

    scan_id: str
    rule: ReadingRule
    what: str
    name: str = ""
    long_mm: Decimal | None = None
    short_mm: Decimal | None = None
    quantity: Quantity | None = None
    word: str = ""
    printed: str = ""
