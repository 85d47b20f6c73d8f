"""Saving what can still be read of a damaged file into a new one, with an account of what is missing.

Every record stands in the file twice: in its table, and in the history of changes.  What one place lost, the other
may hold.  Where later changes may have been lost, a record is saved as it stood, and counted as one of those.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal.domain.record import Record
from journal.store.backup import fold_log
from journal.store.change import decoded
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
from journal.store.salvage_choice import Choice, Found, RecordKey, choose, live_ids
from journal.store.salvage_pages import Cells, Pages
from journal.store.salvage_reading import Tables
from journal.store.tables import BY_NAME, TABLES
from journal.store.tables.mapping import Row

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


def _read(copy: Path, key: Key, place: Path) -> Found:
    tables = Tables(copy, key)
    try:
        reads = {kept.name: tables.read(kept.name) for kept in TABLES}
        ids = {kept.name: tables.ids(kept.name) for kept in TABLES}
        history = tables.read(_HISTORY)
        last_change = tables.last_number(_HISTORY)
    finally:
        tables.close()
    found = Found(reads, ids, {}, dict(history.rows), last_change)
    pages = Pages(copy, key, place / "donor")
    try:
        found.pages, found.pages_failed = pages.count, len(pages.failed)
        if not (history.is_complete and all(read.is_complete for read in reads.values())):
            _gather(pages.rows(), found)
    finally:
        pages.close()
    return found


def _gather(rows: Iterable[tuple[int, Cells]], found: Found) -> None:
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


# Writing


def _write(found: Found, tables: Tables, target: Path, label: str, passphrase: str | None) -> Account:
    choice, history_is_whole = choose(found)
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
    all_known = history_is_whole or all(live_ids(found, kept.name) is not None for kept in TABLES)
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


def _in_order(choice: Choice) -> list[tuple[RecordKey, Row]]:
    """Return what is to be saved, parents before what belongs to them."""
    place = {kept.name: number for number, kept in enumerate(TABLES)}
    return sorted(choice.rows.items(), key=lambda item: place[item[0][0]])


def _by_kind(keys: Iterable[RecordKey]) -> Mapping[type[Record], int]:
    return Counter(BY_NAME[table].kind for table, _id in keys)


def _write_files(tables: Tables, choice: Choice, target: Path, key: Key) -> set[RecordKey]:
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


def _write_with_history(found: Found, choice: Choice, target: Path, key: Key) -> None:
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
