"""What a person meets in a window, read back from its widgets: controls, words, and what is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from journal.ui.theme.look import look, size
from journal.ui.widgets.steps import Steps
from journal.ui.widgets.words import Words

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSlider, QAbstractItemView)


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can be reached with the keyboard and is seen."""
    for child in widget.findChildren(QWidget):
        reachable = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(child, CONTROLS) and reachable and child.isVisible() and not isinstance(child, QScrollBar):
            yield child


class StrayWindows(QObject):
    """Watches for parts of the window that stand alone on the screen for a moment; `seen` names them.

    Qt shows a widget without a parent as a window of its own, which takes the keyboard away.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.seen: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_plain = watched.windowType() in (Qt.WindowType.Widget, Qt.WindowType.Window)
            if is_plain and not isinstance(watched, QMainWindow):
                self.seen.append(name_of(watched))
        return False


def name_of(widget: QWidget) -> str:
    """Return a widget's place in the window, for a failing test."""
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def nameless(widget: QWidget) -> list[str]:
    """Return the controls without a name for screen readers."""
    return [name_of(child) for child in controls(widget) if not child.accessibleName().strip()]


def too_low(widget: QWidget) -> list[str]:
    """Return the controls that are lower than a finger needs; links may be 30 px high."""
    found = []
    for child in controls(widget):
        least = size(30) if child.property("kind") == "link" else size(44)
        if child.height() < least - 1:
            found.append(f"{name_of(child)}: {child.height()} px")
    return found


def cut_off(widget: QWidget) -> list[str]:
    """Return the texts that do not fit where they stand."""
    found = []
    for child in widget.findChildren(QWidget):
        if not child.isVisible() or child.width() == 0:
            continue
        if isinstance(child, Words) and child.text():
            needed = child.heightForWidth(child.width()) if child.wordWrap() else child.sizeHint().height()
            if child.height() < needed - 2 or (not child.wordWrap() and child.width() < child.sizeHint().width() - 1):
                found.append(f"“{child.text()}” in {child.width()} × {child.height()}, needs {needed}")
        elif isinstance(child, QPushButton) and child.text() and child.width() < child.sizeHint().width() - 1:
            found.append(f"button “{child.text()}”: {child.width()} of {child.sizeHint().width()}")
        elif isinstance(child, Steps) and child.height() < child.heightForWidth(child.width()) - 1:
            found.append(f"{name_of(child)}: {child.height()} px high")
    return found


def sideways(widget: QWidget) -> list[str]:
    """Return the controls and words that stick out of the window at its sides."""
    window = widget.window()
    found = []
    for child in widget.findChildren(QWidget):
        if child.isVisible() and isinstance(child, (*CONTROLS, QLabel)) and child.width() > 0:
            place = QRect(child.mapTo(window, QPoint(0, 0)), child.size())
            if place.left() < -1 or place.right() > window.width():
                found.append(f"{name_of(child)}: {place.left()} to {place.right()} at {look().text_size} %")
    return found
