"""How the grid of sizes is painted: names held at the side, days above, cells between."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journal.ui.pages.imaging.grid_model import SizeGrid
from journal.ui.pages.imaging.grid_rows import Kind
from journal.ui.theme.fonts import Role, font
from journal.ui.theme.icons import paint_icon
from journal.ui.theme.look import TARGET, border, colour, follow, look, size, space
from journal.ui.widgets.tables import CELL, ROW_KIND, Cell, Index

SIDE = 8  # px at 100 %, left and right in a cell
WIDEST_NAMES = 0.42  # of the table's width
ROW = 35  # px at 100 %: ten spots and their sum are seen at once; from 125 % on a row is a whole target
TITLES = (Kind.TITLE.value, Kind.NEW.value)


def side_flags(*, trailing: bool) -> int:
    """Return the alignment that goes by the direction of the window and not of the text."""
    side = Qt.AlignmentFlag.AlignTrailing if trailing else Qt.AlignmentFlag.AlignLeading
    seen = QStyle.visualAlignment(QApplication.layoutDirection(), side)
    return int(seen | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)


def row_height() -> int:
    """Return the least height of a row."""
    return size(ROW if look().text_size < 125 else TARGET)


def is_word(cell: Cell) -> bool:
    """Say whether a cell holds a word, which is set smaller than a size."""
    return cell.tone == "muted" or cell.is_unknown


class SizeDelegate(QStyledItemDelegate):
    """Paints cells, and edits them in a line of their own height."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, kind = index.data(CELL), index.data(ROW_KIND)
        if not isinstance(cell, Cell):
            return
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text by its own script
        paint_ground(painter, area, str(kind))
        inside = area.adjusted(space(SIDE), 0, -space(SIDE), 0)
        role: Role = "strong" if cell.is_strong else "small" if is_word(cell) else "body"
        painter.setFont(font(role, tabular=True))
        ink = colour(cell.tone)
        seen = _seen_of(area, option.widget)
        if _is_cut(inside, seen, painter.fontMetrics().horizontalAdvance(cell.text)):
            _paint_more(painter, seen, cell.text)
            painter.restore()
            return
        if cell.is_unknown:
            _paint_unknown(painter, inside, cell.text)
        if cell.icon:
            side = size(16)
            mirrored = QApplication.isRightToLeft()
            left = inside.right() - side if mirrored else inside.left()
            paint_icon(painter, QRectF(left, area.center().y() - side / 2, side, side), cell.icon, ink)
        painter.setPen(ink)
        painter.drawText(inside, side_flags(trailing=True), cell.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(cell_width(cast("Cell", index.data(CELL))), row_height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(font("strong", tabular=True))
        editor.setStyleSheet("QLineEdit { min-height: 0; padding: 0 4px; border-radius: 0; }")
        editor.setAlignment(Qt.AlignmentFlag(side_flags(trailing=True)) & ~Qt.AlignmentFlag.AlignAbsolute)
        model = index.model()
        if isinstance(model, SizeGrid):
            editor.setAccessibleName(model.where(index))
        return editor


def cell_width(cell: Cell) -> int:
    """Return how wide a cell must be for its text."""
    role: Role = "small" if is_word(cell) else "strong"
    width = QFontMetrics(font(role, tabular=True)).horizontalAdvance(cell.text) + 2 * space(SIDE) + 2
    width += 2 * space(5) if cell.is_unknown else 0
    return width + (size(16) + space(6) if cell.icon else 0)


def paint_ground(painter: QPainter, area: QRect, kind: str) -> None:
    """Paint what lies under a row: a hairline below it, or the ground of the sum."""
    if kind == Kind.SUM.value:
        painter.fillRect(area.adjusted(0, 1, 0, -1), colour("sunken"))
    elif kind == Kind.SPOT.value:
        painter.fillRect(QRect(area.left(), area.bottom() - border() + 1, area.width(), border()), colour("line"))


def _seen_of(area: QRect, table: object) -> QRect:
    """Return what is seen of a cell: the rest is scrolled under the names, or out at the other side."""
    return area.intersected(table.viewport().rect()) if isinstance(table, QAbstractScrollArea) else area


def _is_cut(inside: QRect, seen: QRect, width: int) -> bool:
    """Say whether a trailing text of *width* px would be seen in part only: 51 must not be read as 1."""
    left = inside.left() if QApplication.isRightToLeft() else inside.right() - width
    return left < seen.left() or left + width > seen.right() + 1


def _paint_more(painter: QPainter, seen: QRect, text: str) -> None:
    """Paint into the rest of a cell that there is something in it, and nothing that reads like a part of it."""
    if text and seen.width() > painter.fontMetrics().horizontalAdvance("…"):
        painter.setPen(colour("muted"))
        painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), "…")


def _paint_unknown(painter: QPainter, inside: QRect, text: str) -> None:
    pen = QPen(colour("edge"), border())
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * space(5)
    left = inside.left() - space(5) if QApplication.isRightToLeft() else inside.right() - width + space(5)
    height = painter.fontMetrics().height() + 6
    painter.drawRoundedRect(QRectF(left, inside.center().y() - height / 2, width, height), size(6), size(6))


class ScanHeader(QHeaderView):
    """The days of the scans, each with a word below it."""

    def __init__(self, model: SizeGrid, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        follow(self._dress)

    def _dress(self) -> None:
        self.setFixedHeight(self.wanted_height())

    @staticmethod
    def wanted_height() -> int:
        """Return the height of two lines."""
        lines = QFontMetrics(font("small_strong")).height() + QFontMetrics(font("small")).height()
        return lines + space(18)

    def width_of(self, column: int) -> int:
        """Return how wide a column must be for its day and word."""
        day, word = self._grid.column_title(column)
        widest = max(
            QFontMetrics(font("small_strong", tabular=True)).horizontalAdvance(day),
            QFontMetrics(font("small")).horizontalAdvance(word),
        )
        return widest + 2 * space(SIDE) - space(4)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        if not 0 <= section < len(self._grid.scans):
            return
        day, word = self._grid.column_title(section)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        inside = area.adjusted(0, space(4), -space(SIDE), -space(8))
        if QApplication.isRightToLeft():
            inside = area.adjusted(space(SIDE), space(4), 0, -space(8))
        half = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        seen = area.intersected(self.viewport().rect())
        for line, text, role, tone in ((half, day, "small_strong", "ink"), (_below(half), word, "small", "muted")):
            painter.setFont(font(cast("Role", role), tabular=role == "small_strong"))
            painter.setPen(colour(tone))
            if not _is_cut(line, seen, painter.fontMetrics().horizontalAdvance(text)):
                painter.drawText(line, side_flags(trailing=True), text)
            elif line is half:
                _paint_more(painter, line.intersected(seen), text)
        _paint_edge(painter, area)
        painter.restore()


class SpotHeader(QHeaderView):
    """The names of the spots, which stay while the sizes scroll."""

    def __init__(self, model: SizeGrid, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = model
        self._lies_over = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def lie_over(self, is_over: bool) -> None:
        """Show by a line that scans are scrolled under the names, or not."""
        if is_over != self._lies_over:
            self._lies_over = is_over
            self.viewport().update()

    def _font_role(self, row: int) -> Role:
        kind = self._grid.rows[row].kind
        return "strong" if kind is Kind.SUM else "small_strong" if kind in (Kind.TITLE, Kind.NEW) else "body"

    def wanted_width(self) -> int:
        """Return how wide the longest name is on one line."""
        widths = [
            QFontMetrics(font(self._font_role(row))).horizontalAdvance(each.title) + self._beside(row)
            for row, each in enumerate(self._grid.rows)
        ]
        return max(widths, default=0) + 4

    def _beside(self, row: int) -> int:
        """Return what stands free beside a name: a sum is indented, and every name keeps off the sizes."""
        return space(SIDE) + (space(10) if self._grid.rows[row].kind is Kind.SUM else 0)

    def height_of(self, row: int, width: int) -> int:
        """Return how high a row must be for its name in *width*."""
        metrics = QFontMetrics(font(self._font_role(row)))
        room = QRect(0, 0, max(1, width - self._beside(row)), 1 << 16)
        text = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._grid.rows[row].title)
        return max(row_height(), text.height() + space(12))

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        if not 0 <= section < len(self._grid.rows):
            return
        row = self._grid.rows[section]
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        paint_ground(painter, area, row.kind.value)
        painter.setPen(colour("accent" if row.kind.value in TITLES else "ink"))
        painter.setFont(font(self._font_role(section)))
        indent = self._beside(section) - space(SIDE)
        mirrored = QApplication.isRightToLeft()
        inside = area.adjusted(space(SIDE), 0, -indent, 0) if mirrored else area.adjusted(indent, 0, -space(SIDE), 0)
        painter.drawText(inside, side_flags(trailing=False) | int(Qt.TextFlag.TextWordWrap), row.title)
        if self._lies_over:
            left = area.left() if mirrored else area.right() - border() + 1
            painter.fillRect(QRect(left, area.top(), border(), area.height()), colour("edge"))
        painter.restore()


class HeaderCorner(QWidget):
    """The corner above the names: the line below the days goes on there."""

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        _paint_edge(painter, self.rect())


def _below(line: QRect) -> QRect:
    return line.translated(0, line.height())


def _paint_edge(painter: QPainter, area: QRect) -> None:
    painter.fillRect(QRect(area.left(), area.bottom() - 1, area.width(), 2), colour("edge"))
