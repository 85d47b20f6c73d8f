"""What a test for tumour DNA in blood says beside the one before: found or not, higher or lower, never progression.

No accepted clinical rule exists; laboratories disagree on what counts as a change (the project's fact sheet on
response criteria, section 10).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.results import LabResult
from journal.rules.markers.trend import difference

CODES: Final = (
    "ctdna.not_found",
    "ctdna.found",
    "ctdna.found_now",
    "ctdna.not_found_now",
    "ctdna.higher",
    "ctdna.lower",
    "ctdna.same",
    "ctdna.other_test",
    "ctdna.test_unknown",
    "ctdna.unclear",
)
SOURCE: Final = "no accepted rule for ctDNA; research only"
NOT_FOUND_WORDS: Final = ("not detected", "not found", "undetected", "undetectable", "negative", "none detected")
FOUND_WORDS: Final = ("detected", "found", "positive")


def was_found(result: LabResult) -> bool | None:
    """Say whether tumour DNA was found; None where the result does not tell.

    A value below the test's limit ("< 0.02") is "not found", never a zero to reckon with.
    """
    said, remarked = _said_found(result.printed), _said_found(result.note)
    if said is False:
        return False
    if result.quantity is not None:
        if result.quantity.comparator.value.startswith("<"):
            return False
        if result.detection_limit is not None and result.quantity.value < result.detection_limit:
            return False
        return result.quantity.value > 0
    return remarked if said is None else said


def _said_found(text: str) -> bool | None:
    words = text.casefold()
    if any(word in words for word in NOT_FOUND_WORDS):
        return False
    return True if any(word in words for word in FOUND_WORDS) else None


def ctdna(results: Sequence[LabResult]) -> tuple[Finding, ...]:
    """Say what the last of *results* (one kind of test, oldest first) shows; nothing without results."""
    if not results:
        return ()
    last, before = results[-1], results[-2] if len(results) > 1 else None
    values: dict[str, Value] = {
        "analyte": last.analyte,
        "day": last.happened_on,
        "value": last.quantity,
        "limit": last.detection_limit,
        "before": before.quantity if before else None,
        "before_day": before.happened_on if before else None,
    }
    ids = tuple(result.id for result in (last, before) if result is not None)
    return (Finding(code=_code(last, before), values=values, record_ids=ids, source=SOURCE),)


def _code(last: LabResult, before: LabResult | None) -> str:
    now, then = was_found(last), was_found(before) if before is not None else None
    if now is None:
        return "ctdna.unclear"
    if before is None or then is None:
        return "ctdna.found" if now else "ctdna.not_found"
    apart = difference(last, before)
    if apart is not None:
        return "ctdna.test_unknown" if apart == "marker.laboratory_unknown" else "ctdna.other_test"
    if now != then:
        return "ctdna.found_now" if now else "ctdna.not_found_now"
    if not now:
        return "ctdna.not_found"
    if last.quantity is None or before.quantity is None or not (last.quantity.is_exact and before.quantity.is_exact):
        return "ctdna.found"
    if last.quantity.value == before.quantity.value:
        return "ctdna.same"
    return "ctdna.higher" if last.quantity.value > before.quantity.value else "ctdna.lower"
