"""PCWG3 for prostate cancer: what PSA and bone scans say of a treatment, each by itself.

Source: Scher et al., J Clin Oncol 2016;34:1402-1418, read second-hand.  PSA is in ng/mL (the same as ug/L).  A rise of
PSA alone is no reason to change a treatment.  Spots outside the bones follow RECIST 1.1.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.rules.response.judged import lowest_before
from journal.rules.response.repeats import repeat_of
from journal.rules.response.shares import share_of_change

PSA: Final = "psa"
BONE: Final = "bone-new"  # how many spots a bone scan shows that the scan before treatment did not

PSA50: Final = Fraction(50, 100)  # at most half of the value before treatment
PSA90: Final = Fraction(10, 100)  # at most a tenth of it
RISE: Final = Fraction(125, 100)  # at least 25 % above the lowest value ...
RISE_NG_ML: Final = Decimal(2)  # ... and at least 2 ng/mL above it
CONFIRM_DAYS: Final = 21  # a second value 3 weeks later, or more
EARLY_DAYS: Final = 84  # values before 12 weeks are not progression
NEW_BONE: Final = 2  # new spots that count, and as many more that confirm a first scan
BONE_CONFIRM_DAYS: Final = 42  # a second bone scan 6 weeks later, or more
BONE_FLARE_DAYS: Final = 84  # a first bone scan up to 12 weeks can show healing as new spots

SOURCE: Final = "Scher 2016 (PCWG3), read second-hand"


class Progression(StrEnum):
    """How far growth is certain (the words of PCWG3's bone scan form)."""

    PD = "PD"
    UNCONFIRMED = "PDu"
    NOT = "NON-PD"
    NE = "NE"


CODES: Final = (
    "pcwg3.psa_grew",
    "pcwg3.psa_grew_unconfirmed",
    "pcwg3.psa_early",
    "pcwg3.psa_not_grown",
    "pcwg3.psa_no_baseline",
    "pcwg3.psa90",
    "pcwg3.psa90_unconfirmed",
    "pcwg3.psa50",
    "pcwg3.psa50_unconfirmed",
    "pcwg3.bone_grew",
    "pcwg3.bone_unconfirmed",
    "pcwg3.bone_flare",
    "pcwg3.bone_not_grown",
)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    # Contested: must the confirming value meet both lines itself, or only not fall below the first?
    confirming_meets_both: bool = True
    # Contested: is a first bone scan after the flare window the new reference (the text), or set beside baseline?
    late_first_scan_is_reference: bool = True


@dataclass(frozen=True, kw_only=True)
class PsaAnswer:
    """One PSA value judged.  *nadir* is the lowest before it, baseline among them; shares are exact."""

    value: MarkerValue
    baseline: Decimal | None
    nadir: Decimal | None
    progression: Progression
    psa50: bool | None  # reached by now; None where nothing confirmed it
    psa90: bool | None
    reasons: tuple[Finding, ...]

    @property
    def from_baseline(self) -> Fraction | None:
        """Change since the value before treatment, as a share of it."""
        return share_of_change(self.value.value, self.baseline)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change since the lowest value, as a share of it."""
        return share_of_change(self.value.value, self.nadir)


@dataclass(frozen=True, kw_only=True)
class BoneAnswer:
    """One bone scan judged."""

    value: MarkerValue
    progression: Progression
    reasons: tuple[Finding, ...]


@dataclass(frozen=True)
class Answer:
    """What one day says: a PSA value, a bone scan, or both."""

    on: date
    psa: PsaAnswer | None
    bone: BoneAnswer | None

    @property
    def overall(self) -> Progression:
        """The graver of the two."""
        said = [part.progression for part in (self.psa, self.bone) if part is not None]
        return next(p for p in (Progression.PD, Progression.UNCONFIRMED, Progression.NOT, Progression.NE) if p in said)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why."""
        return tuple(why for part in (self.psa, self.bone) if part is not None for why in part.reasons)


def judge(course: MarkerCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge each PSA value and bone scan after the start of treatment, oldest first."""
    chosen = settings or Settings()
    of_psa = {answer.value.on: answer for answer in judge_psa(course, chosen)}
    of_bone = {answer.value.on: answer for answer in judge_bone(course, chosen)}
    days = sorted({*of_psa, *of_bone})
    return tuple(Answer(on, of_psa.get(on), of_bone.get(on)) for on in days)


def judge_psa(course: MarkerCourse, settings: Settings) -> tuple[PsaAnswer, ...]:
    """Judge each PSA value after the start; the last on or before it is the baseline."""
    before = [value for value in course.of(PSA) if value.on <= course.started_on]
    baseline = before[-1].value if before else None
    fell_from = baseline if before and not before[-1].is_limit else None  # how far below "< 4" it fell, nobody knows
    after = [value for value in course.of(PSA) if value.on > course.started_on]
    days = [value.on for value in after]
    lowest = lowest_before(baseline, (value.value for value in after))
    grown = [_growth(course, baseline, lowest[place], after, place, settings) for place in range(len(after))]
    psa50, psa90 = (itertools.accumulate(_declines(fell_from, after, days, share), _more) for share in (PSA50, PSA90))
    return tuple(
        PsaAnswer(
            value=value,
            baseline=baseline,
            nadir=nadir,
            progression=progression,
            psa50=half,
            psa90=tenth,
            reasons=_psa_reasons(course, value, baseline, nadir, progression, half, tenth),
        )
        for value, nadir, progression, half, tenth in zip(after, lowest, _until(grown), psa50, psa90, strict=False)
    )


def _growth(
    course: MarkerCourse,
    baseline: Decimal | None,
    nadir: Decimal | None,
    after: Sequence[MarkerValue],
    place: int,
    settings: Settings,
) -> Progression:
    """Say whether the value at *place* is growth by itself, and whether a later one confirms it."""
    value, day = after[place], (after[place].on - course.started_on).days
    if baseline is None or nadir is None or value.value is None:
        return Progression.NE
    if not _has_risen(value, nadir):
        return Progression.NOT
    if nadir == baseline:  # it never fell: one value beyond 12 weeks
        return Progression.PD if day > EARLY_DAYS else Progression.NOT
    if day < EARLY_DAYS:
        return Progression.NOT
    days = [v.on for v in after]
    both = settings.confirming_meets_both
    again = [_has_risen(v, nadir) if both else (v.value or 0) >= value.value and not v.is_limit for v in after]
    confirmed = repeat_of(place, days, again, CONFIRM_DAYS) is not None
    return Progression.PD if confirmed else Progression.UNCONFIRMED


def _has_risen(value: MarkerValue, nadir: Decimal) -> bool:
    if value.value is None or value.is_limit:  # "< 3" is no proof of anything above the lowest
        return False
    enough = value.value * RISE.denominator >= nadir * RISE.numerator
    return enough and value.value - nadir >= RISE_NG_ML


def _until(grown: Sequence[Progression]) -> Iterator[Progression]:
    """Go through what is known by each place: a confirmed growth stays."""
    return itertools.accumulate(grown, lambda known, here: known if known is Progression.PD else here)


def _declines(
    baseline: Decimal | None, after: Sequence[MarkerValue], days: Sequence[date], share: Fraction
) -> list[bool | None]:
    """Say for each value whether it is low enough, and confirmed (True) or not (None); False where it is not low."""
    low = [
        bool(baseline) and v.value is not None and v.value * share.denominator <= (baseline or 0) * share.numerator
        for v in after
    ]
    return [
        (True if repeat_of(place, days, low, CONFIRM_DAYS) is not None else None) if is_low else False
        for place, is_low in enumerate(low)
    ]


def _more(before: bool | None, here: bool | None) -> bool | None:
    """Return what is reached by now: what was before stays, and confirmed is more than not."""
    return before or here if before is not None else here or None


def _psa_reasons(
    course: MarkerCourse,
    value: MarkerValue,
    baseline: Decimal | None,
    nadir: Decimal | None,
    progression: Progression,
    psa50: bool | None,
    psa90: bool | None,
) -> tuple[Finding, ...]:
    days = (value.on - course.started_on).days
    early = nadir is not None and progression is Progression.NOT and _has_risen(value, nadir)
    codes = ["psa_no_baseline"] if baseline is None else []
    if baseline is not None:
        codes.append(
            {
                Progression.PD: "psa_grew",
                Progression.UNCONFIRMED: "psa_grew_unconfirmed",
            }.get(progression, "psa_early" if early else "psa_not_grown")
        )
        for name, reached in (("psa90", psa90), ("psa50", psa50)):
            if reached is not False:
                codes.append(name if reached else f"{name}_unconfirmed")
                break
    return tuple(_reason(code, value, days=days) for code in codes)


def judge_bone(course: MarkerCourse, settings: Settings) -> tuple[BoneAnswer, ...]:
    """Judge each bone scan after the start: two new spots and two more, or two that stay."""
    scans = [value for value in course.of(BONE) if value.on > course.started_on]
    if not scans:
        return ()
    counts = [int(scan.value or 0) for scan in scans]
    days = [scan.on for scan in scans]
    in_window = (days[0] - course.started_on).days <= BONE_FLARE_DAYS
    reference = counts[0] if in_window or settings.late_first_scan_is_reference else 0
    new = [count - reference >= NEW_BONE for count in counts]
    grown = [_bone_growth(place, days, new) for place in range(len(scans))]
    flare = False
    if in_window and counts[0] >= NEW_BONE:
        decides = next((n for n, on in enumerate(days) if (on - days[0]).days >= BONE_CONFIRM_DAYS), None)
        if decides is None:
            grown[0] = Progression.UNCONFIRMED
        elif new[decides]:
            grown[0] = Progression.PD
        else:
            flare = True
    answers = []
    for place, (scan, progression) in enumerate(zip(scans, _until(grown), strict=True)):
        code = {Progression.PD: "bone_grew", Progression.UNCONFIRMED: "bone_unconfirmed"}.get(progression)
        reason = _reason(code or ("bone_flare" if flare and place == 0 else "bone_not_grown"), scan)
        answers.append(BoneAnswer(value=scan, progression=progression, reasons=(reason,)))
    return tuple(answers)


def _bone_growth(place: int, days: Sequence[date], new: Sequence[bool]) -> Progression:
    if not new[place]:
        return Progression.NOT
    confirmed = repeat_of(place, days, new, BONE_CONFIRM_DAYS) is not None
    return Progression.PD if confirmed else Progression.UNCONFIRMED


def _reason(code: str, value: MarkerValue, **more: Value) -> Finding:
    ids = (value.record_id,) if value.record_id else ()
    return Finding(code=f"pcwg3.{code}", values={"day": value.on, **more}, record_ids=ids, source=SOURCE)
