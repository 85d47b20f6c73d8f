"""What dialogs are: as large as their words ask for, and no larger than the window behind; the rest scrolls."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from journal.ui.curtain import CURTAIN
from journal.ui.tab_order import go_on
from journal.ui.theme.look import follow, size
from journal.ui.widgets.layouts import Column

MARGIN: Final = 48  # px of the window behind that stay in sight, so that one sees where one is


class _Content(QWidget):
    """What scrolls; `grown` comes when its words ask for another height."""

    grown = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.grown.emit()
        return done


class Dialog(QDialog):
    """A dialog whose content scrolls where there is no room for it, while its *foot* with the buttons stays in sight.

    *width* is in px at 100 %.  Fill it with `fill`, once.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 560) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._width = width
        self._content = _Content()
        self._content.setProperty("ground", "clear")
        self._content.grown.connect(self._grow_soon)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._grow)

    def fill(self, *items: QWidget | QLayout | None, foot: QLayout | Column, gap: int = 16) -> None:
        """Put *items* one below the other into what scrolls, and *foot* under it."""
        self.items = Column(*items, gap=gap, padding=(24, 24, 24, 8))
        self._content.setLayout(self.items)
        self._scroll.setWidget(self._content)
        self.foot = Column(foot, gap=gap, padding=(24, 8, 24, 20))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self.foot)
        follow(self.fit)

    @property
    def room(self) -> QSize:
        """How large it may be: a little less than the window behind it, or than the screen."""
        parent = self.parentWidget()
        behind = parent.window().size() if parent is not None else self.screen().availableSize()
        return behind - QSize(MARGIN, MARGIN)

    def fit(self) -> None:
        """Take the size that the content asks for."""
        width = min(max(size(self._width), self.foot.minimumSize().width()), self.room.width())
        self.resize(width, self._height(width))

    def _height(self, width: int) -> int:
        # Long words claim the height that they have in a narrow column, also where they stand on one line.
        inside = max(self.items.totalHeightForWidth(width), self.items.totalMinimumSize().height())
        return min(inside + self.foot.totalHeightForWidth(width), self.room.height())

    def _grow_soon(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _grow(self) -> None:
        """Make room for what came in, a mistake in words, say; what somebody drew larger stays."""
        height = self._height(self.width())
        if height <= self.height():
            return
        self.resize(self.width(), height)
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - below))

    def setVisible(self, visible: bool) -> None:
        if not visible:
            CURTAIN.lets_go(self)
        elif CURTAIN.holds(self):  # the window is locked
            return
        super().setVisible(visible)

    def done(self, result: int) -> None:
        super().done(result)
        if CURTAIN.is_waiting(self):
            self.setVisible(False)  # Qt ends the waiting for one that was seen alone

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)  # and scroll to where the keyboard is, also from the foot

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to *widget*, a field whose words need another look."""
        self._scroll.ensureWidgetVisible(widget)
