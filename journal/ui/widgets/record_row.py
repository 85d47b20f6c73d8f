"""One record in a list: its name, what else is said of it, and what can be done with it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from journal.text.language import _
from journal.ui.theme.look import breadth, follow, space
from journal.ui.widgets.buttons import Button, icon_button
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words


class RecordRow(QWidget):
    """Name and details beside its buttons; above them where the window is narrow."""

    def __init__(self, *buttons: Button, on_edit: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.name = Words("", "strong")
        self.buttons = buttons
        self.edit = icon_button("pencil-simple", _("Change"), on_edit, bare=True)
        words = QWidget()
        self._words = Column(self.name, gap=2)
        words.setLayout(self._words)
        hands = QWidget()
        hands.setLayout(Flow(*buttons, self.edit))
        self.edit.setVisible(on_edit is not None)
        self._line = QHBoxLayout(self)
        self._line.addWidget(words, 1)
        self._line.addWidget(hands, 0, Qt.AlignmentFlag.AlignVCenter)
        follow(self._arrange)

    @functools.cached_property
    def details(self) -> Words:
        """What else is said of the record."""
        words = Words("", "small", "muted")
        self._words.insertWidget(1, words)
        return words

    @functools.cached_property
    def more(self) -> Words:
        """What is said below the details; most records have nothing there."""
        words = Words("", "small")
        self._words.addWidget(words)
        return words

    def say(self, name: str, details: str = "", more: str = "") -> None:
        """Show the words of a record."""
        self.name.setText(name)
        for part, text in (("details", details), ("more", more)):
            if text or part in vars(self):  # each is made when it first has something to say
                words: Words = getattr(self, part)
                words.setText(text)
                words.setVisible(bool(text))
        edit = _("Change {name}").format(name=name)
        self.edit.setAccessibleName(edit)
        self.edit.setToolTip(edit)

    def _arrange(self) -> None:
        narrow = breadth(self) == "narrow"
        beside = QBoxLayout.Direction.LeftToRight
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else beside)
        self._line.setContentsMargins(0, space(6), 0, space(6))
        self._line.setSpacing(space(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
