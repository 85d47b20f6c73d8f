"""A locked window shows nothing of the journal, keeps what is typed, and opens with the passphrase alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.domain.notes import Note
from journal.domain.patient import CareSheet
from journal.store.opening import open_journal, unlocked
from journal.ui.care_sheet_dialog import CareSheetDialog
from journal.ui.desk import Desk
from journal.ui.locking import secrecy
from journal.ui.locking.lock_page import LockPage
from journal.ui.messages import Message, ask, tell
from journal.ui.passphrase import PassphraseDialog
from tests.text.readability import grade
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.locking.conftest import PHRASE
from tests.ui.seeing import cut_off, nameless, sideways, too_low
from tests.ui.test_desk import answer

NewDesk = Callable[..., Desk]


def lock_page(desk: Desk) -> LockPage:
    page = desk.window.centralWidget()
    assert isinstance(page, LockPage)
    return page


def unlock(desk: Desk, phrase: str = PHRASE) -> None:
    page = lock_page(desk)
    page.field.field.selectAll()
    QTest.keyClicks(page.field.field, phrase)
    QTest.keyClick(page.field.field, Qt.Key.Key_Return)
    settle()


def names_in_the_tree() -> list[str]:
    """Every name, description and value that a screen reader could reach from the program's windows."""
    found: list[str] = []

    def walk(interface: object, depth: int = 0) -> None:
        if interface is None or depth > 60:
            return
        kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        found.extend(interface.text(kind) for kind in kinds)  # type: ignore[attr-defined]
        for number in range(interface.childCount()):  # type: ignore[attr-defined]
            walk(interface.child(number), depth + 1)  # type: ignore[attr-defined]

    for window in QGuiApplication.topLevelWindows():
        walk(window.accessibleRoot())
    return [text for text in found if text]


def shown_words(desk: Desk) -> str:
    """Everything that stands in a window that exists, seen or not."""
    parts = []
    for window in [desk.window, *(each for each in QApplication.topLevelWidgets() if each.isVisible())]:
        parts.append(window.windowTitle())
        for child in window.findChildren(QWidget):
            parts += [child.accessibleName(), child.accessibleDescription(), child.toolTip()]
            if isinstance(child, QLineEdit | QComboBox):
                parts.append(child.text() if isinstance(child, QLineEdit) else child.currentText())
            elif isinstance(child, QPlainTextEdit):
                parts.append(child.toPlainText())
            elif hasattr(child, "text") and callable(child.text):
                parts.append(child.text())
    return "\n".join(parts)


def test_nothing_of_the_journal_is_left_in_the_window(desk: Desk) -> None:
    assert desk.view is not None
    desk.view.go_to("results")
    desk.view.write("CANARY label", lambda draft: draft.save(Note(happened_on=NOW.date(), text="CANARY")))
    settle()
    before = shown_words(desk)
    assert "CANARY" in before
    assert "Marianne" in before
    desk.menus.action("lock").trigger()
    settle()
    assert desk.window.windowTitle() == "Mine.journal"
    assert said(desk.window).splitlines() == [
        "“Mine.journal” is locked",
        "What you were writing is kept. Type the passphrase to go on.",
    ]
    words = shown_words(desk)
    assert "CANARY" not in words
    assert "Marianne" not in words
    assert all(grade(line) <= 6 for line in said(desk.window).splitlines()[1:])
    assert desk.view is not None
    assert desk.view.window() is not desk.window
    assert not desk.view.isVisible()


def test_the_screen_reader_reaches_nothing_of_it(desk: Desk) -> None:
    assert desk.view is not None
    desk.view.edit_care_sheet()
    settle()
    before = names_in_the_tree()
    assert any("Marianne" in text for text in before)
    assert any("24-hour number" in text for text in before)
    desk.secrecy.lock()
    settle()
    after = names_in_the_tree()
    assert any("Passphrase" in text for text in after)
    assert not any("Marianne" in text or "24-hour" in text or "020" in text for text in after)
    unlock(desk)
    assert any("Marianne" in text for text in names_in_the_tree())


def test_its_shortcuts_and_menu_sleep(desk: Desk) -> None:
    desk.secrecy.lock()
    working = {key for key, action in desk.menus._actions.items() if action.isEnabled()}
    assert working == {"quit", "larger", "smaller", "usual"}
    unlock(desk)
    assert desk.menus.action("undo").isEnabled()
    assert desk.menus.action("lock").shortcut().toString() == "Ctrl+Shift+L"


def test_typing_comes_back_in_page_and_form(desk: Desk) -> None:
    assert desk.view is not None
    note = desk.view.page.check_in.note  # type: ignore[union-attr]
    note.setFocus()
    QTest.keyClicks(note, "half a thought")
    number = desk.view.page.findChildren(QLineEdit)[0]  # type: ignore[union-attr]
    number.setText("thirty-eight")  # cannot be read: stays where it is
    desk.view.edit_care_sheet()
    (dialog,) = desk.window.findChildren(CareSheetDialog)
    dialog.phone.setText("0123")
    tell(dialog, "A word on top of it.")
    settle()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert len(shown) == 2
    desk.secrecy.lock()
    settle()
    assert not any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())
    with open_journal(desk.view.live.read.path, PHRASE, read_only=True) as journal:
        assert "half a thought" in {each.text for each in journal.all(Note)}  # even if the power goes now
    unlock(desk)
    assert note.toPlainText() == "half a thought"
    assert number.text() == "thirty-eight"
    assert dialog.isVisible()
    assert dialog.isModal()
    assert dialog.phone.text() == "0123"
    message = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    message.close()
    press(dialog, "Keep")
    assert [sheet.phone for sheet in desk.view.live.read.all(CareSheet)] == ["0123"]
    assert desk.window.windowTitle() == "Mine"


def test_the_keyboard_comes_back_where_it_was(desk: Desk) -> None:
    assert desk.view is not None
    desk.view.focus_quick_line()
    field = desk.view.top_bar.quick_line.field
    QTest.keyClicks(field, "nausea 2")
    desk.secrecy.lock()
    assert lock_page(desk).field.field.hasFocus()
    unlock(desk)
    assert field.text() == "nausea 2"
    assert field.hasFocus()


def test_a_wrong_passphrase_is_calm_and_never_the_last_try(desk: Desk) -> None:
    desk.secrecy.lock()
    for _attempt in range(12):
        unlock(desk, "acorn bicycle")
        page = lock_page(desk)
        assert page.mistake.text() == (
            "This is not the passphrase of “Mine.journal”. Check capital letters and try again."
        )
        assert page.field.field.hasFocus()
    unlock(desk)
    assert not desk.secrecy.is_locked


def test_the_key_on_the_recovery_sheet_unlocks_it_too(desk: Desk) -> None:
    assert desk.view is not None
    raw = unlocked(desk.view.live.read.path, PHRASE).raw
    desk.secrecy.lock()
    unlock(desk, raw[2:-1])
    assert not desk.secrecy.is_locked


def test_it_opens_although_the_stick_was_pulled_out(desk: Desk) -> None:
    assert desk.view is not None
    path = desk.view.live.read.path
    desk.secrecy.lock()
    path.rename(path.with_name("elsewhere"))
    unlock(desk)
    assert not desk.secrecy.is_locked
    path.with_name("elsewhere").rename(path)


def test_a_question_that_was_waiting_is_answered_no(desk: Desk) -> None:
    answer(Message, lambda dialog: desk.secrecy.lock())
    assert not ask(desk.window, "Take it back?", "Take it back")
    assert desk.secrecy.is_locked
    unlock(desk)
    assert not any(isinstance(each, Message) and each.isVisible() for each in QApplication.topLevelWidgets())


def test_what_wants_to_show_meanwhile_waits(desk: Desk) -> None:
    desk.secrecy.lock()
    tell(desk.window, "The copy did not turn out whole.")
    settle()
    assert not any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())
    assert desk.view is not None
    desk.view.say("CANARY")
    settle()
    assert not desk.view.toast.isVisible()
    unlock(desk)
    (message,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert message.words.text() == "The copy did not turn out whole."
    message.close()


def test_what_opens_behind_it_stays_behind_it(desk: Desk, tmp_path: Path) -> None:
    """Slow work may turn to another view, or to a restored journal, while the window is locked."""
    assert desk.view is not None
    desk.secrecy.lock()
    desk._show(desk.view.live, "results")
    settle()
    assert lock_page(desk).isVisible()
    assert desk.window.windowTitle() == "Mine.journal"
    assert "Marianne" not in shown_words(desk)
    unlock(desk)
    assert desk.view.page_key == "results"
    assert desk.view.isVisible()
    desk.secrecy.lock()
    path = desk.view.live.read.path
    copy = path.with_name("Restored.journal")
    copy.write_bytes(path.read_bytes())
    desk.take(open_journal(copy, PHRASE), PHRASE, "today")
    settle()
    assert desk.secrecy.is_locked
    assert lock_page(desk).isVisible()
    assert "Marianne" not in shown_words(desk)
    unlock(desk)
    assert desk.view.live.read.path == copy


def test_popups_close(desk: Desk, qtbot: QtBot) -> None:
    desk.menus.open_menu()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    desk.secrecy.lock()
    settle()
    assert QApplication.activePopupWidget() is None


def test_an_open_form_keeps_the_window_from_closing(desk: Desk) -> None:
    assert desk.view is not None
    desk.view.edit_care_sheet()
    settle()
    desk.secrecy.lock()
    desk.window.close()
    settle()
    assert desk.window.isVisible()
    assert "Unlock first" in lock_page(desk).mistake.text()
    press(desk.window, "Close the journal")
    assert desk.secrecy.is_locked
    unlock(desk)
    (dialog,) = desk.window.findChildren(CareSheetDialog)
    dialog.reject()
    desk.secrecy.lock()
    press(desk.window, "Close the journal")
    assert desk.welcome is not None
    assert not desk.secrecy.is_locked


def test_what_is_typed_and_not_kept_keeps_the_window_from_closing(desk: Desk) -> None:
    assert desk.view is not None
    desk.view.focus_quick_line()
    QTest.keyClicks(desk.view.top_bar.quick_line.field, "nausea")
    desk.secrecy.lock()
    desk.window.close()
    assert desk.window.isVisible()
    assert "Unlock first" in lock_page(desk).mistake.text()
    unlock(desk)
    assert desk.view.top_bar.quick_line.field.text() == "nausea"


def test_files_wait_until_it_is_open(desk: Desk, tmp_path: Path) -> None:
    desk.secrecy.lock()
    desk.take_dropped([tmp_path / "results.csv"])
    desk.take_dropped([tmp_path / "other.journal"])
    assert "Unlock first" in lock_page(desk).mistake.text()


def test_a_journal_without_a_passphrase_does_not_lock(new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(empty_path)
    assert not desk.menus.action("lock").isEnabled()
    desk.secrecy.lock()
    assert not desk.secrecy.is_locked
    assert not desk.secrecy.watch.is_watching


def test_it_locks_when_nobody_is_there(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrecy, "SECONDS_A_MINUTE", 0.3)
    assert desk.secrecy.watch.is_watching
    desk.secrecy.watch._tick.setInterval(20)
    desk.set_settings(replace(desk.settings, lock_after=1))
    window = desk.window.windowHandle()
    for _key in range(4):  # somebody is: each key starts the wait anew
        QTest.qWait(150)
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier))
        assert not desk.secrecy.is_locked
    qtbot.waitUntil(lambda: desk.secrecy.is_locked, timeout=3_000)
    unlock(desk)
    qtbot.waitUntil(lambda: desk.secrecy.is_locked, timeout=3_000)


def test_never_means_never(desk: Desk) -> None:
    desk.set_settings(replace(desk.settings, lock_after=0))
    now = [0.0]
    desk.secrecy.watch._idle_clock = lambda: now[0]
    now[0] = 1e9
    assert not desk.secrecy.watch.look()
    assert desk.secrecy.watch.is_watching  # for sleep


def test_the_lock_page_can_be_read_and_used_at_every_size(desk: Desk) -> None:
    desk.secrecy.lock()
    lock_page(desk).unlock()
    for width, height, text_size in [(1280, 860, 100), (1024, 700, 150), (1024, 700, 200), (1024, 700, 250)]:
        desk.window.resize(width, height)
        desk.set_settings(replace(desk.settings, text_size=text_size))
        settle()
        assert nameless(desk.window) == too_low(desk.window) == cut_off(desk.window) == sideways(desk.window) == []


def test_opening_asks_and_then_it_locks(new_desk: NewDesk, secret_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "Mine.journal"
    path.write_bytes(secret_file.read_bytes())
    desk = new_desk()

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, PassphraseDialog)
        dialog.field.field.setText(PHRASE)
        dialog.open_button.click()

    answer(PassphraseDialog, type_it)
    assert desk.open_path(path)
    desk.secrecy.lock()
    assert desk.secrecy.is_locked
    unlock(desk)


def test_a_journal_as_it_was_locks_and_comes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.looking_back.look(NOW - timedelta(days=30))
    qtbot.waitUntil(lambda: desk.looking_back.is_on, timeout=60_000)
    settle()
    assert desk.view is not None
    assert desk.view.live.is_past
    desk.secrecy.lock()
    settle()
    assert "As it was" not in shown_words(desk)
    assert "Marianne" not in shown_words(desk)
    unlock(desk)
    assert desk.looking_back.is_on
    assert desk.looking_back.bar is not None
    assert desk.looking_back.bar.isVisible()
    desk.secrecy.lock()
    press(desk.window, "Close the journal")
    assert desk.welcome is not None
    assert not desk.looking_back.is_on


def test_looking_back_that_is_slow_arrives_behind_the_cover(desk: Desk, qtbot: QtBot) -> None:
    desk.looking_back.look(NOW - timedelta(days=30))
    desk.secrecy.lock()
    qtbot.waitUntil(lambda: desk.looking_back.is_on, timeout=60_000)
    settle()
    assert lock_page(desk).isVisible()
    assert "Marianne" not in shown_words(desk)
    unlock(desk)
    assert desk.view is not None
    assert desk.view.isVisible()
    assert desk.view.live.is_past


def test_an_earlier_day_is_hidden_too_and_still_there_afterwards(desk: Desk, qtbot: QtBot) -> None:
    assert desk.view is not None
    began = desk.view.live.read.began_at()
    assert began is not None
    desk.looking_back.look(began)
    qtbot.waitUntil(lambda: desk.looking_back.is_on, timeout=20_000)
    desk.secrecy.lock()
    settle()
    assert not any("As it was on" in text for text in names_in_the_tree())
    unlock(desk)
    assert desk.looking_back.bar is not None
    assert desk.looking_back.bar.isVisible()
    desk.looking_back.back()
    assert not desk.view.live.is_read_only
