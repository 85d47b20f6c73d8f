"""What the symptom charts say: captions, tables and read-outs, at the edges of what was written down."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from journal.charts.look import look_for
from journal.charts.picture import figure
from journal.charts.read_out import placed
from journal.charts.symptom_course import MONTHS_FROM, WEEKS_FROM, symptom_course
from journal.charts.usual_cycle import LONGEST_CYCLE
from tests.charts.examples import TODAY, course, felt, usual


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    ("cycles", "caption"),
    [
        (("01233211000000", "0122"), "Nausea: two finished cycles with entries are needed for a usual cycle."),
        (("0123", "0123", "0"), "Nausea, 2 cycles together: strongest on day 4, mostly severe."),
        (("0123", "0124", "0"), "Nausea, 2 cycles together: strongest on day 4, mostly severe to very severe."),
        (("0033300", "0033300", "0"), "Nausea, 2 cycles together: strongest on days 3–5, mostly severe."),
        (("20202020",) * 2 + ("0",), "Nausea, 2 cycles together: strongest on days between 1 and 7, mostly moderate."),
        (("0000", "0000", "0"), "Nausea, 2 cycles together: mostly none on every day."),
        (("....", "0000", "0"), "Nausea: two finished cycles with entries are needed for a usual cycle."),
    ],
)  # fmt: skip
def test_the_usual_cycle_in_one_sentence(cycles: tuple[str, ...], caption: str) -> None:
    assert plain(usual(*cycles).caption) == caption


def test_the_usual_cycle_says_on_how_much_it_rests() -> None:
    chart = usual("01..", "0.1.", "2")
    assert (chart.logged, chart.out_of) == (4, 8)
    assert chart.table.header == ("Day", "Middle", "Lowest to highest", "Cycles", "cycle 3")
    assert chart.table.rows == (("1", "none", "none", "2", "moderate"),)


def test_this_cycle_is_not_part_of_the_usual_one() -> None:
    chart = usual("0000", "0000", "4444")
    assert max(day.high for day in chart.usual) == 0
    assert chart.now_levels == {1: 4, 2: 4, 3: 4, 4: 4}


def test_long_after_the_last_cycle_none_runs() -> None:
    last = date(2026, 1, 5) + timedelta(8)
    assert usual("0000", "0000", "4444", today=last + timedelta(LONGEST_CYCLE - 1)).now is not None
    chart = usual("0000", "0000", "4444", today=last + timedelta(LONGEST_CYCLE))
    assert chart.now is None
    assert chart.cycles == 3
    assert max(day.high for day in chart.usual) == 4


def test_a_course_counts_the_days_without_an_entry() -> None:
    chart = course("01.2..")
    assert plain(chart.caption) == "Nausea: logged 3 of 6 days, at worst moderate, last on 28 May 2026."
    assert [row[1] for row in chart.table.rows] == ["none", "mild", "no entry", "moderate", "no entry", "no entry"]
    assert plain(course("0.0").caption) == "Nausea: logged 2 of 3 days, none each time."
    assert course("...").caption == "Nausea: no entry in this time."


def test_a_carer_s_score_stands_beside_one_s_own() -> None:
    chart = course("01", ".3")
    assert chart.table.header == ("Date", "Own score", "Carer’s score", "Remark")
    assert [row[1:3] for row in chart.table.rows] == [("none", "no entry"), ("mild", "severe")]
    assert plain(chart.read_outs[1].words) == "30 May 2026: own score mild, carer’s score severe"


def test_what_was_written_later_is_marked() -> None:
    first, second = felt(TODAY - timedelta(1), "12")
    later = [
        type(first)(
            id=entry.id,
            happened_on=entry.happened_on,
            symptom="nausea",
            level=entry.level,
            written_at=datetime(TODAY.year, TODAY.month, TODAY.day, 12).astimezone(),
        )
        for entry in (first, second)
    ]
    chart = symptom_course(later, "nausea", "Nausea", TODAY)
    assert [row[-1] for row in chart.table.rows] == ["written later", ""]
    assert plain(chart.read_outs[0].words) == "29 May 2026: mild; written later"


@pytest.mark.parametrize(
    ("days", "step"), [(WEEKS_FROM, "day"), (WEEKS_FROM + 1, "week"), (MONTHS_FROM, "week"), (MONTHS_FROM + 1, "month")]
)
def test_a_long_time_goes_by_weeks_and_months(days: int, step: str) -> None:
    chart = course("1" * days)
    assert chart.step == step
    assert len(chart.table.rows) == len(chart.read_outs)
    if step != "day":
        assert sum(int(row[1]) for row in chart.table.rows) == days


def test_read_outs_lie_on_the_picture_where_the_values_are() -> None:
    chart = course("04")
    low, high = placed(figure(chart, look_for("light"), 600, 300), chart.read_outs)
    assert 0 < low.x < high.x < 1
    assert 0 < high.y < low.y < 1
    assert placed(figure(course("."), look_for("light"), 600, 300), ()) == ()
