"""The drugs of a line: planned dose, way and days of the cycle, in a table that is written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.actions.doses import read_amount
from journal.domain.problems import N_, Problem
from journal.domain.treatment import Drug, TreatmentLine
from journal.text import dates, numbers
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.pages.treatment.cycle_words import days_words
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.dates import read_day
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

MOST_DAYS = 99


def read_days(text: str) -> tuple[int, ...]:
    """Return the days that "1, 8, 15" or "1 to 14" says, in order."""
    days: set[int] = set()
    plain = text.replace("–", "-")
    for part in re.split(r"[,;]", plain):
        words = part.split()
        if not words:
            continue
        found = re.fullmatch(r"(\d+)(?:\s*(?:-|\D+)\s*(\d+))?", part.strip())
        if found is None:
            raise Problem(N_("“{word}” is not a day of the cycle. Write 1, 8, 15, or 1 to 14."), word=part.strip())
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= MOST_DAYS:
            raise Problem(N_("“{word}” is not a day of the cycle. Write 1, 8, 15, or 1 to 14."), word=part.strip())
        days.update(range(first, last + 1))
    return tuple(sorted(days))


class DrugsPart(QWidget):
    """Stands in the form of a line; each cell that is finished is written down."""

    def __init__(self, line: TreatmentLine, window: WindowServices) -> None:
        super().__init__()
        self._line, self._window = line, window
        self.model: RecordModel[Drug] = RecordModel(self._columns())
        self.table = RecordTable(_("Drugs"), self.model)
        self.model.written.connect(lambda _before, after: self._save(after, _("changed")))
        self.model.refused.connect(self._refuse)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.mistake = Words("", tone="caution")
        self.mistake.hide()
        self.name = TextField(_("Another drug"))
        self.row = FormRow(_("Another drug"), self.name)
        self.add_drug = quiet(_("Add this drug"), self._add, icon="plus")
        self.name.returnPressed.connect(self._add)
        self.take_out = quiet(_("Take this drug out"), self._remove, icon="trash")
        self.setLayout(
            Column(
                Words(_("Drugs"), "strong"),
                Words(_("Copy doses from your own plan. This program knows none."), "small", "muted"),
                self.table,
                self.mistake,
                Flow(self.take_out),
                self.row,
                Flow(self.add_drug),
                gap=8,
            )
        )

    def is_unkept(self) -> bool:
        """Say whether a drug is typed that waits for its button."""
        return bool(self.name.text().strip())

    def _columns(self) -> tuple[ColumnOf[Drug], ...]:
        return (
            ColumnOf(_("Drug"), lambda drug: Cell(drug.name, is_strong=True), write=_with_name, stretches=True),
            ColumnOf(_("Planned dose"), _planned, is_number=True, write=_with_planned, typed=_typed),
            ColumnOf(_("Way"), lambda drug: drug.route, write=lambda drug, text: replace(drug, route=text)),
            ColumnOf(
                _("Days"),
                lambda drug: days_words(drug.days),
                write=lambda drug, text: replace(drug, days=read_days(text)),
            ),
            ColumnOf(_("Until"), _until, write=self._with_end, typed=_until),
        )

    def show_drugs(self, drugs: Sequence[Drug]) -> None:
        """Show *drugs*."""
        self.mistake.hide()
        self.model.set_records(drugs)
        self.table.setVisible(bool(drugs))
        self._offer()

    def _offer(self) -> None:
        self.take_out.setVisible(self.table.currentIndex().isValid() and self.model.rowCount() > 0)

    def _with_end(self, drug: Drug, text: str) -> Drug:
        read = read_day(text, self._window.today())
        if isinstance(read, Problem):
            raise read
        if read is not None and read < drug.happened_on:
            raise Problem(
                N_("{day} is before the first day, {first}. Check the date."), day=read, first=drug.happened_on
            )
        return replace(drug, ended_on=read)

    def _refuse(self, problem: Problem) -> None:
        self.mistake.setText(say_problem(problem))
        self.mistake.show()

    def _save(self, drug: Drug, done: str) -> bool:
        self.mistake.hide()
        signed = replace(drug, author="", written_at=None)
        label = _("{name}: {done}").format(name=drug.name, done=done)
        return self._window.write(label, lambda draft: draft.save(signed))

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.row.say_mistake(Problem(N_("Write something here first.")))
            return
        self.row.say_mistake(None)
        drug = Drug(happened_on=self._line.happened_on, line_id=self._line.id, name=name)
        if self._save(drug, _("added")):
            self.name.set_text("")

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            drug = self.model.records[index.row()]
            label = _("{name}: {done}").format(name=drug.name, done=_("taken out"))
            self._window.write(label, lambda draft: draft.delete(drug))


def _with_name(drug: Drug, text: str) -> Drug:
    if not text:
        raise Problem(N_("Write something here first."))
    return replace(drug, name=text)


def _planned(drug: Drug) -> Cell:
    if drug.planned is None:
        return Cell(_("not written"), is_unknown=True)
    return Cell(numbers.quantity(drug.planned))


def _typed(drug: Drug) -> str:
    return "" if drug.planned is None else numbers.quantity(drug.planned)


def _with_planned(drug: Drug, text: str) -> Drug:
    return drug if text == _typed(drug) else replace(drug, planned=read_amount(text, drug.planned))


def _until(drug: Drug) -> str:
    return "" if drug.ended_on is None else dates.day(drug.ended_on)
