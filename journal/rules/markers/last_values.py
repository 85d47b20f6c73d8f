"""What the last value of each marker says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from journal.domain.finding import Finding
from journal.domain.late_dataclass import dataclass
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import Analyte
from journal.rules.cycles import current_line
from journal.rules.markers.ctdna import ctdna
from journal.rules.markers.ctdna_course import ctdna_course
from journal.rules.markers.kinetics import kinetics
from journal.rules.markers.trend import trend


@dataclass(frozen=True)
class MarkerAnswer:
    """One marker's last value, as findings."""

    analyte: str
    findings: tuple[Finding, ...]
    further: tuple[Finding, ...] = ()  # what all its values since the start of the treatment say


def last_markers(
    results: Sequence[LabResult],
    lines: Iterable[TreatmentLine],
    known: Iterable[Analyte],
    scan_days: Iterable[date] = (),
) -> tuple[MarkerAnswer, ...]:
    """Return what each marker's last value among *results* (oldest first) says, in the order of *known* analytes."""
    by_analyte: dict[str, list[LabResult]] = {}
    for result in results:
        by_analyte.setdefault(result.analyte, []).append(result)
    every_line, days = list(lines), list(scan_days)
    return tuple(
        MarkerAnswer(
            analyte.key,
            marker_findings(by_analyte[analyte.key], every_line, analyte.is_ctdna),
            marker_course(by_analyte[analyte.key], every_line, analyte.is_ctdna, days),
        )
        for analyte in known
        if analyte.is_marker and analyte.key in by_analyte
    )


def marker_findings(
    results: Sequence[LabResult], lines: Iterable[TreatmentLine], is_ctdna: bool
) -> tuple[Finding, ...]:
    """Return the findings of one marker or ctDNA test, whose *results* come oldest first."""
    if is_ctdna:
        return ctdna(results)
    line = current_line(lines, results[-1].happened_on)
    return trend(results, line.happened_on if line is not None else None)


def marker_pace(results: Sequence[LabResult], lines: Iterable[TreatmentLine]) -> tuple[Finding, ...]:
    """Return how fast one marker moves, whose *results* come oldest first, and its lowest value."""
    line = current_line(lines, results[-1].happened_on)
    return kinetics(results, line.happened_on if line is not None else None)


def marker_course(
    results: Sequence[LabResult], lines: Iterable[TreatmentLine], is_ctdna: bool, scan_days: Iterable[date]
) -> tuple[Finding, ...]:
    """Return what all *results* of one marker, oldest first, say of the treatment that ran at the last.

    Of a marker its pace; of tumour DNA, which has none, how far it fell and when the next of *scan_days* was.
    """
    if not is_ctdna:
        return marker_pace(results, lines)
    line = current_line(lines, results[-1].happened_on)
    return ctdna_course(results, line.happened_on if line is not None else None, scan_days)
