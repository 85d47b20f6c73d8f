"""On which days a medicine was taken or left out: a table to read and mend, and a line for another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.actions.checks import ask_day
from journal.domain.medicines import Intake, Medicine
from journal.domain.problems import N_, Problem
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.dates import DateField, read_day
from journal.ui.widgets.fields import ChoiceField, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

MOST_ROWS = 8


class Intakes(QWidget):
    """The days of one medicine, newest first; *buttons* stand beside what takes a day out."""

    def __init__(self, medicine: Medicine, window: WindowServices, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._medicine, self._window = medicine, window
        self.model: RecordModel[Intake] = RecordModel(self._columns())
        self.model.written.connect(lambda _before, after: self._save(after, _("changed")))
        self.table = RecordTable(_("Days that it was taken"), self.model, most_rows=MOST_ROWS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.take_out = quiet(_("Take this day out"), self._remove, icon="trash")
        self._heading = Words(_("When it was taken"), "strong")
        self._mistake = Words("")
        self._mistake.hide()
        self.model.refused.connect(self._refuse)
        self.day = DateField(_("Another day"), window.today)
        self.taken = ChoiceField(_("Taken or left out"), [(True, _("taken")), (False, _("left out"))], True)
        self.amount = TextField(_("How much"), width=190)
        self.form = Form()
        self.day_row = self.form.add(_("Another day"), self.day)
        self.form.add(_("Taken or left out"), self.taken)
        self.form.add(_("How much"), self.amount, hint=_("Like 2 tablets; may stay blank"))
        self.add_day = quiet(_("Write this day down"), self._add, icon="plus")
        self.setLayout(
            Column(
                Flow(*buttons, gap=12),
                self._heading,
                self.table,
                self._mistake,
                Flow(self.take_out),
                self.form,
                Flow(self.add_day),
                gap=8,
                padding=(0, 4, 0, 8),
            )
        )

    def is_unkept(self) -> bool:
        """Say whether a day is typed that waits for its button."""
        return bool(self.day.field.text().strip() or self.amount.text().strip())

    def _columns(self) -> tuple[ColumnOf[Intake], ...]:
        return (
            ColumnOf(
                _("Day"),
                lambda intake: Cell(dates.day(intake.happened_on), is_strong=True),
                write=self._with_day,
                typed=lambda intake: dates.day(intake.happened_on),
            ),
            ColumnOf(_("Taken"), lambda intake: _("taken") if intake.taken else Cell(_("left out"), is_unknown=True)),
            ColumnOf(
                _("How much"), lambda intake: intake.amount, write=lambda intake, text: replace(intake, amount=text)
            ),
            ColumnOf(
                _("Note"),
                lambda intake: intake.note,
                write=lambda intake, text: replace(intake, note=text),
                stretches=True,
            ),
        )

    def show_intakes(self, intakes: Sequence[Intake]) -> None:
        """Show *intakes*."""
        self._mistake.hide()
        self.model.set_records(sorted(intakes, key=_newest_first))
        for widget in (self._heading, self.table):
            widget.setVisible(bool(intakes))
        self._offer()

    def _offer(self) -> None:
        self.take_out.setVisible(self.table.currentIndex().isValid())

    def _with_day(self, intake: Intake, text: str) -> Intake:
        read = read_day(text, self._window.today())
        if isinstance(read, Problem):
            raise read
        if read is None or read > self._window.today():
            raise Problem(N_("Write a day that has come, like 12 May 2026."))
        return replace(intake, happened_on=read)

    def _refuse(self, problem: Problem) -> None:
        self._mistake.setText(say_problem(problem))
        self._mistake.show()

    def _save(self, intake: Intake, done: str) -> bool:
        label = _("{name}: {done}").format(name=self._medicine.name, done=done)
        signed = replace(intake, author="", written_at=None)
        return self._window.write(label, lambda draft: draft.save(signed))

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            intake = self.model.records[index.row()]
            label = _("{name}: {done}").format(name=self._medicine.name, done=_("a day taken out"))
            self._window.write(label, lambda draft: draft.delete(intake))

    def _add(self) -> None:
        self.day.finish()
        problem = self.day.problem
        if problem is None and self.day.day is None:
            problem = Problem(N_("Write a day here, like 12 May 2026."))
        self.day_row.say_mistake(problem)
        if problem is not None or self.day.day is None:
            return
        asked = ask_day(self.day.day, self._window.today())
        if asked is not None:
            self.day_row.say_mistake(asked)
            return
        intake = Intake(
            happened_on=self.day.day,
            medicine_id=self._medicine.id,
            taken=bool(self.taken.value),
            amount=self.amount.text().strip(),
        )
        done = _("taken on {day}") if intake.taken else _("left out on {day}")
        if self._save(intake, done.format(day=dates.day(intake.happened_on))):
            self.day.set_day(None)
            self.amount.set_text("")


def _newest_first(intake: Intake) -> tuple[int, str]:
    at = intake.happened_at.isoformat() if intake.happened_at is not None else ""
    return -intake.happened_on.toordinal(), at
