"""The quick line: one line to write anything down.  It says what it understood while one types; Enter keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle
from journal.domain.visits import Question
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.live_journal import LiveJournal
from journal.ui.quick_field import QuickField
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Line, Picture, Words

if TYPE_CHECKING:
    from journal.actions.quick_reading import Context, Puzzle, Reading

_ICONS: dict[type[Record], str] = {
    SymptomEntry: "heartbeat",
    LabResult: "test-tube",
    VitalSign: "thermometer-simple",
    Note: "note-pencil",
    Question: "chat-circle-text",
    Cycle: "drop",
}


class Understood(QFrame):
    """What the line was understood as, under the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "overlay")
        self.setAccessibleName(_("What the line was understood as"))
        self._column = Column(gap=8, padding=(16, 12))
        inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.setLayout(Column(scroll))
        self.hide()

    def height_for(self, width: int) -> int:
        """Return how high all that it says stands in *width*."""
        self._column.activate()
        return self._column.totalHeightForWidth(width - 2 * self.frameWidth()) + 2 * self.frameWidth()

    def show_reading(self, reading: Reading) -> None:
        """Say *reading* in words."""
        while self._column.count():
            empty_out(self._column.takeAt(0))
        for place, part in enumerate(reading.parts):
            record = reading.records[min(place, len(reading.records) - 1)] if reading.records else None
            icon = _ICONS.get(type(record), "check") if record is not None else "check"
            meaning = f"{part.meaning[:1].upper()}{part.meaning[1:]}"
            row = Row(Picture(icon, "accent", 22), Words(meaning, "strong"), gap=12)
            row.setStretch(1, 1)
            if place == 0 and reading.is_clear:
                row.addWidget(Words(_("Enter keeps it"), "small", "muted", wraps=False))
                row.addWidget(Words(_("Enter"), "small", "key", wraps=False))
            self._column.addLayout(row)
        for puzzle in reading.puzzles:
            row = Row(Picture("warning-circle", "caution", 22), Words(puzzle_words(reading.text, puzzle)), gap=12)
            row.setStretch(1, 1)
            self._column.addLayout(row)
            if puzzle.may_be_confirmed:
                self._column.addWidget(Words(_("If it is right, write ! at the end."), "small", "muted"))
        if reading.is_clear:
            self._column.addWidget(Line())
            hint = Row(
                Picture("clock", "muted", 18),
                Words(_("Not today? Add a day: “yesterday”, or “12 May”."), "small", "muted"),
                gap=12,
            )
            hint.setStretch(1, 1)
            self._column.addLayout(hint)
        for child in self.findChildren(QWidget):
            child.show()  # at once: what is added to a visible frame else waits, and would have no height yet

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.findChildren(Words) if not label.isHidden())


def puzzle_words(text: str, puzzle: Puzzle) -> str:
    """Return the sentence for a puzzle, with the word it is about."""
    values = {"word": text[puzzle.start : puzzle.end], **puzzle.problem.values}
    return say_problem(Problem(puzzle.problem.message, **values))


class QuickLine(QWidget):
    """Field and answer.  `kept` comes when a line was written down."""

    kept = Signal(object)

    def __init__(self, live: LiveJournal, today: Callable[[], date], over: QWidget) -> None:
        super().__init__()
        self._live, self._today, self._over = live, today, over
        self._context: Context | None = None
        self.field = QuickField()
        self.answer = Understood(over)
        self.setLayout(Column(self.field))
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self.keep)
        self.field.installEventFilter(self)
        live.changed.connect(self._forget_context)
        if live.is_read_only:
            self.field.setEnabled(False)
            self.field.setToolTip(_("This journal is open for reading only."))

    def _forget_context(self) -> None:
        self._context = None

    def _reading(self) -> Reading:
        from journal.actions.quick_line import context_of, read_line  # when somebody types

        if self._context is None:
            self._context = context_of(self._live.read, self._today())
        return read_line(self.field.text(), self._today(), self._context)

    def _on_typed(self, text: str) -> None:
        if not text.strip():
            self.close_answer()
            return
        self.show_reading(self._reading())

    def show_reading(self, reading: Reading) -> None:
        """Say what the line was understood as, under the field."""
        self.field.marks = tuple((puzzle.start, puzzle.end) for puzzle in reading.puzzles)
        self.answer.show_reading(reading)
        self.field.setAccessibleDescription(self.answer.words)
        self.place_answer()
        self.answer.show()
        self.answer.raise_()

    def place_answer(self) -> None:
        """Stand under the field, as wide as it is."""
        width = self.field.width()
        corner = self.field.mapTo(self._over, QPoint(0, self.field.height() + 8))
        room = self._over.height() - corner.y() - 8
        self.answer.setGeometry(corner.x(), corner.y(), width, min(self.answer.height_for(width), room))

    def close_answer(self) -> None:
        """Say nothing."""
        self.field.marks = ()
        self.field.setAccessibleDescription("")
        self.answer.hide()
        self.field.update()

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Enter."""
        return bool(self.field.text().strip())

    def keep(self) -> None:
        """Write the line down, if it is clear; else point at what is not."""
        if not self.field.text().strip():
            return
        reading = self._reading()
        if not reading.is_clear:
            self.show_reading(reading)
            return
        from journal.actions.quick_line import add_line

        _reading, change = add_line(self._live.read, self.field.text(), self._today())
        self.field.set_text("")
        self.close_answer()
        self.kept.emit(change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.answer.isVisible():
            QTimer.singleShot(0, self, self.place_answer)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self.answer.hide()
        elif event.type() == QEvent.Type.FocusIn and self.field.text().strip():
            self.show_reading(self._reading())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.field.set_text("")
            self.close_answer()
            return True
        return False
