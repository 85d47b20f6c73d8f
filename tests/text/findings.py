"""One example of every finding, with values as rules fill them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from journal.domain.finding import Finding
from journal.domain.quantity import Quantity
from journal.rules import call_rules
from journal.rules.markers import ctdna, ctdna_course, kinetics, trend
from journal.rules.response import (
    best_response,
    course_so_far,
    eortc_pet,
    gcig_ca125,
    imwg,
    irecist,
    lugano,
    measurable,
    mrecist,
    neighbours,
    other_readings,
    pcwg3,
    percist,
    proposals,
    rano,
    reader_band,
    readings,
    recist_1_1,
    too_early,
)

CODES = (
    *recist_1_1.CODES,
    *irecist.CODES,
    *mrecist.CODES,
    *pcwg3.CODES,
    *gcig_ca125.CODES,
    *imwg.CODES,
    *lugano.CODES,
    *percist.CODES,
    *eortc_pet.CODES,
    *rano.CODES,
    *readings.CODES,
    *proposals.CODES,
    *measurable.CODES,
    *neighbours.CODES,
    *reader_band.CODES,
    *other_readings.CODES,
    *too_early.CODES,
    *best_response.CODES,
    *course_so_far.CODES,
    *trend.CODES,
    *ctdna.CODES,
    *ctdna_course.CODES,
    *kinetics.CODES,
    *call_rules.CODES,
)


def example(code: str) -> Finding:
    """Return a finding of *code*."""
    limit = Quantity(Decimal("37.5"), "Cel") if code.startswith("call") else Decimal("0.01")
    day: object = "2026-05-12" if code.startswith("best") else date(2026, 5, 12)
    return Finding(
        code=code,
        values={
            "day": day,  # type: ignore[dict-item]
            "response": "PR",
            "overall": "PR",
            "category": "iPR",
            "sum_mm": Decimal("81"),
            "baseline_sum_mm": Decimal("93"),
            "nadir_mm": Decimal("79"),
            "from_baseline": Fraction(-12, 93),
            "from_nadir": Fraction(2, 79),
            "partial_line_mm": Fraction("65.1"),
            "growth_line_mm": Fraction("94.8"),
            "analyte": "cea",
            "value": Quantity(Decimal("11.8"), "ng/mL"),
            "before": Quantity(Decimal("12.6"), "ng/mL"),
            "before_day": date(2026, 4, 1),
            "share": Fraction(-8, 126),
            "least": Quantity(Decimal("2.95"), "ng/mL"),
            "most": Quantity(Decimal("5"), "ng/mL"),
            "found": True,
            "days": 130,
            "since": date(2026, 1, 2),
            "until": date(2026, 5, 12),
            "rule": "PERCIST",
            "score": "4",
            "drug": "nivolumab",
            "count": 2,
            "span": 28,
            "need": 3,
            "need_days": 28,
            "low": 5,
            "high": 7,
            "window": 56,
            "limit": limit,
            "printed": "see note",
            "what": "Numb hands",
            "measure": "cea",
            "level": 3,
            "names": ("Liver", "Lung"),
            "least_mm": Decimal("16"),
            "mm": Fraction("13.8"),
            "low_mm": Fraction("65.448"),
            "high_mm": Fraction("96.795"),
            "less": Fraction(-192, 1000),
            "more": Fraction(195, 1000),
        },
        missing=("Liver",),
    )
