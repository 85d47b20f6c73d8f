"""Saving what can still be read of a damaged file into a new one, with an account of what is missing.

Every record stands in the file twice: in its table, and in the history of changes.  What one place lost, the other
may hold.  Where later changes may have been lost, a record is saved as it stood, and counted as one of those.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal.domain.record import Record
from journal.store.backup import fold_log
from journal.store.change import Entry, decoded, unpacked
from journal.store.connection import connect
from journal.store.faults import (
    DamagedJournal,
    JournalProblem,
    NeedsPassphrase,
    NoSuchJournal,
    WrongPassphrase,
    said_plainly,
)
from journal.store.integrity import check
from journal.store.keys import WITH_PASSPHRASE, Key, key_of
from journal.store.opening import create, salt_of, unlocked
from journal.store.salvage_pages import Cells, Pages
from journal.store.salvage_reading import TableRead, Tables
from journal.store.tables import BY_NAME, TABLES
from journal.store.tables.mapping import Row

RecordKey = tuple[str, str]  # table and id
_HISTORY: Final = "history"
_ATTACHMENTS: Final = "attachments"
_HISTORY_COLUMNS: Final = (
    "seq",
    "at",
    "author",
    "action",
    "label",
    "target",
    "undo_below",
    "redo_below",
    "entries",
)
_UNREADABLE: Final = (ValueError, KeyError, TypeError, ArithmeticError, zlib.error)


@dataclass(frozen=True)
class Account:
    """What was saved and what was not, by kind of record.

    *older* counts saved records that may stand as they were before a change that was lost.  *lost* counts records
    that are known to have been there.  *orphans* could be read, but not what they belong to (a size without its scan).
    """

    saved: Mapping[type[Record], int]
    older: Mapping[type[Record], int]
    lost: Mapping[type[Record], int]
    orphans: Mapping[type[Record], int]
    older_ids: frozenset[str]
    pages: int
    pages_failed: int
    keeps_history: bool
    all_known: bool  # whether more may be missing than is counted as lost

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is missing."""
        return self.all_known and self.keeps_history and not (self.older or self.lost or self.orphans)


@dataclass
class _Found:
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
class _Choice:
    """The records to save."""

    rows: dict[RecordKey, Row] = field(default_factory=dict)
    older: set[RecordKey] = field(default_factory=set)
    lost: set[RecordKey] = field(default_factory=set)
    orphans: set[RecordKey] = field(default_factory=set)


def salvage(damaged: Path, target: Path, label: str, passphrase: str | None = None) -> Account:
    """Save what can be read of *damaged*, which stays as it is, into a new journal at *target*.

    The new journal has the same passphrase.  Where its history cannot be kept, it begins with one change, *label*.
    """
    salt = salt_of(damaged)
    if not salt.startswith(WITH_PASSPHRASE):
        passphrase = None
    elif passphrase is None:
        raise NeedsPassphrase(damaged)
    key = key_of(passphrase, salt)
    with said_plainly(target):
        if not target.parent.is_dir():
            raise NoSuchJournal(target.parent)
        place = target.with_name(f".{target.name}.salvage")
        shutil.rmtree(place, ignore_errors=True)  # what a killed start left
        place.mkdir(mode=0o700)
    try:
        with said_plainly(target):
            copy = _working_copy(damaged, place, key)
            found = _read(copy, key, place)
        if not found.history and not any(read.rows for read in found.tables.values()) and not found.loose:
            raise (WrongPassphrase if passphrase is not None and found.pages_failed else DamagedJournal)(damaged)
        return _write(found, Tables(copy, key), target, label, passphrase)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _working_copy(damaged: Path, place: Path, key: Key) -> Path:
    """Copy the file with its log to *place*, and fold the log in as far as it can be read."""
    copy = place / "copy"
    shutil.copyfile(damaged, copy)
    log = damaged.with_name(f"{damaged.name}-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name("copy-wal"))
        with contextlib.suppress(JournalProblem, dbapi2.Error):
            fold_log(copy, key)
        for tail in ("-wal", "-shm"):
            copy.with_name(f"copy{tail}").unlink(missing_ok=True)
    return copy


def _read(copy: Path, key: Key, place: Path) -> _Found:
    tables = Tables(copy, key)
    try:
        reads = {kept.name: tables.read(kept.name) for kept in TABLES}
        ids = {kept.name: tables.ids(kept.name) for kept in TABLES}
        history = tables.read(_HISTORY)
        last_change = tables.last_number(_HISTORY)
    finally:
        tables.close()
    found = _Found(reads, ids, {}, dict(history.rows), last_change)
    pages = Pages(copy, key, place / "donor")
    try:
        found.pages, found.pages_failed = pages.count, len(pages.failed)
        if not (history.is_complete and all(read.is_complete for read in reads.values())):
            _gather(pages.rows(), found)
    finally:
        pages.close()
    return found


def _gather(rows: Iterable[tuple[int, Cells]], found: _Found) -> None:
    """Sort the rows of single pages: steps of the history by number, everything else by id."""
    for number, cells in rows:
        if any(isinstance(cell, str) and "\0" in cell for cell in cells):
            continue  # it goes on in a page that is gone
        if cells[0] is None and cells[3] in ("do", "undo", "redo", "emptied"):
            row = dict(zip(_HISTORY_COLUMNS, (number, *cells[1:]), strict=False))
            found.history.setdefault(number, row)
        elif cells[0] == _HISTORY and isinstance(cells[1], int):
            found.last_change = max(found.last_change or 0, cells[1])
        elif isinstance(cells[0], str) and len(cells[0]) >= 8:
            found.loose.setdefault(cells[0], []).append({str(place): cell for place, cell in enumerate(cells)})


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


def _told(found: _Found) -> tuple[dict[RecordKey, _Told], bool]:
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


def _live(found: _Found, name: str) -> frozenset[str] | None:
    """Return the ids of all records of table *name* that are there; None where nobody knows."""
    read = found.tables[name]
    if read.is_complete:
        return frozenset(str(row["id"]) for row in read.rows.values())
    return found.ids[name]


def _choose(found: _Found) -> tuple[_Choice, bool]:
    told, history_is_whole = _told(found)
    choice = _Choice()
    for kept in TABLES:
        live = _live(found, kept.name)
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
    found: _Found,
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


def _loose_ids(found: _Found, table: str, live: frozenset[str] | None, known: set[str]) -> Iterator[str]:
    """Go through the ids out of single pages that can only be of *table*."""
    for record_id, rows in found.loose.items():
        if live is not None and record_id not in live:
            continue
        is_known = record_id in known or live is not None
        if is_known or [kept.name for kept in TABLES if _fits(kept.name, rows[-1])] == [table]:
            yield record_id


def _loose(found: _Found, key: RecordKey) -> Row | None:
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


def _leave_orphans(choice: _Choice) -> None:
    """Take out what belongs to a record that was not saved."""
    for kept in TABLES:  # parents stand before their children
        for key in [key for key in choice.rows if key[0] == kept.name]:
            row = choice.rows[key]
            parents = ((parent, row.get(field)) for field, parent in kept.parents.items())
            if any(value is not None and (parent, str(value)) not in choice.rows for parent, value in parents):
                del choice.rows[key]
                choice.older.discard(key)
                choice.orphans.add(key)


# Writing


def _write(found: _Found, tables: Tables, target: Path, label: str, passphrase: str | None) -> Account:
    choice, history_is_whole = _choose(found)
    try:
        with create(target, passphrase) as journal:
            key = unlocked(target, passphrase)
            lost = _write_files(tables, choice, target, key)
            if lost:  # the history would tell of files that are not there
                history_is_whole = False
                for each in lost:
                    del choice.rows[each]
                choice.lost |= lost
                choice.older -= lost
            if not history_is_whole:
                with journal.change(label) as draft:
                    draft.save_all(decoded(table, row) for (table, _id), row in _in_order(choice))
            else:
                _write_with_history(found, choice, target, key)
        check(target, passphrase)
    finally:
        tables.close()
    all_known = history_is_whole or all(_live(found, kept.name) is not None for kept in TABLES)
    return Account(
        saved=_by_kind(choice.rows),
        older=_by_kind(choice.older),
        lost=_by_kind(choice.lost),
        orphans=_by_kind(choice.orphans),
        older_ids=frozenset(record_id for _table, record_id in choice.older),
        pages=found.pages,
        pages_failed=found.pages_failed,
        keeps_history=history_is_whole,
        all_known=all_known,
    )


def _in_order(choice: _Choice) -> list[tuple[RecordKey, Row]]:
    """Return what is to be saved, parents before what belongs to them."""
    place = {kept.name: number for number, kept in enumerate(TABLES)}
    return sorted(choice.rows.items(), key=lambda item: place[item[0][0]])


def _by_kind(keys: Iterable[RecordKey]) -> Mapping[type[Record], int]:
    return Counter(BY_NAME[table].kind for table, _id in keys)


def _write_files(tables: Tables, choice: _Choice, target: Path, key: Key) -> set[RecordKey]:
    """Write the bytes of attached files; return the records of those that are not whole."""
    files = {each: row for each, row in choice.rows.items() if each[0] == _ATTACHMENTS}
    kept: set[str] = set()
    with contextlib.closing(connect(target, key)) as connection:
        for sha256, size in {(str(row["sha256"]), row["size"]) for row in files.values()}:
            connection.execute("BEGIN IMMEDIATE")
            digest, length = hashlib.sha256(), 0
            for number, piece in enumerate(tables.pieces(sha256)):
                connection.execute("INSERT INTO attachment_pieces VALUES (?, ?, ?)", (sha256, number, piece))
                digest.update(piece)
                length += len(piece)
            is_whole = digest.hexdigest() == sha256 and length == size
            connection.execute("COMMIT" if is_whole else "ROLLBACK")
            kept |= {sha256} if is_whole else set()
    return {each for each, row in files.items() if row["sha256"] not in kept}


def _write_with_history(found: _Found, choice: _Choice, target: Path, key: Key) -> None:
    """Write the records and every step of the history as they were."""
    with contextlib.closing(connect(target, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for kept in TABLES:
            rows = [kept.complete(row) for (table, _id), row in choice.rows.items() if table == kept.name]
            _insert(connection, kept.name, kept.columns, rows)
        steps = [found.history[seq] for seq in sorted(found.history)]
        _insert(connection, _HISTORY, _HISTORY_COLUMNS, steps)
        connection.execute("COMMIT")


def _insert(connection: Any, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    places = ", ".join("?" for _column in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    connection.executemany(
        f'INSERT INTO "{table}" ({named}) VALUES ({places})', ([row[name] for name in columns] for row in rows)
    )
