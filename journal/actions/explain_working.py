"""What a scan's working says, in words, beyond its category; loaded when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journal.actions.course_so_far import so_far
from journal.actions.other_readings import of_rule, others_of
from journal.actions.scan_grid import scan_grid
from journal.actions.scan_readings import answers_of
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.rules.response.by_criterion import Verdict
from journal.rules.response.last_scan import ScanAnswer
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
    read = answers_of(journal, scan)
    others = others_of(journal, None, scan, read) if long else ()
    for answer in read:
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
            lines += _otherwise(of_rule(answer.rule, others))
    return lines


def otherwise(journal: Journal, answer: ScanAnswer, today: date) -> list[str]:
    """Return what other readings of the rule make of the sizes of a scan, as they were written down by *today*."""
    grid = scan_grid(journal.between(Scan, until=today), journal.all(Lesion), journal.all(Measurement))
    return _otherwise(others_of(journal, grid.group_of(answer.scan.id), answer.scan, ()))


def _otherwise(others: Sequence[Finding]) -> list[str]:
    """Return other readings in one line, then where each stands; nothing where there are none."""
    lines = [" ".join(say(each) for each in others)] if others else []
    sources = dict.fromkeys(each.source for each in others if each.source)
    return [*lines, *(_("Source: {source}.").format(source=source) for source in sources)]


def reached(journal: Journal, scan: Scan) -> list[str]:
    """Return what the course of *scan* has reached up to it."""
    grid = scan_grid(journal.all(Scan), journal.all(Lesion), journal.all(Measurement))
    group = grid.group_of(scan.id)
    said = " ".join(say(finding, long=True) for finding in so_far(journal, group, scan)) if group is not None else ""
    return [said] if said else []
