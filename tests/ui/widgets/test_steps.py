"""The five steps: with keys, mouse and eyes closed, from left to right and from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from journal.ui.theme.look import look
from journal.ui.widgets.steps import Steps

Key = Qt.Key


@pytest.fixture
def steps(qtbot: QtBot) -> Steps:
    made = Steps("Nausea")
    qtbot.addWidget(made)
    made.resize(500, 44)
    made.show()
    return made


@pytest.fixture
def chosen(steps: Steps) -> list[int | None]:
    heard: list[int | None] = []
    steps.chosen.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    ("keys", "levels"),
    [
        ([Key.Key_0], [0]),
        ([Key.Key_4], [4]),
        ([Key.Key_5], []),
        ([Key.Key_Right, Key.Key_Right], [0, 1]),
        ([Key.Key_Left], [0]),
        ([Key.Key_End, Key.Key_Right], [4]),
        ([Key.Key_3, Key.Key_Home], [3, 0]),
        ([Key.Key_2, Key.Key_2], [2]),
        ([Key.Key_2, Key.Key_Delete, Key.Key_Backspace], [2, None]),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Up], [0, 1, 0]),
    ],
)
def test_keys_choose(qtbot: QtBot, steps: Steps, chosen: list, keys: list[Key], levels: list) -> None:
    for key in keys:
        qtbot.keyClick(steps, key)
    assert chosen == levels


def test_arrows_follow_the_direction_of_reading(qtbot: QtBot, steps: Steps, chosen: list) -> None:
    steps.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(steps, Key.Key_Left)
    qtbot.keyClick(steps, Key.Key_Left)
    qtbot.keyClick(steps, Key.Key_Right)
    assert chosen == [0, 1, 0]
    assert steps.step_area(0).left() > steps.step_area(4).left()


@pytest.mark.parametrize("width", [500, 420, 120])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_click_chooses_the_step_under_it(
    qtbot: QtBot, steps: Steps, chosen: list, width: int, mirrored: bool
) -> None:
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    steps.setLayoutDirection(direction)
    steps.resize(width, steps.heightForWidth(width))
    for level in (3, 0, 4):
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.step_area(level).center().toPoint())
    assert chosen == [3, 0, 4]


def test_steps_without_room_stand_one_above_the_other(steps: Steps) -> None:
    assert not steps.is_stacked(500)
    assert steps.is_stacked(200)
    assert steps.heightForWidth(200) == 5 * 44


def test_nothing_is_said_of_what_a_program_sets(steps: Steps, chosen: list) -> None:
    steps.set_level(2)
    assert chosen == []
    assert steps.level == 2


def test_a_screen_reader_hears_name_value_and_bounds(qtbot: QtBot, steps: Steps) -> None:
    seen = QAccessible.queryAccessibleInterface(steps)
    assert seen.role() == QAccessible.Role.Slider
    assert seen.text(QAccessible.Text.Name) == "Nausea: nothing chosen"
    qtbot.keyClick(steps, Key.Key_3)
    assert seen.text(QAccessible.Text.Name) == "Nausea: Severe"
    value = seen.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (-1, 3, 4)


def test_the_wheel_scrolls_the_page_and_changes_nothing(steps: Steps, chosen: list) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    steps.set_level(1)
    where = QPointF(10, 10)
    event = QWheelEvent(
        where, where, QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(steps, event)
    assert (steps.level, chosen, event.isAccepted()) == (1, [], False)


def test_steps_grow_with_the_text(steps: Steps) -> None:
    look().choose(text_size=200)
    assert steps.sizeHint().height() == 88
