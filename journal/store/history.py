"""Reading the append-only history: one row an action, with the records before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from journal.store.change import Change, Entry, inflated, packed, unpacked

AT_ONCE: Final = 500  # values in one statement
ERASED: Final = packed(())  # what is left of a "do" row when all that it did was erased with the bin
T = TypeVar("T")


class HistoryRow(NamedTuple):
    """One row of the table `history`.

    Two piles, the changes that can be undone and the ones that can be redone, are linked through the rows themselves:
    *undo_below* of a "do" row and *redo_below* of an "undo" row is what lay on top of its pile when it came.  So undo
    and redo look at the last row and its neighbour only, however long the history is.  Rows are only ever added, with
    one exception: emptying the bin takes erased records out of them (and adds a row that says so).
    """

    seq: int
    at: str
    author: str
    action: str  # do, undo, redo, emptied
    label: str
    target: int | None  # of undo and redo: the "do" row it takes back or brings back
    undo_below: int | None
    redo_below: int | None
    entries: bytes


_SELECT: Final = f"SELECT {', '.join(HistoryRow._fields)} FROM history"

# The same without the records, which may be all that a hospital sent: SQLite tells a length without reading it all.
_IF_ERASED: Final = f"CASE length(entries) WHEN {len(ERASED)} THEN entries ELSE x'' END"
_LIGHT: Final = f"SELECT {', '.join((*HistoryRow._fields[:-1], _IF_ERASED))} FROM history"


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut *items* into pieces that fit into one statement."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def row_of(connection: Any, seq: int | None) -> HistoryRow:
    """Return the row with this number, which is there."""
    return HistoryRow(*connection.execute(f"{_SELECT} WHERE seq = ?", (seq,)).fetchone())


def _light_row_of(connection: Any, seq: int | None) -> HistoryRow:
    """Return the row with this number; of its records only whether they were erased."""
    return HistoryRow(*connection.execute(f"{_LIGHT} WHERE seq = ?", (seq,)).fetchone())


def tops(connection: Any) -> tuple[int | None, int | None]:
    """Return the rows on top of the undo pile ("do" rows) and of the redo pile ("undo" rows)."""
    found = connection.execute(f"{_LIGHT} ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None:
        return None, None
    last = HistoryRow(*found)
    undo_top: int | None
    redo_top: int | None
    if last.action == "do":
        undo_top, redo_top = last.seq, None
    elif last.action == "undo":
        undo_top, redo_top = _light_row_of(connection, last.target).undo_below, last.seq
    elif last.action == "redo":
        undo_top, redo_top = last.target, last.redo_below
    else:  # the bin was emptied, which changes neither pile
        undo_top, redo_top = last.undo_below, last.redo_below
    return _not_erased(connection, undo_top), _undone_not_erased(connection, redo_top)


def _not_erased(connection: Any, seq: int | None) -> int | None:
    """Return the first "do" row of the undo pile, from *seq* down, of which something is left to take back."""
    while seq is not None and (row := _light_row_of(connection, seq)).entries == ERASED:
        seq = row.undo_below
    return seq


def _undone_not_erased(connection: Any, seq: int | None) -> int | None:
    """Return the first "undo" row of the redo pile, from *seq* down, of which something is left to bring back."""
    while seq is not None:
        row = _light_row_of(connection, seq)
        if _light_row_of(connection, row.target).entries != ERASED:
            break
        seq = row.redo_below
    return seq


def _change(row: HistoryRow, entries: tuple[Entry, ...]) -> Change:
    at = datetime.fromisoformat(row.at)
    return Change(seq=row.seq, at=at, author=row.author, action=row.action, label=row.label, entries=entries)


def next_undo(connection: Any) -> Change | None:
    """Return the change that undo would take back, without its records."""
    undo_top, _ = tops(connection)
    return None if undo_top is None else _change(_light_row_of(connection, undo_top), ())


def next_redo(connection: Any) -> Change | None:
    """Return the change that redo would bring back, without its records."""
    _, redo_top = tops(connection)
    if redo_top is None:
        return None
    return _change(_light_row_of(connection, _light_row_of(connection, redo_top).target), ())


def _with_entries(connection: Any, row: HistoryRow) -> Change:
    """Return the change of *row*; undo and redo take their records from the change they are about."""
    if row.target is None:
        return _change(row, unpacked(row.entries))
    entries = unpacked(row_of(connection, row.target).entries)
    if row.action == "undo":
        entries = tuple(entry.turned for entry in reversed(entries))
    return _change(row, entries)


def last_seq(connection: Any) -> int:
    """Return the number of the newest row; 0 where there is none.  Unlike `read` it unpacks no records."""
    (last,) = connection.execute("SELECT max(seq) FROM history").fetchone()
    return int(last or 0)


def began_at(connection: Any) -> datetime | None:
    """Return when the first change was made; None where there is none."""
    found = connection.execute("SELECT at FROM history ORDER BY seq LIMIT 1").fetchone()
    return datetime.fromisoformat(found[0]) if found is not None else None


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
    yield from _changes(connection, numbers)


def _changes(connection: Any, numbers: Sequence[int]) -> Iterator[Change]:
    for portion in portions(numbers):
        places = ", ".join("?" * len(portion))
        for row in connection.execute(f"{_SELECT} WHERE seq IN ({places}) ORDER BY seq", tuple(portion)):
            yield _with_entries(connection, HistoryRow(*row))


def without_mention(connection: Any, words: Iterable[str], after_seq: int = 0) -> set[str]:
    """Return those of *words* that no record of any change after *after_seq* holds."""
    left = {word.encode(): word for word in words}
    for (entries,) in connection.execute("SELECT entries FROM history WHERE target IS NULL AND seq > ?", (after_seq,)):
        text = inflated(entries)
        for word in [each for each in left if each in text]:
            del left[word]
    return set(left.values())


def touching(connection: Any, ids: Iterable[str]) -> Iterator[Change]:
    """Go through the changes that touched one of the records *ids*, oldest first, with all that each touched."""
    wanted = [record_id.encode() for record_id in ids]
    found: dict[int, None] = {}
    for seq, target, entries in connection.execute("SELECT seq, target, entries FROM history ORDER BY seq"):
        if target is not None:
            is_wanted = target in found
        else:  # reading all of a history as JSON would take ten times as long
            text = inflated(entries)
            is_wanted = any(record_id in text for record_id in wanted)
        if is_wanted:
            found[seq] = None
    yield from _changes(connection, list(found))
