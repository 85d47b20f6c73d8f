"""The whole journal as it was on a day: looked at, said clearly, left again, and brought back in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journal.actions.bin import in_the_bin
from journal.actions.time_machine import moments_of
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.store.journal import Journal
from journal.store.opening import create
from journal.ui.desk import Desk
from journal.ui.history.past_dialogs import ApartDialog, MomentDialog
from tests.ui.acting import press, said, settle, type_in
from tests.ui.seeing import cut_off, nameless, sideways, too_low

START = datetime(2026, 11, 1, 12, tzinfo=UTC)  # each change a day after the one before
STAYS, CHANGES, GOES = (
    Note(id=text, happened_on=date(2026, 11, 1), text=text) for text in ("stays", "changes", "goes")
)
LATER = Note(id="later", happened_on=date(2026, 11, 5), text="later")


def write_story(path: Path) -> None:
    """Write three notes; change one, take one out and add one, each on a day of its own."""
    days = count()
    with create(path, author="Anna", clock=lambda: START + timedelta(days=next(days))) as journal:
        for change in (
            lambda draft: draft.save_all((STAYS, CHANGES, GOES)),
            lambda draft: draft.save(replace(CHANGES, text="changed")),
            lambda draft: draft.delete(GOES),
            lambda draft: draft.save(LATER),
        ):
            with journal.change("A step") as draft:
                change(draft)


@pytest.fixture
def desk(new_desk: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    places = tmp_path / "temporary"
    places.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places))
    write_story(tmp_path / "Anna.journal")
    return new_desk(tmp_path / "Anna.journal")


def texts(journal: Journal) -> set[str]:
    return {note.text for note in journal.all(Note)}


def went_through(journal: Journal, note: Note) -> list[str]:
    """Return what the history of *note* tells, newest first."""
    return [each.text for moment in moments_of(journal, [note]) for each in moment.stood if isinstance(each, Note)]


def look_back(qtbot: QtBot, desk: Desk, day: str) -> None:
    desk.menus.action("past").trigger()
    dialog = desk.window.findChildren(MomentDialog)[-1]
    settle()
    type_in(dialog.day, day)
    press(dialog, "Look")
    qtbot.waitUntil(lambda: desk.looking_back.is_on, timeout=20_000)
    settle()


def apart_dialog(qtbot: QtBot, desk: Desk) -> ApartDialog:
    assert desk.looking_back.bar is not None
    press(desk.looking_back.bar, "Bring back …")
    dialog = desk.window.findChildren(ApartDialog)[-1]
    qtbot.waitUntil(lambda: not dialog.busy._timer.isActive() and bool(dialog.about.text()), timeout=20_000)
    settle()
    return dialog


def test_every_page_shows_that_day_and_says_so(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "1 November 2026")
    assert desk.view is not None
    assert texts(desk.view.live.read) == {"stays", "changes", "goes"}
    assert "As it was on 1\u00a0November\u00a02026" in said(desk.view)
    assert "Nothing can be written here." in said(desk.view)
    assert desk.view.live.is_read_only
    assert desk.view.today() == date(2026, 11, 1)
    for page in ("today", "timeline", "settings"):
        desk.view.go_to(page)
        settle()
        assert desk.looking_back.bar is not None
        assert desk.looking_back.bar.isVisible()
        for check in (nameless, too_low, cut_off, sideways):
            assert check(desk.looking_back.bar) == []
    assert "Anna.journal" in said(desk.view), "the file that is named is the person’s own"
    assert desk.looking_back.bar is not None
    press(desk.looking_back.bar, "Back to today")
    assert not desk.looking_back.is_on
    assert texts(desk.view.live.read) == {"stays", "changed", "later"}
    assert not desk.view.live.is_read_only
    assert "As it was on" not in said(desk.view)


def test_histories_and_the_bin_are_those_of_that_day(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "2 November 2026")
    assert desk.view is not None
    then = desk.view.live.read
    (changed,) = (note for note in then.all(Note) if note.id == "changes")
    assert went_through(then, changed) == ["changed", "changes"]
    assert in_the_bin(then) == ()
    dialog = desk.view.history.show((changed,))
    assert dialog is not None
    qtbot.waitUntil(lambda: "2 changes." in dialog.about.text())
    qtbot.waitUntil(lambda: "This is how it stood that day." in said(dialog))  # laid out after it was read
    assert "Bring this back" not in said(dialog)
    dialog.reject()
    look_back(qtbot, desk, "1 November 2026")  # before the change
    then = desk.view.live.read
    assert went_through(then, CHANGES) == ["changes"]
    look_back(qtbot, desk, "3 November 2026")  # after one was deleted, and before another was written
    then = desk.view.live.read
    assert [each.record.id for each in in_the_bin(then)] == ["goes"]
    assert went_through(then, LATER) == []
    desk.looking_back.back()
    assert desk.view is not None
    assert went_through(desk.view.live.read, LATER) == ["later"]


def test_what_lies_in_the_temporary_folder_is_locked_and_goes(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    look_back(qtbot, desk, "2 November 2026")
    places = tmp_path / "temporary"
    (folder,) = places.iterdir()
    assert os.name == "nt" or stat.S_IMODE(folder.stat().st_mode) == 0o700
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert held
    assert b"changed" not in held
    desk.looking_back.back()
    qtbot.waitUntil(lambda: not list(places.iterdir()), timeout=5_000)


def test_single_entries_come_back_in_one_step(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "1 November 2026")
    dialog = apart_dialog(qtbot, desk)
    assert [row.what for row in dialog.model.records] == ["not there any more", "reads differently", "written since"]
    press(dialog, "Bring back the chosen")
    assert desk.view is not None
    assert texts(desk.view.live.read) == {"stays", "changed", "later", "goes"}
    assert desk.view.live.undo_label.endswith("1 entry")
    desk.view.live.undo()
    assert texts(desk.view.live.read) == {"stays", "changed", "later"}


def test_several_are_chosen_with_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "1 November 2026")
    dialog = apart_dialog(qtbot, desk)
    QTest.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for check in (nameless, cut_off, sideways):
        assert check(dialog) == []
    press(dialog, "Bring back the chosen")
    assert desk.view is not None
    assert texts(desk.view.live.read) == {"stays", "changes", "later", "goes"}


def test_everything_becomes_as_it_was_and_undo_takes_that_back(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "1 November 2026")
    dialog = apart_dialog(qtbot, desk)
    assert "1 entry written since goes to the bin" in said(dialog)
    press(dialog, "Make everything as it was")
    assert desk.view is not None
    assert texts(desk.view.live.read) == {"stays", "changes", "goes"}
    desk.view.undo()
    assert texts(desk.view.live.read) == {"stays", "changed", "later"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("12 October 2026", "Nothing was written by then. Choose a later day."),
        ("whenever", "is not a day"),
        ("", "Write a day here"),
    ],
)
def test_a_day_without_a_journal_is_said_and_nothing_is_shown(desk: Desk, day: str, words: str) -> None:
    desk.looking_back.choose()
    dialog = desk.window.findChildren(MomentDialog)[-1]
    settle()
    type_in(dialog.day, day)
    press(dialog, "Look")
    assert words in said(dialog)
    assert dialog.isVisible()
    assert not desk.looking_back.is_on


def test_a_scan_stands_in_one_row_with_its_sizes_and_comes_back_with_them(
    qtbot: QtBot, new_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    scan, spot = Scan(id="scan", happened_on=date(2026, 11, 1)), Lesion(id="s", happened_on=date(2026, 11, 1), name="a")
    size = Measurement(id="size", happened_on=scan.happened_on, scan_id=scan.id, lesion_id=spot.id)
    days = count()
    with create(tmp_path / "Scan.journal", clock=lambda: START + timedelta(days=next(days))) as journal:
        with journal.change("Add") as draft:
            draft.save_all((scan, spot, size))
        with journal.change("Delete") as draft:
            draft.delete(scan)
    desk = new_desk(tmp_path / "Scan.journal")
    look_back(qtbot, desk, "1 November 2026")
    dialog = apart_dialog(qtbot, desk)
    (row,) = dialog.model.records
    assert row.title == "CT, and 1 part"
    press(dialog, "Bring back the chosen")
    assert desk.view is not None
    assert {record.id for record in desk.view.live.read.everything()} == {"scan", "s", "size"}


def test_closing_while_looking_back_closes_both(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    look_back(qtbot, desk, "1 November 2026")
    desk.back_to_welcome()
    assert desk.view is None
    qtbot.waitUntil(lambda: not list((tmp_path / "temporary").iterdir()), timeout=5_000)
    assert desk.open_path(tmp_path / "Anna.journal"), "nothing holds the file any more"


def test_a_change_of_language_keeps_the_bar(qtbot: QtBot, desk: Desk) -> None:
    look_back(qtbot, desk, "1 November 2026")
    desk.set_settings(replace(desk.settings, language="qps-rtl"))
    settle()
    assert desk.looking_back.bar is not None
    assert desk.looking_back.bar.isVisible()
    assert desk.looking_back.is_on
