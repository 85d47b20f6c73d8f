"""Points of a rule that can be read otherwise, and what each other reading alone would make of one answer.

Two kinds: publications or working groups read a point in different ways, or the rule's own text leaves it open.  The
answer is judged again with one setting changed; a point that changes no category is not spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from journal.domain.finding import Finding, Value
from journal.domain.imaging import Scan
from journal.domain.marker_values import MarkerCourse
from journal.domain.scan_readings import ScanReading
from journal.domain.sizes import Course
from journal.rules.response import imwg, pcwg3
from journal.rules.response.by_criterion import Verdict, verdicts
from journal.rules.response.chosen_settings import Changes, with_changes
from journal.rules.response.named import IRECIST, MRECIST, RECIST
from journal.rules.response.readings import ReadAnswer, Treatment, read_answers
from journal.rules.response.recist_1_1 import GROWTH_UM, ContinuingPartial

DISAGREE: Final = "other.disagree"
LEFT_OPEN: Final = "other.left_open"
CLOSING: Final = (DISAGREE, LEFT_OPEN)


@dataclass(frozen=True)
class Point:
    """A point that can be read otherwise: the setting that names it, its other value, and where that reading stands.

    Without *source* the rule's own text is silent; else publications or working groups differ.
    """

    code: str
    setting: str
    other: Any
    source: str = ""


_OF_SIZES: Final = (
    Point(
        "other.recist.continuing_partial",
        "continuing_partial",
        ContinuingPartial.FAQ,
        "EORTC RECIST working group, frequently asked questions",
    ),
    Point("other.recist.smallest_sum", "smallest_sum_from_ne", False),
    Point("other.recist.from_zero", "progression_from_zero_um", 0),
    Point(
        "other.recist.node_alone",
        "node_alone_progresses",
        False,
        "EORTC RECIST working group, frequently asked questions",
    ),
    Point("other.recist.unread", "unread_hides_present", False),
    Point("other.recist.silence", "silence_is_no_new_lesion", True),
)
POINTS: Final[Mapping[str, tuple[Point, ...]]] = {
    RECIST: _OF_SIZES,
    IRECIST: (
        Point(
            "other.irecist.early_scan",
            "early_scans_confirm",
            True,
            "EORTC RECIST working group, questions on iRECIST (one exception)",
        ),
        Point("other.irecist.exactly_5_mm", "exactly_5_mm_confirms", False, "Seymour 2017, one row of table 2"),
        Point("other.irecist.over", "reset_against_nadir", True, "Seymour 2017, tables 2 and 3, read otherwise"),
        *_OF_SIZES,
    ),
    MRECIST: (
        Point("other.mrecist.least_step", "growth_um", GROWTH_UM, "Eisenhauer 2009, section 4.3.1 (RECIST 1.1)"),
        *_OF_SIZES,
    ),
    "pcwg3": (
        Point("other.pcwg3.confirming", "confirming_meets_both", False),
        Point(
            "other.pcwg3.late_bone_scan", "late_first_scan_is_reference", False, "Scher 2016 (PCWG3), read otherwise"
        ),
    ),
    "gcig-ca125": (),  # no source that was read differs from another, and the rule has no setting
    "imwg": (
        Point("other.imwg.serum_step", "serum_growth_is_strict", True, "reviews of Kumar 2016 (IMWG)"),
        Point("other.imwg.calcium", "calcium_counts", True, "the rules of IMWG before 2016"),
        Point("other.imwg.lowest", "lowest_is_confirmed", False, "the rules of IMWG of 2011"),
        Point("other.imwg.this_visit", "response_continues", False),
    ),
    "lugano": (
        Point("other.lugano.three", "three_is_complete", False, "Cheson 2014 (Lugano), on trials of less treatment"),
        Point("other.lugano.small_by_now", "small_by_now", True),
    ),
    "percist": (
        Point("other.percist.strictly", "change_is_strict", True, "reviews of Wahl 2009 (PERCIST)"),
        Point("other.percist.from_lowest", "growth_from_lowest", True),
    ),
    "eortc-pet": (Point("other.eortc.gap", "gap_is_partial", True),),
    "rano": (Point("other.rano.flair", "flair_counts_as_growth", True, "Wen 2010 (RANO)"),),
}
_EVERY: Final = tuple(point for points in POINTS.values() for point in points)
CODES: Final = (*dict.fromkeys(point.code for point in _EVERY), *CLOSING)


def of_verdict(verdict: Verdict, course: Course) -> tuple[Finding, ...]:
    """Return what other readings make of one judged scan of *course*; nothing where its category stays."""
    at = verdict.judged.point.record_id, verdict.judged.point.on

    def again(changes: Changes) -> dict[str, Value]:
        judged = verdicts(verdict.criterion, course, changes)
        other = next(each for each in judged if (each.judged.point.record_id, each.judged.point.on) == at)
        return _category(other)

    return _differing(verdict.criterion, _category(verdict), again)


def _category(verdict: Verdict) -> dict[str, Value]:
    return {"category": verdict.immune, "response": verdict.judged.overall.value}


def of_read_answer(
    answer: ReadAnswer, scan: Scan, scans: Iterable[Scan], readings: Iterable[ScanReading], treatment: Treatment
) -> tuple[Finding, ...]:
    """Return what other readings make of what a rule says of *scan*; nothing where its category stays."""
    known, said = tuple(scans), tuple(readings)

    def again(changes: Changes) -> dict[str, Value]:
        answers = read_answers(scan, known, said, treatment, {answer.rule: changes})
        return {"category": next(each.category for each in answers if each.rule == answer.rule)}

    return _differing(answer.rule, {"category": answer.category}, again)


def of_last_value(rule: str, course: MarkerCourse) -> tuple[Finding, ...]:
    """Return what other readings make of the last answer of a rule of blood values; nothing for one without any."""
    judging = _OF_VALUES.get(rule)
    if judging is None:
        return ()

    def again(changes: Changes) -> dict[str, Value]:
        answers = judging.judge(course, with_changes(judging.Settings(), changes))
        return {"category": answers[-1].overall.value if answers else ""}

    return _differing(rule, again({}), again)


_OF_VALUES: Final[Mapping[str, ModuleType]] = {"pcwg3": pcwg3, "imwg": imwg}


def _differing(
    rule: str, category: Mapping[str, Value], again: Callable[[Changes], Mapping[str, Value]]
) -> tuple[Finding, ...]:
    """Judge *again* with each point alone read otherwise; behind those that differ stands why two readings exist."""
    disagreed: list[Finding] = []
    left_open: list[Finding] = []
    for point in POINTS[rule]:
        other = again({point.setting: point.other})
        if other != category:
            finding = Finding(code=point.code, values={"rule": rule, **other}, source=point.source)
            (disagreed if point.source else left_open).append(finding)
    return tuple(
        each
        for found, closing in ((disagreed, DISAGREE), (left_open, LEFT_OPEN))
        if found
        for each in (*found, Finding(code=closing, values={"rule": rule}))
    )
