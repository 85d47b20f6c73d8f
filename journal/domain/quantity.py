"""A number with its unit, exact as it was printed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from journal.domain.late_dataclass import dataclass


class Comparator(StrEnum):
    """What a laboratory prints before a number that it could not measure exactly (FHIR's quantity-comparator)."""

    NONE = ""
    LESS = "<"
    AT_MOST = "<="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True)
class Quantity:
    """An exact value with its unit as printed; "<0.1" keeps its comparator and is not 0.1."""

    value: Decimal
    unit: str = ""
    comparator: Comparator = Comparator.NONE

    @property
    def is_exact(self) -> bool:
        """Say whether the value was measured, rather than only bounded."""
        return self.comparator is Comparator.NONE
