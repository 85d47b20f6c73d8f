"""What a course of scans of the journal has reached up to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journal.actions.scan_grid import ScanGroup
from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.domain.record import Precision
from journal.domain.treatment import TreatmentLine
from journal.rules.cycles import current_line
from journal.rules.response.best_response import Dated
from journal.rules.response.course_so_far import course_so_far, immune_so_far
from journal.rules.response.named import IRECIST
from journal.rules.response.other_best import of_best
from journal.store.journal import Journal


def so_far(journal: Journal, group: ScanGroup, scan: Scan) -> tuple[Finding, ...]:
    """Return what the course of *group* reached up to *scan*; nothing where it cannot be said.

    It begins with the treatment, where that began after the scan that the others are compared with, else with that
    scan.  Without a day for each scan nothing can be counted.
    """
    start = group.start
    judged = [each for each in group.scans if each.id in group.judged and each.happened_on <= scan.happened_on]
    if start is None or not judged:
        return ()
    if any(each.precision is not Precision.DAY for each in (start, *judged)):
        return ()
    if group.criterion == IRECIST:
        return _immune(group, judged)
    visits = [Dated(each.happened_on, group.judged[each.id].overall) for each in judged]
    began_on = _began_on(journal, start, judged[0])
    return (*course_so_far(began_on, visits), *of_best(began_on, visits))


def _immune(group: ScanGroup, judged: Sequence[Scan]) -> tuple[Finding, ...]:
    from journal.rules.response.irecist import ImmuneResponse  # loads where a report names it

    return immune_so_far([(each.happened_on, ImmuneResponse(group.verdicts[each.id].immune)) for each in judged])


def _began_on(journal: Journal, start: Scan, first: Scan) -> date:
    line = current_line(journal.all(TreatmentLine), first.happened_on)
    if line is None or line.precision is not Precision.DAY:
        return start.happened_on
    return max(start.happened_on, line.happened_on)
