"""What stood in the journal at any moment, told from the history alone; and whether the tables agree with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from journal.store import history
from journal.store.change import Change
from journal.store.tables import BY_NAME, TABLES
from journal.store.tables.mapping import Row

Standing = dict[tuple[str, str], Row]  # rows by table and id


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
