"""RANO for gliomas: sizes, T2/FLAIR, steroids and how the person is; a category only where all four are known.

Sources: Wen et al., J Clin Oncol 2010;28:1963-1972 (figures seen in reviews) and 2023;41:5187-5199 (RANO 2.0, not read:
unverified).  With radiotherapy, the first scan after it is the baseline, and growth in the twelve weeks after it needs
a second scan.  A response needs a second scan as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from journal.domain.diameters import DiameterCourse, DiameterPoint, mm2_of_um2
from journal.domain.finding import Finding
from journal.rules.response.judged import JudgedProducts
from journal.rules.response.rano_sizes import ENHANCING, NEW, OTHER, SOURCE, UNMEASURED, Sizes, reason, sizes_at
from journal.rules.response.repeats import repeat_of

FLAIR, STEROIDS, CLINICAL, RADIOTHERAPY = "t2-flair", "steroids", "clinical", "radiotherapy"
HIGHER, WORSE, NONE = "higher", "worse", "none"
SIZES: Final = "sizes"

CONFIRM_DAYS: Final = 28  # a second scan 4 weeks later, or more
EARLY_DAYS: Final = 84  # within 12 weeks after radiotherapy, what looks like growth may be swelling


class Category(StrEnum):
    """What a scan points to; PDu is growth soon after radiotherapy that no second scan confirms yet."""

    CR = "CR"
    PR = "PR"
    MR = "MR"
    SD = "SD"
    PDU = "PDu"
    PD = "PD"
    NE = "NE"


RESPONSES: Final = (Category.MR, Category.PR, Category.CR)
OVERALL: Final = {category: f"rano.overall.{category.value.lower()}" for category in Category}
REASONS: Final = tuple(
    f"rano.reason.{code}"
    for code in (
        "input_missing",
        "clinical_worse",
        "flair_higher",
        "steroids_higher",
        "steroids_left",
        "growth_early",
        "growth_not_repeated",
        "response_unconfirmed",
        "new_lesion",
        "new_lesion_doubtful",
        "unmeasured_grew",
        "unmeasured_there",
        "nothing_measured",
        "not_at_start",
        *(
            f"{kind}{code}"
            for kind in ("", "other_")
            for code in ("size_missing", "gone", "back", "grew", "smaller", "between")
        ),
        "other_little_smaller",
    )
)
CODES: Final = (*OVERALL.values(), *REASONS)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    # Contested: more T2/FLAIR counted as growth in 2010; in 2023 it no longer does by itself.
    flair_counts_as_growth: bool = False
    # Is the first scan after radiotherapy the baseline (newly found), or the first of all (come back)?
    baseline_after_radiotherapy: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer(JudgedProducts):
    """One scan judged.  *seen* is what it points to by itself, *overall* what counts; sums of products in mm2."""

    sizes: Category
    seen: Category
    overall: Category

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={"day": self.on, "from_baseline": self.from_baseline, "from_nadir": self.from_nadir},
            record_ids=self.record_ids,
            missing=self.missing,
            source=SOURCE,
            reasons=self.reasons,
        )


def judge(course: DiameterCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge every scan of *course* after its baseline.  Oldest first."""
    chosen = settings or Settings()
    ends = [point.on for point in course.points if point.of(RADIOTHERAPY)]
    rays_on = max(ends, default=None)
    scans = [point for point in course.points if point.of(ENHANCING, OTHER, UNMEASURED, NEW, FLAIR)]
    if rays_on is not None and chosen.baseline_after_radiotherapy:
        scans = [point for point in scans if point.on > rays_on]
    alone = [_alone(scans, place, chosen) for place in range(1, len(scans))]
    return tuple(_with_others(alone, place, rays_on) for place in range(len(alone)))


def _alone(scans: Sequence[DiameterPoint], place: int, settings: Settings) -> Answer:
    """Return what one scan points to by itself: *seen*, not yet *overall*."""
    point = scans[place]
    sizes = sizes_at(scans, place)
    missing = [*([SIZES] if sizes.word == "NE" else []), *(n for n in (FLAIR, STEROIDS, CLINICAL) if not point.word(n))]
    seen, why = _seen(point, sizes, missing, settings)
    return Answer(
        on=point.on,
        sizes=Category(sizes.word),
        seen=seen,
        overall=seen,
        sum_mm2=mm2_of_um2(sizes.product),
        baseline_mm2=mm2_of_um2(sizes.first),
        nadir_mm2=mm2_of_um2(sizes.smallest),
        reasons=(*why, *sizes.reasons),
        missing=(*missing, *sizes.missing),
        record_ids=tuple(line.record_id for line in point.lines if line.record_id),
    )


def _seen(
    point: DiameterPoint, sizes: Sizes, missing: Sequence[str], settings: Settings
) -> tuple[Category, list[Finding]]:
    if missing:
        return Category.NE, [reason("input_missing", missing=missing)]
    category = Category(sizes.word)
    if point.word(CLINICAL) == WORSE:
        return Category.PD, [reason("clinical_worse")]
    if category is Category.PD:
        return category, []
    if point.word(FLAIR) == HIGHER:
        if settings.flair_counts_as_growth:
            return Category.PD, [reason("flair_higher")]
        if category in RESPONSES:
            return Category.SD, [reason("flair_higher")]
    if point.word(STEROIDS) == HIGHER:  # neither stable nor growing: the source asks to watch
        return Category.NE, [reason("steroids_higher")]
    if category is Category.CR and point.word(STEROIDS) != NONE:
        return Category.PR, [reason("steroids_left")]
    return category, []


def _with_others(alone: Sequence[Answer], place: int, rays_on: date | None) -> Answer:
    """Return the scan at *place* as the scans around it leave it."""
    known = [answer for answer in alone if answer.seen is not Category.NE]
    answer = alone[place]
    growth = [_growth(known, at, rays_on) for at, one in enumerate(known) if one.on <= answer.on]
    if Category.PD in growth:
        return replace(answer, overall=Category.PD)
    if answer.seen is Category.PD:
        if growth[-1] is Category.PDU:
            return replace(answer, overall=Category.PDU, reasons=(*answer.reasons, reason("growth_early")))
        return replace(answer, overall=Category.SD, reasons=(*answer.reasons, reason("growth_not_repeated")))
    if answer.seen not in RESPONSES:
        return answer
    confirmed = _confirmed(known, known.index(answer))
    if confirmed is answer.seen:
        return answer
    return replace(answer, overall=confirmed, reasons=(*answer.reasons, reason("response_unconfirmed")))


def _growth(known: Sequence[Answer], at: int, rays_on: date | None) -> Category:
    """Say whether the scan at *at* is growth that counts, growth that waits, or none (stable)."""
    answer = known[at]
    if answer.seen is not Category.PD:
        return Category.SD
    is_clinical = any(why.code == "rano.reason.clinical_worse" for why in answer.reasons)
    if is_clinical or rays_on is None or not 0 <= (answer.on - rays_on).days <= EARLY_DAYS:
        return Category.PD
    days = [one.on for one in known]
    grown = [one.seen is Category.PD for one in known]
    if repeat_of(at, days, grown, CONFIRM_DAYS) is not None:
        return Category.PD
    return Category.PDU if all(grown[at:]) else Category.SD


def _confirmed(known: Sequence[Answer], at: int) -> Category:
    """Return the highest response that scans four weeks apart agree on, this one among them; else stable."""
    best = Category.SD
    for response in RESPONSES[: RESPONSES.index(known[at].seen) + 1]:
        reached = [one.seen in RESPONSES[RESPONSES.index(response) :] for one in known]
        first = last = at
        while first > 0 and reached[first - 1]:
            first -= 1
        while last + 1 < len(known) and reached[last + 1]:
            last += 1
        if (known[last].on - known[first].on).days >= CONFIRM_DAYS:
            best = response
    return best
