"""The grid that a sheet is typed into: cells edit as one types, Tab and Enter go on, names complete themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QEvent, QRect, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from journal.actions.lab_sheet import Column
from journal.reference.analytes import analyte_named
from journal.reference.units import units_of
from journal.text import numbers
from journal.text.language import _
from journal.ui.pages.results.sheet_model import COLUMNS, MISTAKEN, SheetModel
from journal.ui.theme.fonts import font
from journal.ui.theme.look import colour, follow, size
from journal.ui.widgets.tables import CellDelegate, Index, give_viewport, row_height

WIDTHS: Final = {Column.TEST: 210, Column.VALUE: 120, Column.UNIT: 156, Column.RANGE: 210, Column.NOTE: 150}
LEAST_ROWS: Final = 6
SHOWN_NAMES: Final = 8


class _CellEditor(QLineEdit):
    """The field in a cell.  Its suggestions hand Tab to it past the delegate, and the keyboard would leave the grid."""

    def focusNextPrevChild(self, next: bool) -> bool:
        key = Qt.Key.Key_Tab if next else Qt.Key.Key_Backtab
        suggestions = self.completer().popup() if self.completer() is not None else None
        if suggestions is not None:
            suggestions.hide()
        QApplication.postEvent(self, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        return True


class _SheetDelegate(CellDelegate):
    """Marks cells that need another look, and completes tests and units."""

    editor_class = _CellEditor

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStringListModel(list(names), self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(MISTAKEN):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("caution_line"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), size(6), size(6))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = cast("QLineEdit", super().createEditor(parent, option, index))
        editor.setAccessibleName(_("{column}, row {row}").format(column=editor.accessibleName(), row=index.row() + 1))
        column = COLUMNS[index.column()]
        if column is Column.TEST:
            _complete(editor, self._names)
        elif column is Column.UNIT:
            test = index.model().index(index.row(), COLUMNS.index(Column.TEST))
            known = analyte_named(str(test.data(Qt.ItemDataRole.EditRole)))
            if known is not None:
                shown = dict.fromkeys(numbers.unit(unit) for unit in units_of(known.key))
                _complete(editor, QStringListModel([unit for unit in shown if unit], editor))
        return editor


def _complete(editor: QLineEdit, words: QStringListModel) -> None:
    completer = QCompleter(words, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(SHOWN_NAMES)
    popup = QListView()
    popup.setFont(font("body"))
    popup.setAccessibleName(_("Suggestions"))
    completer.setPopup(popup)
    editor.setCompleter(completer)


class SheetGrid(QTableView):
    """The rows of a sheet.  `paste_wanted` comes with Ctrl+V, `keep_wanted` with Ctrl+Enter."""

    paste_wanted = Signal()
    keep_wanted = Signal()
    moved = Signal(object)  # where the cell is that the keyboard went to

    def __init__(self, model: SheetModel, names: Sequence[str]) -> None:
        super().__init__()
        give_viewport(self)
        self._model = model
        self.setAccessibleName(_("Sheet of results"))
        self.setModel(model)
        self.setItemDelegate(_SheetDelegate(names, self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("grid", "sheet")
        follow(self._dress)

    def _dress(self) -> None:
        self.horizontalHeader().setFont(font("small_strong"))
        self.verticalHeader().setFont(font("small", tabular=True))
        self.verticalHeader().setDefaultSectionSize(row_height())
        self._share_width()
        self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + LEAST_ROWS * row_height())

    def _share_width(self) -> None:
        """Give the columns their width, and share what is left over."""
        wanted = [size(WIDTHS[column]) for column in COLUMNS]
        more = max(0, self.viewport().width() - sum(wanted)) / sum(wanted)
        for place, width in enumerate(wanted):
            self.setColumnWidth(place, int(width * (1 + more)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the cell that the keyboard is at."""
        index = self.currentIndex()
        return self.visualRect(index).translated(self.viewport().pos()) if index.isValid() else self.rect()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows
        self.moved.emit(self.focus_area())

    def go_to(self, row: int, column: Column) -> None:
        """Move the keyboard to a cell."""
        self.setCurrentIndex(self._model.index(row, COLUMNS.index(column)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            QApplication.clipboard().setText(str(index.data(Qt.ItemDataRole.EditRole)))
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._model.undo()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.keep_wanted.emit()
            elif index.isValid():
                self.edit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            if control:
                self._model.take_row_out(index.row())
            else:
                self._model.setData(index, "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the cells with Tab; out of the grid from the blank row, and back from the first cell."""
        index = self.currentIndex()
        is_last = index.row() == self._model.rowCount() - 1
        is_first = index.row() == 0 and index.column() == 0
        if not index.isValid() or (forward and is_last) or (not forward and is_first):
            return QWidget.focusNextPrevChild(self, forward)
        self._step(1 if forward else -1)
        return True

    def event(self, event: QEvent) -> bool:
        # Qt's own Tab goes round and round in a table; nobody could leave it with the keyboard.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            if event.matches(QKeySequence.StandardKey.Undo):
                self.keyPressEvent(event)
                return True
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.matches(QKeySequence.StandardKey.Undo):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def _step(self, by: int) -> None:
        index = self.currentIndex()
        place = index.row() * len(COLUMNS) + index.column() + by
        self.setCurrentIndex(self._model.index(place // len(COLUMNS), place % len(COLUMNS)))

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        hints = QStyledItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.EditNextItem:
            self._step(1)
        elif hint == hints.EditPreviousItem and (self.currentIndex().row() or self.currentIndex().column()):
            self._step(-1)
        elif hint == hints.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        """After Enter: to the same column of the next row, or to its test where that is still blank."""
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if below.isValid():
            has_test = str(below.siblingAtColumn(0).data(Qt.ItemDataRole.EditRole)).strip()
            self.setCurrentIndex(below if has_test else below.siblingAtColumn(0))
