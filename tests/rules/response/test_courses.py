"""From scans, lesions and measurements of a journal to courses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from journal.domain.imaging import Lesion, Measurement, NewLesion, Scan
from journal.rules.response.courses import courses_of

SCAN = Scan(happened_on=date(2026, 1, 5), is_baseline=True)
LIVER = Lesion(happened_on=date(2026, 1, 5), name="Liver")


def size(scan: Scan, mm: str) -> Measurement:
    return Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=LIVER.id, mm=Decimal(mm))


def test_a_new_lesion_counts_without_any_size() -> None:
    # RECIST 1.1: any new lesion is progression, so the scan that names one belongs to the course.
    early = Scan(happened_on=date(2025, 12, 1), new_lesion=NewLesion.YES)
    plain = Scan(happened_on=date(2026, 3, 1), new_lesion=NewLesion.NO)
    late = Scan(happened_on=date(2026, 3, 5), new_lesion=NewLesion.YES)
    (course,) = courses_of([early, SCAN, plain, late], [LIVER], [size(SCAN, "34")])
    assert [point.record_id for point in course.points] == [SCAN.id, late.id]
    unmarked = Scan(happened_on=SCAN.happened_on)
    (course,) = courses_of([early, unmarked, late], [LIVER], [size(unmarked, "34")])
    assert [point.record_id for point in course.points] == [unmarked.id, late.id]


@pytest.mark.parametrize(
    ("mm", "um"),
    [("34", 34_000), ("0.001", 1), ("0", 0), ("0.0001", None), ("-3", None), ("NaN", None), ("Infinity", None)],
)
def test_a_size_that_no_scanner_gives_counts_as_missing(mm: str, um: int | None) -> None:
    (course,) = courses_of([SCAN], [LIVER], [size(SCAN, mm)])
    assert course.points[0].readings[0].um == um
