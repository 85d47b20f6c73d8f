"""A copy is looked into, brought back and taken back; whatever goes wrong, the journal opens again as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from journal.actions.backups import back_up
from journal.domain.notes import Note
from journal.store.faults import DiskFull
from journal.store.opening import create, open_journal
from journal.store.passphrase import change_passphrase
from journal.ui.copying.restore_dialog import RestoreDialog
from journal.ui.desk import Desk
from journal.ui.messages import Message
from journal.ui.pages.settings.page import SettingsPage
from journal.ui.theme.look import look
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, too_low

NewDesk = Callable[..., Desk]
DAY = NOW.date()
EARLIER = datetime(2026, 11, 12, 20, 0).astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Anna.journal"
    with create(path) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=DAY, text=text) for text in ("one", "two"))
    back_up(path, EARLIER)
    with open_journal(path) as journal:
        one = next(note for note in journal.all(Note) if note.text == "one")
        with journal.change("Later") as draft:
            draft.delete(one)
            draft.save(Note(happened_on=DAY, text="three"))
    return path


def notes(desk: Desk) -> list[str]:
    assert desk.view is not None
    return sorted(note.text for note in desk.view.live.read.all(Note))


def opened(desk: Desk, qtbot: QtBot) -> RestoreDialog:
    desk.menus.action("restore").trigger()
    return shown(qtbot)


def shown(qtbot: QtBot) -> RestoreDialog:
    def find() -> RestoreDialog | None:
        every = [each for each in QApplication.topLevelWidgets() if isinstance(each, RestoreDialog)]
        return next((each for each in every if each.isVisible()), None)

    qtbot.waitUntil(lambda: find() is not None)
    dialog = find()
    assert dialog is not None
    return dialog


def brought_back(desk: Desk, qtbot: QtBot, texts: list[str]) -> None:
    qtbot.waitUntil(lambda: desk.view is not None and notes(desk) == texts, timeout=10_000)


def test_what_a_copy_holds_and_what_would_change(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    dialog = opened(new_desk(path), qtbot)
    assert not dialog.take.isEnabled()
    qtbot.waitUntil(dialog.take.isEnabled)
    choice = dialog.choice
    shown = [choice.model.cell(0, column).text for column in range(3)]
    assert shown[:2] == ["12\u00a0November\u00a02026, 20:00", "this computer"]
    assert shown[2].endswith(" KB")
    assert choice.verdict.text() == "This copy is whole. It holds 2 entries."
    assert choice.held.text() == "2 notes"
    assert choice.back.text() == "It would bring back: 1 note."
    assert choice.gone.text() == "It would take out what came later: 1 note."
    assert choice.other.isHidden()
    assert cut_off(dialog) == nameless(dialog) == too_low(dialog) == []
    dialog.reject()


def test_a_copy_is_brought_back_and_taken_back(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(path)
    assert desk.view is not None
    desk.view.go_to("settings")
    assert isinstance(desk.view.page, SettingsPage)
    assert desk.view.page.copies is not None
    desk.view.page.copies.restore.click()
    dialog = shown(qtbot)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    brought_back(desk, qtbot, ["one", "two"])
    toast = desk.view.toast
    assert toast.words == "The copy was brought back."
    (aside,) = path.parent.glob("Anna before *")
    toast.button.click()
    brought_back(desk, qtbot, ["three", "two"])
    assert aside.exists()
    # And once more, from Settings.
    assert isinstance(desk.view.page, SettingsPage)
    desk.view.page.show_all()
    card = desk.view.page.copies
    assert card is not None
    assert not card.go_back.isHidden()
    card.go_back.click()
    brought_back(desk, qtbot, ["one", "two"])


def test_a_copy_under_another_passphrase_asks_for_it(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    change_passphrase(path, None, "words of then")
    back_up(path, NOW, passphrase="words of then")
    change_passphrase(path, "words of then", None)
    desk = new_desk(path)
    dialog = opened(desk, qtbot)
    choice = dialog.choice
    qtbot.waitUntil(choice.passphrase.isVisible)
    assert "opens with another passphrase" in choice.verdict.text()
    assert cut_off(dialog) == nameless(dialog) == too_low(dialog) == []
    choice.passphrase.field.setText("wrong words")
    choice.unlock.click()
    qtbot.waitUntil(lambda: "does not open" in choice.verdict.text(), timeout=10_000)
    assert not dialog.take.isEnabled()
    choice.passphrase.field.setText("words of then")
    choice.unlock.click()
    qtbot.waitUntil(dialog.take.isEnabled, timeout=10_000)
    assert choice.back.text() == "It holds just what stands in the journal now."
    dialog.take.click()
    qtbot.waitUntil(lambda: desk.view is not None and desk.view.toast.isVisible(), timeout=10_000)
    assert desk._passphrase == "words of then"
    desk.restoring.go_back()
    qtbot.waitUntil(lambda: desk.view is not None and desk._passphrase is None, timeout=10_000)


def test_a_damaged_copy_cannot_be_chosen(qtbot: QtBot, new_desk: NewDesk, path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.journal"
    content = bytearray(path.read_bytes())
    content[30_000] ^= 1
    bad.write_bytes(content)
    desk = new_desk(path)
    dialog = opened(desk, qtbot)
    qtbot.waitUntil(dialog.take.isEnabled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(bad), ""))
        dialog.other.click()
    qtbot.waitUntil(lambda: "is damaged" in dialog.choice.verdict.text())
    assert not dialog.take.isEnabled()
    dialog.reject()
    assert bad.read_bytes() == bytes(content)


def test_where_a_restore_fails_the_journal_opens_as_it_was(
    qtbot: QtBot, new_desk: NewDesk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(path)
    dialog = opened(desk, qtbot)
    qtbot.waitUntil(dialog.take.isEnabled)

    def refuse(*_rest: object) -> None:
        raise DiskFull(path)

    monkeypatch.setattr("journal.actions.backups.bring_back", refuse)
    dialog.take.click()
    qtbot.waitUntil(
        lambda: any(isinstance(each, Message) and each.isVisible() for each in QApplication.topLevelWidgets())
    )
    brought_back(desk, qtbot, ["three", "two"])
    (message,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]
    assert "no room left" in message.words.text()
    message.close()


def test_without_copies_it_says_so(qtbot: QtBot, new_desk: NewDesk, tmp_path: Path) -> None:
    create(tmp_path / "Lonely.journal").close()
    dialog = opened(new_desk(tmp_path / "Lonely.journal"), qtbot)
    qtbot.waitUntil(lambda: "no copy of this journal" in dialog.choice.verdict.text())
    assert not dialog.take.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("size", [150, 250])
def test_it_fits_at_every_text_size(qtbot: QtBot, new_desk: NewDesk, path: Path, size: int) -> None:
    look().choose("light", size)
    desk = new_desk(path)
    desk.window.resize(1024, 700)
    look().choose("light", size)
    dialog = opened(desk, qtbot)
    qtbot.waitUntil(dialog.take.isEnabled)
    QApplication.processEvents()
    assert cut_off(dialog) == []
    dialog.reject()
