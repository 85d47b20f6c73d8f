"""Making a journal and opening one: what kind of file it is, its key, its format, its lock."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from journal.store import formats, upgrading
from journal.store.connection import connect
from journal.store.faults import (
    AlreadyThere,
    DamagedJournal,
    ForeignFile,
    LockedJournal,
    NeedsPassphrase,
    NewerJournal,
    NoSuchJournal,
    OlderJournal,
    ReadOnlyPlace,
    WrongPassphrase,
    said_plainly,
)
from journal.store.journal import Journal, utc_now
from journal.store.keys import (
    OURS,
    SALT_BYTES,
    WITH_PASSPHRASE,
    WITHOUT_PASSPHRASE,
    Key,
    key_of,
    new_salt,
)
from journal.store.lock import WriterLock
from journal.store.places import place_of
from journal.store.secrecy import keep_out_of_core_dumps
from journal.store.whole_files import (
    OWNER_ONLY,
    building_of,
    free_name,
    has_logs,
    remove,
    set_logs_aside,
    settle,
    settle_names,
)

SQLITE_NOTADB = 26


def create(
    path: Path, passphrase: str | None = None, author: str = "", clock: Callable[[], datetime] = utc_now
) -> Journal:
    """Make an empty journal at *path* and open it.

    It is built beside *path* and put there when it is whole; a file that is already there is left as it is.
    """
    with said_plainly(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "no such folder")
        if path.exists():
            raise AlreadyThere(path)
    lock = WriterLock(path)
    building = building_of(path)
    salt = new_salt(passphrase)
    key = key_of(passphrase, salt)
    with said_plainly(path):
        lock.acquire()
        keep_out_of_core_dumps()
        try:
            build(building, key)
            settle(building)
            if has_logs(path) and not path.exists():  # somebody took the file away after a crash
                with free_name(path.with_stem(f"{path.stem} before {clock():%Y-%m-%d %H%M}")) as aside:
                    set_logs_aside(path, aside)
            _place(building, path)
        except BaseException:
            with contextlib.suppress(OSError):
                remove(building)
            lock.release()
            raise
    return Journal(path, key, author=author, lock=lock, clock=clock)


def _place(building: Path, path: Path) -> None:
    """Give *building* the name *path*, unless a file has it by now."""
    try:
        os.link(building, path)  # unlike renaming, it overwrites nothing
    except FileExistsError:
        raise AlreadyThere(path) from None
    except OSError:  # a file system without links, like that of many USB sticks
        if path.exists():
            raise AlreadyThere(path) from None
        building.replace(path)
    else:
        building.unlink()
    settle_names(path.parent)


def build(path: Path, key: Key) -> None:
    """Write an empty journal under *key* to *path*, over whatever is there."""
    remove(path)  # what an earlier start left that was killed
    path.touch(OWNER_ONLY)
    from journal.store.engine import engine_for  # few starts make a file
    from journal.store.tables.schema import METADATA

    engine = engine_for(path, key)
    try:
        with engine.begin() as connection:
            METADATA.create_all(connection)
            # What Alembic would write, without importing it.
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (formats.REVISIONS[-1],))
            connection.exec_driver_sql(f"PRAGMA user_version = {formats.CURRENT}")
    finally:
        engine.dispose()
    switch = connect(path, key)
    try:
        switch.execute(f"PRAGMA journal_mode = {_mode_at(path)}")
    finally:
        switch.close()


def _mode_at(path: Path) -> str:
    """Return how changes of *path* are kept safe: in a log, or where other computers may see it, in the one file."""
    return "DELETE" if place_of(path.parent).is_shared else "WAL"


def before_of(path: Path) -> Path:
    """Return where the file stays while its passphrase is changed, until the new one has opened it."""
    return path.with_name(f".{path.name}.before")


def needs_passphrase(path: Path) -> bool:
    """Say whether *path* is a journal with a passphrase; a problem where it is no journal."""
    return salt_of(path)[: len(WITH_PASSPHRASE)] == WITH_PASSPHRASE


def salt_of(path: Path) -> bytes:
    """Return the first 16 bytes of a journal; a problem where the file is not one of ours."""
    if not path.exists():
        raise NoSuchJournal(path)
    with said_plainly(path):
        if not path.is_file():
            raise ForeignFile(path)
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
    if not salt.startswith(OURS) or len(salt) < SALT_BYTES:
        raise ForeignFile(path)
    if salt[: len(WITH_PASSPHRASE)] not in (WITH_PASSPHRASE, WITHOUT_PASSPHRASE):
        raise NewerJournal(path)
    return salt


def _take_back_half_a_change(path: Path, passphrase: str | None, patience_s: float) -> bool:
    """Let SQLite put right what a killed program left half written where there is no log; else it looks damaged.

    Say whether there was something: then the file is looked through as after any crash.
    """
    if not path.with_name(f"{path.name}-journal").exists() or (needs_passphrase(path) and passphrase is None):
        return False
    key = key_of(passphrase if needs_passphrase(path) else None, salt_of(path))
    lock = WriterLock(path)  # it is half written only where nobody is at it
    with said_plainly(path):
        lock.acquire(patience_s)
    try:
        with contextlib.suppress(dbapi2.Error), contextlib.closing(connect(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        lock.release()
    return True


def unlocked(path: Path, passphrase: str | None = None) -> Key:
    """Return the key that opens *path*; a problem where it does not."""
    keep_out_of_core_dumps()
    salt = salt_of(path)
    has_passphrase = salt.startswith(WITH_PASSPHRASE)
    if has_passphrase and passphrase is None:
        raise NeedsPassphrase(path)
    key = key_of(passphrase if has_passphrase else None, salt)
    with said_plainly(path):
        try:
            with contextlib.closing(connect(path, key, read_only=True, as_it_lies=True)) as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
        except dbapi2.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == SQLITE_NOTADB:
                raise (WrongPassphrase if has_passphrase else DamagedJournal)(path) from None
            raise
    if version > formats.CURRENT:
        raise NewerJournal(path)
    return key


def open_journal(
    path: Path,
    passphrase: str | None = None,
    author: str = "",
    *,
    read_only: bool = False,
    patience_s: float = 0.0,
    clock: Callable[[], datetime] = utc_now,
) -> Journal:
    """Open the journal at *path*; where another program holds it, wait for at most *patience_s*.

    An older format is upgraded on a copy first (the file before it stays beside it).  *read_only* takes no lock and
    works in a folder that cannot be written.
    """
    was_half_written = not read_only and _take_back_half_a_change(path, passphrase, patience_s)
    key = unlocked(path, passphrase)
    if read_only:
        try:
            _require_format(path, key, upgrade=False)
        except ReadOnlyPlace:
            if _was_cut_off(path):  # opening it for writing takes the change back
                raise LockedJournal(path) from None
            raise
        return Journal(path, key, author=author, clock=clock)
    lock = WriterLock(path)
    with said_plainly(path):
        lock.acquire(patience_s)
    try:
        if salt_of(path).hex() != key.salt_hex:
            raise LockedJournal(path)  # while we waited, another program put a different file here
        with said_plainly(path):
            _take_back_what_was_cut_off(path, key)
        _require_format(path, key, upgrade=True)
        with said_plainly(path):
            _check_readable(path, key, after_crash=lock.was_left or was_half_written)
            before_of(path).unlink(missing_ok=True)  # the new passphrase has just proved itself
        return Journal(path, key, author=author, lock=lock, clock=clock)
    except BaseException:
        lock.release()
        raise


def _was_cut_off(path: Path) -> bool:
    return path.with_name(f"{path.name}-journal").exists()


def _take_back_what_was_cut_off(path: Path, key: Key) -> None:
    """Undo a change that a crash cut off in the one file; a log is looked at later, before it is folded in."""
    if _was_cut_off(path):
        with contextlib.closing(connect(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _require_format(path: Path, key: Key, *, upgrade: bool) -> None:
    with said_plainly(path), contextlib.closing(connect(path, key, read_only=True)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == formats.CURRENT:
        return
    if not upgrade:
        raise OlderJournal(path)
    with said_plainly(path):
        upgrading.upgrade(path, key)


def _check_readable(path: Path, key: Key, *, after_crash: bool) -> None:
    """Check every page, so that nothing is written into a damaged file; about 3 ms a megabyte.

    After a crash the file may have torn pages that its log mends, or the log may have been taken away: then the
    whole of what can be read is compared with the history, which takes longer and happens once.
    """
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if has_log or after_crash:
        _check_after_crash(path, key)
    with contextlib.closing(connect(path, key)) as connection:
        if not has_log and connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DamagedJournal(path)
        connection.execute(f"PRAGMA journal_mode = {_mode_at(path)}").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("SELECT seq, target FROM history ORDER BY seq DESC LIMIT 1").fetchone()


def _check_after_crash(path: Path, key: Key) -> None:
    """Read the file and its log without folding one into the other; DamagedJournal where they do not fit."""
    with contextlib.closing(connect(path, key, read_only=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DamagedJournal(path)
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise DamagedJournal(path)
    with Journal(path, key) as journal:
        try:
            agrees = journal.agrees_with_history()
        except (ValueError, KeyError, ArithmeticError, zlib.error):
            agrees = False
    if not agrees:
        raise DamagedJournal(path)
