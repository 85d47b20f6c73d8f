"""The blood tests of a journal as they are looked at: which tests there are, the sheet of a day, one test over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from journal.actions.lab_sheet import LastTime, Measured, Sheet, SheetRow, range_text, row_of
from journal.actions.marker_criteria import RuleAnswer, rule_answer
from journal.actions.sheet_reading import analyte_meant, key_of
from journal.charts.marker_trend import MarkerTrendChart, marker_trend
from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.domain.results import LabResult, VitalSign
from journal.domain.treatment import Cycle, Dose, TreatmentLine
from journal.reference.analytes import MARKER_GROUP, VITAL_GROUP, analytes
from journal.reference.tables import folded
from journal.rules.cycles import current_line
from journal.rules.markers.last_values import marker_course, marker_findings
from journal.store.journal import Journal
from journal.text import numbers
from journal.text.names import analyte_name

RECENT: Final = timedelta(365)
LOOKED_BACK: Final = 200  # results among which a laboratory's last words on a test are looked for
OWN: Final = "own:"


@dataclass(frozen=True)
class LabTest:
    """One test that has results: its key (see `key_of`), name, group, how many results, and the last day."""

    key: str
    name: str
    group: str
    count: int
    last_on: date

    @property
    def is_vital(self) -> bool:
        """Say whether it is a vital sign."""
        return self.group == VITAL_GROUP

    @property
    def is_marker(self) -> bool:
        """Say whether it is a tumour marker."""
        return self.group == MARKER_GROUP


@dataclass(frozen=True)
class Overview:
    """All tests with results, markers first and vital signs last, and the days that have a sheet, newest first."""

    tests: tuple[LabTest, ...] = ()
    days: tuple[date, ...] = ()


def overview(journal: Journal, since: date | None = None) -> Overview:
    """Return what there is, from *since* on."""
    results = journal.between(LabResult, since)
    signs = journal.between(VitalSign, since)
    return Overview(measured_tests([*results, *signs]), tuple(sorted({r.happened_on for r in results}, reverse=True)))


def measured_tests(measured: Iterable[Measured]) -> tuple[LabTest, ...]:
    """Return the tests among *measured* in the order of the catalogue: own words after it, vital signs last."""
    counts: Counter[str] = Counter()
    last: dict[str, Measured] = {}
    for each in measured:
        key = key_of(each)
        counts[key] += 1
        if key not in last or each.happened_on >= last[key].happened_on:
            last[key] = each
    made = []
    for key, each in last.items():
        known = analytes().get(key)
        name = analyte_name(each.analyte, each.name if isinstance(each, LabResult) else "")
        made.append(LabTest(key, name, known.group if known is not None else "", counts[key], each.happened_on))
    return tuple(sorted(made, key=lambda test: order_of(test.key, test.name)))


def order_of(key: str, name: str = "") -> tuple[int, int, str]:
    """Return where a test stands among others: as in the catalogue, own words after it, vital signs last."""
    known = analytes().get(key)
    if known is None:
        return 1, 0, name.casefold()
    return 2 if known.is_vital else 0, list(analytes()).index(key), ""


def newest_day(journal: Journal) -> date | None:
    """Return the last day with a laboratory result; of vital signs, where there is no other; None without either."""
    found: Sequence[Measured] = journal.latest(LabResult) or journal.latest(VitalSign)
    return found[0].happened_on if found else None


def sheet_of_day(journal: Journal, day: date) -> tuple[Measured, ...]:
    """Return what was measured on *day*, in the order of the catalogue."""
    found: list[Measured] = [*journal.between(LabResult, day, day), *journal.between(VitalSign, day, day)]
    named = [(each, each.name if isinstance(each, LabResult) else "") for each in found]
    ordered = sorted(named, key=lambda pair: (order_of(pair[0].analyte, pair[1]), str(pair[0].happened_at), pair[0].id))
    return tuple(each for each, _name in ordered)


def laboratories(measured: Iterable[Measured]) -> tuple[str, ...]:
    """Return the laboratories of *measured*, that with most results first."""
    found = Counter(each.laboratory.strip() for each in measured if isinstance(each, LabResult))
    return tuple(name for name, _count in found.most_common() if name)


def last_time(journal: Journal, test: str, laboratory: str) -> LastTime:
    """Return the unit and range that *test* had last time; the range only where the same laboratory printed it."""
    known = analyte_meant(test)
    if known is not None and known.is_vital:
        signs = journal.latest(VitalSign, analyte=known.key)
        return LastTime(numbers.unit(signs[0].quantity.unit)) if signs else LastTime(numbers.unit(known.unit))
    if known is not None:
        found = journal.latest(LabResult, limit=20, analyte=known.key)
    else:
        found = journal.latest(LabResult, limit=20, analyte="", name=test.strip())
    wanted = laboratory.strip().casefold()
    same = [result for result in found if result.laboratory.strip().casefold() == wanted]
    for result in same or found:
        if result.quantity is not None or is_worded(result):
            unit = numbers.unit(result.quantity.unit) if result.quantity is not None else ""
            return LastTime(unit, range_text(result) if same else "")
    return LastTime()


def is_worded(result: LabResult) -> bool:
    """Say whether a result in words has a limit or range of its own all the same."""
    return result.detection_limit is not None or bool(result.range_text)


def same_tests(journal: Journal) -> tuple[SheetRow, ...]:
    """Return rows for the tests of the last sheet, with blank results."""
    last = journal.latest(LabResult)
    if not last:
        return ()
    measured = sheet_of_day(journal, last[0].happened_on)
    wanted = next(iter(laboratories(measured)), "")
    return tuple(
        SheetRow(test=row_of(each).test)
        for each in measured
        if isinstance(each, LabResult) and each.laboratory.strip() == wanted
    )


def editable_sheet(
    measured: Sequence[Measured], day: date, laboratory: str, without: Collection[str] = ()
) -> tuple[Sheet, tuple[Measured, ...]]:
    """Return the sheet of one laboratory, to be changed, and the records that it stands for.

    Vital signs are on the sheet of the day's first laboratory; *without* holds ids of records that are kept folded.
    """
    first = next(iter(laboratories(measured)), "")
    held = tuple(
        each
        for each in measured
        if each.id not in without
        and (each.laboratory.strip() == laboratory if isinstance(each, LabResult) else laboratory == first)
    )
    return Sheet(day, laboratory, tuple(row_of(each) for each in held)), held


def history_of(journal: Journal, key: str) -> tuple[Measured, ...]:
    """Return all results of one test, newest first."""
    return tuple(reversed(_results_of(journal, key)))


def _results_of(journal: Journal, key: str) -> Sequence[Measured]:
    if key in analytes() and analytes()[key].is_vital:
        return journal.all(VitalSign, analyte=key)
    if key.startswith(OWN):
        return [result for result in journal.all(LabResult, analyte="") if key_of(result) == key]
    return journal.all(LabResult, analyte=key)


def trend_of(
    journal: Journal, key: str, today: date, since: date | None = None, without: Collection[str] = ()
) -> MarkerTrendChart:
    """Return the chart of one test from *since* on; *without* holds ids of records that are kept folded."""
    results = [
        _drawable(each)
        for each in _results_of(journal, key)
        if each.id not in without and (since is None or each.happened_on >= since)
    ]
    scans = journal.between(Scan, since, today)
    lines, cycles = journal.all(TreatmentLine), journal.all(Cycle)
    return marker_trend(results, lines, cycles, scans, today, journal.between(Dose, since, today))


def _drawable(each: Measured) -> LabResult:
    """Return a vital sign as a result without a laboratory, so that one chart draws both."""
    if isinstance(each, LabResult):
        return each
    return LabResult(
        id=each.id,
        happened_on=each.happened_on,
        happened_at=each.happened_at,
        precision=each.precision,
        analyte=each.analyte,
        quantity=each.quantity,
        printed=each.printed,
    )


def line_start(journal: Journal, today: date) -> date | None:
    """Return the first day of the treatment that runs, or ran last."""
    line = current_line(journal.all(TreatmentLine), today)
    return line.happened_on if line is not None else None


@dataclass(frozen=True)
class MarkerNews:
    """One marker's last result, what it says, and what the results since the start of the treatment say together.

    *by_rule* is what the criterion for this kind of cancer makes of it, with others that it reads.
    """

    result: LabResult
    findings: tuple[Finding, ...]
    further: tuple[Finding, ...] = ()
    by_rule: RuleAnswer | None = None

    @property
    def is_ctdna(self) -> bool:
        """Say whether it is tumour DNA in blood."""
        known = analytes().get(self.result.analyte)
        return known is not None and known.is_ctdna


def marker_news(journal: Journal, today: date, open_scans: Container[str] = frozenset()) -> tuple[MarkerNews, ...]:
    """Return the last result of each marker of the last year and what it says, in the order of the catalogue.

    *open_scans* are the ids of the scans whose result the person opened.
    """
    lately = journal.between(LabResult, today - RECENT, today)
    keys = {result.analyte for result in lately}
    lines = journal.all(TreatmentLine)
    scan_days = [scan.happened_on for scan in journal.between(Scan, until=today)]
    made = []
    for key, known in analytes().items():
        if not known.is_marker or key not in keys:
            continue
        results = journal.between(LabResult, until=today, analyte=key)
        findings = marker_findings(results, lines, known.is_ctdna)
        further = marker_course(results, lines, known.is_ctdna, scan_days)
        made.append(MarkerNews(results[-1], findings, further))
    answer = rule_answer(journal, today, open_scans)
    beside = [at for at, news in enumerate(made) if answer is not None and news.result.analyte in answer.analytes]
    if beside:
        made[beside[-1]] = replace(made[beside[-1]], by_rule=answer)
    return tuple(made)


def names_offered(journal: Journal) -> tuple[str, ...]:
    """Return the names that typing a test completes to: tests with results first, then the catalogue."""
    used = [test.name for test in measured_tests(journal.latest(LabResult, limit=LOOKED_BACK))]
    catalogue = [analyte_name(key) for key in analytes()]
    found: dict[str, str] = {}
    for name in [*used, *catalogue]:
        found.setdefault(folded(name), name)
    return tuple(found.values())
