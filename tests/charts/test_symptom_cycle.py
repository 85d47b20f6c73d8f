"""A day without an entry is a gap, never none; and both cycles are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from journal.charts.drawing.symptom_cycle import draw_symptom_cycle
from journal.charts.look import PAPER, look_for
from journal.charts.symptom_cycle import SymptomCycleChart, symptom_by_cycle_day
from journal.domain.symptoms import ScoredBy
from tests.charts.examples import TODAY, corners, felt, symptom

LIGHT = look_for("light")


def joined(chart: SymptomCycleChart, colour: str) -> list[list[tuple[float, float]]]:
    ax = Figure(figsize=(9, 4.2), dpi=72).add_axes((0.1, 0.1, 0.6, 0.8))
    draw_symptom_cycle(ax, chart, LIGHT)
    lines = [line for line in ax.get_children() if isinstance(line, Line2D) and line.get_color() == colour]
    whole = [corners(line) for line in lines if line.get_linestyle() != "None"]
    return [points for points in whole if all(x.is_integer() for x, _y in points)]


def test_a_day_without_an_entry_breaks_the_line() -> None:
    chart = symptom("", "23..1.10")
    assert joined(chart, LIGHT.series) == [[(1, 2), (2, 3)], [(7, 1), (8, 0)]]
    cells = [row[2] for row in chart.table.rows]
    assert cells == ["moderate", "severe", "no entry", "no entry", "mild", "no entry", "mild", "none"]


def test_the_cycle_before_is_another_line() -> None:
    chart = symptom("0123", "32")
    assert joined(chart, LIGHT.series) == [[(1, 3), (2, 2)]]
    assert joined(chart, LIGHT.earlier) == [[(1, 0), (2, 1), (3, 2), (4, 3)]]
    assert chart.table.header == ("Day", "Date", "cycle 6", "cycle 5")
    assert chart.table.rows[3][2:] == ("", "severe")  # the day has not come yet


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        ("0121", "0321", "Nausea: severe at worst in cycle 6, moderate in cycle 5."),
        ("", "01", "Nausea: mild at worst in cycle 6."),
        ("....", "00", "Nausea: none at worst in cycle 6."),
        ("0121", "..", "Nausea: no entry yet in cycle 6, moderate at worst in cycle 5."),
        ("....", "..", "Nausea: no entry has been written down yet."),
    ],
)
def test_the_sentence_says_what_is_there(before: str, now: str, sentence: str) -> None:
    assert symptom(before, now).caption == sentence


def test_without_a_cycle_the_last_four_weeks_stand_for_it() -> None:
    chart = symptom_by_cycle_day(felt(TODAY - timedelta(55), "1" * 28 + "2" * 28), "nausea", [], TODAY, "Nausea")
    assert not chart.by_cycle
    assert chart.title == "Nausea, last 28 days"
    assert chart.caption == "Nausea: moderate at worst in the last 28 days, mild in those before."
    assert chart.table.rows[0][1] == "3\u00a0May\u00a02026"
    alone = symptom_by_cycle_day(felt(TODAY - timedelta(3), "12"), "nausea", [], TODAY, "Nausea")
    assert alone.before is None
    assert alone.caption == "Nausea: moderate at worst in the last 28 days."


def test_the_persons_own_score_counts() -> None:
    entries = felt(TODAY, "1")
    entries += [replace(entry, id="carer", level=3, scored_by=ScoredBy.CARER) for entry in entries]
    chart = symptom_by_cycle_day(entries, "nausea", [], TODAY, "Nausea")
    assert set(chart.now.levels.values()) == {1}


def test_what_comes_after_today_is_not_shown() -> None:
    chart = symptom("", "0123", today=TODAY.replace(day=2))
    assert dict(chart.now.levels) == {1: 0, 2: 1}


def test_none_and_severe_are_words_on_the_axis() -> None:
    for look, words in ((LIGHT, {"none", "mild", "moderate", "severe", "very severe"}), (PAPER, {"none", "severe"})):
        figure = Figure(figsize=(2.6, 2.0) if look is PAPER else (9, 4.2), dpi=72)
        ax = figure.add_axes((0.3, 0.2, 0.5, 0.7))
        draw_symptom_cycle(ax, symptom("01", "23"), look)
        texts = {text.get_text() for text in figure.texts}
        assert words <= texts
        assert ("mild" in texts) is ("mild" in words)
