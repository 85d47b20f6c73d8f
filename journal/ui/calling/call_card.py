"""The call card: left what to do, with the number to read from across the room; right why, and what to have ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from journal.actions.call_ready import ReadyLine, Topic
from journal.domain.patient import Urgency
from journal.text.language import _
from journal.ui.calling.call_content import CallContent
from journal.ui.theme.look import breadth, colour, follow, size, space
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Tone, Words

RADIUS: Final = 16
EDGE: Final = 2
ICONS: Final[dict[Topic, str]] = {
    "temperature": "thermometer-simple",
    "symptom": "heartbeat",
    "result": "test-tube",
    "treatment": "drop",
    "counts": "test-tube",
    "device": "first-aid",
    "medicine": "pill",
    "allergy": "warning-circle",
}


def number_words(phone: str, role: str, tone: Tone) -> Words:
    """Return a telephone number, which is read from left to right everywhere."""
    return Words(f"\u2066{phone}\u2069", role, tone, selectable=True)  # type: ignore[arg-type]


def ready_rows(lines: tuple[ReadyLine, ...], token: str) -> list[QWidget]:
    """Return a row for each line of what to have ready."""
    rows = []
    for line in lines:
        row = Row(Picture(ICONS[line.topic], token), Words(line.words), gap=10)
        row.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(row)
        rows.append(holder)
    return rows


class CallNowCard(QFrame):
    """The one loud thing of the program: it stays until somebody called."""

    def __init__(
        self,
        content: CallContent,
        on_called: Callable[[], object],
        on_not_yet: Callable[[], object],
        on_write_number: Callable[[], object],
    ) -> None:
        super().__init__()
        self.content = content
        self.called = Button(_("We called"), on_called, kind="call", icon="check")
        self.not_yet = Button(_("Not yet: keep this here"), on_not_yet, kind="call_quiet")
        self.write_number = Button(_("Write down the number"), on_write_number, kind="call_quiet", icon="phone")
        self._left, self._right = QWidget(), QWidget()
        self._icons: list[Picture] = []
        self._left_column = self._what_to_do()
        self._left.setLayout(self._left_column)
        self._right.setLayout(self._why())
        self._halves = QHBoxLayout(self)
        self._halves.setSpacing(0)
        self._halves.addWidget(self._left, 1)
        self._halves.addWidget(self._right, 1)
        # Only now: what is made visible before it stands anywhere opens as a window of its own.
        self.not_yet.setVisible(content.is_waiting)
        self.write_number.setVisible(not content.phone)
        self.setAccessibleName(content.heading)
        self.setAccessibleDescription(" ".join((content.phone, *content.why)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        follow(self.arrange)

    def _what_to_do(self) -> Column:
        content = self.content
        column = Column(Words(content.heading, "h1", "call_ink"), gap=8, padding=(32, 24))
        if content.urgency is Urgency.EMERGENCY:
            if content.emergency_number:
                column.addLayout(self._number(content.emergency_number))
            column.addWidget(Words(_("Then your team, day and night:"), "lead", "call_ink"))
            if content.phone:
                column.addWidget(number_words(content.phone, "h1", "call_ink"))
        else:
            if content.phone:
                column.addLayout(self._number(content.phone))
            column.addWidget(Words(content.who, "lead", "call_ink"))
        column.addStretch(1)
        column.addSpacing(8)
        column.addLayout(Flow(self.write_number, self.called, self.not_yet, gap=10))
        return column

    def _number(self, number: str) -> Row:
        icon = Picture("phone-call-fill", "call_ink", 40)
        self._icons.append(icon)
        row = Row(icon, number_words(number, "phone", "call_ink"), gap=12)
        row.setStretch(1, 1)
        return row

    def _why(self) -> Column:
        column = Column(gap=8, padding=(24, 20))
        for sentence in self.content.why:
            column.addWidget(Words(sentence, "strong"))
        column.addSpacing(4)
        column.addWidget(Words(_("Have ready when they answer"), "h3"))
        for row in ready_rows(self.content.ready, "call"):
            column.addWidget(row)
        if self.content.can_say:
            column.addWidget(Words(self.content.can_say))
        column.addStretch(1)
        return column

    def arrange(self) -> None:
        """Stand side by side, or one above the other where there is no room."""
        narrow = breadth(self) == "narrow"
        medium = breadth(self) == "medium"
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._halves.setStretch(0, 6 if medium else 1)  # a whole number on one line counts for more than a margin
        self._halves.setStretch(1, 5 if medium else 1)
        side = space(20 if medium else 32)
        self._left_column.setContentsMargins(side, space(24), side, space(24))
        for icon in self._icons:
            icon.setVisible(not medium)
        self._halves.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        half = EDGE / 2
        outline = QRectF(self.rect()).adjusted(half, half, -half, -half)
        shape.addRoundedRect(outline, size(RADIUS), size(RADIUS))
        painter.fillPath(shape, colour("call_soft"))
        painter.setClipPath(shape)
        painter.fillRect(self._left.geometry().adjusted(-EDGE, -EDGE, 0, EDGE), colour("call"))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.fillRect(self._left.geometry().adjusted(0, -EDGE, EDGE, EDGE), colour("call"))
        painter.setClipping(False)
        painter.strokePath(shape, QPen(colour("call"), EDGE))


class CallTodayCard(Card):
    """The same in the same order, without the loudness."""

    def __init__(
        self,
        content: CallContent,
        on_called: Callable[[], object],
        on_not_yet: Callable[[], object],
        on_write_number: Callable[[], object],
    ) -> None:
        super().__init__(kind="caution", gap=8)
        self.content = content
        self.called = quiet(_("We called"), on_called, icon="check")
        self.not_yet = quiet(_("Not yet: keep this here"), on_not_yet)
        self.write_number = quiet(_("Write down the number"), on_write_number, icon="phone")
        self.add(Words(content.heading, "h2"))
        if content.phone:
            row = Row(Picture("phone", "caution", 24), number_words(content.phone, "h2", "ink"), gap=10)
            row.setStretch(1, 1)
            self.add(row)
        self.add(Words(content.who), *(Words(sentence, "strong") for sentence in content.why))
        self.add(Words(_("Have ready when they answer"), "h3"), *ready_rows(content.ready, "caution"))
        if content.can_say:
            self.add(Words(content.can_say))
        self.add(Flow(self.write_number, self.called, self.not_yet, gap=10))
        # Only now: what is made visible before it stands anywhere opens as a window of its own.
        self.not_yet.setVisible(content.is_waiting)
        self.write_number.setVisible(not content.phone)
        self.setAccessibleName(content.heading)
        self.setAccessibleDescription(" ".join((content.phone, *content.why)))
