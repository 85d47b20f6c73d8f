"""Where the treatment stands today, what comes next, what was worst in the last cycles, and what came in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from journal.actions.cycle_plan import next_to_give
from journal.domain.imaging import Scan
from journal.domain.late_dataclass import dataclass
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle, Drug, TreatmentLine
from journal.domain.visits import Appointment, Question
from journal.rules.cycles import current_cycle, current_line, cycle_day, given_cycles, next_planned
from journal.rules.markers.new_values import NEW_FOR, new_values
from journal.rules.symptom_course import course_by_cycle_day, cycle_end, days_logged
from journal.store.journal import Journal

CYCLES_LOOKED_AT: Final = 2


@dataclass(frozen=True)
class Standing:
    """A cycle that runs: its line, number of cycles planned, day, length, days with drugs, and the next one."""

    line: TreatmentLine
    cycle: Cycle
    day: int
    days: int
    drug_days: frozenset[int]
    next_on: date | None


@dataclass(frozen=True)
class LastTime:
    """When one symptom was worst: cycles it rests on, first and last cycle day, days logged of all days."""

    symptom: str
    cycles: tuple[int, ...]
    first_day: int
    last_day: int
    logged: int
    out_of: int


def standing(journal: Journal, today: date) -> Standing | None:
    """Return where the running line stands; None between lines and before the first."""
    line = current_line(journal.all(TreatmentLine), today)
    if line is None or (line.ended_on is not None and line.ended_on < today):
        return None
    cycles = journal.all(Cycle, line_id=line.id)
    cycle = current_cycle(cycles, today)
    if cycle is None:
        return None
    following = next_planned(cycles, today + timedelta(1))
    days = frozenset(day for drug in journal.all(Drug, line_id=line.id) for day in drug.days)
    length = line.cycle_days or max([*days, cycle_day(cycle, today)])
    return Standing(
        line, cycle, cycle_day(cycle, today), length, days, following.happened_on if following is not None else None
    )


@dataclass(frozen=True)
class Pause:
    """A day without a cycle that runs: the line that ended or is to come, if there is one, and when it begins."""

    line: TreatmentLine | None
    ended_on: date | None = None
    begins_on: date | None = None


def pause(journal: Journal, today: date) -> Pause | None:
    """Return why no cycle runs; None where one does."""
    if standing(journal, today) is not None:
        return None
    lines = journal.all(TreatmentLine)
    coming = next_planned(journal.all(Cycle), today)
    starts = [line for line in lines if line.happened_on > today]
    if coming is not None:
        line = next((line for line in lines if line.id == coming.line_id), None)
        return Pause(line, begins_on=coming.happened_on)
    if starts:
        return Pause(starts[0], begins_on=starts[0].happened_on)
    last = current_line(lines, today)
    return Pause(last, ended_on=last.ended_on if last is not None else None)


def cycle_due(journal: Journal, today: date) -> Cycle | None:
    """Return the planned cycle whose day has come, of a line that has not ended."""
    for line in reversed(journal.all(TreatmentLine)):
        if line.ended_on is None or line.ended_on >= today:
            following = next_to_give(journal.all(Cycle, line_id=line.id))
            if following is not None and following.happened_on <= today:
                return following
    return None


def next_team_visit(journal: Journal, today: date) -> Appointment | None:
    """Return the next visit that looks at the whole course, from today on."""
    coming = journal.between(Appointment, since=today, is_team_visit=True)
    return coming[0] if coming else None


def next_appointment(journal: Journal, today: date) -> Appointment | None:
    """Return the next appointment from today on."""
    coming = journal.between(Appointment, since=today)
    return coming[0] if coming else None


def open_questions(journal: Journal) -> int:
    """Return how many questions are open."""
    return journal.count(Question, answered_on=None)


def last_time(journal: Journal, today: date) -> LastTime | None:
    """Return when the strongest symptom of the last two finished cycles was worst; None with fewer than two.

    It tells what was; it forecasts nothing.
    """
    now = standing(journal, today)
    if now is None:
        return None
    cycles = given_cycles(journal.all(Cycle, line_id=now.line.id))
    finished = [cycle for cycle in cycles if cycle.happened_on < now.cycle.happened_on][-CYCLES_LOOKED_AT:]
    if len(finished) < CYCLES_LOOKED_AT:
        return None
    entries = journal.between(SymptomEntry, finished[0].happened_on, now.cycle.happened_on - timedelta(1))
    ends = {cycle.id: cycle_end(cycle, cycles, now.cycle.happened_on - timedelta(1)) for cycle in finished}
    candidates = []
    for symptom in dict.fromkeys(entry.symptom for entry in entries):
        courses = [course_by_cycle_day(entries, symptom, cycle, ends[cycle.id]) for cycle in finished]
        worst = [day for course in courses for day in course.worst_days]
        if all(course.worst_days for course in courses):
            strength = (min(course.worst for course in courses), sum(course.burden for course in courses))
            candidates.append((strength, symptom, min(worst), max(worst)))
    if not candidates:
        return None
    _strength, symptom, first, last = max(candidates)
    since, until = finished[0].happened_on, ends[finished[-1].id]
    return LastTime(
        symptom=symptom,
        cycles=tuple(cycle.number for cycle in finished),
        first_day=first,
        last_day=last,
        logged=days_logged(entries, since, until),
        out_of=(until - since).days + 1,
    )


def new_scan(journal: Journal, today: date) -> Scan | None:
    """Return the last scan, if it came in lately."""
    found = journal.latest(Scan, today)
    return found[0] if found and today - found[0].happened_on <= NEW_FOR else None


def new_markers(journal: Journal, today: date) -> tuple[LabResult, ...]:
    """Return the last value of each marker that came in lately, in catalogue order."""
    return new_values(journal.between(LabResult, today - NEW_FOR, today), today)
