"""How fast a marker moves: its doubling time or half-life, its lowest value, and what was left out and why.

Sources: the project's fact sheet on response criteria, section 11: PCWG3 (three values over four weeks for a doubling
time), Stevens 1995 (half-lives of AFP and hCG on chemotherapy, days 7 to 22).  Read second-hand.

Which values belong to one movement is this project's own choice: from the lowest on where the last is higher, from the
highest on where the last is the lowest.  A number of days is never a forecast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.rules.markers.trend import CLEAR_CHANGE, against_range, difference, flare_days

RISE_VALUES: Final = 3  # for a doubling time (PCWG)
RISE_SPAN_DAYS: Final = 28
FALL_VALUES: Final = 2  # for a half-life (Stevens 1995)
FALL_SPAN_DAYS: Final = 7
FALL_FROM_DAY: Final = 7  # the first week can hold a rise from cells that break up
KNOWN_HALF_LIVES: Final = {"afp": (5, 7), "hcg_beta": (1, 3)}  # days, once nothing makes the marker any more

SOURCE_RISE: Final = "PCWG3 2016, doubling time of PSA (read second-hand)"
SOURCE_FALL: Final = "Stevens 1995, half-lives on chemotherapy (read second-hand)"

LEFT_OUT: Final = (
    "kinetics.left_out.no_number",
    "kinetics.left_out.below_limit",
    "kinetics.left_out.other_test",
    "kinetics.left_out.no_range",
    "kinetics.left_out.in_range",
    "kinetics.left_out.before_treatment",
    "kinetics.left_out.first_week",
    "kinetics.left_out.too_early",
)
CODES: Final = (
    "kinetics.doubling",
    "kinetics.half_life",
    "kinetics.known_decline",
    "kinetics.no_clear_trend",
    "kinetics.too_few",
    "kinetics.too_short",
    "kinetics.nadir",
    "kinetics.nadir_limit",
    *LEFT_OUT,
)


@dataclass(frozen=True)
class _Point:
    day: int  # since the first of the series
    value: Decimal
    result: LabResult


def kinetics(results: Sequence[LabResult], started_on: date | None) -> tuple[Finding, ...]:
    """Say how fast one marker moves and what its lowest value was; nothing without results.

    *results* come oldest first; *started_on* is the first day of the line of treatment that was running at the last.
    """
    if not results:
        return ()
    lowest = _nadir(results, started_on)
    return (_movement(results, started_on), *([lowest] if lowest is not None else []))


def half_life_range(analyte: str) -> tuple[int, int] | None:
    """Return in how many days *analyte* halves once nothing makes it any more, from and to; None where unpublished."""
    return KNOWN_HALF_LIVES.get(analyte)


def expected(analyte: str, first: Decimal, days: int) -> tuple[Decimal, Decimal] | None:
    """Return between which values a marker lies *days* after all that makes it is gone; None where unpublished."""
    known = half_life_range(analyte)
    if known is None or days < 0:
        return None
    low, high = (_three_digits(float(first) * 0.5 ** (days / half_life)) for half_life in known)
    return low, high


def _three_digits(value: float) -> Decimal:
    """Return *value* with three digits that count: half-lives are known to one."""
    return Decimal(f"{Decimal(f'{value:.3g}'):f}")


def _movement(results: Sequence[LabResult], started_on: date | None) -> Finding:
    usable, left_out = _usable(results, started_on, from_day=FALL_FROM_DAY)
    part = _last_movement(usable)
    rises = bool(part) and part[-1].value > part[0].value
    if rises:
        usable, left_out = _usable(results, started_on, from_day=flare_days(results[-1].analyte) + 1)
        part = _last_movement(usable)
    need, span = (RISE_VALUES, RISE_SPAN_DAYS) if rises else (FALL_VALUES, FALL_SPAN_DAYS)
    values: dict[str, Value] = {
        "analyte": results[-1].analyte,
        "count": len(part),
        "span": part[-1].day - part[0].day if part else 0,
        "need": need,
        "need_days": span,
    }

    def found(code: str, reasons: Sequence[Finding] = (), **more: Value) -> Finding:
        return Finding(
            code=f"kinetics.{code}",
            values=values | more,
            record_ids=tuple(point.result.id for point in part),
            source=SOURCE_RISE if rises else SOURCE_FALL,
            reasons=(*reasons, *left_out),
        )

    if len(part) < need:
        return found("too_few")
    if part[-1].day - part[0].day < span:
        return found("too_short")
    change = Fraction(part[-1].value - part[0].value) / Fraction(part[0].value)
    slope = _slope(part)
    if abs(change) < CLEAR_CHANGE or (slope > 0) is not rises:
        return found("no_clear_trend")
    days = max(1, round(math.log(2) / abs(slope)))
    if rises:
        return found("doubling", days=days)
    decline = _known_decline(part)
    return found("half_life", [decline] if decline is not None else [], days=days)


def _known_decline(part: Sequence[_Point]) -> Finding | None:
    """Return the published decline from the first of *part* to the day of its last; None where none is published."""
    first, last = part[0], part[-1]
    known = half_life_range(last.result.analyte)
    left = expected(last.result.analyte, first.value, last.day - first.day)
    if known is None or left is None or last.result.quantity is None:
        return None
    unit = last.result.quantity.unit
    values: dict[str, Value] = {
        "analyte": last.result.analyte,
        "low": known[0],
        "high": known[1],
        "before": first.result.quantity,
        "before_day": first.result.happened_on,
        "day": last.result.happened_on,
        "least": Quantity(left[0], unit),
        "most": Quantity(left[1], unit),
    }
    ids = (first.result.id, last.result.id)
    return Finding(code="kinetics.known_decline", values=values, record_ids=ids, source=SOURCE_FALL)


def _usable(
    results: Sequence[LabResult], started_on: date | None, from_day: int
) -> tuple[list[_Point], tuple[Finding, ...]]:
    """Return the values that may be reckoned with, and why the others are left out."""
    points: list[_Point] = []
    out: dict[str, list[LabResult]] = {}
    for result in results:
        why = _why_left_out(result, results[-1], started_on, from_day)
        if why is not None:
            out.setdefault(why, []).append(result)
        elif result.quantity is not None:
            first = points[0].result.happened_on if points else result.happened_on
            points.append(_Point((result.happened_on - first).days, result.quantity.value, result))
    return points, tuple(
        Finding(
            code=code,
            values={"count": len(out[code])},
            record_ids=tuple(result.id for result in out[code]),
            source=SOURCE_FALL,
        )
        for code in LEFT_OUT
        if code in out
    )


def _why_left_out(result: LabResult, last: LabResult, started_on: date | None, from_day: int) -> str | None:
    quantity = result.quantity
    if quantity is None:
        return "kinetics.left_out.no_number"
    if not quantity.is_exact or quantity.value <= 0 or quantity.value < (result.detection_limit or 0):
        return "kinetics.left_out.below_limit"
    if result is not last and difference(result, last) is not None:
        return "kinetics.left_out.other_test"
    if result.high is None:
        return "kinetics.left_out.no_range"
    if against_range(result) != 1:
        return "kinetics.left_out.in_range"
    if started_on is None:
        return None
    day = (result.happened_on - started_on).days
    if day < 0:
        return "kinetics.left_out.before_treatment"
    if day < FALL_FROM_DAY:
        return "kinetics.left_out.first_week"
    return "kinetics.left_out.too_early" if day < from_day else None


def _last_movement(points: Sequence[_Point]) -> list[_Point]:
    """Return the part that the last value ends: from the lowest up, or from the highest down."""
    if not points:
        return []
    lowest = min(range(len(points)), key=lambda place: points[place].value)
    if points[lowest].value < points[-1].value:
        return list(points[lowest:])
    highest = max(range(len(points)), key=lambda place: (points[place].value, place))
    return list(points[highest:])


def _slope(points: Sequence[_Point]) -> float:
    """Return the growth of the natural logarithm a day, by least squares; 0 where all lie on one day."""
    logs = [math.log(point.value) for point in points]
    day, log = sum(point.day for point in points) / len(points), sum(logs) / len(logs)
    spread = sum((point.day - day) ** 2 for point in points)
    if not spread:
        return 0.0
    return sum((point.day - day) * (each - log) for point, each in zip(points, logs, strict=True)) / spread


def _nadir(results: Sequence[LabResult], started_on: date | None) -> Finding | None:
    """Return the lowest value since the start, the last one before it among them; the first day of several."""
    same = [result for result in results if result is results[-1] or difference(result, results[-1]) is None]
    before = [result for result in same if started_on is not None and result.happened_on <= started_on]
    after = [result for result in same if started_on is None or result.happened_on > started_on]
    counted = [result for result in (*before[-1:], *after) if _can_be_lowest(result)]
    if not after or not counted:
        return None
    lowest = min(counted, key=lambda result: result.quantity.value if result.quantity else Decimal(0))
    quantity = lowest.quantity
    is_limit = quantity is None or not quantity.is_exact
    return Finding(
        code="kinetics.nadir_limit" if is_limit else "kinetics.nadir",
        values={"analyte": lowest.analyte, "day": lowest.happened_on, "value": quantity},
        record_ids=(lowest.id,),
        source=SOURCE_FALL,
    )


def _can_be_lowest(result: LabResult) -> bool:
    return result.quantity is not None and not result.quantity.comparator.value.startswith(">")
