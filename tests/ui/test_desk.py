"""Files: new, open, switch, copy and close, with nothing lost; passphrases; a second start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from journal.domain.notes import Note
from journal.domain.patient import CareSheet, Patient
from journal.settings import Settings
from journal.store.opening import create, needs_passphrase, open_journal
from journal.ui.care_sheet_dialog import CareSheetDialog
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from journal.ui.messages import Message
from journal.ui.passphrase import PassphraseDialog, PassphraseField
from journal.ui.single_instance import Doorbell, meeting_place, ring
from journal.ui.widgets.words import Words
from tests.ui.acting import press
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, too_low

NewDesk = Callable[..., Desk]


def answer(kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Do *act* with the dialog of *kind* as soon as it is open."""

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                act(widget)
                return
        QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_a_first_journal_from_four_questions(qtbot: QtBot, new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    qtbot.mouseClick(desk.welcome.start, Qt.MouseButton.LeftButton)
    form = desk.welcome.start_form
    form._folder = tmp_path
    qtbot.keyClicks(form.name, "Anna")
    qtbot.keyClicks(form.phone, "020 7946 0123")
    qtbot.keyClicks(form.fever, "38,0")
    qtbot.keyClick(form.fever, Qt.Key.Key_Return)
    assert desk.view is not None
    journal = desk.view.live.read
    assert journal.path == tmp_path / "Anna.journal"
    patient, (sheet,) = journal.patient(), journal.all(CareSheet)
    assert patient is not None
    assert patient.call_me == "Anna"
    assert (sheet.phone, str(sheet.fever_at), sheet.confirmed_on) == ("020 7946 0123", "38.0", NOW.date())
    assert desk.window.windowTitle() == "Anna"
    assert not needs_passphrase(journal.path)
    assert desk.settings.recent == (str(journal.path),)


def test_the_first_questions_stand_close_with_fields_of_one_width(new_desk: NewDesk) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    desk.welcome.start.click()
    QApplication.processEvents()
    form = desk.welcome.start_form
    title, lead = form.findChildren(Words)[:2]
    between = lead.mapTo(form, lead.rect().topLeft()).y() - title.mapTo(form, title.rect().bottomLeft()).y()
    assert between <= 20
    text_field, *secret = form.name, *form.findChildren(PassphraseField)
    assert len(secret) == 2
    assert {field.width() for field in secret} == {text_field.width()}


def test_all_questions_can_wait(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    desk.welcome.start_form._folder = tmp_path
    desk.welcome.start_form.start.click()
    assert desk.view is not None
    assert list(desk.view.live.read.everything()) == []


@pytest.mark.parametrize(("first", "second", "row"), [("short", "short", 0), ("long enough", "long enouhg", 1)])
def test_a_passphrase_is_checked_before_it_is_used(
    new_desk: NewDesk, tmp_path: Path, first: str, second: str, row: int
) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    form = desk.welcome.start_form
    form._folder = tmp_path
    form.chosen.field.field.setText(first)
    form.chosen.again.field.setText(second)
    form.start.click()
    assert desk.view is None
    assert [bool(each.mistake) for each in (form.chosen.row, form.chosen.again_row)] == [row == 0, row == 1]
    assert list(tmp_path.glob("*.journal")) == []


def test_six_words_are_offered_for_a_first_journal(qtbot: QtBot, new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    desk.welcome.start.click()
    form = desk.welcome.start_form
    form._folder = tmp_path
    qtbot.keyClicks(form.chosen.field.field, "summer2026")
    assert "easy to guess" in form.chosen.strength.text()
    press(form, "Offer me six words")
    words = form.chosen.drawn.text()
    press(form, "Take these words")
    assert "very hard to guess" in form.chosen.strength.text()
    form.start.click()
    assert desk.view is not None
    assert desk.passphrase == words
    path = desk.view.live.read.path
    desk.secrecy.lock()
    assert desk.secrecy.is_locked
    desk.back_to_welcome()
    open_journal(path, words).close()


def test_a_passphrase_is_asked_for_until_it_fits(new_desk: NewDesk, tmp_path: Path) -> None:
    path = tmp_path / "Secret.journal"
    create(path, "correct horse").close()
    desk = new_desk()

    def try_two(dialog: QDialog) -> None:
        assert isinstance(dialog, PassphraseDialog)
        assert nameless(dialog) == too_low(dialog) == cut_off(dialog) == []
        dialog.field.field.setText("wrong")
        dialog.open_button.click()
        assert "does not open" in dialog.mistake.text()
        dialog.field.field.setText("correct horse")
        dialog.open_button.click()

    answer(PassphraseDialog, try_two)
    assert desk.open_path(path)
    assert desk.view is not None
    assert desk.view.live.read.path == path


def test_a_passphrase_that_is_not_known_leaves_everything(new_desk: NewDesk, tmp_path: Path, empty_path: Path) -> None:
    path = tmp_path / "Secret.journal"
    create(path, "correct horse").close()
    desk = new_desk(empty_path)
    answer(PassphraseDialog, lambda dialog: dialog.reject())
    assert not desk.open_path(path)
    assert desk.view is not None
    assert desk.view.live.read.path == empty_path


@pytest.mark.parametrize("content", [None, b"", b"not a journal at all"])
def test_what_is_no_journal_is_said_and_changes_nothing(
    new_desk: NewDesk, tmp_path: Path, empty_path: Path, content: bytes | None
) -> None:
    other = tmp_path / "other.journal"
    if content is not None:
        other.write_bytes(content)
    desk = new_desk(empty_path)
    assert not desk.open_path(other)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Message) and widget.isVisible()]
    assert len(shown) == 1
    assert "other.journal" in shown[0].words.text()
    shown[0].close()
    assert desk.view is not None
    assert desk.view.live.read.path == empty_path


def test_switching_takes_two_clicks_and_loses_nothing(new_desk: NewDesk, tmp_path: Path, empty_path: Path) -> None:
    other = tmp_path / "Other.journal"
    create(other).close()
    settings = Settings(theme="light").with_recent(other)
    desk = new_desk(empty_path, settings)
    assert desk.view is not None
    desk.view.page.check_in.note.setPlainText("half a thought")  # type: ignore[union-attr]
    menu = desk.menus.menu()
    (switch,) = [action for action in menu.actions() if action.text() == "Switch to Other"]
    switch.trigger()
    assert desk.view.live.read.path == other
    with open_journal(empty_path) as journal:
        assert [note.text for note in journal.all(Note)] == ["half a thought"]


def test_closing_the_window_keeps_what_is_typed(new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(empty_path)
    assert desk.view is not None
    desk.view.page.check_in.note.setPlainText("last words of the day")  # type: ignore[union-attr]
    desk.window.close()
    with open_journal(empty_path) as journal:
        assert [note.text for note in journal.all(Note)] == ["last words of the day"]


def test_a_copy_is_made_beside_the_open_journal(
    qtbot: QtBot, new_desk: NewDesk, empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(folder))
    desk = new_desk(empty_path)
    desk.save_copy()
    assert desk.view is not None
    toast = desk.view.toast
    qtbot.waitUntil(lambda: "A copy lies in stick" in toast.words)
    (copy,) = folder.iterdir()
    with open_journal(copy) as journal:
        assert journal.count(Note) == 0


def test_nothing_of_the_sample_is_kept(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.open_sample()
    assert desk.view is not None
    path = desk.view.live.read.path
    assert path.is_file()
    assert "(sample)" in desk.window.windowTitle()
    assert desk.settings.recent == ()
    desk.back_to_welcome()
    assert not path.exists()
    assert desk.welcome is not None


def test_a_locked_journal_can_be_read(new_desk: NewDesk, empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journal.ui.opening.ring", lambda path: False)
    with open_journal(empty_path):
        desk = new_desk()
        answer(Message, lambda dialog: dialog.accept())
        assert desk.open_path(empty_path)
        assert desk.view is not None
        assert desk.view.live.is_read_only
        assert not desk.menus.action("undo").isEnabled()
        assert not desk.view.top_bar.quick_line.field.isEnabled()
        desk.back_to_welcome()


def test_a_second_start_brings_the_first_window_forward(
    qtbot: QtBot, new_desk: NewDesk, empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bool] = []
    monkeypatch.setattr(MainWindow, "come_forward", lambda self: came.append(True))
    new_desk(empty_path)
    second = new_desk()
    assert not second.open_path(empty_path)
    assert came == [True]
    assert not second.window.isVisible()


def test_a_second_start_asks_for_no_passphrase(
    new_desk: NewDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bool] = []
    monkeypatch.setattr(MainWindow, "come_forward", lambda self: came.append(True))
    path = tmp_path / "Secret.journal"
    create(path, "correct horse").close()
    first = new_desk()
    first.take(open_journal(path, "correct horse"), "correct horse", "today")
    second = new_desk()
    assert not second.open_path(path)
    assert came == [True]
    assert not second.window.isVisible()


def test_a_session_without_a_folder_has_a_meeting_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert meeting_place().is_dir()


def test_a_bell_that_nobody_hears_is_given_up(qapp: QApplication, tmp_path: Path) -> None:
    assert not ring(tmp_path / "a.journal", tmp_path, wait_s=0.1)
    assert list(tmp_path.iterdir()) == []


def test_a_bell_rings_at_its_own_journal_only(qtbot: QtBot, tmp_path: Path) -> None:
    rung: list[str] = []
    for name in ("a", "b"):
        bell = Doorbell(tmp_path / f"{name}.journal", tmp_path, parent=None)
        bell.rung.connect(lambda name=name: rung.append(name))
        setattr(qtbot, f"bell_{name}", bell)
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(_ring_from_elsewhere(tmp_path)))
    asking.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=5_000)
    asking.join()
    assert (answers, rung) == ([True], ["b"])
    assert not any("journal" in path.name for path in tmp_path.iterdir())


def _ring_from_elsewhere(folder: Path) -> bool:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from journal.ui.single_instance import ring; f = Path(sys.argv[1]); sys.exit(not ring(f / 'b.journal', f))"
    )
    return subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == 0


def test_undo_of_something_from_before_asks_first(new_desk: NewDesk, empty_path: Path) -> None:
    with open_journal(empty_path) as journal, journal.change("Old note") as draft:
        draft.save(Note(happened_on=date(2026, 5, 1), text="old"))
    desk = new_desk(empty_path)
    assert desk.view is not None
    asked: list[str] = []

    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, Message)
        asked.append(dialog.words.text())
        dialog.reject()

    answer(Message, leave)
    desk.view.undo()
    assert "Old note" in asked[0]
    assert desk.view.live.read.count(Note) == 1
    answer(Message, lambda dialog: dialog.accept())
    desk.view.undo()
    assert desk.view.live.read.count(Note) == 0


def test_a_number_that_cannot_be_written_down_is_not_offered(new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(None)
    desk._take(open_journal(empty_path, read_only=True))
    assert desk.view is not None
    for place in (desk.view.sidebar.number, desk.view.bottom_bar):
        assert place.write_down.isHidden()
        assert place.number.text() == "not written down"


def test_the_number_is_always_in_sight(qtbot: QtBot, new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(empty_path)
    assert desk.view is not None
    view = desk.view
    assert view.sidebar.number.write_down.isVisible()
    view.sidebar.number.write_down.click()
    (dialog,) = desk.window.findChildren(CareSheetDialog)
    assert isinstance(dialog, CareSheetDialog)
    assert nameless(dialog) == too_low(dialog) == cut_off(dialog) == []
    dialog.phone.setText("020 7946 0123")
    dialog.fever.setText("83")
    dialog.keep.click()
    assert "what the sheet says" in dialog.fever_row.mistake
    dialog.fever.setText("38")
    dialog.keep.click()
    assert view.sidebar.number.number.text().strip("\u2066\u2069") == "020 7946 0123"
    assert view.sidebar.number.limit.text() == "Call at 38\u00a0°C or above"
    desk.set_settings(replace(desk.settings, text_size=200))
    QApplication.processEvents()
    assert not view.sidebar.isVisible()
    assert view.bottom_bar.number.isVisible()


def test_a_narrow_window_has_a_menu(qtbot: QtBot, new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path, Settings(theme="light", text_size=200))
    assert desk.view is not None
    view = desk.view
    assert not view.sidebar.isVisible()
    view.top_bar.menu.click()
    assert view.sidebar.isVisible()
    assert view.sidebar.buttons["today"].hasFocus()
    qtbot.keyClick(view.sidebar.buttons["today"], Qt.Key.Key_Escape)
    assert not view.sidebar.isVisible()
    view.top_bar.menu.click()
    qtbot.mouseClick(view._scrim, Qt.MouseButton.LeftButton, pos=view.rect().bottomRight())
    assert not view.sidebar.isVisible()


def test_the_person_may_change_the_look_at_once(new_desk: NewDesk, sample_path: Path) -> None:
    kept: list[Settings] = []
    desk = new_desk(sample_path)
    desk.window._keep = kept.append
    desk.menus.action("larger").trigger()
    assert kept[-1].text_size == 125
    for _ in range(9):
        desk.menus.action("larger").trigger()
    assert kept[-1].text_size == 250
    desk.menus.action("usual").trigger()
    assert kept[-1].text_size == 100
    desk.set_settings(replace(desk.settings, theme="black"))
    assert desk.window.palette().window().color().name() == "#000000"


def test_a_window_comes_back_where_it_was(new_desk: NewDesk) -> None:
    kept: list[Settings] = []
    desk = new_desk()
    desk.window._keep = kept.append
    desk.window.setGeometry(10, 20, 1100, 760)
    desk.window.close()
    place = kept[-1].window
    assert place is not None
    assert (place.x, place.y, place.width, place.height) == (10, 20, 1100, 760)
    again = MainWindow(kept[-1], keep=kept.append)
    assert again.geometry().size() == desk.window.geometry().size()
    far = MainWindow(replace(kept[-1], window=replace(place, x=50_000)), keep=kept.append)
    assert far.geometry().x() < 50_000


def test_names_of_journals_follow_the_person(new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(empty_path)
    assert desk.view is not None
    assert desk.view.journal_name == "Empty"
    desk.view.write("Name", lambda draft: draft.save(Patient(happened_on=NOW.date(), call_me="Anna")))
    assert desk.view.sidebar.journal.accessibleName() == "Anna’s journal: menu"
