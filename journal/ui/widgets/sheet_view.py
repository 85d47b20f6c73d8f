"""Pages of a printout as they will lie in the tray, one below the other, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.text.language import _
from journal.ui.printing import GREY, WIDEST, Sheet
from journal.ui.theme.look import border, colour, follow, size, space
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column


class SheetView(QWidget):
    """One page.  A screen reader reads its words."""

    def __init__(self, sheet: Sheet, number: int, count: int) -> None:
        super().__init__()
        self._picture = sheet.picture
        self._scaled: QImage | None = None  # not a QPixmap: that would know colours, and take four times as much
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview, page {number} of {count}").format(number=number, count=count))
        self.setAccessibleDescription(sheet.words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self._measure)

    def _measure(self) -> None:
        self.setMaximumWidth(size(WIDEST))
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        width = min(width, self.maximumWidth())
        return round(width * self._picture.height() / max(1, self._picture.width()))

    def sizeHint(self) -> QSize:
        width = min(size(640), self._picture.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.heightForWidth(self.width()) * ratio))
        if self._scaled is None or self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled.convertTo(GREY)
        painter = QPainter(self)
        area = QRect(0, 0, self.width(), self.heightForWidth(self.width()))
        painter.drawImage(area, self._scaled)
        painter.setPen(QPen(colour("line"), border()))
        painter.drawRect(area.adjusted(0, 0, -1, -1))


class SheetsView(QWidget):
    """All pages of a printout."""

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(gap=16)
        self.setLayout(self._column)

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show *sheets* in the place of what is there."""
        while self._column.count():
            empty_out(self._column.takeAt(0))
        for number, sheet in enumerate(sheets, start=1):
            self._column.addWidget(SheetView(sheet, number, len(sheets)))

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return self._column.count()

    @property
    def gap(self) -> int:
        """The gap between two pages, in pixels."""
        return space(16)
