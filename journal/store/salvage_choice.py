"""What to save of a damaged file: what its history says of each record, what its tables hold, what is sure of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from journal.store.change import Entry, decoded, unpacked
from journal.store.salvage_reading import TableRead
from journal.store.tables import BY_NAME, TABLES
from journal.store.tables.mapping import Row

RecordKey = tuple[str, str]  # table and id
_UNREADABLE: Final = (ValueError, KeyError, TypeError, ArithmeticError, zlib.error)


@dataclass
class Found:
    """All that could be read."""

    tables: dict[str, TableRead]
    ids: dict[str, frozenset[str] | None]
    loose: dict[str, list[Row]]  # rows out of single pages, by id
    history: dict[int, Row]
    last_change: int | None
    pages: int = 0
    pages_failed: int = 0


@dataclass
class _Told:
    """What the history says of one record: its last known state, and whether no later change can be missing."""

    row: Row | None
    is_sure: bool


@dataclass
class Choice:
    """The records to save."""

    rows: dict[RecordKey, Row] = field(default_factory=dict)
    older: set[RecordKey] = field(default_factory=set)
    lost: set[RecordKey] = field(default_factory=set)
    orphans: set[RecordKey] = field(default_factory=set)


# What the history says


def _entries(history: Mapping[int, Row], seq: int) -> tuple[Entry, ...] | None:
    """Return what change *seq* did; None where that cannot be read."""
    row = history.get(seq)
    if row is None:
        return None
    try:
        datetime.fromisoformat(str(row["at"]))
        if row["action"] in ("do", "emptied"):
            return unpacked(row["entries"])  # type: ignore[arg-type]
        done = history[int(row["target"] or 0)]
        entries = unpacked(done["entries"])  # type: ignore[arg-type]
    except _UNREADABLE:
        return None
    return tuple(entry.turned for entry in reversed(entries)) if row["action"] == "undo" else entries


def _told(found: Found) -> tuple[dict[RecordKey, _Told], bool]:
    """Return what the history says of each record, and whether it is whole from the first change to the last."""
    last = max(found.history, default=0)
    is_whole = found.last_change is not None and found.last_change <= last
    told: dict[RecordKey, _Told] = {}
    for seq in range(1, last + 1):
        entries = _entries(found.history, seq)
        if entries is None:
            is_whole = False
            for each in told.values():
                each.is_sure = False
            continue
        for entry in entries:
            told[entry.table, entry.id] = _Told(entry.after, is_sure=True)
    if found.last_change is None or found.last_change > last:
        for each in told.values():
            each.is_sure = False
    return told, is_whole


# What to save


def live_ids(found: Found, name: str) -> frozenset[str] | None:
    """Return the ids of all records of table *name* that are there; None where nobody knows."""
    read = found.tables[name]
    if read.is_complete:
        return frozenset(str(row["id"]) for row in read.rows.values())
    return found.ids[name]


def choose(found: Found) -> tuple[Choice, bool]:
    """Return the records to save, and whether the history can be kept, whole from the first change to the last."""
    told, history_is_whole = _told(found)
    choice = Choice()
    for kept in TABLES:
        live = live_ids(found, kept.name)
        standing = {str(row["id"]): row for row in found.tables[kept.name].rows.values()}
        known = {record_id for table, record_id in told if table == kept.name}
        for record_id in {*standing, *known, *(live or ()), *_loose_ids(found, kept.name, live, known)}:
            key = kept.name, record_id
            row, is_sure = _state(found, key, standing.get(record_id), told.get(key), live, history_is_whole)
            if row is None:
                if not is_sure:
                    choice.lost.add(key)
                continue
            choice.rows[key] = row
            if not is_sure:
                choice.older.add(key)
    _leave_orphans(choice)
    return choice, history_is_whole


def _state(
    found: Found,
    key: RecordKey,
    standing: Row | None,
    told: _Told | None,
    live: frozenset[str] | None,
    history_is_whole: bool,
) -> tuple[Row | None, bool]:
    """Return how record *key* stood last, and whether that is sure; (None, True) where it was not there any more."""
    table, record_id = key
    if history_is_whole:
        row = told.row if told is not None else None
        return (row, True) if row is None or _decodes(table, row) else (None, False)
    if standing is not None and _decodes(table, standing):
        if told is not None and told.is_sure:
            return (told.row, True) if told.row is None or _decodes(table, told.row) else (None, False)
        return standing, True
    if live is not None and record_id not in live:
        return None, True
    if told is not None and told.row is not None and _decodes(table, told.row):
        return told.row, told.is_sure
    if told is not None and told.row is None and (told.is_sure or live is None):
        return None, True
    loose = _loose(found, key)
    if loose is not None:
        return loose, False
    return None, False


def _loose_ids(found: Found, table: str, live: frozenset[str] | None, known: set[str]) -> Iterator[str]:
    """Go through the ids out of single pages that can only be of *table*."""
    for record_id, rows in found.loose.items():
        if live is not None and record_id not in live:
            continue
        is_known = record_id in known or live is not None
        if is_known or [kept.name for kept in TABLES if _fits(kept.name, rows[-1])] == [table]:
            yield record_id


def _loose(found: Found, key: RecordKey) -> Row | None:
    """Return the row of record *key* out of a single page, if all pages that hold one agree."""
    rows = [_named(key[0], row) for row in found.loose.get(key[1], ()) if _fits(key[0], row)]
    distinct = [row for place, row in enumerate(rows) if row not in rows[:place]]
    return distinct[0] if len(distinct) == 1 else None


def _named(table: str, numbered: Row) -> Row:
    return {name: numbered[str(place)] for place, name in enumerate(BY_NAME[table].columns)}


def _fits(table: str, numbered: Row) -> bool:
    columns = len(BY_NAME[table].columns)
    rest = (cell for place, cell in numbered.items() if int(place) >= columns)
    return all(cell is None for cell in rest) and _decodes(table, _named(table, numbered))


def _decodes(table: str, row: Row) -> bool:
    try:
        record = decoded(table, row)
    except _UNREADABLE:
        return False
    return bool(record.id) and record.happened_on is not None


def _leave_orphans(choice: Choice) -> None:
    """Take out what belongs to a record that was not saved."""
    for kept in TABLES:  # parents stand before their children
        for key in [key for key in choice.rows if key[0] == kept.name]:
            row = choice.rows[key]
            parents = ((parent, row.get(field)) for field, parent in kept.parents.items())
            if any(value is not None and (parent, str(value)) not in choice.rows for parent, value in parents):
                del choice.rows[key]
                choice.older.discard(key)
                choice.orphans.add(key)
