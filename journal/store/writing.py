"""Writing changes down, taking them back and bringing them back; the only code that alters records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from journal.domain.record import Record
from journal.store import history
from journal.store.change import Change, Entry, packed, unpacked
from journal.store.history import portions
from journal.store.tables import BY_KIND, BY_NAME, CHILDREN
from journal.store.tables.mapping import Row
from journal.store.tables.schema import HISTORY, TABLE_BY_NAME


def _rows(connection: Connection, name: str, column: str, values: Sequence[str]) -> Iterator[Row]:
    kept, table = BY_NAME[name], TABLE_BY_NAME[name]
    for portion in portions(values):
        for row in connection.execute(select(table).where(table.c[column].in_(portion))):
            yield dict(zip(kept.columns, row, strict=True))


def rehearse(engine: Engine) -> None:
    """Ask once for what changes ask for: SQLAlchemy works each question out the first time, and keeps it."""
    with engine.connect() as plain:
        connection = plain.execution_options(as_it_is=True)
        for name in TABLE_BY_NAME:
            list(_rows(connection, name, "id", [""]))
        history.tops(inside(connection))
        # What writes is only worked out: nothing is written that nobody wrote.
        name = "notes"
        for statement in (_upsert(name), delete(TABLE_BY_NAME[name]), insert(HISTORY)):
            statement.compile(engine)


def _existing(connection: Connection, steps: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    ids: dict[str, list[str]] = {}
    for table, record_id in steps:
        ids.setdefault(table, []).append(record_id)
    return {
        (table, str(row["id"])): row for table, wanted in ids.items() for row in _rows(connection, table, "id", wanted)
    }


def _family(connection: Connection, gone: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    """Return everything that belongs to the records in *gone*, however far down."""
    found: dict[tuple[str, str], Row] = {}
    pending: dict[str, list[str]] = {}
    for table, record_id in gone:
        pending.setdefault(table, []).append(record_id)
    while pending:
        following: dict[str, list[str]] = {}
        for table, ids in pending.items():
            for child, field in CHILDREN[table]:
                for row in _rows(connection, child.name, field, ids):
                    key = child.name, str(row["id"])
                    if key not in found:
                        found[key] = row
                        following.setdefault(child.name, []).append(key[1])
        pending = following
    return found


def entries_for(connection: Connection, steps: dict[tuple[str, str], Record | None]) -> tuple[Entry, ...]:
    """Work out what *steps* change against what stands in the journal; what stays the same is left out."""
    standing = _existing(connection, steps)
    family = _family(connection, [key for key, record in steps.items() if record is None])
    entries = []
    for (table, record_id), record in steps.items():
        before = standing.get((table, record_id))
        after = None if record is None else BY_KIND[type(record)].encode(record)
        if before != after:
            entries.append(Entry(table, record_id, before, after))
    for (table, record_id), row in family.items():
        if (table, record_id) not in steps:
            entries.append(Entry(table, record_id, row, None))
    return tuple(entries)


def _upsert(name: str) -> Insert:
    """Return the statement that writes rows of the table *name*, over those that are there."""
    statement = upsert(TABLE_BY_NAME[name])
    replaced = {column: statement.excluded[column] for column in BY_NAME[name].columns if column != "id"}
    return statement.on_conflict_do_update(index_elements=["id"], set_=replaced)


def apply(connection: Connection, entries: Iterable[Entry]) -> None:
    """Make every record stand as *entries* say it stood afterwards: one statement a table and direction."""
    saved: dict[str, list[Row]] = {}
    deleted: dict[str, list[str]] = {}
    for entry in entries:
        if entry.after is None:
            deleted.setdefault(entry.table, []).append(entry.id)
        else:
            saved.setdefault(entry.table, []).append(BY_NAME[entry.table].complete(entry.after))
    for name, rows in saved.items():
        connection.execute(_upsert(name), rows)
    for name, ids in deleted.items():
        table = TABLE_BY_NAME[name]
        for portion in portions(ids):
            connection.execute(delete(table).where(table.c.id.in_(portion)))


def inside(connection: Connection) -> Any:
    """Return the driver's own connection, for reading inside the transaction."""
    return connection.connection.driver_connection


def _write(connection: Connection, at: datetime, author: str, **cells: Any) -> int:
    result = connection.execute(insert(HISTORY).values(at=at.isoformat(), author=author, **cells))
    (seq,) = result.inserted_primary_key or (0,)
    return int(seq)


def do(connection: Connection, label: str, author: str, at: datetime, entries: tuple[Entry, ...]) -> Change:
    """Carry out *entries* and write them down."""
    undo_top, _ = history.tops(inside(connection))
    apply(connection, entries)
    cells = {"action": "do", "label": label, "undo_below": undo_top, "entries": packed(entries)}
    seq = _write(connection, at, author, **cells)
    return Change(seq=seq, at=at, author=author, action="do", label=label, entries=entries)


def undo(connection: Connection, author: str, at: datetime) -> Change | None:
    """Take back the last change that stands; None where there is none."""
    driver = inside(connection)
    undo_top, redo_top = history.tops(driver)
    if undo_top is None:
        return None
    target = history.row_of(driver, undo_top)
    entries = tuple(entry.turned for entry in reversed(unpacked(target.entries)))
    apply(connection, entries)
    # The row needs no copy of the records: its target holds them.
    cells = {
        "action": "undo",
        "label": target.label,
        "target": target.seq,
        "redo_below": redo_top,
        "entries": history.ERASED,
    }
    seq = _write(connection, at, author, **cells)
    return Change(seq=seq, at=at, author=author, action="undo", label=target.label, entries=entries)


def redo(connection: Connection, author: str, at: datetime) -> Change | None:
    """Bring back the change that was last taken back; None where there is none."""
    driver = inside(connection)
    _, redo_top = history.tops(driver)
    if redo_top is None:
        return None
    taken_back = history.row_of(driver, redo_top)
    target = history.row_of(driver, taken_back.target)
    entries = unpacked(target.entries)
    apply(connection, entries)
    cells = {"action": "redo", "label": target.label, "target": target.seq, "entries": history.ERASED}
    seq = _write(connection, at, author, redo_below=taken_back.redo_below, **cells)
    return Change(seq=seq, at=at, author=author, action="redo", label=target.label, entries=entries)
