"""The calendar of one symptom: weeks across, days of the week down; arrow keys move by day and week, Enter opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from journal.rules.symptom_course import ScoredDay, first_of_month, monday_of
from journal.text import dates
from journal.text.language import _
from journal.ui.pages.symptoms.day_cell import CELL, DayCell, paint_day
from journal.ui.theme.fonts import font
from journal.ui.theme.look import colour, follow, size, space
from journal.ui.widgets.tables import Index, give_viewport

WEEK: Final = 7
MOST_WEEKS: Final = 53
PAGE_WEEKS: Final = 4
DAY: Final = Qt.ItemDataRole.UserRole.value
HEADER: Final = 30  # px at 100 %
EARLIEST: Final = date(1900, 1, 1)  # nobody's days lie before


class DayGridModel(QAbstractTableModel):
    """Days from a Monday on, one column a week.  Days to come are no cells at all."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.weeks = 1
        self.first = monday_of(today)
        self._days: Mapping[date, ScoredDay] = {}
        self._begins: Mapping[date, int] = {}

    @property
    def last(self) -> date:
        """The last day that can be shown."""
        return min(self.first + timedelta(self.weeks * WEEK - 1), self.today)

    def set_span(self, first: date, weeks: int, today: date) -> None:
        """Show *weeks* from the Monday *first* on; what stands in them comes with `set_days`."""
        self.beginResetModel()
        self.first, self.weeks, self.today = first, weeks, today
        self.endResetModel()

    def set_days(self, days: Mapping[date, ScoredDay], begins: Mapping[date, int]) -> None:
        """Show what was written down, and where cycles begin."""
        self._days, self._begins = days, begins
        if self.weeks:
            self.dataChanged.emit(self.index(0, 0), self.index(WEEK - 1, self.weeks - 1))

    def day_at(self, row: int, column: int) -> date | None:
        """Return the day of a cell; None for one to come."""
        on = self.first + timedelta(column * WEEK + row)
        return on if on <= self.today else None

    def index_of(self, on: date) -> QModelIndex:
        """Return where *on* is; nowhere, if it is not shown."""
        place = (on - self.first).days
        return self.index(place % WEEK, place // WEEK) if 0 <= place < self.weeks * WEEK else QModelIndex()

    def cell_of(self, on: date) -> DayCell:
        """Return a day as it is shown."""
        return DayCell(on, self._days.get(on), self._begins.get(on), is_today=on == self.today)

    @property
    def logged(self) -> int:
        """On how many of the days shown there is an entry."""
        return sum(self.first <= on <= self.last for on in self._days)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else WEEK

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.weeks

    def data(self, index: Index, role: int = 0) -> object:
        on = self.day_at(index.row(), index.column()) if index.isValid() else None
        if on is None:
            return None
        cell = self.cell_of(on)
        if role == DAY:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.day_at(index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole.value
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return dates.weekday(self.first + timedelta(section))[:3]
        return _("Week from {day}").format(day=dates.short_day(self.first + timedelta(section * WEEK)))

    def month_of(self, column: int) -> date | None:
        """Return the first of the month that begins in a week, or runs in the first one; None where none does."""
        monday = self.first + timedelta(column * WEEK)
        month = first_of_month(monday + timedelta(WEEK - 1))
        return month if month >= monday or column == 0 else None


class _DayDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(DAY)
        if isinstance(cell, DayCell):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_day(painter, QRectF(option.rect), cell)
            painter.restore()


class _MonthHeader(QHeaderView):
    """Names each month over the week that it begins in; a name may reach over the weeks after it."""

    def __init__(self, grid: DayGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        give_viewport(self)
        self._grid = grid
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(0, size(HEADER))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(font("small_strong"))
        painter.setPen(colour("muted"))
        model, mirrored = self._grid.days, self.isRightToLeft()
        named = [(column, month) for column in range(model.weeks) if (month := model.month_of(column)) is not None]
        for place, (column, month) in enumerate(named):
            words = dates.short_month(month)
            if place == 0 or month.month == 1:
                words = _("{month} {year}").format(month=words, year=month.year)
            # Up to where the next month is named, or to the end.
            until = named[place + 1][0] if place + 1 < len(named) else model.weeks
            room = (until - column) * self.sectionSize(column)
            if painter.fontMetrics().horizontalAdvance(words) > room:
                continue
            left = self.sectionViewportPosition(column) + (self.sectionSize(column) - room if mirrored else 0)
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            area = QRect(left, 0, room, self.height()).adjusted(space(4), 0, -space(4) if mirrored else 0, 0)
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), words)


class _WeekdayHeader(QHeaderView):
    """Names the days of the week, without a line under each."""

    def __init__(self, grid: DayGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        give_viewport(self)
        self._grid = grid
        self.setSectionsClickable(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for row in range(WEEK):
            area = QRect(0, self.sectionViewportPosition(row), self.width(), self.sectionSize(row))
            painter.drawText(
                area.adjusted(space(4), 0, -space(4), 0),
                int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute),
                str(self._grid.days.headerData(row, Qt.Orientation.Vertical)),
            )


class DayGrid(QTableView):
    """The calendar.  `span_changed` asks for the days from one to another; `opened` brings the day to open."""

    span_changed = Signal(object, object)
    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        give_viewport(self)
        self.days = DayGridModel(today)
        self._end = today
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setHorizontalHeader(_MonthHeader(self))
        self.setVerticalHeader(_WeekdayHeader(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setProperty("ring_radius", 8)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.clicked.connect(self._open)
        follow(self._dress)

    def _dress(self) -> None:
        self.verticalHeader().setFont(font("small"))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultSectionSize(size(CELL))
        self.verticalHeader().setFixedWidth(self._names_width())
        self.setFixedHeight(size(HEADER) + WEEK * size(CELL) + 4)
        self._fit()

    def _names_width(self) -> int:
        names = [str(self.days.headerData(row, Qt.Orientation.Vertical)) for row in range(WEEK)]
        metrics = QFontMetrics(font("small"))
        return max(metrics.horizontalAdvance(name) for name in names) + 2 * space(8) + 4

    def _fit(self) -> bool:
        """Show as many weeks as there is room for, the last of them with the day that the calendar ends with.

        Say whether these are other days than before.
        """
        room = self.width() - self._names_width() - 4
        weeks = max(1, min(MOST_WEEKS, room // size(CELL)))
        first = monday_of(self._end) - timedelta(WEEK * (weeks - 1))
        if (first, weeks) == (self.days.first, self.days.weeks):
            return False
        at = self.day
        self.days.set_span(first, weeks, self.days.today)
        self._go(at or self._end)
        self.span_changed.emit(first, self.days.last)
        return True

    def expect_width(self, width: int) -> bool:
        """Show as many weeks as *width* has room for, before the grid stands there: it is not filled twice then.

        Say whether these are other days than before.
        """
        self.resize(width, self.height())
        return self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Days

    @property
    def day(self) -> date | None:
        """The day that the keyboard is at."""
        index = self.currentIndex()
        return self.days.day_at(index.row(), index.column()) if index.isValid() else None

    @property
    def shows_today(self) -> bool:
        """Say whether the last week shown is this one."""
        return self._end >= self.days.today

    def set_today(self, today: date) -> None:
        """Tell which day it is."""
        if today != self.days.today:
            self._end = today if self.shows_today else self._end
            self.days.set_span(self.days.first, self.days.weeks, today)
            self._fit()

    def show_day(self, on: date) -> None:
        """Go to *on*, and show other weeks if it is not among these."""
        on = max(EARLIEST, min(on, self.days.today))
        if not self.days.first <= on <= self.days.last:
            half = timedelta(WEEK * (self.days.weeks // 2))
            self._end = min(self.days.today, on + half)
            self._fit()
        self._go(on)

    def turn(self, weeks: int) -> None:
        """Show later weeks, earlier ones where *weeks* is below zero."""
        self._end = max(EARLIEST, min(self.days.today, self._end + timedelta(WEEK * weeks)))
        self._fit()

    def _go(self, on: date) -> None:
        on = max(self.days.first, min(on, self.days.last))
        self.setCurrentIndex(self.days.index_of(on))

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        onward = -WEEK if self.isRightToLeft() else WEEK
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: onward,
            Qt.Key.Key_Left: -onward,
            Qt.Key.Key_PageDown: PAGE_WEEKS * WEEK,
            Qt.Key.Key_PageUp: -PAGE_WEEKS * WEEK,
        }
        at = self.day or self.days.last
        key = Qt.Key(event.key())
        if key in steps:
            self.show_day(at + timedelta(steps[key]))
        elif key == Qt.Key.Key_Home:
            self._go(self.days.first)
        elif key == Qt.Key.Key_End:
            self._go(self.days.last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(at)
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        on = self.days.day_at(index.row(), index.column())
        if on is not None:
            self.opened.emit(on)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        on = self.day
        if on is not None:
            self.moved.emit(on)
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the day that the keyboard is at."""
        index = self.currentIndex()
        return self.visualRect(index).translated(self.viewport().pos()) if index.isValid() else self.rect()
