"""What the last scan and the markers say, in words, with the working and the doctor's word beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, Measurement, Response, Scan
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import analytes
from journal.rules.cycles import current_line
from journal.rules.markers.ctdna import ctdna
from journal.rules.markers.trend import trend
from journal.rules.response.courses import courses_of
from journal.rules.response.recist_1_1 import Assessment, judge
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _
from journal.text.names import modality_name, response_name
from journal.text.sayings import say


@dataclass(frozen=True)
class ScanAnswer:
    """The last scan: what the report called it, and what the sizes give (None for a first scan)."""

    scan: Scan
    assessment: Assessment | None

    @property
    def differs(self) -> bool | None:
        """Say whether report and sizes differ; None where one of the two is missing."""
        if self.scan.called is None or self.assessment is None or self.assessment.overall is Response.NE:
            return None
        return self.scan.called is not self.assessment.overall


@dataclass(frozen=True)
class MarkerAnswer:
    """One marker's last value, as findings."""

    analyte: str
    findings: tuple[Finding, ...]


def last_scan(journal: Journal, today: date) -> ScanAnswer | None:
    """Return the last scan up to *today* with its judgement; None without scans."""
    scans = journal.between(Scan, until=today)
    if not scans:
        return None
    courses = courses_of(scans, journal.all(Lesion), journal.all(Measurement))
    answers = {answer.point.record_id: answer for course in courses for answer in judge(course)}
    return ScanAnswer(scans[-1], answers.get(scans[-1].id))


def last_markers(journal: Journal, today: date) -> tuple[MarkerAnswer, ...]:
    """Return what each marker's last value says, in catalogue order."""
    results = journal.between(LabResult, until=today)
    lines = journal.all(TreatmentLine)
    return tuple(
        MarkerAnswer(key, marker_findings([r for r in results if r.analyte == key], lines))
        for key, analyte in analytes().items()
        if analyte.is_marker and any(result.analyte == key for result in results)
    )


def marker_findings(results: list[LabResult], lines: Iterable[TreatmentLine]) -> tuple[Finding, ...]:
    """Return the findings of one marker or ctDNA test, whose *results* come oldest first."""
    last = results[-1]
    if analytes()[last.analyte].is_ctdna:
        return ctdna(results)
    line = current_line(lines, last.happened_on)
    return trend(results, line.happened_on if line is not None else None)


def explain(journal: Journal, today: date, long: bool = False) -> str:
    """Return the text that `treatment-journal explain` prints."""
    parts = [_scan_text(last_scan(journal, today), long)]
    markers = last_markers(journal, today)
    if markers:
        parts.append(_("Markers"))
        parts += [" ".join(say(finding, long) for finding in marker.findings) for marker in markers]
    else:
        parts.append(_("No marker has been written down yet."))
    parts.append(
        _("This says what the numbers point to. Your team knows more than the numbers. Ask them what it means.")
    )
    return "\n\n".join(parts)


def _scan_text(answer: ScanAnswer | None, long: bool) -> str:
    if answer is None:
        return _("No scan has been written down yet.")
    scan = answer.scan
    lines = [
        _("Last scan: {kind}, {day}").format(
            kind=modality_name(scan.modality), day=dates.day(scan.happened_on, scan.precision)
        )
    ]
    if scan.called is not None:
        lines.append(_("The report says: {response}.").format(response=response_name(scan.called)))
    elif scan.called_text:
        lines.append(_("The report says: “{words}”.").format(words=scan.called_text))
    else:
        lines.append(_("What the report calls it was not written down."))
    if answer.assessment is None:
        lines.append(_("This is a first scan. Later scans are compared with it."))
        return "\n".join(lines)
    lines.append(
        _("The sizes give, by RECIST 1.1: {response}.").format(response=response_name(answer.assessment.overall))
    )
    lines.append(say(answer.assessment.finding, long))
    if answer.differs:
        lines.append(
            _("The two differ. Your doctor sees more than sizes. You could ask: “Which of the two counts, and why?”")
        )
    if long:
        lines.append(_("Rule: {source}.").format(source=answer.assessment.finding.source))
    return "\n".join(lines)
