"""Axes are marked at round numbers, and at days, months and years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.charts.drawing.scales import Tick, day_number, log_ticks, round_ticks, time_ticks

DAYS = st.dates(date(1950, 1, 1), date(2080, 1, 1))


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(2, 6))
def test_round_numbers_lie_inside_and_are_few(low: float, span: float, count: int) -> None:
    ticks = round_ticks(low, low + span, count)
    assert 1 <= len(ticks) <= count + 1
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in ticks)
    assert list(ticks) == sorted(set(ticks))


@given(st.floats(1e-4, 1e4), st.floats(8, 1e6), st.integers(3, 6))
def test_equal_steps_up_are_marked_with_few_numbers(low: float, fold: float, count: int) -> None:
    ticks = log_ticks(low, low * fold, count)
    assert len(ticks) <= count + 1
    assert all(low <= tick <= low * fold for tick in ticks)


def test_known_marks() -> None:
    assert round_ticks(0, 93) == (0, 20, 40, 60, 80)
    assert round_ticks(0, 0.93, 2) == (0, 0.5)
    assert log_ticks(4, 130) == (5, 10, 20, 50, 100)
    assert round_ticks(5, 5) == ()


@pytest.mark.parametrize(
    ("since", "until", "most", "texts"),
    [
        ("2026-05-01", "2026-05-04", 9, "1 May|2 May|3 May|4 May"),
        ("2025-12-22", "2026-05-20", 9, "Jan 2026|Feb|Mar|Apr|May"),
        ("2025-09-10", "2026-05-20", 3, "Oct 2025|Jan 2026|Apr"),
        ("2016-06-01", "2026-05-20", 12, "2017|2018|2019|2020|2021|2022|2023|2024|2025|2026"),
        ("2016-06-01", "2026-05-20", 6, "2018|2020|2022|2024|2026"),
        ("2026-05-05", "2026-05-05", 9, "5 May 2026"),
    ],
)
def test_the_closest_marks_that_fit(since: str, until: str, most: int, texts: str) -> None:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    ticks = time_ticks(first, last, lambda found: len(found) <= most)
    assert "|".join(tick.text for tick in ticks).replace("\u00a0", " ") == texts


@given(DAYS, st.integers(0, 40_000), st.integers(1, 8))
def test_marks_lie_inside_in_order_and_as_many_as_fit(since: date, days: int, most: int) -> None:
    until = since + timedelta(days)

    def fits(ticks: Sequence[Tick]) -> bool:
        return len(ticks) <= most

    ticks = time_ticks(since, until, fits)
    assert 1 <= len(ticks) <= most
    places = [tick.at for tick in ticks]
    assert places == sorted(set(places))
    assert day_number(since) <= places[0] <= places[-1] <= day_number(until)
    assert time_ticks(since, until, lambda _ticks: False) == ()
