"""From the journal's scans, lesions and measurements to the courses that a criterion judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.record import Precision
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint, micrometres


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
    ordered = sorted(
        scans, key=lambda scan: (scan.happened_on, scan.happened_at is not None, scan.happened_at, scan.id)
    )
    sized = [scan for scan in ordered if of_scan.get(scan.id) or scan.is_baseline]
    groups: list[list[Scan]] = []
    for scan in sized:
        if scan.is_baseline or not groups:
            groups.append([scan])
        else:
            groups[-1].append(scan)
    if any(scan.is_baseline for scan in sized):
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
            um=_micrometres(measurement.mm),
            record_id=measurement.id,
            name=named[measurement.lesion_id].name,
        )
        for measurement in measurements
        if measurement.lesion_id in named
    )
    text = scan.happened_on.isoformat()
    on = ScanDay(text if scan.precision is Precision.DAY else text[:7])
    return TimePoint(on, readings, scan.new_lesion, scan.id, markers_normal)


def _micrometres(mm: Decimal | None) -> int | None:
    """Return a size in micrometres; None without one, and where no scanner can have given it (finer, below zero)."""
    if mm is None or not mm.is_finite() or mm < 0:
        return None
    try:
        return micrometres(mm)
    except ValueError:
        return None
