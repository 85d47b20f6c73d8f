"""What a scan's working says, in words, beyond its category; loaded when somebody asks for it."""

from __future__ import annotations

from journal.actions.course_so_far import so_far
from journal.actions.scan_grid import scan_grid
from journal.actions.scan_readings import answers_of
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.rules.response.by_criterion import Verdict
from journal.rules.response.neighbours import neighbours
from journal.rules.response.reader_band import reader_band
from journal.store.journal import Journal
from journal.text.language import _
from journal.text.sayings import say
from journal.text.scan_readings import category_name, criterion_name


def distances(scan: Scan, verdict: Verdict) -> list[str]:
    """Return how far the neighbouring categories are, and how far two readers can differ."""
    near = neighbours(verdict.judged)
    band = reader_band(verdict.judged, scan.modality, verdict.criterion)
    lines = [" ".join(say(finding, long=True) for finding in part) for part in (near, band) if part]
    return [*lines, *([_("Source: {source}.").format(source=band[0].source)] if band else [])]


def beside_sizes(journal: Journal, scan: Scan, long: bool) -> list[str]:
    """Return what other rules make of what the report says beside sizes; nothing where it says nothing."""
    lines = []
    for answer in answers_of(journal, scan):
        rule = criterion_name(answer.rule)
        if not answer.category:
            lines.append(_("{rule}: {words}").format(rule=rule, words=say(answer.finding)))
            continue
        lines.append(_("By {rule}: {response}.").format(rule=rule, response=category_name(answer.category)))
        lines.append(say(answer.finding, long))
        if answer.differs(scan.called):
            lines.append(_("The two differ. Your doctor sees more than this, and knows more about you."))
        if long:
            lines.append(_("Rule: {source}.").format(source=answer.finding.source))
    return lines


def reached(journal: Journal, scan: Scan) -> list[str]:
    """Return what the course of *scan* has reached up to it."""
    grid = scan_grid(journal.all(Scan), journal.all(Lesion), journal.all(Measurement))
    group = grid.group_of(scan.id)
    said = " ".join(say(finding, long=True) for finding in so_far(journal, group, scan)) if group is not None else ""
    return [said] if said else []
