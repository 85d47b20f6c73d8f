"""The sum between its two lines, painted: from where down it is clearly smaller, from where up it is growing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.domain.imaging import Response
from journal.rules.response.recist_1_1 import Assessment
from journal.text.language import _
from journal.text.numbers import millimetres
from journal.ui.theme.fonts import Role, font
from journal.ui.theme.look import border, colour, follow, look, size, space

BAR: Final = 28  # px at 100 %
OVER: Final = 6  # how far a line reaches beyond the bar
ROOM: Final = 0.3  # of the stretch between what is shown, free at both ends


@dataclass(frozen=True)
class SumLines:
    """A sum in mm and the lines beside it.

    *smaller* is None where growing starts at or below the line for smaller: growing counts then, from *growing* on.
    """

    now: Decimal
    smaller: Fraction | None
    growing: Fraction

    @classmethod
    def of(cls, judged: Assessment) -> SumLines | None:
        """Return the lines of a judged scan; None where there is no sum, or nothing left to compare it with."""
        now, smaller, growing = judged.sum_mm, judged.partial_line_mm, judged.growth_line_mm
        if now is None or smaller is None or growing is None or not judged.nadir_um:
            return None
        return cls(now, smaller if smaller < growing else None, growing)

    @property
    def to_smaller(self) -> Fraction | None:
        """How many mm less would be clearly smaller; None where it is already, or growing counts first."""
        if self.smaller is None or Fraction(self.now) <= self.smaller:
            return None
        return Fraction(self.now) - self.smaller

    @property
    def to_growing(self) -> Fraction | None:
        """How many mm more would be growing; None where it is already."""
        return self.growing - Fraction(self.now) if Fraction(self.now) < self.growing else None

    def share(self, mm: Decimal | Fraction) -> float:
        """Return where *mm* stands between the ends of the bar, 0 to 1."""
        low, high = self._ends()
        return (float(mm) - low) / (high - low)

    def _ends(self) -> tuple[float, float]:
        shown = [float(each) for each in (self.now, self.smaller, self.growing) if each is not None]
        room = (max(shown) - min(shown)) * ROOM or max(shown) * ROOM or 1.0
        return max(0.0, min(shown) - room), max(shown) + room

    def number(self, mm: Decimal | Fraction) -> str:
        """Return a size, never rounded onto a line that it does not reach."""
        lines = [line for line in (self.smaller, self.growing) if line is not None and line != mm]
        return millimetres(mm, tuple(lines))


def side_by_side(middles: Sequence[float], widths: Sequence[float], room: float, gap: float) -> list[float] | None:
    """Return the left edges of two blocks that want to stand around *middles*; None where *room* is too small."""
    if sum(widths) + gap > room:
        return None
    first = min(max(0.0, middles[0] - widths[0] / 2), room - widths[0])
    second = min(max(0.0, middles[1] - widths[1] / 2), room - widths[1])
    overlap = first + widths[0] + gap - second
    if overlap > 0:
        first = max(0.0, first - overlap / 2)
        second = first + widths[0] + gap
        if second + widths[1] > room:
            second = room - widths[1]
            first = second - gap - widths[0]
    return [first, second]


class SumBar(QWidget):
    """Paints the lines; a screen reader hears them as one sentence."""

    def __init__(self, lines: SumLines) -> None:
        super().__init__()
        self.lines = lines
        self._measured: list[float] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.sentence)
        follow(self._dress)

    def show_lines(self, lines: SumLines) -> None:
        """Show another sum between its lines."""
        self.lines = lines
        self.setAccessibleName(self.sentence)
        self._dress()

    def _dress(self) -> None:
        self._measured = None
        self.updateGeometry()
        self.update()

    @property
    def sentence(self) -> str:
        """What the bar shows, in words."""
        lines = self.lines
        now, growing = lines.number(lines.now), millimetres(lines.growing)
        if lines.smaller is None:
            return _("The sum is {now}. Growing starts at {growing}.").format(now=now, growing=growing)
        return _("The sum is {now}. Clearly smaller is {smaller} or less. Growing starts at {growing}.").format(
            now=now, smaller=millimetres(lines.smaller), growing=growing
        )

    # Measuring

    def _labels(self) -> list[tuple[float, str, str, Response]]:
        """Return what stands below: share, number and word, from the lower line to the higher."""
        lines = self.lines
        growing = (lines.share(lines.growing), millimetres(lines.growing), _("growing"), Response.PD)
        if lines.smaller is None:
            return [growing]
        return [(lines.share(lines.smaller), millimetres(lines.smaller), _("clearly smaller"), Response.PR), growing]

    def _widths(self) -> list[float]:
        if self._measured is None:
            strong, plain = QFontMetrics(font("small_strong")), QFontMetrics(font("small"))
            self._measured = [
                max(strong.horizontalAdvance(number), plain.horizontalAdvance(word)) + 2.0
                for _share, number, word, _response in self._labels()
            ]
        return self._measured

    def _heights(self) -> tuple[int, int, int]:
        """Return the heights of the number above, of one line below, and of the pointer."""
        return QFontMetrics(font("strong")).height(), QFontMetrics(font("small")).height(), size(9)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        above, line, pointer = self._heights()
        tiers = 1
        labels = self._labels()
        if len(labels) == 2:
            wanted = [share * width for share, *_rest in labels]
            tiers = 1 if side_by_side(wanted, self._widths(), width, space(12)) is not None else 2
        return above + pointer + size(BAR) + size(OVER) + 4 + tiers * (2 * line + 2)

    def sizeHint(self) -> QSize:
        return QSize(size(260), self.heightForWidth(size(260)))

    def minimumSizeHint(self) -> QSize:
        width = size(160)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    # Painting

    def _x(self, share: float) -> float:
        at = share * (self.width() - 2) + 1
        return self.width() - at if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else at

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a size reads "81 mm" everywhere
        above, _line, pointer = self._heights()
        bar = QRectF(1, above + pointer, self.width() - 2, size(BAR))
        self._paint_zones(painter, bar)
        self._paint_distances(painter, bar)
        for share, _number, _word, response in self._labels():
            self._paint_line(painter, bar, share, QColor(look().theme.category(response).colour))
        self._paint_now(painter, bar)
        self._paint_labels(painter, bar)

    def _paint_zones(self, painter: QPainter, bar: QRectF) -> None:
        lines = self.lines
        growing = lines.share(lines.growing)
        smaller = growing if lines.smaller is None else lines.share(lines.smaller)
        for start, end, response in (
            (0.0, smaller, Response.PR),
            (smaller, growing, Response.SD),
            (growing, 1.0, Response.PD),
        ):
            if end > start:
                left, right = sorted((self._x(start), self._x(end)))
                ground = QColor(look().theme.category(response).chip)
                painter.fillRect(QRectF(left, bar.top(), right - left, bar.height()), ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("edge"), border()))
        painter.drawRect(bar)

    def _paint_line(self, painter: QPainter, bar: QRectF, share: float, ink: QColor) -> None:
        painter.setPen(QPen(ink, 3))
        x = self._x(share)
        painter.drawLine(QPointF(x, bar.top() - size(OVER)), QPointF(x, bar.bottom() + size(OVER)))

    def _paint_distances(self, painter: QPainter, bar: QRectF) -> None:
        """Write how far each line is into the stretch up to it, where it fits; the sentence below says it, too."""
        lines = self.lines
        painter.setFont(font("small"))
        painter.setPen(colour("ink" if look().theme.is_high_contrast else "muted"))
        is_growing = lines.to_growing is None  # then the other line lies on the way
        for line, distance in ((lines.smaller, lines.to_smaller), (lines.growing, lines.to_growing)):
            if line is None or distance is None or (is_growing and line is lines.smaller):
                continue
            left, right = sorted((self._x(lines.share(line)), self._x(lines.share(lines.now))))
            text = millimetres(distance)
            if painter.fontMetrics().horizontalAdvance(text) + space(10) <= right - left:
                area = QRectF(left, bar.top(), right - left, bar.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_now(self, painter: QPainter, bar: QRectF) -> None:
        x, half, tall = self._x(self.lines.share(self.lines.now)), size(8), size(9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ink"))
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, bar.top() - tall), QPointF(x + half, bar.top() - tall), QPointF(x, bar.top())])
        )
        painter.setPen(QPen(colour("ink"), 2))
        painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))
        text = self.lines.number(self.lines.now)
        painter.setFont(font("strong"))
        width = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(0.0, x - width / 2), self.width() - width)
        painter.drawText(QRectF(left, 0, width, bar.top() - tall), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_labels(self, painter: QPainter, bar: QRectF) -> None:
        labels, widths = self._labels(), self._widths()
        _above, line, _pointer = self._heights()
        middles = [self._x(share) for share, *_rest in labels]
        order = sorted(range(len(labels)), key=middles.__getitem__)
        lefts: list[float] | None = None
        if len(labels) == 2:
            lefts = side_by_side([middles[at] for at in order], [widths[at] for at in order], self.width(), space(12))
        top = bar.bottom() + size(OVER) + 2
        for place, at in enumerate(order):
            _share, number, word, response = labels[at]
            left = (
                lefts[place]
                if lefts is not None
                else min(max(0.0, middles[at] - widths[at] / 2), self.width() - widths[at])
            )
            tier = 0 if lefts is not None or len(labels) == 1 else place
            self._paint_label(
                painter, QRectF(left, top + tier * (2 * line + 2), widths[at], line), number, word, response
            )

    def _paint_label(self, painter: QPainter, area: QRectF, number: str, word: str, response: Response) -> None:
        painter.setPen(QColor(look().theme.category(response).colour))
        texts: tuple[tuple[Role, str], ...] = (("small_strong", number), ("small", word))
        for at, (role, text) in enumerate(texts):
            painter.setFont(font(role))
            painter.drawText(area.translated(0, at * area.height()), Qt.AlignmentFlag.AlignCenter, text)
