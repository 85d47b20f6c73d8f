"""Nothing that any part of the program wants to say stands over a locked window; it is there when it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from journal.actions.copy_log import Trial
from journal.domain.notes import Note
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.results import VitalSign
from journal.store.backup import backup
from journal.store.faults import DamagedJournal, DiskFull
from journal.ui.attachments.files_part import FilesPart
from journal.ui.copying.keeper import say_failed
from journal.ui.copying.sharing import SharingWatch
from journal.ui.curtain import CURTAIN
from journal.ui.desk import Desk
from journal.ui.fault_dialog import FaultDialog
from journal.ui.faults import Faults
from journal.ui.messages import Message, ask, tell
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.locking.conftest import PHRASE
from tests.ui.locking.test_lock import lock_page, names_in_the_tree, shown_words, unlock
from tests.ui.test_desk import answer

CANARY = "CANARY the second scan"


class Watcher(QObject):
    """Notes every window that is shown, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def watcher(qapp: QApplication) -> Iterator[Watcher]:
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    yield watcher
    qapp.removeEventFilter(watcher)


def messages() -> list[Message]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]


def nothing_shows(desk: Desk, watcher: Watcher) -> None:
    """See to it that the lock page is all there is, and was all the time."""
    settle()
    assert watcher.shown == []
    assert lock_page(desk).isVisible()
    assert lock_page(desk).isEnabled()
    assert QApplication.activeModalWidget() is None
    assert not any("CANARY" in text for text in names_in_the_tree())
    assert not any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())


def refuse_file(desk: Desk) -> None:
    assert desk.view is not None
    part = FilesPart(desk.view.live, desk.view)
    part.setParent(desk.view)
    part._keep(([], [(CANARY, Problem(N_("This file is empty. Nothing was attached.")))]))


def fail_import(desk: Desk) -> None:
    assert desk.view is not None
    desk.background.run(
        lambda _progress: Path("/nowhere").read_bytes(),
        lambda _read: None,
        owner=desk.view,
        failed=lambda _error: tell(desk.window, CANARY),
    )


PARTS: dict[str, Callable[[Desk], object]] = {
    "a message": lambda desk: tell(desk.window, CANARY),
    "a message of a page": lambda desk: tell(desk.view, CANARY),
    "the copy keeper, about the journal": lambda desk: desk.copies._complain(DamagedJournal(desk.copies.path)),  # type: ignore[union-attr]
    "the monthly trial": lambda desk: desk.copies._tell(say_failed(Trial(NOW, 3, CANARY))),  # type: ignore[union-attr]
    "a shared folder": lambda desk: desk.copies.findChildren(SharingWatch)[0]._say((CANARY, ())),  # type: ignore[union-attr]
    "a file that was refused": refuse_file,
    "slow work that failed": fail_import,
    "a problem that nobody caught": lambda desk: Faults(desk)._show(DiskFull(Path(CANARY))),
}


@pytest.mark.parametrize("part", PARTS)
def test_what_it_says_waits(desk: Desk, watcher: Watcher, qtbot: QtBot, part: str) -> None:
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    PARTS[part](desk)
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    nothing_shows(desk, watcher)
    unlock(desk)
    (message,) = messages()
    assert message.isModal()
    assert message.words.text()
    message.close()
    settle()
    assert not CURTAIN.is_closed


def test_a_fault_of_ours_is_told_once_and_later(desk: Desk, watcher: Watcher) -> None:
    faults = Faults(desk)
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    for _time in range(3):
        faults._show(ValueError(CANARY))
    nothing_shows(desk, watcher)
    unlock(desk)
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, FaultDialog) and each.isVisible()]
    assert shown == [faults.dialog]
    shown[0].close()


def test_what_comes_first_is_shown_first_and_nothing_twice(desk: Desk, watcher: Watcher) -> None:
    assert desk.view is not None
    desk.view.edit_care_sheet()
    settle()
    desk.secrecy.lock()
    watcher.shown.clear()
    for words in ("one", "two"):
        tell(desk.window, words)
    unlock(desk)
    assert watcher.shown == ["CareSheetDialog", "Message", "Message"]
    assert QApplication.activeModalWidget() is max(messages(), key=lambda each: each.words.text() == "two")
    for message in messages():
        message.close()
    desk.secrecy.lock()
    unlock(desk)
    assert messages() == []


def let_all_go() -> None:
    CURTAIN.drop()
    for each in QApplication.topLevelWidgets():
        if isinstance(each, Message):
            each.reject()


def ask_while_locked(desk: Desk, meanwhile: Callable[[], object]) -> bool:
    """Ask a question as slow work does that ended; *meanwhile* happens while it waits for its answer."""
    QTimer.singleShot(50, desk, meanwhile)
    QTimer.singleShot(8_000, desk, let_all_go)  # so that a test that fails ends
    return ask(desk.window, CANARY, "Erase for good")


def test_a_question_is_asked_when_somebody_is_there(desk: Desk, watcher: Watcher) -> None:
    """Slow work that ends while the window is locked may ask; nobody has said no to that."""
    seen: list[str] = []
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()

    def meanwhile() -> None:
        nothing_shows(desk, watcher)
        seen.append("nothing")
        answer(Message, lambda dialog: press(dialog, "Erase for good"))
        unlock(desk)

    assert ask_while_locked(desk, meanwhile)
    assert seen == ["nothing"]
    assert not desk.secrecy.is_locked


def test_closing_the_journal_answers_no_and_says_nothing_more(desk: Desk, watcher: Watcher) -> None:
    seen: list[str] = []
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    tell(desk.window, CANARY)

    def meanwhile() -> None:
        nothing_shows(desk, watcher)
        seen.append("nothing")
        press(desk.window, "Close the journal")

    assert not ask_while_locked(desk, meanwhile)
    assert seen == ["nothing"]
    assert desk.welcome is not None
    settle()
    assert messages() == []
    tell(desk.window, "It speaks again")
    settle()
    assert len(messages()) == 1
    messages()[0].close()


def test_a_dialog_for_files_does_not_reach_the_screen(desk: Desk) -> None:
    """Those are Qt's or the system's own, and know no curtain."""
    desk.secrecy.lock()
    dialog = QFileDialog(desk.window, CANARY)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    handle = dialog.windowHandle()
    assert handle is None or not handle.isVisible()
    settle()
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None
    unlock(desk)
    assert dialog.isVisible()
    assert dialog.windowHandle().isVisible()
    dialog.close()


def test_the_toast_waits_however_long_it_takes(desk: Desk, watcher: Watcher, qtbot: QtBot) -> None:
    assert desk.view is not None
    toast = desk.view.toast
    toast._timer.setInterval(50)
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    desk.view.say("CANARY: no room on the stick")
    desk.view.write("CANARY label", lambda draft: draft.save(Note(happened_on=NOW.date(), text="came in")))
    desk.view.say("CANARY: no room on the stick")
    desk.view.say("CANARY: a copy is on this computer")
    qtbot.wait(200)
    nothing_shows(desk, watcher)
    toast._timer.setInterval(12_000)
    unlock(desk)
    assert toast.isVisible()
    assert toast.words.splitlines() == [
        "CANARY label",
        "CANARY: no room on the stick",
        "CANARY: a copy is on this computer",
    ]
    assert toast.button.isVisible()  # what came in meanwhile can be taken back
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert "came in" not in {note.text for note in desk.view.live.read.all(Note)}
    assert toast.words == "Taken back: CANARY label"


def test_a_toast_that_stood_there_goes_on_standing(desk: Desk, qtbot: QtBot) -> None:
    assert desk.view is not None
    desk.view.say("CANARY")
    desk.secrecy.lock()
    settle()
    assert not desk.view.toast._timer.isActive()
    unlock(desk)
    assert desk.view.toast.isVisible()
    desk.view.toast._timer.setInterval(30)
    desk.view.say("said now")
    assert desk.view.toast.words == "said now"
    qtbot.waitUntil(lambda: not desk.view.toast.isVisible())  # type: ignore[union-attr]


def test_a_call_card_is_read_aloud_when_somebody_is_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.view is not None
    view, spoken = desk.view, list[str]()

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            spoken.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    desk.secrecy.lock()
    settle()
    hot = VitalSign(happened_on=NOW.date(), analyte="body_temperature", quantity=Quantity(Decimal("39.4"), "Cel"))
    view.write("Temperature", lambda draft: draft.save(hot))
    settle()
    assert view.calls.banner is not None
    assert spoken == []
    unlock(desk)
    assert len(spoken) == 1
    assert "39" in spoken[0]


def test_who_leaves_while_the_passphrase_is_changed_finds_it_locked(desk: Desk, qtbot: QtBot) -> None:
    done: list[object] = []
    desk.secrecy.change("new words of mine", done.append)
    desk.secrecy.watch.away.emit()  # the computer slept
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    settle()
    assert desk.passphrase == "new words of mine"
    assert "Marianne" not in shown_words(desk)
    unlock(desk, "new words of mine")
    assert not desk.secrecy.is_locked
    desk.back_to_welcome()


def test_who_leaves_while_a_copy_is_brought_back_finds_it_locked(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    assert desk.view is not None
    path = desk.view.live.read.path
    (tmp_path / "copies").mkdir()
    copy = backup(path, tmp_path / "copies", NOW, PHRASE)
    desk.restoring.bring_back(copy, PHRASE)
    desk.secrecy.watch.away.emit()
    qtbot.waitUntil(lambda: desk.view is not None, timeout=20_000)
    settle()
    assert "Marianne" not in shown_words(desk)
    unlock(desk)
    assert desk.view.toast.words == "The copy was brought back."
    assert desk.view.toast.isVisible()


def test_what_is_told_once_ever_counts_as_told_when_somebody_is_there(
    desk: Desk, watcher: Watcher, qtbot: QtBot
) -> None:
    assert desk.copies is not None
    path = desk.copies.path
    path.with_name("Mine (Tom's conflicted copy 2026-11-01).journal").write_bytes(path.read_bytes())
    (watch,) = desk.copies.findChildren(SharingWatch)
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    watch.look()
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    nothing_shows(desk, watcher)
    assert desk.copies.log.told == ()
    unlock(desk)
    (message,) = messages()
    assert "conflicted copy 2026-11-01" in message.words.text()
    assert len(desk.copies.log.told) == 1
    message.close()


def test_a_journal_that_was_taken_over_is_not_shown_without_its_passphrase(
    desk: Desk, watcher: Watcher, qtbot: QtBot
) -> None:
    assert desk.view is not None
    assert desk.copies is not None
    path = desk.view.live.read.path
    (watch,) = desk.copies.findChildren(SharingWatch)
    desk.secrecy.lock()
    settle()
    watcher.shown.clear()
    watch.lost.emit()
    nothing_shows(desk, watcher)
    assert "Marianne" not in shown_words(desk)
    asked: list[str] = []

    def look_only(dialog: QDialog) -> None:
        asked.append(said(dialog))
        press(dialog, "Look at it only")

    answer(Message, look_only)
    unlock(desk)
    qtbot.waitUntil(lambda: desk.view is not None and desk.view.live.is_read_only, timeout=10_000)
    assert "Another computer has opened" in asked[0]
    assert desk.view.live.read.path == path
