"""The width between two readers around a scan's sum, and each line just inside it, on its edge, and just outside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Modality, NewLesion
from journal.rules.response import mrecist
from journal.rules.response.named import IRECIST, MRECIST, RECIST
from journal.rules.response.neighbours import neighbours
from journal.rules.response.reader_band import reader_band
from journal.rules.response.recist_1_1 import judge
from tests.rules.response.courses import course


def band(
    *scans: str, modality: Modality = Modality.CT, criterion: str = RECIST, new_lesion: NewLesion = NewLesion.NO
) -> list[str]:
    """Return the codes of the last scan."""
    judged = judge(course(*scans, new_lesion=new_lesion))[-1]
    return [finding.code.removeprefix("band.") for finding in reader_band(judged, modality, criterion)]


@pytest.mark.parametrize(
    ("scans", "low", "high"),
    [
        (("A 100", "A 100"), "77.9", "125.4"),
        (("A 50, B 50", "A 50, B 50"), "80.8", "119.5"),
        (("A 50, B 50", "A 100, B gone"), "77.9", "125.4"),  # only one is left to measure
        (("A 50, B 50", "A 95, B too-small"), "77.9", "125.4"),  # and the 5 mm of the other are a convention
        (("A 50, node B 50", "A 50, node B 50"), "80.8", "119.5"),
        (("A 12.4, B 7.3", "A 12.4, B 7.3"), "15.9176", "23.5415"),
    ],
)
def test_the_width_in_millimetres(scans: tuple[str, ...], low: str, high: str) -> None:
    first = reader_band(judge(course(*scans))[-1], Modality.CT, RECIST)[0]
    assert (first.values["low_mm"], first.values["high_mm"]) == (Fraction(low), Fraction(high))
    assert first.source.startswith("Yoon 2016")


@pytest.mark.parametrize(
    ("first", "now", "line"),
    [
        # One spot: growing is 1.2 times the smallest, smaller 0.7 times the first; the width is 77.9 to 125.4 %.
        (("A 104.4",), "A 100", "growing"),  # 125.28, just inside the upper edge
        (("A 104.5",), "A 100", "growing"),  # 125.4, on it
        (("A 104.6",), "A 100", ""),  # 125.52, just outside
        (("A 779.1",), "A 1200", "growing"),  # 934.92, just inside the lower edge
        (("A 779",), "A 1200", "growing"),  # 934.8
        (("A 778.9",), "A 1200", ""),  # 934.68
        (("A 779.1",), "A 700", "smaller"),  # 545.37, just inside the lower edge
        (("A 779",), "A 700", "smaller"),  # 545.3
        (("A 778.9",), "A 700", ""),  # 545.23
        (("A 1253.9",), "A 700", "smaller"),  # 877.73, just inside the upper edge
        (("A 1254",), "A 700", "smaller"),  # 877.8
        (("A 1254.1",), "A 700", ""),  # 877.87
        # Several: 80.8 to 119.5 %.
        (("A 60, B 59.4",), "A 60, B 60", "growing"),  # 143.28
        (("A 60, B 59.5",), "A 60, B 60", "growing"),  # 143.4
        (("A 60, B 59.6",), "A 60, B 60", ""),  # 143.52
        (("A 404, B 404.1",), "A 600, B 600", "growing"),  # 969.72
        (("A 404, B 404",), "A 600, B 600", "growing"),  # 969.6
        (("A 404, B 403.9",), "A 600, B 600", ""),  # 969.48
        (("A 404, B 404.1",), "A 350, B 350", "smaller"),  # 565.67
        (("A 404, B 404",), "A 350, B 350", "smaller"),  # 565.6
        (("A 404, B 403.9",), "A 350, B 350", ""),  # 565.53
        (("A 600, B 594.9",), "A 350, B 350", "smaller"),  # 836.43
        (("A 600, B 595",), "A 350, B 350", "smaller"),  # 836.5
        (("A 600, B 595.1",), "A 350, B 350", ""),  # 836.57
        # Small sums grow by 5 mm at least.
        (("A 10",), "A 12", "growing"),  # 15 lies within 15.048
        (("A 10",), "A 11.9", ""),  # and without 14.9226
        # Two lines within one width.
        (("A 100", "A 60"), "A 71", "smaller, growing"),
    ],
)
def test_a_line_within_on_the_edge_and_without(first: tuple[str, ...], now: str, line: str) -> None:
    _width, *inside = band(*first, now)
    assert inside == ([f"{name}_inside" for name in line.split(", ")] if line else ["lines_outside"])


@pytest.mark.parametrize(
    "scans",
    [
        ("A 20", "A gone"),  # a sum of zero
        ("A 20", "A gone", "A 3"),  # back after all had gone
        ("A 20", "A unread"),  # not evaluable
        ("A 20, B 20", "A 20, B unread"),
        ("nt A present", "nt A present"),
        ("A 20, B 20", "A too-small, B too-small"),  # nobody measured
        ("A 20, nt B present", "A 20, nt B progressed"),  # the sum does not decide
        ("A 20, node N 16", "A gone, node N 9"),
    ],
)
def test_nothing_is_said_where_no_measured_sum_decides(scans: tuple[str, ...]) -> None:
    assert band(*scans) == []


def test_what_the_source_did_not_look_at_is_not_known() -> None:
    scans = ("A 50", "A 49")
    silent = [kind for kind in Modality if band(*scans, modality=kind) == ["kind_unknown"]]
    assert set(Modality) - set(silent) == {Modality.CT, Modality.PET_CT}
    assert band("node A 30", "node A 29") == ["node_unknown"]
    assert band("node A 30, node B 20", "node A 29, node B 20") == ["node_unknown"]
    assert band("A 30, node B 20", "A gone, node B 20") == ["node_unknown"]
    assert band(*scans, criterion=IRECIST)[0] == "one"
    assert band(*scans, criterion=MRECIST) == ["living_unknown"]
    living = mrecist.judge(course(*scans))[-1]
    assert [each.code for each in reader_band(living, Modality.CT, MRECIST)] == ["band.living_unknown"]


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=2, max_size=4), st.booleans())
def test_a_line_within_is_one_that_the_neighbours_name(tenths: list[tuple[int, int]], has_two: bool) -> None:
    scans = [f"A {a / 10}, B {b / 10}" if has_two else f"A {a / 10}" for a, b in tenths]
    judged = judge(course(*scans))[-1]
    near = {finding.code.rpartition("_")[2] for finding in neighbours(judged)}
    found = reader_band(judged, Modality.CT, RECIST)
    for finding in found[1:]:
        word = finding.code.removeprefix("band.").removesuffix("_inside")
        assert word in near | {"lines_outside"}
        low, high, line = (finding.values.get(name) for name in ("low_mm", "high_mm", f"{word}_mm"))
        if word != "lines_outside":
            assert isinstance(low, Fraction)
            assert isinstance(high, Fraction)
            assert isinstance(line, Fraction)
            assert low <= line <= high
