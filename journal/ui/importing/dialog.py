"""Importing a file: reading it, whose results they are, a preview to choose from, and one step that is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from journal.actions import importing
from journal.actions.importing import ImportPreview, is_somebody_else, keep_files, kind_of, preview_of
from journal.actions.where_we_are import NEW_FOR
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.exchange.batch import Batch, Person
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.background import Job, Progress
from journal.ui.importing.entries import Entry, EntryModel, kind_name
from journal.ui.importing.left_out import LeftOutPart, told
from journal.ui.live_journal import LiveJournal
from journal.ui.tab_order import go_on
from journal.ui.theme.look import size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.fields import Check, ChoiceField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.notices import BusyBar, ErrorCard
from journal.ui.widgets.tables import RecordTable
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

SHOWN_ROWS: Final = 7


class EntryTable(RecordTable):
    """The entries; the space bar, Enter or a click on the first column sets a tick."""

    toggled = Signal(int)

    def __init__(self, model: EntryModel) -> None:
        super().__init__(_("What is in the file"), model, most_rows=SHOWN_ROWS, widest=0.3)
        self.horizontalHeader().setResizeContentsPrecision(200)  # a file may hold thousands
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(lambda index: self.toggled.emit(index.row()) if index.column() == 0 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class ImportDialog(QDialog):
    """Shows what *source* would add to the journal; nothing is written before "Take over"."""

    def __init__(self, live: LiveJournal, window: WindowServices, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live, self._window, self._source = live, window, source
        self._job: Job[object] | None = None
        self._batch: Batch | None = None
        self._person: Person | None = None
        self.preview: ImportPreview | None = None
        self.checks: dict[str, Check] = {}
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import {file}").format(file=source.name))
        self.busy = BusyBar()
        self.steps = QStackedWidget()
        self._build_whose()
        self._build_preview()
        self._waiting = QWidget()
        self._failed = QWidget()
        self._failed.setLayout(Column(gap=12))
        for step in (self._waiting, self._whose, self._shown, self._failed):
            self.steps.addWidget(step)
        self._lay_out()
        self._read()

    # Building

    def _build_whose(self) -> None:
        self.person = ChoiceField(_("Whose results"))
        self.whose_words = Words("")
        form = Form()
        self._whose_row = form.add(_("Whose results"), self.person)
        self._whose = QWidget()
        self._whose.setLayout(Column(self.whose_words, form, None, gap=12))

    def _build_preview(self) -> None:
        self.summary = Words("", "h3")
        self.kinds = QWidget()
        self._kind_row = Flow(gap=24)
        self.kinds.setLayout(self._kind_row)
        self.model = EntryModel()
        self.table = EntryTable(self.model)
        self.table.toggled.connect(self.model.toggle)
        self.model.ticked.connect(self._say_taken)
        self._reasons = Column(gap=6)
        self._shown = QWidget()
        inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(
            Column(self.summary, self.kinds, self.table, self._reasons, None, gap=12, padding=(0, 0, 8, 0))
        )
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._shown.setLayout(Column(scroll))

    def _lay_out(self) -> None:
        self.take = primary(_("Take over"), self._go_on)
        self.cancel = quiet(_("Cancel"), self.reject)
        head = Words(_("Import {file}").format(file=self._source.name), "h2")
        foot = Flow(self.take, self.cancel, gap=12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        body = Column(head, self.busy, self.steps, foot, gap=14, padding=24)
        body.setStretch(2, 1)
        outer.addLayout(body)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else None
        width, height = size(900), size(720)
        self.resize(
            min(width, room.width() - 40) if room else width, min(height, room.height() - 60) if room else height
        )

    # Reading

    def _read(self) -> None:
        self._begin(_("Reading the file"))
        source = self._source

        def work(progress: Progress) -> Batch:
            progress.report(None)
            return importing.read(source)

        self._run(work, self._take_batch)

    def _begin(self, words: str) -> None:
        self.steps.setCurrentWidget(self._waiting)
        self.busy.begin(words)
        self.take.setEnabled(False)

    def _run(self, work: Callable[[Progress], object], done: Callable[..., object]) -> None:
        def arrived(answer: object) -> None:
            self.busy.end()
            done(answer)

        def told(share: float | None, words: str) -> None:
            self.busy.report(share, words)

        self._job = self._window.background.run(
            work, arrived, owner=self, failed=self._say_failed, progress=told, key="import"
        )

    def _say_failed(self, error: Exception) -> None:
        self.busy.end()
        if not isinstance(error, Problem):
            raise error
        layout = self._failed.layout()
        if layout is not None:
            while layout.count():
                empty_out(layout.takeAt(0))
            layout.addWidget(ErrorCard(_("{what} Nothing was changed.").format(what=say_problem(error))))
        self.steps.setCurrentWidget(self._failed)
        self.take.hide()
        self.cancel.set_text(_("Close"))
        self.cancel.setFocus()

    def _take_batch(self, batch: Batch) -> None:
        self._batch = batch
        if len(batch.people) > 1:
            self._ask_whose()
        elif batch.people and is_somebody_else(batch.people[0], self._live.read):
            self._ask_if_same(batch.people[0])
        else:
            self._look_through(batch.people[0] if batch.people else None)

    def _ask_whose(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self.whose_words.setText(_("The file is about several people. Whose results shall come into this journal?"))
        own = next((each for each in batch.people if not is_somebody_else(each, self._live.read)), None)
        known = own if self._live.read.patient() is not None else None
        self.person.set_choices([(each, person_words(each)) for each in batch.people], known)
        self._show_question(_("Go on"))

    def _ask_if_same(self, person: Person) -> None:
        self.whose_words.setText(
            _("The file is about {person}. Name or birth date differ from this journal. Is it the same person?").format(
                person=person_words(person)
            )
        )
        self.person.set_choices([(person, person_words(person))], person)
        self._whose_row.hide()
        self._show_question(_("It is the same person"))

    def _show_question(self, yes: str) -> None:
        self.steps.setCurrentWidget(self._whose)
        self.take.set_text(yes)
        self.take.setEnabled(True)
        (self.person if self._whose_row.isVisible() else self.take).setFocus()

    def _look_through(self, person: Person | None) -> None:
        batch = self._batch
        if batch is None:
            return
        self._person = person
        self._begin(_("Comparing with this journal"))
        journal, today, name = self._live.read, self._window.today(), self._source.name

        def work(progress: Progress) -> ImportPreview:
            return preview_of(batch, name, journal, today, person, progress.report)

        self._run(work, self._show_preview)

    # Choosing

    def _show_preview(self, preview: ImportPreview) -> None:
        self.preview = preview
        self.steps.setCurrentWidget(self._shown)
        entries = [Entry(record, True, True, self._is_folded(record)) for record in preview.new]
        entries += [Entry(record, False, False) for record in preview.already]
        entries.sort(key=lambda entry: (not entry.is_new, -entry.record.happened_on.toordinal(), entry.name))
        self.model.set_records(entries)
        self.table.setVisible(bool(entries))
        self._show_kinds(preview)
        self._show_reasons(preview)
        self._say_taken()
        if entries:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()

    def _is_folded(self, record: Record) -> bool:
        """Say whether a marker came in so lately that its result waits to be opened on its page."""
        is_marker = kind_of(record) == "markers"
        is_late = self._window.today() - record.happened_on <= NEW_FOR
        return is_marker and is_late and not self._window.settings.keep_results_open

    def _show_kinds(self, preview: ImportPreview) -> None:
        counts = preview.new_counts
        for kind, count in counts.items():
            check = Check(_("{kind}: {count} new").format(kind=kind_name(kind), count=count), True)
            check.clicked.connect(lambda on, kind=kind: self.model.take(kind, on))
            self.checks[kind] = check
            self._kind_row.addWidget(check)
        self.kinds.setVisible(len(counts) > 1)

    def _show_reasons(self, preview: ImportPreview) -> None:
        already = len(preview.already)
        if already:
            words = ngettext(
                "{count} entry is in the journal already.", "{count} entries are in the journal already.", already
            )
            self._reasons.addLayout(told(words.format(count=already), "check"))
        if preview.left_out:
            self._reasons.addWidget(LeftOutPart(preview.left_out))

    def _say_taken(self) -> None:
        taken = len(self.model.taken)
        new = len(self.preview.new) if self.preview is not None else 0
        words = ngettext("{count} entry is new.", "{count} entries are new.", new)
        if new and taken < new:
            words = ngettext("{count} of {new} new entry is chosen.", "{count} of {new} new entries are chosen.", new)
        if not new:
            words = _("Nothing in this file is new.")
        self.summary.setText(words.format(count=taken if taken < new else new, new=new))
        button = ngettext("Take over {count} entry", "Take over {count} entries", taken)
        self.take.setVisible(bool(new))
        self.take.set_text(button.format(count=taken))
        self.take.setEnabled(bool(taken))
        if not new:
            self.cancel.set_text(_("Close"))
        for kind, check in self.checks.items():
            check.setChecked(self.model.state_of(kind))

    def _go_on(self) -> None:
        if self.steps.currentWidget() is self._whose:
            person = self.person.value
            if isinstance(person, Person):
                self._look_through(person)
            else:
                self.person.setFocus()
            return
        if self.preview is not None and self.model.taken:
            self._carry_out(replace(self.preview, new=self.model.taken))

    def _carry_out(self, chosen: ImportPreview) -> None:
        count = len(chosen.new)
        words = ngettext("{count} entry taken from {file}", "{count} entries taken from {file}", count)
        label = words.format(count=count, file=chosen.source)
        if not chosen.new_files:
            self._write(label, chosen)
            return
        journal = self._live.read
        self._begin(
            ngettext("{count} file is taken in.", "{count} files are taken in.", len(chosen.new_files)).format(
                count=len(chosen.new_files)
            )
        )

        def work(progress: Progress) -> None:
            keep_files(chosen, journal, progress.report)

        self._run(work, lambda _kept: self._write(label, chosen))

    def _write(self, label: str, chosen: ImportPreview) -> None:
        if self._window.write(label, lambda draft: draft.save_all(chosen.new)):
            self.accept()
        else:
            self.steps.setCurrentWidget(self._shown)
            self.take.setEnabled(True)

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)

    def reject(self) -> None:
        """Close; what is being read is let go."""
        if self._job is not None:
            self._job.cancel()
        super().reject()


def person_words(person: Person) -> str:
    """Return who somebody in a file is: name, else the file's own key, with the day of birth."""
    name = person.name or person.key
    if person.born_on is None:
        return name
    return _("{name}, born {day}").format(name=name, day=dates.day(person.born_on))
