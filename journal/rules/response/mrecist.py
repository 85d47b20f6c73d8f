"""mRECIST for liver cancer: RECIST's rules on the part of each spot that still takes up contrast.

Sources: Lencioni and Llovet, Semin Liver Dis 2010;30:52-60; Llovet and Lencioni, J Hepatol 2020;72:288-306 (the table
read second-hand, the fine print not: unverified).  Every size is the longest diameter of the living part; sizes of the
whole spot are another measure and stand in no course with these.  A node at the liver's gate counts from 20 mm, other
nodes from 15 mm: a course does not say where a node lies, so the person who chooses the targets sees to that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import LesionRole, LesionState, Response
from journal.domain.sizes import Course, Reading, TimePoint
from journal.rules.response import recist_1_1
from journal.rules.response.recist_1_1 import Assessment

NEW_NODULE_UM: Final = 10_000  # a new nodule in the liver is certain from 10 mm on; below, it is doubtful
SMALL_STEP_UM: Final = 5_000  # RECIST 1.1 asks for 5 mm of growth as well; where that is missing, the answer says so

SOURCE: Final = "Lencioni 2010 and Llovet 2020 (mRECIST), fine print unverified"

CR, PR, SD, PD, NE, NA = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE, Response.NA
OVERALL: Final = {
    CR: "mrecist.overall.cr",
    PR: "mrecist.overall.pr",
    SD: "mrecist.overall.sd",
    PD: "mrecist.overall.pd",
    NE: "mrecist.overall.ne",
    Response.NON_CR_NON_PD: "mrecist.overall.non_cr_non_pd",
    NA: "mrecist.overall.na",
}
_OWN_WORDS: Final = {
    "recist.reason.targets_gone": "mrecist.reason.nothing_living",
    "recist.reason.sum_smaller": "mrecist.reason.living_smaller",
    "recist.reason.sum_between": "mrecist.reason.living_between",
    "recist.reason.sum_grew": "mrecist.reason.living_grew",
}
SMALL_STEP: Final = "mrecist.reason.small_step"
CODES: Final = (*OVERALL.values(), *_OWN_WORDS.values(), SMALL_STEP)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    recist: recist_1_1.Settings = field(default_factory=recist_1_1.Settings)
    # Contested: must the sum also grow by so much?  The text of 2010 names only the 20 %.
    growth_um: int = 0
    # A new lesion with a size below this is doubtful; one that was only seen counts as the reader names it.
    new_nodule_um: int = NEW_NODULE_UM


def judge(course: Course, settings: Settings | None = None) -> tuple[Assessment, ...]:
    """Judge every scan of *course* after its first, which is the baseline.  Oldest first."""
    chosen = settings or Settings()
    of_recist = replace(chosen.recist, growth_um=chosen.growth_um)
    points = tuple(_doubting_small_nodules(point, chosen) for point in course.points)
    answers = recist_1_1.judge(replace(course, points=points), of_recist)
    return tuple(replace(answer, reasons=_reasons(answer)) for answer in answers)


def finding_of(answer: Assessment) -> Finding:
    """Return the answer as a code with every number it rests on."""
    return replace(answer.finding, code=OVERALL[answer.overall], source=SOURCE)


def _doubting_small_nodules(point: TimePoint, settings: Settings) -> TimePoint:
    doubtful = [_is_small_and_new(reading, settings) for reading in point.readings]
    if not any(doubtful):
        return point
    judged = zip(point.readings, doubtful, strict=True)
    readings = (
        replace(reading, state=LesionState.EQUIVOCAL) if is_doubtful else reading for reading, is_doubtful in judged
    )
    return replace(point, readings=tuple(readings))


def _is_small_and_new(reading: Reading, settings: Settings) -> bool:
    if reading.role is not LesionRole.NEW or reading.state is not LesionState.MEASURED:
        return False
    return bool(reading.um) and (reading.um or 0) < settings.new_nodule_um


def _reasons(answer: Assessment) -> tuple[Finding, ...]:
    reasons = [replace(reason, code=_OWN_WORDS.get(reason.code, reason.code)) for reason in answer.reasons]
    grew = any(reason.code == "mrecist.reason.living_grew" for reason in reasons)
    step = (answer.sum_um or 0) - (answer.nadir_um or 0)
    if grew and step < SMALL_STEP_UM:
        reasons.append(Finding(code=SMALL_STEP, source=SOURCE))
    return tuple(reasons)
