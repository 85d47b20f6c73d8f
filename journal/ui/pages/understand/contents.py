"""The list of explaining pages, in their groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal.text.articles import GROUPS, Article, group_name
from journal.text.language import _
from journal.ui.theme.fonts import Role, font, height_of, width_of
from journal.ui.theme.look import colour, follow, size, space
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words

ALL_WORDS: Final = "glossary"  # the key of the list of words
ROW: Final = 44
PADDING: Final = 14
BAR: Final = 4


class ContentsEntry(QAbstractButton):
    """One page of the list; its title wraps where it is long.

    It is not checkable: a screen reader would only check it, and open no page.
    """

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.is_chosen = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self._dress)

    @property
    def _role(self) -> Role:
        return "strong" if self.is_chosen else "body"

    def _dress(self) -> None:
        self.setFont(font(self._role))
        self.updateGeometry()
        self.update()

    def mark(self, chosen: bool) -> None:
        """Show whether this is the page that is read."""
        if chosen is self.is_chosen:
            return
        self.is_chosen = chosen
        self.setAccessibleDescription(_("this page") if chosen else "")
        self._dress()

    def _room(self, width: int) -> int:
        return max(1, width - 2 * space(PADDING))

    def heightForWidth(self, width: int) -> int:
        return max(size(ROW), height_of(self.text(), self._role, self._room(width)) + 2 * space(8))

    def sizeHint(self) -> QSize:
        width = width_of(self.text(), self._role) + 2 * space(PADDING) + 2
        return QSize(min(width, size(212)), self.heightForWidth(min(width, size(212))))

    def minimumSizeHint(self) -> QSize:
        longest = max((width_of(word, self._role) for word in self.text().split()), default=0)
        width = longest + 2 * space(PADDING)
        return QSize(width, size(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self.is_chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft" if self.is_chosen else "select"))
            painter.drawRoundedRect(self.rect(), size(10), size(10))
        if self.is_chosen:
            bar = QRect(self.width() - size(BAR) if mirrored else 0, 0, size(BAR), self.height())
            painter.fillRect(bar, colour("accent"))
        painter.setPen(colour("accent" if self.is_chosen else "ink"))
        area = self.rect().adjusted(space(PADDING), 0, -space(PADDING), 0)
        # Left is mirrored by the painter itself, where the language runs from right to left.
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self.text())


class Contents(QWidget):
    """All pages by group.  `chosen` brings the key of a page."""

    chosen = Signal(str)

    def __init__(self, pages: Iterable[Article]) -> None:
        super().__init__()
        self.setAccessibleName(_("All explaining pages"))
        self.entries: dict[str, ContentsEntry] = {}
        column = Column(gap=2)
        self.setLayout(column)
        listed = list(pages)
        for group in GROUPS:
            column.addWidget(Words(group_name(group), "small_strong", "muted"))
            for page in listed:
                if page.group == group:
                    column.addWidget(self._entry(page.key, page.title))
            column.addSpacing(space(8))
        column.addWidget(Words(_("Words"), "small_strong", "muted"))
        column.addWidget(self._entry(ALL_WORDS, _("All words, A to Z")))
        column.addStretch(1)

    def _entry(self, key: str, title: str) -> ContentsEntry:
        entry = ContentsEntry(key, title)
        entry.clicked.connect(lambda: self.chosen.emit(key))
        self.entries[key] = entry
        return entry

    def mark(self, key: str) -> None:
        """Show which page is read."""
        for known, entry in self.entries.items():
            entry.mark(known == key)
