"""Where values stand in a picture, and what they say when somebody points at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from journal.charts.look import look_for
from journal.charts.marker_trend import marker_trend
from journal.charts.picture import figure
from journal.charts.read_out import Placed, placed
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult

TODAY = date(2026, 5, 28)


def result(value: str, days_ago: int, comparator: Comparator = Comparator.NONE, laboratory: str = "A") -> LabResult:
    return LabResult(
        happened_on=TODAY - timedelta(days_ago),
        analyte="cea",
        quantity=Quantity(Decimal(value), "ng/mL", comparator),
        high=Decimal(5),
        laboratory=laboratory,
    )


def places(results: list[LabResult], text_scale: float = 1.0) -> tuple[Placed, ...]:
    chart = marker_trend(results, [], [], [], TODAY)
    return placed(figure(chart, look_for("light", text_scale), 900, 330), chart.read_outs)


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_values_stand_in_the_picture_in_order_and_higher_is_further_up(text_scale: float) -> None:
    found = places([result("12", 90), result("40", 60), result("8", 30)], text_scale)
    assert [place.x for place in found] == sorted(place.x for place in found)
    assert all(0 < place.x < 1 and 0 < place.y < 1 for place in found)
    first, highest, last = (place.y for place in found)
    assert highest < first < last  # from the top


def test_a_value_says_its_day_how_it_stands_and_why_it_is_apart() -> None:
    results = [result("12", 90), result("3", 60), result("1", 30, Comparator.LESS), result("9", 10, laboratory="B")]
    assert [place.words for place in places(results)] == [
        "27\u00a0February\u00a02026\n12\u00a0ng/mL, above",
        "29\u00a0March\u00a02026\n3\u00a0ng/mL, in range",
        "28\u00a0April\u00a02026\n<\u00a01\u00a0ng/mL, in range, only a limit: it lies below",
        "18\u00a0May\u00a02026\n9\u00a0ng/mL, above, another lab: not joined",
    ]


def test_a_result_without_a_height_is_read_at_the_foot() -> None:
    worded = replace(result("12", 60), quantity=None, printed="not detected")
    high, low, worded_place = places([result("40", 90), result("12", 30), replace(worded, happened_on=TODAY)])
    assert high.y < low.y < worded_place.y <= 1


def test_an_empty_chart_has_nothing_to_point_at() -> None:
    assert places([]) == ()
