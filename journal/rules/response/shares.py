"""By what share a value has changed: the exact figure that every criterion shows beside its answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def share_of_change(now: Decimal | int | None, before: Decimal | int | None) -> Fraction | None:
    """Return the change since *before* as a share of it; None where there is nothing to compare."""
    if now is None or not before:
        return None
    # In whole numbers throughout: a sheet of 100,000 answers asks this twice for each.
    now_top, now_under = now.as_integer_ratio()
    top, under = before.as_integer_ratio()
    return Fraction(now_top * under - top * now_under, top * now_under)
