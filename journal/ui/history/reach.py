"""From any entry on screen to its history: by a button, a menu on the row, or a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journal.domain.record import Record
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.history_button import NAME
from journal.ui.window_services import WindowServices

if TYPE_CHECKING:  # see `show`
    from journal.ui.history.dialog import HistoryDialog


class HistoryReach(QObject):
    """Belongs to an open journal on screen; what asks for a history finds it through the window."""

    past_wanted = Signal()  # the person wants to see the journal as it was

    def __init__(self, live: LiveJournal, window: WindowServices, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName(NAME)
        self._live, self._window, self._view = live, window, view

    def show(self, records: Sequence[Record], parent: QWidget | None = None) -> HistoryDialog | None:
        """Open the history of *records* as one entry; None where there are none."""
        from journal.ui.history.dialog import HistoryDialog  # no start waits for it

        if not records:
            self._window.say(_("Choose an entry first. Then its history can be shown."))
            return None
        dialog = HistoryDialog(self._live, self._window, records, parent or self._view.window())
        dialog.open()
        return dialog

    def open_bin(self) -> None:
        """Open the bin."""
        from journal.ui.history.bin_dialog import BinDialog  # no start waits for it

        BinDialog(self._live, self._window, self._view.window()).open()

    def show_here(self) -> None:
        """Open the history of the entry that the keyboard is at."""
        focused = QApplication.focusWidget()
        self.show(records_at(focused) if focused is not None else ())

    def offer(self, event: QContextMenuEvent) -> None:
        """Offer the history of what was clicked."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = QApplication.focusWidget() if by_key else self._view.childAt(self._view.mapFromGlobal(event.globalPos()))
        records = records_at(at, None if by_key else event.globalPos()) if at is not None else ()
        if not records:
            return
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("History of this entry")).triggered.connect(lambda: self.show(records))
        menu.popup(event.globalPos())
        event.accept()


def records_at(widget: QWidget, at: QPoint | None = None) -> tuple[Record, ...]:
    """Return the records of the entry that *widget*, or what it stands in, shows; *at* is a place on the screen.

    Whoever shows records says so with a method `records_here`, which takes the widget and the place.
    """
    part: QWidget | None = widget
    while part is not None:
        here: Callable[[QWidget, QPoint | None], object] | None = getattr(part, "records_here", None)
        if here is not None:
            found = tuple(records_in(here(widget, at)))
            if found:
                return found
        part = part.parentWidget()
    return ()


def records_in(shown: object) -> Iterator[Record]:
    """Yield the records that *shown* is, or that a row of a table is made from."""
    if isinstance(shown, Record):
        yield shown
    elif isinstance(shown, (tuple, list)):
        for each in shown:
            yield from records_in(each)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from records_in(getattr(shown, field.name))
