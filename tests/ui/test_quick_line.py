"""The quick line says what it understood while one types, points at what it did not, and keeps with Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.domain.notes import Note
from journal.domain.results import VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.visits import Question
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.quick_line import QuickLine


@pytest.fixture
def view(new_desk: Callable[..., Desk], empty_path: Path) -> JournalView:
    view = new_desk(empty_path).view
    assert view is not None
    return view


@pytest.fixture
def line(view: JournalView) -> QuickLine:
    view.focus_quick_line()
    return view.top_bar.quick_line


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("temp 38.1", "Temperature: 38.1\u00a0°C"),
        ("nausea 2", "Nausea: moderate"),
        ("ask: can I travel?", "Question: can I travel?"),
    ],
)
def test_it_says_what_it_understood_while_one_types(qtbot: QtBot, line: QuickLine, typed: str, understood: str) -> None:
    qtbot.keyClicks(line.field, typed)
    assert line.answer.isVisible()
    assert understood in line.answer.words
    assert "Enter keeps it" in line.answer.words
    assert understood in line.field.accessibleDescription()


def test_enter_keeps_it_as_one_step_of_undo(qtbot: QtBot, view: JournalView, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "nausea 2, fatigue 1")
    with qtbot.waitSignal(line.kept):
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert view.live.read.count(SymptomEntry) == 2
    assert (line.field.text(), line.answer.isVisible()) == ("", False)
    assert "Nausea" in view.toast.words
    view.undo()
    assert view.live.read.count(SymptomEntry) == 0


def test_what_was_not_understood_is_pointed_at_and_not_kept(qtbot: QtBot, view: JournalView, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "nausea many")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert view.live.read.count(SymptomEntry) == 0
    assert line.field.text() == "nausea many"
    assert "How strong?" in line.answer.words
    assert line.field.marks == ((7, 11),)
    line.field.grab()


def test_an_unusual_value_is_asked_about(qtbot: QtBot, view: JournalView, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "weight 7.12")
    assert "write ! at the end" in line.answer.words
    qtbot.keyClicks(line.field, "!")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert view.live.read.count(VitalSign) == 1


def test_escape_leaves_nothing(qtbot: QtBot, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "nausea")
    qtbot.keyClick(line.field, Qt.Key.Key_Escape)
    assert (line.field.text(), line.answer.isVisible()) == ("", False)


def test_the_answer_stands_under_the_field(qtbot: QtBot, view: JournalView, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "note: slept well")
    field = line.field.mapTo(view.content, line.field.rect().bottomLeft())
    assert line.answer.x() == field.x()
    assert line.answer.y() > field.y()
    assert line.answer.width() == line.field.width()


def test_all_is_done_with_the_keys(qtbot: QtBot, view: JournalView) -> None:
    window = view.window()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    line = view.top_bar.quick_line
    assert line.field.hasFocus()
    qtbot.keyClicks(line.field, "ask: can I travel?")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    qtbot.keyClicks(line.field, "note: slept badly")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert (view.live.read.count(Question), view.live.read.count(Note)) == (1, 1)
    qtbot.keyClick(line.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (view.live.read.count(Question), view.live.read.count(Note)) == (1, 0)
    assert view.toast.words.startswith("Taken back: ")
    qtbot.keyClick(line.field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert view.live.read.count(Note) == 1


def test_markup_in_what_one_types_stays_text(qtbot: QtBot, view: JournalView, line: QuickLine) -> None:
    qtbot.keyClicks(line.field, "note: <b>bold</b> <img src=x>")
    assert "<b>bold</b>" in line.answer.words
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert view.live.read.all(Note)[0].text == "<b>bold</b> <img src=x>"


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_its_hint_is_never_cut_off(new_desk: Callable[..., Desk], empty_path: Path, text_size: int) -> None:
    desk = new_desk(empty_path, Settings(theme="light", text_size=text_size))
    assert desk.view is not None
    field = desk.view.top_bar.quick_line.field
    margins, hint = field.textMargins(), field.placeholderText()
    assert hint.startswith("Write anything")
    assert field.fontMetrics().horizontalAdvance(hint) < field.width() - margins.left() - margins.right()
    assert ("nausea 2" in hint) == (text_size == 100)
