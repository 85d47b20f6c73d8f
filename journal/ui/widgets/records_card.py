"""A card that lists records of one kind; each unfolds to a form below its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.record import Record
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.record_form import Entry, RecordForm
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.words import Line, Words
from journal.ui.window_services import WindowServices

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class RowWords:
    """What a row says of a record."""

    name: str
    details: str = ""
    more: str = ""


class RecordsCard(Card, Generic[R]):
    """Rows are kept while their records stand, so that the keyboard stays where it is when something was written."""

    unfolded = Signal(QWidget)
    shown_at_first: ClassVar[int] = 6

    def __init__(self, live: LiveJournal, window: WindowServices, title: str, add: str, nothing: str) -> None:
        self.add_button = quiet(add, self.open_new, icon="plus")
        super().__init__(title, action=self.add_button, gap=4)
        self.live, self.window_services = live, window
        self.can_write = not live.is_read_only
        self.add_button.setVisible(self.can_write)
        self.rows: dict[str, RecordRow] = {}
        self.records: tuple[R, ...] = ()
        self.form: RecordForm[R] | None = None
        self._shows_all = False
        self._lines: dict[str, Line] = {}
        self._nothing = Words(nothing, tone="muted")
        self._nothing.hide()  # until it is known that there is none
        self._column = Column(gap=0)
        self._top = Column(gap=0)
        self.all_button = link("", self._show_all)
        self.add(self._nothing, self._top, self._column, Flow(self.all_button))

    # What each kind says

    def words_of(self, record: R) -> RowWords:
        """Return what the row of *record* says."""
        raise NotImplementedError

    def entries(self) -> tuple[Entry, ...]:
        """Return the fields of the form."""
        raise NotImplementedError

    def blank(self, today: date) -> R:
        """Return a new record."""
        raise NotImplementedError

    def make_row(self, record_id: str) -> RecordRow:
        """Return the row for a record."""
        return RecordRow(on_edit=(lambda: self.open(record_id)) if self.can_write else None)

    def below_form(self, record: R, is_new: bool) -> QWidget | None:
        """Return what stands below the fields of *record*."""
        return None

    def fill_row(self, row: RecordRow, record: R) -> None:
        """Show *record* in its row."""
        words = self.words_of(record)
        row.say(words.name, words.details, words.more)

    def all_words(self, count: int) -> str:
        """Return the words of the link that shows the *count* records that are left out at first."""
        raise NotImplementedError

    def is_shown_at_first(self, place: int, record: R) -> bool:
        """Say whether *record*, the one at *place*, is shown before all are asked for."""
        return place < self.shown_at_first

    # Showing

    def show_records(self, records: Sequence[R], most: int | None = None) -> None:
        """Show *records*, in this order; no more than *most* of them, where the others follow soon."""
        self.records = tuple(records)
        seen = [r for place, r in enumerate(records) if self._shows_all or self.is_shown_at_first(place, r)]
        if self.form is not None and not self.form.is_new and self.form.record.id not in {r.id for r in records}:
            self.fold()
        left = len(self.records) - len(seen)
        seen = seen[:most]
        wanted = {record.id for record in seen}
        for gone in [key for key in self.rows if key not in wanted]:
            self._drop(self.rows.pop(gone))
            self._drop(self._lines.pop(gone))
        for place, record in enumerate(seen):
            self._show_row(2 * place, record)
        self._place_form()
        self._nothing.setVisible(not self.records and self.form is None)
        self.all_button.setVisible(bool(left) and most is None)
        if left:
            self.all_button.set_text(self.all_words(left))

    def _show_row(self, place: int, record: R) -> None:
        if record.id not in self.rows:
            self.rows[record.id] = self.make_row(record.id)
            self._lines[record.id] = Line()
        row, line = self.rows[record.id], self._lines[record.id]
        if self._column.indexOf(row) != place:
            if self.form is not None:
                self._column.removeWidget(self.form)
            self._column.insertWidget(place, row)
            self._column.insertWidget(place, line)
        line.setVisible(place > 0)
        self.fill_row(row, record)
        if self.form is not None and not self.form.is_new and self.form.record.id == record.id:
            self.form.show_record(record)

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

    def _show_all(self) -> None:
        self._shows_all = True
        self.show_records(self.records)

    def records_here(self, widget: QWidget, _at: object = None) -> tuple[R, ...]:
        """Return the record of the row that *widget* is in."""
        return tuple(
            record
            for record in self.records
            if (row := self.rows.get(record.id)) is not None and (row is widget or row.isAncestorOf(widget))
        )

    # The form

    def open_new(self) -> None:
        """Unfold the form for a new record."""
        self._open(self.blank(self.window_services.today()), is_new=True)

    def open(self, record_id: str) -> None:
        """Unfold the form of a record."""
        record = next((record for record in self.records if record.id == record_id), None)
        if record is None:
            return
        if record_id not in self.rows:
            self._show_all()
        self._open(record, is_new=False)

    def _open(self, record: R, *, is_new: bool) -> None:
        if not may_leave(self.form):
            return
        self.fold()
        self.form = RecordForm(
            self.title_of(record, is_new),
            self.entries(),
            record,
            self.window_services.today,
            write=self._write,
            close=self.fold,
            remove=self._remove,
            is_new=is_new,
            below=self.below_form(record, is_new),
        )
        self._nothing.hide()
        self._place_form()
        self.form.start()
        self.unfolded.emit(self.form)

    def title_of(self, record: R, is_new: bool) -> str:
        """Return the heading of the form."""
        return self.add_button.accessibleName() if is_new else self.words_of(record).name

    def _place_form(self) -> None:
        if self.form is None:
            return
        if self.form.is_new:
            if self._top.indexOf(self.form) < 0:
                self._top.addWidget(self.form)
            return
        row = self.rows[self.form.record.id]
        if self._column.indexOf(self.form) != self._column.indexOf(row) + 1:
            self._column.removeWidget(self.form)
            self._column.insertWidget(self._column.indexOf(row) + 1, self.form)

    def fold(self) -> None:
        """Fold the form away."""
        if self.form is None:
            return
        form, self.form = self.form, None
        focused = QApplication.focusWidget()
        if focused is not None and form.isAncestorOf(focused):
            row = self.rows.get(form.record.id)
            (row.edit if row is not None else self.add_button).setFocus()
        self._drop(form)
        self._nothing.setVisible(not self.records)

    def finish(self) -> None:
        """Write down what is typed and not yet finished; a new record waits for Keep."""
        if self.form is not None and not self.form.is_new:
            self.form.finish()

    # Writing

    def label(self, record: R, done: str) -> str:
        """Return what was done, for the Undo menu."""
        return _("{name}: {done}").format(name=self.words_of(record).name, done=done)

    def _write(self, record: R) -> bool:
        is_new = self.form is not None and self.form.is_new
        label = self.label(record, _("added") if is_new else _("changed"))
        return self.window_services.write(label, lambda draft: draft.save(record))

    def _remove(self, record: R) -> None:
        self.fold()
        self.window_services.write(self.label(record, _("taken out")), lambda draft: draft.delete(record))


def joined(*parts: str) -> str:
    """Return the parts that say something, one behind the other as a list."""
    said: list[Any] = [part for part in parts if part]
    text = said[0] if said else ""
    for part in said[1:]:
        text = _("{first}, {second}").format(first=text, second=part)
    return str(text)
