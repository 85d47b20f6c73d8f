"""The bin in the window: what was deleted, brought back, and erased after one question that names the copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journal.actions import backups
from journal.actions.backups import back_up
from journal.domain.notes import Note
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.history import bin_dialog
from journal.ui.history.bin_dialog import BinDialog
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

TODAY = NOW.date()


def note(text: str) -> Note:
    return Note(id=text, happened_on=TODAY, text=text)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder for copies."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(backups, "own_folder", lambda: folder)
    monkeypatch.setattr(bin_dialog, "own_folder", lambda: folder)
    return folder


@pytest.fixture
def open_bin(qtbot: QtBot, new_desk: Callable[..., Desk], empty_path: Path, own: Path) -> Callable[..., BinDialog]:
    def make(*deleted: str, copied: bool = False) -> BinDialog:
        with open_journal(empty_path, author="Anna") as journal:
            with journal.change("Add") as draft:
                draft.save_all([note("stays"), *map(note, deleted)])
            for text in deleted:
                with journal.change(f"Delete {text}") as draft:
                    draft.delete(note(text))
        if copied:
            back_up(empty_path, NOW.replace(year=2099), own=own)  # after the writing, which the real clock dates
        desk = new_desk(empty_path)
        desk.menus.action("bin").trigger()
        dialog = desk.window.findChildren(BinDialog)[-1]
        qtbot.waitUntil(lambda: not dialog.nothing.isHidden() or not dialog.table.isHidden(), timeout=20_000)
        settle()
        return dialog

    return make


def texts(dialog: BinDialog) -> set[str]:
    return {each.text for each in dialog._live.read.all(Note)}


def test_the_last_deleted_stands_first_and_comes_back(qtbot: QtBot, open_bin: Callable[..., BinDialog]) -> None:
    dialog = open_bin("first", "second")
    assert [each.record.id for each in dialog.model.records] == ["second", "first"]
    press(dialog, "Bring back")
    qtbot.waitUntil(lambda: len(dialog.model.records) == 1, timeout=10_000)
    assert texts(dialog) == {"stays", "second"}
    assert dialog._live.undo_label == "Brought back: Note: second"


def test_all_come_back_at_once_by_keyboard(qtbot: QtBot, open_bin: Callable[..., BinDialog]) -> None:
    dialog = open_bin("first", "second", "third")
    QTest.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(dialog, "Bring back")
    qtbot.waitUntil(lambda: not dialog.model.records, timeout=10_000)
    assert texts(dialog) == {"stays", "first", "second", "third"}
    assert "The bin is empty" in said(dialog)
    dialog._live.undo()
    assert texts(dialog) == {"stays"}


@pytest.mark.parametrize("answer", [True, False])
def test_emptying_asks_once_and_names_the_copies(
    qtbot: QtBot, open_bin: Callable[..., BinDialog], monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    asked: list[str] = []

    def say(_parent: object, words: str, *_more: object, **_how: object) -> bool:
        asked.append(words)
        return answer

    monkeypatch.setattr(bin_dialog, "ask", say)
    dialog = open_bin("first", "second", copied=True)
    press(dialog, "Empty the bin …")
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    (words,) = asked
    assert "2 entries will be erased for good" in words
    assert "This cannot be taken back." in words
    assert "1 copy of the journal still holds what you erase:" in words
    assert "Empty 2099-11-13 0820.journal, in own" in words
    if answer:
        qtbot.waitUntil(lambda: not dialog.model.records, timeout=20_000)
        settle()
        assert "The bin is empty" in said(dialog)
    else:
        settle()
        assert len(dialog.model.records) == 2
    assert texts(dialog) == {"stays"}
    history = dialog._live.read.history()
    assert any(record.id == "first" for change in history for record in change.before()) is not answer


@pytest.mark.parametrize("count", [0, 14])
def test_it_fits_and_every_control_has_a_name(open_bin: Callable[..., BinDialog], count: int) -> None:
    dialog = open_bin(*[f"note {number} " * 12 for number in range(count)])
    for check in (nameless, too_low, cut_off, sideways):
        assert check(dialog) == []


def test_what_is_open_for_reading_only_keeps_its_bin(
    qtbot: QtBot, new_desk: Callable[..., Desk], empty_path: Path
) -> None:
    with open_journal(empty_path, author="Anna") as journal:
        for text in ("a", "b"):
            with journal.change("Add") as draft:
                draft.save(note(text))
        with journal.change("Delete") as draft:
            draft.delete(replace(note("a")))
        desk = new_desk()
        desk._take(open_journal(empty_path, read_only=True))
        desk.menus.action("bin").trigger()
        dialog = desk.window.findChildren(BinDialog)[-1]
        qtbot.waitUntil(lambda: not dialog.table.isHidden(), timeout=20_000)
        assert dialog.back.isHidden()
        assert dialog.empty_out.isHidden()
        desk.close_journal()
