"""Sizes moved for practice: what the rule would make of them, and that nothing else moves."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from journal.actions.practice import Practice
from journal.actions.scan_grid import ScanGrid
from journal.domain.imaging import Measurement, Response
from journal.domain.sizes import micrometres
from tests.actions.test_scan_grid import grid_of

COURSE = "2026-01-05 60 40, 2026-03-05 50 30, 2026-05-05 48 30"


def practice_of(course: str = COURSE) -> Practice:
    (group,) = grid_of(course).groups
    found = Practice.of(group, group.scans[-1])
    assert found is not None
    return found


def moved(practice: Practice, name: str, mm: str | None) -> Practice:
    part = next(part for part in practice.parts if part.lesion.name == name)
    return practice.move(part.lesion.id, None if mm is None else micrometres(Decimal(mm)))


def test_nothing_moved_is_what_was_measured() -> None:
    practice = practice_of()
    assert practice.verdict is practice.measured
    assert practice.judged.overall is Response.SD
    assert [(part.lesion.name, practice.size(part)) for part in practice.parts] == [("Liver", 48_000), ("Lung", 30_000)]


def test_each_line_is_met_where_the_rule_has_it() -> None:
    practice = practice_of()
    assert moved(practice, "Liver", "40").judged.overall is Response.PR  # 70 of 100
    assert moved(practice, "Liver", "40.1").judged.overall is Response.SD
    assert moved(practice, "Lung", "48").judged.overall is Response.PD  # 96: 20 % over 80
    assert moved(practice, "Lung", "47.9").judged.overall is Response.SD
    assert moved(moved(practice, "Liver", "0"), "Lung", "0").judged.overall is Response.CR
    assert moved(practice, "Liver", None).judged.overall is Response.NE
    assert practice.judged.overall is Response.SD  # a practice is a value: the one before stays as it was


def test_moved_back_counts_as_not_moved() -> None:
    practice = moved(moved(practice_of(), "Liver", "40"), "Liver", "48")
    assert not practice.moved
    assert practice.verdict is practice.measured


def test_a_missing_size_can_be_filled_in() -> None:
    practice = practice_of("2026-01-05 60 40, 2026-03-05 50 -")
    assert practice.judged.overall is Response.NE
    assert [practice.size(part) for part in practice.parts] == [50_000, None]
    assert moved(practice, "Lung", "20").judged.overall is Response.PR


def test_where_nothing_is_measured_there_is_nothing_to_move() -> None:
    (group,) = grid_of("2026-01-05 60, 2026-03-05", ("Liver",)).groups
    assert Practice.of(group, group.scans[0]) is None  # the start
    assert Practice.of(group, group.scans[1]) is None  # no sizes


def test_a_later_scan_is_judged_beside_what_was_measured() -> None:
    (group,) = grid_of(COURSE).groups
    middle = Practice.of(group, group.scans[1])
    assert middle is not None
    assert moved(middle, "Liver", "20").judged.overall is Response.PR
    assert group.judged[group.scans[2].id].nadir_mm == 80  # the group itself has not moved


def test_what_is_moved_stays_when_the_records_change() -> None:
    practice = moved(practice_of(), "Lung", "47.9")
    grid = grid_of("2026-01-05 60 40, 2026-03-05 50 30, 2026-05-05 48.1 30")
    (group,) = grid.groups
    again = practice.again_with(group, group.scans[-1])
    assert again is not None
    assert not again.moved  # other records altogether: their spots are others
    same = practice.again_with(practice.group, practice.scan)
    assert same is not None
    assert same.moved == practice.moved


def test_a_chart_gets_the_moved_sizes_and_every_other() -> None:
    practice = moved(practice_of(), "Lung", "20")
    scan = practice.scan
    lesions = {part.lesion.name: part.lesion for part in practice.parts}
    said = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(30))
        for lesion in lesions.values()
    ]
    sizes = {each.lesion_id: each.mm for each in practice.measurements(said)}
    assert sizes == {lesions["Liver"].id: 30, lesions["Lung"].id: 20}
    assert [each.mm for each in said] == [30, 30]


@given(st.lists(st.integers(0, 2_000), min_size=2, max_size=2))
def test_it_answers_as_the_same_sizes_written_down_would(tenths: list[int]) -> None:
    practice = practice_of()
    for part, size in zip(practice.parts, tenths, strict=True):
        practice = practice.move(part.lesion.id, size * 100)
    liver, lung = (str(Decimal(size) / 10) for size in tenths)
    written: ScanGrid = grid_of(f"2026-01-05 60 40, 2026-03-05 50 30, 2026-05-05 {liver} {lung}")
    (group,) = written.groups
    answer = group.judged[group.scans[-1].id]
    assert (practice.judged.overall, practice.judged.sum_um) == (answer.overall, answer.sum_um)
