"""A sheet being typed, as a table: rows of text with one blank row at the end.  Testable without a window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from journal.actions.lab_sheet import Column, LastTime, SheetRow, offered
from journal.text.language import _
from journal.ui.theme.fonts import font
from journal.ui.widgets.tables import CELL, ROW_KIND, Cell, Index

COLUMNS: Final = tuple(Column)
MISTAKEN: Final = CELL + 7  # True where a cell must be mended or is asked about
MOST_STEPS: Final = 200


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    return {
        Column.TEST: _("Test"),
        Column.VALUE: _("Result"),
        Column.UNIT: _("Unit"),
        Column.RANGE: _("Lab’s own range"),
        Column.NOTE: _("Note"),
    }[column]


class SheetModel(QAbstractTableModel):
    """The rows of a sheet.  *last_time* answers what a test's unit and range were; `edited` comes after each change."""

    edited = Signal()

    def __init__(self, last_time: Callable[[str], LastTime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_time = last_time
        self._rows: tuple[SheetRow, ...] = (SheetRow(),)
        self._mistaken: frozenset[tuple[int, Column]] = frozenset()
        self._before: list[tuple[SheetRow, ...]] = []

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """The rows, without the blank one at the end."""
        return self._rows[:-1]

    def set_rows(self, rows: Sequence[SheetRow], *, as_edit: bool = True) -> None:
        """Put *rows* in the place of what is there; as an edit, it can be taken back."""
        if as_edit:
            self._remember()
        self.beginResetModel()
        kept = [row for row in rows if not (row.is_blank and not row.offered)]
        self._rows = (*kept, SheetRow())
        self._mistaken = frozenset()
        self.endResetModel()
        self.edited.emit()

    def add_rows(self, rows: Sequence[SheetRow]) -> None:
        """Add *rows* after those that are there, with unit and range as last time where they are blank."""
        self.set_rows([*self.rows, *(self._offered(row) for row in rows)])

    def take_row_out(self, row: int) -> None:
        """Take the row at *row* out; the blank one stays."""
        if 0 <= row < len(self.rows):
            self.set_rows([each for at, each in enumerate(self.rows) if at != row])

    def replace_row(self, row: int, by: SheetRow) -> None:
        """Put *by* in the place of a row."""
        if 0 <= row < len(self.rows):
            self._remember()
            self._rows = (*self._rows[:row], by, *self._rows[row + 1 :])
            self._tell(row)

    def offer_anew(self) -> None:
        """Ask again what units and ranges were last time: another laboratory has other ones."""
        self._rows = tuple(self._offered(_without_offer(row)) for row in self._rows[:-1]) + self._rows[-1:]
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))
        self.edited.emit()

    def set_mistaken(self, cells: Collection[tuple[int, Column]]) -> None:
        """Mark *cells* as ones that need another look."""
        if frozenset(cells) != self._mistaken:
            self._mistaken = frozenset(cells)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def undo(self) -> bool:
        """Take back the last edit; False where there is none."""
        if not self._before:
            return False
        rows = self._before.pop()
        self.set_rows(rows[:-1], as_edit=False)
        return True

    @property
    def can_undo(self) -> bool:
        """Say whether there is an edit to take back."""
        return bool(self._before)

    def _remember(self) -> None:
        self._before = [*self._before[-MOST_STEPS:], self._rows]

    def _offered(self, row: SheetRow) -> SheetRow:
        return offered(row, self._last_time(row.test)) if row.test.strip() and row.record is None else row

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.edited.emit()

    # What the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return self._alignment(section)
        if role == Qt.ItemDataRole.FontRole:
            is_title = orientation is Qt.Orientation.Horizontal
            return font("small_strong") if is_title else font("small", tabular=True)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_title(COLUMNS[section]) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell; what was offered says so."""
        shown, kind = self._rows[row], COLUMNS[column]
        text = shown.text(kind)
        if kind not in shown.offered or not text:
            return Cell(text, is_strong=kind in (Column.TEST, Column.VALUE))
        is_last_offered = kind is Column.RANGE or Column.RANGE not in shown.offered
        return Cell(_("{value}, as last time").format(value=text) if is_last_offered else text, "muted")

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == ROW_KIND:
            return "plain"
        if role == MISTAKEN:
            return (index.row(), COLUMNS[index.column()]) in self._mistaken
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[index.row()].text(COLUMNS[index.column()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).text
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignTrailing if COLUMNS[column] is Column.VALUE else Qt.AlignmentFlag.AlignLeading
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole.value) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, column = index.row(), COLUMNS[index.column()]
        before, text = self._rows[row], str(value).strip()
        if text == before.text(column):
            return True
        self._remember()
        after = before.with_text(column, text)
        if column is Column.TEST:
            after = self._offered(_without_offer(after))
        is_last = row == len(self._rows) - 1
        if is_last:
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
        self._rows = (*self._rows[:row], after, *self._rows[row + 1 :], *([SheetRow()] if is_last else []))
        if is_last:
            self.endInsertRows()
        self._tell(row)
        return True


def _without_offer(row: SheetRow) -> SheetRow:
    """Return *row* without what was only offered."""
    blank = {column.value: "" for column in row.offered}
    return replace(row, **blank, offered=frozenset())  # type: ignore[arg-type]
