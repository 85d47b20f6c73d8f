"""Cards: a title, at most one action, then the sentence, then the evidence."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from journal.ui.widgets.layouts import Column, Padding, Row
from journal.ui.widgets.words import Picture, Words

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
        if title or action is not None:
            head = Row(gap=12)
            if icon:
                head.addWidget(Picture(icon))
            head.addWidget(self.title, 1)
            if action is not None:
                head.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
            self._body.addLayout(head)
        self._heads = self._body.count()
        if title:
            self.setAccessibleName(title)

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
