"""Symptoms by cycle day: how each day was, the worst of them, and how it was in the cycle before.

Blank is not none: a day without an entry stays out of every summary, and how many days were logged is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from journal.domain.late_dataclass import dataclass
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.domain.treatment import Cycle
from journal.rules.cycles import cycle_day, given_cycles


@dataclass(frozen=True)
class SymptomCourse:
    """One symptom in one cycle: level by cycle day, days without an entry left out; *days* is the cycle's length."""

    symptom: str
    cycle_number: int
    levels: Mapping[int, int]
    days: int

    @property
    def worst(self) -> int:
        """The highest level; 0 where nothing was logged."""
        return max(self.levels.values(), default=0)

    @property
    def worst_days(self) -> tuple[int, ...]:
        """The cycle days on which it was worst."""
        worst = self.worst
        return tuple(day for day, level in sorted(self.levels.items()) if level == worst and level > 0)

    @property
    def burden(self) -> float:
        """The mean level of the days logged, for comparing two cycles of different length."""
        return sum(self.levels.values()) / len(self.levels) if self.levels else 0.0


@dataclass(frozen=True)
class UsualDay:
    """One cycle day over several cycles."""

    day: int
    low: int
    median: float
    high: int
    cycles: int


@dataclass(frozen=True)
class ScoredDay:
    """One symptom on one day: the person's own level and a carer's; None where that one wrote nothing."""

    on: date
    own: int | None
    carer: int | None
    was_written_later: bool = False

    @property
    def level(self) -> int:
        """The level that counts: the person's own before a carer's."""
        return self.own if self.own is not None else self.carer or 0

    @property
    def differs(self) -> bool:
        """Say whether both scored the day, and not alike."""
        return self.own is not None and self.carer is not None and self.own != self.carer


@dataclass(frozen=True)
class SymptomSpan:
    """A week from Monday on, or a month: lowest, middle and highest level of its *days* with an entry."""

    since: date
    low: int
    median: float
    high: int
    days: int


def cycle_end(cycle: Cycle, cycles: Iterable[Cycle], until: date) -> date:
    """Return the last day that belongs to *cycle*: the day before the next one was given, or *until*."""
    later = [other.happened_on for other in given_cycles(cycles) if other.happened_on > cycle.happened_on]
    return min([until, *(day - timedelta(1) for day in later)])


def course_by_cycle_day(entries: Iterable[SymptomEntry], symptom: str, cycle: Cycle, until: date) -> SymptomCourse:
    """Return the course of *symptom* from day 1 of *cycle* to *until*.

    Where a day was scored more than once, the person's own score counts before a carer's, then the highest.
    """
    levels: dict[int, tuple[bool, int]] = {}
    for entry in entries:
        if entry.symptom == symptom and cycle.happened_on <= entry.happened_on <= until:
            day = cycle_day(cycle, entry.happened_on)
            score = entry.scored_by is ScoredBy.PATIENT, entry.level
            levels[day] = max(levels.get(day, score), score)
    plain = {day: level for day, (_, level) in sorted(levels.items())}
    return SymptomCourse(symptom, cycle.number, plain, cycle_day(cycle, until))


def scored_days(entries: Iterable[SymptomEntry], symptom: str) -> tuple[ScoredDay, ...]:
    """Return each day with an entry of *symptom*, oldest first; of several scores by one person the highest."""
    days: dict[date, list[SymptomEntry]] = {}
    for entry in entries:
        if entry.symptom == symptom:
            days.setdefault(entry.happened_on, []).append(entry)
    return tuple(
        ScoredDay(
            on,
            _highest(found, ScoredBy.PATIENT),
            _highest(found, ScoredBy.CARER),
            any(entry.was_written_later for entry in found),
        )
        for on, found in sorted(days.items())
    )


def _highest(entries: Iterable[SymptomEntry], by: ScoredBy) -> int | None:
    return max((entry.level for entry in entries if entry.scored_by is by), default=None)


def monday_of(on: date) -> date:
    """Return the Monday on or before *on*."""
    return on - timedelta(on.weekday())


def first_of_month(on: date) -> date:
    """Return the first day of the month of *on*."""
    return on.replace(day=1)


def in_spans(days: Iterable[ScoredDay], begin: Callable[[date], date]) -> tuple[SymptomSpan, ...]:
    """Lay together the days for which *begin* answers the same; a week or month without an entry is left out."""
    spans: dict[date, list[int]] = {}
    for day in days:
        spans.setdefault(begin(day.on), []).append(day.level)
    return tuple(
        SymptomSpan(since, min(levels), _median(levels), max(levels), len(levels))
        for since, levels in sorted(spans.items())
    )


def days_logged(entries: Iterable[SymptomEntry], since: date, until: date) -> int:
    """Return on how many days of a period at least one symptom was logged, "none" included."""
    return len({entry.happened_on for entry in entries if since <= entry.happened_on <= until})


def worst_symptoms(entries: Sequence[SymptomEntry], cycle: Cycle, until: date) -> list[SymptomCourse]:
    """Return all symptoms above none in *cycle*, worst first: by highest level, then by its mean."""
    names = dict.fromkeys(entry.symptom for entry in entries)
    courses = [course_by_cycle_day(entries, name, cycle, until) for name in names]
    return sorted((c for c in courses if c.worst > 0), key=lambda c: (-c.worst, -c.burden, c.symptom))


def compared(now: SymptomCourse, before: SymptomCourse) -> int | None:
    """Return 1 where the course is worse than the one before, -1 where better, 0 the same; None: cannot say.

    The highest level decides, then the mean over the cycle days that both have.
    """
    shared = set(now.levels) & set(before.levels)
    if not shared:
        return None
    earlier = max(level for day, level in before.levels.items() if day <= now.days)
    if now.worst != earlier:
        return 1 if now.worst > earlier else -1
    difference = sum(now.levels[day] - before.levels[day] for day in shared) / len(shared)
    return 0 if abs(difference) < 0.25 else 1 if difference > 0 else -1


def usual_cycle(courses: Iterable[SymptomCourse]) -> tuple[UsualDay, ...]:
    """Lay cycles over each other: median and range of each cycle day that two or more of them have."""
    days: dict[int, list[int]] = {}
    for course in courses:
        for day, level in course.levels.items():
            days.setdefault(day, []).append(level)
    return tuple(
        UsualDay(day, min(levels), _median(levels), max(levels), len(levels))
        for day, levels in sorted(days.items())
        if len(levels) > 1
    )


def _median(levels: Sequence[int]) -> float:
    from statistics import median  # it brings fractions and chance with it, and no start needs any of them

    return median(levels)
