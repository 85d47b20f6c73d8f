"""A question to ask, with a star that puts it on the list for the next visit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame

from journal.text.language import _
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.layouts import Row
from journal.ui.widgets.words import Words


class QuestionRow(QFrame):
    """The whole row is the target; the star carries the name and the state for keyboard and screen reader."""

    turned = Signal(bool)

    def __init__(self, text: str, *, is_starred: bool) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._text = text
        self.is_starred = is_starred
        self.star = icon_button("star", "", self.turn, bare=True)
        row = Row(self.star, Words(text), gap=8, padding=(10, 4))
        row.setStretch(1, 1)
        self.setLayout(row)
        self.show_star(is_starred)

    def show_star(self, is_starred: bool) -> None:
        """Show whether the question is on the list."""
        self.is_starred = is_starred
        self.star.set_icon("star-fill" if is_starred else "star", "accent")
        said = _("Take off your list: {question}") if is_starred else _("Put on your list: {question}")
        self.star.set_text("", said.format(question=self._text))
        self.star.setToolTip(_("Take it off your list") if is_starred else _("Put it on your list"))

    def turn(self) -> None:
        """Put the question on the list, or take it off."""
        self.show_star(not self.is_starred)
        self.turned.emit(self.is_starred)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.turn()
