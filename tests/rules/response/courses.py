"""Courses of scans as a person would note them, for the tests of the criteria."""

from __future__ import annotations

from decimal import Decimal

from journal.domain.imaging import LesionRole, LesionState, NewLesion
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint, micrometres

STATES = {state.value: state for state in LesionState}


def reading(text: str) -> Reading:
    """Read "A 34", "A gone", "node N 12", "nt B present", "new C equivocal"."""
    *kinds, lesion, value = text.split()
    role = LesionRole.NON_TARGET if "nt" in kinds else LesionRole.NEW if "new" in kinds else LesionRole.TARGET
    is_node = "node" in kinds
    if value[0].isdigit():
        return Reading(lesion, role, is_node, LesionState.MEASURED, micrometres(Decimal(value)))
    return Reading(lesion, role, is_node, STATES[{"gone": "absent", "unread": "not-assessed"}.get(value, value)])


def course(*scans: str, new_lesion: NewLesion = NewLesion.NO) -> Course:
    """Read scans like "A 34, node N 16"; the first is the baseline, each is 8 weeks after the one before."""
    points = []
    for number, scan in enumerate(scans):
        readings = tuple(reading(part.strip()) for part in scan.split(",") if part.strip())
        points.append(TimePoint(ScanDay(f"2026-{number + 1:02d}-05"), readings, new_lesion))
    return Course("case", tuple(points))
