"""What stands in the window while the journal is loaded: the same sidebar and top bar, or the welcome's hills."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.ui.nav_button import WIDTH, NavButton
from journal.ui.pages import PAGES
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words


class OpeningFrame(QWidget):
    """Drawn in a moment, and replaced by what it looks like.  `painted` comes once, when a person can see it."""

    painted = Signal()

    def __init__(self, journal: Path | None) -> None:
        super().__init__()
        self.is_welcome = journal is None
        self.turned_to = ""  # the page that was clicked meanwhile
        self._is_painted = False
        self._beside = self._sidebar(journal) if journal is not None else _hills()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._beside)
        content = QVBoxLayout()
        content.setSpacing(0)
        row.addLayout(content, 1)
        if journal is not None:
            content.addWidget(self._top_bar())
        content.addStretch(1)
        follow(self._arrange)

    def _sidebar(self, journal: Path) -> QWidget:
        sidebar = QFrame()
        sidebar.setProperty("ground", "sidebar_rtl" if self.isRightToLeft() else "sidebar")
        name = Row(Picture("bookmark-simple-fill", "accent", 22), Words(journal.stem, "h3"), gap=8, padding=(10, 4))
        name.setStretch(1, 1)
        column = Column(name, gap=2, padding=(14, 14))
        column.addSpacing(space(34))
        for entry in PAGES:
            button = NavButton(entry, lambda key=entry.key: self._turn(key))  # type: ignore[misc]
            button.mark(entry is PAGES[0])
            if entry.at_foot:
                column.addStretch(1)
            column.addWidget(button)
        column.addStretch(1)
        sidebar.setLayout(column)
        sidebar.setFixedWidth(size(WIDTH))
        return sidebar

    def _top_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("ground", "top_bar")
        bar.setFixedHeight(size(44) + space(25) + 1)
        return bar

    def _turn(self, key: str) -> None:
        self.turned_to = key

    def _arrange(self) -> None:
        self._beside.setVisible(breadth(self) != "narrow")
        if self.is_welcome:
            self._beside.setFixedWidth(min(size(480), round(self.width() * 0.375)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)


def _hills() -> QWidget:
    from journal.ui.pages.welcome.hills import Hills  # most starts have a journal

    return Hills()
