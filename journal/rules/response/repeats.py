"""Whether a second value, some days later, says the same as a first: what makes a marker's change count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def repeat_of(first: int, days: Sequence[date], says_so: Sequence[bool], least_days: int) -> int | None:
    """Return the place of the value that confirms the one at *first*; None where none does.

    *days* run from oldest to latest.  A value in between that no longer says so ends the waiting.
    """
    for later in range(first + 1, len(days)):
        if not says_so[later]:
            return None
        if (days[later] - days[first]).days >= least_days:
            return later
    return None
