"""RECIST 1.1: from the sizes of a course of scans to a response at each.

Sources: Eisenhauer et al., Eur J Cancer 2009;45:228-247 (E09); Schwartz et al., Eur J Cancer 2016;62:132-137 (S16);
the EORTC RECIST working group's frequently asked questions (FAQ).  Sizes are whole micrometres and every comparison
multiplies crosswise, so that nothing is rounded before it is compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from journal.domain.finding import Finding
from journal.domain.imaging import LesionRole, LesionState, NewLesion, Response
from journal.domain.late_dataclass import dataclass
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint
from journal.rules.response.recist_answer import (
    CODES,
    CR,
    GROWTH_TENTHS,
    GROWTH_UM,
    NA,
    NE,
    NODE_ALONE,
    NON_CR_NON_PD,
    NORMAL_NODE_UM,
    OVERALL,
    PARTIAL_TENTHS,
    PD,
    PR,
    REASONS,
    SD,
    SOURCE_AGAIN,
    SOURCE_CHOICE,
    SOURCE_FAQ,
    SOURCE_NEW,
    SOURCE_NON_TARGET,
    SOURCE_TARGET,
    TOO_SMALL_UM,
    Assessment,
    mm_of_um,
    reason,
)
from journal.rules.response.recist_lesions import (
    Known,
    dated_back,
    new_lesion_at,
    size_that_counts,
    sum_of,
    unsure_days,
)

__all__ = [
    "CODES",
    "GROWTH_TENTHS",
    "GROWTH_UM",
    "NORMAL_NODE_UM",
    "OVERALL",
    "PARTIAL_TENTHS",
    "REASONS",
    "TOO_SMALL_UM",
    "Assessment",
    "ContinuingPartial",
    "Settings",
    "judge",
    "overall_response",
    "size_that_counts",
]


class ContinuingPartial(StrEnum):
    """Contested: what a sum that drifts above −30 % after a partial response is called, without progression."""

    LITERAL = "literal"  # stable disease, as E09 4.3.1 reads (default)
    FAQ = "faq"  # still partial response, as the working group's examples read


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ, each with the proposed default."""

    continuing_partial: ContinuingPartial = ContinuingPartial.LITERAL
    # Where responses must be confirmed: after how many days a second partial response lets it continue (FAQ: 28).
    partial_confirmed_days: int | None = None
    # Contested: may a complete target sum at a scan that is not evaluable overall become the smallest sum?
    smallest_sum_from_ne: bool = True
    # Contested: targets gone, then back with less than 5 mm, though the scan before was no complete response.
    progression_from_zero_um: int = GROWTH_UM
    # Contested: is one node alone, back at 10 mm after a complete response, progression (S16) or to be imaged again?
    node_alone_progresses: bool = True
    # Contested: one non-target is still there, another was not read.  Not evaluable, or "neither complete nor growing"?
    unread_hides_present: bool = True
    # Contested: may silence about new lesions be taken for "no"?
    silence_is_no_new_lesion: bool = False
    # How much larger the sum must be beside the 20 %: criteria built on RECIST differ in this alone (mRECIST: 0).
    growth_um: int = GROWTH_UM


def overall_response(target: Response, non_target: Response, new_lesion: NewLesion) -> Response:
    """Return the overall response at one time point: E09 table 1, and table 2 where there are no targets (NA).

    Where nothing was said of new lesions, only progression that stands without them can be told.
    """
    if PD in (target, non_target) or new_lesion is NewLesion.YES:
        return PD
    if new_lesion is NewLesion.UNKNOWN:
        return NE
    if target is NA:
        return {CR: CR, NON_CR_NON_PD: NON_CR_NON_PD, NE: NE}.get(non_target, NA)
    if target is CR:
        return CR if non_target in (CR, NA) else PR
    return target


def judge(course: Course, settings: Settings | None = None) -> tuple[Assessment, ...]:
    """Judge every scan of *course* after its first, which is the baseline.  Oldest first."""
    chosen = settings or Settings()
    points = dated_back(course.points)
    if not points:
        return ()
    baseline = points[0]
    known = Known(baseline)
    baseline_um = sum_of(known.sizes(baseline))
    nadir_um = baseline_um
    partials: list[ScanDay] = []  # since the last progression
    previous: Response | None = None
    answers: list[Assessment] = []
    unsure = unsure_days(points)
    for point in points[1:]:
        sizes = known.sizes(point)
        if known.targets and point.on in unsure:
            judged = NE, [reason("order_unsure", SOURCE_TARGET)]  # which sums came before it is not certain
        else:
            judged = _target(sizes, known, baseline_um, nadir_um, previous, chosen)
            if judged[0] is SD and _continues(partials, chosen):
                judged = _continued(judged[1], chosen)
        answer = _judge_point(point, known, (baseline_um, nadir_um, sum_of(sizes)), previous, judged, chosen)
        answers.append(answer)
        counts = answer.sum_um is not None and (chosen.smallest_sum_from_ne or answer.overall is not NE)
        if counts and nadir_um is not None and answer.sum_um is not None:
            nadir_um = min(nadir_um, answer.sum_um)
        if answer.overall is PD:
            partials.clear()
        elif answer.target is PR:
            partials.append(point.on)
        if answer.overall is not NE:
            previous = answer.overall
    return tuple(answers)


def _continues(partials: Sequence[ScanDay], settings: Settings) -> bool:
    """Say whether a partial response was reached, and seen again where it must be."""
    if settings.partial_confirmed_days is None or not partials:
        return bool(partials)
    days = [on.day for on in partials if on.day is not None]
    return bool(days) and (days[-1] - days[0]).days >= settings.partial_confirmed_days


def _continued(why: list[Finding], settings: Settings) -> tuple[Response, list[Finding]]:
    """Return what stable disease after a partial response is called."""
    reasons = [*why, reason("continuing_partial", SOURCE_FAQ)]
    return (PR if settings.continuing_partial is ContinuingPartial.FAQ else SD), reasons


def _judge_point(
    point: TimePoint,
    known: Known,
    sums_um: tuple[int | None, int | None, int | None],
    previous: Response | None,
    judged: tuple[Response, list[Finding]],
    settings: Settings,
) -> Assessment:
    """Return the answer for one scan; *sums_um* are those of baseline, the smallest, and this scan's own."""
    baseline_um, nadir_um, sum_um = sums_um
    target, why_target = judged
    non_target, why_non_target = _non_target(point, known, previous, settings)
    new_lesion = new_lesion_at(point)
    if new_lesion is NewLesion.UNKNOWN and settings.silence_is_no_new_lesion:
        new_lesion = NewLesion.NO
    if non_target is PD or new_lesion is NewLesion.YES:
        why_target = [why for why in why_target if why.code != NODE_ALONE]
    overall = overall_response(target, non_target, new_lesion)
    why_new = []
    new_names = tuple(r.name or r.lesion for r in point.readings if r.role is LesionRole.NEW)
    new_ids = tuple(r.record_id for r in point.readings if r.role is LesionRole.NEW and r.record_id)
    if new_lesion is NewLesion.YES:
        why_new.append(reason("new_lesion", SOURCE_NEW, new_ids, new_names))
    elif new_lesion is NewLesion.EQUIVOCAL:
        why_new.append(reason("new_lesion_doubtful", SOURCE_NEW, new_ids, new_names))
    elif new_lesion is NewLesion.UNKNOWN and overall is NE:
        why_new.append(reason("new_lesion_unknown", SOURCE_NEW))
    late = known.not_at_start(point)
    why_late = [reason("not_at_start", SOURCE_CHOICE, missing=late)] if late else []
    missing = [name for why in (*why_target, *why_non_target) for name in why.missing]
    if new_lesion is NewLesion.UNKNOWN:
        missing.append("new_lesion")
    ids = (point.record_id, *(reading.record_id for reading in point.readings))
    return Assessment(
        point=point,
        baseline_um=baseline_um,
        nadir_um=nadir_um,
        sum_um=sum_um,
        target=target,
        non_target=non_target,
        new_lesion=new_lesion,
        overall=overall,
        reasons=(
            *_deciding_first(overall, target, why_target, non_target, why_non_target, why_new, new_lesion),
            *why_late,
        ),
        missing=tuple(dict.fromkeys(missing)),
        record_ids=tuple(record_id for record_id in ids if record_id),
        growth_um=settings.growth_um,
    )


def _deciding_first(
    overall: Response,
    target: Response,
    why_target: list[Finding],
    non_target: Response,
    why_non_target: list[Finding],
    why_new: list[Finding],
    new_lesion: NewLesion,
) -> tuple[Finding, ...]:
    """Order the reasons so that those that decide stand first."""
    if overall is PD:
        groups = [
            (target is PD, why_target),
            (non_target is PD, why_non_target),
            (new_lesion is NewLesion.YES, why_new),
        ]
        deciding = [why for decides, reasons in groups if decides for why in reasons]
        rest = [why for decides, reasons in groups if not decides for why in reasons]
        return (*deciding, *rest)
    if overall is NE and new_lesion is NewLesion.UNKNOWN and target is not NE:
        return (*why_new, *why_target, *why_non_target)
    return (*why_target, *why_non_target, *why_new)


def _target(
    sizes: Mapping[str, int | None],
    known: Known,
    baseline_um: int | None,
    nadir_um: int | None,
    previous: Response | None,
    settings: Settings,
) -> tuple[Response, list[Finding]]:
    """Judge the targets, in the order of E09 4.3.1: missing, complete, growing, partial, stable."""
    if not known.targets:
        return NA, []
    absent = [known.name(lesion) for lesion, size in sizes.items() if size is None]
    measured = {lesion: size for lesion, size in sizes.items() if size is not None}
    part = sum(measured.values())
    back = {lesion for lesion, size in measured.items() if _is_disease(known.targets[lesion], size)}
    if previous is CR and back:
        # Contested: one node alone that is back at 10 mm is progression (S16), to be imaged again first (FAQ).
        one_node = len(back) == 1 and all(known.targets[lesion].is_node for lesion in back)
        reasons = [reason("back_after_complete", SOURCE_AGAIN, missing=absent)]
        if not one_node:
            return PD, reasons
        node = reason("one_node_back", SOURCE_FAQ, missing=absent)
        return (PD, [*reasons, node]) if settings.node_alone_progresses else (NE, [node])
    if absent or baseline_um is None or nadir_um is None:
        if nadir_um and back and _has_grown(part, nadir_um, settings.growth_um):
            # A size cannot be negative: what was measured is the least the sum can be (E09 4.4.2).  Where only normal
            # nodes were measured, a complete response is still possible.
            return PD, [reason("part_grew", "Eisenhauer 2009, section 4.4.2", missing=absent, part_mm=mm_of_um(part))]
        code = "target_missing" if absent else "baseline_incomplete"
        return NE, [reason(code, SOURCE_TARGET, missing=absent)]
    if not back:
        return CR, [reason("targets_gone", SOURCE_TARGET)]
    if nadir_um == 0:
        response = PD if part >= settings.progression_from_zero_um else NE
        return response, [reason("smallest_sum_zero", SOURCE_TARGET)]
    if _has_grown(part, nadir_um, settings.growth_um):
        return PD, [reason("sum_grew", SOURCE_TARGET)]
    if part * 10 <= baseline_um * PARTIAL_TENTHS:
        return PR, [reason("sum_smaller", SOURCE_TARGET)]
    return SD, [reason("sum_between", SOURCE_TARGET)]


def _has_grown(now_um: int, nadir_um: int, growth_um: int) -> bool:
    return now_um - nadir_um >= growth_um and now_um * 10 >= nadir_um * GROWTH_TENTHS


def _is_disease(lesion: Reading, size_um: int) -> bool:
    return size_um >= NORMAL_NODE_UM if lesion.is_node else size_um > 0


def _non_target(
    point: TimePoint, known: Known, previous: Response | None, settings: Settings
) -> tuple[Response, list[Finding]]:
    """Judge what was seen but not measured: growing, not assessed, gone, or still there (E09 4.3.3)."""
    if not known.non_targets:
        return NA, []
    found = {r.lesion: r for r in point.readings if r.role is LesionRole.NON_TARGET}
    grew = [
        known.name(lesion)
        for lesion, r in found.items()
        if r.state is LesionState.PROGRESSED and lesion in known.non_targets
    ]
    if grew:
        return PD, [reason("non_target_grew", SOURCE_NON_TARGET, lesions=len(grew))]
    there = [lesion for lesion in known.non_targets if _persists(found.get(lesion))]
    if previous is CR and there:
        return PD, [reason("back_after_complete", SOURCE_AGAIN)]
    unread = [known.name(lesion) for lesion in known.non_targets if _is_unread(found.get(lesion))]
    if unread and (settings.unread_hides_present or not there):
        return NE, [reason("non_target_missing", SOURCE_NON_TARGET, missing=unread)]
    if not there and point.markers_normal is False:
        return NON_CR_NON_PD, [reason("marker_raised", "Eisenhauer 2009, section 3.2.2")]
    if not there:
        return CR, [reason("non_target_gone", SOURCE_NON_TARGET)]
    return NON_CR_NON_PD, [reason("non_target_there", SOURCE_NON_TARGET)]


def _is_unread(reading: Reading | None) -> bool:
    if reading is None:
        return True
    return reading.um is None and reading.state in (
        LesionState.NOT_ASSESSED,
        LesionState.MEASURED,
        LesionState.EQUIVOCAL,
    )


def _persists(reading: Reading | None) -> bool:
    if reading is None:
        return False
    if reading.um is not None:
        return reading.um >= NORMAL_NODE_UM if reading.is_node else reading.um > 0
    return reading.state in (LesionState.PRESENT, LesionState.TOO_SMALL)
