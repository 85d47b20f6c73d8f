"""The timeline as rows: a heading for each month, then its entries; words are looked up when a row is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from journal.actions.timeline import Names, TimelineEntry
from journal.actions.timeline_words import EntryWords, words_of
from journal.domain.record import Precision
from journal.text import dates
from journal.text.language import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole.value
MOST_REMEMBERED: Final = 2_000  # words of rows that were seen


@dataclass(frozen=True)
class MonthRow:
    """A heading."""

    month: date


@dataclass(frozen=True)
class EntryRow:
    """An entry; the first of its day shows the day."""

    entry: TimelineEntry
    is_first_of_day: bool


Row: TypeAlias = MonthRow | EntryRow


def rows_of(entries: Sequence[TimelineEntry]) -> list[Row]:
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
    """Holds every row and makes the words of those that are looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._names = Names()
        self._words: dict[tuple[str, str], EntryWords] = {}

    def show_entries(self, entries: Sequence[TimelineEntry], names: Names) -> None:
        """Show *entries*, newest first."""
        self.beginResetModel()
        self._rows, self._names, self._words = rows_of(entries), names, {}
        self.endResetModel()

    def row(self, place: int) -> Row:
        """Return the row at *place*."""
        return self._rows[place]

    def entry_at(self, index: Index) -> TimelineEntry | None:
        """Return the entry at *index*; None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.entry if isinstance(row, EntryRow) else None

    def place_of(self, record_id: str) -> int | None:
        """Return the row with the entry that the record belongs to."""
        for place, row in enumerate(self._rows):
            if isinstance(row, EntryRow) and any(record.id == record_id for record in row.entry.records):
                return place
        return None

    def words(self, entry: TimelineEntry) -> EntryWords:
        """Return what the line of *entry* says."""
        found = self._words.get(entry.key)
        if found is None:
            if len(self._words) > MOST_REMEMBERED:
                self._words.clear()
            found = self._words[entry.key] = words_of(entry, self._names)
        return found

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

    def sentence(self, entry: TimelineEntry) -> str:
        """Return everything that a line shows, for a screen reader."""
        words = self.words(entry)
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


def day_words(entry: TimelineEntry) -> str:
    """Return the day beside the first entry of it: "Fri 13", or nothing where the day is not known."""
    if entry.precision is not Precision.DAY:
        return ""
    return _("{weekday} {day}").format(weekday=dates.weekday(entry.on)[:3], day=entry.on.day)


def signature(entry: TimelineEntry) -> str:
    """Return who wrote an entry, and when, if that was on a later day."""
    who = ""
    for author in entry.authors:
        who = _("{first}, {second}").format(first=who, second=author) if who else author
    later = entry.written_later
    if later is None:
        return who
    day = dates.short_day(later.date())
    return _("{who}, written {day}").format(who=who, day=day) if who else _("written {day}").format(day=day)
