"""Scans in courses, with sums and gaps, as the grid shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from journal.actions.scan_grid import ScanGrid, natural, scan_grid
from journal.domain.imaging import Lesion, LesionRole, Measurement, NewLesion, Response, Scan


def grid_of(course: str, names: tuple[str, ...] = ("Liver", "Lung")) -> ScanGrid:
    """Read scans like "2026-01-05 * 30 20"; "*" is a start, "-" a size that is missing, no sizes a bare scan."""
    lesions = [Lesion(happened_on=date(2026, 1, 1), name=name) for name in names]
    scans, sizes = [], []
    for part in course.split(","):
        day, *words = part.split()
        scan = Scan(happened_on=date.fromisoformat(day), is_baseline="*" in words, new_lesion=NewLesion.NO)
        scans.append(scan)
        for lesion, size in zip(lesions, [word for word in words if word != "*"], strict=False):
            if size != "-":
                sizes.append(
                    Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(size))
                )
    return scan_grid(reversed(scans), lesions, sizes)


def sums(grid: ScanGrid) -> list[list[str]]:
    return [[str(group.sums.get(scan.id)) for scan in group.scans] for group in grid.groups]


def test_sums_go_by_the_start() -> None:
    grid = grid_of("2026-01-05 30 20, 2026-03-05 28 -, 2026-05-05 25 18")
    assert sums(grid) == [["50", "None", "43"]]
    (group,) = grid.groups
    assert group.start is group.scans[0]
    smallest = group.smallest_before(group.scans[2])
    assert smallest is group.scans[0]  # a scan with a gap has no sum


def test_a_new_start_begins_a_new_group() -> None:
    grid = grid_of("2026-01-05 * 30 20, 2026-03-05 28 18, 2026-05-05 * 25 18, 2026-07-05 12 8")
    assert sums(grid) == [["50", "46"], ["43", "20"]]
    answers = [group.answer(group.scans[-1]).assessment for group in grid.groups]
    assert [answer.overall for answer in answers if answer] == [Response.SD, Response.PR]


def test_scans_before_the_first_marked_start_stand_by_themselves() -> None:
    grid = grid_of("2025-11-05 33 22, 2026-01-05 * 30 20, 2026-03-05 28 18")
    assert [group.start is None for group in grid.groups] == [True, False]
    assert grid.groups[0].sums == {}


def test_a_scan_without_sizes_stays_with_the_scans_of_its_time() -> None:
    grid = grid_of("2026-01-01, 2026-01-05 30 20, 2026-02-05, 2026-03-05 28 18")
    assert sums(grid) == [["None", "50", "None", "46"]]
    (group,) = grid.groups
    assert group.start is group.scans[1]
    gaps = [[grid.is_gap(lesion, scan) for lesion in grid.lesions] for scan in group.scans]
    assert gaps == [[True, True], [False, False], [True, True], [False, False]]


def test_a_spot_that_the_start_does_not_speak_of_is_no_gap() -> None:
    grid = grid_of("2026-01-05 30 -, 2026-03-05 28 18")
    lung = next(lesion for lesion in grid.lesions if lesion.name == "Lung")
    assert not grid.is_gap(lung, grid.scans[0])
    assert lung.id not in grid.groups[0].counted


def test_a_spot_without_any_size_waits_for_one_while_others_have_theirs() -> None:
    grid = grid_of("2026-01-05 30 -")
    lung = next(lesion for lesion in grid.lesions if lesion.name == "Lung")
    assert grid.is_gap(lung, grid.scans[0])


def test_neighbours_skip_scans_without_a_size() -> None:
    grid = grid_of("2026-01-05 30 20, 2026-02-05 - 19, 2026-03-05 28 18, 2026-04-05 - 18")
    liver = next(lesion for lesion in grid.lesions if lesion.name == "Liver")
    assert grid.neighbours(liver, grid.scans[1]) == (Decimal(30), Decimal(28))
    assert grid.neighbours(liver, grid.scans[0]) == (None, Decimal(28))
    assert grid.neighbours(liver, grid.scans[3]) == (Decimal(28), None)


def test_names_sort_as_people_count() -> None:
    names = ["Liver, segment 10", "lung", "Liver, segment 9", "Ärmel", "2 nodes"]
    assert sorted(names, key=natural)[:4] == ["2 nodes", "Liver, segment 9", "Liver, segment 10", "lung"]


def test_a_spot_that_no_scan_speaks_of_yet_stands_in_the_last_course() -> None:
    grid = grid_of("2026-01-05 * 30, 2026-05-05 * 25")
    first, last = grid.groups
    assert [lesion.name for lesion in grid.lesions_of([first], LesionRole.TARGET)] == ["Liver"]
    assert [lesion.name for lesion in grid.lesions_of([last], LesionRole.TARGET)] == ["Liver", "Lung"]
