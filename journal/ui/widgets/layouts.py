"""Columns, rows and what wraps; their gaps follow the text size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from journal.ui.theme.look import WIDE_FROM, effective_width, follow, size, space

Padding = int | tuple[int, int] | tuple[int, int, int, int]  # all sides; across, down; left, top, right, bottom


def _sides(padding: Padding) -> tuple[int, int, int, int]:
    if isinstance(padding, int):
        return (padding,) * 4
    if len(padding) == 2:
        return (padding[0], padding[1], padding[0], padding[1])
    return padding


def _fill(layout: QBoxLayout, items: tuple[QWidget | QLayout | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


class Column(QVBoxLayout):
    """Widgets and layouts one below the other, *gap* and *padding* in px at 100 %; None among them stretches."""

    def __init__(self, *items: QWidget | QLayout | None, gap: int = 12, padding: Padding = 0) -> None:
        super().__init__()
        self._gap, self._padding = gap, padding
        _fill(self, items)
        follow(self._measure)

    def _measure(self) -> None:
        self.setSpacing(space(self._gap))
        self.setContentsMargins(*(space(side) for side in _sides(self._padding)))


class Row(QHBoxLayout):
    """Widgets and layouts side by side, *gap* and *padding* in px at 100 %; None among them stretches."""

    def __init__(self, *items: QWidget | QLayout | None, gap: int = 8, padding: Padding = 0) -> None:
        super().__init__()
        self._gap, self._padding = gap, padding
        _fill(self, items)
        follow(self._measure)

    def _measure(self) -> None:
        self.setSpacing(space(self._gap))
        self.setContentsMargins(*(space(side) for side in _sides(self._padding)))


class Flow(QLayout):
    """Widgets side by side that go on in a further line where there is no more room."""

    def __init__(self, *widgets: QWidget, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width; Qt asks for the same one dozens of times
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)
        follow(self._measure)

    def _measure(self) -> None:
        self.setSpacing(space(self._gap))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return height

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, really=True)

    def _place(self, area: QRect, *, really: bool) -> int:
        """Return the height that *area*'s width asks for; *really* puts the widgets there."""
        line: list[tuple[QLayoutItem, QSize]] = []
        top, used = area.top(), 0
        for item in (item for item in self._items if not item.isEmpty()):
            hint = item.sizeHint().boundedTo(QSize(max(area.width(), 1), 1 << 20))
            if line and used + hint.width() > area.width():
                top += self._place_line(line, area, top, really=really) + self.spacing()
                line, used = [], 0
            line.append((item, hint))
            used += hint.width() + self.spacing()
        return top + (self._place_line(line, area, top, really=really) if line else 0) - area.top()

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, top: int, *, really: bool) -> int:
        height = max(hint.height() for _, hint in line)
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.left()
        for item, hint in line if really else ():
            start = area.left() + area.right() - left - hint.width() + 1 if mirrored else left
            item.setGeometry(QRect(QPoint(start, top + (height - hint.height()) // 2), hint))
            left += hint.width() + self.spacing()
        return height


SIDE_WIDTH: Final = 316  # px at 100 %


class Columns(QWidget):
    """A main column with a side column beside it; below it where the window is not wide enough for both.

    *side_first* puts the side column above the main one there: choices stand before what they change.
    """

    def __init__(
        self, main: QWidget, side: QWidget, *, gap: int = 16, side_width: int = SIDE_WIDTH, side_first: bool = False
    ) -> None:
        super().__init__()
        self._stacked = QBoxLayout.Direction.BottomToTop if side_first else QBoxLayout.Direction.TopToBottom
        self._main, self._side, self._gap, self._side_width = main, side, gap, side_width
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(main, 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        for part in (main, side):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        follow(self.arrange)

    def arrange(self) -> None:
        """Stand side by side, or one below the other."""
        beside = effective_width(self) >= WIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if beside else self._stacked
        self._layout.setDirection(direction)
        self._layout.setSpacing(space(self._gap))
        width = size(self._side_width)
        self._side.setMinimumWidth(width if beside else 0)
        self._side.setMaximumWidth(width if beside else 16_777_215)

    def width_of(self, part: QWidget, width: int) -> int:
        """Return how wide the main or the side column stands where both share *width*."""
        if effective_width(self) < WIDE_FROM:
            return width
        side = size(self._side_width)
        return side if part is self._side else width - side - space(self._gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
