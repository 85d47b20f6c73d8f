"""The five-level control: none, mild, moderate, severe, very severe, in one row or one above the other."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from journal.domain.symptoms import LEVELS
from journal.text.language import _, current_language
from journal.text.names import level_name
from journal.ui.theme.fonts import font
from journal.ui.theme.look import TARGET, border, colour, follow, look, size, space

NOTHING: Final = -1
AIR: Final = 16  # px at 100 % that a step is wider than its words, where there is room
RADIUS: Final = 10
PADDING: Final = 6  # beside the words of a step


def level_words() -> tuple[str, ...]:
    """Return the words of the five levels, as they stand on the steps."""
    return tuple(f"{name[:1].upper()}{name[1:]}" for name in map(level_name, LEVELS))


class Steps(QAbstractSlider):
    """A level to choose with the mouse, the arrow keys or 0 to 4; blank is not none, and Delete makes it blank again.

    A slider for screen readers: they read its name and the word of its value.  `chosen` comes when a person chose
    (a level, or None), not when a program set it.
    """

    chosen = Signal(object)
    digit_typed = Signal()  # after `chosen`, where a digit answered: a check-in goes on to the next question

    def __init__(self, name: str, level: int | None = None, *, words: Sequence[str] = (), height: int = TARGET) -> None:
        super().__init__()
        self._name, self._height = name, height
        self._words = tuple(words) or level_words()
        self._hovered = NOTHING
        self.setRange(NOTHING, len(self._words) - 1)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.valueChanged.connect(self._say)
        self.set_level(level)
        self._say()
        follow(self._dress)

    @property
    def level(self) -> int | None:
        """The level chosen; None while nothing is."""
        return None if self.value() == NOTHING else self.value()

    def set_level(self, level: int | None) -> None:
        """Show *level*; nobody is told."""
        self.setValue(NOTHING if level is None else level)

    def set_words(self, words: Sequence[str]) -> None:
        """Call the levels by other words; there are as many as before."""
        if tuple(words) != self._words and len(words) == len(self._words):
            self._words = tuple(words)
            self._say()
            self.updateGeometry()

    def choose(self, level: int | None) -> None:
        """Choose *level* as a person would."""
        if level != self.level:
            self.set_level(level)
            self.chosen.emit(level)

    def _dress(self) -> None:
        self.setFont(font("small"))
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        word = _("nothing chosen") if self.level is None else self._words[self.level]
        self.setAccessibleName(_("{name}: {value}").format(name=self._name, value=word))
        self.setAccessibleDescription(
            _("Arrow keys or {first} to {last} choose.").format(first=0, last=len(self._words) - 1)
        )
        self.update()

    # Size

    def _widths(self) -> tuple[int, ...]:
        """Return how wide each step must be for its words."""
        return _widths(self._words, look().text_size, current_language())

    def is_stacked(self, width: int | None = None) -> bool:
        """Say whether the steps stand one above the other, because their words do not fit side by side."""
        return (self.width() if width is None else width) < sum(self._widths())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return size(self._height) * (len(self._words) if self.is_stacked(width) else 1)

    def sizeHint(self) -> QSize:
        return QSize((max(self._widths()) + space(AIR)) * len(self._words), size(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths()), size(self._height))

    def step_area(self, level: int) -> QRectF:
        """Return where the step for *level* is."""
        count = len(self._words)
        if self.is_stacked():
            height = self.height() / count
            return QRectF(0, level * height, self.width(), height)
        widths: list[float] = [self.width() / count] * count
        if min(widths) < max(self._widths()):  # equal steps would cut words off: share the room by their length
            needed = self._widths()
            widths = [each + (self.width() - sum(needed)) / count for each in needed]
        left = sum(widths[:level])
        if self._is_mirrored():
            left = self.width() - left - widths[level]
        return QRectF(left, 0, widths[level], self.height())

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _level_at(self, event: QMouseEvent) -> int:
        inside = (level for level in range(len(self._words)) if self.step_area(level).contains(event.position()))
        return next(inside, NOTHING)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        level = self._level_at(event)
        if event.button() is Qt.MouseButton.LeftButton and level != NOTHING:
            self.choose(level)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._level_at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(NOTHING)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(NOTHING)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls; nobody changes a level by that

    def _hover(self, level: int) -> None:
        if level != self._hovered:
            self._hovered = level
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._words) - 1
        onward = Qt.Key.Key_Left if self._is_mirrored() else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self._is_mirrored() else Qt.Key.Key_Left
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.text().isdecimal() and len(event.text()) == 1 and int(event.text()) <= last:
            self.choose(int(event.text()))
            self.digit_typed.emit()
        elif event.key() in (onward, Qt.Key.Key_Down):
            self.choose(min(last, self.value() + 1))
        elif event.key() in (back, Qt.Key.Key_Up):
            self.choose(max(0, self.value() - 1))
        elif event.key() == Qt.Key.Key_Home:
            self.choose(0)
        elif event.key() == Qt.Key.Key_End:
            self.choose(last)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose(None)
        else:
            event.ignore()

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = border()
        outline = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        shape = QPainterPath()
        shape.addRoundedRect(outline, size(RADIUS), size(RADIUS))
        painter.fillPath(shape, colour("raised"))
        if self._hovered not in (NOTHING, self.value()):
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(self.step_area(self._hovered), colour("select"))
            painter.restore()
        self._paint_lines(painter)
        pen = QPen(colour("edge"), thick)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.strokePath(shape, pen)
        for level in range(len(self._words)):
            self._paint_step(painter, level)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("line"), 1))
        for level in range(1, len(self._words)):
            area = self.step_area(level)
            if self.is_stacked():
                painter.drawLine(area.topLeft(), area.topRight())
            else:
                side = area.topRight() if self._is_mirrored() else area.topLeft()
                painter.drawLine(QPointF(side.x(), 1), QPointF(side.x(), self.height() - 2))

    def _paint_step(self, painter: QPainter, level: int) -> None:
        area = self.step_area(level)
        if level == self.level:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(area, size(RADIUS), size(RADIUS))
            painter.setFont(font("small_strong"))
            painter.setPen(colour("accent_ink"))
        else:
            painter.setFont(font("small"))
            painter.setPen(colour("ink" if self.level is None and self.isEnabled() else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words[level])


@functools.lru_cache(maxsize=64)
def _widths(words: tuple[str, ...], _text_size: int, _language: str) -> tuple[int, ...]:
    """Return how wide each step must be for its word; a layout asks dozens of times."""
    metrics = QFontMetrics(font("small_strong"))
    return tuple(metrics.horizontalAdvance(word) + 2 * space(PADDING) for word in words)
