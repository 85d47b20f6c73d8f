"""The timeline as rows: a heading for each month, then its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from journal.actions.timeline_lines import TimelineLine
from journal.domain.record import Precision
from journal.text import dates
from journal.text.language import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole.value


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A heading."""

    month: date


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry; the first of its day shows the day."""

    entry: TimelineLine
    is_first_of_day: bool


Row: TypeAlias = MonthRow | EntryRow


def rows_of(entries: Sequence[TimelineLine]) -> list[Row]:
    """Return *entries*, newest first, with a heading where a month begins."""
    rows: list[Row] = []
    month: date | None = None
    day: date | None = None
    for entry in entries:
        begins = entry.on.replace(day=1)
        if begins != month:
            rows.append(MonthRow(begins))
            month, day = begins, None
        rows.append(EntryRow(entry, entry.on != day))
        day = entry.on
    return rows


class EntriesModel(QAbstractListModel):
    """Holds every row, and none of the records behind them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show_entries(self, entries: Sequence[TimelineLine]) -> None:
        """Show *entries*, newest first."""
        self.beginResetModel()
        self._rows = rows_of(entries)
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Return the row at *place*."""
        return self._rows[place]

    def entry_at(self, index: Index) -> TimelineLine | None:
        """Return the entry at *index*; None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.entry if isinstance(row, EntryRow) else None

    def place_of(self, record_id: str) -> int | None:
        """Return the row with the entry that the record belongs to."""
        for place, row in enumerate(self._rows):
            if isinstance(row, EntryRow) and row.entry.is_about(record_id):
                return place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return month_words(row.month) if isinstance(row, MonthRow) else self.sentence(row.entry)
        return None

    def sentence(self, entry: TimelineLine) -> str:
        """Return everything that a line shows, for a screen reader."""
        words = entry.words
        text = _("{day}: {title}").format(day=dates.day(entry.on, entry.precision), title=words.title)
        for part in (words.details, signature(entry)):
            if part:
                text = _("{first}; {second}").format(first=text, second=part)
        return text

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], MonthRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def month_words(month: date) -> str:
    """Return "November 2026"."""
    return dates.day(month, Precision.MONTH)


def day_words(entry: TimelineLine) -> str:
    """Return the day beside the first entry of it: "Fri 13", or nothing where the day is not known."""
    if entry.precision is not Precision.DAY:
        return ""
    return _("{weekday} {day}").format(weekday=dates.weekday(entry.on)[:3], day=entry.on.day)


def signature(entry: TimelineLine) -> str:
    """Return who wrote an entry, and when, if that was on a later day."""
    who = ""
    for author in entry.authors:
        who = _("{first}, {second}").format(first=who, second=author) if who else author
    later = entry.written_later
    if later is None:
        return who
    day = dates.short_day(later.date())
    return _("{who}, written {day}").format(who=who, day=day) if who else _("written {day}").format(day=day)
