"""What answers of several criteria hold alike: the numbers of a day beside those before it, and their change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from journal.domain.finding import Finding
from journal.rules.response.shares import share_of_change


def lowest_before(first: Decimal | None, later: Iterable[Decimal | None]) -> list[Decimal | None]:
    """Return the lowest value before each of *later*, then that of all; *first* is among them, blanks are not."""
    found = [first]
    for value in later:
        lowest = found[-1]
        found.append(value if lowest is None else lowest if value is None else min(lowest, value))
    return found


@dataclass(frozen=True, kw_only=True)
class JudgedValue:
    """A measured value; *baseline* is that before treatment, *nadir* the lowest before this one."""

    on: date
    value: Decimal | None
    baseline: Decimal | None
    nadir: Decimal | None
    reasons: tuple[Finding, ...]

    @property
    def from_baseline(self) -> Fraction | None:
        """Change since the value before treatment, as a share of it."""
        return share_of_change(self.value, self.baseline)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change since the lowest value, as a share of it."""
        return share_of_change(self.value, self.nadir)


@dataclass(frozen=True, kw_only=True)
class JudgedProducts:
    """The products of two diameters of all targets of one scan together, in mm2."""

    on: date
    sum_mm2: Decimal | None
    baseline_mm2: Decimal | None
    nadir_mm2: Decimal | None
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...]
    record_ids: tuple[str, ...]

    @property
    def from_baseline(self) -> Fraction | None:
        """Change of the products since the first scan, as a share."""
        return share_of_change(self.sum_mm2, self.baseline_mm2)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change of the products since their smallest sum, as a share."""
        return share_of_change(self.sum_mm2, self.nadir_mm2)
