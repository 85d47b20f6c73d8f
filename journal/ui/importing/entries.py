"""What a file holds, as rows with ticks: what is new can be left out, what is there already and left out is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, Signal

from journal.actions.attaching import about
from journal.actions.importing import kind_of
from journal.actions.lab_sheet import Measured, shown_text
from journal.domain.attachments import Attachment
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.text import dates, numbers
from journal.text.language import _
from journal.text.names import analyte_name
from journal.ui.widgets.tables import Cell, ColumnOf, Index, RecordModel


@dataclass(frozen=True)
class Entry:
    """One record of a file: whether it is new, and shall be taken.  A folded one does not show its result."""

    record: Record
    is_new: bool
    is_taken: bool
    is_folded: bool = False

    @property
    def name(self) -> str:
        """What was measured."""
        record = self.record
        if isinstance(record, LabResult):
            return analyte_name(record.analyte, record.name)
        if isinstance(record, Attachment):
            return record.name
        return analyte_name(record.analyte) if isinstance(record, VitalSign) else kind_name(kind_of(record))

    @property
    def value(self) -> str:
        """The result as pages show it; it is taken over with all its digits."""
        if isinstance(self.record, Attachment):
            return about(self.record)
        return shown_text(self.record) if isinstance(self.record, Measured) else ""

    @property
    def unit(self) -> str:
        """Its unit."""
        quantity = self.record.quantity if isinstance(self.record, Measured) else None
        return numbers.unit(quantity.unit) if quantity is not None else ""


def kind_name(kind: str) -> str:
    """Return the words for a kind of entry."""
    return {
        "results": _("Blood tests"),
        "markers": _("Tumour markers"),
        "vitals": _("Weight, temperature and the like"),
        "attachments": _("Files"),
    }.get(kind, kind)


def _state(entry: Entry) -> Cell:
    if not entry.is_new:
        return Cell(_("there already"), "muted", "check", "muted")
    return Cell(_("new"), icon="plus", icon_tone="accent") if entry.is_taken else Cell(_("left out by you"), "muted")


def _value(entry: Entry) -> Cell:
    return Cell(_("folded"), is_unknown=True) if entry.is_folded else Cell(entry.value)


def _tick(entry: Entry) -> Cell:
    tick = "check-square" if entry.is_taken else "square"
    return Cell(entry.name, icon=tick if entry.is_new else "", icon_tone="accent", is_strong=entry.is_taken)


class EntryModel(RecordModel[Entry]):
    """The entries of a file.  `ticked` comes when a tick was set or taken away."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(
            [
                ColumnOf(_("Take"), _tick),
                ColumnOf(_("Day"), lambda entry: dates.day(entry.record.happened_on, entry.record.precision)),
                ColumnOf(_("Result"), _value, is_number=True),
                ColumnOf(_("Unit"), lambda entry: Cell(entry.unit, "muted")),
                ColumnOf(_("State"), _state),
            ]
        )

    def data(self, index: Index, role: int = 0) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            entry = self.records[index.row()]
            state = Qt.CheckState.Checked if entry.is_taken else Qt.CheckState.Unchecked
            return state.value if entry.is_new else None
        return super().data(index, role)

    def toggle(self, row: int) -> None:
        """Set or take away the tick of a row."""
        if 0 <= row < len(self.records) and self.records[row].is_new:
            self._replace([row], not self.records[row].is_taken)

    def take(self, kind: str, is_taken: bool) -> None:
        """Set or take away the ticks of all new entries of a kind."""
        rows = [at for at, entry in enumerate(self.records) if entry.is_new and kind_of(entry.record) == kind]
        self._replace(rows, is_taken)

    def _replace(self, rows: Sequence[int], is_taken: bool) -> None:
        if not rows:
            return
        changed = list(self._records)
        for row in rows:
            changed[row] = replace(changed[row], is_taken=is_taken)
        self._records = tuple(changed)
        last = len(self.columns) - 1
        self.dataChanged.emit(self.index(min(rows), 0, QModelIndex()), self.index(max(rows), last, QModelIndex()))
        self.ticked.emit()

    @property
    def taken(self) -> tuple[Record, ...]:
        """The records that shall be taken."""
        return tuple(entry.record for entry in self.records if entry.is_taken)

    def state_of(self, kind: str) -> bool:
        """Say whether any new entry of a kind is ticked."""
        return any(entry.is_taken for entry in self.records if kind_of(entry.record) == kind)
