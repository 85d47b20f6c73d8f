"""What the last value of a tumour marker says beside the one before, the laboratory's range and the treatment.

Sources: the project's fact sheet on response criteria, sections 11 and 12.  The least clear change and the flare
windows are from knowledge of the papers named there, not re-read: unverified.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.reference.units import convert

CLEAR_CHANGE: Final = Fraction(25, 100)  # smaller steps are mostly chance: EGTM, "less than 20-25 %" (unverified)
FLARE_DAYS: Final = 56  # a rise in the first 6 to 8 weeks of a treatment can be cells breaking up (unverified)
FLARE_DAYS_PSA: Final = 84  # PCWG3, Scher 2016: values before 12 weeks are not progression
PSA_KEYS: Final = frozenset({"psa", "psa_free"})

SOURCE_CHANGE: Final = "EGTM (Duffy 2003), change below 20-25 % (unverified)"
SOURCE_FLARE: Final = "early marker rise, ASCO 2006 (Locker); PCWG3 2016 for PSA (unverified)"

CODES: Final = (
    "marker.first",
    "marker.higher",
    "marker.lower",
    "marker.no_clear_change",
    "marker.other_laboratory",
    "marker.laboratory_unknown",
    "marker.other_unit",
    "marker.no_number",
    "marker.below_limit",
    "marker.too_early",
    "marker.above_range",
    "marker.in_range",
    "marker.below_range",
    "marker.no_range",
)


def flare_days(analyte: str) -> int:
    """Return for how many days after a treatment's start a rise of *analyte* may mean nothing."""
    return FLARE_DAYS_PSA if analyte in PSA_KEYS else FLARE_DAYS


def trend(results: Sequence[LabResult], started_on: date | None) -> tuple[Finding, ...]:
    """Say what the last of *results* (one marker, oldest first) means by the numbers; nothing without results.

    *started_on* is the first day of the line of treatment that was running then.
    """
    if not results:
        return ()
    last, before = results[-1], results[-2] if len(results) > 1 else None
    findings = [_step(last, before), _against_range(last)]
    if started_on is not None and 0 <= (last.happened_on - started_on).days <= flare_days(last.analyte):
        days = (last.happened_on - started_on).days
        values: dict[str, Value] = {"analyte": last.analyte, "days": days, "window": flare_days(last.analyte)}
        findings.append(Finding(code="marker.too_early", values=values, record_ids=(last.id,), source=SOURCE_FLARE))
    return tuple(finding for finding in findings if finding is not None)


def is_comparable(one: LabResult, other: LabResult) -> bool:
    """Say whether a line may join the two: same unit, same laboratory, same kit."""
    return difference(one, other) is None


def difference(one: LabResult, other: LabResult) -> str | None:
    """Return the code that says why the two are not compared; None where they may be."""
    if one.quantity is not None and other.quantity is not None:
        # "ng/mL" and "µg/L" are two names of one: what counts 1 in the first counts 1 in the second.
        step = convert(Quantity(Decimal(1), one.quantity.unit), one.analyte, other.quantity.unit)
        if step is None or step.value != 1:
            return "marker.other_unit"
    laboratories = {result.laboratory.strip().casefold() for result in (one, other)}
    kits = {result.method.strip().casefold() for result in (one, other)}
    if any(len(known - {""}) > 1 for known in (laboratories, kits)):
        return "marker.other_laboratory"
    # One of the two says nothing: it may or may not be the same.
    return "marker.laboratory_unknown" if len(laboratories) > 1 or len(kits) > 1 else None


def _values(last: LabResult, before: LabResult | None) -> dict[str, Value]:
    values: dict[str, Value] = {
        "analyte": last.analyte or last.name,
        "day": last.happened_on,
        "value": last.quantity,
        "printed": last.printed,
    }
    if before is not None:
        values |= {"before": before.quantity, "before_day": before.happened_on}
    return values


def _step(last: LabResult, before: LabResult | None) -> Finding:
    ids = tuple(result.id for result in (last, before) if result is not None)

    def found(code: str, **more: Value) -> Finding:
        return Finding(code=code, values=_values(last, before) | more, record_ids=ids, source=SOURCE_CHANGE)

    if last.quantity is None:
        return found("marker.no_number")
    if before is None or before.quantity is None:
        return found("marker.first")
    apart = difference(last, before)
    if apart is not None:
        return found(apart)
    # A bounded value ("< 0.1") is no number to divide by, or to be divided.
    if not (last.quantity.is_exact and before.quantity.is_exact) or before.quantity.value <= 0:
        return found("marker.below_limit")
    share = Fraction(last.quantity.value - before.quantity.value) / Fraction(before.quantity.value)
    if abs(share) < CLEAR_CHANGE:
        return found("marker.no_clear_change", share=share)
    return found("marker.higher" if share > 0 else "marker.lower", share=share)


def _against_range(last: LabResult) -> Finding | None:
    if last.quantity is None:
        return None
    values: dict[str, Value] = {**_values(last, None), "low": last.low, "high": last.high}
    source = "the laboratory's own range, printed with the result"

    def found(code: str) -> Finding:
        return Finding(code=code, values=values, record_ids=(last.id,), source=source)

    place = against_range(last)
    if place is None:
        return found("marker.no_range")
    return found({-1: "marker.below_range", 0: "marker.in_range", 1: "marker.above_range"}[place])


def against_range(result: LabResult) -> int | None:
    """Return -1 below, 0 inside, 1 above the laboratory's own range; None where that cannot be said.

    Only the printed range counts.  "< 5" with a lower limit of 10 is below; with an upper limit of 4 nobody knows.
    """
    if result.quantity is None or (result.low is None and result.high is None):
        return None
    value, comparator = result.quantity.value, result.quantity.comparator.value
    if comparator.startswith("<"):
        if result.low is not None and value <= result.low:
            return -1
        return 0 if result.low in (None, Decimal(0)) and result.high is not None and value <= result.high else None
    if comparator.startswith(">"):
        return 1 if result.high is not None and value >= result.high else None
    if result.high is not None and value > result.high:
        return 1
    if result.low is not None and value < result.low:
        return -1
    return 0
