"""One day of the calendar: how it is painted, what stands in it, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.charts.symptom_course import day_words
from journal.domain.symptoms import LEVELS
from journal.rules.symptom_course import ScoredDay
from journal.text import dates
from journal.text.language import _
from journal.ui.theme.fonts import font
from journal.ui.theme.look import border, colour, follow, size

CELL: Final = 38  # px at 100 %
INSET: Final = 2
RADIUS: Final = 7
DOT: Final = 6
HIGHEST: Final = LEVELS[-1]


@dataclass(frozen=True)
class DayCell:
    """A day as the calendar shows it; *scored* is None without an entry, *begins* the cycle that began on it."""

    on: date
    scored: ScoredDay | None = None
    begins: int | None = None
    is_today: bool = False

    @property
    def text(self) -> str:
        """The level; where a carer scored, own and carer's level side by side."""
        if self.scored is None:
            return ""
        own = "" if self.scored.own is None else str(self.scored.own)
        return own if self.scored.carer is None else f"{own}/{self.scored.carer}"

    @property
    def words(self) -> str:
        """The day in words, for read-outs and screen readers."""
        said = _("{day}: no entry").format(day=dates.day(self.on)) if self.scored is None else day_words(self.scored)
        words = _("{weekday} {what}").format(weekday=dates.weekday(self.on), what=said)
        if self.begins is not None:
            words = _("{day}. First day of cycle {number}.").format(day=words, number=self.begins)
        return _("Today, {day}").format(day=words) if self.is_today else words


def paint_day(painter: QPainter, area: QRectF, cell: DayCell) -> None:
    """Paint *cell* into *area*: filled from below by its level, the digit on one ground; a gap stays blank, dotted."""
    inside = area.adjusted(INSET, INSET, -INSET, -INSET)
    shape = QPainterPath()
    shape.addRoundedRect(inside, size(RADIUS), size(RADIUS))
    pen = QPen(colour("edge"), border())
    if cell.scored is None:
        pen = QPen(colour("line"), border(), Qt.PenStyle.DashLine)
    else:
        painter.fillPath(shape, colour("raised"))
        filled = inside.height() * cell.scored.level / HIGHEST
        level = QRectF(inside.left(), inside.bottom() - filled, inside.width(), filled)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(level, colour("accent"))
        painter.restore()
        _paint_text(painter, inside, cell, filled)
    painter.strokePath(shape, pen)
    if cell.scored is not None and cell.scored.was_written_later:
        _paint_dot(painter, inside, cell.scored.level)
    if cell.begins is not None:
        painter.fillRect(QRectF(inside.left() + 4, area.top() - 1, inside.width() - 8, size(4)), colour("ink"))
    if cell.is_today:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("ink"), 2.5))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), size(RADIUS) + 2, size(RADIUS) + 2)


def _paint_text(painter: QPainter, inside: QRectF, cell: DayCell, filled: float) -> None:
    """Write the level where its ground is one: over the filling while that is low, in it when it is high."""
    level = cell.scored.level if cell.scored is not None else 0
    in_filling = level > HIGHEST // 2
    room = inside.adjusted(0, 0, 0, 0 if in_filling else -filled)
    if in_filling:
        room = QRectF(inside.left(), inside.bottom() - filled, inside.width(), filled)
    painter.setFont(font("small_strong"))
    painter.setPen(colour("accent_ink" if in_filling else "ink"))
    direction = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # own score, then the carer's, in every script
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell.text)
    painter.setLayoutDirection(direction)


def _paint_dot(painter: QPainter, inside: QRectF, level: int) -> None:
    """Mark what was written afterwards, in the corner at the end of the line."""
    side = size(DOT)
    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = inside.left() + 2 if mirrored else inside.right() - side - 2
    painter.setPen(QPen(colour("accent_ink" if level == HIGHEST else "ink"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(left, inside.top() + 2, side, side))


class SampleCell(QWidget):
    """A day as it looks, for the legend; a screen reader passes over it."""

    def __init__(self, cell: DayCell) -> None:
        super().__init__()
        self._cell = cell
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(size(CELL - 6), size(CELL - 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_day(painter, QRectF(self.rect()), self._cell)
