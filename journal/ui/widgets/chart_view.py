"""A chart on a page: its picture is drawn by the background worker, its caption and every value can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.text.language import _
from journal.ui.background import Background, Progress
from journal.ui.theme.fonts import font
from journal.ui.theme.look import colour, follow, look, size, space
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words

NEAR: Final = 32  # px at 100 %: how far from a point its value is still read out
SETTLE_MS: Final = 120  # after a change of size, before the picture is drawn anew


@dataclass(frozen=True)
class Canvas:
    """What a picture is drawn for: pixels, pixels to a px, text size in percent, and the theme's name."""

    width: int
    height: int
    ratio: float
    text_size: int
    theme: str


@dataclass(frozen=True)
class Spot:
    """One value in a picture: where it is (shares of width and height from the top left) and what it says."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class ChartPicture:
    """A finished chart: a picture in PNG, and what can be read out of it, oldest first."""

    png: bytes
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Chart:
    """What `show` takes: *draw* makes the picture on the worker; *caption* is the chart in one sentence."""

    draw: Callable[[Canvas], ChartPicture]
    caption: str


class ChartView(QWidget):
    """Shows a chart, with the value under the mouse or chosen with the arrow keys in words.

    *key* names the chart for the worker: of several drawings under one key, the newest counts.
    """

    def __init__(self, background: Background, key: str, *, height: int = 300) -> None:
        super().__init__()
        self._background, self._key = background, key
        self._chart: Chart | None = None
        self.picture = _Picture(height)
        self.caption = Words("", "small", "muted")
        self.setLayout(Column(self.picture, self.caption, gap=8))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.picture.resized = self._settle.start
        follow(self._settle.start)

    def show_chart(self, chart: Chart) -> None:
        """Show *chart*, as soon as it is drawn."""
        self._chart = chart
        self.caption.setText(chart.caption)
        self.picture.setAccessibleName(chart.caption)
        self._settle.start(0)

    def _draw(self) -> None:
        if self._chart is None or self.picture.width() < 50 or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        canvas = Canvas(
            round(self.picture.width() * ratio),
            round(self.picture.height() * ratio),
            ratio,
            look().text_size,
            look().theme.name,
        )
        draw = self._chart.draw

        def work(_progress: Progress) -> tuple[QImage, Sequence[Spot]]:
            drawn = draw(canvas)
            return QImage.fromData(drawn.png), drawn.spots

        self._background.run(work, self.picture.set_drawn, owner=self, key=self._key)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._settle.start(0)


class _Picture(QWidget):
    """The picture itself, with the read-out over it."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self._image = QImage()
        self._spots: Sequence[Spot] = ()
        self._at: int | None = None
        self.resized: Callable[[], object] = lambda: None
        self.setMouseTracking(True)
        self.setAccessibleName(_("The chart is being drawn."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(size(self._height))

    def set_drawn(self, drawn: tuple[QImage, Sequence[Spot]]) -> None:
        """Show a picture that was drawn."""
        self._image, self._spots = drawn
        self._at = None
        self.update()

    @property
    def read_out(self) -> str:
        """What is read out just now."""
        return self._spots[self._at].words if self._at is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(size(320), size(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized()

    def _place(self, spot: Spot) -> QPointF:
        return QPointF(spot.x * self.width(), spot.y * self.height())

    def _read(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self.setAccessibleDescription(self.read_out)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        distances = [(self._place(spot) - event.position()).manhattanLength() for spot in self._spots]
        nearest = min(range(len(distances)), key=distances.__getitem__, default=None)
        self._read(nearest if nearest is not None and distances[nearest] <= size(NEAR) else None)

    def leaveEvent(self, event: object) -> None:
        self._read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The time axis is not mirrored, so neither are the keys.
        last = len(self._spots) - 1
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if self._spots and event.key() in steps:
            start = -1 if event.key() == Qt.Key.Key_Right else last + 1
            self._read(max(0, min(last, (start if self._at is None else self._at) + steps[Qt.Key(event.key())])))
        elif self._spots and event.key() == Qt.Key.Key_Home:
            self._read(0)
        elif self._spots and event.key() == Qt.Key.Key_End:
            self._read(last)
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._read(None)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.setPen(colour("muted"))
            painter.setFont(font("small"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("The chart is being drawn."))
            return
        painter.drawImage(self.rect(), self._image)
        if self._at is not None:
            self._paint_read_out(painter, self._spots[self._at])

    def _paint_read_out(self, painter: QPainter, spot: Spot) -> None:
        point = self._place(spot)
        painter.setPen(QPen(colour("ink"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(point, size(9), size(9))
        painter.setFont(font("small_strong"))
        most = QRect(0, 0, min(size(280), self.width() - 16), 1 << 12)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        text = painter.boundingRect(most, flags, spot.words)
        box = QRectF(0, 0, text.width() + 2 * space(10), text.height() + 2 * space(6))
        left = min(max(4, point.x() - box.width() / 2), self.width() - box.width() - 4)
        above = point.y() - box.height() - size(14)
        box.moveTo(left, above if above > 0 else point.y() + size(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ink"))
        painter.drawRoundedRect(box, size(6), size(6))
        painter.setPen(colour("raised"))
        painter.drawText(box, flags, spot.words)
