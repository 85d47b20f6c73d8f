"""Slot 6: a marker and the scans, a small chart each, then what the last value says in one or two sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from journal.charts.chart import Chart
from journal.charts.from_journal import marker_trend_of, tumour_size_of
from journal.charts.marker_trend import MarkerTrendChart
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.record import Precision
from journal.domain.results import LabResult
from journal.domain.scan_readings import ScanReading
from journal.domain.treatment import Cycle, Procedure, TreatmentLine
from journal.reference.analytes import analytes
from journal.reports.printable import typed
from journal.reports.visit.reading import Reading
from journal.rules.markers.last_values import marker_findings
from journal.rules.markers.new_values import new_values
from journal.rules.response.by_criterion import Verdict
from journal.rules.response.courses import courses_of
from journal.rules.response.last_scan import ScanAnswer, last_scan
from journal.rules.response.named import WRITTEN
from journal.rules.response.other_readings import CLOSING, of_read_answer, of_verdict
from journal.rules.response.readings import ReadAnswer, Treatment, read_answers
from journal.rules.response.recist_1_1 import GROWTH_TENTHS, PARTIAL_TENTHS
from journal.text import dates, numbers
from journal.text.findings.other_readings import other_category
from journal.text.language import _
from journal.text.names import analyte_name, immune_response_name, modality_name, new_lesion_name, response_name
from journal.text.sayings import say
from journal.text.scan_readings import category_name, criterion_name

# Ten years in half a page's width cannot be read; what was before is in the journal.
SHOWN: Final = timedelta(548)  # a year and a half

# A change that falls short of one of these is never rounded to it.
LINES: Final = (Fraction(GROWTH_TENTHS, 10) - 1, Fraction(PARTIAL_TENTHS, 10) - 1)


@dataclass(frozen=True)
class ChartSlot:
    """A chart (None where nothing is shown) and sentences about it, the weightiest first.

    The page shows as many as fit, the first *always* in any case; a text that is too long ends the first.
    """

    title: str
    sentences: tuple[str, ...]
    chart: Chart | None
    always: int = 1


def marker(reading: Reading, open_results: bool = True) -> ChartSlot:
    """Return the marker that was measured last (of several that day, the one measured most often).

    Without *open_results*, values that came in lately are named by their day alone.
    """
    folded = () if open_results else new_values(reading.so_far(LabResult), reading.today)
    courses: dict[str, list[LabResult]] = {}
    known = analytes()
    for result in reading.so_far(LabResult):
        if result.analyte in known and known[result.analyte].is_marker:
            courses.setdefault(result.analyte, []).append(result)
    if not courses:
        return ChartSlot(_("Marker"), (_("No marker was written down."),), None)
    ranked = sorted(courses, key=lambda key: (courses[key][-1].happened_on, len(courses[key])), reverse=True)
    first = ranked[0]
    since = courses[first][-1].happened_on - SHOWN
    shown = reading.shown([result for result in courses[first] if result not in folded])
    kept = _folded(folded)
    courses = {key: course for key, course in courses.items() if course[-1] not in folded}
    if not shown:
        sentences = kept + [_other(reading, courses[key][-1]) for key in ranked[1:] if key in courses]
        return ChartSlot(_("Marker"), tuple(sentences), None)
    chart = marker_trend_of(
        reading.journal, reading.today, first, without=[result.id for result in folded], since=since
    )
    findings = marker_findings(shown, reading.all(TreatmentLine), known[first].is_ctdna)
    # The step first, then what limits its meaning, then the laboratory's range, which the chart shows as well.
    said = sorted(findings, key=lambda finding: finding.code != findings[0].code and finding.code != "marker.too_early")
    sentences = kept + [say(finding) for finding in said]
    sentences += [_other(reading, courses[key][-1]) for key in ranked[1:] if key in courses]
    title = _("Marker: {name}").format(name=typed(chart.title))
    if any(result.happened_on < since for result in shown):
        title = _since(chart, chart.values[0].on if chart.values else since)
    return ChartSlot(title, tuple(sentences), None if chart.is_empty else chart)


def _folded(results: Sequence[LabResult]) -> list[str]:
    names = ", ".join(analyte_name(result.analyte) for result in results)
    return [_("New and kept folded: {names}.").format(names=names)] if results else []


def _since(chart: MarkerTrendChart, first: date) -> str:
    """Return the title of a chart that leaves out what was earlier; it must fit on one line of half a page."""
    name = typed(chart.title)
    if chart.is_log:
        unit = numbers.unit(chart.unit)
        pattern = _("{name}, {unit} (stretched)") if unit else _("{name} (stretched)")
        name = typed(pattern.format(name=chart.name, unit=unit))
    month = _("{month} {year}").format(month=dates.short_month(first), year=first.year)
    return _("{name}, from {month}").format(name=name, month=month)


def _other(reading: Reading, result: LabResult) -> str:
    value = numbers.quantity(result.quantity) if result.quantity is not None else f"“{result.printed}”"
    return _("Also {name} {value} on {day}.").format(
        name=analyte_name(result.analyte), value=typed(value), day=reading.day(result.happened_on)
    )


def folded_scan(reading: Reading) -> Scan | None:
    """Return the last scan, whose result waits to be opened; None where there is none."""
    answer = last_scan(reading.so_far(Scan), reading.all(Lesion), reading.all(Measurement))
    return answer.scan if answer is not None else None


def scans(reading: Reading, open_results: bool) -> ChartSlot:
    """Return the course of the sizes, the report's word and the sizes' answer, side by side."""
    answer = last_scan(reading.so_far(Scan), reading.all(Lesion), reading.all(Measurement))
    if answer is None:
        return ChartSlot(_("Scans"), (_("No scan was written down."),), None)
    title = _("Scans: sum of target lesions, mm")
    day = reading.day(answer.scan.happened_on, answer.scan.precision)
    folded = () if open_results else (answer.scan.id,)
    whole = tumour_size_of(reading.journal, reading.today, without=folded)
    chart = whole.since(max((point.on for point in whole.points), default=reading.today) - SHOWN)
    if len(chart.points) < len(whole.points):
        title = _("Scans: sum of targets, mm, from {month}").format(
            month=dates.day(chart.points[0].on, Precision.MONTH)
        )
    shown = None if chart.is_empty else chart
    if folded:
        return ChartSlot(title, (_("Result of {day} kept folded.").format(day=day),), shown)
    reading.shown([answer.scan])
    treatment = Treatment(
        tuple(reading.all(TreatmentLine)), tuple(reading.all(Cycle)), tuple(reading.so_far(Procedure))
    )
    beside = reading.so_far(ScanReading)
    reading.shown([each for each in beside if each.scan_id == answer.scan.id])
    read = read_answers(answer.scan, reading.so_far(Scan), beside, treatment)
    others = [*_otherwise(reading, answer)]
    for each in read:
        others += of_read_answer(each, answer.scan, reading.so_far(Scan), beside, treatment)
    said = tuple(_scan_sentences(answer, read, day, tuple(_other_sentences(others))))
    return ChartSlot(title if shown else _("Scans"), said, shown, always=2)


def _otherwise(reading: Reading, answer: ScanAnswer) -> tuple[Finding, ...]:
    """Return what other readings of the rule make of the sizes of the last scan."""
    courses = courses_of(reading.so_far(Scan), reading.all(Lesion), reading.all(Measurement))
    at = answer.scan.id
    course = next((each for each in courses if any(point.record_id == at for point in each.points)), None)
    return of_verdict(answer.verdict, course) if answer.verdict is not None and course is not None else ()


def _other_sentences(others: Sequence[Finding]) -> Iterator[str]:
    """Yield what else a rule gives, each answer once, in few words: there is little room."""
    found = [(str(each.values["rule"]), other_category(each)) for each in others if each.code not in CLOSING]
    for rule, category in dict.fromkeys(found):
        if rule in WRITTEN:  # the sizes, by the rule that the sentence before names
            yield _("Read another way: {response}.").format(response=category)
        else:
            yield _("{rule}, read another way: {response}.").format(rule=criterion_name(rule), response=category)


def _scan_sentences(answer: ScanAnswer, read: Sequence[ReadAnswer], day: str, others: Sequence[str]) -> Iterator[str]:
    scan = answer.scan
    kind = modality_name(scan.modality)
    if scan.called_text.strip():
        words = typed(scan.called_text)
    else:
        words = response_name(scan.called) if scan.called is not None else ""
    if words:
        yield _("{kind} {day}, report: “{words}”.").format(kind=kind, day=day, words=words)
    else:
        yield _("{kind} {day}. What the report calls it was not written down.").format(kind=kind, day=day)
    named = [(criterion_name(each.rule), category_name(each.category)) for each in read if each.category]
    if answer.verdict or answer.has_sizes:
        yield _sizes(answer.verdict)
    elif not named:
        yield _("Sizes: none were written down.")
    for rule, category in named:
        yield _("By {rule}: {response}.").format(rule=rule, response=category)
    if answer.differs or any(each.differs(scan.called) for each in read):
        yield _("The two differ.")
    new = _("Report: {new_lesions}.").format(new_lesions=new_lesion_name(scan.new_lesion))
    if scan.new_lesion in (NewLesion.YES, NewLesion.EQUIVOCAL):
        yield new
    yield from others
    if scan.new_lesion is NewLesion.NO:  # as most reports say: the first to give way
        yield new


def _sizes(verdict: Verdict | None) -> str:
    if verdict is None:
        return _("Sizes: nothing earlier to compare with.")
    assessment, rule = verdict.judged, WRITTEN[verdict.criterion]
    name = immune_response_name(verdict.immune, assessment.overall)
    if assessment.overall is Response.NE:
        return _("Sizes by {rule}: {response}.").format(rule=rule, response=name)
    if assessment.overall is Response.PD and assessment.from_nadir is not None:
        share = numbers.percent(assessment.from_nadir, LINES, sign=True)
        words = _("Sizes by {rule}: {response} ({share} from smallest).")
        return words.format(rule=rule, response=name, share=share)
    if assessment.from_baseline is not None:
        share = numbers.percent(assessment.from_baseline, LINES, sign=True)
        return _("Sizes by {rule}: {response} ({share} from first).").format(rule=rule, response=name, share=share)
    return _("Sizes by {rule}: {response}.").format(rule=rule, response=name)
