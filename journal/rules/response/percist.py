"""PERCIST 1.0 for PET in solid tumours: the uptake of the hottest lesion, in SUL, at first and now.

Sources: Wahl et al., J Nucl Med 2009;50 Suppl 1:122S-150S; O et al., Radiology 2016;280:576-584, both read in reviews.
It needs SULpeak, by lean body mass.  Most reports print SUVmax, from which nothing follows here: the value is shown,
and no category is named.  The hottest lesion may be another one each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from journal.domain.finding import Finding
from journal.domain.marker_values import MarkerCourse
from journal.rules.response.pet_answer import GONE, NEW, OVERALL, UPTAKE, YES, Answer, Category, PetCourse, reason

SUL, SUV = "sul-peak", "suv-max"
LIVER, LIVER_SD = "liver-sul-mean", "liver-sul-sd"
GLYCOLYSIS: Final = "tlg"  # total lesion glycolysis

LIVER_TENTHS: Final = 15  # at first, the lesion takes up at least 15 tenths of the liver's mean ...
LIVER_SDS: Final = 2  # ... and two standard deviations more
CHANGE_PERCENT: Final = 30  # a response or growth: at least 30 % ...
CHANGE_SUL: Final = Decimal("0.8")  # ... and at least 0.8 units
GLYCOLYSIS_PERCENT: Final = 75  # growth, too: glycolysis up by 75 %
LIVER_PERCENT: Final = 20  # scans compare well where the liver's uptake differs by no more than 20 % ...
LIVER_SUL: Final = Decimal("0.3")  # ... and by less than 0.3 units

SOURCE: Final = "Wahl 2009 and O 2016 (PERCIST 1.0), read second-hand"

REASONS: Final = tuple(
    f"percist.{code}"
    for code in (
        "gone",
        "fell",
        "rose",
        "between",
        "glycolysis_rose",
        "new_lesion",
        "no_sul",
        "only_limit",
        "no_baseline",
        "no_liver",
        "baseline_low",
        "not_said_gone",
        "liver_differs",
    )
)
CODES: Final = (*OVERALL.values(), *REASONS)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    # Contested: some reviews print "more than 30 %".
    change_is_strict: bool = False
    # The sources read do not say whether growth counts from the first PET or from the lowest uptake since.
    growth_from_lowest: bool = False


def judge(course: MarkerCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge each day after the start on which a PET was read, oldest first."""
    chosen = settings or Settings()
    pet = PetCourse(course, (SUL, SUV, GLYCOLYSIS, UPTAKE, NEW))
    return tuple(pet.answer(on, "PERCIST", (SUL, SUV), *_category(pet, on, chosen)) for on in pet.days)


def _category(pet: PetCourse, on: date, settings: Settings) -> tuple[Category, list[Finding]]:
    if pet.says(NEW, on, YES):
        return Category.PMD, [_reason("new_lesion")]
    now, first = pet.at(SUL, on), pet.baseline(SUL)
    if now is None or now.value is None:
        return Category.NE, [_reason("no_sul", SUL)]
    if first is None:
        return Category.NE, [_reason("no_baseline", SUL)]
    measurable = _is_measurable(pet, first)
    if not measurable:
        return Category.NE, [_reason("no_liver", LIVER, LIVER_SD) if measurable is None else _reason("baseline_low")]
    notes = [_reason("liver_differs")] if _liver_differs(pet, on) else []
    lowest = pet.lowest(SUL, on) if settings.growth_from_lowest else first
    if lowest is not None and not now.is_limit and _differs(now.value - lowest, lowest, settings):
        return Category.PMD, [_reason("rose"), *notes]
    if _has_more_glycolysis(pet, on, settings):
        return Category.PMD, [_reason("glycolysis_rose"), *notes]
    liver = pet.at(LIVER, on)
    below = None if liver is None or liver.value is None else now.value < liver.value
    if below and pet.says(UPTAKE, on, GONE):
        return Category.CMR, [_reason("gone"), *notes]
    lacking = [name for name, lacks in ((LIVER, below is None), (UPTAKE, pet.at(UPTAKE, on) is None)) if lacks]
    if lacking and below is not False:
        notes.append(_reason("not_said_gone", *lacking))
    if _differs(first - now.value, first, settings):
        return Category.PMR, [_reason("fell"), *notes]
    if now.is_limit:  # "< 3" may be less by 30 %, and may not
        return Category.NE, [_reason("only_limit", SUL), *notes]
    return Category.SMD, [_reason("between"), *notes]


def _is_measurable(pet: PetCourse, first: Decimal) -> bool | None:
    mean, deviation = pet.baseline(LIVER), pet.baseline(LIVER_SD)
    if mean is None or deviation is None:
        return None
    return first * 10 >= mean * LIVER_TENTHS + deviation * LIVER_SDS * 10


def _differs(step: Decimal, before: Decimal, settings: Settings) -> bool:
    if step < CHANGE_SUL:
        return False
    share, line = step * 100, before * CHANGE_PERCENT
    return share > line if settings.change_is_strict else share >= line


def _has_more_glycolysis(pet: PetCourse, on: date, settings: Settings) -> bool:
    now = pet.at(GLYCOLYSIS, on)
    before = pet.lowest(GLYCOLYSIS, on) if settings.growth_from_lowest else pet.baseline(GLYCOLYSIS)
    if now is None or now.value is None or now.is_limit or not before:
        return False
    return (now.value - before) * 100 >= before * GLYCOLYSIS_PERCENT


def _liver_differs(pet: PetCourse, on: date) -> bool:
    now, first = pet.at(LIVER, on), pet.baseline(LIVER)
    if now is None or now.value is None or first is None:
        return False
    step = abs(now.value - first)
    return step >= LIVER_SUL or step * 100 > first * LIVER_PERCENT


def _reason(code: str, *missing: str) -> Finding:
    return reason(f"percist.{code}", SOURCE, missing)
