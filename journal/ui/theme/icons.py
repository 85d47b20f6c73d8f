"""Icons, painted from the characters of the Phosphor typeface in a colour of the theme."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap

from journal.ui.theme.glyphs import character, family
from journal.ui.theme.look import colour, look, size

ROW: Final = 22  # px at 100 %, in rows
TEXT: Final = 20  # in text

# What points along the line of reading points the other way in a language written from right to left.
MIRRORED: Final = frozenset(
    {"path", "caret-left", "caret-right", "arrow-left", "arrow-right", "arrow-counter-clockwise", "arrow-clockwise"}
)


def icon(name: str, token: str = "ink", px: float = ROW, *, may_rest: bool = True) -> QIcon:
    """Return the icon called *name* (Phosphor, regular weight) in the colour *token*, *px* large at 100 %.

    What *may_rest* is muted while it is disabled.
    """
    made = QIcon(pixmap(name, token, px))
    if may_rest:
        made.addPixmap(pixmap(name, "muted", px), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, token: str = "ink", px: float = ROW) -> QPixmap:
    """Return the same as a picture, sharp on every screen there is."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _painted(name, colour(token).name(), size(px), ratio, _is_mirrored(name))


def paint_icon(painter: QPainter, area: QRect | QRectF, name: str, paint: QColor) -> None:
    """Paint the icon called *name* into the middle of *area*, as large as fits."""
    from PySide6.QtCore import Qt

    letter = character(name)
    area = QRectF(area)
    side = min(area.width(), area.height())
    painter.save()
    painter.translate(area.center())
    if _is_mirrored(name):
        painter.scale(-1, 1)
    face = QFont(family())
    face.setPixelSize(max(1, round(side)))
    painter.setFont(face)
    painter.setPen(paint)
    half = side / 2
    painter.drawText(QRectF(-half, -half, side, side), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _is_mirrored(name: str) -> bool:
    from PySide6.QtCore import Qt

    return name in MIRRORED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


@functools.lru_cache(maxsize=512)
def _painted(name: str, paint: str, side: int, ratio: float, mirrored: bool) -> QPixmap:  # noqa: ARG001 - part of the key
    from PySide6.QtCore import Qt

    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        paint_icon(painter, QRectF(0, 0, side, side), name, QColor(paint))
    finally:
        painter.end()  # a painter that outlives its picture ends the program
    return picture


def forget_pictures() -> None:
    """Drop painted icons, which are of an earlier look."""
    _painted.cache_clear()


look().changed.connect(forget_pictures)
