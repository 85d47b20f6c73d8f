"""From the journal's scans, lesions and measurements to the courses that a criterion judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

from journal.domain.imaging import Lesion, Measurement, NewLesion, Scan
from journal.domain.record import Precision
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint, micrometres

LENGTHS: Final = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # of the ISO text that is known


def scan_order(scan: Scan) -> tuple[date, time, datetime, str]:
    """Return what scans are sorted by: the day, its hour where one is known, then when they were written down."""
    written = scan.written_at or datetime.max.replace(tzinfo=UTC)
    return scan.happened_on, scan.happened_at or time.min, written, scan.id


def courses_of(
    scans: Iterable[Scan],
    lesions: Iterable[Lesion],
    measurements: Iterable[Measurement],
    markers_normal: Mapping[str, bool] | None = None,
) -> tuple[Course, ...]:
    """Return the courses, oldest first: each begins with a scan that is marked as baseline.

    Scans before the first baseline stand in no course; without any baseline the first scan is taken for it.
    *markers_normal* says, by scan id, whether the markers that were raised at baseline are back to normal.
    """
    named = {lesion.id: lesion for lesion in lesions}
    of_scan: dict[str, list[Measurement]] = {}
    for measurement in measurements:
        of_scan.setdefault(measurement.scan_id, []).append(measurement)
    ordered = sorted(scans, key=scan_order)
    groups: list[list[Scan]] = []
    for scan in ordered:
        if scan.is_baseline or (not groups and of_scan.get(scan.id)):
            groups.append([scan])
        elif groups and (of_scan.get(scan.id) or scan.new_lesion is NewLesion.YES):
            groups[-1].append(scan)  # a new lesion decides without any size (E09 4.3.5)
    if any(scan.is_baseline for scan in ordered):
        groups = [group for group in groups if group[0].is_baseline]
    normal = markers_normal or {}
    return tuple(
        Course(
            group[0].id,
            tuple(_point(scan, of_scan.get(scan.id, ()), named, normal.get(scan.id)) for scan in group),
        )
        for group in groups
    )


def _point(
    scan: Scan, measurements: Sequence[Measurement], named: Mapping[str, Lesion], markers_normal: bool | None
) -> TimePoint:
    readings = tuple(
        Reading(
            lesion=measurement.lesion_id,
            role=named[measurement.lesion_id].role,
            is_node=named[measurement.lesion_id].is_node,
            state=measurement.state,
            um=um_of(measurement.mm),
            record_id=measurement.id,
            name=named[measurement.lesion_id].name,
        )
        for measurement in measurements
        if measurement.lesion_id in named
    )
    on = ScanDay(scan.happened_on.isoformat()[: LENGTHS[scan.precision]])
    return TimePoint(on, readings, scan.new_lesion, scan.id, markers_normal)


def um_of(mm: Decimal | None) -> int | None:
    """Return a size in micrometres; None without one, and where no scanner can have given it (finer, below zero)."""
    if mm is None or not mm.is_finite() or mm < 0:
        return None
    try:
        return micrometres(mm)
    except ValueError:
        return None
