"""Below the grid: what needs another look, one sentence a cell, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.sheet_reading import CellProblem, SheetReading
from journal.domain.problems import Problem
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.pages.results.sheet_model import column_title
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column as Stack
from journal.ui.widgets.layouts import Row
from journal.ui.widgets.words import Picture, Words

MOST_SHOWN: Final = 6
MOST_UNREAD: Final = 4


def say_cell(problem: CellProblem) -> str:
    """Return what is wrong with a cell, with its row and column."""
    return _("Row {row}, {column}: {problem}").format(
        row=problem.row + 1, column=column_title(problem.column), problem=say_problem(problem.problem)
    )


class SheetNotes(QWidget):
    """The sentences below a sheet.  A question brings "It is right" beside it."""

    confirmed = Signal(object)
    day_confirmed = Signal()
    cell_wanted = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = Stack(gap=6)
        self.setLayout(self._column)
        self.sentences: tuple[str, ...] = ()

    def show_reading(
        self, reading: SheetReading, day_problem: Problem | None, unread: Sequence[str], *, is_day_typed: bool
    ) -> None:
        """Show what *reading* says of the sheet, with the lines of a pasted text that were *unread*."""
        self._empty()
        if day_problem is not None and (is_day_typed or reading.records):
            is_question = day_problem is reading.day_problem and is_day_typed
            self._add_problem(say_problem(day_problem), self.day_confirmed.emit if is_question else None)
        for problem in reading.problems[:MOST_SHOWN]:
            answer = (lambda problem=problem: self.confirmed.emit(problem)) if problem.is_question else None
            self._add_problem(say_cell(problem), answer)
        more = len(reading.problems) - MOST_SHOWN
        if more > 0:
            words = ngettext("{count} more cell needs a look.", "{count} more cells need a look.", more)
            self._add_words(words.format(count=more))
        if reading.waiting:
            words = ngettext(
                "{count} test without a result is left out.",
                "{count} tests without a result are left out.",
                reading.waiting,
            )
            self._add_words(words.format(count=reading.waiting))
        if unread:
            self._add_unread(unread)

    def say_nothing_pasted(self) -> None:
        """Say that what was copied holds no results."""
        self._empty()
        self._add_problem(_("No results were found in what was copied. Copy the lines of the sheet, then try again."))

    def say_nothing_typed(self) -> None:
        """Say that there is nothing to keep yet."""
        self._empty()
        self._add_problem(_("There is no result to keep yet. Write a test and its result."))

    def _empty(self) -> None:
        while self._column.count():
            empty_out(self._column.takeAt(0))
        self.sentences = ()

    def _add_problem(self, words: str, answer: object = None) -> None:
        shown = Words(words)
        row = Row(Picture("question" if answer else "warning-circle", "caution"), shown, gap=8)
        row.setStretch(1, 1)
        if callable(answer):
            button = quiet(_("It is right"), answer)
            button.setAccessibleName(_("{question} It is right").format(question=words))
            row.addWidget(button)
        self._add(row, words)

    def _add_words(self, words: str) -> None:
        self._add(Row(Words(words, "small", "muted")), words)

    def _add_unread(self, unread: Sequence[str]) -> None:
        count = len(unread)
        words = ngettext("{count} line is no result: {lines}", "{count} lines are no results: {lines}", count)
        shown = [f"“{line[:40]}”" for line in unread[:MOST_UNREAD]]
        lines = ", ".join(shown) + (" …" if count > MOST_UNREAD else "")
        self._add_words(words.format(count=count, lines=lines))

    def _add(self, row: Row, words: str) -> None:
        holder = QWidget()
        holder.setLayout(row)
        self._column.addWidget(holder)
        self.sentences = (*self.sentences, words)
