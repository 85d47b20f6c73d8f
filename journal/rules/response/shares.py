"""By what share a value has changed: the exact figure that every criterion shows beside its answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def share_of_change(now: Decimal | int | None, before: Decimal | int | None) -> Fraction | None:
    """Return the change since *before* as a share of it; None where there is nothing to compare."""
    parts = _parts_of_change(now, before)
    return None if parts is None else Fraction(*parts)


def percent_of_change(now: Decimal | int | None, before: Decimal | int | None) -> float | None:
    """Return the same in percent, as the float that lies nearest.

    A sheet of 100,000 answers asks this twice for each, and none of them needs the share itself.
    """
    parts = _parts_of_change(now, before)
    return None if parts is None else parts[0] * 100 / parts[1]


def _parts_of_change(now: Decimal | int | None, before: Decimal | int | None) -> tuple[int, int] | None:
    """Return the two whole numbers whose quotient is the change, as a share."""
    if now is None or not before:
        return None
    now_top, now_under = now.as_integer_ratio()
    top, under = before.as_integer_ratio()
    return now_top * under - top * now_under, top * now_under
