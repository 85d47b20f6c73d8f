"""The cycles of a line on a ribbon: given, given late or with less, left out, planned.  One can be chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from journal.actions.treatment_course import Course
from journal.domain.treatment import Cycle, CycleState
from journal.text import dates
from journal.text.language import _
from journal.ui.pages.treatment.cycle_words import cycle_words
from journal.ui.theme.fonts import font
from journal.ui.theme.look import border, colour, follow, size, space

NARROWEST = 48  # px at 100 %, so that a cycle can be hit; wider where its day would not stand below it
WIDEST = 70
BAR = 36
DAY = 22
LOWER = 0.62  # of the height of a bar, where less was given
LATE = 9  # px: the hatched strip before a bar that began later than planned


class CycleRibbon(QWidget):
    """A cell for each cycle, in as many lines as they need; arrow keys and clicks choose."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None
        self._at = -1
        self._narrowest = size(NARROWEST)
        self._today: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self._dress)

    def _dress(self) -> None:
        metrics = QFontMetrics(font("small"))
        days = (metrics.horizontalAdvance(dates.short_day(cycle.happened_on)) for cycle in self.cycles)
        self._narrowest = max(size(NARROWEST), max(days, default=0) + space(6))
        self.updateGeometry()
        self.update()

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles, in the order shown."""
        return self._course.cycles if self._course is not None else ()

    @property
    def current(self) -> Cycle | None:
        """The cycle that is chosen."""
        return self.cycles[self._at] if 0 <= self._at < len(self.cycles) else None

    def show_course(self, course: Course, chosen: Cycle | None, today: date) -> None:
        """Show the cycles of *course*, with *chosen* marked; nobody is told."""
        self._course, self._today = course, today
        ids = [cycle.id for cycle in course.cycles]
        self._at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else -1
        self._say()
        self._dress()

    def _say(self) -> None:
        current = self.current
        if current is None or self._course is None:
            self.setAccessibleName(_("Cycles"))
        else:
            self.setAccessibleName(_("Cycles: {cycle}").format(cycle=cycle_words(self._course, current)))
        self.setAccessibleDescription(_("Arrow keys choose a cycle."))

    def choose(self, place: int) -> None:
        """Choose a cycle as a person would."""
        place = max(0, min(len(self.cycles) - 1, place))
        if self.cycles and place != self._at:
            self._at = place
            self._say()
            self.update()
            QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows
            self.chosen.emit(self.cycles[place])

    # Size

    def _in_a_line(self, width: int) -> int:
        return max(1, width // self._narrowest)

    def _line_height(self) -> int:
        return size(BAR) + size(DAY) + space(6)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-max(1, len(self.cycles)) // self._in_a_line(width))
        return lines * self._line_height() + 2

    def sizeHint(self) -> QSize:
        width = min(max(1, len(self.cycles)), 12) * self._narrowest
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest * 3, self._line_height())

    def cell(self, place: int) -> QRectF:
        """Return where the cycle at *place* is."""
        in_line = self._in_a_line(self.width())
        wanted = self.width() / min(in_line, max(1, len(self.cycles)))
        width = min(wanted, max(size(WIDEST), self._narrowest))
        line, column = divmod(place, in_line)
        left = column * width
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRectF(left, line * self._line_height() + 1, width, size(BAR) + size(DAY))

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the cycle that is chosen."""
        return self.cell(self._at).toRect().adjusted(1, 0, -1, 0) if self._at >= 0 else self.rect()

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self.cycles)):
            if self.cell(place).contains(event.position()):
                self.choose(place)
                return
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        line = self._in_a_line(self.width())
        steps = {
            Qt.Key.Key_Right: -1 if mirrored else 1,
            Qt.Key.Key_Left: 1 if mirrored else -1,
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in steps:
            self.choose(self._at + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.choose(0)
        elif event.key() == Qt.Key.Key_End:
            self.choose(len(self.cycles) - 1)
        else:
            event.ignore()

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, cycle in enumerate(self.cycles):
            if self.cell(place).toRect().intersects(event.rect()):
                self._paint_cycle(painter, self.cell(place), cycle, place == self._at)

    def _paint_cycle(self, painter: QPainter, cell: QRectF, cycle: Cycle, is_chosen: bool) -> None:
        if is_chosen:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(cell.adjusted(1, 0, -1, 0), size(8), size(8))
        bar = QRectF(cell.left() + 5, cell.top() + size(4), cell.width() - 10, size(BAR) - size(6))
        if cycle.days_late > 0 and cycle.state is not CycleState.SKIPPED:
            bar = self._paint_late(painter, bar)
        self._paint_bar(painter, bar, cycle)
        painter.setFont(font("small"))
        painter.setPen(colour("ink" if is_chosen else "muted"))
        words = QRectF(cell.left(), cell.top() + size(BAR) - size(1), cell.width(), size(DAY))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, dates.short_day(cycle.happened_on))

    def _paint_late(self, painter: QPainter, bar: QRectF) -> QRectF:
        """Paint the hatched strip before a bar; return what is left for the bar."""
        strip = QRectF(bar.left(), bar.top(), size(LATE), bar.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            strip.moveRight(bar.right())
            rest = bar.adjusted(0, 0, -strip.width() - 2, 0)
        else:
            rest = bar.adjusted(strip.width() + 2, 0, 0, 0)
        painter.save()
        painter.setPen(QPen(colour("caution_line"), 1.4))
        painter.setBrush(colour("caution_soft"))
        painter.drawRect(strip)
        painter.setClipRect(strip)
        step = size(7)
        for place in range(-1, int(strip.height() / step) + 3):
            top = strip.top() + place * step
            painter.drawLine(QPointF(strip.left(), top + strip.width()), QPointF(strip.right(), top))
        painter.restore()
        return rest

    def _paint_bar(self, painter: QPainter, bar: QRectF, cycle: Cycle) -> None:
        given = cycle.state is CycleState.GIVEN
        if given and self._course is not None and self._course.lowered(cycle):
            bar = bar.adjusted(0, bar.height() * (1 - LOWER), 0, 0)
        pen = QPen(colour("accent" if given else "edge"), max(1.4, border()))
        if cycle.state is CycleState.PLANNED:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(colour("accent" if given else "raised"))
        painter.drawRoundedRect(bar, size(4), size(4))
        if cycle.state is CycleState.SKIPPED:
            path = QPainterPath()
            path.addRoundedRect(bar, size(4), size(4))
            painter.save()
            painter.setClipPath(path)
            painter.drawLine(bar.bottomLeft(), bar.topRight())
            painter.restore()
        painter.setFont(font("small_strong"))
        painter.setPen(colour("accent_ink" if given else "muted"))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, str(cycle.number))
