"""How far the neighbouring categories are, at and beside every line."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import NewLesion, Response
from journal.rules.response import mrecist
from journal.rules.response.neighbours import neighbours
from journal.rules.response.recist_1_1 import judge
from tests.rules.response.courses import course


def near(*scans: str, new_lesion: NewLesion = NewLesion.NO) -> dict[str, Fraction | None]:
    """Return the distances of the last scan by code, in mm; None where a code names none."""
    found = neighbours(judge(course(*scans, new_lesion=new_lesion))[-1])
    sizes = {finding.code.removeprefix("near."): finding.values.get("mm") for finding in found}
    return {code: mm if isinstance(mm, Fraction) else None for code, mm in sizes.items()}


@pytest.mark.parametrize(
    ("scans", "said"),
    [
        (("A 93", "A 79", "A 81"), {"to_smaller": "15.9", "to_growing": "13.8"}),
        (("A 100", "A 70.1"), {"to_smaller": "0.1", "to_growing": "49.9"}),
        (("A 100", "A 70"), {"past_smaller": "0", "to_growing": "50", "to_complete": None}),
        (("A 100", "A 69.9"), {"past_smaller": "0.1", "to_growing": "50.1", "to_complete": None}),
        (("A 100", "A 119.9"), {"to_smaller": "49.9", "to_growing": "0.1"}),
        (("A 100", "A 120"), {"to_smaller": "50", "past_growing": "0"}),
        (("A 100", "A 120.1"), {"to_smaller": "50.1", "past_growing": "0.1"}),
        # After a deep response the line for growing lies below that for smaller, or on it: growing counts first.
        (("A 80", "A 20", "A 24.9"), {"to_growing": "0.1", "to_complete": None}),
        (("A 80", "A 20", "A 25"), {"past_growing": "0"}),
        (("A 120", "A 70", "A 83.9"), {"to_growing": "0.1", "to_complete": None}),
        (("A 120", "A 69.9", "A 83.9"), {"past_growing": "0.02"}),
        (("A 120", "A 70.1", "A 83.9"), {"past_smaller": "0.1", "to_growing": "0.22", "to_complete": None}),
    ],
)
def test_distances(scans: tuple[str, ...], said: dict[str, str | None]) -> None:
    assert near(*scans) == {code: None if mm is None else Fraction(mm) for code, mm in said.items()}


def test_the_share_is_one_of_this_sum() -> None:
    found = neighbours(judge(course("A 93", "A 79", "A 81"))[-1])
    assert [finding.values["share"] for finding in found] == [Fraction("15.9") / 81, Fraction("13.8") / 81]
    assert all(finding.source and finding.values["least_mm"] == 5 for finding in found)


@pytest.mark.parametrize(
    ("scans", "said"),
    [
        (("A 20", "A gone"), ["from_complete"]),
        (("A 20, nt B present", "A gone, nt B present"), []),  # the sum has nothing left to do
        (("A 20", "A unread"), []),
        (("nt A present", "nt A present"), []),
        (("A 20", "A 20, new B present"), ["sum_aside"]),
        (("A 20, nt B present", "A 20, nt B progressed"), ["sum_aside"]),
        (("A 20", "A 30, new B present"), ["to_smaller", "past_growing"]),  # both decide
        (("A 20", "A gone", "A 3"), ["sum_aside"]),  # back after all had gone: whatever the sum
        (("A 20, nt B present", "A gone, nt B present", "A 9, nt B present"), ["sum_aside"]),  # nothing to compare with
    ],
)
def test_where_no_sum_decides(scans: tuple[str, ...], said: list[str]) -> None:
    assert list(near(*scans)) == said


def test_the_living_part_needs_no_5_mm() -> None:
    found = neighbours(mrecist.judge(course("A 20", "A 23.9"))[-1])
    assert [finding.code for finding in found] == ["near.to_smaller", "near.to_growing"]
    assert found[1].values["mm"] == Fraction("0.1")
    assert found[1].values["least_mm"] == 0


@given(st.lists(st.integers(1, 900), min_size=2, max_size=5))
def test_going_the_distance_reaches_the_other_category(tenths: list[int]) -> None:
    sizes = [tenth / 10 for tenth in tenths]
    answer = judge(course(*(f"A {size}" for size in sizes)))[-1]
    by_code = {finding.code: finding for finding in neighbours(answer)}
    growing = by_code.get("near.to_growing")
    if growing is None:
        return
    mm = growing.values["mm"]
    assert isinstance(mm, Fraction)
    grown = judge(course(*(f"A {size}" for size in sizes[:-1]), f"A {float(Fraction(tenths[-1], 10) + mm):.3f}"))[-1]
    assert grown.overall is Response.PD
