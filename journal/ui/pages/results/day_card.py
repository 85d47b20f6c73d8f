"""The sheet of one day: test, result, unit, the laboratory's own range, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from journal.actions.blood_tests import laboratories
from journal.actions.lab_sheet import Measured, is_ctdna, range_text, shown_text
from journal.domain.results import LabResult
from journal.rules.markers.trend import against_range
from journal.text import dates, numbers
from journal.text.language import _
from journal.text.names import analyte_name
from journal.ui.widgets.buttons import icon_button, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words

MOST_DAYS: Final = 400


@dataclass(frozen=True)
class DayRow:
    """One line of the table; a folded result shows its test only."""

    measured: Measured
    is_folded: bool = False

    @property
    def name(self) -> str:
        """The test's name."""
        return name_of(self.measured)


def name_of(measured: Measured) -> str:
    """Return a test's name in the reader's words."""
    return analyte_name(measured.analyte, measured.name if isinstance(measured, LabResult) else "")


def standing(measured: Measured) -> Cell:
    """Return how a result stands to the laboratory's own range, in words with an arrow."""
    place = against_range(measured) if isinstance(measured, LabResult) else None
    if place is None:
        return Cell("")
    if place == 0:
        return Cell(_("in range"), "muted", "check", "positive")
    above = place > 0
    return Cell(_("above") if above else _("below"), "muted", "arrow-up" if above else "arrow-down", "caution")


def shown_range(measured: Measured) -> str:
    """Return the laboratory's own range, or from where a test for tumour DNA finds it."""
    if isinstance(measured, LabResult) and is_ctdna(measured.analyte) and measured.detection_limit is not None:
        unit = numbers.unit(measured.quantity.unit) if measured.quantity is not None else ""
        limit = f"{numbers.number(measured.detection_limit)} {unit}".strip()
        return _("finds it from {limit}").format(limit=limit)
    return range_text(measured)


def _value(row: DayRow) -> Cell:
    if row.is_folded:
        return Cell(_("folded"), is_unknown=True)
    return Cell(shown_text(row.measured), is_strong=True)


def _unit(row: DayRow) -> Cell:
    quantity = row.measured.quantity
    return Cell("" if row.is_folded or quantity is None else numbers.unit(quantity.unit), "muted")


def day_columns() -> list[ColumnOf[DayRow]]:
    """Return the columns of a day's sheet."""
    return [
        ColumnOf(_("Test"), lambda row: Cell(row.name, is_strong=True)),
        ColumnOf(_("Result"), _value, is_number=True),
        ColumnOf(_("Unit"), _unit),
        ColumnOf(_("Lab’s own range"), lambda row: Cell(shown_range(row.measured), "muted")),
        ColumnOf(_("How it stands"), lambda row: Cell("") if row.is_folded else standing(row.measured)),
    ]


class _DayTable(RecordTable):
    """The table; Delete takes a result out."""

    take_out_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_out_wanted.emit()
            return
        super().keyPressEvent(event)


class DayCard(Card):
    """The sheet of one day.  Its signals bring the row that is chosen, or the day that is wanted."""

    day_wanted = Signal(object)
    paste_wanted = Signal()
    change_wanted = Signal(object)
    take_out_wanted = Signal(object)
    trend_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self) -> None:
        self.paste = quiet(_("Paste a sheet"), lambda: self.paste_wanted.emit(), icon="clipboard-text")
        super().__init__(" ", action=self.paste, gap=8, padding=(22, 16))
        self._days: tuple[date, ...] = ()
        self._day: date | None = None
        self.laboratory = Words("", tone="muted")
        self.model = RecordModel(day_columns())
        self.table = _DayTable(_("Results of this day"), self.model, widest=0.4)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._open)
        self.table.take_out_wanted.connect(self._take_out)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._say_row())
        self.earlier = icon_button("caret-left", _("An earlier sheet"), lambda: self._step(1))
        self.later = icon_button("caret-right", _("A later sheet"), lambda: self._step(-1))
        self.days = ChoiceField(_("Another day"))
        self.days.chosen.connect(self.day_wanted.emit)
        self.change = quiet(_("Change"), self._change, icon="note-pencil")
        self.take_out = quiet(_("Take out"), self._take_out, icon="trash")
        self.trend = quiet(_("Show in the chart"), self._trend, icon="trend-up")
        ways = Row(self.earlier, self.days, self.later, gap=8)
        self.rows_actions = Flow(self.change, self.take_out, self.trend, gap=8)
        self.add(self.laboratory, self.table, Column(self.rows_actions, Row(ways, None), gap=8))

    def set_read_only(self) -> None:
        """Offer nothing that writes."""
        for button in (self.paste, self.change, self.take_out):
            button.setEnabled(False)

    def show_day(self, day: date, measured: Sequence[Measured], folded: Collection[str]) -> None:
        """Show what was *measured* on *day*; the records whose ids are in *folded* show their test only."""
        row = max(0, self.table.currentIndex().row()) if self._day == day else 0
        self._day = day
        precision = measured[0].precision if measured else None
        self.title.setText(dates.day(day, precision) if precision is not None else dates.day(day))
        self.setAccessibleName(self.title.text())
        names = laboratories(measured)
        self.laboratory.setText(", ".join(names))
        self.laboratory.setVisible(bool(names))
        self.model.set_records([DayRow(each, each.id in folded) for each in measured])
        if measured:
            self.table.setCurrentIndex(self.model.index(min(row, len(measured) - 1), 0))
        self._say_row()
        self._say_days()

    def offer_days(self, days: tuple[date, ...]) -> None:
        """Offer *days*, newest first."""
        self._days = days
        self._say_days()

    @property
    def row(self) -> DayRow | None:
        """The row that is chosen."""
        at = self.table.currentIndex().row()
        return self.model.records[at] if 0 <= at < len(self.model.records) else None

    def choose(self, record_id: str) -> bool:
        """Choose the row of a record; say whether it is there."""
        for at, row in enumerate(self.model.records):
            if row.measured.id == record_id:
                self.table.setCurrentIndex(self.model.index(at, 0))
                return True
        return False

    def _say_days(self) -> None:
        days = self._days if self._day is None or self._day in self._days else tuple(sorted((self._day, *self._days)))
        self.days.set_choices([(day, dates.day(day)) for day in days[:MOST_DAYS]], self._day)
        at = self._days.index(self._day) if self._day in self._days else 0
        self.earlier.setEnabled(at + 1 < len(self._days))
        self.later.setEnabled(at > 0)

    def _say_row(self) -> None:
        row = self.row
        name = row.name if row is not None else ""
        self.change.setAccessibleName(_("Change the sheet, from {test} on").format(test=name))
        self.take_out.set_text(_("Take out"), _("Take out {test}").format(test=name))
        self.trend.set_text(_("Show in the chart"), _("Show {test} in the chart").format(test=name))
        self.rows_actions.setEnabled(row is not None)

    def _step(self, by: int) -> None:
        at = self._days.index(self._day) if self._day in self._days else -1
        if 0 <= at + by < len(self._days):
            self.day_wanted.emit(self._days[at + by])

    def _open(self, row: DayRow) -> None:
        if row.is_folded:
            self.open_wanted.emit(row.measured)
        elif self.change.isEnabled():
            self.change_wanted.emit(row.measured)

    def _change(self) -> None:
        if self.row is not None:
            self.change_wanted.emit(self.row.measured)

    def _take_out(self) -> None:
        if self.row is not None and self.take_out.isEnabled():
            self.take_out_wanted.emit(self.row.measured)

    def _trend(self) -> None:
        if self.row is not None:
            self.trend_wanted.emit(self.row.measured)
