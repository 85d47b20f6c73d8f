"""RECIST 1.1: from the sizes of a course of scans to a response at each.

Sources: Eisenhauer et al., Eur J Cancer 2009;45:228-247 (E09); Schwartz et al., Eur J Cancer 2016;62:132-137 (S16);
the EORTC RECIST working group's frequently asked questions (FAQ).  Sizes are whole micrometres and every comparison
multiplies crosswise, so that nothing is rounded before it is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import LesionRole, LesionState, NewLesion, Response
from journal.domain.sizes import MICROMETRES, Course, Reading, ScanDay, TimePoint

CR, PR, SD, PD, NE, NA = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE, Response.NA
NON_CR_NON_PD: Final = Response.NON_CR_NON_PD

PARTIAL_TENTHS: Final = 7  # a sum of at most 7/10 of baseline: at least 30 % smaller (E09 4.3.1)
GROWTH_TENTHS: Final = 12  # a sum of at least 12/10 of the smallest: at least 20 % larger (E09 4.3.1)
GROWTH_UM: Final = 5_000  # and at least 5 mm larger (E09 4.3.1)
TOO_SMALL_UM: Final = 5_000  # "present but too small to measure" counts as 5 mm (E09 4.3.2)
NORMAL_NODE_UM: Final = 10_000  # a node whose short axis is below 10 mm is normal (E09 4.3.1, 4.3.2)

SOURCE_TARGET: Final = "Eisenhauer 2009, section 4.3.1"
SOURCE_NON_TARGET: Final = "Eisenhauer 2009, sections 4.3.3 and 4.3.4"
SOURCE_NEW: Final = "Eisenhauer 2009, section 4.3.5"
SOURCE_TABLES: Final = "Eisenhauer 2009, tables 1 and 2"
SOURCE_AGAIN: Final = "Eisenhauer 2009, appendix III"
SOURCE_FAQ: Final = "EORTC RECIST working group, frequently asked questions"

NODE_ALONE: Final = "recist.reason.one_node_back"
REASONS: Final = (
    "recist.reason.targets_gone",
    "recist.reason.sum_smaller",
    "recist.reason.sum_between",
    "recist.reason.sum_grew",
    "recist.reason.part_grew",
    "recist.reason.target_missing",
    "recist.reason.order_unsure",
    "recist.reason.baseline_incomplete",
    "recist.reason.back_after_complete",
    NODE_ALONE,
    "recist.reason.smallest_sum_zero",
    "recist.reason.non_target_grew",
    "recist.reason.non_target_gone",
    "recist.reason.non_target_there",
    "recist.reason.non_target_missing",
    "recist.reason.marker_raised",
    "recist.reason.new_lesion",
    "recist.reason.new_lesion_doubtful",
    "recist.reason.new_lesion_unknown",
    "recist.reason.continuing_partial",
)
OVERALL: Final = {
    CR: "recist.overall.cr",
    PR: "recist.overall.pr",
    SD: "recist.overall.sd",
    PD: "recist.overall.pd",
    NE: "recist.overall.ne",
    NON_CR_NON_PD: "recist.overall.non_cr_non_pd",
    NA: "recist.overall.na",
}
CODES: Final = (*OVERALL.values(), *REASONS)


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


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One scan judged, with the working.  Sums in micrometres, shares exact; None where undefined."""

    point: TimePoint
    baseline_um: int | None
    nadir_um: int | None  # smallest complete sum before this scan
    sum_um: int | None
    target: Response
    non_target: Response
    new_lesion: NewLesion
    overall: Response
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = field(default=(), repr=False)

    @property
    def sum_mm(self) -> Decimal | None:
        """Sum of diameters."""
        return _mm(self.sum_um)

    @property
    def baseline_sum_mm(self) -> Decimal | None:
        """Sum at baseline."""
        return _mm(self.baseline_um)

    @property
    def nadir_mm(self) -> Decimal | None:
        """Smallest complete sum before this scan, baseline among them."""
        return _mm(self.nadir_um)

    @property
    def mm_from_nadir(self) -> Decimal | None:
        """How much larger than the smallest sum."""
        if self.sum_um is None or self.nadir_um is None:
            return None
        return _mm(self.sum_um - self.nadir_um)

    @property
    def mm_from_baseline(self) -> Decimal | None:
        """How much larger than at baseline; below zero where it is smaller."""
        if self.sum_um is None or self.baseline_um is None:
            return None
        return _mm(self.sum_um - self.baseline_um)

    @property
    def from_baseline(self) -> Fraction | None:
        """Change since baseline as a share of it."""
        return _share(self.sum_um, self.baseline_um)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change since the smallest sum as a share of it; None where that sum is 0."""
        return _share(self.sum_um, self.nadir_um)

    @property
    def partial_line_mm(self) -> Fraction | None:
        """The sum at or below which the response is partial."""
        return None if self.baseline_um is None else Fraction(self.baseline_um * PARTIAL_TENTHS, 10 * MICROMETRES)

    @property
    def growth_line_mm(self) -> Fraction | None:
        """The sum at or above which the targets have grown."""
        if self.nadir_um is None:
            return None
        return max(
            Fraction(self.nadir_um * GROWTH_TENTHS, 10 * MICROMETRES),
            Fraction(self.nadir_um + GROWTH_UM, MICROMETRES),
        )

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={
                "day": self.point.on.text,
                "sum_mm": self.sum_mm,
                "baseline_sum_mm": self.baseline_sum_mm,
                "nadir_mm": self.nadir_mm,
                "mm_from_nadir": self.mm_from_nadir,
                "from_baseline": self.from_baseline,
                "from_nadir": self.from_nadir,
                "partial_line_mm": self.partial_line_mm,
                "growth_line_mm": self.growth_line_mm,
                "target": self.target.value,
                "non_target": self.non_target.value,
                "new_lesion": self.new_lesion.value,
            },
            record_ids=self.record_ids,
            missing=self.missing,
            source=SOURCE_TABLES,
            reasons=self.reasons,
        )


def _mm(um: int | None) -> Decimal | None:
    return None if um is None else Decimal(um) / MICROMETRES


def _share(now: int | None, before: int | None) -> Fraction | None:
    return None if now is None or not before else Fraction(now - before, before)


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
    points = _dated_back(course.points)
    if not points:
        return ()
    baseline = points[0]
    known = _Known(baseline)
    baseline_um = known.sum_of(baseline)
    nadir_um = baseline_um
    partials: list[ScanDay] = []  # since the last progression
    previous: Response | None = None
    answers: list[Assessment] = []
    unsure = _unsure_days(points)
    for point in points[1:]:
        if known.targets and point.on in unsure:
            judged = NE, [_reason("order_unsure", SOURCE_TARGET)]  # which sums came before it is not certain
        else:
            judged = _target(point, known, baseline_um, nadir_um, previous, chosen)
            if judged[0] is SD and _continues(partials, chosen):
                judged = _continued(judged[1], chosen)
        answer = _judge_point(point, known, baseline_um, nadir_um, previous, judged, chosen)
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


def _unsure_days(points: Sequence[TimePoint]) -> frozenset[ScanDay]:
    """Return the days that could lie before or after that of another scan; a full day is sure against another."""
    vague = [(number, point.on) for number, point in enumerate(points) if point.on.day is None]
    pairs = ((n, on, point.on) for n, on in vague for number, point in enumerate(points) if number != n)
    return frozenset(day for _n, on, other in pairs if on.is_unsure_against(other) for day in (on, other))


def _continues(partials: Sequence[ScanDay], settings: Settings) -> bool:
    """Say whether a partial response was reached, and seen again where it must be."""
    if settings.partial_confirmed_days is None or not partials:
        return bool(partials)
    days = [on.day for on in partials if on.day is not None]
    return bool(days) and (days[-1] - days[0]).days >= settings.partial_confirmed_days


def _continued(why: list[Finding], settings: Settings) -> tuple[Response, list[Finding]]:
    """Return what stable disease after a partial response is called."""
    reasons = [*why, _reason("continuing_partial", SOURCE_FAQ)]
    return (PR if settings.continuing_partial is ContinuingPartial.FAQ else SD), reasons


class _Known:
    """The lesions that were there at baseline, by role; and how a scan's readings are counted against them."""

    def __init__(self, baseline: TimePoint) -> None:
        self.targets = {r.lesion: r for r in baseline.readings if r.role is LesionRole.TARGET}
        self.non_targets = {r.lesion: r for r in baseline.readings if r.role is LesionRole.NON_TARGET}

    def sizes(self, point: TimePoint) -> dict[str, int | None]:
        """Return the size that counts of each target; None where it is missing."""
        found = {r.lesion: size_that_counts(r) for r in point.readings if r.role is LesionRole.TARGET}
        return {lesion: found.get(lesion) for lesion in self.targets}

    def sum_of(self, point: TimePoint) -> int | None:
        """Return the sum of diameters; None without targets, or with one missing."""
        sizes = list(self.sizes(point).values())
        known = [size for size in sizes if size is not None]
        return sum(known) if sizes and len(known) == len(sizes) else None

    def name(self, lesion: str) -> str:
        """Return what the person calls the lesion."""
        reading = self.targets.get(lesion) or self.non_targets[lesion]
        return reading.name or lesion


def size_that_counts(reading: Reading) -> int | None:
    """Return the size that goes into the sum (E09 4.3.2); None where the lesion was not assessed."""
    if reading.um is not None:
        return reading.um  # a written 3 mm stays 3 mm
    if reading.state in (LesionState.ABSENT, LesionState.MERGED):
        return 0  # of merged lesions the partner carries the whole size
    if reading.state is LesionState.TOO_SMALL:
        return TOO_SMALL_UM
    return None


def _dated_back(points: Sequence[TimePoint]) -> tuple[TimePoint, ...]:
    """Turn a doubtful new lesion that a later scan confirmed into one at its first scan (E09 4.3.5)."""
    confirmed = {
        reading.lesion
        for point in points
        for reading in point.readings
        if reading.role is LesionRole.NEW and _is_there(reading)
    }
    changed = []
    for point in points:
        readings = tuple(
            Reading(r.lesion, r.role, r.is_node, LesionState.PRESENT, r.um, r.record_id, r.name)
            if r.role is LesionRole.NEW and r.state is LesionState.EQUIVOCAL and r.lesion in confirmed
            else r
            for r in point.readings
        )
        changed.append(TimePoint(point.on, readings, point.new_lesion, point.record_id, point.markers_normal))
    return tuple(changed)


def _is_there(reading: Reading) -> bool:
    if reading.state in (LesionState.PRESENT, LesionState.PROGRESSED, LesionState.TOO_SMALL):
        return True
    return reading.state is LesionState.MEASURED and bool(reading.um)


def _new_lesion(point: TimePoint) -> NewLesion:
    new = [reading for reading in point.readings if reading.role is LesionRole.NEW]
    if point.new_lesion is NewLesion.YES or any(_is_there(reading) for reading in new):
        return NewLesion.YES
    if point.new_lesion is NewLesion.EQUIVOCAL or any(r.state is LesionState.EQUIVOCAL for r in new):
        return NewLesion.EQUIVOCAL
    return point.new_lesion


def _reason(code: str, source: str, ids: Iterable[str] = (), missing: Iterable[str] = (), **values: object) -> Finding:
    plain = {name: value for name, value in values.items() if isinstance(value, (str, int, Decimal, Fraction))}
    return Finding(
        code=f"recist.reason.{code}",
        source=source,
        record_ids=tuple(ids),
        missing=tuple(missing),
        values=plain,
    )


def _judge_point(
    point: TimePoint,
    known: _Known,
    baseline_um: int | None,
    nadir_um: int | None,
    previous: Response | None,
    judged: tuple[Response, list[Finding]],
    settings: Settings,
) -> Assessment:
    target, why_target = judged
    non_target, why_non_target = _non_target(point, known, previous, settings)
    new_lesion = _new_lesion(point)
    if new_lesion is NewLesion.UNKNOWN and settings.silence_is_no_new_lesion:
        new_lesion = NewLesion.NO
    if non_target is PD or new_lesion is NewLesion.YES:
        why_target = [reason for reason in why_target if reason.code != NODE_ALONE]
    overall = overall_response(target, non_target, new_lesion)
    why_new = []
    new_names = tuple(r.name or r.lesion for r in point.readings if r.role is LesionRole.NEW)
    new_ids = tuple(r.record_id for r in point.readings if r.role is LesionRole.NEW and r.record_id)
    if new_lesion is NewLesion.YES:
        why_new.append(_reason("new_lesion", SOURCE_NEW, new_ids, new_names))
    elif new_lesion is NewLesion.EQUIVOCAL:
        why_new.append(_reason("new_lesion_doubtful", SOURCE_NEW, new_ids, new_names))
    elif new_lesion is NewLesion.UNKNOWN and overall is NE:
        why_new.append(_reason("new_lesion_unknown", SOURCE_NEW))
    missing = [name for reason in (*why_target, *why_non_target) for name in reason.missing]
    if new_lesion is NewLesion.UNKNOWN:
        missing.append("new_lesion")
    ids = (point.record_id, *(reading.record_id for reading in point.readings))
    return Assessment(
        point=point,
        baseline_um=baseline_um,
        nadir_um=nadir_um,
        sum_um=known.sum_of(point),
        target=target,
        non_target=non_target,
        new_lesion=new_lesion,
        overall=overall,
        reasons=_deciding_first(overall, target, why_target, non_target, why_non_target, why_new, new_lesion),
        missing=tuple(dict.fromkeys(missing)),
        record_ids=tuple(record_id for record_id in ids if record_id),
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
        deciding = [reason for decides, reasons in groups if decides for reason in reasons]
        rest = [reason for decides, reasons in groups if not decides for reason in reasons]
        return (*deciding, *rest)
    if overall is NE and new_lesion is NewLesion.UNKNOWN and target is not NE:
        return (*why_new, *why_target, *why_non_target)
    return (*why_target, *why_non_target, *why_new)


def _target(
    point: TimePoint,
    known: _Known,
    baseline_um: int | None,
    nadir_um: int | None,
    previous: Response | None,
    settings: Settings,
) -> tuple[Response, list[Finding]]:
    """Judge the targets, in the order of E09 4.3.1: missing, complete, growing, partial, stable."""
    if not known.targets:
        return NA, []
    sizes = known.sizes(point)
    absent = [known.name(lesion) for lesion, size in sizes.items() if size is None]
    measured = {lesion: size for lesion, size in sizes.items() if size is not None}
    part = sum(measured.values())
    back = {lesion for lesion, size in measured.items() if _is_disease(known.targets[lesion], size)}
    if previous is CR and back:
        # Contested: one node alone that is back at 10 mm is progression (S16), to be imaged again first (FAQ).
        one_node = len(back) == 1 and all(known.targets[lesion].is_node for lesion in back)
        reasons = [_reason("back_after_complete", SOURCE_AGAIN, missing=absent)]
        if not one_node:
            return PD, reasons
        node = _reason("one_node_back", SOURCE_FAQ, missing=absent)
        return (PD, [*reasons, node]) if settings.node_alone_progresses else (NE, [node])
    if absent or baseline_um is None or nadir_um is None:
        if nadir_um and back and _has_grown(part, nadir_um):
            # A size cannot be negative: what was measured is the least the sum can be (E09 4.4.2).  Where only normal
            # nodes were measured, a complete response is still possible.
            return PD, [_reason("part_grew", "Eisenhauer 2009, section 4.4.2", missing=absent, part_mm=_mm(part))]
        code = "target_missing" if absent else "baseline_incomplete"
        return NE, [_reason(code, SOURCE_TARGET, missing=absent)]
    if not back:
        return CR, [_reason("targets_gone", SOURCE_TARGET)]
    if nadir_um == 0:
        response = PD if part >= settings.progression_from_zero_um else NE
        return response, [_reason("smallest_sum_zero", SOURCE_TARGET)]
    if _has_grown(part, nadir_um):
        return PD, [_reason("sum_grew", SOURCE_TARGET)]
    if part * 10 <= baseline_um * PARTIAL_TENTHS:
        return PR, [_reason("sum_smaller", SOURCE_TARGET)]
    return SD, [_reason("sum_between", SOURCE_TARGET)]


def _has_grown(now_um: int, nadir_um: int) -> bool:
    return now_um - nadir_um >= GROWTH_UM and now_um * 10 >= nadir_um * GROWTH_TENTHS


def _is_disease(lesion: Reading, size_um: int) -> bool:
    return size_um >= NORMAL_NODE_UM if lesion.is_node else size_um > 0


def _non_target(
    point: TimePoint, known: _Known, previous: Response | None, settings: Settings
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
        return PD, [_reason("non_target_grew", SOURCE_NON_TARGET, lesions=len(grew))]
    there = [lesion for lesion in known.non_targets if _persists(found.get(lesion))]
    if previous is CR and there:
        return PD, [_reason("back_after_complete", SOURCE_AGAIN)]
    unread = [known.name(lesion) for lesion in known.non_targets if _is_unread(found.get(lesion))]
    if unread and (settings.unread_hides_present or not there):
        return NE, [_reason("non_target_missing", SOURCE_NON_TARGET, missing=unread)]
    if not there and point.markers_normal is False:
        return NON_CR_NON_PD, [_reason("marker_raised", "Eisenhauer 2009, section 3.2.2")]
    if not there:
        return CR, [_reason("non_target_gone", SOURCE_NON_TARGET)]
    return NON_CR_NON_PD, [_reason("non_target_there", SOURCE_NON_TARGET)]


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
