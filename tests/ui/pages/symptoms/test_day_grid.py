"""The calendar of days: its model without a window, and its keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from journal.rules.symptom_course import ScoredDay
from journal.ui.pages.symptoms.day_cell import DayCell
from journal.ui.pages.symptoms.day_grid import DayGrid, DayGridModel

TODAY = date(2026, 11, 13)  # a Friday
MONDAY = date(2026, 11, 9)


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u2060", "")


def model(*days: ScoredDay, weeks: int = 2) -> DayGridModel:
    made = DayGridModel(TODAY)
    made.set_span(MONDAY - timedelta(7 * (weeks - 1)), weeks, TODAY)
    made.set_days({day.on: day for day in days}, {MONDAY: 4})
    return made


def test_every_day_has_one_cell_and_days_to_come_have_none() -> None:
    made = model()
    shown = [made.day_at(row, column) for column in range(2) for row in range(7)]
    assert [day for day in shown if day] == [date(2026, 11, 2) + timedelta(number) for number in range(12)]
    assert made.data(made.index(5, 1), Qt.ItemDataRole.DisplayRole) is None
    assert made.flags(made.index(5, 1)) == Qt.ItemFlag.NoItemFlags
    assert made.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    for on in (made.first, MONDAY, TODAY):
        index = made.index_of(on)
        assert made.day_at(index.row(), index.column()) == on
    assert not made.index_of(TODAY + timedelta(20)).isValid()


@pytest.mark.parametrize(
    ("own", "carer", "later", "text", "words"),
    [
        (0, None, False, "0", "Tuesday 10 November 2026: none"),
        (3, None, True, "3", "Tuesday 10 November 2026: severe; written later"),
        (1, 2, False, "1/2", "Tuesday 10 November 2026: own score mild, carer’s score moderate"),
        (None, 4, False, "/4", "Tuesday 10 November 2026: carer’s score very severe"),
    ],
)
def test_a_cell_holds_the_digit_and_is_read_in_words(
    own: int | None, carer: int | None, later: bool, text: str, words: str
) -> None:
    made = model(ScoredDay(date(2026, 11, 10), own, carer, later))
    index = made.index(1, 1)
    assert made.data(index, Qt.ItemDataRole.DisplayRole) == text
    assert plain(made.data(index, Qt.ItemDataRole.AccessibleTextRole)) == words


def test_a_day_without_an_entry_is_blank_and_says_so() -> None:
    made = model()
    assert made.data(made.index(4, 1), Qt.ItemDataRole.DisplayRole) == ""
    assert plain(made.cell_of(TODAY).words) == "Today, Friday 13 November 2026: no entry"
    assert plain(made.cell_of(MONDAY).words) == "Monday 9 November 2026: no entry. First day of cycle 4."
    assert made.logged == 0
    assert model(ScoredDay(MONDAY, 0, None)).logged == 1


def test_months_are_named_over_the_week_they_begin_in() -> None:
    made = model(weeks=8)
    assert [(column, month.month) for column in range(8) if (month := made.month_of(column))] == [
        (0, 9),
        (1, 10),
        (5, 11),
    ]


@pytest.fixture
def grid(qtbot: QtBot) -> DayGrid:
    made = DayGrid(TODAY)
    qtbot.addWidget(made)
    made.resize(600, made.height())
    made.show()
    made.show_day(TODAY)
    return made


@pytest.mark.parametrize(
    ("key", "days"),
    [
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_Left, -7),
        (Qt.Key.Key_PageUp, -28),
        (Qt.Key.Key_Down, 0),  # tomorrow has not come yet
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_End, 0),
    ],
)
def test_keys_move_by_day_and_week(qtbot: QtBot, grid: DayGrid, key: Qt.Key, days: int) -> None:
    qtbot.keyClick(grid, key)
    assert grid.day == TODAY + timedelta(days)


def test_a_week_ends_where_the_next_begins(qtbot: QtBot, grid: DayGrid) -> None:
    grid.show_day(MONDAY)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.day == MONDAY - timedelta(1)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.day == MONDAY


def test_going_on_beyond_the_edge_shows_earlier_weeks(qtbot: QtBot, grid: DayGrid) -> None:
    asked: list[tuple[date, date]] = []
    grid.span_changed.connect(lambda first, last: asked.append((first, last)))
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    first = grid.days.first
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.day == first - timedelta(7)
    assert asked
    assert asked[-1][0] <= first - timedelta(7) <= asked[-1][1]
    assert not grid.shows_today


def test_enter_and_a_click_open_the_day(qtbot: QtBot, grid: DayGrid) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [TODAY]
    place = grid.visualRect(grid.days.index_of(MONDAY)).center()
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [MONDAY]


def test_mirrored_keys_follow_the_eye(qtbot: QtBot, grid: DayGrid) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.day == TODAY - timedelta(7)


def test_the_first_day_there_is_does_no_harm(qtbot: QtBot, grid: DayGrid) -> None:
    grid.show_day(date.min + timedelta(400))
    for _ in range(40):
        qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.day is not None


def test_a_cell_to_come_cannot_be_made() -> None:
    assert DayCell(TODAY).text == ""
