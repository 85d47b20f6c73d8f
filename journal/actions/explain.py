"""What the last scan and the markers say, in words, with the working and the doctor's word beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal.actions.early_scan import early_findings
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import analytes
from journal.rules.markers import last_values
from journal.rules.response import last_scan as scans
from journal.rules.response.named import WRITTEN
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _
from journal.text.names import immune_response_name, modality_name, response_name
from journal.text.sayings import say


def last_scan(journal: Journal, today: date) -> scans.ScanAnswer | None:
    """Return the last scan up to *today* with its judgement; None without scans."""
    return scans.last_scan(journal.between(Scan, until=today), journal.all(Lesion), journal.all(Measurement))


def last_markers(journal: Journal, today: date) -> tuple[last_values.MarkerAnswer, ...]:
    """Return what each marker's last value says, in catalogue order."""
    results = journal.between(LabResult, until=today)
    scan_days = [scan.happened_on for scan in journal.between(Scan, until=today)]
    return last_values.last_markers(results, journal.all(TreatmentLine), analytes().values(), scan_days)


def explain(journal: Journal, today: date, long: bool = False) -> str:
    """Return the text that `treatment-journal explain` prints."""
    answer = last_scan(journal, today)
    early = early_findings(journal, answer.scan, answer.assessment) if answer is not None else ()
    parts = [_scan_text(journal, answer, early, today, long)]
    markers = last_markers(journal, today)
    if markers:
        parts.append(_("Markers"))
        for marker in markers:
            findings = (*marker.findings, *marker.further) if long else marker.findings
            parts.append(" ".join(say(finding, long) for finding in findings))
    else:
        parts.append(_("No marker has been written down yet."))
    parts.append(
        _("This says what the numbers point to. Your team knows more than the numbers. Ask them what it means.")
    )
    return "\n\n".join(parts)


def _scan_text(
    journal: Journal, answer: scans.ScanAnswer | None, early: Iterable[Finding], today: date, long: bool
) -> str:
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
    # Loaded here: the page Today looks up its last scan in this module, at every start.
    from journal.actions.explain_working import beside_sizes, distances, otherwise, reached

    verdict, beside = answer.verdict, beside_sizes(journal, scan, long)
    if verdict is None and beside:
        return "\n".join([*lines, *beside])
    if verdict is None:
        first = _("This is a first scan. Later scans are compared with it.")
        lines.append(first if answer.has_sizes else _("No sizes were written down for this scan."))
        return "\n".join(lines)
    lines.append(
        _("The sizes give, by {rule}: {response}.").format(
            rule=WRITTEN[verdict.criterion], response=immune_response_name(verdict.immune, verdict.judged.overall)
        )
    )
    lines.append(say(verdict.finding, long))
    lines += [say(finding, long) for finding in early]
    if answer.differs:
        lines.append(
            _("The two differ. Your doctor sees more than sizes. You could ask: “Which of the two counts, and why?”")
        )
    if long:
        lines.append(_("Rule: {source}.").format(source=verdict.finding.source))
        lines += distances(scan, verdict)
        lines += otherwise(journal, answer, today)
        lines += reached(journal, scan)
    lines += beside
    return "\n".join(lines)
