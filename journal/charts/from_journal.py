"""Charts of an open journal, up to a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from journal.charts.chart import Chart
from journal.charts.marker_trend import MarkerTrendChart, marker_trend
from journal.charts.symptom_course import SymptomCourseChart, symptom_course
from journal.charts.symptom_cycle import SymptomCycleChart, symptom_by_cycle_day
from journal.charts.tumour_size import TumourSizeChart, tumour_size
from journal.charts.usual_cycle import UsualCycleChart, usual_cycle_chart
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Dose, TreatmentLine
from journal.reference.analytes import analyte_named, analytes
from journal.reference.symptoms import symptom_named
from journal.reference.tables import folded
from journal.rules.cycles import current_cycle, current_line, given_cycles
from journal.rules.symptom_course import worst_symptoms
from journal.text.names import analyte_name, symptom_name

if TYPE_CHECKING:  # the process that draws opens no journal
    from journal.store.journal import Journal

RECENT: Final = timedelta(365)  # the marker with most results in this time is shown first
RECENT_SYMPTOMS: Final = timedelta(28)  # where no cycle was given yet

Builder: TypeAlias = "Callable[[Journal, date], Chart]"
_R = TypeVar("_R", bound=Record)


def tumour_size_of(journal: Journal, today: date, *, without: Collection[str] = ()) -> TumourSizeChart:
    """Return the chart of all scans; *without* holds ids of records that are kept folded."""
    return tumour_size(
        _shown(journal.between(Scan, until=today), without),
        journal.all(Lesion),
        journal.all(Measurement),
        journal.all(TreatmentLine),
        today,
    )


def marker_trend_of(
    journal: Journal,
    today: date,
    analyte: str | None = None,
    *,
    without: Collection[str] = (),
    since: date | None = None,
) -> MarkerTrendChart:
    """Return the chart of one analyte, by key or name; None: the marker with most results in the last year.

    *without* holds ids of records that are kept folded; results before *since* are left out.
    """
    return marker_trend(
        [each for each in _results(journal, today, analyte, without) if since is None or each.happened_on >= since],
        journal.all(TreatmentLine),
        journal.all(Cycle),
        _shown(journal.between(Scan, until=today), without),
        today,
        journal.all(Dose),
    )


def _results(journal: Journal, today: date, asked: str | None, without: Collection[str]) -> list[LabResult]:
    """Return the results of one analyte.  Asked for by its key, it is looked up: ten years hold thousands of others."""
    if asked in analytes():
        unknown = journal.between(LabResult, until=today, analyte="")  # one may be called as the key is
        of_key = _shown(journal.between(LabResult, until=today, analyte=asked), without)
        if of_key and not any(_key(result) == asked for result in unknown):
            return of_key
    results = _shown(journal.between(LabResult, until=today), without)
    key = usual_marker(journal, results, today) if asked is None else _known_analyte(results, asked)
    return [result for result in results if _key(result) == key]


def symptom_cycle_of(journal: Journal, today: date, symptom: str | None = None) -> SymptomCycleChart:
    """Return the chart of one symptom, by key or name; None: the worst of the current cycle."""
    cycles = journal.all(Cycle)
    cycle = current_cycle(cycles, today)
    earlier = [other for other in given_cycles(cycles) if cycle is not None and other.happened_on < cycle.happened_on]
    # The chart shows this cycle and the one before; without a cycle, it looks for itself.
    since = (earlier[-1] if earlier else cycle).happened_on if cycle is not None else None
    key, name, entries = _symptom(journal, today, symptom, since)
    return symptom_by_cycle_day(entries, key, cycles, today, name)


def symptom_course_of(journal: Journal, today: date, symptom: str | None = None) -> SymptomCourseChart:
    """Return the course of one symptom from its first entry on; None: the worst of the current cycle."""
    key, name, entries = _symptom(journal, today, symptom)
    return symptom_course(
        entries,
        key,
        name,
        today,
        cycles=journal.all(Cycle),
        lines=journal.all(TreatmentLine),
        doses=journal.all(Dose),
    )


def usual_cycle_of(journal: Journal, today: date, symptom: str | None = None) -> UsualCycleChart:
    """Return one symptom over the cycles of the line that runs, or ran last; None: the worst of the current cycle."""
    key, name, entries = _symptom(journal, today, symptom)
    line = current_line(journal.all(TreatmentLine), today)
    cycles = journal.all(Cycle) if line is None else journal.all(Cycle, line_id=line.id)
    return usual_cycle_chart(entries, key, cycles, today, name)


def worst_symptom(journal: Journal, today: date) -> str:
    """Return the key of the worst symptom of the current cycle, else of the one logged last; "" without any entry."""
    cycle = current_cycle(journal.all(Cycle), today)
    since = cycle.happened_on if cycle is not None else today - RECENT_SYMPTOMS
    entries = journal.between(SymptomEntry, since, today) or journal.latest(SymptomEntry, today)
    return _worst(entries, [cycle] if cycle is not None else [], today)


def _symptom(
    journal: Journal, today: date, asked: str | None, since: date | None = None
) -> tuple[str, str, list[SymptomEntry]]:
    """Return a symptom's key and name, and its entries; those before *since* may be left out."""
    own = {tracked.symptom: tracked.name for tracked in journal.all(TrackedSymptom) if tracked.name}
    if asked is None:
        key = worst_symptom(journal, today)
        return key, symptom_name(key, own), journal.between(SymptomEntry, since, today, symptom=key)
    if of_key := journal.between(SymptomEntry, since, today, symptom=asked):
        return asked, symptom_name(asked, own), of_key
    entries = journal.between(SymptomEntry, until=today)
    key = _known_symptom(entries, own, asked)
    return key, symptom_name(key, own), [entry for entry in entries if entry.symptom == key]


CHARTS: Final[tuple[tuple[str, Builder], ...]] = (
    ("tumour-size", tumour_size_of),
    ("marker-trend", marker_trend_of),
    ("symptom-cycle", symptom_cycle_of),
    ("symptom-course", symptom_course_of),
    ("usual-cycle", usual_cycle_of),
)


def _shown(records: Iterable[_R], without: Collection[str]) -> list[_R]:
    return [record for record in records if record.id not in without]


def _key(result: LabResult) -> str:
    """Return what tells one test from another; the printed name where the catalogue does not know it."""
    return result.analyte or folded(result.name)


def usual_marker(journal: Journal, results: Iterable[LabResult], today: date) -> str:
    """Return the marker with most results in the last year, then in all; ties go to the one of the person's cancer."""
    markers = [result for result in results if result.analyte in analytes() and analytes()[result.analyte].is_marker]
    recent = Counter(result.analyte for result in markers if result.happened_on > today - RECENT)
    ever = Counter(result.analyte for result in markers)
    patient = journal.patient()
    cancer = folded(patient.cancer) if patient is not None else ""
    order = list(analytes())

    def rank(key: str) -> tuple[int, bool, int, int]:
        fits = bool(cancer) and any(
            cancer in folded(name) or folded(name) in cancer for name in analytes()[key].cancers
        )
        return recent[key], fits, ever[key], -order.index(key)

    return max(ever, key=rank, default="")


def _known_analyte(results: Iterable[LabResult], asked: str) -> str:
    there = {_key(result): analyte_name(result.analyte, result.name) for result in results}
    known = analyte_named(asked)
    for key in (asked, known.key if known is not None else "", folded(asked)):
        if key in there:
            return key
    if not there:
        raise Problem(N_("There is no blood test in this journal yet. Write one down, or import a sheet."))
    raise Problem(
        N_("There is no result called “{name}” in this journal. There are results of: {known}."),
        name=asked,
        known=tuple(sorted(there.values())),
    )


def _worst(entries: list[SymptomEntry], cycles: list[Cycle], today: date) -> str:
    """Return the worst symptom of the current cycle; where none was above none, the one logged last."""
    cycle = current_cycle(cycles, today) or Cycle(happened_on=today - RECENT_SYMPTOMS, line_id="", number=0)
    worst = worst_symptoms(entries, cycle, today)
    if worst:
        return worst[0].symptom
    return entries[-1].symptom if entries else ""


def _known_symptom(entries: Iterable[SymptomEntry], own: dict[str, str], asked: str) -> str:
    there = {entry.symptom: symptom_name(entry.symptom, own) for entry in entries}
    known = symptom_named(asked)
    named = {folded(name): key for key, name in there.items()}
    for key in (asked, known.key if known is not None else "", named.get(folded(asked), "")):
        if key in there:
            return key
    if not there:
        raise Problem(N_("There is no symptom in this journal yet. Write one down first."))
    raise Problem(
        N_("There is no entry for “{name}” in this journal. There are entries for: {known}."),
        name=asked,
        known=tuple(sorted(there.values())),
    )
