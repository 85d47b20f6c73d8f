"""The button "History" of a form or a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journal.domain.record import Record
from journal.text.language import _
from journal.ui.widgets.buttons import Button, quiet

NAME: Final = "history"  # of what shows histories, somewhere in the window


def reach_of(widget: QWidget) -> Any:
    """Return what shows histories in the window that *widget* is in, or that opened its dialog."""
    window = widget
    while (parent := window.parentWidget()) is not None:
        window = parent
    return window.findChild(QObject, NAME)


def history_button(records: Callable[[], Sequence[Record]]) -> Button:
    """Return the button that shows what *records*, looked at as one entry, went through."""

    def show() -> None:
        reach = reach_of(button)
        if reach is not None:
            reach.show(tuple(records()), button.window())

    button = quiet(_("History"), show, icon="clock")
    return button


def past_buttons() -> tuple[Button, Button]:
    """Return the buttons that show the journal as it was, and the bin."""

    def choose() -> None:
        reach = reach_of(past)
        if reach is not None:
            reach.past_wanted.emit()

    def open_bin() -> None:
        reach = reach_of(past)
        if reach is not None:
            reach.open_bin()

    past = quiet(_("As it was …"), choose, icon="clock-counter-clockwise")
    return past, quiet(_("Bin"), open_bin, icon="trash")
