"""GCIG for cancer of the ovary: what CA-125 says of a treatment, and what it says together with RECIST.

Source: Rustin et al., Int J Gynecol Cancer 2011;21:419-423, read second-hand; the definitions of 2005, read in part.
CA-125 is in kU/L (the same as U/mL); "normal" is the laboratory's own upper limit, printed with each value; a value
without one is read by the limit of the value before, or what is far inside the range would count as growth.  Its
response is meant for a cancer that came back, not for first treatment, and not for bevacizumab and its like.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.rules.response.judged import lowest_before
from journal.rules.response.repeats import repeat_of
from journal.rules.response.shares import share_of_change

CR, PR, SD, PD, NE, NA = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE, Response.NA

CA125: Final = "ca-125"
RECIST: Final = "recist"  # what the scan of that day was called
DISTURBING: Final = frozenset({"surgery", "mouse-antibodies"})  # of the belly or chest; both can move CA-125 by itself

EVALUABLE: Final = 2  # a value before treatment of at least twice the upper limit
BASELINE_DAYS: Final = 14  # taken at most 2 weeks before treatment
DISTURBED_DAYS: Final = 28  # values up to 28 days after an operation or mouse antibodies do not count
HALF: Final = 2  # response: at most half of that value
CONFIRM_DAYS: Final = 28  # and still so 28 days later, or more
RISE_BETWEEN: Final = Fraction(110, 100)  # a value in between may lie up to 10 % above the one before
GROWTH: Final = 2  # progression: at least twice the upper limit, or twice the lowest value
GROWTH_DAYS: Final = 7  # on two values at least a week apart

SOURCE: Final = "Rustin 2011 (GCIG), read second-hand"

CODES: Final = (
    "gcig.grew_again",
    "gcig.grew_from_lowest",
    "gcig.grew_from_normal",
    "gcig.growth_unconfirmed",
    "gcig.response_normal",
    "gcig.response",
    "gcig.response_unconfirmed",
    "gcig.no_response",
    "gcig.no_baseline",
    "gcig.baseline_old",
    "gcig.baseline_low",
    "gcig.baseline_disturbed",
    "gcig.no_limit",
    "gcig.left_out",
    "gcig.with_recist",
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One day judged: CA-125 alone, what RECIST said last by then, and both together.

    *nadir* is the lowest value before this one, baseline among them; *recist* NA where no scan was judged.
    """

    on: date
    value: MarkerValue | None
    baseline: Decimal | None
    nadir: Decimal | None
    ca125: Response
    recist: Response
    overall: Response
    reasons: tuple[Finding, ...]

    @property
    def from_baseline(self) -> Fraction | None:
        """Change since the value before treatment, as a share of it."""
        return share_of_change(self.value.value if self.value else None, self.baseline)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change since the lowest value, as a share of it."""
        return share_of_change(self.value.value if self.value else None, self.nadir)


def combined(recist: Response, ca125: Response, is_normal: bool | None) -> Response:
    """Return the overall response of RECIST and CA-125; *is_normal* says if CA-125 is within its range now.

    Where RECIST cannot tell, CA-125 alone shows growth but no response: the source is silent, and this is the default.
    """
    if PD in (recist, ca125):
        return PD
    if recist is CR:
        return CR if is_normal else PR
    if recist in (PR, NE):
        return recist
    if ca125 in (CR, PR):
        return PR
    if recist is NA:
        return ca125
    return recist


def judge(course: MarkerCourse) -> tuple[Answer, ...]:
    """Judge each day after the start of treatment with a CA-125 value or a judged scan, oldest first."""
    series = _Series(course)
    scans = {value.on: Response(value.word) for value in course.of(RECIST) if value.on > course.started_on}
    days = sorted({*scans, *(value.on for value in course.of(CA125) if value.on > course.started_on)})
    answers = []
    recist, marker, grew, normal = NA, NE, False, None
    for on in days:
        recist = scans.get(on, recist)
        place = series.place_of(on)
        reasons: tuple[Finding, ...] = ()
        if place is not None:
            marker, reasons = series.answer(place)
            normal = _is_normal(series.after[place])
        elif on in series.left_out:
            reasons = (_reason("left_out", series.left_out[on]),)
        overall = PD if grew else combined(recist, marker, normal)
        grew = grew or overall is PD
        if recist is not NA:
            both = {"response": recist.value, "overall": overall.value}
            reasons = (*reasons, Finding(code="gcig.with_recist", values=both, source=SOURCE))
        value = series.after[place] if place is not None else series.left_out.get(on)
        nadir = series.lowest_before(on)
        answers.append(
            Answer(
                on=on,
                value=value,
                baseline=series.baseline.value if series.baseline else None,
                nadir=nadir,
                ca125=marker,
                recist=recist,
                overall=overall,
                reasons=reasons,
            )
        )
    return tuple(answers)


class _Series:
    """The CA-125 values of one course that count, and what stands at each of them."""

    def __init__(self, course: MarkerCourse) -> None:
        disturbed = [on for on, event in course.events if event in DISTURBING]

        def counts(value: MarkerValue) -> bool:
            return not any(0 <= (value.on - on).days <= DISTURBED_DAYS for on in disturbed)

        every = list(_with_limits(course.of(CA125)))
        before = [value for value in every if value.on <= course.started_on]
        self.started_on = course.started_on
        self.baseline = before[-1] if before else None
        self.is_disturbed = self.baseline is not None and not counts(self.baseline)
        self.after = [value for value in every if value.on > course.started_on and counts(value)]
        self.left_out = {value.on: value for value in every if value.on > course.started_on and not counts(value)}
        self.days = [value.on for value in self.after]
        self.unfit = self._why_unfit()
        first = self.baseline.value if self.baseline else None
        self._lowest = lowest_before(first, (value.value for value in self.after))
        self.grown = self._growths()
        self.grew_at = next((place for place, found in enumerate(self.grown) if found and found[1]), None)
        self.responds = self._responses()
        self.responds_at = self.responds.index(True) if True in self.responds else None

    def place_of(self, on: date) -> int | None:
        """Return the place of that day's value; None without one that counts."""
        place = bisect_left(self.days, on)
        return place if place < len(self.days) and self.days[place] == on else None

    def lowest_before(self, on: date) -> Decimal | None:
        """Return the lowest value before a day, baseline among them."""
        return self._lowest[bisect_left(self.days, on)]

    def answer(self, place: int) -> tuple[Response, tuple[Finding, ...]]:
        """Return what CA-125 alone says at *place*, and why."""
        value = self.after[place]
        found = self.grown[place]
        grew = self.grown[self.grew_at] if self.grew_at is not None and self.grew_at <= place else None
        if grew is not None:
            return PD, (_reason(grew[0], value),)
        reasons = [_reason("growth_unconfirmed", value)] if found else []
        if self.unfit:
            return NE, (*reasons, _reason(self.unfit, value))
        if self.responds_at is not None and self.responds_at <= place:
            if _is_normal(value):
                return CR, (*reasons, _reason("response_normal", value))
            return PR, (*reasons, _reason("response", value))
        code = "response_unconfirmed" if self.responds[place] is None else "no_response"
        return SD, (*reasons, _reason(code, value))

    def _why_unfit(self) -> str:
        """Return why a response cannot be read; "" where it can."""
        if self.baseline is None:
            return "no_baseline"
        limit = self.baseline.upper_limit
        if limit is None:
            return "no_limit"
        if (self.started_on - self.baseline.on).days > BASELINE_DAYS:
            return "baseline_old"
        if self.is_disturbed:
            return "baseline_disturbed"
        if self.baseline.is_limit or (self.baseline.value or 0) < EVALUABLE * limit:
            return "baseline_low"
        return ""

    def _responses(self) -> list[bool | None]:
        """Say for each value whether it begins a response; None where nothing confirmed it yet."""
        if self.unfit or self.baseline is None or self.baseline.value is None:
            return [False] * len(self.after)
        first = self.baseline.value
        low = [value.value is not None and value.value * HALF <= first for value in self.after]
        return [self._is_confirmed(place, low) if is_low else False for place, is_low in enumerate(low)]

    def _is_confirmed(self, place: int, low: Sequence[bool]) -> bool | None:
        for later in range(place + 1, len(self.after)):
            # A step up of more than 10 % ends the waiting, where it leaves the normal range.
            if not _is_no_rise(self.after[later], self.after[later - 1]):
                return None
            if low[later] and (self.days[later] - self.days[place]).days >= CONFIRM_DAYS:
                return True
        return None

    def _growths(self) -> list[tuple[str, bool] | None]:
        """Return the kind of growth at each value and whether a second one confirms it; None without growth."""
        was_normal = _is_normal(self.baseline) if self.baseline else None
        if was_normal is None:
            return [None] * len(self.after)
        twice = [_is_twice_its_limit(value) for value in self.after]
        found: list[tuple[str, bool] | None] = []
        became_normal = False
        for place, value in enumerate(self.after):
            code, says_so = "grew_from_normal" if was_normal else "grew_again", twice
            if not was_normal and not became_normal:
                line = GROWTH * (self._lowest[place] or Decimal(0))
                says_so = [_is_at_least(each, line) for each in self.after] if _is_at_least(value, line) else []
                code = "grew_from_lowest"
            if says_so and says_so[place]:
                found.append((code, repeat_of(place, self.days, says_so, GROWTH_DAYS) is not None))
            else:
                found.append(None)
            became_normal = became_normal or bool(_is_normal(value))
        return found


def _with_limits(values: Iterable[MarkerValue]) -> Iterator[MarkerValue]:
    """Go through the values, oldest first; one without a limit takes over the last that was printed."""
    limit: Decimal | None = None
    for value in values:
        limit = limit if value.upper_limit is None else value.upper_limit
        yield value if value.upper_limit == limit else replace(value, upper_limit=limit)


def _is_normal(value: MarkerValue) -> bool | None:
    """Say whether a value is within the laboratory's range; None without a range, or for a "< 50" above it."""
    if value.value is None or value.upper_limit is None:
        return None
    is_normal = value.value <= value.upper_limit
    return None if value.is_limit and not is_normal else is_normal


def _is_at_least(value: MarkerValue, line: Decimal) -> bool:
    return value.value is not None and not value.is_limit and value.value >= line


def _is_twice_its_limit(value: MarkerValue) -> bool:
    return value.upper_limit is not None and _is_at_least(value, GROWTH * value.upper_limit)


def _is_no_rise(value: MarkerValue, before: MarkerValue) -> bool:
    if _is_normal(value) or value.value is None or before.value is None:
        return True
    return value.value * RISE_BETWEEN.denominator <= before.value * RISE_BETWEEN.numerator


def _reason(code: str, value: MarkerValue) -> Finding:
    ids = (value.record_id,) if value.record_id else ()
    return Finding(code=f"gcig.{code}", values={"day": value.on}, record_ids=ids, source=SOURCE)
