"""What the tests for tumour DNA since a treatment's start say together: how far it fell, cleared or not, and the scans.

Source: the project's fact sheet on response criteria, section 10.  The levels are those of the ctMoniTR analysis
(Andrews et al., J Immunother Cancer 2025, doi 10.1136/jitc-2025-012454): falls by 50 % and by 90 % of the value before
treatment, and clearance.  No accepted clinical rule exists; nothing here is ever growth or its absence.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.results import LabResult
from journal.rules.markers.ctdna import was_found
from journal.rules.markers.trend import difference

HALF: Final = Fraction(-50, 100)  # of the value before treatment
TENTH: Final = Fraction(-90, 100)

SOURCE_LEVELS: Final = "ctMoniTR, Andrews 2025 (read second-hand); no accepted rule for ctDNA"
SOURCE_TIME: Final = "the tests and scans of this journal"

CODES: Final = (
    "ctdna.level_half",
    "ctdna.level_tenth",
    "ctdna.level_none",
    "ctdna.cleared",
    "ctdna.clearance_unclear",
    "ctdna.then_scan",
    "ctdna.no_scan_since",
)


def ctdna_course(
    results: Sequence[LabResult], started_on: date | None, scan_days: Iterable[date] = ()
) -> tuple[Finding, ...]:
    """Return what *results* (one kind of test, oldest first) say since *started_on*, and how far the next scan was.

    Without a comparable test on or before that day, in which tumour DNA was found, nothing is said of a fall.
    """
    if not results or was_found(results[-1]) is None:
        return ()
    found = (_level(results, started_on), _scan_after(results, sorted(scan_days)))
    return tuple(each for each in found if each is not None)


def _level(results: Sequence[LabResult], started_on: date | None) -> Finding | None:
    last = results[-1]
    if started_on is None or last.happened_on <= started_on:
        return None
    before = [each for each in results if each.happened_on <= started_on]
    if not before or was_found(before[-1]) is not True or difference(last, before[-1]) is not None:
        return None
    first = before[-1]
    if not was_found(last):
        # "Not found" by a test that sees less is no clearance (section 10: same or better limit).
        return _finding("cleared" if _sees_as_much(last, first) else "clearance_unclear", last, first)
    if first.quantity is None or last.quantity is None or not (first.quantity.is_exact and last.quantity.is_exact):
        return None
    if first.quantity.value <= (_limit(first) or 0):
        return None  # at the limit itself, a fall has no number
    share = Fraction(last.quantity.value - first.quantity.value) / Fraction(first.quantity.value)
    code = "level_tenth" if share <= TENTH else "level_half" if share <= HALF else "level_none"
    return _finding(code, last, first, share=share)


def _sees_as_much(now: LabResult, then: LabResult) -> bool:
    limits = [_limit(now), _limit(then)]
    return None not in limits and limits[0] <= limits[1]  # type: ignore[operator]


def _limit(result: LabResult) -> Decimal | None:
    """Return from where a test finds tumour DNA; the bound of "< 0.02" where none is printed beside it."""
    if result.detection_limit is not None:
        return result.detection_limit
    if result.quantity is None or not result.quantity.comparator.value.startswith("<"):
        return None
    return result.quantity.value


def _scan_after(results: Sequence[LabResult], scan_days: Sequence[date]) -> Finding | None:
    """Return how long after the last turn (found, or found no more) the next scan was; None without a turn."""
    turn: LabResult | None = None
    for before, now in itertools.pairwise(results):
        known = was_found(before), was_found(now)
        if None not in known and known[0] is not known[1] and difference(now, before) is None:
            turn = now
    if turn is None:
        return None
    following = next((day for day in scan_days if day >= turn.happened_on), None)
    values: dict[str, Value] = {"day": turn.happened_on, "found": was_found(turn)}
    code = "no_scan_since"
    if following is not None:
        code = "then_scan"
        values |= {"scan_day": following, "days": (following - turn.happened_on).days}
    return Finding(code=f"ctdna.{code}", values=values, record_ids=(turn.id,), source=SOURCE_TIME)


def _finding(code: str, last: LabResult, first: LabResult, **more: Value) -> Finding:
    values: dict[str, Value] = {"day": last.happened_on, "before_day": first.happened_on, "limit": _limit(last)}
    return Finding(code=f"ctdna.{code}", values=values | more, record_ids=(last.id, first.id), source=SOURCE_LEVELS)
