"""What the last value of each marker says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journal.domain.finding import Finding
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import Analyte
from journal.rules.cycles import current_line
from journal.rules.markers.ctdna import ctdna
from journal.rules.markers.kinetics import kinetics
from journal.rules.markers.trend import trend


@dataclass(frozen=True)
class MarkerAnswer:
    """One marker's last value, as findings."""

    analyte: str
    findings: tuple[Finding, ...]
    pace: tuple[Finding, ...] = ()  # how fast it moves, and its lowest value; never for ctDNA


def last_markers(
    results: Sequence[LabResult], lines: Iterable[TreatmentLine], known: Iterable[Analyte]
) -> tuple[MarkerAnswer, ...]:
    """Return what each marker's last value among *results* (oldest first) says, in the order of *known* analytes."""
    by_analyte: dict[str, list[LabResult]] = {}
    for result in results:
        by_analyte.setdefault(result.analyte, []).append(result)
    every_line = list(lines)
    return tuple(
        MarkerAnswer(
            analyte.key,
            marker_findings(by_analyte[analyte.key], every_line, analyte.is_ctdna),
            () if analyte.is_ctdna else marker_pace(by_analyte[analyte.key], every_line),
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
