"""Cards: a title, at most one action, then the sentence, then the evidence."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget

from journal.ui.theme.look import breadth, space
from journal.ui.widgets.layouts import Column, Padding, Row
from journal.ui.widgets.words import Picture, Words

SIDES: Final = 2 * 24 + 2 * 22 + 16  # px at 100 %: a narrow page's margins, a card's padding, a scroll bar

CardKind: TypeAlias = Literal["plain", "personal", "caution", "info", "sunken"]


class Card(QFrame):
    """A card.  What belongs to it goes in with `add`; there is no card within a card."""

    def __init__(
        self,
        title: str = "",
        *,
        icon: str = "",
        action: QWidget | None = None,
        kind: CardKind = "plain",
        gap: int = 8,
        padding: Padding = (22, 20),
    ) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._body = Column(gap=gap, padding=padding)
        self.setLayout(self._body)
        self.title = Words(title, "h2")
        self._action = action
        self._head = Row(gap=12)
        if title or action is not None:
            line = Row(gap=12)
            if icon:
                line.addWidget(Picture(icon))
            line.addWidget(self.title, 1)
            self._head.addLayout(line, 1)
            if action is not None:
                self._head.addWidget(action)
            self._body.addLayout(self._head)
        self._heads = self._body.count()
        if title:
            self.setAccessibleName(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._action is not None:
            self._arrange_head(self._action)

    def _arrange_head(self, action: QWidget) -> None:
        """Put the action beside the title, or below it where the window has no room for both."""
        room = self.window().width() - space(SIDES)
        wanted = self.title.minimumSizeHint().width() + action.sizeHint().width() + space(12)
        above = breadth(self) == "narrow" and wanted > room
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight)
        self._head.setAlignment(action, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

    def add(self, *items: QWidget | QLayout) -> None:
        """Put *items* below what is there."""
        for item in items:
            if isinstance(item, QWidget):
                self._body.addWidget(item)
            else:
                self._body.addLayout(item)

    def clear(self) -> None:
        """Take out everything below the title."""
        while self._body.count() > self._heads:
            empty_out(self._body.takeAt(self._heads))


def empty_out(item: object) -> None:
    """Delete the widget of a layout item, or all that its layout holds."""
    widget = getattr(item, "widget", lambda: None)()
    layout = getattr(item, "layout", lambda: None)()
    if isinstance(widget, QWidget):
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    elif isinstance(layout, QLayout):
        while layout.count():
            empty_out(layout.takeAt(0))
        layout.deleteLater()
