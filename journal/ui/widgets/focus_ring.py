"""The focus ring: outside the control, with a gap that shows it on any ground.  A style sheet cannot do that."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QTextBrowser, QWidget

from journal.ui.theme.look import colour, follow, size

GAP: Final = 2
STROKE: Final = 3
OUTSIDE: Final = GAP + STROKE + 1
RADIUS: Final = 10

_MOVES: Final = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest})


class FocusRing(QWidget):
    """The ring of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.radius = RADIUS
        self._around = QRect()
        self.hide()

    def surround(self, around: QRect, clip: QRect, radius: int) -> None:
        """Stand around *around*, seen only within *clip* (both in the window)."""
        self.radius = radius
        outside = around.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        seen = outside.intersected(clip)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self._around = around.translated(-seen.topLeft())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(self._around)
        gap, middle = GAP / 2, GAP + STROKE / 2
        painter.setPen(QPen(colour("raised"), GAP))
        painter.drawRoundedRect(around.adjusted(-gap, -gap, gap, gap), self.radius + gap, self.radius + gap)
        painter.setPen(QPen(colour("focus"), STROKE))
        painter.drawRoundedRect(around.adjusted(-middle, -middle, middle, middle), self.radius + 3, self.radius + 3)


class FocusRings(QObject):
    """Shows the ring at what has the keyboard: after the keyboard moved there, and always at text fields.

    A widget that is more than one target says where it is with `focus_area() -> QRect`; one without ring (a page that
    only scrolls) sets the property `no_ring`, one with another radius `ring_radius`.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: list[QWidget] = []
        self._at: QWidget | None = None
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._on_focus_changed)
        follow(self.update)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.property("no_ring"):
            return
        now = now.focusProxy() or now
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._at = now
        self._watch(now)
        if not by_mouse or isinstance(now, QLineEdit | QPlainTextEdit):
            self._show()

    def _watch(self, widget: QWidget) -> None:
        step: QWidget | None = widget
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()

    def _let_go(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._at = None
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        self._ring = None

    def _show(self) -> None:
        if self._at is None:
            return
        window = self._at.window()
        found = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._ring = found if isinstance(found, FocusRing) else FocusRing(window)
        self.update()

    def update(self) -> None:
        """Go where the widget with the focus is now."""
        at, ring = self._at, self._ring
        if at is None or ring is None or not shiboken6.isValid(at) or not shiboken6.isValid(ring):
            return
        if not at.isVisible():
            ring.hide()
            return
        window = at.window()
        area = at.focus_area() if hasattr(at, "focus_area") else at.rect()
        clip = window.rect()
        step = None if at.isWindow() else at.parentWidget()  # a menu belongs to a widget of another window
        while step is not None and not step.isWindow():
            parent = step.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is step:
                clip = clip.intersected(QRect(step.mapTo(window, step.rect().topLeft()), step.size()))
            step = parent
        if isinstance(at, QTextBrowser):
            area = area.adjusted(OUTSIDE, OUTSIDE, -OUTSIDE, -OUTSIDE)
        radius = at.property("ring_radius")
        around = QRect(at.mapTo(window, area.topLeft()), area.size())
        ring.surround(around, clip, size(radius if isinstance(radius, int) else RADIUS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and watched is self._at and self._ring is None:
            self._show()
        elif kind in _MOVES:
            self.update()
        elif kind == QEvent.Type.Hide and self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        return False
