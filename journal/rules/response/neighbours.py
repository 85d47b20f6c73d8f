"""How far a judged scan lies from the categories beside its own: in millimetres, and as a share of its sum.

Sources: the lines are those of RECIST 1.1 (E09 4.3.1), or of the criterion built on it that judged the scan.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.sizes import MICROMETRES
from journal.rules.response.recist_answer import CR, NA, NE, PD, SOURCE_AGAIN, SOURCE_TARGET, Assessment

CODES: Final = (
    "near.to_smaller",
    "near.past_smaller",
    "near.to_growing",
    "near.past_growing",
    "near.to_complete",
    "near.from_complete",
    "near.sum_aside",
)
_BACK: Final = ("recist.reason.back_after_complete", "recist.reason.smallest_sum_zero")


def neighbours(judged: Assessment) -> tuple[Finding, ...]:
    """Return how far each neighbouring category is; nothing where no sum decides.

    Where growing starts at or below the line for smaller, growing counts first and that line is left out.
    """
    if judged.overall is CR:
        return (Finding(code="near.from_complete", source=SOURCE_AGAIN),)
    now, smaller, growing = judged.sum_mm, judged.partial_line_mm, judged.growth_line_mm
    if judged.target in (NA, NE, CR) or not now or smaller is None or growing is None:
        return ()
    is_aside = (judged.overall is PD) is not (judged.target is PD)
    if is_aside or any(reason.code in _BACK for reason in judged.reasons):
        return (Finding(code="near.sum_aside", source=SOURCE_TARGET),)
    found = []
    if smaller < growing:
        is_smaller = Fraction(now) <= smaller
        code = "near.past_smaller" if is_smaller else "near.to_smaller"
        found.append(_finding(code, abs(Fraction(now) - smaller), judged))
    has_grown = Fraction(now) >= growing
    found.append(
        _finding("near.past_growing" if has_grown else "near.to_growing", abs(Fraction(now) - growing), judged)
    )
    if Fraction(now) <= smaller and not has_grown:
        found.append(Finding(code="near.to_complete", source=SOURCE_TARGET))
    return tuple(found)


def _finding(code: str, mm: Fraction, judged: Assessment) -> Finding:
    return Finding(
        code=code,
        values={
            "mm": mm,
            "share": mm / Fraction(judged.sum_mm or 1),
            "least_mm": Decimal(judged.growth_um) / MICROMETRES,
        },
        record_ids=judged.record_ids,
        source=SOURCE_TARGET,
    )
