"""Tables of records: columns say how a record shows and how what was typed changes it.  Testable without a window."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, Literal, TypeAlias, TypeVar, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from journal.domain.problems import Problem
from journal.ui.theme.fonts import font
from journal.ui.theme.icons import paint_icon
from journal.ui.theme.look import DENSE_TARGET, TARGET, colour, follow, look, size, space
from journal.ui.widgets.words import Tone

T = TypeVar("T")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
RowKind: TypeAlias = Literal["plain", "sum", "group"]


def give_viewport(view: QAbstractScrollArea) -> None:
    """Give *view*, before anything else is done with it, a viewport that was made here.

    To name a widget that Qt made, PySide6 (seen in 6.12.0) loads all classes of QtWidgets: 10 ms, once, and 1.5 MB.
    """
    view.setViewport(QWidget())


CELL: Final = Qt.ItemDataRole.UserRole.value
ROW_KIND: Final = CELL + 1
EXTRA_ROW: Final = 8  # px a row is higher than its text


@dataclass(frozen=True)
class Cell:
    """What one cell shows.  An unknown one has a dashed outline and its word ("not looked at")."""

    text: str
    tone: Tone = "ink"
    icon: str = ""
    icon_tone: Tone | None = None  # where it is another than that of the text
    is_strong: bool = False
    is_unknown: bool = False


@dataclass(frozen=True)
class ColumnOf(Generic[T]):
    """One column: *cell* shows a record, *write* returns it with what was typed (a Problem where it cannot be read)."""

    title: str
    cell: Callable[[T], Cell | str]
    is_number: bool = False
    write: Callable[[T, str], T] | None = None
    typed: Callable[[T], str] | None = None  # what the editor starts with, if not the cell's text
    stretches: bool = False


class RecordModel(QAbstractTableModel, Generic[T]):
    """Records as rows.  `written` brings the record before and after an edit; `refused` the problem with it."""

    written = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self,
        columns: Sequence[ColumnOf[T]],
        records: Sequence[T] = (),
        *,
        row_kind: Callable[[T], RowKind] = lambda record: "plain",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._records = tuple(records)
        self._row_kind = row_kind

    @property
    def records(self) -> tuple[T, ...]:
        """The records, in the order shown."""
        return self._records

    def set_records(self, records: Sequence[T]) -> None:
        """Show *records*.  As many as before stay the same rows, so that the keyboard and an open editor stay there."""
        if len(records) == len(self._records):
            self._records = tuple(records)
            if self._records:
                self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._records = tuple(records)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        shown = self.columns[column].cell(self._records[row])
        return Cell(shown) if isinstance(shown, str) else shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.FontRole:
            return font("small_strong")  # a header's own font is lost to the style sheet
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        if role == ROW_KIND:
            return self._row_kind(self._records[index.row()])
        cell = self.cell(index.row(), index.column())
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.EditRole:
            typed = self.columns[index.column()].typed
            return typed(self._records[index.row()]) if typed is not None else cell.text
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignTrailing if self.columns[column].is_number else Qt.AlignmentFlag.AlignLeading
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = self.columns[index.column()].write is not None
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole.value) -> bool:
        write = self.columns[index.column()].write if index.isValid() else None
        if write is None or role != Qt.ItemDataRole.EditRole:
            return False
        before = self._records[index.row()]
        try:
            after = write(before, str(value).strip())
        except Problem as problem:
            self.refused.emit(problem)
            return False
        if after != before:
            self._records = (*self._records[: index.row()], after, *self._records[index.row() + 1 :])
            self.dataChanged.emit(index, index)
            self.written.emit(before, after)
        return True


class CellDelegate(QStyledItemDelegate):
    """Paints cells: tone, icon, sum rows on a ground of their own, a dashed outline around what is not known."""

    editor_class: ClassVar[type[QLineEdit]] = QLineEdit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, kind = index.data(CELL), index.data(ROW_KIND)
        if not isinstance(cell, Cell):
            super().paint(painter, option, index)
            return
        area: QRect = option.rect
        selected = bool(option.state & option.state.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(area, colour("select"))
        elif kind == "sum":
            painter.fillRect(area.adjusted(0, 1, 0, -1), colour("sunken"))
        if kind == "plain":
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        strong = cell.is_strong or kind != "plain"
        painter.setFont(font("small_strong" if kind == "group" else "strong" if strong else "body", tabular=True))
        ink = colour("accent" if kind == "group" and cell.tone == "ink" else cell.tone)
        inside = area.adjusted(space(8), 0, -space(8), 0)
        if cell.is_unknown:
            self._paint_unknown(painter, inside, cell)
            ink = colour("muted")
        if cell.icon:
            side = size(18)
            mirrored = QApplication.isRightToLeft()
            left = inside.right() - side if mirrored else inside.left()
            paint_icon(
                painter,
                QRectF(left, area.center().y() - side / 2 + 1, side, side),
                cell.icon,
                colour(cell.icon_tone or cell.tone),
            )
            shift = side + space(6)
            inside = inside.adjusted(0, 0, -shift, 0) if mirrored else inside.adjusted(shift, 0, 0, 0)
        painter.setPen(ink)
        side = Qt.AlignmentFlag(cast("int", index.data(Qt.ItemDataRole.TextAlignmentRole)))
        side = QStyle.visualAlignment(QApplication.layoutDirection(), side)
        if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in cell.text):
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else 10⁹/L turns round in a mirrored window
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(inside, int(side), shown)
        painter.restore()

    def _paint_unknown(self, painter: QPainter, inside: QRect, cell: Cell) -> None:
        painter.setFont(font("small"))
        pen = QPen(colour("edge"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        width = min(painter.fontMetrics().horizontalAdvance(cell.text) + 2 * space(5), inside.width() + 2 * space(4))
        left = inside.right() - width + space(5) if QApplication.isRightToLeft() is False else inside.left() - space(5)
        height = painter.fontMetrics().height() + 4
        painter.drawRoundedRect(QRectF(left, inside.center().y() - height / 2, width, height), size(6), size(6))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return super().sizeHint(option, index)
        metrics = QFontMetrics(font("strong", tabular=True))
        width = metrics.horizontalAdvance(cell.text) + 2 * space(8) + (size(18) + space(6) if cell.icon else 0)
        return QSize(width + (2 * space(6) if cell.is_unknown else 0), row_height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self.editor_class(parent)
        editor.setFont(font("strong", tabular=True))
        editor.setProperty("bare", "false")
        editor.setStyleSheet("QLineEdit { min-height: 0; padding: 0 4px; }")
        editor.setAlignment(Qt.AlignmentFlag(cast("int", index.data(Qt.ItemDataRole.TextAlignmentRole))))
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        editor.setAccessibleName(str(title))
        return editor


def row_height() -> int:
    """Return the height of a table row: 34 to 40 px, a whole target from 125 % on."""
    least = DENSE_TARGET + EXTRA_ROW if look().text_size < 125 else TARGET
    return size(least)


class RecordTable(QTableView):
    """A table that is as high as its rows; wider than its card, it scrolls sideways.

    *widest* is the share of the table that no column exceeds: longer words end in "…", whole in the tip.

    Typing starts an edit; within it, Enter goes down and Tab to the right.  Else Tab leaves the table, as it leaves
    any field.  *name* is what a screen reader calls it.
    """

    opened = Signal(object)  # Enter or a double click on a row that is not edited in place

    def __init__(
        self, name: str, model: RecordModel[T], *, most_rows: int | None = None, widest: float | None = None
    ) -> None:
        super().__init__()
        give_viewport(self)
        self._model, self._most_rows, self._widest = model, most_rows, widest
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        if any(column.write for column in model.columns):
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)  # it goes round and round; nobody could leave with the keyboard
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place, column in enumerate(model.columns):
            if column.stretches:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if most_rows is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._open(index))
        model.modelReset.connect(self._measure)
        follow(self._dress)

    def _dress(self) -> None:
        self.horizontalHeader().setFont(font("small_strong"))
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.verticalHeader().setMinimumSectionSize(size(DENSE_TARGET))
        self._measure()

    def _measure(self) -> None:
        rows = self._model.rowCount()
        rows = rows if self._most_rows is None else min(rows, self._most_rows)
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_wider() else 0
        self.setFixedHeight(header + rows * row_height() + bar + 2)

    def _is_wider(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width() > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._widest is not None:
            self.horizontalHeader().setMaximumSectionSize(max(size(120), int(self.viewport().width() * self._widest)))
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the cell or row that the keyboard is at."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        area = self.visualRect(index)
        if self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            area = QRect(0, area.top(), self.viewport().width(), area.height())
        return area.translated(self.viewport().pos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            index = self.currentIndex()
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self._open(index)
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        hints = QStyledItemDelegate.EndEditHint
        along = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}.get(hint, 0)  # Tab, Shift+Tab
        super().closeEditor(editor, hints.NoHint if along else hint)
        if along:
            self._go_along(along)
        elif hint == hints.SubmitModelCache:  # Enter
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    def _go_along(self, step: int) -> None:
        """Go on to the next cell that is written in, and behind the last one out of the table."""
        columns = len(self._model.columns)
        place = self.currentIndex().row() * columns + self.currentIndex().column() + step
        while 0 <= place < self._model.rowCount() * columns:
            index = self._model.index(place // columns, place % columns)
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return
            place += step
        self.focusNextPrevChild(step > 0)

    def records_here(self, _widget: QWidget, at: QPoint | None = None) -> object:
        """Return what the row holds that the keyboard, or the place *at* on the screen, is at."""
        index = self.indexAt(self.viewport().mapFromGlobal(at)) if at is not None else self.currentIndex()
        return self._model.records[index.row()] if index.isValid() else None

    def _open(self, index: Index) -> None:
        if index.isValid() and not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self._model.records[index.row()])
