"""What a course of scans says of lesions measured twice, along and across, and of what is read beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

SQUARE_MM: Final = 1_000_000  # square micrometres


@dataclass(frozen=True, slots=True)
class Diameters:
    """One line of one scan: a size in whole micrometres (None where none was given), a word, or both.

    *kind* says what it is of ("node", "spleen", "steroids", …); *item* names one of several of a kind.
    """

    item: str
    kind: str
    long_um: int | None = None
    short_um: int | None = None
    word: str = ""
    record_id: str = ""

    @property
    def product(self) -> int | None:
        """The product of both diameters in square micrometres; None where one is missing."""
        return None if self.long_um is None or self.short_um is None else self.long_um * self.short_um


@dataclass(frozen=True)
class DiameterPoint:
    """One scan, with what else was read that day."""

    on: date
    lines: tuple[Diameters, ...]

    def of(self, *kinds: str) -> tuple[Diameters, ...]:
        """Return the lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def word(self, kind: str) -> str:
        """Return what was said of a kind of which there is one; "" where nothing was."""
        return next((line.word for line in self.of(kind)), "")


@dataclass(frozen=True)
class DiameterCourse:
    """Scans that are judged together, oldest first; the first is the baseline."""

    case: str
    points: tuple[DiameterPoint, ...]


def mm2_of_um2(product: int | None) -> Decimal | None:
    """Return a product in square micrometres as square millimetres."""
    return None if product is None else Decimal(product) / SQUARE_MM
