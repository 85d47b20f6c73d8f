"""Levels of a symptom and days of a cycle in words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from journal.text.dates import WORD_JOINER
from journal.text.language import _, ngettext
from journal.text.names import level_name
from journal.text.numbers import NO_BREAK

RUNS_NAMED = 3  # more runs of days than these are said as "between"


def middle_level(level: float) -> str:
    """Return the word for a median, which may lie between two levels."""
    low, high = math.floor(level), math.ceil(level)
    if low == high:
        return level_name(low)
    return _("{low} to {high}").format(low=level_name(low), high=level_name(high))


def range_of_levels(low: int, high: int) -> str:
    """Return the words for the lowest and the highest level."""
    if low == high:
        return level_name(low)
    return _("{low} to {high}").format(low=level_name(low), high=level_name(high))


def cycle_days(days: Iterable[int]) -> str:
    """Return "day 3", "days 2–4, 7", or "days between 2 and 19" where they lie scattered."""
    ordered = sorted(set(days))
    runs: list[tuple[int, int]] = []
    for day in ordered:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    if len(runs) > RUNS_NAMED:
        words = _("days between {first} and {last}").format(first=ordered[0], last=ordered[-1])
        return words.replace(" ", NO_BREAK)
    dash = f"{WORD_JOINER}–{WORD_JOINER}"
    named = [str(first) if first == last else f"{first}{dash}{last}" for first, last in runs]
    return ngettext("day {days}", "days {days}", len(ordered)).format(days=", ".join(named)).replace(" ", NO_BREAK)
