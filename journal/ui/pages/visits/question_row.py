"""One question: its words, where it comes from, up and down; open, it can be reworded, answered or taken out."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal.actions.visits import Asked, where_from
from journal.domain.visits import Appointment
from journal.text import dates
from journal.text.language import _
from journal.ui.widgets.buttons import Button, icon_button, quiet
from journal.ui.widgets.fields import NoteField, TextField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Words


class QuestionRow(QWidget):
    """Shows an `Asked`.  `moved` brings −1 or 1; Alt with an arrow key moves it as well."""

    moved = Signal(int)
    reworded = Signal(str)
    answered = Signal(str)
    taken_out = Signal()
    toggled = Signal(bool)

    def __init__(self, number: int, count: int, asked: Asked, visit: Appointment | None, *, is_enabled: bool) -> None:
        super().__init__()
        self.asked = asked
        text = asked.question.text
        self.words = Words(_("{number}. {question}").format(number=number, question=text))
        self.source = Words(where_from(asked.question), "small", "muted")
        self.up = icon_button("caret-up", _("Move up: {question}").format(question=text), bare=True)
        self.down = icon_button("caret-down", _("Move down: {question}").format(question=text), bare=True)
        self.edit = icon_button("pencil-simple", _("Answer or change: {question}").format(question=text), bare=True)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.edit.clicked.connect(lambda: self.open(self.inside.isHidden()))
        self.up.setEnabled(is_enabled and number > 1)
        self.down.setEnabled(is_enabled and number < count)
        self.edit.setEnabled(is_enabled)
        line = Row(Column(self.words, self.source, gap=0), gap=0)
        line.setStretch(0, 1)
        for button in (self.up, self.down, self.edit):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        # Shortcuts, since a button takes the arrow keys for itself.
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.moved.emit(by))
            shortcut.setEnabled(is_enabled)
        self._visit = visit
        self.setLayout(Column(line, gap=8))

    @functools.cached_property
    def text(self) -> TextField:
        """The question's own words."""
        field = TextField(_("The question"), self.asked.question.text)
        field.finished.connect(self._reword)
        return field

    @functools.cached_property
    def answer(self) -> NoteField:
        """What was answered."""
        return NoteField(_("The answer"), hint=_("What was the answer?"), lines=2)

    @functools.cached_property
    def keep_answer(self) -> Button:
        """Keeps the answer."""
        return quiet(_("Keep the answer"), self.finish, icon="check")

    @functools.cached_property
    def inside(self) -> QWidget:
        """What unfolds below the question, made when it first does."""
        given = (
            _("It is kept with the visit on {day}.").format(day=dates.day(self._visit.happened_on))
            if self._visit is not None
            else _("It is kept with today’s date.")
        )
        made = QWidget()
        made.setLayout(
            Column(
                self.text,
                self.answer,
                Words(given, "small", "muted"),
                Flow(self.keep_answer, quiet(_("Take out"), self.taken_out.emit, icon="trash"), gap=12),
                gap=8,
            )
        )
        made.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(made)
        return made

    @property
    def typed(self) -> str:
        """The answer as far as it is typed."""
        return self.answer.toPlainText() if "inside" in vars(self) else ""

    def open(self, is_open: bool) -> None:
        """Show the fields, or fold them away; what is typed is kept first."""
        if not is_open:
            self.finish()
        self.inside.setVisible(is_open)
        if is_open:
            self.answer.setFocus()
        self.toggled.emit(is_open)

    def _reword(self, text: str) -> None:
        if text.strip():
            self.reworded.emit(text)
        else:
            self.text.set_text(self.asked.question.text)

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        if "inside" not in vars(self):
            return
        self.text.finish()
        words = self.answer.toPlainText().strip()
        if words:
            self.answer.set_text("")
            self.answered.emit(words)
