"""A form about one record that is always there: each finished field is written down, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.text.language import _
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import ChoiceField, NoteField, NumberField, TextField
from journal.ui.widgets.form import Form, FormRow
from journal.ui.widgets.question import Question
from journal.ui.window_services import WindowServices

R = TypeVar("R", bound=Record)
Ask = Callable[[Any], Problem | None]


class SavingForm(Form, Generic[R]):
    """Fields of the record that *read* answers with, which is asked anew before each writing.

    *also* answers with further changes that go with a change of a field (by attribute).
    """

    def __init__(
        self,
        window: WindowServices,
        read: Callable[[], R],
        also: Callable[[str, object], dict[str, Any]] = lambda _attribute, _value: {},
    ) -> None:
        super().__init__(gap=10)
        self._window, self._read_record, self._also = window, read, also
        self._shows: list[Callable[[R], None]] = []
        self._fields: list[TextField | NoteField | DateField] = []
        self._right: set[tuple[str, object]] = set()
        self.by_name: dict[str, QWidget] = {}
        self.row_of: dict[str, FormRow] = {}
        self.question_of: dict[str, Question] = {}

    # Fields

    def add_text(self, name: str, label: str, *, hint: str = "", width: int | None = None) -> TextField:
        """Add a line of text."""
        field = TextField(label, width=width)
        field.finished.connect(lambda text: self.take(name, label, text.strip()))
        self._place(name, label, field, lambda record: field.set_text(getattr(record, name)), hint=hint)
        return field

    def add_note(self, name: str, label: str, *, hint: str = "") -> NoteField:
        """Add several lines of text."""
        field = NoteField(label)
        field.finished.connect(lambda text: self.take(name, label, text.strip()))
        self._place(name, label, field, lambda record: field.set_text(getattr(record, name)), hint=hint)
        return field

    def add_lines(self, name: str, label: str, *, hint: str = "") -> NoteField:
        """Add a list: one on each line."""
        field = NoteField(label)

        def read(text: str) -> tuple[str, ...]:
            return tuple(line.strip() for line in text.splitlines() if line.strip())

        field.finished.connect(lambda text: self.take(name, label, read(text)))
        self._place(name, label, field, lambda record: field.set_text("\n".join(getattr(record, name))), hint=hint)
        return field

    def add_number(
        self, name: str, label: str, *, unit: str = "", hint: str = "", ask: Ask | None = None
    ) -> NumberField:
        """Add a number; *ask* asks about values that are hardly possible."""
        field = NumberField(f"{label} ({unit})" if unit else label)
        field.number_finished.connect(lambda value: self.take(name, label, value, ask))
        self._place(name, label, field, lambda record: field.set_number(getattr(record, name)), unit=unit, hint=hint)
        return field

    def add_day(self, name: str, label: str, today: Callable[[], date], *, ask: Ask | None = None) -> DateField:
        """Add a day."""
        field = DateField(label, today)
        field.day_finished.connect(lambda day: self.take(name, label, day, ask))
        self._place(name, label, field, lambda record: field.set_day(getattr(record, name)))
        return field

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[object, str]]) -> ChoiceField:
        """Add one of several."""
        field = ChoiceField(label, choices)
        field.chosen.connect(lambda value: self.take(name, label, value))
        self._place(name, label, field, lambda record: field.set_value(getattr(record, name)))
        return field

    def add_field(self, name: str, label: str, field: QWidget, show: Callable[[R], None], *, hint: str = "") -> FormRow:
        """Add a field of another kind, which calls `take` by itself."""
        return self._place(name, label, field, show, hint=hint)

    def _place(
        self, name: str, label: str, field: QWidget, show: Callable[[R], None], *, unit: str = "", hint: str = ""
    ) -> FormRow:
        row = self.add(label, field, unit=unit, hint=hint)
        question = Question()
        self.add_wide(question)
        self.by_name[name], self.row_of[name], self.question_of[name] = field, row, question
        if isinstance(field, TextField | NoteField | DateField):
            self._fields.append(field)
        self._shows.append(lambda record: None if self._is_busy(name) else show(record))
        return row

    def _is_busy(self, name: str) -> bool:
        """Say whether somebody is at the field, or has to look at it again."""
        field = self.by_name[name]
        typed = field.field if isinstance(field, DateField) else field
        has_focus = typed.hasFocus() and isinstance(typed, TextField | NoteField)
        return has_focus or bool(self.row_of[name].mistake) or not self.question_of[name].isHidden()

    # Showing and writing

    def show_record(self, record: R) -> None:
        """Show *record*, except where somebody is typing."""
        for show in self._shows:
            show(record)

    def take(self, name: str, label: str, value: object, ask: Ask | None = None) -> bool:
        """Write down one field; ask first about what is hardly possible."""
        question = self.question_of[name]
        question.let_go()
        self.row_of[name].say_mistake(None)
        record = self._read_record()
        if getattr(record, name) == value:
            return True
        asked = ask(value) if ask is not None and value is not None else None
        if asked is not None and (name, value) not in self._right:
            question.ask(asked, lambda: self._confirm(name, label, value, ask))
            return False
        changes: dict[str, Any] = {name: value, **self._also(name, value), "author": "", "written_at": None}
        changed = replace(record, **changes)
        return self._window.write(_("{field} changed").format(field=label), lambda draft: draft.save(changed))

    def _confirm(self, name: str, label: str, value: object, ask: Ask | None) -> None:
        self._right.add((name, value))
        self.take(name, label, value, ask)

    def finish(self) -> None:
        """Take what is typed as finished, as leaving the fields would."""
        for field in self._fields:
            field.finish()
