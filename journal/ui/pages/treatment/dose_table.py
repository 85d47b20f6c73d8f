"""What was planned and what was given of each drug in one cycle, in a table that is written in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.actions.doses import DrugDose, ask_dose, read_amount, with_given
from journal.domain.problems import Problem
from journal.domain.quantity import Quantity
from journal.domain.treatment import Cycle, Dose
from journal.text import numbers
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.question import Question
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Picture, Words


class DoseTable(QWidget):
    """One row a drug.  *save* gets a dose to write down, *remove* one that was blanked."""

    def __init__(self, save: Callable[[DrugDose, Dose], bool], remove: Callable[[DrugDose, Dose], bool]) -> None:
        super().__init__()
        self._save, self._remove = save, remove
        self._cycle: Cycle | None = None
        self._shown: tuple[DrugDose, ...] = ()
        self.model: RecordModel[DrugDose] = RecordModel(self._columns())
        self.table = RecordTable(_("Doses"), self.model)
        self.question = Question()
        self._mistake = Words("")
        self._mistake_row = QWidget()
        row = Row(Picture("warning-circle", "caution"), self._mistake, gap=8)
        row.setStretch(1, 1)
        self._mistake_row.setLayout(row)
        self._mistake_row.hide()
        self.model.written.connect(self._written)
        self.model.refused.connect(self._refuse)
        self.setLayout(Column(self.table, self._mistake_row, self.question, gap=8))

    def _columns(self) -> tuple[ColumnOf[DrugDose], ...]:
        return (
            ColumnOf(_("Drug"), lambda each: Cell(each.drug.name, is_strong=True), stretches=True),
            ColumnOf(_("Planned"), _planned, is_number=True, write=self._with_planned, typed=_typed_planned),
            ColumnOf(_("Given"), _given, is_number=True, write=self._with_given, typed=_typed_given),
            ColumnOf(_("Of plan"), _share, is_number=True),
            ColumnOf(_("Why"), _reason, write=self._with_reason, typed=_reason),
        )

    def show_doses(self, cycle: Cycle, doses: Sequence[DrugDose], *, can_write: bool = True) -> None:
        """Show the *doses* of *cycle*."""
        self._cycle, self._shown = cycle, tuple(doses)
        self.table.setAccessibleName(_("Doses of cycle {number}").format(number=cycle.number))
        self._mistake_row.hide()
        self.question.let_go()
        self.table.setEditTriggers(self.table.editTriggers() if can_write else RecordTable.EditTrigger.NoEditTriggers)
        self.model.set_records(self._shown)
        self.setVisible(bool(doses))

    # What was typed

    def _dose(self, each: DrugDose) -> Dose:
        if each.dose is not None:
            return each.dose
        assert self._cycle is not None  # rows come with their cycle
        return with_given(self._cycle, each.drug, None, None)

    def _with_planned(self, each: DrugDose, text: str) -> DrugDose:
        if text == _typed_planned(each).strip():
            return each
        return replace(each, dose=replace(self._dose(each), planned=read_amount(text, each.planned)))

    def _with_given(self, each: DrugDose, text: str) -> DrugDose:
        if text == _typed_given(each).strip():
            return each  # what was typed once may be printed in another way
        dose = self._dose(each)
        return replace(
            each, dose=replace(dose, given=read_amount(text, each.planned), planned=dose.planned or each.planned)
        )

    def _with_reason(self, each: DrugDose, text: str) -> DrugDose:
        return replace(each, dose=replace(self._dose(each), reason=text))

    def _refuse(self, problem: Problem) -> None:
        self.question.let_go()
        self._mistake.setText(say_problem(problem))
        self._mistake_row.show()

    def _written(self, before: DrugDose, after: DrugDose) -> None:
        self._mistake_row.hide()
        self.question.let_go()
        dose = after.dose
        if dose is None:
            return
        was = before.dose
        asked = ask_dose(dose.given, dose.planned) if was is None or was.given != dose.given else None
        if asked is None:
            self._write(after, dose)
            return
        self.model.set_records(self._shown)  # nothing is written before the answer
        self.question.ask(asked, lambda: self._write(after, dose))

    def _write(self, each: DrugDose, dose: Dose) -> None:
        signed = replace(dose, author="", written_at=None)
        blank = dose.given is None and not dose.reason and dose.planned in (None, each.drug.planned)
        known = next((one.dose for one in self._shown if one.drug.id == each.drug.id), None)
        is_kept = known is not None and self._remove(each, dose) if blank else self._save(each, signed)
        if not is_kept:
            self.model.set_records(self._shown)


def _amount(quantity: Quantity | None) -> Cell:
    if quantity is None:
        return Cell(_("not written"), is_unknown=True)
    return Cell(numbers.quantity(quantity))


def _planned(each: DrugDose) -> Cell:
    return _amount(each.planned)


def _given(each: DrugDose) -> Cell:
    cell = _amount(each.dose.given if each.dose is not None else None)
    return replace(cell, is_strong=not cell.is_unknown)


def _share(each: DrugDose) -> Cell:
    return Cell(numbers.percent(each.share) if each.share is not None else "", "muted")


def _reason(each: DrugDose) -> str:
    return each.dose.reason if each.dose is not None else ""


def _typed(quantity: Quantity | None) -> str:
    return "" if quantity is None else numbers.quantity(quantity)


def _typed_planned(each: DrugDose) -> str:
    return _typed(each.planned)


def _typed_given(each: DrugDose) -> str:
    return _typed(each.dose.given if each.dose is not None else None)
