"""What the symptoms page shows: which symptoms there are, one day as a sheet, and how the running cycle is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from journal.actions.check_in import followed, own_names
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.domain.treatment import Cycle, TreatmentLine
from journal.reference.symptoms import symptoms
from journal.rules.cycles import current_cycle, cycle_day, given_cycles
from journal.rules.symptom_course import (
    ScoredDay,
    SymptomCourse,
    compared,
    course_by_cycle_day,
    cycle_end,
    days_logged,
    scored_days,
    worst_symptoms,
)
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.names import symptom_name

LOOKED_BACK: Final = 14  # days in which a blank one is offered for writing down afterwards
RUNS_FOR: Final = 42  # days; longer after its first dose, a cycle is over


@dataclass(frozen=True)
class SymptomChoice:
    """A symptom that is followed, or has entries."""

    key: str
    name: str
    is_followed: bool


@dataclass(frozen=True)
class DayRow:
    """One symptom of a day, as the person and as a carer scored it."""

    key: str
    name: str
    own: SymptomEntry | None = None
    carer: SymptomEntry | None = None

    def by(self, who: ScoredBy) -> SymptomEntry | None:
        """Return what *who* wrote down."""
        return self.own if who is ScoredBy.PATIENT else self.carer


@dataclass(frozen=True)
class DaySheet:
    """All symptoms of one day: those followed, then others that have an entry; and where in a cycle it lies."""

    on: date
    rows: tuple[DayRow, ...]
    cycle: int | None
    cycle_day: int | None

    def entries(self, who: ScoredBy) -> tuple[SymptomEntry, ...]:
        """Return all that *who* wrote down for the day."""
        return tuple(entry for row in self.rows if (entry := row.by(who)) is not None)


@dataclass(frozen=True)
class CycleSymptom:
    """One symptom of the running cycle; *change* says how it was against the cycle before (see `compared`)."""

    key: str
    name: str
    course: SymptomCourse
    change: int | None


@dataclass(frozen=True)
class CycleSummary:
    """The symptoms of the running cycle, worst first, and on how many of its days something was logged."""

    number: int
    day: int
    before: int | None
    symptoms: tuple[CycleSymptom, ...]
    logged: int


def choices(journal: Journal, others: Iterable[str] = ()) -> tuple[SymptomChoice, ...]:
    """Return the symptoms that are followed, in their order, then *others*, which only have entries."""
    names = own_names(journal)
    now = [each.symptom for each in followed(journal)]
    rest = sorted((symptom_name(key, names), key) for key in dict.fromkeys(others) if key not in now)
    return (
        *(SymptomChoice(key, symptom_name(key, names), True) for key in now),
        *(SymptomChoice(key, name, False) for name, key in rest),
    )


def with_entries(journal: Journal) -> tuple[str, ...]:
    """Return the keys of all symptoms that have an entry; it asks for each, so it is work for the worker."""
    return tuple(key for key in (*own_names(journal), *symptoms()) if journal.count(SymptomEntry, symptom=key))


def days_of(journal: Journal, symptom: str, since: date, until: date) -> Mapping[date, ScoredDay]:
    """Return the days of one symptom that have an entry."""
    found = scored_days(journal.between(SymptomEntry, since, until, symptom=symptom), symptom)
    return {day.on: day for day in found}


def first_days(journal: Journal, since: date, until: date) -> Mapping[date, int]:
    """Return the first days of the cycles given in a time, with their numbers."""
    return {cycle.happened_on: cycle.number for cycle in given_cycles(journal.between(Cycle, since, until))}


def day_sheet(journal: Journal, on: date, also: Iterable[str] = ()) -> DaySheet:
    """Return the sheet of one day; *also* names symptoms that are to stand on it without an entry."""
    names = own_names(journal)
    found: dict[tuple[str, ScoredBy], SymptomEntry] = {}
    for entry in journal.between(SymptomEntry, on, on):
        kept = found.setdefault((entry.symptom, entry.scored_by), entry)
        if entry.level > kept.level:
            found[entry.symptom, entry.scored_by] = entry
    keys = dict.fromkeys([*(each.symptom for each in followed(journal)), *(key for key, _by in found), *also])
    cycle = current_cycle(journal.all(Cycle), on)
    day = cycle_day(cycle, on) if cycle is not None else None
    runs = cycle is not None and day is not None and day <= RUNS_FOR
    return DaySheet(
        on,
        tuple(
            DayRow(key, symptom_name(key, names), found.get((key, ScoredBy.PATIENT)), found.get((key, ScoredBy.CARER)))
            for key in keys
        ),
        cycle.number if cycle is not None and runs else None,
        day if runs else None,
    )


def score_day(draft: Draft, row: DayRow, level: int | None, on: date, who: ScoredBy) -> None:
    """Write down *level* for *on* as *who* scored it; None takes that entry away."""
    before = row.by(who)
    if level is not None:
        entry = before or SymptomEntry(happened_on=on, symptom=row.key, level=level, scored_by=who)
        draft.save(replace(entry, level=level, author="", written_at=None))
    elif before is not None:
        draft.delete(before)


def note_on(draft: Draft, row: DayRow, note: str, who: ScoredBy) -> None:
    """Write *note* to the entry of *who*."""
    before = row.by(who)
    if before is not None:
        draft.save(replace(before, note=note.strip(), author="", written_at=None))


def copy_day_before(draft: Draft, sheet: DaySheet, before: DaySheet, who: ScoredBy) -> None:
    """Write down the levels of the day *before* where the sheet has none yet."""
    levels = {row.key: entry.level for row in before.rows if (entry := row.by(who)) is not None}
    for row in sheet.rows:
        if row.by(who) is None and row.key in levels:
            score_day(draft, row, levels[row.key], sheet.on, who)


def last_blank_day(journal: Journal, today: date) -> date:
    """Return the last day without any entry, of those that one may still remember; today where there is none."""
    logged = {entry.happened_on for entry in journal.between(SymptomEntry, today - timedelta(LOOKED_BACK), today)}
    for number in range(LOOKED_BACK + 1):
        if (day := today - timedelta(number)) not in logged:
            return day
    return today


def cycle_summary(journal: Journal, today: date) -> CycleSummary | None:
    """Return how the running cycle is, against the one before of the same line; None where none runs."""
    cycles = journal.all(Cycle)
    cycle = current_cycle(cycles, today)
    if cycle is None or cycle_day(cycle, today) > RUNS_FOR:
        return None
    line = [other for other in given_cycles(cycles) if other.line_id == cycle.line_id]
    earlier = [other for other in line if other.happened_on < cycle.happened_on]
    before = earlier[-1] if earlier else None
    since = before.happened_on if before is not None else cycle.happened_on
    entries = journal.between(SymptomEntry, since, today)
    names = own_names(journal)
    found = []
    for course in worst_symptoms(entries, cycle, today):
        change = None
        if before is not None:
            end = cycle_end(before, cycles, today)
            seen = [entry for entry in entries if entry.happened_on <= end]
            change = compared(course, course_by_cycle_day(seen, course.symptom, before, end))
        found.append(CycleSymptom(course.symptom, symptom_name(course.symptom, names), course, change))
    return CycleSummary(
        cycle.number,
        cycle_day(cycle, today),
        before.number if before is not None else None,
        tuple(found),
        days_logged(entries, cycle.happened_on, today),
    )


def lines_with_cycles(journal: Journal, today: date) -> tuple[TreatmentLine, ...]:
    """Return the lines of which cycles were given, the last first."""
    given = {cycle.line_id for cycle in given_cycles(journal.all(Cycle)) if cycle.happened_on <= today}
    lines = [line for line in journal.all(TreatmentLine) if line.id in given]
    return tuple(sorted(lines, key=lambda line: (line.happened_on, line.number), reverse=True))
