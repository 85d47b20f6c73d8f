"""The page Timeline: a list by day of everything written, with filters; notes are written and mended here."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent

from journal.actions.attaching import Day
from journal.actions.checks import ask_day
from journal.actions.search import plain
from journal.actions.timeline_lines import Lines, TimelineLine, joined_lines, lines_since, records_of
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement
from journal.domain.medicines import Intake
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.domain.results import GenomicFinding
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import TrackedSymptom
from journal.domain.treatment import Dose
from journal.store.tables import KINDS
from journal.text.language import _, ngettext
from journal.ui.attachments.day_files import DayFilesDialog
from journal.ui.attachments.own_files import OwnFiles
from journal.ui.background import Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.timeline.entries_list import EntriesList
from journal.ui.pages.timeline.entries_model import EntriesModel
from journal.ui.pages.timeline.filters import Filter, Filters
from journal.ui.search_dialog import PLACES
from journal.ui.theme.look import size, space
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.history_button import history_button, past_buttons
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.notices import EmptyState
from journal.ui.widgets.record_form import Entry, RecordForm
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

RECENT: Final = timedelta(45)  # shown at once; the years before follow from the worker
LOWEST_LIST: Final = 150  # px at 100 %
KEY: Final = "timeline"

# Where kinds lead that no search finds by themselves.
MORE_PLACES: Final[dict[type[Record], str]] = {
    Measurement: "imaging",
    ScanReading: "imaging",
    Lesion: "imaging",
    Intake: "treatment",
    Dose: "treatment",
    GenomicFinding: "treatment",
    TrackedSymptom: "today",
}


class TimelinePage(Page):
    """Everything written, newest first; each line leads to its page."""

    shows = KINDS

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Timeline"))
        self._all: Lines = ()
        self._is_whole = False
        self._wanted = ""
        self._can_write = not live.is_read_only
        self.form: RecordForm[Note] | None = None
        self.add_note = primary(_("Write a note"), self.open_new, icon="note-pencil")
        self.add_action(self.add_note)
        self.filters = Filters(window)
        self.filters.changed.connect(self._narrow)
        self.filters.changed.connect(lambda: QTimer.singleShot(0, self, self._measure_list))
        self.filters.rearranged.connect(lambda: QTimer.singleShot(0, self, self._measure_list))
        self.count = Words("", "small", "muted")
        self.history = history_button(lambda: self.list.records_here(self.list))
        self.model = EntriesModel()
        self.list = EntriesList(self.model, lambda line: records_of(live.read, line))
        self.list.opened.connect(self._go)
        self._form_place = Column(gap=0)
        self.nothing = EmptyState(
            "path", _("Nothing is written yet"), _("Whatever you write down on any page stands here, by day.")
        )
        self.none_fits = Words(_("Nothing fits what you chose."), tone="muted")
        self.card = Card(gap=8, padding=(16, 14))
        self.past, self.bin = past_buttons()
        self.head = Flow(self.count, self.history, self.past, self.bin)
        self.card.add(self.filters, self.head, self.none_fits, self.list, self.nothing)
        self.add(self._form_place, self.card)
        self.none_fits.hide()
        self.add_note.setVisible(self._can_write)

    # Reading

    def refresh(self) -> None:
        """Show the last weeks at once, and everything when the worker has read it."""
        journal, since = self.live.read, self.window_services.today() - RECENT
        recent = lines_since(journal, since)
        self._take(joined_lines(recent, self._all, since), is_whole=self._is_whole)

        def work(progress: Progress) -> Lines:
            return lines_since(journal, check=progress.check)

        self.window_services.background.run(work, self._take_whole, owner=self, key=KEY)
        if self.form is not None and not self.form.is_new:
            note = journal.get(Note, self.form.record.id)
            if note is None:
                self.fold()
            else:
                self.form.show_record(note)
                self._show_files(note)

    def _take_whole(self, read: Lines) -> None:
        self._take(read, is_whole=True)
        if self._wanted:
            self.show_record(self._wanted)

    def _take(self, found: Lines, *, is_whole: bool) -> None:
        self._is_whole, self._all = is_whole, found
        self._narrow()

    def _narrow(self) -> None:
        """Show what fits the filters, at the place where the list was."""
        wanted = self.filters.chosen
        shown = self._fitting(wanted)
        bar = self.list.verticalScrollBar()
        at, current = bar.value(), self.model.entry_at(self.list.currentIndex())
        self.model.show_entries(shown)
        place = self.model.place_of(current.head_id) if current is not None else None
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))
        bar.setValue(at)
        self.count.setText(
            count_words(len(shown), len(self._all), wanted.is_open)
            if self._is_whole
            else _("The last weeks are shown. Earlier ones are being read.")
        )
        has_entries = bool(self._all)
        self.filters.setVisible(has_entries)
        self.count.setVisible(has_entries)
        self.history.setVisible(has_entries)
        self.list.setVisible(bool(shown))
        self.none_fits.setVisible(has_entries and not shown)
        self.nothing.setVisible(not has_entries)

    def _fitting(self, wanted: Filter) -> list[TimelineLine]:
        words = plain(wanted.words).split()
        return [
            entry
            for entry in self._all
            if wanted.takes(entry.topic, entry.on) and all(word in entry.text for word in words)
        ]

    # Going on

    def _go(self, entry: TimelineLine) -> None:
        kind, record_id = entry.head_kind, entry.head_id
        if kind is Note:
            note = self.live.read.get(Note, record_id)
            if note is not None:
                self.open_note(note)
        elif kind is Attachment:
            file = self.live.read.get(Attachment, record_id)
            page = "" if file is None else "imaging" if file.scan_id else "visits" if file.appointment_id else ""
            if file is not None and page:
                self.window_services.go_to(page, file.scan_id or file.appointment_id or "")
            elif file is not None:  # it belongs to its day, on which no entry need stand any more
                DayFilesDialog(self.live, self.window_services, Day(file.happened_on), self.window()).open()
        else:
            self.window_services.go_to(MORE_PLACES.get(kind) or PLACES[kind][0], record_id)

    def show_record(self, record_id: str) -> None:
        place = self.model.place_of(record_id)
        if place is None and not self.filters.chosen.is_open:
            self.filters.clear()
            place = self.model.place_of(record_id)
        self._wanted = "" if place is not None or self._is_whole else record_id
        if place is None:
            return
        index = self.model.index(place)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, EntriesList.ScrollHint.PositionAtCenter)
        self.list.setFocus()

    # Notes

    def open_new(self) -> None:
        """Unfold the form for a new note."""
        self._open(Note(happened_on=self.window_services.today(), text=""), is_new=True)

    def open_note(self, note: Note) -> None:
        """Unfold the form of a note."""
        if self._can_write:
            self._open(self.live.read.get(Note, note.id) or note, is_new=False)

    def _open(self, note: Note, *, is_new: bool) -> None:
        if not may_leave(self.form):
            return
        self.fold()
        self.form = RecordForm(
            _("Write a note") if is_new else _("Note"),
            self._entries(),
            note,
            self.window_services.today,
            write=self._write,
            close=self._close_form,
            remove=self._remove,
            is_new=is_new,
            below=None if is_new else OwnFiles(self.live, self.window_services),
        )
        card = Card()
        card.add(self.form)
        self._form_place.addWidget(card)
        self._show_files(note)
        self.add_note.hide()
        self.form.start()
        self.scroll_area.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self._measure_list)

    def _show_files(self, note: Note) -> None:
        for files in self.form.findChildren(OwnFiles) if self.form is not None else ():
            files.belong_to(Day(note.happened_on))

    def _entries(self) -> tuple[Entry, ...]:
        return (
            Entry("text", _("Note"), "note", is_required=True),
            Entry(
                "happened_on",
                _("Day"),
                "day",
                is_required=True,
                ask=lambda _note, on: ask_day(on, self.window_services.today()),
            ),
            Entry("private", _("Private: never printed by itself"), "check"),
        )

    def _write(self, note: Note) -> bool:
        is_new = self.form is not None and self.form.is_new
        label = _("Note added") if is_new else _("Note changed")
        return self.window_services.write(label, lambda draft: draft.save(note))

    def _remove(self, note: Note) -> None:
        self._close_form()
        self.window_services.write(_("Note taken out"), lambda draft: draft.delete(note))

    def _close_form(self) -> None:
        self.fold()
        (self.list if self.list.isVisible() else self.add_note).setFocus()

    def fold(self) -> None:
        """Fold the form away."""
        self.form = None
        while self._form_place.count():
            empty_out(self._form_place.takeAt(0))
        self.add_note.setVisible(self._can_write)
        QTimer.singleShot(0, self, self._measure_list)

    def finish(self) -> None:
        if self.form is not None and not self.form.is_new:
            self.form.finish()

    # Arranging

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._measure_list)

    def _measure(self) -> None:
        super()._measure()
        if hasattr(self, "list"):
            QTimer.singleShot(0, self, self._measure_list)

    def _measure_list(self) -> None:
        """Make the list as high as the window leaves room for: it scrolls, and the page does not."""
        top = self.list.mapTo(self._column, QPoint(0, 0)).y()
        room = self.scroll_area.viewport().height() - top - space(16) - space(14) - 2
        self.list.setFixedHeight(max(size(LOWEST_LIST), room))


def count_words(shown: int, of: int, is_open: bool) -> str:
    """Return how many entries are shown, and of how many."""
    if is_open:
        return ngettext("{count} entry", "{count} entries", of).format(count=of)
    words = ngettext("{shown} of {count} entry", "{shown} of {count} entries", of)
    return words.format(shown=shown, count=of)
