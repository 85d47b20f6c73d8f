"""Slot 4: the three worst symptoms of this cycle by its days, the others in one line, and the days without an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from journal.charts.chart import Chart
from journal.charts.from_journal import symptom_cycle_of
from journal.charts.symptom_cycle import DAYS_WITHOUT_CYCLE
from journal.domain.symptoms import LEVELS, ScoredBy, SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState
from journal.domain.visits import HospitalStay
from journal.reference.symptoms import symptoms as known_symptoms
from journal.reports.printable import held, typed
from journal.reports.visit.giving_way import GivesWay, gives_way
from journal.reports.visit.reading import Reading
from journal.rules.cycles import current_cycle, cycle_day, given_cycles
from journal.rules.symptom_course import SymptomCourse, compared, course_by_cycle_day, cycle_end, worst_symptoms
from journal.text.dates import WORD_JOINER, period
from journal.text.language import _, current_language, ngettext
from journal.text.names import level_name, symptom_name
from journal.text.numbers import NO_BREAK

WORST: Final = 3
RUNS_NAMED: Final = 2  # more runs of days than these are counted, not listed

_COMPARED: Final[Mapping[int | None, Callable[[], str]]] = {
    1: lambda: _("worse than cycle {number}"),
    0: lambda: _("much like cycle {number}"),
    -1: lambda: _("better than cycle {number}"),
    None: lambda: _("no entry in cycle {number}"),
}
_COMPARED_WITHOUT_CYCLE: Final[Mapping[int | None, Callable[[], str]]] = {
    1: lambda: _("worse than in the weeks before"),
    0: lambda: _("much like the weeks before"),
    -1: lambda: _("better than in the weeks before"),
    None: lambda: _("no entry in the weeks before"),
}


@dataclass(frozen=True)
class WorstSymptom:
    """One of the worst: what, how bad on which days, how it was in the cycle before, and its course."""

    name: str
    worst: str
    compared: str
    chart: Chart


@dataclass(frozen=True)
class Symptoms:
    """The slot; *nothing* is said where there is no symptom above none."""

    title: str
    nothing: str
    worst: tuple[WorstSymptom, ...]
    others_label: str
    others: GivesWay[str]
    gaps: str
    scored: str


@dataclass(frozen=True)
class _Span:
    """The cycle that runs, or the last four weeks where none was given yet, and the one before."""

    now: Cycle
    before: Cycle | None
    cycles: tuple[Cycle, ...]
    until: date
    is_cycle: bool


def symptoms(reading: Reading) -> Symptoms:
    """Return the symptoms of the cycle that runs today."""
    span = _span(reading)
    first_day = span.before.happened_on if span.before is not None else span.now.happened_on
    entries = [e for e in reading.journal.between(SymptomEntry, first_day, span.until) if e.level in LEVELS]
    now = reading.shown([entry for entry in entries if entry.happened_on >= span.now.happened_on])
    names = {own.symptom: own.name for own in reading.all(TrackedSymptom) if own.name.strip()}
    found = worst_symptoms(now, span.now, span.until)
    return Symptoms(
        title=_title(span),
        nothing=_nothing(span, now),
        worst=tuple(
            WorstSymptom(
                name=typed(symptom_name(course.symptom, names)),
                worst=_worst(course, span),
                compared=_compared(course, span, entries),
                chart=symptom_cycle_of(reading.journal, reading.today, course.symptom),
            )
            for course in found[:WORST]
        ),
        others_label=_("Also recorded:"),
        others=_others(found[WORST:], names),
        gaps=_gaps(reading, now, span.now, span.until),
        scored=_scored(now),
    )


def _span(reading: Reading) -> _Span:
    cycles = [cycle for cycle in reading.all(Cycle) if cycle.happened_on <= reading.today]
    cycle = current_cycle(cycles, reading.today)
    if cycle is not None:
        earlier = [c for c in given_cycles(cycles) if c.line_id == cycle.line_id and c.happened_on < cycle.happened_on]
        before = earlier[-1] if earlier else None
        return _Span(cycle, before, tuple(cycles), cycle_end(cycle, cycles, reading.today), is_cycle=True)
    weeks = [
        Cycle(happened_on=reading.today - timedelta(days - 1), line_id="", number=number, state=CycleState.GIVEN)
        for number, days in enumerate((2 * DAYS_WITHOUT_CYCLE, DAYS_WITHOUT_CYCLE))
    ]
    return _Span(weeks[1], weeks[0], tuple(weeks), reading.today, is_cycle=False)


def _title(span: _Span) -> str:
    if span.is_cycle:
        return _("Worst symptoms, cycle {number} by day").format(number=span.now.number)
    return _("Worst symptoms, last {count} days").format(count=DAYS_WITHOUT_CYCLE)


def _nothing(span: _Span, entries: Sequence[SymptomEntry]) -> str:
    if entries:
        return _("Every symptom was written down as none.")
    if span.is_cycle:
        return _("No symptom was written down in this cycle.")
    return _("No symptom was written down.")


def _worst(course: SymptomCourse, span: _Span) -> str:
    return _("{level}, {days}").format(level=level_name(course.worst), days=_days(course, span))


def _days(course: SymptomCourse, span: _Span) -> str:
    """Return "days 2–4" of the cycle, "10–12 Nov" without one, or how many days it was where they lie scattered."""
    days = course.worst_days
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    if len(runs) > RUNS_NAMED:
        words = ngettext("{count} of {days} day", "{count} of {days} days", len(course.levels))
        return words.format(count=len(days), days=len(course.levels)).replace(" ", NO_BREAK)
    if not span.is_cycle:  # a day of four weeks that nobody counts has no number, but a date
        first = span.now.happened_on - timedelta(1)
        return ", ".join(period(first + timedelta(a), first + timedelta(b)) for a, b in runs)
    named = [f"{a}" if a == b else f"{a}{WORD_JOINER}–{WORD_JOINER}{b}" for a, b in runs]
    return ngettext("day {days}", "days {days}", len(days)).format(days=", ".join(named)).replace(" ", NO_BREAK)


def _compared(course: SymptomCourse, span: _Span, entries: Sequence[SymptomEntry]) -> str:
    if span.before is None:
        day, level = max(course.levels.items())
        return held(_("{level} on day {day}").format(level=level_name(level), day=day))
    end = cycle_end(span.before, span.cycles, span.until)
    earlier = course_by_cycle_day([e for e in entries if e.happened_on <= end], course.symptom, span.before, end)
    answer = compared(course, earlier)
    words = _COMPARED if span.is_cycle else _COMPARED_WITHOUT_CYCLE
    return held(words[answer]().format(number=span.before.number))


def _others(courses: Sequence[SymptomCourse], names: dict[str, str]) -> GivesWay[str]:
    return gives_way(
        [
            _("{symptom} {level}").format(
                symptom=_inside_a_sentence(course.symptom, names), level=level_name(course.worst)
            )
            for course in courses
        ],
        notice=lambda count: ngettext("{count} more", "{count} more", count).format(count=count),
        foot=lambda count: ngettext("{count} symptom", "{count} symptoms", count).format(count=count),
    )


def _inside_a_sentence(symptom: str, names: dict[str, str]) -> str:
    """Return a symptom's name; one of ours begins small in English, where names of things do."""
    name = typed(symptom_name(symptom, names))
    return f"{name[:1].lower()}{name[1:]}" if symptom in known_symptoms() and current_language() == "en" else name


def _gaps(reading: Reading, entries: Sequence[SymptomEntry], cycle: Cycle, until: date) -> str:
    """Say on how many days nothing was written down, and whether a stay in hospital explains them."""
    logged = {entry.happened_on for entry in entries}
    # Today is not over: it counts only once something stands there.
    last = until if until in logged or until < reading.today else until - timedelta(1)
    total = cycle_day(cycle, last)
    if total < 1 or not logged:
        return ""
    blank = total - len(logged)
    if not blank:
        return ngettext("An entry on the one day so far.", "An entry on each of {total} days.", total).format(
            total=total
        )
    in_hospital = len(_in_hospital(reading, cycle.happened_on, last) - logged)
    words = ngettext("No entry on {count} of {total} day.", "No entry on {count} of {total} days.", total)
    if in_hospital == blank:
        words = ngettext(
            "No entry on {count} of {total} day (in hospital).",
            "No entry on {count} of {total} days (in hospital).",
            total,
        )
    elif in_hospital:
        words = ngettext(
            "No entry on {count} of {total} day ({hospital} in hospital).",
            "No entry on {count} of {total} days ({hospital} in hospital).",
            total,
        )
    return words.format(count=blank, total=total, hospital=in_hospital)


def _in_hospital(reading: Reading, first: date, last: date) -> set[date]:
    """Return the days from *first* to *last* that lie in a stay in hospital."""
    days: set[date] = set()
    for stay in reading.so_far(HospitalStay):
        begin, end = max(stay.happened_on, first), min(stay.ended_on or stay.happened_on, last)
        days.update(begin + timedelta(number) for number in range((end - begin).days + 1))
    return days


def _scored(entries: Sequence[SymptomEntry]) -> str:
    """Say whose judgement the levels are: patients and carers agree exactly in about half."""
    by_carer = {entry.happened_on for entry in entries if entry.scored_by is ScoredBy.CARER}
    by_patient = {entry.happened_on for entry in entries if entry.scored_by is ScoredBy.PATIENT}
    levels = ", ".join(level_name(level) for level in LEVELS)
    if by_carer and by_patient:
        return ngettext(
            "Symptoms scored by the patient, on {count} day by a carer: {levels}.",
            "Symptoms scored by the patient, on {count} days by a carer: {levels}.",
            len(by_carer),
        ).format(count=len(by_carer), levels=levels)
    if by_carer:
        return _("Symptoms scored by a carer: {levels}.").format(levels=levels)
    return _("Symptoms scored by the patient: {levels}.").format(levels=levels) if by_patient else ""
