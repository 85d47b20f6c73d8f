"""A damaged file is never opened: its newest whole copy is offered first, then what can still be read of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from journal.actions.backups import back_up
from journal.domain.notes import Note
from journal.store.opening import create
from journal.store.passphrase import change_passphrase
from journal.ui.copying.damage_dialog import DamageDialog
from journal.ui.desk import Desk
from journal.ui.messages import Message
from journal.ui.passphrase import PassphraseDialog
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, too_low

NewDesk = Callable[..., Desk]
EARLIER = datetime(2026, 11, 12, 20, 0).astimezone()


def broken(path: Path) -> bytes:
    """Damage a page of an index that holds nothing else: all records can still be read."""
    content = bytearray(path.read_bytes())
    content[12 * 4_096 + 20] ^= 1
    path.write_bytes(content)
    return bytes(content)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Anna.journal"
    with create(path) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=NOW.date(), text=text) for text in ("one", "two"))
    return path


def dialog_of(qtbot: QtBot) -> DamageDialog:
    def find() -> list[DamageDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, DamageDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: len(find()) == 1)
    return find()[0]


def test_the_newest_whole_copy_comes_first(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    back_up(path, EARLIER)
    (newer,) = back_up(path, EARLIER + timedelta(hours=1)).made
    broken(newer)
    damaged = broken(path)
    desk = new_desk()
    assert not desk.open_path(path)
    dialog = dialog_of(qtbot)
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.choice.chosen is not None
    assert dialog.choice.chosen.made_at.hour == 20
    assert dialog.choice.verdict.text() == "This copy is whole. It holds 2 entries."
    assert cut_off(dialog) == nameless(dialog) == too_low(dialog) == []
    assert path.read_bytes() == damaged
    dialog.take.click()
    qtbot.waitUntil(lambda: desk.view is not None)
    assert desk.view is not None
    assert desk.view.live.read.count(Note) == 2
    (aside,) = path.parent.glob("Anna before *")
    assert aside.read_bytes() == damaged


def test_what_can_be_read_is_saved_into_a_new_file(
    qtbot: QtBot, new_desk: NewDesk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = broken(path)
    new = path.with_name("Saved.journal")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(new), ""))
    desk = new_desk()
    assert not desk.open_path(path)
    dialog = dialog_of(qtbot)
    qtbot.waitUntil(lambda: "no copy of this journal" in dialog.choice.verdict.text())
    assert not dialog.take.isEnabled()
    dialog.salvage.click()
    qtbot.waitUntil(lambda: desk.view is not None, timeout=10_000)
    assert desk.view is not None
    assert desk.view.live.read.path == new
    assert sorted(note.text for note in desk.view.live.read.all(Note)) == ["one", "two"]
    (message,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]
    assert message.words.text().startswith("Saved: 2 entries.")
    message.close()
    assert path.read_bytes() == damaged


def test_one_with_a_passphrase_is_looked_at_with_it(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    change_passphrase(path, None, "six words")
    back_up(path, EARLIER, passphrase="six words")
    broken(path)
    desk = new_desk()

    def type_it() -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, PassphraseDialog)]
        if not any(each.isVisible() for each in dialogs):
            QTimer.singleShot(20, type_it)
            return
        dialogs[0].field.field.setText("six words")
        dialogs[0].open_button.click()

    QTimer.singleShot(0, type_it)
    assert not desk.open_path(path)
    dialog = dialog_of(qtbot)
    qtbot.waitUntil(dialog.take.isEnabled, timeout=10_000)
    dialog.reject()
