"""Reading the append-only history: one row an action, with the records before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from journal.store.change import Change, Entry, unpacked

AT_ONCE: Final = 500  # values in one statement
T = TypeVar("T")


class HistoryRow(NamedTuple):
    """One row of the table `history`.

    Two piles, the changes that can be undone and the ones that can be redone, are linked through the rows themselves:
    *undo_below* of a "do" row and *redo_below* of an "undo" row is what lay on top of its pile when it came.  So undo
    and redo look at the last row and its neighbour only, however long the history is.
    """

    seq: int
    at: str
    author: str
    action: str  # do, undo, redo
    label: str
    target: int | None  # of undo and redo: the "do" row it takes back or brings back
    undo_below: int | None
    redo_below: int | None
    entries: bytes


_SELECT: Final = f"SELECT {', '.join(HistoryRow._fields)} FROM history"


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut *items* into pieces that fit into one statement."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def row_of(connection: Any, seq: int | None) -> HistoryRow:
    """Return the row with this number, which is there."""
    return HistoryRow(*connection.execute(f"{_SELECT} WHERE seq = ?", (seq,)).fetchone())


def tops(connection: Any) -> tuple[int | None, int | None]:
    """Return the rows on top of the undo pile ("do" rows) and of the redo pile ("undo" rows)."""
    found = connection.execute(f"{_SELECT} ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None:
        return None, None
    last = HistoryRow(*found)
    if last.action == "do":
        return last.seq, None
    if last.action == "undo":
        return row_of(connection, last.target).undo_below, last.seq
    return last.target, last.redo_below


def _change(row: HistoryRow, entries: tuple[Entry, ...]) -> Change:
    at = datetime.fromisoformat(row.at)
    return Change(seq=row.seq, at=at, author=row.author, action=row.action, label=row.label, entries=entries)


def next_undo(connection: Any) -> Change | None:
    """Return the change that undo would take back, without its records."""
    undo_top, _ = tops(connection)
    return None if undo_top is None else _change(row_of(connection, undo_top), ())


def next_redo(connection: Any) -> Change | None:
    """Return the change that redo would bring back, without its records."""
    _, redo_top = tops(connection)
    if redo_top is None:
        return None
    return _change(row_of(connection, row_of(connection, redo_top).target), ())


def _with_entries(connection: Any, row: HistoryRow) -> Change:
    """Return the change of *row*; undo and redo take their records from the change they are about."""
    if row.action == "do":
        return _change(row, unpacked(row.entries))
    entries = unpacked(row_of(connection, row.target).entries)
    if row.action == "undo":
        entries = tuple(entry.turned for entry in reversed(entries))
    return _change(row, entries)


def last_seq(connection: Any) -> int:
    """Return the number of the newest row; 0 where there is none.  Unlike `read` it unpacks no records."""
    (last,) = connection.execute("SELECT max(seq) FROM history").fetchone()
    return int(last or 0)


def count(connection: Any) -> int:
    """Return how many rows there are."""
    (rows,) = connection.execute("SELECT count(*) FROM history").fetchone()
    return int(rows)


def read(connection: Any, newest_first: bool = True, limit: int | None = None) -> tuple[Change, ...]:
    """Return the history with the records of each change."""
    order = "DESC" if newest_first else "ASC"
    found = connection.execute(f"{_SELECT} ORDER BY seq {order} LIMIT ?", (-1 if limit is None else limit,)).fetchall()
    return tuple(_with_entries(connection, HistoryRow(*row)) for row in found)


def walk(connection: Any, until_seq: int | None = None) -> Iterator[Change]:
    """Go through the history, oldest first, one change in memory at a time; *until_seq* is the last."""
    until = last_seq(connection) if until_seq is None else until_seq
    numbers = [seq for (seq,) in connection.execute("SELECT seq FROM history WHERE seq <= ? ORDER BY seq", (until,))]
    for portion in portions(numbers):
        between = portion[0], portion[-1]
        for row in connection.execute(f"{_SELECT} WHERE seq BETWEEN ? AND ? ORDER BY seq", between):
            yield _with_entries(connection, HistoryRow(*row))
