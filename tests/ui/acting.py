"""What a person does in a window: clicks a button by its words, writes into a field or a cell, reads what is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from journal.ui.widgets.dates import DateField
from journal.ui.widgets.tables import RecordTable
from journal.ui.widgets.words import Words


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def press(widget: QWidget, words: str) -> None:
    """Click the button that says *words*."""
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text().strip() == words]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    settle()


def type_in(field: QWidget, text: str) -> None:
    """Write *text* instead of what stands in *field*, and go on."""
    line = field.field if isinstance(field, DateField) else field
    line.setFocus()
    if isinstance(line, QLineEdit):
        line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    settle()


def said(widget: QWidget) -> str:
    """All words that can be seen in *widget*."""
    return "\n".join(words.text() for words in widget.findChildren(Words) if words.isVisible() and words.text())


def write_cell(table: RecordTable, row: int, column: int, text: str) -> None:
    """Type *text* into a cell as a person would, and press Enter."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
