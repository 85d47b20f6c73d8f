"""The tests of a myeloma course: what each says on a day, what it began with and how low it has been.

Units: M-protein of the blood in g/L, of the urine in mg/24 h, free light chains in mg/L, plasma cells of the marrow in
percent, plasmacytomas as the sum of the products of two diameters in mm2.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeVar

from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.rules.response.judged import lowest_before

SERUM: Final = "m-protein"
URINE: Final = "urine-m-protein"
KAPPA: Final = "flc-kappa"
LAMBDA: Final = "flc-lambda"
RATIO: Final = "flc-ratio"  # kappa to lambda, as printed; it counts more than the one of the two values
CELLS: Final = "plasma-cells"
CLONAL: Final = "clonal-cells"
FIX_SERUM: Final = "immunofixation-serum"
FIX_URINE: Final = "immunofixation-urine"
LUMPS: Final = "plasmacytoma"
NEW: Final = "new-lesion"
CALCIUM: Final = "hypercalcaemia"
CHAINS: Final = "dflc"  # the light chain that the cancer makes, less the other; worked out here

ALL: Final = frozenset({SERUM, URINE, KAPPA, LAMBDA, RATIO, CELLS, CLONAL, FIX_SERUM, FIX_URINE, LUMPS, NEW, CALCIUM})

NEGATIVE: Final = "NEGATIVE"
ABSENT: Final = "ABSENT"
YES: Final = "YES"

SERUM_G_L: Final = Decimal(10)  # measurable from 1.0 g/dL on
URINE_MG: Final = Decimal(200)  # measurable from 200 mg/24 h on
CHAIN_MG_L: Final = Decimal(100)  # the involved chain from 10 mg/dL on, with a ratio out of range (unverified)
RATIO_LOW: Final = Decimal("0.26")  # the usual range of kappa to lambda
RATIO_HIGH: Final = Decimal("1.65")
CELLS_PERCENT: Final = Decimal(30)  # where nothing else can be measured, the marrow can from 30 % on

_WORDS: Final = (CLONAL, FIX_SERUM, FIX_URINE, NEW, CALCIUM)
_LASTING: Final = frozenset({CELLS, CLONAL, LUMPS})  # read seldom, and not needed twice


@dataclass(frozen=True)
class Level:
    """One value: it is at most the one, and at least the other (None where only a limit was printed)."""

    on: date
    at_most: Decimal
    at_least: Decimal | None
    record_ids: tuple[str, ...] = ()
    is_less: bool = False  # printed as "< value": less than the one for certain

    def is_below(self, line: Decimal) -> bool:
        """Say whether it is less than *line* for certain; "< 5" is less than 5."""
        return self.at_most < line or (self.is_less and self.at_most <= line)


@dataclass(frozen=True)
class _Ratio:
    on: date
    is_normal: bool


_T = TypeVar("_T", Level, MarkerValue, _Ratio)


class MyelomaCourse:
    """Every test of one course, *visit_days* long good for a visit after it was taken."""

    def __init__(self, course: MarkerCourse, visit_days: int) -> None:
        self.started_on = course.started_on
        self._course = course
        self._visit_days = visit_days
        self._ratios = _ratios(course)
        before = [is_normal for on, side, is_normal in self._ratios if on <= course.started_on]
        sides = [side for on, side, _is_normal in self._ratios if on <= course.started_on]
        self._involved = sides[-1] if before and not before[-1] else ""
        self.days = sorted({value.on for value in course.values if value.on > self.started_on and value.analyte in ALL})
        self._first: dict[str, Level] = {}
        self._later: dict[str, list[Level]] = {}
        self._at: dict[str, dict[date, Level]] = {}
        self._lowest: dict[str, list[Decimal | None]] = {}
        self._agreed: dict[str, list[Decimal | None]] = {}
        for name in (SERUM, URINE, CELLS, LUMPS):
            self._take(name, _levels(course.of(name)))
        self._take(CHAINS, self._chains())
        self._words = {name: self._good(name, course.of(name)) for name in _WORDS}
        self._ratio_at = self._good(RATIO, [_Ratio(on, is_normal) for on, _side, is_normal in self._ratios])
        self.measurable = self._measurable()

    def levels(self, name: str) -> Sequence[Level]:
        """Return the values of one test after the start, oldest first."""
        return self._later.get(name, ())

    def baseline(self, name: str) -> Level | None:
        """Return the last value on or before the start."""
        return self._first.get(name)

    def at(self, name: str, on: date) -> Level | None:
        """Return the value that is good for a visit on one of the *days*."""
        return self._at[name].get(on) if name in self._at else None

    def word(self, name: str, on: date) -> MarkerValue | None:
        """Return what a test without numbers said, good for one of the *days*."""
        return self._words[name].get(on)

    def is_ratio_normal(self, on: date) -> bool | None:
        """Say whether the ratio that is good for one of the *days* is normal; None without one."""
        ratio = self._ratio_at.get(on)
        return None if ratio is None else ratio.is_normal

    def lowest(self, name: str, on: date, *, is_confirmed: bool) -> Decimal | None:
        """Return the lowest value before a day, baseline among them; None without any.

        With *is_confirmed*, a later value counts as far as the next one agrees with it, that day's among them.
        """
        levels = self.levels(name)
        if not levels:
            first = self.baseline(name)
            return None if first is None else first.at_most
        if is_confirmed:
            return self._agreed[name][bisect_right(levels, on, key=_taken_on)]
        return self._lowest[name][bisect_left(levels, on, key=_taken_on)]

    def _take(self, name: str, levels: Sequence[Level]) -> None:
        """Take over the values of one test: the first, those after it, and how low it has been before each."""
        if not levels:
            return
        before = [level for level in levels if level.on <= self.started_on]
        later = list(levels[len(before) :])
        if before:
            self._first[name] = before[-1]
        self._later[name] = later
        self._at[name] = self._good(name, later)
        first = before[-1].at_most if before else None
        agreed = [max(one.at_most, other.at_most) for one, other in pairwise([*before[-1:], *later])]
        self._lowest[name] = lowest_before(first, (level.at_most for level in later))
        self._agreed[name] = lowest_before(first, agreed if before else [None, *agreed])

    def _good(self, name: str, taken: Sequence[_T]) -> dict[date, _T]:
        """Return for each of the *days* the last that was taken after the start, where it is still good then."""
        found: dict[date, _T] = {}
        place = 0
        for on in self.days if taken else ():
            while place < len(taken) and taken[place].on <= on:
                place += 1
            last = taken[place - 1] if place else None
            if last is None or last.on <= self.started_on:
                continue
            if name in _LASTING or (on - last.on).days <= self._visit_days:
                found[on] = last
        return found

    def _chains(self) -> tuple[Level, ...]:
        """Return the involved chain less the other, for each day with both."""
        if not self._involved:
            return ()
        other = LAMBDA if self._involved == KAPPA else KAPPA
        others = {value.on: value for value in self._course.of(other)}
        pairs = [(value, others[value.on]) for value in self._course.of(self._involved) if value.on in others]
        return tuple(
            Level(
                on=one.on,
                at_most=_number(one) - (0 if two.is_limit else _number(two)),
                at_least=None if one.is_limit else _number(one) - _number(two),
                record_ids=tuple(value.record_id for value in (one, two) if value.record_id),
            )
            for one, two in pairs
        )

    def _measurable(self) -> tuple[str, ...]:
        """Return what can be followed, the weightiest first; the chains only without M-protein, then the marrow."""
        proteins = tuple(
            name
            for name, least in ((SERUM, SERUM_G_L), (URINE, URINE_MG))
            if (level := self.baseline(name)) is not None and level.at_least is not None and level.at_least >= least
        )
        if proteins:
            return proteins
        involved = [value for value in self._course.of(self._involved) if value.on <= self.started_on]
        has_chains = bool(involved) and not involved[-1].is_limit and _number(involved[-1]) >= CHAIN_MG_L
        if has_chains and self.baseline(CHAINS) is not None:
            return (CHAINS,)
        cells = self.baseline(CELLS)
        return (CELLS,) if cells and cells.at_least is not None and cells.at_least >= CELLS_PERCENT else ()


def _taken_on(level: Level) -> date:
    return level.on


def _levels(values: Sequence[MarkerValue]) -> tuple[Level, ...]:
    return tuple(
        Level(
            value.on,
            _number(value),
            None if value.is_limit else _number(value),
            (value.record_id,) if value.record_id else (),
            value.is_less,
        )
        for value in values
    )


def _number(value: MarkerValue) -> Decimal:
    return value.value or Decimal(0)


def _ratios(course: MarkerCourse) -> list[tuple[date, str, bool]]:
    """Return for each day which chain there is too much of (the one it leans to), and whether the ratio is normal."""
    lambdas = {value.on: value for value in course.of(LAMBDA)}
    found: dict[date, tuple[str, bool]] = {}
    for kappa in course.of(KAPPA):
        other = lambdas.get(kappa.on)
        if other is not None and not kappa.is_limit and not other.is_limit:
            found[kappa.on] = _side(_number(kappa), _number(other), RATIO_HIGH)
    for printed in course.of(RATIO):
        if not printed.is_limit:
            found[printed.on] = _side(_number(printed), Decimal(1), printed.upper_limit or RATIO_HIGH)
    return [(on, *found[on]) for on in sorted(found)]


def _side(kappa: Decimal, other: Decimal, high: Decimal) -> tuple[str, bool]:
    if kappa > high * other:
        return KAPPA, False
    return LAMBDA, kappa >= RATIO_LOW * other
