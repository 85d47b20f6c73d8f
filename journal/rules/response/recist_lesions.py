"""The lesions that a course follows: which count, with what size, and which are new (RECIST 1.1, E09 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.domain.imaging import LesionRole, LesionState, NewLesion
from journal.domain.sizes import Reading, ScanDay, TimePoint
from journal.rules.response.recist_answer import TOO_SMALL_UM


def unsure_days(points: Sequence[TimePoint]) -> frozenset[ScanDay]:
    """Return the days that could lie before or after that of another scan; a full day is sure against another."""
    vague = [(number, point.on) for number, point in enumerate(points) if point.on.day is None]
    pairs = ((n, on, point.on) for n, on in vague for number, point in enumerate(points) if number != n)
    return frozenset(day for _n, on, other in pairs if on.is_unsure_against(other) for day in (on, other))


class Known:
    """The lesions that were there at baseline, by role; and how a scan's readings are counted against them."""

    def __init__(self, baseline: TimePoint) -> None:
        self.targets = {r.lesion: r for r in baseline.readings if r.role is LesionRole.TARGET}
        self.non_targets = {r.lesion: r for r in baseline.readings if r.role is LesionRole.NON_TARGET}

    def sizes(self, point: TimePoint) -> dict[str, int | None]:
        """Return the size that counts of each target; None where it is missing."""
        sizes: dict[str, int | None] = dict.fromkeys(self.targets)
        for reading in point.readings:
            if reading.role is LesionRole.TARGET and reading.lesion in sizes:
                sizes[reading.lesion] = size_that_counts(reading)
        return sizes

    def not_at_start(self, point: TimePoint) -> tuple[str, ...]:
        """Return the names of what a scan shows as a spot of the start, though the first scan did not have it."""
        return tuple(
            reading.name or reading.lesion
            for reading in point.readings
            if reading.role is not LesionRole.NEW
            and reading.lesion not in (self.targets if reading.role is LesionRole.TARGET else self.non_targets)
            and (is_there(reading) or bool(reading.um))
        )

    def name(self, lesion: str) -> str:
        """Return what the person calls the lesion."""
        reading = self.targets.get(lesion) or self.non_targets[lesion]
        return reading.name or lesion


def sum_of(sizes: Mapping[str, int | None]) -> int | None:
    """Return the sum of diameters; None without targets, or with one missing."""
    known = [size for size in sizes.values() if size is not None]
    return sum(known) if sizes and len(known) == len(sizes) else None


def size_that_counts(reading: Reading) -> int | None:
    """Return the size that goes into the sum (E09 4.3.2); None where the lesion was not assessed."""
    if reading.um is not None:
        return reading.um  # a written 3 mm stays 3 mm
    if reading.state in (LesionState.ABSENT, LesionState.MERGED):
        return 0  # of merged lesions the partner carries the whole size
    if reading.state is LesionState.TOO_SMALL:
        return TOO_SMALL_UM
    return None


def dated_back(points: Sequence[TimePoint]) -> tuple[TimePoint, ...]:
    """Turn a doubtful new lesion that a later scan confirmed into one at its first scan (E09 4.3.5)."""
    confirmed = {
        reading.lesion
        for point in points
        for reading in point.readings
        if reading.role is LesionRole.NEW and is_there(reading)
    }
    if not confirmed:
        return tuple(points)
    changed = []
    for point in points:
        readings = tuple(
            Reading(r.lesion, r.role, r.is_node, LesionState.PRESENT, r.um, r.record_id, r.name)
            if r.role is LesionRole.NEW and r.state is LesionState.EQUIVOCAL and r.lesion in confirmed
            else r
            for r in point.readings
        )
        changed.append(TimePoint(point.on, readings, point.new_lesion, point.record_id, point.markers_normal))
    return tuple(changed)


def is_there(reading: Reading) -> bool:
    """Say whether a new lesion was seen for sure."""
    if reading.state in (LesionState.PRESENT, LesionState.PROGRESSED, LesionState.TOO_SMALL):
        return True
    return reading.state is LesionState.MEASURED and bool(reading.um)


def new_lesion_at(point: TimePoint) -> NewLesion:
    """Say what a scan, and the lesions that it names as new, tell of new lesions."""
    new = [reading for reading in point.readings if reading.role is LesionRole.NEW]
    if point.new_lesion is NewLesion.YES or any(is_there(reading) for reading in new):
        return NewLesion.YES
    if point.new_lesion is NewLesion.EQUIVOCAL or any(r.state is LesionState.EQUIVOCAL for r in new):
        return NewLesion.EQUIVOCAL
    return point.new_lesion
