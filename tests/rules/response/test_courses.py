"""From scans, lesions and measurements of a journal to courses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from journal.domain.imaging import Lesion, Measurement, NewLesion, Scan
from journal.domain.record import Precision
from journal.domain.sizes import ScanDay
from journal.rules.response.courses import courses_of
from journal.rules.response.last_scan import last_scan

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


def test_scans_of_one_day_stand_in_the_order_they_were_written_in() -> None:
    def scan(on: date, hour: int) -> Scan:
        return Scan(happened_on=on, written_at=datetime(2026, 4, 1, hour, tzinfo=UTC))

    for _attempt in range(8):  # ids are random and must not decide
        first, second = scan(date(2026, 3, 1), 9), scan(date(2026, 3, 1), 10)
        sizes = [size(SCAN, "34"), size(second, "30"), size(first, "32")]
        (course,) = courses_of([second, first, SCAN], [LIVER], sizes)
        assert [point.record_id for point in course.points] == [SCAN.id, first.id, second.id]
        answer = last_scan([SCAN, second, first], [LIVER], sizes)
        assert answer is not None
        assert answer.scan is second


def test_a_scan_of_a_year_could_be_any_of_its_days() -> None:
    later = Scan(happened_on=date(2026, 1, 1), precision=Precision.YEAR)
    of_month = Scan(happened_on=date(2026, 3, 1), precision=Precision.MONTH)
    (course,) = courses_of([SCAN, later, of_month], [LIVER], [size(s, "34") for s in (SCAN, later, of_month)])
    assert {point.on.text for point in course.points} <= {"2026-01-05", "2026", "2026-03"}
    assert ScanDay("2026").is_unsure_against(ScanDay("2026-01-05"))


@pytest.mark.parametrize(
    ("mm", "um"),
    [("34", 34_000), ("0.001", 1), ("0", 0), ("0.0001", None), ("-3", None), ("NaN", None), ("Infinity", None)],
)
def test_a_size_that_no_scanner_gives_counts_as_missing(mm: str, um: int | None) -> None:
    (course,) = courses_of([SCAN], [LIVER], [size(SCAN, mm)])
    assert course.points[0].readings[0].um == um
