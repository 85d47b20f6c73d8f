"""Tab goes through a window as one reads it, whatever was made first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.tab_order import as_read, go_on


class Window(QWidget):
    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


def read(window: QWidget) -> list[str]:
    """Press Tab through *window*, and return what it came to."""
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    if (begins := QApplication.focusWidget()) is not None:
        begins.clearFocus()
    stops: list[str] = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton):
            if focused.text() in stops:
                break
            stops.append(focused.text())
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    return stops


def buttons(words: str) -> list[QPushButton]:
    return [QPushButton(word) for word in words.split()]


def test_what_came_later_is_reached_where_it_stands(window: Window) -> None:
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    for button in buttons("first last"):
        column.addWidget(button)
    column.insertWidget(1, QPushButton("later"))
    inner = QHBoxLayout()
    column.insertLayout(2, inner)
    for button in buttons("left right"):
        inner.addWidget(button)
    assert read(window) == ["first", "later", "left", "right", "last"]


def test_a_grid_is_read_by_rows_and_a_turned_column_from_its_top(window: Window) -> None:
    grid, turned = QGridLayout(), QBoxLayout(QBoxLayout.Direction.BottomToTop)
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.addLayout(grid)
    column.addLayout(turned)
    for place, button in enumerate(buttons("d c b a")):
        grid.addWidget(button, (3 - place) // 2, (3 - place) % 2)
    for button in buttons("below above"):
        turned.addWidget(button)
    assert read(window) == ["a", "b", "c", "d", "above", "below"]


def test_what_lies_over_the_rest_comes_first_and_what_cannot_be_used_is_left_out(window: Window) -> None:
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    kept, hidden, disabled, passed = buttons("kept hidden disabled passed")
    for button in (hidden, disabled, passed, kept):
        column.addWidget(button)
    hidden.hide()
    disabled.setEnabled(False)
    passed.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    over = QPushButton("over", window)
    over.move(3, 3)
    assert read(window) == ["over", "kept"]
    # From where only a click leads, Tab goes on to what comes next.
    passed.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(passed, Qt.Key.Key_Tab)
    assert kept.hasFocus()
    QTest.keyClick(kept, Qt.Key.Key_Backtab)
    assert over.hasFocus()
    assert hidden not in list(as_read(window))


def test_a_window_without_controls_keeps_the_keyboard_where_it_is(window: Window) -> None:
    assert not go_on(window, True)
