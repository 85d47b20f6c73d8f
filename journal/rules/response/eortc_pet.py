"""EORTC 1999 for PET in solid tumours: the uptake of the chosen lesions by body surface, at first and now.

Source: Young et al., Eur J Cancer 1999;35:1773-1782, read in reviews.  After one cycle a fall of 15 % is a partial
response, after more than one it takes more than 25 %.  A report that prints SUVmax by weight has another measure: its
value is shown, and no category is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from journal.domain.finding import Finding
from journal.domain.marker_values import MarkerCourse
from journal.rules.response.pet_answer import GONE, NEW, UPTAKE, YES, Answer, Category, PetCourse, reason

UPTAKE_BSA, SUV = "suv-bsa", "suv-max"
EXTENT: Final = "extent"  # the longest diameter of the uptake, in mm
CYCLES: Final = "cycles"  # given since the first PET

EARLY_CYCLES: Final = 1
EARLY_FALL: Final = 15  # after up to one cycle: down by at least 15 %
FALL: Final = 25  # after more: down by more than 25 %
RISE: Final = 25  # growth: up by more than 25 % ...
EXTENT_RISE: Final = 20  # ... or more than 20 % longer

SOURCE: Final = "Young 1999 (EORTC), read second-hand"

REASONS: Final = tuple(
    f"eortc.{code}"
    for code in (
        "gone",
        "fell_early",
        "fell",
        "gap",
        "between",
        "rose",
        "extent_rose",
        "new_lesion",
        "no_uptake",
        "only_limit",
        "no_baseline",
        "no_cycles",
    )
)
CODES: Final = REASONS  # the answers themselves are those of PERCIST


@dataclass(frozen=True)
class Settings:
    """The points on which the source is silent, each with the proposed default."""

    # A fall of 15 to 25 % after more than one cycle has no name in the source: stable, or a partial response?
    gap_is_partial: bool = False


def judge(course: MarkerCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge each day after the start on which a PET was read, oldest first."""
    chosen = settings or Settings()
    pet = PetCourse(course, (UPTAKE_BSA, SUV, EXTENT, UPTAKE, NEW))
    return tuple(pet.answer(on, "EORTC", (UPTAKE_BSA, SUV), *_category(pet, on, chosen)) for on in pet.days)


def _category(pet: PetCourse, on: date, settings: Settings) -> tuple[Category, list[Finding]]:
    if pet.says(NEW, on, YES):
        return Category.PMD, [_reason("new_lesion")]
    extent, first_extent = pet.at(EXTENT, on), pet.baseline(EXTENT)
    long_now = extent.value if extent is not None and not extent.is_limit else None
    if long_now is not None and first_extent and _rose(long_now, first_extent, EXTENT_RISE):
        return Category.PMD, [_reason("extent_rose")]
    if pet.says(UPTAKE, on, GONE):
        return Category.CMR, [_reason("gone")]
    now, first = pet.at(UPTAKE_BSA, on), pet.baseline(UPTAKE_BSA)
    if now is None or now.value is None:
        return Category.NE, [_reason("no_uptake", UPTAKE_BSA)]
    if not first:
        return Category.NE, [_reason("no_baseline", UPTAKE_BSA)]
    if not now.is_limit and _rose(now.value, first, RISE):
        return Category.PMD, [_reason("rose")]
    return _fall(pet, on, first, now.value, now.is_limit, settings)


def _fall(
    pet: PetCourse, on: date, first: Decimal, now: Decimal, is_limit: bool, settings: Settings
) -> tuple[Category, list[Finding]]:
    fall = (first - now) * 100
    if fall > first * FALL:
        return Category.PMR, [_reason("fell")]
    if is_limit:  # "< 3" may be less by 25 %, and may not
        return Category.NE, [_reason("only_limit", UPTAKE_BSA)]
    if fall < first * EARLY_FALL:
        return Category.SMD, [_reason("between")]
    cycles = pet.at(CYCLES, on)
    if cycles is None or cycles.value is None:
        return Category.NE, [_reason("no_cycles", CYCLES)]
    if cycles.value <= EARLY_CYCLES:
        return Category.PMR, [_reason("fell_early")]
    return (Category.PMR if settings.gap_is_partial else Category.SMD), [_reason("gap")]


def _rose(now: Decimal, first: Decimal, percent: int) -> bool:
    return (now - first) * 100 > first * percent


def _reason(code: str, *missing: str) -> Finding:
    return reason(f"eortc.{code}", SOURCE, missing)
