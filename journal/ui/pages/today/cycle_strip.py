"""The days of a cycle in a row: given, past, today, to come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.actions.where_we_are import Standing
from journal.text import dates
from journal.text.language import _
from journal.ui.theme.fonts import font
from journal.ui.theme.look import border, colour, follow, size

CELL = 31
GAP = 2
EDGE = 3  # px at either end: today's cell is larger than the others, and may be the first or the last


class CycleStrip(QWidget):
    """One cell a day, with words below: the days with chemo, today, and when the next cycle begins."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            _("Day {day} of {days} of the cycle").format(day=standing.day, days=max(standing.days, standing.day))
        )
        follow(self._dress)

    def _dress(self) -> None:
        self.setFixedHeight(size(34) + size(26))
        self.updateGeometry()
        self.update()

    @property
    def _count(self) -> int:
        return max(self._standing.days, self._standing.day)

    def sizeHint(self) -> QSize:
        return QSize(self._count * size(CELL + GAP) + 2 * EDGE, size(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(size(160), size(60))

    def _cell(self, day: int) -> QRectF:
        width = min((self.width() - 2 * EDGE) / self._count, size(CELL + GAP))
        left = EDGE + (day - 1) * width
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRectF(left + 1, size(3), width - GAP, size(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for day in range(1, self._count + 1):
            self._paint_day(painter, day)
        self._paint_words(painter)

    def _paint_day(self, painter: QPainter, day: int) -> None:
        area, today = self._cell(day), self._standing.day
        with_drugs = day in self._standing.drug_days and day <= today
        if day == today:
            area = area.adjusted(-2, -size(3), 2, size(3))
            ground, edge, ink = "accent", "accent", "accent_ink"
        elif with_drugs:
            ground, edge, ink = "accent_soft", "accent", "accent"
        elif day < today:
            ground, edge, ink = "sunken", "line", "muted"
        else:
            ground, edge, ink = "raised", "line", "muted"
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(edge), border()))
        painter.drawRoundedRect(area, size(6), size(6))
        painter.setFont(font("small_strong" if day == today else "small"))
        if painter.fontMetrics().horizontalAdvance(str(day)) <= area.width():
            painter.setPen(colour(ink))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day))

    def _paint_words(self, painter: QPainter) -> None:
        top, height = size(36), size(22)
        painter.setFont(font("small_strong"))
        said = _("Today")
        width = painter.fontMetrics().horizontalAdvance(said) + 4
        middle = self._cell(self._standing.day).center().x()
        left = max(0.0, min(self.width() - width, middle - width / 2))
        here = QRectF(left, top, width, height)
        painter.setPen(colour("accent"))
        painter.drawText(here, Qt.AlignmentFlag.AlignCenter, said)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._standing.drug_days:
            self._say_at(painter, _("Chemo days"), self._cell(min(self._standing.drug_days)), mirrored, here)
        if self._standing.next_on is not None:
            words = _("Next: {day}").format(day=dates.short_day(self._standing.next_on))
            self._say_at(painter, words, self._cell(self._count), not mirrored, here)

    def _say_at(self, painter: QPainter, words: str, cell: QRectF, from_right: bool, taken: QRectF) -> None:
        """Say *words* under *cell*, unless today stands there already."""
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        left = cell.right() - width if from_right else cell.left()
        area = QRectF(left, taken.top(), width, taken.height())
        if not area.adjusted(-8, 0, 8, 0).intersects(taken) and self.rect().toRectF().contains(area.center()):
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
