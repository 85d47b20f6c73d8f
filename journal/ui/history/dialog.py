"""What one entry went through, newest first; any earlier state of it can be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions.entry_words import (
    KnownNames,
    MomentWords,
    StepWords,
    entry_title,
    known_names,
    moment_words,
    titled_with_day,
)
from journal.actions.time_machine import Moment, bring_back, key_of, moments_of
from journal.domain.record import Record
from journal.text.language import _, ngettext
from journal.ui.background import Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.words import Line, Words
from journal.ui.window_services import WindowServices

SHOWN_AT_FIRST: Final = 20  # changes; more than most entries ever see
WIDTH: Final = 680  # px at 100 %


class HistoryDialog(Dialog):
    """Tells the changes of *records*, which are looked at as one entry."""

    def __init__(
        self, live: LiveJournal, window: WindowServices, records: Sequence[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("History"), parent, width=WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._live, self._window, self._records = live, window, tuple(records)
        self._moments: tuple[Moment, ...] = ()
        self._names = KnownNames()
        self._most = SHOWN_AT_FIRST
        self._shows_results = window.settings.keep_results_open
        self.title = Words(_("History"), "h2")
        self.about = Words("", tone="muted")
        self.reveal = link(_("Show what scans and tests gave"), self._reveal, icon="eye-slash")
        self.busy = BusyBar()
        self.told = Column(gap=10)
        self.close_button = primary(_("Close"), self.reject)
        head = (self.title, self.about, Flow(self.reveal), self.busy)
        self.fill(*head, self.told, None, foot=Flow(self.close_button), gap=12)
        self.reveal.hide()
        self.close_button.setDefault(True)
        self._read()

    # Reading

    def _read(self) -> None:
        journal, records = self._live.read, self._records
        self.busy.begin(_("The history is being read."))

        def work(_progress: Progress) -> tuple[tuple[Moment, ...], KnownNames]:
            return moments_of(journal, records), known_names(journal)

        self._window.background.run(work, self._take, owner=self, key="history")

    def _take(self, read: tuple[tuple[Moment, ...], KnownNames]) -> None:
        self.busy.end()
        self._moments, self._names = read
        self._say()

    # Showing

    @property
    def words(self) -> tuple[MomentWords, ...]:
        """What it tells, newest first."""
        return tuple(moment_words(moment, self._names) for moment in self._moments)

    def _say(self) -> None:
        while self.told.count():
            empty_out(self.told.takeAt(0))
        head = titled_with_day(self._records[0], self._names)
        title = _("History: {entry}").format(entry=head)
        self.title.setText(title)
        self.setWindowTitle(title)
        count = len(self._moments)
        self.about.setText(
            ngettext(
                "{count} change. Each earlier state is kept and can be brought back.",
                "{count} changes. Each earlier state is kept and can be brought back.",
                count,
            ).format(count=count)
            if count
            else _("Nothing is known of earlier states of this entry.")
        )
        for place, moment in enumerate(self._moments[: self._most]):
            if place:
                self.told.addWidget(Line())
            self.told.addWidget(self._told_of(moment, is_newest=place == 0))
        left = count - self._most
        if left > 0:
            more = ngettext("Show {count} earlier change", "Show {count} earlier changes", left).format(count=left)
            self.told.addLayout(Flow(link(more, self._show_all)))
        hides = any(line.is_result for words in self.words for step in words.steps for line in step.lines)
        self.reveal.setVisible(hides and not self._shows_results)

    def _told_of(self, moment: Moment, *, is_newest: bool) -> QWidget:
        words = moment_words(moment, self._names)
        part = QWidget()
        column = Column(Words(words.when, "strong"), gap=4)
        column.addWidget(Words(words.label, "small", "muted"))
        for step in words.steps:
            self._add_step(column, step)
        if is_newest and moment.stood:
            stands = _("This is how it stood that day.") if self._live.is_past else _("This is how it stands now.")
            column.addWidget(Words(stands, "small", "positive"))
        elif moment.stood and not self._live.is_read_only:
            back = quiet(_("Bring this back"), lambda: self._bring_back(moment), icon="arrow-counter-clockwise")
            back.set_text(_("Bring this back"), _("Bring back how it stood on {when}").format(when=words.when))
            column.addLayout(Flow(back))
        part.setLayout(column)
        return part

    def _add_step(self, column: Column, step: StepWords) -> None:
        if len(self._records) > 1:
            column.addWidget(Words(step.title, "small_strong"))
        if step.done:
            column.addWidget(Words(step.done))
        told = [line.words for line in step.lines if self._shows_results or not line.is_result]
        if told:
            column.addWidget(Words("\n".join(told), selectable=True))  # one text: its lines stand evenly
        if any(line.is_result for line in step.lines) and not self._shows_results:
            column.addWidget(Words(_("What it gave stays folded."), "small", "muted"))

    def _show_all(self) -> None:
        self._most = len(self._moments)
        self._say()

    def _reveal(self) -> None:
        self._shows_results = True
        self._say()
        self.close_button.setFocus()

    # Bringing back

    def _bring_back(self, moment: Moment) -> None:
        journal = self._live.read
        wanted = {key_of(record) for record in self._records}
        stood = [record for record in moment.stood if key_of(record) in wanted]
        label = _("Brought back: {entry}").format(entry=entry_title(stood[0], self._names))
        if self._window.write(label, lambda draft: bring_back(journal, draft, stood)):
            self.accept()
