"""Bars say what was given, what was less, late, left out or only planned."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from journal.charts.cycle_bars import CycleBar, bar_legend, cycle_bars
from journal.domain.quantity import Quantity
from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine

START = date(2026, 1, 6)
LINE = TreatmentLine(happened_on=START, name="FOLFOX", cycle_days=14)


def cycle(number: int, on: int, planned: int | None = None, state: CycleState = CycleState.GIVEN) -> Cycle:
    due = None if planned is None else START + timedelta(planned)
    return Cycle(happened_on=START + timedelta(on), line_id=LINE.id, number=number, planned_on=due, state=state)


def dose(of: Cycle, given: str) -> Dose:
    full, own = Quantity(Decimal(100), "mg"), Quantity(Decimal(given), "mg")
    return Dose(happened_on=of.happened_on, cycle_id=of.id, drug_id="drug", planned=full, given=own)


def bars(*cycles: Cycle, doses: tuple[Dose, ...] = (), today: int = 60) -> tuple[CycleBar, ...]:
    return cycle_bars(cycles, [LINE], doses, START, START + timedelta(today))


def test_a_late_cycle_leaves_its_delay_free() -> None:
    first, second = bars(cycle(1, 0, 0), cycle(2, 21, 14))
    assert (first.since, first.until) == (START, START + timedelta(14))
    assert second.late_from == START + timedelta(14)
    assert second.days_late == 7
    assert second.text == "Cycle 2, FOLFOX; 7 days late"


def test_a_bar_ends_where_the_next_begins_or_with_its_own_length() -> None:
    first, second = bars(cycle(1, 0), cycle(2, 10))
    assert first.until == START + timedelta(10)
    assert second.until == START + timedelta(24)


def test_less_than_planned_is_lower() -> None:
    one = cycle(1, 0)
    (bar,) = bars(one, doses=(dose(one, "80"),))
    assert bar.is_lower
    assert bar.share == Fraction(4, 5)
    assert bar.text == "Cycle 1, FOLFOX; one drug at 80\u00a0%"
    (full,) = bars(one, doses=(dose(one, "100"),))
    assert not full.is_lower
    assert not bars(one)[0].is_lower  # nothing is known of its doses


def test_what_was_given_after_today_is_not_known_yet() -> None:
    assert [bar.number for bar in bars(cycle(1, 0), cycle(2, 14), today=10)] == [1]
    planned = bars(cycle(1, 0), cycle(2, 14, state=CycleState.PLANNED), today=10)
    assert [bar.state for bar in planned] == [CycleState.GIVEN, CycleState.PLANNED]


@pytest.mark.parametrize("days", [None, 21])
def test_a_line_without_a_length_still_has_bars(days: int | None) -> None:
    line = TreatmentLine(happened_on=START, name="", cycle_days=days)
    (bar,) = cycle_bars([Cycle(happened_on=START, line_id=line.id, number=1)], [line], (), START, START)
    assert (bar.until - bar.since).days == (days or 14)
    assert bar.text == "Cycle 1; planned"


def test_the_legend_names_only_what_is_there() -> None:
    one, two = cycle(1, 0), cycle(2, 21, 14)
    assert bar_legend(bars(one)) == ("FOLFOX cycles",)
    assert bar_legend(bars(one, two, cycle(3, 35, state=CycleState.SKIPPED), doses=(dose(one, "80"),))) == (
        "FOLFOX cycles",
        "lower: one drug at 80\u00a0%",
        "hatched: 7 days late",
        "crossed: left out",
    )
    mixed = bars(one, two, cycle(3, 38, 35), doses=(dose(one, "80"), dose(two, "75")))
    assert bar_legend(mixed)[1:] == ("lower: less", "hatched: late")
