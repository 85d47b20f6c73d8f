"""The history of an entry, reached from its row, its form and the timeline, read back, and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from journal.domain.imaging import Lesion, Measurement, Response, Scan
from journal.domain.medicines import Medicine
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.settings import Settings
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.history.dialog import HistoryDialog
from journal.ui.journal_view import JournalView
from journal.ui.pages.timeline.page import TimelinePage
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

TODAY = NOW.date()
NOTE = Note(id="the-note", happened_on=TODAY, text="first words")


@pytest.fixture
def open_view(new_desk: Callable[..., Desk], empty_path: Path) -> Callable[..., JournalView]:
    def make(*steps: Record, settings: Settings | None = None) -> JournalView:
        """Write each of *steps* as a change of its own, and open the window."""
        with open_journal(empty_path, author="Anna") as journal:
            for number, record in enumerate(steps):
                with journal.change(f"Step {number + 1}") as draft:
                    draft.save(record)
        desk = new_desk(empty_path, settings)
        assert desk.view is not None
        return desk.view

    return make


def dialog_of(qtbot: QtBot, view: JournalView) -> HistoryDialog:
    """Return the history that is open, when it has been read."""
    qtbot.waitUntil(lambda: bool(view.window().findChildren(HistoryDialog)), timeout=5_000)
    dialog = view.window().findChildren(HistoryDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.words), timeout=10_000)
    settle()
    return dialog


def timeline_of(qtbot: QtBot, view: JournalView) -> TimelinePage:
    view.go_to("timeline")
    page = view.page
    assert isinstance(page, TimelinePage)
    qtbot.waitUntil(lambda: page._is_whole, timeout=20_000)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    settle()
    return page


def test_the_timeline_shows_the_history_of_an_entry_by_key(qtbot: QtBot, open_view: Callable[..., JournalView]) -> None:
    view = open_view(NOTE, replace(NOTE, text="second words", author="Tom"))
    timeline_of(qtbot, view)
    QTest.keyClick(view.window(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    words = said(dialog_of(qtbot, view))
    assert "Text: second words. Before: first words" in words
    assert "This is how it stands now." in words
    assert "Step 2" in words
    assert "by Anna" in words


def test_an_earlier_state_comes_back_and_undo_takes_that_back(
    qtbot: QtBot, open_view: Callable[..., JournalView]
) -> None:
    view = open_view(NOTE, replace(NOTE, text="second words"))
    page = timeline_of(qtbot, view)
    press(page, "History")
    dialog = dialog_of(qtbot, view)
    press(dialog, "Bring this back")
    note = view.live.read.get(Note, NOTE.id)
    assert note is not None
    assert note.text == "first words"
    assert view.live.undo_label.startswith("Brought back: ")
    view.live.undo()
    note = view.live.read.get(Note, NOTE.id)
    assert note is not None
    assert note.text == "second words"


def test_a_form_has_the_history_of_its_record(qtbot: QtBot, open_view: Callable[..., JournalView]) -> None:
    view = open_view(NOTE)
    page = timeline_of(qtbot, view)
    page.open_new()
    assert page.form is not None
    assert page.form.history.isHidden(), "what is not written yet has no history"
    page.open_note(NOTE)
    settle()
    press(page.form, "History")
    assert "Text: first words" in said(dialog_of(qtbot, view))


def test_a_row_offers_its_history_on_a_menu(qtbot: QtBot, open_view: Callable[..., JournalView]) -> None:
    view = open_view(Medicine(id="the-medicine", happened_on=TODAY, name="Ondansetron", dose="8 mg"))
    page = timeline_of(qtbot, view)
    place = page.list.visualRect(page.list.currentIndex()).center()
    shown = page.list.viewport().mapToGlobal(place)
    QApplication.sendEvent(page.list.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, shown))
    menu = next(menu for menu in view.findChildren(QMenu) if menu.isVisible())
    (action,) = menu.actions()
    action.trigger()
    menu.close()
    assert "Dose: 8 mg" in said(dialog_of(qtbot, view))


def test_with_nothing_chosen_it_says_so(open_view: Callable[..., JournalView]) -> None:
    view = open_view()
    view.show_history()
    assert "Choose an entry first" in view.toast.words


SCAN = Scan(id="the-scan", happened_on=TODAY, called=Response.PD, called_text="has grown")
SPOT = Lesion(id="the-spot", happened_on=TODAY, name="segment seven")
SIZE = Measurement(id="the-size", happened_on=TODAY, scan_id=SCAN.id, lesion_id=SPOT.id, mm=Decimal("77.7"))


@pytest.mark.parametrize("keeps_open", [False, True])
def test_what_a_scan_gave_stays_folded(qtbot: QtBot, open_view: Callable[..., JournalView], keeps_open: bool) -> None:
    view = open_view(SCAN, SPOT, SIZE, settings=Settings(theme="light", keep_results_open=keeps_open))
    view.history.show((SCAN, SIZE, SPOT))
    dialog = dialog_of(qtbot, view)
    told = ("has grown", "progressive disease", "77.7", "segment seven")
    assert all((words in said(dialog)) is keeps_open for words in told)
    if not keeps_open:
        press(dialog, "Show what scans and tests gave")
        assert all(words in said(dialog) for words in told)


def test_it_fits_and_every_control_has_a_name(qtbot: QtBot, open_view: Callable[..., JournalView]) -> None:
    texts = [f"what was written the {number}. time, in one sentence after the other " * 3 for number in range(30)]
    view = open_view(*[replace(NOTE, text=text, happened_on=date(2026, 11, 1)) for text in texts])
    view.history.show((NOTE,))
    dialog = dialog_of(qtbot, view)
    assert said(dialog).count("Step") == 20, "the latest twenty come first"
    for check in (nameless, too_low, cut_off, sideways):
        assert check(dialog) == []
