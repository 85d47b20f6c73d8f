"""The sums and the rule's lines are those of RECIST 1.1, and picture, sentence and table say the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from journal.charts.drawing.tumour_size import draw_tumour_size
from journal.charts.look import PAPER, look_for
from journal.charts.tumour_size import TumourSizeChart
from journal.domain.imaging import Response
from tests.charts.examples import BROKEN, STABLE, TODAY, TWO_COURSES, corners, day, sized

LIGHT = look_for("light")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def drawn_lines(chart: TumourSizeChart) -> list[Line2D]:
    ax = Figure(figsize=(9, 4.2), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_tumour_size(ax, chart, LIGHT)
    return [artist for artist in ax.get_children() if isinstance(artist, Line2D)]


def joined(chart: TumourSizeChart, colour: str) -> list[list[tuple[float, float]]]:
    """Return the corners of every line in *colour* that joins scans."""
    found = [line for line in drawn_lines(chart) if line.get_color() == colour and line.get_linestyle() != "None"]
    whole = [corners(line) for line in found]
    return [points for points in whole if len({x for x, _y in points}) > 1 and max(y for _x, y in points) > 1]


def test_the_lines_are_those_of_the_rule() -> None:
    (course,) = sized(STABLE).courses
    assert [point.sum_mm for point in course.points] == [93, 84, 79, 81]
    assert course.partial_mm == Fraction("65.1")
    # From each scan on: a fifth above the smallest sum so far.
    assert list(course.growth_mm) == [Fraction("111.6"), Fraction("100.8"), Fraction("94.8"), Fraction("94.8")]


def test_below_25_mm_growth_begins_5_mm_above_the_smallest_sum() -> None:
    (course,) = sized("2026-01-01 20, 2026-03-01 10").courses
    assert list(course.growth_mm) == [Fraction(25), Fraction(15)]


def test_what_comes_after_today_is_not_shown() -> None:
    assert len(sized(STABLE, today=day("2026-04-15")).points) == 3
    assert sized(STABLE, today=day("2025-12-21")).is_empty


def test_courses_that_ended_before_a_day_are_left_out_and_the_last_stays_whole() -> None:
    chart = sized(TWO_COURSES)
    first, last = chart.courses
    assert chart.since(first.points[-1].on) == chart
    later = chart.since(first.points[-1].on + timedelta(1))
    assert later.courses == (last,)
    assert all(start.on >= last.points[0].on for start in later.starts)
    assert chart.since(TODAY + timedelta(999)).courses == (last,)
    assert later.caption == chart.caption
    assert sized("").since(TODAY).is_empty


def test_courses_stay_apart() -> None:
    chart = sized(TWO_COURSES)
    assert [len(course.points) for course in chart.courses] == [4, 3]
    assert chart.courses[1].partial_mm == Fraction("55.3")
    for colour, points in ((LIGHT.series, 3), (LIGHT.earlier, 4)):
        (line,) = joined(chart, colour)
        assert len(line) == points
    hollow = [line for line in drawn_lines(chart) if line.get_markerfacecolor() == LIGHT.rim_ground]
    assert sum(len(corners(line)) for line in hollow) == 4


def test_a_scan_without_a_sum_breaks_the_line_and_says_so() -> None:
    chart = sized(BROKEN)
    assert [len(points) for points in joined(chart, LIGHT.series)] == [2, 2]
    rows = chart.table.rows
    assert rows[2][1] == "no sum"
    assert rows[2][4] == "not evaluable"


@pytest.mark.parametrize(
    ("course", "word"),
    [
        ("2026-01-01 100, 2026-03-01 70", "smaller"),
        ("2026-01-01 100, 2026-03-01 70.1", "stable"),
        ("2026-01-01 100, 2026-03-01 120", "growing"),
        ("2026-01-01 100, 2026-03-01 0", "complete"),
        ("2026-01-01 100, 2026-03-01 60 !", "new spot"),
        ("2026-01-01 100, 2026-03-01 120 !", "growing"),
        ("2026-01-01 100 10, 2026-03-01 60 -", "not clear"),
    ],
)
def test_each_scan_has_the_word_for_what_the_sizes_give(course: str, word: str) -> None:
    start, last = sized(course).points
    assert (start.word, last.word) == ("start", word)


def test_once_all_had_gone_any_spot_counts() -> None:
    (course,) = sized("2026-01-01 100, 2026-03-01 0").courses
    assert course.had_gone
    assert list(course.growth_mm) == [Fraction(120), None]
    assert course.points[-1].response is Response.CR


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        ("", "No scan with sizes has been written down yet."),
        ("2026-01-01 93", "On 1 January 2026, all measured spots added up to 93 mm."),
        (
            "2026-01-01 93, 2026-03-01 81.5",
            "On 1 March 2026, all measured spots added up to 81.5 mm, after 93 mm at the start.",
        ),
        ("2026-01-01 93, 2026-03-01 -", "The scan of 1 March 2026 has no sum, because not every spot was measured."),
        ("2026-01-01 -, 2026-03-01 -", "None of the 2 scans has a sum, because not every spot was measured."),
        ("2026-01-01 -, 2026-03-01 9", "On 1 March 2026, all measured spots added up to 9 mm."),
    ],
)
def test_the_sentence_says_what_is_there(course: str, sentence: str) -> None:
    assert plain(sized(course).caption) == sentence


def test_the_table_says_what_the_picture_shows() -> None:
    chart = sized(STABLE, "2026-01-06 FOLFOX, 2027-01-06 Later")
    assert [plain(" | ".join(row)) for row in chart.table.rows] == [
        "22 December 2025 | 93 |  |  | start",
        "6 January 2026 |  |  |  | FOLFOX starts",
        "18 February 2026 | 84 | −9.7 % | −9.7 % | stable disease",
        "15 April 2026 | 79 | −15.1 % | −6.0 % | stable disease",
        "20 May 2026 | 81 | −12.9 % | +2.5 % | stable disease",
    ]


def test_on_paper_sums_start_at_zero() -> None:
    ax = Figure(figsize=(3.4, 1.7), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_tumour_size(ax, sized(STABLE), PAPER)
    assert ax.get_ylim()[0] == 0


def test_two_scans_on_one_day_and_unmeasured_courses_can_be_drawn() -> None:
    for course in ("2026-01-01 9, 2026-01-01 10", "2026-01-01 -", "2026-01-01 0", "2026-01-01 0, 2026-03-01 9"):
        assert drawn_lines(sized(course))


def test_time_runs_from_left_to_right() -> None:
    (line,) = joined(sized(STABLE), LIGHT.series)
    assert [x for x, _y in line] == sorted(x for x, _y in line)
    ax = Figure(figsize=(9, 4.2), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_tumour_size(ax, sized(STABLE), LIGHT)
    left, right = ax.get_xlim()
    assert left < (TODAY - timedelta(160)).toordinal() < date(2026, 5, 20).toordinal() < right
    assert sized(STABLE).points[0].sum_mm == Decimal(93)
