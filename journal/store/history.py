"""Writing changes down, taking them back and bringing them back; the only code that alters records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from journal.domain.record import Record
from journal.store.change import Change, Entry, inflated, packed, unpacked
from journal.store.tables import BY_KIND, BY_NAME, CHILDREN
from journal.store.tables.history import HISTORY
from journal.store.tables.mapping import Row

IDS_AT_ONCE: Final = 500
ERASED: Final = packed(())  # what is left of a "do" row when all that it did was erased with the bin
T = TypeVar("T")


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Divide *items* into as many as one statement takes."""
    return (items[start : start + IDS_AT_ONCE] for start in range(0, len(items), IDS_AT_ONCE))


def _rows(connection: Connection, table: str, column: str, values: Sequence[str]) -> Iterator[Row]:
    kept = BY_NAME[table]
    for portion in portions(values):
        query = select(kept.table).where(kept.table.c[column].in_(portion))
        for row in connection.execute(query):
            yield dict(zip(kept.columns, row, strict=True))


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
        kept = BY_NAME[name]
        statement = upsert(kept.table)
        replaced = {column: statement.excluded[column] for column in kept.columns if column != "id"}
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=replaced), rows)
    for name, ids in deleted.items():
        table = BY_NAME[name].table
        for portion in portions(ids):
            connection.execute(delete(table).where(table.c.id.in_(portion)))


def _row(connection: Connection, seq: int) -> Any:
    return connection.execute(select(HISTORY).where(HISTORY.c.seq == seq)).one()


def tops(connection: Connection) -> tuple[int | None, int | None]:
    """Return the rows on top of the undo pile ("do" rows) and of the redo pile ("undo" rows)."""
    last = connection.execute(select(HISTORY).order_by(HISTORY.c.seq.desc()).limit(1)).first()
    if last is None:
        return None, None
    if last.action == "do":
        undo_top, redo_top = last.seq, None
    elif last.action == "undo":
        undo_top, redo_top = _row(connection, last.target).undo_below, last.seq
    elif last.action == "redo":
        undo_top, redo_top = last.target, last.redo_below
    else:  # the bin was emptied, which changes neither pile
        undo_top, redo_top = last.undo_below, last.redo_below
    return _not_erased(connection, undo_top), _undone_not_erased(connection, redo_top)


def _not_erased(connection: Connection, seq: int | None) -> int | None:
    """Return the first "do" row of the undo pile, from *seq* down, of which something is left to take back."""
    while seq is not None and (row := _row(connection, seq)).entries == ERASED:
        seq = row.undo_below
    return seq


def _undone_not_erased(connection: Connection, seq: int | None) -> int | None:
    """Return the first "undo" row of the redo pile, from *seq* down, of which something is left to bring back."""
    while seq is not None:
        row = _row(connection, seq)
        if _row(connection, row.target).entries != ERASED:
            break
        seq = row.redo_below
    return seq


def _change(row: Any, entries: tuple[Entry, ...]) -> Change:
    at = datetime.fromisoformat(row.at)
    return Change(seq=row.seq, at=at, author=row.author, action=row.action, label=row.label, entries=entries)


def _write(connection: Connection, at: datetime, author: str, **cells: Any) -> int:
    result = connection.execute(insert(HISTORY).values(at=at.isoformat(), author=author, **cells))
    (seq,) = result.inserted_primary_key or (0,)
    return int(seq)


def do(connection: Connection, label: str, author: str, at: datetime, entries: tuple[Entry, ...]) -> Change:
    """Carry out *entries* and write them down."""
    undo_top, _ = tops(connection)
    apply(connection, entries)
    cells = {"action": "do", "label": label, "undo_below": undo_top, "entries": packed(entries)}
    seq = _write(connection, at, author, **cells)
    return Change(seq=seq, at=at, author=author, action="do", label=label, entries=entries)


def undo(connection: Connection, author: str, at: datetime) -> Change | None:
    """Take back the last change that stands; None where there is none."""
    undo_top, redo_top = tops(connection)
    if undo_top is None:
        return None
    target = _row(connection, undo_top)
    entries = tuple(entry.turned for entry in reversed(unpacked(target.entries)))
    apply(connection, entries)
    # The row needs no copy of the records: its target holds them.
    cells = {
        "action": "undo",
        "label": target.label,
        "target": target.seq,
        "redo_below": redo_top,
        "entries": ERASED,
    }
    seq = _write(connection, at, author, **cells)
    return Change(seq=seq, at=at, author=author, action="undo", label=target.label, entries=entries)


def redo(connection: Connection, author: str, at: datetime) -> Change | None:
    """Bring back the change that was last taken back; None where there is none."""
    _, redo_top = tops(connection)
    if redo_top is None:
        return None
    taken_back = _row(connection, redo_top)
    target = _row(connection, taken_back.target)
    entries = unpacked(target.entries)
    apply(connection, entries)
    cells = {"action": "redo", "label": target.label, "target": target.seq, "entries": ERASED}
    seq = _write(connection, at, author, redo_below=taken_back.redo_below, **cells)
    return Change(seq=seq, at=at, author=author, action="redo", label=target.label, entries=entries)


def next_undo(connection: Connection) -> Change | None:
    """Return the change that undo would take back, without its records."""
    undo_top, _ = tops(connection)
    return None if undo_top is None else _change(_row(connection, undo_top), ())


def next_redo(connection: Connection) -> Change | None:
    """Return the change that redo would bring back, without its records."""
    _, redo_top = tops(connection)
    if redo_top is None:
        return None
    return _change(_row(connection, _row(connection, redo_top).target), ())


def _with_entries(connection: Connection, row: Any) -> Change:
    """Return the change of *row*; undo and redo take their records from the change they are about."""
    if row.target is None:
        return _change(row, unpacked(row.entries))
    entries = unpacked(_row(connection, row.target).entries)
    if row.action == "undo":
        entries = tuple(entry.turned for entry in reversed(entries))
    return _change(row, entries)


def last_seq(connection: Connection) -> int:
    """Return the number of the newest row; 0 where there is none.  Unlike `read` it unpacks no records."""
    return connection.execute(select(func.max(HISTORY.c.seq))).scalar_one() or 0


def began_at(connection: Connection) -> datetime | None:
    """Return when the first change was made; None where there is none."""
    at = connection.execute(select(HISTORY.c.at).order_by(HISTORY.c.seq).limit(1)).scalar()
    return datetime.fromisoformat(at) if at is not None else None


def read(connection: Connection, newest_first: bool = True, limit: int | None = None) -> tuple[Change, ...]:
    """Return the history with the records of each change."""
    order = HISTORY.c.seq.desc() if newest_first else HISTORY.c.seq
    rows = connection.execute(select(HISTORY).order_by(order).limit(limit)).all()
    return tuple(_with_entries(connection, row) for row in rows)


def walk(connection: Connection, until_seq: int | None = None) -> Iterator[Change]:
    """Go through the history, oldest first, one change in memory at a time; *until_seq* is the last."""
    numbers = select(HISTORY.c.seq).order_by(HISTORY.c.seq)
    if until_seq is not None:
        numbers = numbers.where(HISTORY.c.seq <= until_seq)
    for portion in portions(connection.execute(numbers).scalars().all()):
        for row in connection.execute(select(HISTORY).where(HISTORY.c.seq.in_(portion)).order_by(HISTORY.c.seq)):
            yield _with_entries(connection, row)


def touching(connection: Connection, ids: Iterable[str]) -> Iterator[Change]:
    """Go through the changes that touched one of the records *ids*, oldest first, with all that each touched."""
    wanted = [record_id.encode() for record_id in ids]
    found: dict[int, None] = {}
    for row in connection.execute(select(HISTORY.c.seq, HISTORY.c.target, HISTORY.c.entries).order_by(HISTORY.c.seq)):
        if row.target is not None:
            is_wanted = row.target in found
        else:  # reading all of a history as JSON would take ten times as long
            text = inflated(row.entries)
            is_wanted = any(record_id in text for record_id in wanted)
        if is_wanted:
            found[row.seq] = None
    for portion in portions(list(found)):
        for row in connection.execute(select(HISTORY).where(HISTORY.c.seq.in_(portion)).order_by(HISTORY.c.seq)):
            yield _with_entries(connection, row)
