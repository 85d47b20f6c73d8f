"""The button "History" of a form or a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journal.domain.record import Record
from journal.text.language import _
from journal.ui.widgets.buttons import Button, quiet

NAME: Final = "history"  # of what shows histories, somewhere in the window


def history_button(records: Callable[[], Sequence[Record]]) -> Button:
    """Return the button that shows what *records*, looked at as one entry, went through."""

    def show() -> None:
        window: QWidget = button
        while (parent := window.parentWidget()) is not None:
            window = parent
        reach = window.findChild(QObject, NAME)
        if reach is not None:
            reach.show(tuple(records()), button.window())  # type: ignore[attr-defined]

    button = quiet(_("History"), show, icon="clock")
    return button
