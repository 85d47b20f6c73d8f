"""The picture beside the welcome: hills, an evening sun and a bookmark, in mixes of the theme's own colours."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame

from journal.text.language import _
from journal.ui.theme.look import colour, look, size, space
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words

# Each hill: height at left, two control points and right, as shares of the panel, and how much paper is in its colour.
HILLS = (
    ((0.635, 0.71, 0.58, 0.63), 0.08),
    ((0.715, 0.63, 0.755, 0.76), 0.2),
    ((0.825, 0.835, 0.72, 0.785), 0.42),
    ((0.87, 0.87, 0.98, 0.93), 0.72),
    ((0.985, 1.02, 0.91, 0.965), 0.92),
)
SIDE: Final = 50  # px at 100 %, beside the words: at 150 %, the longest word just fits


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Return *first* with *share* of *second* in it."""
    parts = (
        round(one + (other - one) * share)
        for one, other in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    )
    return QColor(*parts)


class Hills(QFrame):
    """The panel with the program's name; plain in high contrast."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Treatment Journal"))
        name = Words(_("Treatment Journal"), "cover", "nav_ink")
        sentence = Words(_("A quiet place to write down how treatment goes, and to understand it."), "lead", "nav_ink")
        self.setLayout(Column(name, sentence, None, gap=16, padding=(SIDE, 136, SIDE, 32)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, paper = colour("nav"), colour("surface")
        painter.fillRect(self.rect(), ground)
        if look().theme.is_high_contrast:
            return
        width, height = self.width(), self.height()
        sun = mixed(colour("caution_line"), colour("caution_soft"), 0.72 if not look().theme.is_dark else 0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bookmark(painter, sun)
        painter.setBrush(sun)
        radius = min(width, height) * 0.12
        painter.drawEllipse(QPointF(width * 0.66, height * 0.6), radius, radius)
        for (left, one, two, right), share in HILLS:
            hill = QPainterPath(QPointF(0, height * left))
            hill.cubicTo(width * 0.33, height * one, width * 0.62, height * two, width, height * right)
            hill.lineTo(width, height)
            hill.lineTo(0, height)
            hill.closeSubpath()
            painter.fillPath(hill, mixed(ground, paper, share if not look().theme.is_dark else share * 0.35))

    def _paint_bookmark(self, painter: QPainter, paint: QColor) -> None:
        width, height = size(30), size(84)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - space(SIDE) - width if mirrored else space(SIDE)
        area = QRectF(left, 0, width, height)
        ribbon = QPainterPath(area.topLeft())
        ribbon.lineTo(area.topRight())
        ribbon.lineTo(area.bottomRight())
        ribbon.lineTo(area.center().x(), area.bottom() - size(14))
        ribbon.lineTo(area.bottomLeft())
        ribbon.closeSubpath()
        painter.fillPath(ribbon, paint)
