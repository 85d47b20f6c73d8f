"""The passphrase in Settings: added, changed, removed; remembered and forgotten; the recovery sheet on paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from journal.actions.backups import copies_it_opens, copies_of, own_folder
from journal.domain.notes import Note
from journal.store import passphrase as changing
from journal.store.backup import backup
from journal.store.faults import WrongPassphrase
from journal.store.opening import create, needs_passphrase, open_journal, unlocked
from journal.ui.desk import Desk
from journal.ui.locking import secrecy
from journal.ui.locking.lock_page import LockPage
from journal.ui.messages import Message
from journal.ui.pages.settings.page import SettingsPage
from journal.ui.pages.settings.passphrase_card import PassphraseCard
from journal.ui.pages.settings.passphrase_change import PassphraseChange
from journal.ui.pages.settings.recovery_dialog import RecoveryDialog
from journal.ui.passphrase import PassphraseDialog
from tests.text.readability import grade
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low
from tests.ui.test_desk import answer

NewDesk = Callable[..., Desk]
OLD = "old words of mine"
NEW = "new words of mine"


@pytest.fixture
def secret_path(tmp_path: Path) -> Path:
    path = tmp_path / "Mine.journal"
    create(path, OLD).close()
    return path


@pytest.fixture
def opened(new_desk: NewDesk) -> Callable[[Path, str | None], Desk]:
    def open_it(path: Path, phrase: str | None) -> Desk:
        desk = new_desk()
        desk.take(open_journal(path, phrase), phrase, "settings")
        settle()
        return desk

    return open_it


Opened = Callable[[Path, str | None], Desk]


def card(desk: Desk) -> PassphraseCard:
    assert desk.view is not None
    page = desk.view.page
    assert isinstance(page, SettingsPage)
    made = page.passphrase
    settle()
    return made


def change_dialog(desk: Desk) -> PassphraseChange:
    (dialog,) = desk.window.findChildren(PassphraseChange)
    return dialog


def type_phrase(field: Any, text: str) -> None:
    line = field.field
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def messages() -> list[Message]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]


def test_one_is_added(opened: Opened, empty_path: Path, qtbot: QtBot) -> None:
    copy = backup(empty_path, empty_path.parent, NOW)
    desk = opened(empty_path, None)
    assert "whoever has the file can read it" in said(card(desk))
    press(card(desk), "Add a passphrase …")
    dialog = change_dialog(desk)
    assert dialog.chosen is not None
    press(dialog, "Add it")
    assert "Type a passphrase" in dialog.chosen.row.mistake
    type_phrase(dialog.chosen.field, NEW)
    type_phrase(dialog.chosen.again, NEW)
    press(dialog, "Add it")
    qtbot.waitUntil(lambda: desk.passphrase == NEW, timeout=10_000)
    qtbot.waitUntil(lambda: bool(messages()))
    words = messages()[0].words.text()
    assert "1 older copy of the journal has no passphrase" in words
    assert f"{copy.name}, in {copy.parent.name}" in words
    messages()[0].close()
    assert needs_passphrase(empty_path)
    assert not needs_passphrase(copy)
    assert desk.view is not None
    assert desk.view.page_key == "settings"
    assert desk.view.toast.words == "The journal has a passphrase now."
    assert "Only the passphrase opens" in said(card(desk))
    assert desk.menus.action("lock").isEnabled()
    assert desk.secrecy.watch.is_watching
    desk.view.write("Note", lambda draft: draft.save(Note(happened_on=NOW.date(), text="after")))
    desk.window.close()
    with open_journal(empty_path, NEW) as journal:
        assert [note.text for note in journal.all(Note)] == ["after"]


def test_one_is_changed_and_the_history_is_kept(opened: Opened, secret_path: Path, qtbot: QtBot) -> None:
    desk = opened(secret_path, OLD)
    assert desk.view is not None
    desk.view.write("Note", lambda draft: draft.save(Note(happened_on=NOW.date(), text="before")))
    press(card(desk), "Change it …")
    dialog = change_dialog(desk)
    assert dialog.present is not None
    assert dialog.chosen is not None
    assert "still open with the old passphrase" in said(dialog)
    type_phrase(dialog.present, "wrong")
    type_phrase(dialog.chosen.field, NEW)
    type_phrase(dialog.chosen.again, "new words of mime")
    press(dialog, "Change it")
    assert "not the present passphrase" in dialog.present_row.mistake
    assert "not the same" in dialog.chosen.again_row.mistake
    assert desk.passphrase == OLD
    type_phrase(dialog.present, OLD)
    type_phrase(dialog.chosen.again, NEW)
    press(dialog, "Change it")
    qtbot.waitUntil(lambda: desk.passphrase == NEW, timeout=10_000)
    assert desk.view.live.undo_label == "Note"
    assert messages() == []
    with pytest.raises(WrongPassphrase):
        unlocked(secret_path, OLD)
    desk.secrecy.lock()
    page = desk.window.centralWidget()
    assert isinstance(page, LockPage)
    type_phrase(page.field, OLD)
    page.unlock()
    assert desk.secrecy.is_locked
    type_phrase(page.field, NEW)
    page.unlock()
    assert not desk.secrecy.is_locked


def change(desk: Desk, way: str, old: str, new: str, qtbot: QtBot) -> None:
    """Change, add or remove the passphrase as a person does, and wait until it is done."""
    press(card(desk), {"add": "Add a passphrase …", "change": "Change it …", "remove": "Remove it …"}[way])
    dialog = change_dialog(desk)
    if dialog.present is not None:
        type_phrase(dialog.present, old)
    if dialog.chosen is not None:
        type_phrase(dialog.chosen.field, new)
        type_phrase(dialog.chosen.again, new)
    press(dialog, {"add": "Add it", "change": "Change it", "remove": "Remove it"}[way])
    qtbot.waitUntil(lambda: desk.view is not None and desk.passphrase == (new or None), timeout=10_000)
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    settle()


WAYS = [
    ("add", "", NEW, "2 older copies of the journal have no passphrase."),
    ("change", OLD, NEW, "2 older copies of the journal still open with the old passphrase."),
    ("remove", OLD, "", "2 older copies of the journal still need the passphrase."),
]


@pytest.mark.parametrize(("way", "old", "new", "said_first"), WAYS)
def test_older_copies_are_counted_and_named_in_every_folder(
    opened: Opened, tmp_path: Path, qtbot: QtBot, way: str, old: str, new: str, said_first: str
) -> None:
    path, stick = tmp_path / "Mine.journal", tmp_path / "stick"
    stick.mkdir()
    with create(path, old or None) as journal, journal.change("Add") as draft:
        draft.save(Note(happened_on=NOW.date(), text="one"))
    desk = opened(path, old or None)
    assert desk.copies is not None
    desk.copies.choose(stick)
    qtbot.waitUntil(lambda: len(copies_of(path, (own_folder(), stick))) == 2, timeout=10_000)
    older = set(copies_of(path, (own_folder(), stick)))
    change(desk, way, old, new, qtbot)
    (message,) = messages()
    words = message.words.text()
    assert words.startswith(said_first)
    for copy in older:
        assert f"{copy.path.name}, in {copy.path.parent.name}" in words
    assert all(grade(line) <= 6 for line in words.split("\n\n")[0].splitlines())
    assert nameless(message) == cut_off(message) == sideways(message) == []
    message.close()
    for folder in (own_folder(), stick):  # each has a new one already, without a word
        assert len(copies_of(path, (folder,))) == 2
        assert len(copies_it_opens(path, (folder,))) == 1
    both = set(copies_of(path, (own_folder(), stick)))
    change_again = {"add": ("remove", new, ""), "change": ("change", new, OLD), "remove": ("add", "", NEW)}[way]
    change(desk, *change_again, qtbot)
    words = messages()[0].words.text()
    assert words.startswith("2 older copies of the journal")  # those of just now
    from_before = {
        "add": "2 older copies have no passphrase. Whoever has them can read them.",
        "change": "2 older copies need a passphrase from before. Keep that passphrase as long as the copies.",
        "remove": "2 older copies need a passphrase from before. Keep that passphrase as long as the copies.",
    }[way]
    if way == "add":  # the journal has none now either
        assert from_before not in words
    else:
        assert from_before in words
        assert all(f"{copy.path.name}, in {copy.path.parent.name}" in words for copy in older)
        assert grade(from_before) <= 6
    messages()[0].close()
    assert desk.view is not None
    assert isinstance(desk.view.page, SettingsPage)
    desk.view.page.show_all()
    copies = desk.view.page.copies
    assert copies is not None
    qtbot.waitUntil(lambda: not copies.earlier.isHidden())
    said = copies.earlier.text()
    kinds = sum(words in said for words in ("need a passphrase", "have no passphrase"))
    assert kinds == (2 if way == "remove" else 1)
    named = {copy for copy in both if f"{copy.path.name}, in {copy.path.parent.name}" in said}
    assert named == (both - older if way == "add" else both)
    for copy in copies_of(path, (own_folder(), stick)):
        copy.path.unlink()
    copies.show_copies()
    qtbot.waitUntil(copies.earlier.isHidden)


@pytest.mark.parametrize(("way", "old", "new", "_said"), WAYS)
def test_none_is_made_under_the_old_one_on_the_way(
    opened: Opened, tmp_path: Path, qtbot: QtBot, way: str, old: str, new: str, _said: str
) -> None:
    path = tmp_path / "Mine.journal"
    create(path, old or None).close()
    desk = opened(path, old or None)
    assert desk.view is not None
    desk.view.write("Note", lambda draft: draft.save(Note(happened_on=NOW.date(), text="not copied yet")))
    change(desk, way, old, new, qtbot)
    assert messages() == []
    (copy,) = copies_of(path, (own_folder(), path.parent))
    assert copies_it_opens(path, (own_folder(),)) == (copy,)
    with open_journal(copy.path, new or None, read_only=True) as journal:
        assert [note.text for note in journal.all(Note)] == ["not copied yet"]


def test_a_stick_that_is_away_is_named(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    path, stick = tmp_path / "Mine.journal", tmp_path / "stick"
    stick.mkdir()
    with create(path, OLD) as journal, journal.change("Add") as draft:
        draft.save(Note(happened_on=NOW.date(), text="one"))
    desk = opened(path, OLD)
    assert desk.copies is not None
    desk.copies.choose(stick)
    qtbot.waitUntil(lambda: len(copies_of(path, (own_folder(), stick))) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    stick.rename(tmp_path / "in a drawer")
    change(desk, "change", OLD, NEW, qtbot)
    (message,) = messages()
    assert message.words.text().startswith("1 older copy of the journal still opens with the old passphrase.")
    assert message.words.text().endswith("“stick” is not there now. Copies in it are as before, too.")
    message.close()


def test_after_a_change_that_failed_the_copies_go_on(
    opened: Opened, secret_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "hold_the_same", lambda *arguments: False)
    desk = opened(secret_path, OLD)
    assert desk.view is not None
    desk.view.write("Note", lambda draft: draft.save(Note(happened_on=NOW.date(), text="not copied yet")))
    done: list[secrecy.Changed] = []
    desk.secrecy.change(NEW, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert done[0].problem is not None
    desk.close_journal()
    qtbot.waitUntil(lambda: len(copies_it_opens(secret_path, (own_folder(),))) == 1, timeout=10_000)


def test_one_is_removed(opened: Opened, secret_path: Path, qtbot: QtBot) -> None:
    desk = opened(secret_path, OLD)
    press(card(desk), "Remove it …")
    dialog = change_dialog(desk)
    type_phrase(dialog.present, OLD)
    press(dialog, "Remove it")
    qtbot.waitUntil(lambda: desk.view is not None and desk.passphrase is None, timeout=10_000)
    assert not needs_passphrase(secret_path)
    assert not desk.secrecy.watch.is_watching
    assert "whoever has the file" in said(card(desk))


def test_six_words_are_offered_and_taken(opened: Opened, empty_path: Path) -> None:
    desk = opened(empty_path, None)
    press(card(desk), "Add a passphrase …")
    chosen = change_dialog(desk).chosen
    assert chosen is not None
    type_phrase(chosen.field, "password")
    assert "easy to guess" in said(change_dialog(desk))
    press(change_dialog(desk), "Offer me six words")
    first = chosen.drawn.text()
    assert len(first.split()) == 6
    press(change_dialog(desk), "Other words")
    assert chosen.drawn.text() != first
    press(change_dialog(desk), "Take these words")
    assert chosen.typed == chosen.again.passphrase == chosen.drawn.text()
    assert "very hard to guess" in said(change_dialog(desk))
    assert chosen.is_fit()
    change_dialog(desk).reject()
    assert desk.passphrase is None


def test_a_change_that_fails_leaves_all_as_it_was(
    opened: Opened, secret_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "hold_the_same", lambda *arguments: False)
    desk = opened(secret_path, OLD)
    press(card(desk), "Change it …")
    dialog = change_dialog(desk)
    assert dialog.chosen is not None
    for field, text in ((dialog.present, OLD), (dialog.chosen.field, NEW), (dialog.chosen.again, NEW)):
        type_phrase(field, text)
    press(dialog, "Change it")
    qtbot.waitUntil(lambda: bool(dialog.mistake.text()), timeout=10_000)
    assert dialog.isVisible()
    assert "could not be changed" in dialog.mistake.text()
    assert dialog.chosen.typed == NEW
    assert desk.passphrase == OLD
    assert desk.view is not None
    assert desk.view.write("Note", lambda draft: draft.save(Note(happened_on=NOW.date(), text="still")))
    dialog.reject()
    assert not dialog.isVisible()
    unlocked(secret_path, OLD)


def test_it_stays_open_and_calm_while_it_works(
    opened: Opened, secret_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(secret_path, OLD)
    press(card(desk), "Change it …")
    dialog = change_dialog(desk)
    assert dialog.chosen is not None
    for field, text in ((dialog.present, OLD), (dialog.chosen.field, NEW), (dialog.chosen.again, NEW)):
        type_phrase(field, text)
    dialog.finish()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.go_on.isEnabled()
    assert not desk.leave()
    qtbot.waitUntil(lambda: desk.passphrase == NEW, timeout=10_000)


def test_nothing_is_changed_while_reading_only(opened: Opened, secret_path: Path) -> None:
    desk = opened(secret_path, OLD)
    desk.take(open_journal(secret_path, OLD, read_only=True), OLD, "settings")
    settle()
    assert not card(desk).change_button.isEnabled()
    assert not card(desk).remove_button.isEnabled()
    assert card(desk).lock_button.isEnabled()


def test_nor_in_the_made_up_journal(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.open_sample()
    assert desk.view is not None
    desk.view.go_to("settings")
    assert not card(desk).add_button.isEnabled()


@pytest.mark.parametrize("text_size", [100, 150, 200, 250])
@pytest.mark.parametrize("phrase", [None, OLD])
def test_card_and_dialogs_can_be_read_and_used(
    opened: Opened, secret_path: Path, empty_path: Path, phrase: str | None, text_size: int
) -> None:
    desk = opened(secret_path if phrase else empty_path, phrase)
    desk.window.resize(1024, 700)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    made = card(desk)
    settle()
    assert nameless(made) == too_low(made) == cut_off(made) == sideways(made) == []
    for button in (made.change_button, made.remove_button) if phrase else (made.add_button,):
        button.click()
        settle()
        dialog = change_dialog(desk)
        if dialog.chosen is not None:
            dialog.chosen.field.field.setText("password")
            dialog.chosen.draw()
            dialog.finish()
        settle()
        settle()
        assert nameless(dialog) == too_low(dialog) == cut_off(dialog) == sideways(dialog) == []
        assert dialog.height() <= 700
        dialog.close()
        settle()
    if phrase:
        made._open_sheet()
        settle()
        (sheet,) = desk.window.findChildren(RecoveryDialog)
        sheet.make()
        settle()
        assert nameless(sheet) == too_low(sheet) == cut_off(sheet) == sideways(sheet) == []


def test_the_recovery_sheet_is_shown_printed_and_saved_for_its_owner_alone(
    opened: Opened, secret_path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(secret_path, OLD)
    press(card(desk), "Recovery sheet …")
    (dialog,) = desk.window.findChildren(RecoveryDialog)
    type_phrase(dialog.field, "wrong")
    press(dialog, "Show the sheet")
    assert "not the present passphrase" in dialog.mistake.text()
    assert dialog.sheets.count == 0
    type_phrase(dialog.field, OLD)
    press(dialog, "Show the sheet")
    qtbot.waitUntil(lambda: dialog.printout is not None, timeout=20_000)
    assert dialog.sheets.count == 1
    assert dialog.printout is not None
    raw = unlocked(secret_path, OLD).raw
    assert raw[2:6] in dialog.printout.sheets[0].words
    assert raw[-5:-1] in dialog.printout.sheets[0].words
    printed: list[bytes] = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda self: QDialog.DialogCode.Accepted)

    def take(_printer: object, pdf: bytes) -> bool:
        printed.append(pdf)
        return True

    monkeypatch.setattr("journal.ui.pages.settings.recovery_dialog.print_pages", take)
    press(dialog, "Print …")
    assert printed == [dialog.printout.pdf]
    out = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(out), ""))
    press(dialog, "Save as PDF")
    assert out.read_bytes() == dialog.printout.pdf
    assert out.stat().st_mode & 0o077 == 0
    desk.secrecy.lock()
    settle()
    assert not dialog.isVisible()


def test_locking_is_chosen_here(opened: Opened, secret_path: Path) -> None:
    desk = opened(secret_path, OLD)
    made = card(desk)
    assert made.wait.currentText() == "After 15 minutes"
    made.wait.setFocus()
    QTest.keyClick(made.wait, Qt.Key.Key_Up)
    made.wait.activated.emit(made.wait.currentIndex())
    assert desk.settings.lock_after == 5
    press(made, "Lock now")
    assert desk.secrecy.is_locked


class TestRemembering:
    """With a keyring of the test's own."""

    @pytest.fixture(autouse=True)
    def drawer(self) -> Any:
        keyring = pytest.importorskip("keyring", reason="the environment is older than the pins")
        from tests.keyrings import Drawer

        before = keyring.get_keyring()
        drawer = Drawer()
        keyring.set_keyring(drawer)
        yield drawer
        keyring.set_keyring(before)

    def test_it_is_off_then_on_then_off(self, opened: Opened, secret_path: Path, drawer: Any) -> None:
        desk = opened(secret_path, OLD)
        made = card(desk)
        assert not made.remember.isChecked()
        assert drawer.entries == {}
        QTest.mouseClick(made.remember, Qt.MouseButton.LeftButton, pos=made.remember.rect().center())
        settle()
        assert made.remember.isChecked()
        assert len(drawer.entries) == 1
        assert OLD not in str(drawer.entries)
        assert OLD not in str(desk.settings)
        assert unlocked(secret_path, OLD).key_hex not in str(desk.settings)
        desk.back_to_welcome()
        assert desk.open_path(secret_path)  # asks nothing
        assert desk.view is not None
        desk.view.go_to("settings")
        card(desk).remember.click()
        assert not card(desk).remember.isChecked()
        assert drawer.entries == {}
        desk.back_to_welcome()
        asked: list[str] = []

        def refuse(dialog: QDialog) -> None:
            asked.append(said(dialog))
            dialog.reject()

        answer(PassphraseDialog, refuse)
        assert not desk.open_path(secret_path)
        assert len(asked) == 1

    def test_opened_by_the_keyring_it_locks_copies_and_changes(
        self, opened: Opened, secret_path: Path, drawer: Any, qtbot: QtBot
    ) -> None:
        desk = opened(secret_path, OLD)
        card(desk).remember.click()
        desk.back_to_welcome()
        assert desk.open_path(secret_path)
        assert desk.passphrase != OLD
        desk.secrecy.lock()
        page = desk.window.centralWidget()
        assert isinstance(page, LockPage)
        type_phrase(page.field, OLD)
        page.unlock()
        assert not desk.secrecy.is_locked
        assert desk.view is not None
        desk.view.go_to("settings")
        (before,) = drawer.entries
        press(card(desk), "Change it …")
        dialog = change_dialog(desk)
        assert dialog.chosen is not None
        for field, text in ((dialog.present, OLD), (dialog.chosen.field, NEW), (dialog.chosen.again, NEW)):
            type_phrase(field, text)
        press(dialog, "Change it")
        qtbot.waitUntil(lambda: desk.passphrase == NEW, timeout=10_000)
        (after,) = drawer.entries
        assert after != before
        assert after[1] == secret_path.read_bytes()[:16].hex()
        assert desk.settings.remembered == (after[1],)
        desk.back_to_welcome()
        assert desk.open_path(secret_path)

    def test_removing_the_passphrase_forgets_it(
        self, opened: Opened, secret_path: Path, drawer: Any, qtbot: QtBot
    ) -> None:
        desk = opened(secret_path, OLD)
        card(desk).remember.click()
        press(card(desk), "Remove it …")
        dialog = change_dialog(desk)
        type_phrase(dialog.present, OLD)
        press(dialog, "Remove it")
        qtbot.waitUntil(lambda: desk.view is not None and desk.passphrase is None, timeout=10_000)
        assert drawer.entries == {}
        assert desk.settings.remembered == ()

    def test_a_locked_keyring_is_one_calm_sentence(self, opened: Opened, secret_path: Path) -> None:
        import keyring

        from tests.keyrings import LockedDrawer

        keyring.set_keyring(LockedDrawer())
        desk = opened(secret_path, OLD)
        made = card(desk)
        made.remember.click()
        assert not made.remember.isChecked()
        assert made.trouble.text() == "This computer’s keyring is locked or gave no answer. Nothing was changed."
        assert desk.settings.remembered == ()
        desk.set_settings(replace(desk.settings, remembered=(secret_path.read_bytes()[:16].hex(),)))
        desk.back_to_welcome()
        heard: list[str] = []

        def type_it(dialog: QDialog) -> None:
            assert isinstance(dialog, PassphraseDialog)
            heard.append(dialog.mistake.text())
            dialog.field.field.setText(OLD)
            dialog.open_button.click()

        answer(PassphraseDialog, type_it)
        assert desk.open_path(secret_path)
        assert heard == ["This computer’s keyring is locked or gave no answer. Nothing was changed."]

    def test_a_keyring_that_never_answers_is_given_up(
        self, opened: Opened, secret_path: Path, drawer: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import time

        monkeypatch.setattr(secrecy, "KEYRING_PATIENCE_S", 0.2)
        monkeypatch.setattr(drawer, "get_password", lambda *what: time.sleep(1.5))
        desk = opened(secret_path, OLD)
        made = card(desk)
        made.remember.click()
        assert "gave no answer" in made.trouble.text()

    def test_an_entry_that_somebody_took_out_is_asked_for_and_forgotten(
        self, opened: Opened, secret_path: Path, drawer: Any
    ) -> None:
        desk = opened(secret_path, OLD)
        card(desk).remember.click()
        desk.back_to_welcome()
        drawer.entries.clear()
        answer(PassphraseDialog, lambda dialog: dialog.reject())
        assert not desk.open_path(secret_path)
        assert desk.settings.remembered == ()

    def test_a_copy_elsewhere_opens_with_the_same_entry(
        self, opened: Opened, secret_path: Path, tmp_path: Path, drawer: Any
    ) -> None:
        """A copy begins with the same salt, and belongs to the same key."""
        desk = opened(secret_path, OLD)
        card(desk).remember.click()
        (tmp_path / "elsewhere").mkdir()
        copy = Path(shutil.copy(secret_path, tmp_path / "elsewhere" / "Copy.journal"))
        desk.back_to_welcome()
        assert desk.open_path(copy)
