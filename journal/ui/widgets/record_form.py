"""A form for one record: a new one is kept as a whole, one that stands saves as you go; or waits for Keep, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.text.language import _
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, ChoiceField, NoteField, NumberField, TextField
from journal.ui.widgets.form import Form, FormRow
from journal.ui.widgets.history_button import history_button
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.question import Question
from journal.ui.widgets.times import TimeField
from journal.ui.widgets.words import Words

R = TypeVar("R", bound=Record)
Kind: TypeAlias = Literal["text", "note", "day", "time", "whole", "choice", "check"]
Field: TypeAlias = TextField | NoteField | DateField | TimeField | NumberField | ChoiceField | Check

MOST_WHOLE: Final = 999


def ask_nothing(_record: Any, _value: Any) -> Problem | None:
    """Ask nothing about any value, and refuse none."""
    return None


@dataclass(frozen=True)
class Entry:
    """One field of a form: which attribute it holds, its label and kind, and what is asked about its value.

    What *refuse* returns stands in the way; what *ask* returns can be right.  *missing* is said of a required text.
    """

    attribute: str
    label: str
    kind: Kind = "text"
    choices: tuple[tuple[object, str], ...] = ()
    unit: str = ""
    hint: str = ""
    is_required: bool = False
    missing: str = N_("Write something here first.")
    latest_today: bool = False  # a day without a year is the last one that has come
    refuse: Callable[[Any, Any], Problem | None] = ask_nothing
    ask: Callable[[Any, Any], Problem | None] = ask_nothing


class RecordForm(QWidget, Generic[R]):
    """Fields for *record*.  *write* is called with a record to write down; it says whether that worked.

    Of a *new* record nothing is written before Keep.  One that stands is written with each finished field; *as_whole*,
    it waits for Keep as well.  *close* is called when the person is done, *remove*, if given, when they take the record
    out.  The buttons stand in `foot`, below the fields or, with *foot_apart*, where somebody else puts them.
    """

    def __init__(
        self,
        title: str,
        entries: tuple[Entry, ...],
        record: R,
        today: Callable[[], date],
        *,
        write: Callable[[R], bool],
        close: Callable[[], object],
        remove: Callable[[R], object] | None = None,
        is_new: bool = False,
        as_whole: bool = False,
        below: QWidget | None = None,
        foot_apart: bool = False,
    ) -> None:
        super().__init__()
        self.record, self.is_new, self._waits = record, is_new, is_new or as_whole
        self._stopped = False  # Keep waits for the answer to a question
        self._entries, self._write, self._close, self._today = entries, write, close, today
        self._right: set[tuple[str, object]] = set()
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, FormRow] = {}
        self.questions: dict[str, Question] = {}
        self.title = Words(title, "h3")
        self._form = Form()
        for entry in entries:
            self._add(entry)
        self.keep = primary(_("Keep"), self._keep_whole)
        self.done = quiet(_("Cancel") if self._waits else _("Done"), self._finish_and_close)
        self.take_out = quiet(_("Take out"), lambda: remove(self.record) if remove is not None else None, "trash")
        self.history = history_button(self.records_here)
        column = Column(self.title, self._form, gap=12, padding=(0, 8, 0, 12))
        if below is not None:
            column.addWidget(below)
        self.foot = Flow(self.keep, self.done, self.take_out, self.history, gap=12)
        if foot_apart:
            for button in (self.keep, self.done, self.take_out, self.history):
                button.setParent(self)  # until somebody else puts them: alone, each would be a window when shown
        else:
            column.addLayout(self.foot)
        self.setLayout(column)
        self.keep.setVisible(self._waits)
        self.take_out.setVisible(remove is not None and not is_new)
        self.history.setVisible(not is_new)
        self.setAccessibleName(title)
        self.show_record(record)
        self.begin()

    def begin(self) -> None:
        """Take what stands in the fields as what stood there at first."""
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return self._waits and typed_in(self) != self._blank

    def _add(self, entry: Entry) -> None:
        field = self._field(entry)
        self.fields[entry.attribute] = field
        if isinstance(field, Check):
            field.clicked.connect(lambda: self._take(entry))
            self._form.add_wide(field)
            return
        if isinstance(field, DateField):
            field.day_finished.connect(lambda _day: self._take(entry))
            field.field.finished.connect(lambda _text: self._take(entry))
        elif isinstance(field, ChoiceField):
            field.chosen.connect(lambda _value: self._take(entry))
        else:
            field.finished.connect(lambda _text: self._take(entry))
        self.rows[entry.attribute] = self._form.add(entry.label, field, unit=entry.unit, hint=entry.hint)
        question = self.questions[entry.attribute] = Question()
        self._form.add_wide(question)

    def _field(self, entry: Entry) -> Field:
        if entry.kind == "day":
            return DateField(entry.label, self._today, latest_today=entry.latest_today)
        if entry.kind == "time":
            return TimeField(entry.label)
        if entry.kind == "whole":
            return NumberField(f"{entry.label} ({entry.unit})" if entry.unit else entry.label)
        if entry.kind == "choice":
            return ChoiceField(entry.label, entry.choices)
        if entry.kind == "check":
            return Check(entry.label)
        return NoteField(entry.label) if entry.kind == "note" else TextField(entry.label)

    # Showing

    def show_record(self, record: R) -> None:
        """Show *record*, except where somebody is typing."""
        self.record = record
        for entry in self._entries:
            field, value = self.fields[entry.attribute], getattr(record, entry.attribute)
            if isinstance(field, Check):
                field.setChecked(bool(value))
            elif isinstance(field, ChoiceField):
                field.set_value(value)
            elif isinstance(field, DateField):
                if not field.field.hasFocus() and not self.rows[entry.attribute].mistake:
                    field.set_day(value)
            elif field.hasFocus() or self.rows[entry.attribute].mistake:
                continue
            elif isinstance(field, TimeField):
                field.set_time(value)
            elif isinstance(field, NumberField):
                field.set_number(None if value is None else Decimal(value))
            else:
                field.set_text(value)

    def start(self) -> None:
        """Put the keyboard into the first field, when the form stands."""
        first = self.fields[self._entries[0].attribute]
        QTimer.singleShot(0, first, first.setFocus)

    def records_here(self, *_place: object) -> tuple[Record, ...]:
        """Return the record whose history can be shown."""
        return () if self.is_new else (self.record,)

    # Reading

    def finish(self) -> None:
        """Take what is typed as finished; of a new record nothing is written yet."""
        for field in self.fields.values():
            if not isinstance(field, ChoiceField | Check):
                field.finish()

    def _value(self, entry: Entry) -> object:
        """Return what stands in the field, or raise the problem with it."""
        field = self.fields[entry.attribute]
        if isinstance(field, Check):
            return field.isChecked()
        if isinstance(field, ChoiceField):
            return field.value
        if isinstance(field, DateField):
            if field.problem is not None:
                raise field.problem
            if field.day is None and entry.is_required:
                raise Problem(N_("Write a day here, like 12 May 2026."))
            return field.day
        if isinstance(field, TimeField):
            if field.problem is not None:
                raise field.problem
            return field.at
        if isinstance(field, NumberField):
            whole = _whole(field)
            if whole is None and entry.is_required:
                raise Problem(N_("Write a whole number from {least} to {most}."), least=1, most=MOST_WHOLE)
            return whole
        text = (field.toPlainText() if isinstance(field, NoteField) else field.text()).strip()
        if not text and entry.is_required:
            raise Problem(entry.missing)
        return text

    def _take(self, entry: Entry, *, keeping: bool = False) -> bool:
        """Read one field and, unless the record waits for Keep, write it down; False where something is in the way."""
        row, question = self.rows.get(entry.attribute), self.questions.get(entry.attribute)
        self._stopped = self._stopped and keeping
        if question is not None:
            question.let_go()
        refused: Problem | None = None
        try:
            value = self._value(entry)
            refused = entry.refuse(self.record, value)
        except Problem as problem:
            refused = problem
        if row is not None:
            row.say_mistake(refused)
        if refused is not None:
            return False
        if value == getattr(self.record, entry.attribute):
            return True
        asked = entry.ask(self.record, value)
        if asked is not None and question is not None and (entry.attribute, value) not in self._right:
            question.ask(asked, lambda: self._confirm(entry, value))
            return False
        changes: dict[str, Any] = {entry.attribute: value, "author": "", "written_at": None}
        changed = replace(self.record, **changes)
        if not self._waits and not self._write(changed):
            return False
        self.record = changed
        return True

    def _confirm(self, entry: Entry, value: object) -> None:
        self._right.add((entry.attribute, value))
        goes_on = self._stopped
        if self._take(entry) and goes_on:
            self._keep_whole()

    def _keep_whole(self) -> None:
        self.finish()
        taken = [(entry, self._take(entry, keeping=True)) for entry in self._entries]
        wrong = next((entry for entry, fine in taken if not fine), None)
        if wrong is not None:
            question = self.questions.get(wrong.attribute)
            self._stopped = asks = question is not None and not question.isHidden()
            (question.right if asks and question is not None else self.fields[wrong.attribute]).setFocus()
        elif self._write(self.record):
            self._close()

    def _finish_and_close(self) -> None:
        if not self._waits:
            self.finish()
            if any(row.mistake for row in self.rows.values()):
                return
        self._close()


def _whole(field: NumberField) -> int | None:
    if field.problem is not None:
        raise field.problem
    number = field.number
    if number is None:
        return None
    if number != int(number) or not 1 <= number <= MOST_WHOLE:
        raise Problem(N_("Write a whole number from {least} to {most}."), least=1, most=MOST_WHOLE)
    return int(number)
