"""What a page says instead of content: nothing here yet, something went wrong, this takes a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from journal.domain.problems import Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words

WAIT_BEFORE_SHOWING_MS: Final = 400


class EmptyState(QWidget):
    """What belongs on a page that holds nothing yet, and its first step."""

    def __init__(
        self, icon: str, title: str, sentence: str, action: str = "", on_action: Callable[[], object] | None = None
    ):
        super().__init__()
        words = Words(sentence, tone="muted")
        column = Column(Picture(icon, px=34), Words(title, "h3"), words, gap=8, padding=(0, 24))
        if action:
            self.button = primary(action, on_action)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(column)
        self.setAccessibleName(title)


class ErrorCard(Card):
    """What happened, that nothing is lost, and what to do; details stay folded until they are asked for."""

    def __init__(self, problem: Problem | str, *, details: str = "", action: QWidget | None = None) -> None:
        super().__init__(kind="caution")
        words = say_problem(problem) if isinstance(problem, Problem) else problem
        self.words = Words(words, selectable=True)
        self.add(Row(Picture("warning-circle", "caution", 22), self.words, gap=12))
        if action is not None:
            self.add(Flow(action))
        if details:
            shown = Words(details, "small", "muted", selectable=True)
            shown.hide()
            more = link(_("Show details"), lambda: shown.setVisible(shown.isHidden()))
            self.add(Flow(more), shown)
        self.setAccessibleName(words)


class BusyBar(QWidget):
    """A bar with words and Cancel for what takes longer than a moment; it hides by itself before and afterwards."""

    def __init__(self, on_cancel: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._words = Words("", "small", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = quiet(_("Cancel"), on_cancel)
        row = Row(Column(self._words, self._bar, gap=4), self._cancel, gap=12)
        row.setStretch(0, 1)
        self.setLayout(row)
        self._cancel.setVisible(on_cancel is not None)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_BEFORE_SHOWING_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is going on, if it is not over before one would notice."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._timer.start()

    def report(self, share: float | None, words: str = "") -> None:
        """Show how much is done (0 to 1; None where nobody knows)."""
        if words:
            self._words.setText(words)
        self._bar.setRange(0, 0 if share is None else 1_000)
        if share is not None:
            self._bar.setValue(round(share * 1_000))

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self.hide()
