"""From scans, lesions and measurements of a journal to courses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.rules.response.courses import courses_of

SCAN = Scan(happened_on=date(2026, 1, 5), is_baseline=True)
LIVER = Lesion(happened_on=date(2026, 1, 5), name="Liver")


@pytest.mark.parametrize(
    ("mm", "um"),
    [("34", 34_000), ("0.001", 1), ("0", 0), ("0.0001", None), ("-3", None), ("NaN", None), ("Infinity", None)],
)
def test_a_size_that_no_scanner_gives_counts_as_missing(mm: str, um: int | None) -> None:
    size = Measurement(happened_on=SCAN.happened_on, scan_id=SCAN.id, lesion_id=LIVER.id, mm=Decimal(mm))
    (course,) = courses_of([SCAN], [LIVER], [size])
    assert course.points[0].readings[0].um == um
