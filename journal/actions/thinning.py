"""Which backups stay: dense near today, thinner further back, like a calendar.  Pure: no file and no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from journal.domain.late_dataclass import dataclass

Period = Callable[[datetime], tuple[int, ...]]


@dataclass(frozen=True)
class Tier:
    """Of the last *count* periods that hold a copy, the newest copy of each stays."""

    period: Period
    count: int


HOURS: Final[Period] = lambda at: (at.year, at.month, at.day, at.hour)
DAYS: Final[Period] = lambda at: (at.year, at.month, at.day)
WEEKS: Final[Period] = lambda at: at.isocalendar()[:2]
MONTHS: Final[Period] = lambda at: (at.year, at.month)

# Ours: a bad day is found within hours, a slip within days, damage that nobody looked at within months.
TIERS: Final = (Tier(HOURS, 24), Tier(DAYS, 14), Tier(WEEKS, 8), Tier(MONTHS, 36))


def staying(moments: Iterable[datetime], tiers: Iterable[Tier] = TIERS) -> frozenset[datetime]:
    """Return which of *moments* stay; the newest always does, and so does the oldest.

    Periods are counted where copies are, not by the clock: after a long time without any, nothing goes.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = {*newest_first[:1], *newest_first[-1:]}
    for tier in tiers:
        seen: set[tuple[int, ...]] = set()
        for moment in newest_first:
            period = tier.period(moment)
            if period in seen:
                continue
            if len(seen) == tier.count:
                break
            seen.add(period)
            kept.add(moment)
    return frozenset(kept)
