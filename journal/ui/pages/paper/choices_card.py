"""What is printed: which printout, on which paper, since when, and whether the newest results stand on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from journal.reports import REPORTS
from journal.settings import PAPERS
from journal.text import dates
from journal.text.language import _
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, ChoiceField
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Line, Words

KINDS: Final[dict[str, Callable[[], str]]] = {
    "visit": lambda: _("One page for the visit"),
    "visit-large-print": lambda: _("The same in large print"),
    "charts": lambda: _("All charts"),
}
PAPER_NAMES: Final[dict[str, Callable[[], str]]] = {"a4": lambda: _("A4"), "letter": lambda: _("Letter")}


@dataclass(frozen=True)
class Choice:
    """What the person chose to print; *since* is None for "since the last visit"."""

    kind: str
    paper: str
    since: date | None
    open_results: bool


class ChoicesCard(Card):
    """The choices beside the preview.  `chosen` comes with each click."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date], paper: str, *, open_results: bool) -> None:
        super().__init__(_("What to print"), gap=12)
        kinds = [(kind, KINDS[kind]()) for kind, _report in REPORTS]
        self.kind = ChoiceField(_("Printout"), kinds, kinds[0][0])
        self.paper = ChoiceField(_("Paper"), [(name, PAPER_NAMES[name]()) for name in PAPERS], paper)
        self.since = DateField(_("Begin on"), today, None, latest_today=True)
        self.since_last = link(_("Since the last visit"), self._forget_day)
        self.since_words = Words("", "small", "muted")
        self.results = Check(_("Show the newest results"), open_results)
        self.results_words = Words(_("Unticked, they are kept folded."), "small", "muted")
        self.print_button = primary(_("Print …"), icon="printer")
        self.save_button = quiet(_("Save as PDF …"), icon="file-pdf")
        self.folder_button = quiet(_("Open the folder"), icon="folder-open")
        self.folder_button.hide()
        self.add(
            Column(Words(_("Printout"), "small", "muted"), self.kind, gap=4),
            Column(Words(_("Paper"), "small", "muted"), self.paper, gap=4),
            Column(Words(_("Begin on"), "small", "muted"), self.since, self.since_words, Flow(self.since_last), gap=4),
            self.results,
            self.results_words,
            Line(),
            Flow(self.print_button, self.save_button, self.folder_button),
        )
        self._last_visit: date | None = None
        self.kind.chosen.connect(lambda _value: self._say_since())
        self.kind.chosen.connect(lambda _value: self.chosen.emit())
        self.paper.chosen.connect(lambda _value: self.chosen.emit())
        self.since.day_finished.connect(lambda _day: self.chosen.emit())
        self.results.toggled.connect(lambda _on: self.chosen.emit())

    def show_journal(self, last_visit: date | None, *, has_results: bool) -> None:
        """Say what the journal holds that bears on the choices."""
        self._last_visit = last_visit
        self._say_since()
        for widget in (self.results, self.results_words):
            widget.setVisible(has_results)

    def _say_since(self) -> None:
        """Say what a blank day means to the printout that is chosen."""
        by_visit = self.kind.value != "charts"
        if not by_visit:
            words = _("Blank means: everything. Symptoms are those of the last two cycles.")
        elif self._last_visit is not None:
            words = _("Blank means: since the last visit, {day}.").format(day=dates.day(self._last_visit))
        else:
            words = _("Blank means: everything, since no visit is written down.")
        self.since_words.setText(words)
        self.since_last.setVisible(by_visit and self._last_visit is not None)

    def _forget_day(self) -> None:
        self.since.set_day(None)
        self.chosen.emit()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(str(self.kind.value), str(self.paper.value), self.since.day, self.results.isChecked())
