"""Practice: what the rule would make of a scan if its sizes were others.  Nothing of it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from journal.actions.scan_grid import Part, ScanGroup
from journal.domain.imaging import LesionRole, LesionState, Measurement, Scan
from journal.domain.sizes import MICROMETRES, Course, Reading, TimePoint
from journal.rules.response.by_criterion import Verdict, verdicts
from journal.rules.response.recist_1_1 import Assessment

Moved = Mapping[str, "int | None"]  # sizes by lesion, in micrometres; None: not measured


@dataclass(frozen=True)
class Practice:
    """One judged scan with sizes moved; what was seen beside the measured spots stays as it is."""

    group: ScanGroup
    scan: Scan
    moved: Moved = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, group: ScanGroup, scan: Scan) -> Practice | None:
        """Return the practice with *scan*, nothing moved yet; None where no measured spot is judged there."""
        return cls(group, scan) if scan.id in group.judged and group.parts(scan) else None

    def move(self, lesion_id: str, um: int | None) -> Practice:
        """Return the practice with one size moved; moved back to what was measured, it counts as not moved."""
        others = {lesion: size for lesion, size in self.moved.items() if lesion != lesion_id}
        was = {part.lesion.id: part.um for part in self.parts}
        return replace(self, moved=others if was.get(lesion_id) == um else {**others, lesion_id: um})

    def again_with(self, group: ScanGroup, scan: Scan) -> Practice | None:
        """Return this practice upon records that changed meanwhile; what was moved and is still there stays moved."""
        fresh = Practice.of(group, scan)
        if fresh is None:
            return None
        known = {part.lesion.id for part in fresh.parts}
        for lesion, um in self.moved.items():
            fresh = fresh.move(lesion, um) if lesion in known else fresh
        return fresh

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The spots with the sizes that were measured."""
        return self.group.parts(self.scan)

    def size(self, part: Part) -> int | None:
        """Return the size of a spot as it is moved."""
        return self.moved.get(part.lesion.id, part.um)

    @cached_property
    def measured(self) -> Verdict:
        """What the rule makes of the sizes as they were measured."""
        return self.group.verdicts[self.scan.id]

    @cached_property
    def verdict(self) -> Verdict:
        """What the rule would make of the sizes as they are moved."""
        course = self.group.course
        if not self.moved or course is None:
            return self.measured
        points = tuple(self._moved(point) if point.record_id == self.scan.id else point for point in course.points)
        found = verdicts(self.group.criterion, Course(course.case, points))
        return next(each for each in found if each.judged.point.record_id == self.scan.id)

    @property
    def judged(self) -> Assessment:
        """The same in the form of RECIST 1.1."""
        return self.verdict.judged

    def _moved(self, point: TimePoint) -> TimePoint:
        others = tuple(reading for reading in point.readings if reading.lesion not in self.moved)
        lesions = {part.lesion.id: part.lesion for part in self.parts}
        readings = tuple(
            Reading(
                lesion=lesion_id,
                role=LesionRole.TARGET,
                is_node=lesions[lesion_id].is_node,
                state=LesionState.NOT_ASSESSED if um is None else LesionState.MEASURED,
                um=um,
                name=lesions[lesion_id].name,
            )
            for lesion_id, um in self.moved.items()
        )
        return replace(point, readings=(*others, *readings))

    def measurements(self, said: Iterable[Measurement]) -> tuple[Measurement, ...]:
        """Return *said* with the sizes as they are moved, for a chart; never to be saved."""
        kept = [each for each in said if each.scan_id != self.scan.id or each.lesion_id not in self.moved]
        made = [
            Measurement(
                happened_on=self.scan.happened_on,
                precision=self.scan.precision,
                scan_id=self.scan.id,
                lesion_id=lesion_id,
                mm=None if um is None else Decimal(um) / MICROMETRES,
                state=LesionState.NOT_ASSESSED if um is None else LesionState.MEASURED,
            )
            for lesion_id, um in self.moved.items()
        ]
        return (*kept, *made)
