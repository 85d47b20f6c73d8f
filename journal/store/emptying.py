"""Erasing deleted records for good: out of the history, out of the file's free pages, out of its log.

It is the one thing that cannot be undone, and the only one that rewrites the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from journal.store import history, pieces
from journal.store.change import Change, Entry, packed, unpacked
from journal.store.past import departed
from journal.store.tables import BY_NAME
from journal.store.tables.mapping import Row
from journal.store.tables.schema import HISTORY
from journal.store.writing import inside

Keys = set[tuple[str, str]]  # table and id


def empty(engine: Engine, label: Callable[[int], str], erased_label: str, author: str, at: datetime) -> Change | None:
    """Erase every record that stands no more, with all that the history tells of it; None where there is none.

    What a step was called may repeat what it wrote: a step that touched an erased record is called *erased_label*
    from now on.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        gone = departed(inside(connection))
        return _erase(connection, gone, label(len(gone)), erased_label, author, at) if gone else None


def clean(engine: Engine) -> bool:
    """Write the file anew without its free pages and empty its log; False where another program still reads it."""
    engine.dispose()  # idle connections of our own would hold on to the log
    with engine.connect() as plain:
        connection = plain.execution_options(as_it_is=True)
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        connection.exec_driver_sql("VACUUM")
        ((busy, _in_log, _folded),) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
    return not busy


def _erase(connection: Connection, gone: Keys, label: str, erased_label: str, author: str, at: datetime) -> Change:
    undo_top, redo_top = history.tops(inside(connection))
    touched: list[int] = []
    stuck: list[int] = []  # steps that would need an erased record, to be taken back
    for row in connection.execute(select(HISTORY).where(HISTORY.c.action == "do").order_by(HISTORY.c.seq)).all():
        entries = unpacked(row.entries)
        left = tuple(entry for entry in entries if (entry.table, entry.id) not in gone)
        if len(left) < len(entries):
            touched.append(row.seq)
            where = HISTORY.c.seq == row.seq
            connection.execute(update(HISTORY).where(where).values(entries=packed(left), label=erased_label))
        if any(_needs(entry, gone) for entry in left):
            stuck.append(row.seq)
    for portion in history.portions(touched):
        connection.execute(update(HISTORY).where(HISTORY.c.target.in_(portion)).values(label=erased_label))
    pieces.take_out_unused(connection)
    _end_piles_at(connection, stuck)
    undone = set(connection.execute(select(HISTORY.c.seq).where(HISTORY.c.target.in_(stuck))).scalars())
    cells: dict[str, Any] = {
        "undo_below": None if undo_top in stuck else undo_top,
        "redo_below": None if redo_top in undone else redo_top,
    }
    moment = at.isoformat()
    result = connection.execute(
        insert(HISTORY).values(at=moment, author=author, action="emptied", label=label, entries=history.ERASED, **cells)
    )
    (seq,) = result.inserted_primary_key or (0,)
    return Change(seq=int(seq), at=at, author=author, action="emptied", label=label)


def _needs(entry: Entry, gone: Keys) -> bool:
    """Say whether the record once belonged to one that is erased."""
    return any(key in gone for row in (entry.before, entry.after) if row for key in _parents(entry.table, row))


def _parents(table: str, row: Row) -> Iterable[tuple[str, str]]:
    return ((parent, str(row[field])) for field, parent in BY_NAME[table].parents.items() if row.get(field))


def _end_piles_at(connection: Connection, stuck: list[int]) -> None:
    """Let undo and redo end before the steps in *stuck*."""
    if stuck:
        connection.execute(update(HISTORY).where(HISTORY.c.undo_below.in_(stuck)).values(undo_below=None))
        undone = select(HISTORY.c.seq).where(HISTORY.c.target.in_(stuck))
        connection.execute(update(HISTORY).where(HISTORY.c.redo_below.in_(undone)).values(redo_below=None))
