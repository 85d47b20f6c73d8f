"""What stands in the window while the journal is loaded: the same sidebar and top bar.

It is drawn by Qt alone, out of labels: the first thing that Python paints, and the first time that it asks for one of
the names in `Qt`, makes some hundred of Qt's lists of names, which takes an eighth of the time that a bare window
needs to stand.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from journal.text.language import _
from journal.ui.pages import PAGES, PageEntry
from journal.ui.theme.fonts import font
from journal.ui.theme.glyphs import character, family
from journal.ui.theme.look import MEDIUM_FROM, border, effective_width, look, size, space

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

WIDTH: Final = 236  # of the sidebar, px at 100 %
SIDE: Final = 14  # between its edge and what stands in it
NAME: Final = 40  # the journal's name and what stands below it
HEIGHT: Final = 46  # of a page
FOOT: Final = 106  # of the card with the team's number
ICON: Final = 20
GAP: Final = 13  # between an icon and its word


class _Shown:
    """One page in the sidebar: its icon, its title, and where a click turns to it."""

    def __init__(self, entry: PageEntry, picture: QLabel, words: QLabel) -> None:
        self.entry, self.picture, self.words, self.area = entry, picture, words, QRect()


class OpeningFrame(QWidget):
    """Drawn in a moment, and replaced by what it looks like.  `painted` comes once, when a person can see it."""

    painted = Signal()

    def __init__(self, journal: Path) -> None:
        super().__init__()
        self.turned_to = ""  # the page that was clicked meanwhile
        self._is_painted = False
        self._colours = look().theme.colours.by_name
        self._ground(self, "surface")
        self._bar = self._patch("line")
        self._bar_ground = self._patch("surface")
        self._edge = self._patch("line")
        self._sidebar = self._patch("sunken")
        self._current = QLabel(self)  # the one with round corners
        self._current.setStyleSheet(f"border-radius: {size(10)}px; background: {self._colours['nav']};")
        self._mark = self._words(character("bookmark-simple-fill"), self._icon_font(22), "accent")
        self._name = self._words(journal.stem, font("h3"))
        self._pages = [self._page(entry, is_current=entry is PAGES[0]) for entry in PAGES]

    def _ground(self, widget: QWidget, token: str) -> None:
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Window, QColor(self._colours[token]))
        widget.setPalette(colours)
        widget.setAutoFillBackground(True)

    def _patch(self, token: str) -> QWidget:
        patch = QWidget(self)
        self._ground(patch, token)
        return patch

    def _words(self, text: str, face: QFont, token: str = "ink") -> QLabel:
        words = QLabel(text, self)
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.WindowText, QColor(self._colours[token]))
        words.setPalette(colours)
        words.setFont(face)
        return words

    def _icon_font(self, px: int) -> QFont:
        face = QFont(family())
        face.setPixelSize(size(px))
        return face

    def _page(self, entry: PageEntry, *, is_current: bool) -> _Shown:
        ink = "nav_ink" if is_current else "ink"
        picture = self._words(character(entry.icon), self._icon_font(ICON), ink)
        return _Shown(entry, picture, self._words(_(entry.title), font("strong" if is_current else "body"), ink))

    def _arrange(self) -> None:
        stands = effective_width(self) >= MEDIUM_FROM
        width = size(WIDTH) if stands else 0
        bar = size(44) + space(25) + 1
        self._put(self._bar, QRect(width, 0, self.width() - width, bar))
        self._put(self._bar_ground, QRect(width, 0, self.width() - width, bar - border()))
        self._put(self._edge, QRect(0, 0, width, self.height()))
        self._put(self._sidebar, QRect(0, 0, width - border(), self.height()))
        side, height, top = space(SIDE), size(HEIGHT), space(SIDE) + space(4)
        self._put(self._mark, QRect(side + space(10), top, size(22), size(22)))
        left = side + space(10) + size(22) + space(8)
        self._put(self._name, QRect(left, top, self._name.sizeHint().width(), size(22)))
        from_top, room = side + size(NAME) + 2 * space(10), self.height() - size(FOOT) - side
        for shown in self._pages:
            top = max(from_top, room - height) if shown.entry.at_foot else from_top
            from_top += height + space(2)
            shown.area = self._put(None, QRect(side, top, width - 2 * side - border(), height))
            self._put(shown.picture, QRect(side + space(12), top, size(ICON), height))
            left = side + space(12) + size(ICON) + size(GAP)
            self._put(shown.words, QRect(left, top, shown.words.sizeHint().width(), height))
            for part in (shown.picture, shown.words):
                part.setVisible(stands and top + height <= room)
        self._current.setGeometry(self._pages[0].area)
        for beside in (self._edge, self._sidebar, self._current, self._mark, self._name):
            beside.setVisible(stands)

    def _put(self, widget: QWidget | None, area: QRect) -> QRect:
        """Place *widget*; *area* counts from where reading begins."""
        if self.isRightToLeft():
            area.moveLeft(self.width() - area.left() - area.width())
        if widget is not None:
            widget.setGeometry(area)
        return area

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for shown in self._pages:
            if shown.words.isVisible() and shown.area.contains(place):
                self.turned_to = shown.entry.key

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
