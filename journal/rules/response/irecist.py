"""iRECIST: growth under immunotherapy counts as unconfirmed until a later scan shows more of it.

Sources: Seymour et al., Lancet Oncol 2017;18:e143-e152, tables 2 and 3; the EORTC RECIST working group's frequently
asked questions (FAQ).  Meant for immunotherapy alone.  Every scan is first judged by RECIST 1.1; what is added here is
the waiting between a first growth and its confirmation.  A lesion that is not measured is marked as progressed where
it grew since the scan before.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.imaging import LesionRole, LesionState, NewLesion, Response
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint
from journal.rules.response import recist_1_1
from journal.rules.response.recist_1_1 import GROWTH_TENTHS, GROWTH_UM, PARTIAL_TENTHS, Assessment, overall_response
from journal.rules.response.recist_lesions import is_there, size_that_counts

CONFIRM_FROM_DAYS: Final = 28  # a scan 4 weeks after the first growth, or later, can confirm it (FAQ)
CONFIRM_UNTIL_DAYS: Final = 56  # the window ends at 8 weeks; later scans confirm too, and the answer says so
MORE_UM: Final = 5_000  # growth that confirms: 5 mm more than at the first growth (table 2)
NEW_TARGET_UM: Final = 10_000  # a new lesion this large is measured ...
NEW_TARGET_NODE_UM: Final = 15_000  # ... a new node from this short axis on
MOST_NEW_TARGETS: Final = 5  # the two that one organ may hold are not checked: a course names no organs

SOURCE: Final = "Seymour 2017, tables 2 and 3"
SOURCE_FAQ: Final = "EORTC RECIST working group, questions on iRECIST"


class ImmuneResponse(StrEnum):
    """The categories of iRECIST."""

    ICR = "iCR"
    IPR = "iPR"
    ISD = "iSD"
    NON_ICR_NON_IUPD = "NON-iCR/NON-iUPD"
    IUPD = "iUPD"
    ICPD = "iCPD"
    NE = "NE"
    NA = "NA"


ICR, IPR, ISD = ImmuneResponse.ICR, ImmuneResponse.IPR, ImmuneResponse.ISD
IUPD, ICPD, NE, NA = ImmuneResponse.IUPD, ImmuneResponse.ICPD, ImmuneResponse.NE, ImmuneResponse.NA
NON_ICR_NON_IUPD: Final = ImmuneResponse.NON_ICR_NON_IUPD
_IMMUNE: Final = {
    Response.CR: ICR,
    Response.PR: IPR,
    Response.SD: ISD,
    Response.NON_CR_NON_PD: NON_ICR_NON_IUPD,
    Response.PD: IUPD,
    Response.NE: NE,
    Response.NA: NA,
}
OVERALL: Final = {
    ICR: "irecist.overall.icr",
    IPR: "irecist.overall.ipr",
    ISD: "irecist.overall.isd",
    NON_ICR_NON_IUPD: "irecist.overall.non_icr_non_iupd",
    IUPD: "irecist.overall.iupd",
    ICPD: "irecist.overall.icpd",
    NE: "irecist.overall.ne",
    NA: "irecist.overall.na",
}
REASONS: Final = (
    "irecist.reason.first_growth",
    "irecist.reason.targets_larger",
    "irecist.reason.non_target_larger",
    "irecist.reason.new_larger",
    "irecist.reason.more_new",
    "irecist.reason.other_kind",
    "irecist.reason.too_soon",
    "irecist.reason.late",
    "irecist.reason.unchanged",
    "irecist.reason.new_unnamed",
    "irecist.reason.smaller_again",
    "irecist.reason.new_still_there",
    "irecist.reason.confirmed_before",
)
CODES: Final = (*OVERALL.values(), *REASONS)
_OF_NEW_LESIONS: Final = ("recist.reason.new_lesion",)  # RECIST 1.1 calls each growth at once; here it is only a first


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    recist: recist_1_1.Settings = field(default_factory=recist_1_1.Settings)
    # Contested: may a scan sooner than four weeks confirm?  The working group says no (with one exception).
    early_scans_confirm: bool = False
    # Contested: one row of table 2 prints "more than 5 mm", the others "5 mm or more".
    exactly_5_mm_confirms: bool = True
    # Contested: is "smaller again" read against baseline (the paper's text), or must growth over the smallest sum end?
    reset_against_nadir: bool = False


@dataclass(frozen=True, kw_only=True)
class ImmuneAssessment:
    """One scan judged: what RECIST 1.1 makes of it, and what iRECIST calls it.

    *growth_on* is the day of the growth that waits for confirmation, or was confirmed.
    """

    recist: Assessment
    overall: ImmuneResponse
    reasons: tuple[Finding, ...]
    growth_on: ScanDay | None = None

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        of_recist = self.recist.finding
        values: dict[str, Value] = {**of_recist.values, "growth_on": self.growth_on.text if self.growth_on else None}
        return Finding(
            code=OVERALL[self.overall],
            values=values,
            record_ids=self.recist.record_ids,
            missing=self.recist.missing,
            source=SOURCE,
            reasons=self.reasons,
        )


@dataclass
class _Waiting:
    """A growth that waits for confirmation: when and where it was first seen, and how large everything was then."""

    on: ScanDay
    kinds: frozenset[str]
    sum_um: int | None
    new: Mapping[str, Reading]


@dataclass
class _Past:
    """What earlier scans leave behind."""

    targets: frozenset[str]
    waiting: _Waiting | None = None
    confirmed_on: ScanDay | None = None
    new: dict[str, Reading] = field(default_factory=dict)  # each new lesion as it was last seen
    measured_new: tuple[str, ...] = ()
    smallest_new_um: int | None = None

    @property
    def still_there(self) -> dict[str, Reading]:
        """The new lesions that were not seen to be gone."""
        return {lesion: reading for lesion, reading in self.new.items() if not _is_gone(reading)}

    def remember(self, point: TimePoint) -> None:
        """Take over what *point* says of new lesions."""
        readings = {r.lesion: r for r in point.readings if r.role is LesionRole.NEW}
        for lesion, reading in readings.items():
            if is_there(reading) or lesion in self.new:
                self.new[lesion] = reading if _tells(reading) else self.new[lesion]
        if not self.measured_new:
            self.measured_new = _measured_new(readings.values())
        total = _total(readings, self.measured_new)
        if total is not None:
            self.smallest_new_um = total if self.smallest_new_um is None else min(self.smallest_new_um, total)


def judge(course: Course, settings: Settings | None = None) -> tuple[ImmuneAssessment, ...]:
    """Judge every scan of *course* after its first, which is the baseline.  Oldest first."""
    chosen = settings or Settings()
    first = course.points[0].readings if course.points else ()
    past = _Past(frozenset(r.lesion for r in first if r.role is LesionRole.TARGET))
    answers = []
    for recist in recist_1_1.judge(course, chosen.recist):
        overall, why = _step(recist, past, chosen)
        growth_on = past.confirmed_on or (past.waiting.on if past.waiting else None)
        of_recist = tuple(reason for reason in recist.reasons if reason.code not in _OF_NEW_LESIONS)
        reasons = (*(_reason(code) for code in why), *of_recist)
        answers.append(ImmuneAssessment(recist=recist, overall=overall, reasons=reasons, growth_on=growth_on))
        past.remember(recist.point)
    return tuple(answers)


def _step(recist: Assessment, past: _Past, settings: Settings) -> tuple[ImmuneResponse, list[str]]:
    """Return what the scan is called and why; carries *past* on."""
    if past.confirmed_on is not None:
        return ICPD, ["confirmed_before"]
    if past.waiting is None:
        return _without_waiting(recist, past)
    return _while_waiting(recist, past, past.waiting, settings)


def _without_waiting(recist: Assessment, past: _Past) -> tuple[ImmuneResponse, list[str]]:
    kinds = _kinds_of_growth(recist, past)
    if kinds:
        new = {r.lesion: r for r in recist.point.readings if r.role is LesionRole.NEW and is_there(r)}
        past.waiting = _Waiting(recist.point.on, kinds, recist.sum_um, past.still_there | new)
        return IUPD, ["first_growth"]
    return _response(recist, recist.target, past)


def _kinds_of_growth(recist: Assessment, past: _Past) -> frozenset[str]:
    """Return in which of the three kinds of disease growth is met for the first time, by RECIST 1.1."""
    new = {r.lesion: r for r in recist.point.readings if r.role is LesionRole.NEW}
    there = {lesion for lesion, reading in new.items() if is_there(reading)}
    unnamed = recist.new_lesion is NewLesion.YES and not there
    total = _total(new, past.measured_new)
    smallest = past.smallest_new_um
    # Known new lesions, once a growth was taken back: RECIST 1.1's own lines hold for them (FAQ).
    grown = total is not None and smallest is not None and _has_grown(total, smallest)
    marked = any(new[lesion].state is LesionState.PROGRESSED for lesion in there & set(past.new))
    kinds = {
        "target": recist.target is Response.PD,
        "non_target": recist.non_target is Response.PD,
        "new": bool(there - set(past.still_there)) or unnamed or grown or marked,
    }
    return frozenset(kind for kind, is_met in kinds.items() if is_met)


def _while_waiting(
    recist: Assessment, past: _Past, waiting: _Waiting, settings: Settings
) -> tuple[ImmuneResponse, list[str]]:
    more = _signs_of_more(recist, past, waiting, settings)
    days = _least_days(waiting.on, recist.point.on)
    if more:
        if days < CONFIRM_FROM_DAYS and not settings.early_scans_confirm:
            return IUPD, ["too_soon", *more]
        past.confirmed_on = waiting.on
        return ICPD, [*more, "late"] if days > CONFIRM_UNTIL_DAYS else more
    back = _smaller_again(recist, waiting, settings)
    if back is not None:
        past.waiting = None
        response, why = _response(recist, back, past)
        return response, ["smaller_again", *why]
    still = Response.PD in (recist.target, recist.non_target) or recist.new_lesion is NewLesion.YES
    if not still and _is_unread(recist):
        return NE, []
    unnamed = recist.new_lesion is NewLesion.YES and not _there(recist.point)
    unsure = "new" in waiting.kinds and (unnamed or (not waiting.new and bool(_there(recist.point))))
    return IUPD, ["new_unnamed" if unsure else "unchanged"]


def _is_unread(recist: Assessment) -> bool:
    only_watched = recist.target is Response.NA and recist.non_target is Response.NE
    return recist.target is Response.NE or only_watched or recist.new_lesion is NewLesion.UNKNOWN


def _signs_of_more(recist: Assessment, past: _Past, waiting: _Waiting, settings: Settings) -> list[str]:
    """Return what confirms the growth that waits, whenever the scan was made."""
    signs = []
    part = _measured_part(recist, past.targets)
    if "target" in waiting.kinds:
        if waiting.sum_um is not None and part is not None and _is_more(part - waiting.sum_um, settings):
            signs.append("targets_larger")
    elif recist.target is Response.PD:
        signs.append("other_kind")
    if recist.non_target is Response.PD:
        signs.append("non_target_larger" if "non_target" in waiting.kinds else "other_kind")
    new = {r.lesion: r for r in recist.point.readings if r.role is LesionRole.NEW}
    unknown = {lesion for lesion in _there(recist.point) if lesion not in waiting.new}
    unnamed = recist.new_lesion is NewLesion.YES and not _there(recist.point)
    if "new" not in waiting.kinds:
        if unknown or unnamed:
            signs.append("other_kind")
    else:
        # A growth that was seen without a name can be this very lesion: only a second name is one more.
        if unknown and waiting.new:
            signs.append("more_new")
        if _new_are_larger(new, past, waiting, settings):
            signs.append("new_larger")
    return list(dict.fromkeys(signs))


def _new_are_larger(new: Mapping[str, Reading], past: _Past, waiting: _Waiting, settings: Settings) -> bool:
    measured = past.measured_new
    now, then = _total(new, measured), _total(waiting.new, measured)
    if now is not None and then is not None and _is_more(now - then, settings):
        return True
    for lesion in waiting.new.keys() & new.keys() - set(measured):
        if new[lesion].state is LesionState.PROGRESSED:
            return True
        size, before = new[lesion].um, waiting.new[lesion].um
        if size is not None and before is not None and size > before:
            return True  # of what is not measured, any growth counts
    return False


def _smaller_again(recist: Assessment, waiting: _Waiting, settings: Settings) -> Response | None:
    """Return what the targets meet again after something got smaller; None where the growth still stands."""
    if recist.non_target is Response.PD or recist.new_lesion is NewLesion.UNKNOWN:
        return None
    if recist.target is Response.NE or (recist.target is Response.PD and settings.reset_against_nadir):
        return None
    target = _against_baseline(recist) if recist.target is Response.PD else recist.target
    smaller = recist.sum_um is not None and waiting.sum_um is not None and recist.sum_um < waiting.sum_um
    watched_gone = "non_target" in waiting.kinds and recist.non_target is Response.CR
    gone = {r.lesion for r in recist.point.readings if r.role is LesionRole.NEW and _is_gone(r)}
    new_gone = "new" in waiting.kinds and bool(waiting.new) and set(waiting.new) <= gone
    if target is Response.PD or not (smaller or watched_gone or new_gone):
        return None
    return target


def _against_baseline(recist: Assessment) -> Response:
    now, first = recist.sum_um, recist.baseline_um
    if now is None or first is None or _has_grown(now, first):
        return Response.PD
    return Response.PR if now * 10 <= first * PARTIAL_TENTHS else Response.SD


def _response(recist: Assessment, target: Response, past: _Past) -> tuple[ImmuneResponse, list[str]]:
    """Return the response where nothing grows: a new lesion that is still there only keeps it from being complete."""
    said = NewLesion.UNKNOWN if recist.new_lesion is NewLesion.UNKNOWN else NewLesion.NO
    response = overall_response(target, recist.non_target, said)
    readings = {r.lesion: r for r in recist.point.readings if r.role is LesionRole.NEW}
    still = [lesion for lesion in past.new if not _is_gone(readings.get(lesion, past.new[lesion]))]
    if response is Response.CR and still:
        response = Response.NON_CR_NON_PD if target is Response.NA else Response.PR
    return _IMMUNE[response], ["new_still_there"] if still else []


def _measured_part(recist: Assessment, targets: frozenset[str]) -> int | None:
    """Return the sum of what was measured: the least that the sum can be where a target is missing."""
    if recist.sum_um is not None:
        return recist.sum_um
    sizes = [size_that_counts(r) for r in recist.point.readings if r.lesion in targets]
    return sum(size for size in sizes if size is not None) if sizes else None


def _there(point: TimePoint) -> list[str]:
    return [r.lesion for r in point.readings if r.role is LesionRole.NEW and is_there(r)]


def _tells(reading: Reading) -> bool:
    return is_there(reading) or _is_gone(reading)


def _is_gone(reading: Reading) -> bool:
    return reading.state is LesionState.ABSENT or reading.um == 0


def _measured_new(readings: Iterable[Reading]) -> tuple[str, ...]:
    large = [r for r in readings if is_there(r) and (r.um or 0) >= (NEW_TARGET_NODE_UM if r.is_node else NEW_TARGET_UM)]
    large.sort(key=lambda r: (-(r.um or 0), r.lesion))
    return tuple(r.lesion for r in large[:MOST_NEW_TARGETS])


def _total(readings: Mapping[str, Reading], lesions: Sequence[str]) -> int | None:
    """Return the sum of the measured new lesions; None without any, or with one missing."""
    sizes = [size_that_counts(readings[lesion]) if lesion in readings else None for lesion in lesions]
    known = [size for size in sizes if size is not None]
    return sum(known) if known and len(known) == len(sizes) else None


def _is_more(um: int, settings: Settings) -> bool:
    return um >= MORE_UM if settings.exactly_5_mm_confirms else um > MORE_UM


def _has_grown(now_um: int, before_um: int) -> bool:
    return now_um - before_um >= GROWTH_UM and now_um * 10 >= before_um * GROWTH_TENTHS


def _least_days(first: ScanDay, later: ScanDay) -> int:
    """Return how many days lie between the two at least, where only the month of one is known."""
    if first.day is not None:
        last_of_first = first.day
    else:
        year, month = int(first.text[:4]), int(first.text[5:7] or 12)
        last_of_first = date(year, month, calendar.monthrange(year, month)[1])
    return (later.first_day - last_of_first).days


def _reason(code: str) -> Finding:
    return Finding(code=f"irecist.reason.{code}", source=SOURCE_FAQ if code == "too_soon" else SOURCE)


def best_of(responses: Sequence[ImmuneResponse]) -> ImmuneResponse:
    """Return the best of a course's responses in date order (table 3); nothing after a confirmed growth counts.

    A growth that was confirmed stands before one that never was, where nothing better came first.
    """
    until = list(responses)
    if ICPD in until:
        until = until[: until.index(ICPD) + 1]
    return next((kind for kind in (ICR, IPR, ISD, NON_ICR_NON_IUPD, ICPD, IUPD) if kind in until), NE)
