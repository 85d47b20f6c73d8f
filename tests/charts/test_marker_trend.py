"""Only what can be compared is joined; a limit is never a zero; and the scale is said where it is stretched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from journal.charts.drawing.marker_trend import draw_marker_trend
from journal.charts.look import look_for
from journal.charts.marker_trend import Apart, MarkerTrendChart, Sort
from journal.domain.quantity import Comparator, Quantity
from tests.charts.examples import DNA, FLARE, LIMITS, STEEP, TODAY, UNITS, corners, day, results, trend

LIGHT = look_for("light")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def drawn(chart: MarkerTrendChart) -> list[Line2D]:
    ax = Figure(figsize=(9, 4.2), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_marker_trend(ax, chart, LIGHT)
    return [artist for artist in ax.get_children() if isinstance(artist, Line2D)]


def joined(chart: MarkerTrendChart) -> list[list[float]]:
    lines = [line for line in drawn(chart) if line.get_color() == LIGHT.series and line.get_linestyle() == "-"]
    return [[y for _x, y in corners(line)] for line in lines]


def marked(chart: MarkerTrendChart, shape: str, *, hollow: bool) -> list[float]:
    ground = LIGHT.rim_ground if hollow else LIGHT.series
    lines = [line for line in drawn(chart) if line.get_marker() == shape and line.get_markerfacecolor() == ground]
    return [y for line in lines for _x, y in corners(line)]


def test_another_laboratory_is_hollow_and_not_joined() -> None:
    chart = trend(results(FLARE))
    assert [value.apart for value in chart.values][:2] == [Apart.LABORATORY, Apart.NO]
    (line,) = joined(chart)
    assert line[0] == 51.6
    assert len(line) == 10
    assert marked(chart, "o", hollow=True) == [46.0]
    assert chart.values[0].note == "another lab: not joined"


def test_another_kit_is_not_joined() -> None:
    first, second = results("2026-01-01 5, 2026-02-01 6")
    chart = trend([first, replace(second, method="Other kit"), *results("2026-03-01 7")])
    assert [value.apart for value in chart.values] == [Apart.NO, Apart.KIT, Apart.NO]
    assert joined(chart) == [[5.0, 7.0]]


def test_the_series_is_the_one_with_most_results_then_the_later() -> None:
    assert [v.apart for v in trend(results("2026-01-01 5 @A, 2026-02-01 6 @B")).values] == [Apart.LABORATORY, Apart.NO]
    chart = trend(results("2026-01-01 5 @A, 2026-01-05 5 @A, 2026-02-01 6 @B"))
    assert [v.apart for v in chart.values] == [Apart.NO, Apart.NO, Apart.LABORATORY]


def test_units_are_made_one_where_that_is_safe() -> None:
    chart = trend(results(UNITS, "ca125", "U/mL", "35"))
    assert chart.unit == "U/mL"
    assert [value.apart for value in chart.values].count(Apart.UNIT) == 1
    assert joined(chart) == [[905.0, 820.0, 400.0, 150.0, 58.0]]
    row = next(row for row in chart.table.rows if "kU/L" in row[1])
    assert plain(row[1]) == "820 kU/L"


def test_a_converted_value_stands_beside_the_printed_one() -> None:
    chart = trend(results("2026-01-01 5, 2026-02-01 4 ug/L, 2026-03-01 3"))
    assert [value.value for value in chart.values] == [5, 4, 3]
    chart = trend(results("2026-01-01 1.2 mg/dL, 2026-02-01 4", "crp", "mg/L"))
    assert [value.value for value in chart.values] == [12, 4]
    assert plain(chart.table.rows[0][1]) == "1.2 mg/dL (12 mg/L in this chart)"


def test_a_result_in_another_unit_has_no_height() -> None:
    chart = trend(results(UNITS, "ca125", "U/mL", "35"))
    (low,) = marked(chart, "o", hollow=True)
    assert low < 35
    assert next(value for value in chart.values if value.apart is Apart.UNIT).value is None


def test_below_a_limit_is_a_hollow_mark_at_the_limit_and_breaks_the_line() -> None:
    chart = trend(results(LIMITS, "psa", high="4"))
    assert marked(chart, "v", hollow=True) == [0.1, 0.1, 0.1]
    assert joined(chart) == [[0.14, 0.22]]
    assert [value.short for value in chart.values][1] == "<\u00a00.1"


def test_above_a_limit_points_upwards() -> None:
    chart = trend(results("2026-01-01 5, 2026-02-01 >1000, 2026-03-01 8"))
    assert marked(chart, "^", hollow=True) == [1000.0]
    assert joined(chart) == []


def test_tumour_dna_that_was_not_found_is_never_zero() -> None:
    values = results(DNA, "ctdna_vaf", "%", None)
    chart = trend(values)
    assert [v.sort for v in chart.values] == [Sort.EXACT, Sort.EXACT, Sort.NOT_FOUND, Sort.NOT_FOUND, Sort.WORDS]
    assert [value.short for value in chart.values][2:] == ["not found", "not found", "found"]
    assert all(height < 0 for height in marked(chart, "v", hollow=True))  # in the lane below the scale
    limited = trend([replace(value, detection_limit=Decimal("0.02")) for value in values])
    assert marked(limited, "v", hollow=True) == [0.02, 0.02]
    assert chart.too_early == ()


def test_a_value_under_the_tests_own_limit_stands_at_the_limit() -> None:
    (value,) = results("2026-01-01 0.01", "ctdna_vaf", "%", None)
    chart = trend([replace(value, detection_limit=Decimal("0.02"))])
    assert chart.values[0].sort is Sort.NOT_FOUND
    assert chart.values[0].value == Decimal("0.02")


@pytest.mark.parametrize(
    ("course", "is_log"),
    [
        ("2026-01-01 1, 2026-02-01 7.9", False),
        ("2026-01-01 1, 2026-02-01 8", True),
        ("2026-01-01 0, 2026-02-01 8", False),
        ("2026-01-01 <1, 2026-02-01 80", False),  # a limit is no value to compare with
        ("2026-01-01 0, 2026-02-01 1, 2026-03-01 8", True),
    ],
)
def test_from_eightfold_on_the_scale_is_stretched_and_says_so(course: str, is_log: bool) -> None:
    chart = trend(results(course))
    assert chart.is_log is is_log
    assert ("stretched" in chart.title) is is_log
    assert drawn(chart)


@pytest.mark.parametrize(
    ("key", "course", "least", "most"),
    [
        ("body_temperature", "2026-01-01 36.8, 2026-01-02 38.5, 2026-01-03 37", 36, 40),
        ("body_temperature", "2026-01-01 37, 2026-01-02 37", 35, 39),  # a difference of nothing is not made much of
        ("weight", "2026-01-01 70, 2026-02-01 66", 60, 76),
        ("body_temperature", "2026-01-01 <38, 2026-01-02 ++", 36, 40),
    ],
)
def test_a_vital_sign_is_not_drawn_from_zero_and_says_so(key: str, course: str, least: float, most: float) -> None:
    chart = trend(results(course, key, {"weight": "kg"}.get(key, "Cel"), high=None))
    ax = Figure(figsize=(9, 4.2), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_marker_trend(ax, chart, LIGHT)
    bottom, top = ax.get_ylim()
    heights = [float(each.value) for each in chart.values if each.value is not None]
    assert least < bottom < min(heights) <= max(heights) < top < most
    assert top - bottom > 0.04 * max(heights)
    assert plain(chart.title).endswith("(scale not from 0)")


def test_only_a_vital_sign_leaves_out_a_part_of_its_scale() -> None:
    for values in (results("2026-01-01 36, 2026-01-02 38"), []):
        assert not trend(values).is_part
    words = results("2026-01-01 ++", "body_temperature")
    assert not trend(words).is_part
    assert drawn(trend(words))


def test_a_measured_zero_has_no_height_on_a_stretched_scale() -> None:
    chart = trend(results("2026-01-01 0, 2026-02-01 1, 2026-03-01 8"))
    low = joined(chart)[0]
    assert low[0] < 1 / 1.5
    assert low[1:] == [1.0, 8.0]


def test_the_laboratorys_range_changes_where_another_is_printed() -> None:
    values = results("2026-01-01 5, 2026-02-01 6", high="5") + results("2026-03-01 7, 2026-04-01 7", high="4")
    chart = trend(values)
    assert [(run.high, run.until) for run in chart.ranges] == [(Decimal(5), day("2026-03-01")), (Decimal(4), TODAY)]
    assert [run.text for run in chart.ranges] == ["under 5", "under 4"]
    both = trend([replace(values[0], low=Decimal(1), high=None), replace(values[1], low=Decimal(1), high=Decimal(9))])
    assert [run.text for run in both.ranges] == ["over 1", "1 to 9"]
    assert trend(results("2026-01-01 5", high=None)).ranges == ()


def test_another_laboratorys_range_is_not_drawn() -> None:
    chart = trend(results("2026-01-01 5, 2026-01-08 6", high="5") + results("2026-03-01 7 @City", high="9"))
    assert [run.high for run in chart.ranges] == [5]


def test_the_first_weeks_are_those_of_the_rule() -> None:
    chart = trend(results(FLARE), "2026-01-06 FOLFOX")
    assert chart.too_early == ((day("2026-01-06"), day("2026-03-03")),)
    psa = trend(results(LIMITS, "psa"), "2025-10-05 Radiotherapy")
    assert psa.too_early[0][1] - psa.too_early[0][0] == timedelta(84)
    assert trend(results("2026-01-01 12, 2026-02-01 4", "crp", "mg/L"), "2026-01-01 A").too_early == ()
    near = trend(results("2026-01-01 5, 2026-05-01 6"), "2026-01-01 A, 2026-02-01 B")
    assert near.too_early == ((day("2026-01-01"), day("2026-03-29")),)


def test_what_is_to_come_is_only_planned_and_not_far_off() -> None:
    chart = trend(results(FLARE), "2026-01-06 FOLFOX", cycles=40)
    assert chart.until <= TODAY + timedelta(60)
    assert chart.until > TODAY
    assert all(bar.since <= chart.until for bar in chart.bars)


def test_what_comes_after_today_is_not_shown() -> None:
    chart = trend(results(FLARE), today=date(2026, 2, 3))
    assert len(chart.values) == 4
    assert trend(results(FLARE), today=date(2025, 1, 1)).is_empty


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        ("", "No result of this test has been written down yet."),
        ("2026-01-01 5", "CEA was 5 ng/mL on 1 January 2026."),
        ("2026-01-01 5, 2026-02-01 6", "CEA was 6 ng/mL on 1 February 2026, the highest of 2 results."),
        ("2026-01-01 5, 2026-02-01 4", "CEA was 4 ng/mL on 1 February 2026, the lowest of 2 results."),
        ("2026-01-01 5, 2026-02-01 5", "CEA was 5 ng/mL on 1 February 2026, the same as in all 2 results."),
        (
            "2026-01-01 5, 2026-02-01 9, 2026-03-01 7",
            "CEA was 7 ng/mL on 1 March 2026, and 3 results lie from 5 to 9.",
        ),
        ("2026-01-01 5, 2026-02-01 <0.5", "CEA was < 0.5 ng/mL on 1 February 2026."),
        ("2026-01-01 5, 2026-02-01 see_note", "CEA: a result without a number on 1 February 2026."),
        (
            "2026-01-01 5, 2026-01-08 5, 2026-02-01 6 @City",
            "CEA was 6 ng/mL on 1 February 2026, which cannot be compared with the results before.",
        ),
    ],
)
def test_the_sentence_says_what_is_there(course: str, sentence: str) -> None:
    assert plain(trend(results(course)).caption) == sentence


def test_tumour_dna_in_a_sentence() -> None:
    chart = trend(results("2026-01-01 not_detected", "ctdna_status", "", None))
    assert plain(chart.caption) == "ctDNA status: not found on 1 January 2026."


def test_the_table_says_what_the_picture_shows() -> None:
    chart = trend(results("2026-01-01 5 @City, 2026-02-01 <0.5, 2026-03-01 6"), "2026-01-10 FOLFOX", cycles=1, scans=1)
    assert [plain(" | ".join(row)) for row in chart.table.rows] == [
        "1 January 2026 | 5 ng/mL | under 5 | in range | City | another lab: not joined",
        "1 January 2026 |  |  |  |  | Scan",
        "10 January 2026 |  |  |  |  | FOLFOX starts",
        "10 January 2026 |  |  |  |  | Cycle 1, FOLFOX",
        "10 January 2026 |  |  |  |  | too early to read, to 7 March 2026",
        "1 February 2026 | < 0.5 ng/mL | under 5 | in range | Royal | only a limit: it lies below",
        "1 March 2026 | 6 ng/mL | under 5 | above | Royal | ",
    ]


def test_a_test_that_the_catalogue_does_not_know_keeps_its_printed_name() -> None:
    (value,) = results("2026-01-01 5", "")
    chart = trend([replace(value, name="Serum rhubarb")])
    assert chart.title == "Serum rhubarb, ng/mL"
    assert drawn(chart)


def test_odd_values_can_be_drawn() -> None:
    (value,) = results("2026-01-01 5")
    for number, sign in ((Decimal(-3), Comparator.NONE), (Decimal(0), Comparator.NONE), (Decimal(0), Comparator.LESS)):
        assert drawn(trend([replace(value, quantity=Quantity(number, "ng/mL", sign))]))
    assert drawn(trend(results(STEEP) + results("2026-05-28 <0.001")))
