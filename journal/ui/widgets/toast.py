"""What was done, with Undo: it stays a while at the bottom, and longer as long as somebody is at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from journal.text.language import _
from journal.ui.theme.look import space
from journal.ui.widgets.buttons import Button
from journal.ui.widgets.layouts import Row
from journal.ui.widgets.words import Picture, Words

STAYS_MS: Final = 12_000
LOOKS_MS: Final = (0, 60, 300)  # what was done often changes the page below: then it looks for a free place again
CONTROLS: Final = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSlider)


class UndoToast(QFrame):
    """A line over the bottom of *parent* that says what was done.

    `placed` brings how high over the bottom it reaches: what lies there can be scrolled past it; 0 when it goes.
    """

    placed = Signal(int)

    def __init__(self, parent: QWidget, on_undo: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setProperty("card", "toast")
        self._words = Words("", tone="raised")
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.button = Button(_("Undo"), self._undo, kind="toast", icon="arrow-counter-clockwise")
        self._row = Row(Picture("check", "raised"), self._words, self.button, gap=12, padding=(16, 8, 10, 8))
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self._over = parent
        self.floor = 0  # px at the bottom of *parent* that it stays above
        self._on_undo = self._usual_undo = on_undo
        self._unseen: list[str] = []  # what was said while nobody could see it: the window is locked
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._go)
        self._looks = 0
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._look_again)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, undo: str = "", do: Callable[[], object] | None = None) -> None:
        """Say *words*; with the *undo* label, offer to take it back, by *do* where that is no change of the journal."""
        waits = bool(self._unseen)
        if not self._over.isVisible():
            self._unseen = [each for each in self._unseen if each != words] + [words]
            words = "\n".join(self._unseen)
        self._words.setText(words)
        if undo or not waits:  # what can be taken back still can, whatever is said after it
            self._on_undo = do or self._usual_undo
            self.button.setVisible(bool(undo))
            self.button.set_text(_("Undo"), undo)
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        if self.isVisible():
            self._timer.start()
        self.look_for_place()

    def look_for_place(self) -> None:
        """Stand where no control is covered once the page below has come to rest."""
        self._looks = 0
        self._look.start(LOOKS_MS[0])

    def _look_again(self) -> None:
        if not self.isVisible():
            return
        if not self.underMouse() and not self.button.hasFocus():  # somebody is about to press it
            self.place()
        self._looks += 1
        if self._looks < len(LOOKS_MS):
            self._look.start(LOOKS_MS[self._looks])

    def place(self) -> None:
        """Stand at the bottom of the parent, as wide as the words need; at the side where it covers no control."""
        margin = space(24)
        room = self._over.width() - 2 * margin
        self._words.setWordWrap(False)
        wanted = self._row.totalSizeHint().width()
        if wanted > room:
            self._words.setWordWrap(True)
        width = min(room, wanted)
        height = (
            self._row.totalHeightForWidth(width)
            if self._row.hasHeightForWidth()
            else self._row.totalSizeHint().height()
        )
        far = self._over.width() - margin - width
        lefts = (far, margin) if QApplication.isRightToLeft() else (margin, far)
        bottom = self._over.height() - self.floor
        top = bottom - height - space(16)
        places = [QRect(left, top, width, height) for left in lefts]
        controls = self._controls(places[0].united(places[1]))
        free = (place for place in places if not any(place.intersects(control) for control in controls))
        self.setGeometry(next(free, places[0]))
        self.placed.emit(bottom - top)

    def _controls(self, near: QRect) -> list[QRect]:
        """Return where the controls are that are seen in *near*; what is hidden or elsewhere is not gone through."""
        found: list[QRect] = []
        waiting: list[tuple[QObject, QRect]] = [(self._over, near)]
        while waiting:
            parent, seen = waiting.pop()
            for child in parent.children():
                if not isinstance(child, QWidget) or not child.isVisible() or child is self:
                    continue
                area = QRect(child.mapTo(self._over, QPoint(0, 0)), child.size()).intersected(seen)
                if area.isEmpty():
                    continue
                if isinstance(child, CONTROLS):
                    found.append(area)
                else:
                    waiting.append((child, area))
        return found

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()  # hidden with the window around it, it comes back with it
        self.placed.emit(0)

    def _undo(self) -> None:
        self.hide()
        self._on_undo()

    def _go(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()
