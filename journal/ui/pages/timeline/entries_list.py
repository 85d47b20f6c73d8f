"""The list of the timeline: only the rows that are seen are painted, however many years there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journal.actions.timeline import Topic
from journal.actions.timeline_lines import TimelineLine
from journal.domain.record import Record
from journal.text.language import _
from journal.ui.pages.timeline.entries_model import (
    ROW,
    EntriesModel,
    EntryRow,
    Index,
    MonthRow,
    day_words,
    month_words,
    signature,
)
from journal.ui.theme.fonts import font
from journal.ui.theme.icons import paint_icon
from journal.ui.theme.look import TARGET, colour, follow, look, size, space
from journal.ui.widgets.tables import give_viewport

ICONS: Final = {
    Topic.CHECK_IN: "heartbeat",
    Topic.TREATMENT: "drop",
    Topic.MEDICINES: "pill",
    Topic.RESULTS: "test-tube",
    Topic.SCANS: "ruler",
    Topic.VISITS: "calendar-check",
    Topic.NOTES: "note-pencil",
    Topic.ABOUT: "users",
}
DAY: Final = 64  # px at 100 %: the column of days
ICON: Final = 20
ONE_LINE_FROM: Final = 700  # px at 100 %: title, details and author stand on one line
TWO_LINES: Final = 66


class EntryDelegate(QStyledItemDelegate):
    """Paints months and entries; on narrow lists an entry takes two lines."""

    def __init__(self, view: EntriesList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(size(200), self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, MonthRow):
            painter.setFont(font("h3"))
            painter.setPen(colour("accent"))
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom
            shown = area.adjusted(space(8), 0, -space(8), -space(6))
            painter.drawText(shown, int(_absolute(flags)), month_words(row.month))
        elif isinstance(row, EntryRow):
            state = option.state
            if state & (state.State_Selected | state.State_MouseOver):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("select"))
                painter.drawRoundedRect(area.adjusted(0, 1, -1, -1), size(8), size(8))
            elif row.is_first_of_day:
                painter.setPen(QPen(colour("line"), 1))
                painter.drawLine(area.topLeft(), area.topRight())
            self._paint_entry(painter, area.adjusted(space(8), 0, -space(8), 0), row)
        painter.restore()

    def _paint_entry(self, painter: QPainter, area: QRect, row: EntryRow) -> None:
        area = self._take(area, size(DAY), lambda place: self._paint_day(painter, place, row))
        icon = ICONS[row.entry.topic]
        area = self._take(area, size(ICON) + space(10), lambda place: self._paint_icon(painter, place, icon))
        words, signed = row.entry.words, signature(row.entry)
        if self._view.is_wide():
            area = self._paint_end(painter, area, signed, row.entry.written_later is not None)
            used = self._paint_words(painter, area, words.title, "strong", "ink")
            rest = _after(area, used + space(12))
            self._paint_words(painter, rest, words.details, "small", "muted")
            return
        half = area.height() // 2
        first, second = area.adjusted(0, 0, 0, -half + size(2)), area.adjusted(0, half - size(2), 0, 0)
        self._paint_words(painter, first, words.title, "strong", "ink")
        second = self._paint_end(painter, second, signed, row.entry.written_later is not None)
        self._paint_words(painter, second, words.details, "small", "muted")

    def _take(self, area: QRect, width: int, paint: object) -> QRect:
        """Paint into the leading *width* of *area*; return the rest."""
        mirrored = QApplication.isRightToLeft()
        place = QRect(area.right() - width + 1 if mirrored else area.left(), area.top(), width, area.height())
        paint(place)  # type: ignore[operator]
        return area.adjusted(0, 0, -width, 0) if mirrored else area.adjusted(width, 0, 0, 0)

    def _paint_day(self, painter: QPainter, place: QRect, row: EntryRow) -> None:
        if row.is_first_of_day:
            painter.setFont(font("small_strong", tabular=True))
            painter.setPen(colour("ink"))
            painter.drawText(place, int(_leading()), day_words(row.entry))

    def _paint_icon(self, painter: QPainter, place: QRect, name: str) -> None:
        side = size(ICON)
        left = place.right() - side if QApplication.isRightToLeft() else place.left()
        paint_icon(painter, QRectF(left, place.center().y() - side / 2 + 1, side, side), name, colour("accent"))

    def _paint_end(self, painter: QPainter, area: QRect, words: str, is_late: bool) -> QRect:
        """Paint who wrote it at the far end; return what is left of *area*."""
        if not words:
            return area
        metrics = QFontMetrics(font("small"))
        width = min(metrics.horizontalAdvance(words) + 4, area.width() // 2)
        mirrored = QApplication.isRightToLeft()
        place = QRect(area.left() if mirrored else area.right() - width + 1, area.top(), width, area.height())
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, int(_trailing()), shown)
        taken = width + space(12)
        if is_late:
            side = size(16)
            left = place.right() + space(4) if mirrored else place.left() - side - space(4)
            paint_icon(painter, QRectF(left, place.center().y() - side / 2 + 1, side, side), "clock", colour("muted"))
            taken += side + space(4)
        return area.adjusted(taken, 0, 0, 0) if mirrored else area.adjusted(0, 0, -taken, 0)

    def _paint_words(self, painter: QPainter, area: QRect, words: str, role: str, token: str) -> int:
        """Paint *words* at the leading side, shortened where there is no room; return how wide they are."""
        if area.width() < size(20) or not words:
            return 0
        used = font("strong") if role == "strong" else font("small")
        metrics = QFontMetrics(used)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(used)
        painter.setPen(colour(token))
        painter.drawText(area, int(_leading()), shown)
        return metrics.horizontalAdvance(shown)


def _absolute(flags: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Return *flags* with the side that reading begins at: a painter knows no direction of reading."""
    side = Qt.AlignmentFlag.AlignRight if QApplication.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    return (flags & ~Qt.AlignmentFlag.AlignHorizontal_Mask) | side | Qt.AlignmentFlag.AlignAbsolute


def _leading() -> Qt.AlignmentFlag:
    return _absolute(Qt.AlignmentFlag.AlignVCenter)


def _trailing() -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if QApplication.isRightToLeft() else Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute


def _after(area: QRect, width: int) -> QRect:
    return area.adjusted(0, 0, -width, 0) if QApplication.isRightToLeft() else area.adjusted(width, 0, 0, 0)


class EntriesList(QListView):
    """`opened` brings the entry that was clicked, or on which Enter was pressed; *read* answers with its records."""

    opened = Signal(object)

    def __init__(self, entries: EntriesModel, read: Callable[[TimelineLine], tuple[Record, ...]]) -> None:
        super().__init__()
        self._read = read
        give_viewport(self)
        self.entries = entries
        self.setModel(entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setAccessibleName(_("Everything written, newest first"))
        self.setUniformItemSizes(True)  # else every row would be measured before the first is shown
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("rows", "painted")
        self._pressed: Index | None = None
        follow(self._dress)

    def _dress(self) -> None:
        self.verticalScrollBar().setSingleStep(self.row_height())
        self.scheduleDelayedItemsLayout()

    def is_wide(self) -> bool:
        """Say whether an entry stands on one line."""
        return self.viewport().width() / look().scale >= ONE_LINE_FROM

    def row_height(self) -> int:
        """Return the height of a row."""
        return size(TARGET if self.is_wide() else TWO_LINES)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        entry = self.entries.entry_at(index)
        if entry is not None:
            self.opened.emit(entry)

    def records_here(self, _widget: QWidget, at: QPoint | None = None) -> tuple[Record, ...]:
        """Return the records of the entry that the keyboard, or the place *at* on the screen, is at."""
        index = self.indexAt(self.viewport().mapFromGlobal(at)) if at is not None else self.currentIndex()
        entry = self.entries.entry_at(index)
        return self._read(entry) if entry is not None else ()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid():
            first = next((r for r in range(self.entries.rowCount()) if isinstance(self.entries.row(r), EntryRow)), None)
            if first is not None:
                self.setCurrentIndex(self.entries.index(first))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the row that the keyboard is at."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        return self.visualRect(index).intersected(self.viewport().rect()).translated(self.viewport().pos())
