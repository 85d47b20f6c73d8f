"""Lesions down, scans across: what stands in the grid, course by course, and what the sizes give at each scan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from journal.charts.tumour_size import AFTER_ALL
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, LesionRole, Measurement, Response, Scan
from journal.domain.sizes import Course, Reading
from journal.rules.response.by_criterion import Verdict, criterion_of, verdicts
from journal.rules.response.courses import courses_of
from journal.rules.response.last_scan import ScanAnswer
from journal.rules.response.measurable import measurable
from journal.rules.response.recist_1_1 import Assessment
from journal.rules.response.recist_lesions import Known

Sizes = Mapping[tuple[str, str], Measurement]  # by lesion and scan


@dataclass(frozen=True)
class Part:
    """One measured spot at one scan: the size that counts, in micrometres (None: missing), and what was said of it."""

    lesion: Lesion
    um: int | None
    reading: Reading | None


@dataclass(frozen=True)
class ScanGroup:
    """The scans from one start to the next, oldest first, and what the sizes give: worked out when it is asked for.

    *course* is None where these lie before the first start, or nothing has a size yet.
    """

    scans: tuple[Scan, ...]
    course: Course | None
    lesions: Mapping[str, Lesion] = field(repr=False, compare=False)  # the course has the names of those it speaks of
    at_start: tuple[Measurement, ...] = ()

    @cached_property
    def start(self) -> Scan | None:
        """The scan that the others are compared with."""
        course = self.course
        return None if course is None else next(scan for scan in self.scans if scan.id == course.case)

    @cached_property
    def criterion(self) -> str:
        """The criterion that the sizes are judged by."""
        start = self.start
        return criterion_of(self.scans[self.scans.index(start) :] if start is not None else self.scans)

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What the sizes give by that criterion, by scan; the start is judged by nobody."""
        return {each.judged.point.record_id: each for each in self._answers[:-1]}

    @cached_property
    def judged(self) -> Mapping[str, Assessment]:
        """The same in the form of RECIST 1.1."""
        return {scan_id: each.judged for scan_id, each in self.verdicts.items()}

    @cached_property
    def sums(self) -> Mapping[str, Decimal | None]:
        """The sums, by scan; None where one is missing."""
        if self.course is None:
            return {}
        sums = {scan_id: each.sum_mm for scan_id, each in self.judged.items()}
        return {self.course.case: self._answers[-1].judged.baseline_sum_mm, **sums}

    @cached_property
    def _answers(self) -> tuple[Verdict, ...]:
        """Return one answer for each scan after the start; one more, empty point tells the sum at the start."""
        if self.course is None:
            return ()
        return verdicts(self.criterion, Course(self.course.case, (*self.course.points, AFTER_ALL)))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The lesions that the start speaks of, which alone are judged."""
        return frozenset() if self.course is None else frozenset(each.lesion for each in self.course.points[0].readings)

    @cached_property
    def hints(self) -> tuple[Finding, ...]:
        """What the rule remarks on the sizes at the start."""
        return () if self.start is None else measurable(self.start, self.lesions, self.at_start)

    @cached_property
    def scan_ids(self) -> frozenset[str]:
        """The ids of its scans."""
        return frozenset(scan.id for scan in self.scans)

    def answer(self, scan: Scan) -> ScanAnswer:
        """Return what the report called *scan*, beside what the sizes give."""
        return ScanAnswer(scan, self.verdicts.get(scan.id))

    def parts(self, scan: Scan) -> tuple[Part, ...]:
        """Return the measured spots that the start speaks of, with the size of each that counts at *scan*."""
        points = self.course.points if self.course is not None else ()
        point = next((each for each in points if each.record_id == scan.id), None)
        if point is None:
            return ()
        known = Known(points[0])
        readings = {each.lesion: each for each in point.readings}
        parts = [Part(self.lesions[each], um, readings.get(each)) for each, um in known.sizes(point).items()]
        return tuple(sorted(parts, key=lambda part: natural(part.lesion.name)))

    def missing(self, scan: Scan) -> tuple[Lesion, ...]:
        """Return the spots that the answer at *scan* waits for."""
        judged = self.judged.get(scan.id)
        if judged is None or self.course is None:
            return ()
        names = {name for reason in judged.reasons for name in reason.missing}
        known = (self.lesions[each.lesion] for each in self.course.points[0].readings)
        waited = [lesion for lesion in known if lesion.role is not LesionRole.NEW and lesion.name in names]
        return tuple(sorted(waited, key=lambda lesion: natural(lesion.name)))

    def smallest_before(self, scan: Scan) -> Scan | None:
        """Return the scan with the smallest sum before *scan*; None where there is none."""
        judged = self.judged.get(scan.id)
        if judged is None or judged.nadir_mm is None:
            return None
        return next((each for each in self.scans if self.sums.get(each.id) == judged.nadir_mm), None)


def key_of(group: ScanGroup) -> str:
    """Return what a group is known by: the id of its start."""
    return (group.start or group.scans[0]).id


@dataclass(frozen=True)
class ScanGrid:
    """All scans and lesions of a journal, as the page shows them."""

    groups: tuple[ScanGroup, ...]
    lesions: tuple[Lesion, ...]
    sizes: Sizes = field(repr=False)

    @property
    def scans(self) -> tuple[Scan, ...]:
        """All scans, oldest first."""
        return tuple(scan for group in self.groups for scan in group.scans)

    def group_of(self, scan_id: str) -> ScanGroup | None:
        """Return the group with this scan."""
        return self._by_scan.get(scan_id)

    def is_sized(self, scan: Scan) -> bool:
        """Say whether anything was written down of a lesion at *scan*."""
        return scan.id in self._sized

    @cached_property
    def _by_scan(self) -> Mapping[str, ScanGroup]:
        return {scan.id: group for group in self.groups for scan in group.scans}

    @cached_property
    def _sized(self) -> frozenset[str]:
        return frozenset(scan_id for _lesion, scan_id in self.sizes)

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        return frozenset(lesion_id for lesion_id, _scan in self.sizes)

    def lesions_of(self, groups: Sequence[ScanGroup], role: LesionRole) -> tuple[Lesion, ...]:
        """Return the lesions that *groups* speak of, by name; those that no scan speaks of yet stand in the last."""
        ids = {scan_id for group in groups for scan_id in group.scan_ids}
        spoken_of = {lesion for lesion, scan in self.sizes if scan in ids}
        if self.groups and self.groups[-1] in groups:
            spoken_of |= {lesion.id for lesion in self.lesions if lesion.id not in self._spoken_of}
        return tuple(lesion for lesion in self.lesions if lesion.role is role and lesion.id in spoken_of)

    def waits(self, lesion: Lesion) -> bool:
        """Say whether *lesion* was added, and no scan has a word on it yet."""
        return lesion.id not in self._spoken_of

    def is_gap(self, lesion: Lesion, scan: Scan) -> bool:
        """Say whether the rule waits for a word on *lesion* at *scan*."""
        if (lesion.id, scan.id) in self.sizes or lesion.role is LesionRole.NEW:
            return False
        group = self.group_of(scan.id)
        if group is None:
            return False
        if self.waits(lesion):
            return group is self.groups[-1] and scan.happened_on >= lesion.happened_on
        return group.start is not None and lesion.id in group.counted

    def neighbours(self, lesion: Lesion, scan: Scan) -> tuple[Decimal | None, ...]:
        """Return the sizes of *lesion* at the last scan before *scan* and the first after it that have one."""
        scans = list(self.scans)
        at = next((place for place, each in enumerate(scans) if each.id == scan.id), len(scans))
        before = (self._size(lesion, each) for each in reversed(scans[:at]))
        after = (self._size(lesion, each) for each in scans[at + 1 :])
        return next(filter(None, before), None), next(filter(None, after), None)

    def _size(self, lesion: Lesion, scan: Scan) -> Decimal | None:
        found = self.sizes.get((lesion.id, scan.id))
        return found.mm if found is not None else None


def scan_grid(scans: Iterable[Scan], lesions: Iterable[Lesion], measurements: Iterable[Measurement]) -> ScanGrid:
    """Return the grid of these records."""
    known = sorted(lesions, key=lambda lesion: (natural(lesion.name), lesion.happened_on, lesion.id))
    said = list(measurements)
    ordered = sorted(
        scans, key=lambda scan: (scan.happened_on, scan.happened_at is not None, scan.happened_at, scan.id)
    )
    courses = courses_of(ordered, known, said)
    sizes = {(each.lesion_id, each.scan_id): each for each in said}
    by_id = {lesion.id: lesion for lesion in known}
    by_scan: dict[str, list[Measurement]] = {}
    for each in sorted(said, key=lambda each: natural(by_id[each.lesion_id].name) if each.lesion_id in by_id else ()):
        by_scan.setdefault(each.scan_id, []).append(each)
    groups = tuple(_group(group, courses, by_id, by_scan) for group in _grouped(ordered, courses))
    return ScanGrid(groups, tuple(known), sizes)


def _grouped(scans: Sequence[Scan], courses: Sequence[Course]) -> list[list[Scan]]:
    """Return *scans* from start to start; those without sizes stand with the others of their time."""
    starts = {course.case for course in courses}
    groups: list[list[Scan]] = []
    for scan in scans:
        if not groups or (scan.id in starts and (scan.is_baseline or any(each.id in starts for each in groups[-1]))):
            groups.append([])
        groups[-1].append(scan)
    return groups


def _group(
    scans: Sequence[Scan],
    courses: Sequence[Course],
    lesions: Mapping[str, Lesion],
    sizes: Mapping[str, list[Measurement]],
) -> ScanGroup:
    ids = {scan.id for scan in scans}
    course = next((course for course in courses if course.case in ids), None)
    at_start = sizes.get(course.case, []) if course is not None else []
    return ScanGroup(tuple(scans), course, lesions, tuple(at_start))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts names as people do: segment 10 after segment 9."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def has_answer(judged: Assessment | None) -> bool:
    """Say whether the sizes give a category at all."""
    return judged is not None and judged.overall not in (Response.NE, Response.NA)
