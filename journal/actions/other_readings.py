"""What other readings of the rules make of a scan of the journal; looked up when its answer is opened."""

from __future__ import annotations

from collections.abc import Sequence

from journal.actions.scan_grid import ScanGroup
from journal.actions.scan_readings import treatment_of
from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.domain.scan_readings import ScanReading
from journal.rules.response.other_readings import of_read_answer, of_verdict
from journal.rules.response.readings import ReadAnswer
from journal.store.journal import Journal


def others_of(journal: Journal, group: ScanGroup | None, scan: Scan, read: Sequence[ReadAnswer]) -> tuple[Finding, ...]:
    """Return what other readings make of what the sizes of *scan* give, then of each of *read*; each names its rule."""
    verdict = group.verdicts.get(scan.id) if group is not None else None
    found = list(of_verdict(verdict, group.course)) if verdict is not None and group and group.course else []
    if read:
        scans, said, treatment = journal.all(Scan), journal.all(ScanReading), treatment_of(journal)
        for answer in read:
            found += of_read_answer(answer, scan, scans, said, treatment)
    return tuple(found)


def of_rule(rule: str, others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return those of *others* that speak of *rule*, named as in CRITERIA."""
    return tuple(each for each in others if each.values.get("rule") == rule)
