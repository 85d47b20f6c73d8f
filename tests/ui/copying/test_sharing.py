"""A journal in a synced folder is explained once; another computer is named; looking at it only is possible."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.domain.notes import Note
from journal.store.lock import lock_file_of
from journal.store.opening import create
from journal.ui.copying import sharing
from journal.ui.copying.sharing import SharingWatch
from journal.ui.desk import Desk
from journal.ui.messages import Message
from journal.ui.passphrase import PassphraseDialog
from tests.ui.conftest import NOW

NewDesk = Callable[..., Desk]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sharing, "LOOK_AFTER_MS", 0)
    (tmp_path / "Dropbox").mkdir()
    path = tmp_path / "Dropbox" / "Anna.journal"
    with create(path) as journal, journal.change("Add") as draft:
        draft.save(Note(happened_on=NOW.date(), text="one"))
    return path


def claim(path: Path) -> None:
    lock_file_of(path).write_text(json.dumps({"computer": "KITCHEN", "mark": "theirs", "beat": time.time()}))


def messages() -> list[Message]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]


def accept_when_asked(asked: list[str]) -> None:
    def look() -> None:
        if not messages():
            QTimer.singleShot(20, look)
            return
        asked.append(messages()[0].words.text())
        messages()[0].accept()

    QTimer.singleShot(0, look)


def test_the_folder_is_explained_once(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(path)
    qtbot.waitUntil(lambda: len(messages()) == 1)
    assert "Dropbox keeps this folder in step" in messages()[0].words.text()
    messages()[0].close()
    desk.back_to_welcome()
    desk.open_path(path)
    qtbot.wait(300)
    assert messages() == []


def test_second_versions_are_named(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    shutil.copyfile(path, path.with_name("Anna (Tom's conflicted copy 2026-11-01).journal"))
    new_desk(path)
    qtbot.waitUntil(lambda: len(messages()) == 1)
    assert "conflicted copy 2026-11-01" in messages()[0].words.text()
    messages()[0].close()


def test_another_computer_is_named_and_the_journal_can_be_looked_at(new_desk: NewDesk, path: Path) -> None:
    claim(path)
    desk, asked = new_desk(), list[str]()
    accept_when_asked(asked)
    assert desk.open_path(path)
    assert "“KITCHEN”" in asked[0]
    assert desk.view is not None
    assert desk.view.live.is_read_only
    assert desk.view.live.read.count(Note) == 1
    assert desk.copies is None


def test_one_with_a_passphrase_can_be_looked_at_too(new_desk: NewDesk, tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    path = tmp_path / "Nextcloud" / "Anna.journal"
    create(path, "six words").close()
    claim(path)
    desk, asked = new_desk(), list[str]()

    def type_it() -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, PassphraseDialog)]
        if not any(each.isVisible() for each in dialogs):
            QTimer.singleShot(20, type_it)
            return
        dialogs[0].field.field.setText("six words")
        accept_when_asked(asked)
        dialogs[0].open_button.click()

    QTimer.singleShot(0, type_it)
    assert desk.open_path(path)
    assert desk.view is not None
    assert desk.view.live.is_read_only


def test_one_that_was_taken_over_is_only_looked_at(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk, asked = new_desk(path), list[str]()
    qtbot.waitUntil(lambda: len(messages()) == 1)
    messages()[0].close()
    qtbot.waitUntil(lambda: not messages())
    claim(path)
    assert desk.copies is not None
    (watch,) = desk.copies.findChildren(SharingWatch)
    accept_when_asked(asked)
    watch._beat()
    qtbot.waitUntil(lambda: desk.view is not None and desk.view.live.is_read_only)
    assert "Another computer has opened" in asked[0]
