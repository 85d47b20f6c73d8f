"""All results of one test as a table, newest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.actions.lab_sheet import Measured
from journal.domain.results import LabResult
from journal.text import dates
from journal.text.language import _
from journal.ui.pages.results.day_card import DayRow, day_columns
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words


def history_columns() -> list[ColumnOf[DayRow]]:
    """Return the columns of a test's history: those of a day, with the day for the name."""
    _test, *others = day_columns()
    return [
        ColumnOf(_("Day"), lambda row: dates.day(row.measured.happened_on, row.measured.precision)),
        *others,
        ColumnOf(_("Laboratory"), lambda row: Cell(_laboratory(row), "muted")),
    ]


def _laboratory(row: DayRow) -> str:
    return row.measured.laboratory if isinstance(row.measured, LabResult) else ""


class HistoryDialog(Dialog):
    """Shows *results*; `day_wanted` brings one whose sheet shall be shown."""

    day_wanted = Signal(object)

    def __init__(
        self, name: str, results: Sequence[Measured], folded: Collection[str], parent: QWidget | None = None
    ) -> None:
        title = _("All results: {test}").format(test=name)
        super().__init__(title, parent, width=900)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = [DayRow(each, each.id in folded) for each in results]
        self.model = RecordModel(history_columns(), rows)
        self.table = RecordTable(title, self.model, most_rows=14)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._choose)
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.show_day = primary(_("Show the sheet of this day"), self._choose_current)
        buttons = Flow(self.show_day, quiet(_("Close"), self.reject), gap=12)
        self.fill(Words(title, "h2"), self.table, None, foot=buttons)

    def _choose_current(self) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.model.records):
            self._choose(self.model.records[at])

    def _choose(self, row: DayRow) -> None:
        self.day_wanted.emit(row.measured)
        self.accept()
