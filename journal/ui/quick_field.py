"""The field of the quick line; without what reads it, so that it stands at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication

from journal.text.language import _
from journal.ui.theme.icons import pixmap
from journal.ui.theme.look import breadth, colour, follow, size, space
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.words import Words


class QuickField(TextField):
    """The field itself, with a pencil, its key at the end, and a line under what was not understood."""

    def __init__(self) -> None:
        super().__init__(_("Write anything"))
        self.marks: Sequence[tuple[int, int]] = ()  # start and end of what was not understood
        self._key = Words(_("Ctrl+L"), "small", "key", wraps=False, parent=self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self._measure)

    def _measure(self) -> None:
        mirrored = QApplication.isRightToLeft()
        narrow = breadth(self) == "narrow"
        pencil = size(20) + space(13)
        self._key.setVisible(not narrow)
        self._key.adjustSize()
        key = 0 if narrow else self._key.width() + space(12)
        self.setTextMargins(key if mirrored else pencil, 0, pencil if mirrored else key, 0)
        hint = _("Write anything: nausea 2, temp 37.1, ask: can I travel?")
        room = self.width() - pencil - key - 2 * space(12)
        fits = QFontMetrics(self.font()).horizontalAdvance(hint) <= room
        self.setPlaceholderText(hint if fits and not narrow else _("Write anything"))
        left = space(10) if mirrored else self.width() - self._key.width() - space(10)
        self._key.move(left, (self.height() - self._key.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = size(20)
        left = self.width() - side - space(16) if QApplication.isRightToLeft() else space(16)
        painter.drawPixmap(QPoint(left, (self.height() - side) // 2), pixmap("pencil-simple", "accent", 20))
        metrics = QFontMetrics(self.font())
        start = self.cursorRect().center().x() - metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        painter.setPen(QPen(colour("caution_line"), 3))
        for first, last in self.marks:
            under = (self.height() + metrics.height()) / 2 + 1
            begin = start + metrics.horizontalAdvance(self.text()[:first])
            end = start + metrics.horizontalAdvance(self.text()[:last])
            painter.drawLine(QPointF(begin, under), QPointF(end, under))
