"""The tests of a myeloma course: what each says on a day, what it began with and how low it has been.

Units: M-protein of the blood in g/L, of the urine in mg/24 h, free light chains in mg/L, plasma cells of the marrow in
percent, plasmacytomas as the sum of the products of two diameters in mm2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from journal.domain.marker_values import MarkerCourse, MarkerValue

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

_LASTING: Final = frozenset({CELLS, CLONAL, LUMPS})  # read seldom, and not needed twice


@dataclass(frozen=True)
class Level:
    """One value: it is at most the one, and at least the other (None where only a limit was printed)."""

    on: date
    at_most: Decimal
    at_least: Decimal | None
    record_ids: tuple[str, ...] = ()


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
        self._levels = {name: _levels(course.of(name)) for name in (SERUM, URINE, CELLS, LUMPS)}
        self._levels[CHAINS] = self._chains()
        self.measurable = self._measurable()

    def levels(self, name: str) -> Sequence[Level]:
        """Return the values of one test after the start, oldest first."""
        return [level for level in self._levels[name] if level.on > self.started_on]

    def baseline(self, name: str) -> Level | None:
        """Return the last value on or before the start."""
        before = [level for level in self._levels[name] if level.on <= self.started_on]
        return before[-1] if before else None

    def at(self, name: str, on: date) -> Level | None:
        """Return the value that is good for a visit on that day."""
        known = [level for level in self.levels(name) if level.on <= on and self._is_good(name, level.on, on)]
        return known[-1] if known else None

    def word(self, name: str, on: date) -> MarkerValue | None:
        """Return what a test without numbers said, good for that day."""
        known = [
            value
            for value in self._course.of(name)
            if self.started_on < value.on <= on and self._is_good(name, value.on, on)
        ]
        return known[-1] if known else None

    def ratio(self, on: date) -> tuple[date, bool] | None:
        """Return the day of the last ratio that is good for a visit, and whether it is normal."""
        known = [
            (taken, is_normal)
            for taken, _side, is_normal in self._ratios
            if self.started_on < taken <= on and self._is_good(RATIO, taken, on)
        ]
        return known[-1] if known else None

    def lowest(self, name: str, on: date, *, is_confirmed: bool) -> Decimal | None:
        """Return the lowest value before a day, baseline among them; None without any.

        With *is_confirmed*, a later value counts as far as the next one agrees with it, that day's among them.
        """
        baseline = self.baseline(name)
        found = [baseline.at_most] if baseline else []
        until = [*([baseline] if baseline else []), *(level for level in self.levels(name) if level.on <= on)]
        if is_confirmed:
            found += [max(one.at_most, other.at_most) for one, other in pairwise(until)]
        else:
            found += [level.at_most for level in until if level.on < on]
        return min(found, default=None)

    @property
    def days(self) -> list[date]:
        """The days after the start on which something was tested."""
        return sorted(
            {value.on for value in self._course.values if value.on > self.started_on and value.analyte in ALL}
        )

    def _is_good(self, name: str, taken: date, on: date) -> bool:
        return name in _LASTING or (on - taken).days <= self._visit_days

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


def _levels(values: Sequence[MarkerValue]) -> tuple[Level, ...]:
    return tuple(
        Level(
            value.on,
            _number(value),
            None if value.is_limit else _number(value),
            (value.record_id,) if value.record_id else (),
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
