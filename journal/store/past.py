"""What stood in the journal at any moment, told from the history alone; and whether the tables agree with it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record
from journal.store import history
from journal.store.change import Change, decoded
from journal.store.tables import BY_NAME, TABLES
from journal.store.tables.mapping import Row

Standing = dict[tuple[str, str], Row]  # rows by table and id


@dataclass(frozen=True)
class Step:
    """One change of one record: who made it and when, and what stood before and afterwards (None: nothing)."""

    seq: int
    at: datetime
    author: str
    action: str  # "do", "undo" or "redo", as in a Change
    label: str
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record, as it stood afterwards; before, where it was deleted."""
        record = self.after if self.after is not None else self.before
        assert record is not None
        return record


def _step(change: Change, table: str, before: Row | None, after: Row | None) -> Step:
    return Step(
        change.seq,
        change.at,
        change.author,
        change.action,
        change.label,
        decoded(table, before) if before is not None else None,
        decoded(table, after) if after is not None else None,
    )


def steps_of(connection: Any, keys: Collection[tuple[str, str]], until_seq: int | None = None) -> tuple[Step, ...]:
    """Return every change of the records with *keys* (table, id), oldest first; *until_seq* is the last."""
    return tuple(
        _step(change, entry.table, entry.before, entry.after)
        for change in history.touching(connection, [record_id for _table, record_id in keys])
        if until_seq is None or change.seq <= until_seq
        for entry in change.entries
        if (entry.table, entry.id) in keys
    )


def departures(connection: Any, until_seq: int | None = None) -> tuple[Step, ...]:
    """Return the last change of every record that stands no more after *until_seq* (None: now), in their order."""
    last: dict[tuple[str, str], tuple[Change, Row]] = {}
    for change in history.walk(connection, until_seq):
        bare = replace(change, entries=())
        for entry in change.entries:
            key = entry.table, entry.id
            last.pop(key, None)
            if entry.after is None and entry.before is not None:
                last[key] = bare, entry.before
    return tuple(_step(change, table, row, None) for (table, _record_id), (change, row) in last.items())


def departed(connection: Any) -> set[tuple[str, str]]:
    """Return table and id of every record that stands no more."""
    gone: set[tuple[str, str]] = set()
    for change in history.walk(connection):
        for entry in change.entries:
            if entry.after is not None:
                gone.discard((entry.table, entry.id))
            elif entry.before is not None:
                gone.add((entry.table, entry.id))
    return gone


def last_until(connection: Any, moment: datetime) -> int:
    """Return the number of the last change made until *moment*; 0 where there is none.

    A clock that was once set wrong moves no change behind one that came later.
    """
    rows = connection.execute("SELECT seq, at FROM history").fetchall()
    return max((seq for seq, at in rows if datetime.fromisoformat(at) <= moment), default=0)


def standing_after(connection: Any, seq: int) -> Standing:
    """Return every row as it stood after change *seq*."""
    rows: Standing = {}
    for change in history.walk(connection, seq):
        _replay(change, rows)
    return rows


def standing_records(connection: Any, seq: int) -> tuple[Record, ...]:
    """Return the same as records, parents before what belongs to them."""
    rows = standing_after(connection, seq)
    place = {kept.name: number for number, kept in enumerate(TABLES)}
    keys = sorted(rows, key=lambda key: (place[key[0]], str(rows[key]["happened_on"]), key[1]))
    return tuple(decoded(key[0], rows[key]) for key in keys)


def _replay(change: Change, rows: Standing) -> None:
    for entry in change.entries:
        if entry.after is None:
            rows.pop((entry.table, entry.id), None)
        else:
            rows[entry.table, entry.id] = entry.after


def tables_agree(connection: Any) -> bool:
    """Say whether the tables hold exactly what the history says.

    A file can be whole page by page and yet mix two moments, when its log was taken away after a crash.
    """
    told: dict[tuple[str, str], int | None] = {}
    for change in history.walk(connection):
        for entry in change.entries:
            if entry.after is None:
                told.pop((entry.table, entry.id), None)
            else:
                told[entry.table, entry.id] = _mark(entry.table, entry.after)
    for key, row in _stored(connection):
        if key not in told:
            return False
        mark = told.pop(key)
        if mark is not None and mark != _mark(key[0], row):
            return False
    return not told


def _stored(connection: Any) -> Iterator[tuple[tuple[str, str], Row]]:
    for kept in TABLES:
        for cells in connection.execute(kept.select):
            row: Row = dict(zip(kept.columns, cells, strict=True))
            yield (kept.name, str(row["id"])), row


def _mark(table: str, row: Row) -> int | None:
    """Return a number that tells rows apart, small enough to keep for a million; None where columns came later."""
    columns = BY_NAME[table].columns
    if row.keys() != set(columns):
        return None  # written in an earlier format, and rewritten by an upgrade since
    return hash(json.dumps([row[column] for column in columns]))
