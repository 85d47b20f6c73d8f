"""What is asked about before it is written down, with a way on for whoever meant it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from journal.domain.problems import Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words


class Question(QWidget):
    """Hidden until `ask`; "It is right" calls back, and anything else that is done lets it go.

    Most are never asked, so what they show is made when it is first wanted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._on_right: Callable[[], object] = lambda: None
        self.hide()

    @functools.cached_property
    def words(self) -> Words:
        """The question."""
        return Words("")

    @functools.cached_property
    def right(self) -> Button:
        """The way on."""
        return quiet(_("It is right"), self._go_on)

    def ask(self, problem: Problem, on_right: Callable[[], object]) -> None:
        """Ask, and call *on_right* if the person says that it is right."""
        self._on_right = on_right
        if self.layout() is None:
            row = Row(Picture("question", "caution"), self.words, gap=8)
            row.setStretch(1, 1)
            self.setLayout(Column(row, Flow(self.right), gap=8))
        self.words.setText(say_problem(problem))
        self.right.set_text(_("It is right"), _("It is right: {question}").format(question=self.words.text()))
        self.show()

    def let_go(self) -> None:
        """Ask no longer."""
        self.hide()

    def _go_on(self) -> None:
        self.hide()
        self._on_right()
