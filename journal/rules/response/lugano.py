"""Lugano 2014 for lymphoma: by the five-point score where there is a PET, by sizes where there is none.

Sources: Cheson et al., J Clin Oncol 2014;32:3059-3068, table 3; Barrington et al., J Clin Oncol 2014;32:3048-3058 (the
score of Deauville), both read in reviews.  The score, and whether uptake is lower or higher than at first, are taken
from the report.  The two ways are never mixed: with a score, sizes stand beside it and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from journal.domain.diameters import DiameterCourse, DiameterPoint, mm2_of_um2
from journal.domain.finding import Finding
from journal.rules.response.judged import JudgedProducts
from journal.rules.response.lugano_ct import CLEAR, INVOLVED, MARROW, SOURCE, Anatomy, LymphomaCourse, reason

SCORE, UPTAKE, NEW_UPTAKE = "deauville", "uptake", "new-uptake"
COMPLETE_SCORE: Final = 3  # up to this score, with or without a mass that is left
HIGHEST_SCORE: Final = 5  # this one alone can stand for new spots


class Category(StrEnum):
    """What a scan points to; the metabolic words where there was a PET."""

    CMR = "CMR"
    PMR = "PMR"
    NMR = "NMR"
    PMD = "PMD"
    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"


OVERALL: Final = {category: f"lugano.overall.{category.value.lower()}" for category in Category}
REASONS: Final = tuple(
    f"lugano.reason.{code}"
    for code in (
        "score_low",
        "score_three",
        "score_unclear",
        "uptake_lower",
        "uptake_same",
        "uptake_higher",
        "uptake_missing",
        "new_uptake",
        "new_uptake_doubtful",
        "marrow_left",
        "marrow_missing",
        "marrow_new",
        "lesion_grew",
        "new_lesion",
        "new_lesion_doubtful",
        "spleen_grew",
        "unmeasured_grew",
        "target_missing",
        "baseline_incomplete",
        "spleen_missing",
        "nothing_measured",
        "all_normal",
        "products_smaller",
        "products_between",
        "unmeasured_there",
        "many_targets",
        "not_at_start",
    )
)
CODES: Final = (*OVERALL.values(), *REASONS)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    # Contested: score 3 is complete with usual treatment; trials that give less treatment may read it as not enough.
    three_is_complete: bool = True
    # The source is silent: is a lesion "up to 2 cm" at its smallest, or now?  By its size now, a lesion that grows from
    # 15 mm would be growth at 20 mm and none at 21.
    small_by_now: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer(JudgedProducts):
    """One scan judged.  Sums of products in mm2; *metabolic* None where there is no score."""

    score: str
    metabolic: Category | None
    anatomic: Category
    overall: Category

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={
                "day": self.on,
                "score": self.score,
                "from_baseline": self.from_baseline,
                "from_nadir": self.from_nadir,
            },
            record_ids=self.record_ids,
            missing=self.missing,
            source=SOURCE,
            reasons=self.reasons,
        )


def judge(course: DiameterCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge every scan of *course* after its first, which is the baseline.  Oldest first."""
    chosen = settings or Settings()
    if not course.points:
        return ()
    sizes = LymphomaCourse(course.points, chosen.small_by_now)
    return tuple(_answer(course, place, sizes.judge(place), chosen) for place in range(1, len(course.points)))


def _answer(course: DiameterCourse, place: int, anatomy: Anatomy, settings: Settings) -> Answer:
    point = course.points[place]
    score = point.word(SCORE)
    anatomic = Category(anatomy.word)
    if score:
        metabolic, reasons = _metabolic(course.points, place, score, settings)
        overall, missing = metabolic, tuple(name for why in reasons for name in why.missing)
    else:
        metabolic, reasons = None, anatomy.reasons
        overall, missing = anatomic, anatomy.missing
    return Answer(
        on=point.on,
        score=score.upper(),
        metabolic=metabolic,
        anatomic=anatomic,
        overall=overall,
        sum_mm2=mm2_of_um2(anatomy.product),
        baseline_mm2=mm2_of_um2(anatomy.first),
        nadir_mm2=mm2_of_um2(anatomy.smallest),
        reasons=reasons,
        missing=missing,
        record_ids=tuple(line.record_id for line in point.lines if line.record_id),
    )


def _metabolic(
    points: tuple[DiameterPoint, ...], place: int, score: str, settings: Settings
) -> tuple[Category, tuple[Finding, ...]]:
    """Judge a PET: new spots first, then the score, then what the report says of uptake."""
    point = points[place]
    new, uptake = point.word(NEW_UPTAKE), point.word(UPTAKE)
    doubtful = (reason("new_uptake_doubtful", ()),) if new == "equivocal" else ()

    def said(category: Category, code: str, *missing: str) -> tuple[Category, tuple[Finding, ...]]:
        return category, (reason(code, (), missing, score=score), *doubtful)

    if new == "yes":
        return said(Category.PMD, "new_uptake")
    words = [word for word in (earlier.word(MARROW) for earlier in points[:place]) if word]
    marrow = point.word(MARROW)
    if marrow == INVOLVED and words and words[-1] == CLEAR:
        return said(Category.PMD, "marrow_new")
    if not score.isdecimal():
        return said(Category.NE, "score_unclear", SCORE)
    is_low = int(score) <= COMPLETE_SCORE - (not settings.three_is_complete)
    if is_low and marrow != INVOLVED:
        if not marrow and words and words[-1] == INVOLVED:
            return said(Category.NE, "marrow_missing", MARROW)
        return said(Category.CMR, "score_three" if int(score) == COMPLETE_SCORE else "score_low")
    left = (reason("marrow_left", ()),) if is_low else ()
    if int(score) == HIGHEST_SCORE and not new and uptake != "higher":
        category, reasons = said(Category.NE, "uptake_missing", NEW_UPTAKE)
    else:
        category, reasons = _by_uptake(uptake, said)
    return category, (*reasons, *left)


def _by_uptake(
    uptake: str, said: Callable[..., tuple[Category, tuple[Finding, ...]]]
) -> tuple[Category, tuple[Finding, ...]]:
    if uptake == "higher":
        return said(Category.PMD, "uptake_higher")
    if uptake == "lower":
        return said(Category.PMR, "uptake_lower")
    if uptake == "same":
        return said(Category.NMR, "uptake_same")
    return said(Category.NE, "uptake_missing", UPTAKE)
