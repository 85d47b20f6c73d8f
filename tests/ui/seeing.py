"""What a person meets in a window, read back from its widgets: controls, words, and what is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from journal.ui.theme.look import look, size, space
from journal.ui.widgets.words import Words

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSlider, QAbstractItemView)


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can be reached with the keyboard and is seen."""
    for child in widget.findChildren(QWidget):
        reachable = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.window() is widget.window()
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
    found: list[str] = []
    for child in seen_in(widget):
        found += _cut_off_in(child)
    return found


def seen_in(widget: QWidget) -> Iterator[QWidget]:
    """Yield what is seen of *widget* itself: dialogs and popups over it are windows of their own."""
    for child in (widget, *widget.findChildren(QWidget)):
        if child.isVisible() and child.width() > 0 and child.window() is widget.window():
            yield child


def _cut_off_in(child: QWidget) -> list[str]:
    if isinstance(child, Words):
        return _cut_off_words(child) if child.text() else []
    if isinstance(child, QLabel):
        needed = child.heightForWidth(child.width()) if child.wordWrap() else child.sizeHint().height()
        return [f"label “{child.text()}”"] if child.text() and child.height() < needed - 2 else []
    if isinstance(child, QTableView):
        return _cut_off_headings(child)
    if isinstance(child, QLineEdit):
        return _cut_off_hint(child)
    if isinstance(child, QComboBox):
        return [f"{name_of(child)}: “{child.currentText()}” in {child.width()}"] if not _choice_fits(child) else []
    if child.layout() is None and child.hasHeightForWidth() and type(child).__module__.startswith("journal."):
        needed = child.heightForWidth(child.width())
        return [f"{name_of(child)}: {child.height()} px high, needs {needed}"] if child.height() < needed - 2 else []
    if isinstance(child, QAbstractButton) and child.text() and child.width() < child.sizeHint().width() - 1:
        return [f"{name_of(child)}: {child.width()} of {child.sizeHint().width()}"]
    return []


def _cut_off_words(words: Words) -> list[str]:
    needed = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
    parts = re.split(r"(?<=/)|[^\S\u00a0]", words.text())  # where Qt wraps: a path after each folder
    longest = max((words.fontMetrics().horizontalAdvance(part) for part in parts), default=0)
    too_narrow = words.width() < (longest if words.wordWrap() else words.sizeHint().width()) - 1
    if words.height() < needed - 2 or too_narrow:
        return [f"“{words.text()}” in {words.width()} × {words.height()}, needs {needed}; longest word {longest}"]
    return []


def _choice_fits(field: QComboBox) -> bool:
    """Say whether what is chosen can be read beside the arrow; the widest choice need not."""
    return field.fontMetrics().horizontalAdvance(field.currentText()) <= field.width() - size(30) - size(12)


def _cut_off_hint(field: QLineEdit) -> list[str]:
    hint, margins = field.placeholderText(), field.textMargins()
    room = field.width() - margins.left() - margins.right() - 2 * space(8)
    needed = field.fontMetrics().horizontalAdvance(hint)
    return [f"hint “{hint}” of {name_of(field)}: {needed} px in {room}"] if needed > room else []


def _cut_off_headings(table: QTableView) -> list[str]:
    header, found = table.horizontalHeader(), []
    if header.isHidden() or type(header) is not QHeaderView:  # ours paint other words than they let hear
        return []
    for column in range(header.count()):
        words = str(header.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) or "")
        needed = max((header.fontMetrics().horizontalAdvance(line) for line in words.split("\n")), default=0)
        if not header.isSectionHidden(column) and header.sectionSize(column) < needed:
            found.append(f"heading “{words}” of {name_of(table)}: {header.sectionSize(column)} of {needed}")
    return found


def _is_within(child: QWidget, *kinds: type[QWidget]) -> bool:
    """Say whether *child* stands in one of *kinds*: what scrolls by itself, a table's own parts."""
    step = child.parentWidget()
    while step is not None and not isinstance(step, kinds):
        step = None if step.isWindow() else step.parentWidget()
    return step is not None


def out_of_reach(widget: QWidget) -> list[str]:
    """Return the controls and words that stand above or below what is seen, where nothing scrolls to them."""
    window, found = widget.window(), []
    for child in seen_in(widget):
        if isinstance(child, (*CONTROLS, QLabel)) and not _is_within(child, QScrollArea, QAbstractItemView):
            place = QRect(child.mapTo(window, QPoint(0, 0)), child.size())
            if place.top() < -1 or place.bottom() > window.height():
                found.append(f"{name_of(child)}: {place.top()} to {place.bottom()} of {window.height()}")
    return found


def sideways(widget: QWidget) -> list[str]:
    """Return the controls and words that stick out of the window at its sides."""
    window = widget.window()
    found = []
    for child in seen_in(widget):
        if isinstance(child, (*CONTROLS, QLabel)) and not _is_within(child, QAbstractItemView):
            place = QRect(child.mapTo(window, QPoint(0, 0)), child.size())
            if place.left() < -1 or place.right() > window.width():
                found.append(f"{name_of(child)}: {place.left()} to {place.right()} at {look().text_size} %")
    return found
