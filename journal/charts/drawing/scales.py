"""Where the marks of an axis stand: round numbers on the value axis, months and years on the time axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from journal.text import dates
from journal.text.language import _
from journal.text.numbers import NO_BREAK

MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
DAY_STEPS: Final = (1, 2, 7, 14)
LONGEST_IN_DAYS: Final = 75  # beyond, marks stand at months


@dataclass(frozen=True)
class Tick:
    """One mark on an axis."""

    at: float
    text: str


def day_number(on: date) -> float:
    """Return *on* as charts place it: whole days."""
    return float(on.toordinal())


def round_ticks(low: float, high: float, count: int = 4) -> tuple[float, ...]:
    """Return round numbers from *low* to *high* in steps of 1, 2 or 5: as many as there are, up to one over *count*."""
    if high <= low:
        return ()
    power = 10.0 ** (math.floor(math.log10((high - low) / max(1, count))) - 1)
    for step in (power * times for times in (1, 2, 5, 10, 20, 50, 100, 200)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first <= count:
            return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))
    return ()


def log_ticks(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """Return at most about *count* of 1, 2, 5, 10, 20, … from *low* to *high* (both above zero)."""
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for times in ((1, 2, 5), (1, 3), (1,)):
        found = [float(f"{many * 10.0**power:.12g}") for power in exponents for many in times]
        inside = [value for value in found if low <= value <= high]
        if len(inside) <= count + 1:
            return tuple(inside)
    return tuple(inside[:: math.ceil(len(inside) / count)])


def plain_decimal(value: float) -> Decimal:
    """Return a round number as it is written: 0.5, 20, 1000."""
    return Decimal(f"{value:.12g}")


def time_ticks(since: date, until: date, fits: Callable[[Sequence[Tick]], bool]) -> tuple[Tick, ...]:
    """Return the closest marks between two days whose texts *fits* accepts; none where not even two do."""
    for candidate in _candidates(since, until):
        if len(candidate) > 1 and fits(candidate):
            return candidate
    middle = since + (until - since) / 2
    alone = (Tick(day_number(middle), dates.day(middle)),)
    return alone if fits(alone) else ()


def _candidates(since: date, until: date) -> Iterator[tuple[Tick, ...]]:
    if (until - since).days <= LONGEST_IN_DAYS:
        for step in DAY_STEPS:
            days = range(0, (until - since).days + 1, step)
            yield tuple(Tick(day_number(on), dates.short_day(on)) for on in (since + timedelta(day) for day in days))
    for step in MONTH_STEPS:
        yield tuple(_months(since, until, step))


def _months(since: date, until: date, step: int) -> Iterator[Tick]:
    """Go through every *step*-th first of a month; the year stands at the first and wherever it changes."""
    first = since.year * 12 + since.month - 1 + (since.day > 1)
    first += -first % step
    last = until.year * 12 + until.month - 1
    said: int | None = None
    for number in range(first, last + 1, step):
        on = date(number // 12, number % 12 + 1, 1)
        if step >= 12:
            yield Tick(day_number(on), str(on.year))
        else:
            yield Tick(day_number(on), dates.short_month(on) if on.year == said else month_and_year(on))
        said = on.year


def month_and_year(on: date) -> str:
    """Return "Jan 2026"."""
    return _("{month} {year}").format(month=dates.short_month(on), year=on.year).replace(" ", NO_BREAK)


def short_date(on: date) -> str:
    """Return "12 Jan 2026"."""
    text = _("{day} {month} {year}").format(day=on.day, month=dates.short_month(on), year=on.year)
    return text.replace(" ", NO_BREAK)
