"""One signal for every change; undo says what it takes back, and asks about what is from before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journal.domain.notes import Note
from journal.domain.symptoms import SymptomEntry
from journal.store.change import Change
from journal.store.opening import open_journal
from journal.ui.live_journal import LiveJournal

DAY = date(2026, 5, 30)


def test_each_change_is_announced_with_what_it_touched(qtbot: QtBot, live: LiveJournal) -> None:
    heard: list[Change] = []
    live.changed.connect(heard.append)
    with live.change("Note") as draft:
        draft.save(Note(happened_on=DAY, text="slept well"))
    live.undo()
    live.redo()
    assert [(change.action, change.label) for change in heard] == [("do", "Note"), ("undo", "Note"), ("redo", "Note")]
    assert all(change.touches(Note) and not change.touches(SymptomEntry) for change in heard)


def test_undo_and_redo_say_what_they_do(live: LiveJournal) -> None:
    assert (live.undo_label, live.redo_label) == ("", "")
    with live.change("Nausea: mild") as draft:
        draft.save(SymptomEntry(happened_on=DAY, symptom="nausea", level=1))
    assert (live.undo_label, live.redo_label) == ("Nausea: mild", "")
    assert not live.undo_is_from_before
    live.undo()
    assert (live.undo_label, live.redo_label) == ("", "Nausea: mild")


def test_a_change_from_before_this_start_is_known(live: LiveJournal, tmp_path: Path) -> None:
    with live.change("Note") as draft:
        draft.save(Note(happened_on=DAY, text="old"))
    path = live.read.path
    live.close()
    again = LiveJournal(open_journal(path))
    assert again.undo_is_from_before
    with again.change("Another") as draft:
        draft.save(Note(happened_on=DAY, text="new"))
    assert not again.undo_is_from_before
    again.undo()
    assert again.undo_is_from_before
    again.close()


def test_reading_only_is_known(live: LiveJournal) -> None:
    path = live.read.path
    live.close()
    only = LiveJournal(open_journal(path, read_only=True))
    assert only.is_read_only
    only.close()


def test_an_error_changes_and_announces_nothing(qtbot: QtBot, live: LiveJournal) -> None:
    def change() -> None:
        with live.change("Note") as draft:
            draft.save(Note(happened_on=DAY, text="half"))
            raise ZeroDivisionError

    with qtbot.assertNotEmitted(live.changed), pytest.raises(ZeroDivisionError):
        change()
    assert live.read.count(Note) == 0
