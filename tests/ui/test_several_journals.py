"""Several journals: side by side in two windows, or one after the other in one; what is typed is never left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journal.domain.notes import Note
from journal.domain.results import VitalSign
from journal.domain.treatment import TreatmentLine
from journal.settings import Settings
from journal.store.opening import create, open_journal
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from journal.ui.unkept import unkept_in
from tests.ui.acting import settle
from tests.ui.keyboard import (
    CTRL,
    activate,
    answering,
    called,
    choose_in_menu,
    fill,
    press,
    rewrite,
    tab_to,
    turn_to,
    write,
)

NewDesk = Callable[..., Desk]
Key = Qt.Key


@pytest.fixture
def other_path(tmp_path: Path) -> Path:
    path = tmp_path / "Other.journal"
    create(path).close()
    return path


@pytest.fixture
def desk(new_desk: NewDesk, empty_path: Path, other_path: Path) -> Desk:
    """A window with the empty journal in it, in which the other one was open before."""
    return new_desk(empty_path, Settings(theme="light").with_recent(other_path))


def shown(desk: Desk) -> str:
    assert desk.view is not None
    return desk.view.live.read.path.stem


def notes_in(path: Path) -> list[str]:
    with open_journal(path) as journal:
        return [note.text for note in journal.all(Note)]


def switch(name: str) -> None:
    press(Key.Key_F10)
    choose_in_menu(f"Switch to {name}")


def test_two_windows_keep_two_journals_apart(new_desk: NewDesk, empty_path: Path, other_path: Path) -> None:
    first, second = new_desk(empty_path), new_desk(other_path)
    first.window.activateWindow()
    settle()
    fill("Temperature, °C", "36,8")
    tab_to("A note")
    write("of the first")
    second.window.activateWindow()
    settle()
    fill("A note", "of the second")
    press(Key.Key_Tab)
    press(Key.Key_Z, CTRL)
    assert second.view is not None
    assert second.view.live.read.count(Note) == 0
    press(Key.Key_Y, CTRL)
    press(Key.Key_Q, CTRL)
    assert not second.window.isVisible()
    assert first.window.isVisible()
    first.window.activateWindow()
    settle()
    press(Key.Key_Q, CTRL)
    assert (notes_in(empty_path), notes_in(other_path)) == (["of the first"], ["of the second"])
    with open_journal(other_path) as journal:
        assert journal.count(VitalSign) == 0


def test_a_journal_that_another_window_has_is_shown_there_and_nothing_is_lost_here(
    new_desk: NewDesk, empty_path: Path, other_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[MainWindow] = []
    monkeypatch.setattr(MainWindow, "come_forward", lambda self: came.append(self))
    first, second = new_desk(other_path), new_desk(empty_path, Settings(theme="light").with_recent(other_path))
    second.window.activateWindow()
    settle()
    fill("A note", "half a thought")
    switch("Other")
    QTest.qWait(50)
    assert came == [first.window]
    assert second.window.isVisible()
    assert shown(second) == "Empty"
    press(Key.Key_Q, CTRL)
    assert notes_in(empty_path) == ["half a thought"]


def test_what_is_typed_is_there_when_one_comes_back(desk: Desk, empty_path: Path) -> None:
    fill("A note", "half a thought")
    switch("Other")
    assert shown(desk) == "Other"
    assert notes_in(empty_path) == ["half a thought"]
    switch("Empty")
    assert shown(desk) == "Empty"
    tab_to("A note")
    press(Key.Key_End)
    write(", and the rest")
    switch("Other")
    assert notes_in(empty_path) == ["half a thought, and the rest"]


@pytest.mark.parametrize("leave", ["switch", "Ctrl+N", "Ctrl+Q"])
def test_what_waits_for_its_button_is_asked_about(desk: Desk, empty_path: Path, leave: str) -> None:
    def go() -> None:
        if leave == "switch":
            switch("Other")
        else:
            press(getattr(Key, f"Key_{leave[-1]}"), CTRL)

    turn_to(desk, "treatment")
    activate("Add a treatment")
    assert called() == "Name"
    write("tamox")
    with answering(lambda: activate("Go on typing")):
        go()
    assert shown(desk) == "Empty"
    fill("Name", "tamoxifen")
    activate("Keep")
    activate("Add a treatment")
    write("something else")
    with answering(lambda: activate("Throw it away")):
        go()
    assert desk.view is None or shown(desk) == "Other"
    with open_journal(empty_path) as journal:
        assert [line.name for line in journal.all(TreatmentLine)] == ["tamoxifen"]


def test_every_form_says_what_it_holds_and_blank_ones_are_left_without_a_word(desk: Desk) -> None:
    assert desk.view is not None
    forms = (
        ("treatment", "Add a treatment", "Name"),
        ("treatment", "Add a medicine", "Name"),
        ("treatment", "Add an operation or radiotherapy", "What was done"),
        ("imaging", "Add the first scan", "Region"),
        ("timeline", "Write a note", "Note"),
        ("settings", "Add a line", "What the sheet says"),
        ("settings", "Add somebody", "Name"),
    )
    for page, button, field in forms:
        turn_to(desk, page)
        activate(button)
        assert unkept_in(desk.view) is None, button
        fill(field, "something")
        assert unkept_in(desk.view) is not None, button
        rewrite(" ")
        press(Key.Key_Backspace)
        assert unkept_in(desk.view) is None, button
    press(Key.Key_L, CTRL)
    write("nausea")
    assert unkept_in(desk.view) is not None
    press(Key.Key_Escape)
    press(Key.Key_Q, CTRL)
    assert QApplication.activeModalWidget() is None
    assert not desk.window.isVisible()
