"""Courses of sizes judged by the criterion that their reports name; every answer in the form of RECIST 1.1 as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response, Scan
from journal.domain.late_dataclass import dataclass
from journal.domain.sizes import Course
from journal.rules.response import recist_1_1
from journal.rules.response.chosen_settings import Changes, with_changes
from journal.rules.response.courses import scan_order
from journal.rules.response.named import IRECIST, MRECIST, RECIST, named
from journal.rules.response.recist_1_1 import Assessment

PLAIN: Final[Mapping[str, Response]] = {  # by the text of an ImmuneResponse, which is loaded where it is needed
    "iCR": Response.CR,
    "iPR": Response.PR,
    "iSD": Response.SD,
    "NON-iCR/NON-iUPD": Response.NON_CR_NON_PD,
    "iUPD": Response.PD,
    "iCPD": Response.PD,
    "NE": Response.NE,
    "NA": Response.NA,
}
UNCONFIRMED: Final = "iUPD"


@dataclass(frozen=True)
class Verdict:
    """One scan judged by one criterion: the answer in RECIST's form, and as the criterion itself says it.

    *immune* is its category where the criterion is iRECIST ("iUPD").
    """

    criterion: str
    judged: Assessment
    finding: Finding
    immune: str = ""


def verdicts(criterion: str, course: Course, changes: Changes | None = None) -> tuple[Verdict, ...]:
    """Judge every scan of *course* after its first by *criterion*, oldest first; *changes* are settings by name."""
    return tuple(_JUDGES[criterion](course, changes or {}))


def _by_recist(course: Course, changes: Changes) -> Iterable[Verdict]:
    settings = with_changes(recist_1_1.Settings(), changes)
    return (Verdict(RECIST, each, each.finding) for each in recist_1_1.judge(course, settings))


# The others load where a report names them: few do, and Today asks at every start.


def _by_mrecist(course: Course, changes: Changes) -> Iterable[Verdict]:
    from journal.rules.response import mrecist

    settings = with_changes(mrecist.Settings(), changes)
    return (Verdict(MRECIST, each, mrecist.finding_of(each)) for each in mrecist.judge(course, settings))


def _by_irecist(course: Course, changes: Changes) -> Iterable[Verdict]:
    from journal.rules.response import irecist

    for each in irecist.judge(course, with_changes(irecist.Settings(), changes)):
        judged = replace(each.recist, overall=PLAIN[each.overall.value], reasons=each.reasons)
        yield Verdict(IRECIST, judged, each.finding, each.overall.value)


_JUDGES: Final[Mapping[str, Callable[[Course, Changes], Iterable[Verdict]]]] = {
    RECIST: _by_recist,
    IRECIST: _by_irecist,
    MRECIST: _by_mrecist,
}


def criterion_of(scans: Iterable[Scan]) -> str:
    """Return the criterion that a course is judged by: the one its last report that names one names, else RECIST 1.1.

    Scans of one course are judged by one rule: sizes of living parts and of whole spots do not mix.
    """
    return next((name for scan in reversed(list(scans)) if (name := named(scan.called_text))), RECIST)


def criteria_of(courses: Sequence[Course], scans: Iterable[Scan]) -> Mapping[str, str]:
    """Return the criterion of each of *courses* by the id of its first scan; a course lasts until the next begins."""
    starts = {course.case for course in courses}
    since: dict[str, list[Scan]] = {}
    at = ""
    for scan in sorted(scans, key=scan_order):
        at = scan.id if scan.id in starts else at
        since.setdefault(at, []).append(scan)
    return {case: criterion_of(since[case]) for case in starts if case in since}
