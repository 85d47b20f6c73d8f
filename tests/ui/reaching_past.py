"""The ways to the history of an entry, to the journal as it was, and to the bin."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.notes import Note
from journal.domain.visits import Appointment
from journal.ui.desk import Desk
from journal.ui.history.bin_dialog import BinDialog
from journal.ui.history.dialog import HistoryDialog
from journal.ui.history.past_dialogs import ApartDialog, MomentDialog
from tests.ui.reaching import view_of

LONGEST_S = 20.0


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let the window and its worker go on until *is_so*."""
    until = time.monotonic() + LONGEST_S
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        QApplication.processEvents()
        time.sleep(0.01)


def entry_history(desk: Desk) -> QWidget:
    """Open the history of an appointment."""
    view = view_of(desk)
    view.history.show(view.live.read.all(Appointment)[-1:])
    dialog = desk.window.findChildren(HistoryDialog)[-1]
    wait_for(lambda: bool(dialog.words))
    return dialog


def bin_with_something(desk: Desk) -> QWidget:
    """Open the bin with something in it."""
    view = view_of(desk)
    note = view.live.read.all(Note)[-1]
    with view.live.change("Note taken out") as draft:
        draft.delete(note)
    desk.menus.action("bin").trigger()
    dialog = desk.window.findChildren(BinDialog)[-1]
    wait_for(dialog.table.isVisible)
    return dialog


def moment_to_choose(desk: Desk) -> QWidget:
    """Be asked which day to look at."""
    desk.menus.action("past").trigger()
    return desk.window.findChildren(MomentDialog)[-1]


def apart_from_today(desk: Desk) -> QWidget:
    """See what differs between an earlier day and today."""
    began = view_of(desk).live.read.began_at()
    assert began is not None
    desk.looking_back.look(began)
    wait_for(lambda: desk.looking_back.is_on)
    desk.looking_back.show_apart()
    dialog = desk.window.findChildren(ApartDialog)[-1]
    wait_for(lambda: bool(dialog.about.text()))
    desk.looking_back.back()  # what opens next does so from today
    return dialog
