"""Making a journal and opening one: what kind of file it is, its key, its format, its lock."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from journal.store import formats, upgrading
from journal.store.connection import connect, engine_for
from journal.store.faults import (
    AlreadyThere,
    DamagedJournal,
    ForeignFile,
    NeedsPassphrase,
    NewerJournal,
    NoSuchJournal,
    OlderJournal,
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
from journal.store.tables.mapping import METADATA

SQLITE_NOTADB = 26
OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR


def create(
    path: Path, passphrase: str | None = None, author: str = "", clock: Callable[[], datetime] = utc_now
) -> Journal:
    """Make an empty journal at *path* and open it.

    It is built beside *path* and put there when it is whole; a file that is already there is left as it is.
    """
    with said_plainly(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "no such folder")
    lock = WriterLock(path)
    with said_plainly(path):
        try:
            reserved = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
        except FileExistsError:
            raise AlreadyThere(path) from None
        os.close(reserved)
    building = path.with_name(f".{path.name}.new")
    salt = new_salt(passphrase)
    key = key_of(passphrase, salt)
    try:
        with said_plainly(path):
            lock.acquire()
            _build(building, key)
            building.replace(path)
    except BaseException:
        for leftover in (building, path):
            with contextlib.suppress(OSError):
                leftover.unlink()
        lock.release()
        raise
    return Journal(path, engine_for(path, key), author=author, lock=lock, clock=clock)


def _build(path: Path, key: Key) -> None:
    for tail in ("", "-journal", "-wal", "-shm"):  # what an earlier start left that was killed
        path.with_name(path.name + tail).unlink(missing_ok=True)
    path.touch(OWNER_ONLY)
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
        switch.execute("PRAGMA journal_mode = WAL")
    finally:
        switch.close()


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


def unlocked(path: Path, passphrase: str | None = None) -> Key:
    """Return the key that opens *path*; a problem where it does not."""
    salt = salt_of(path)
    has_passphrase = salt.startswith(WITH_PASSPHRASE)
    if has_passphrase and passphrase is None:
        raise NeedsPassphrase(path)
    key = key_of(passphrase if has_passphrase else None, salt)
    with said_plainly(path):
        try:
            with contextlib.closing(connect(path, key, read_only=True)) as connection:
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
    clock: Callable[[], datetime] = utc_now,
) -> Journal:
    """Open the journal at *path*.

    An older format is upgraded on a copy first (the file before it stays beside it).  *read_only* takes no lock and
    works in a folder that cannot be written.
    """
    key = unlocked(path, passphrase)
    if read_only:
        _require_format(path, key, upgrade=False)
        return Journal(path, engine_for(path, key, read_only=True), author=author, clock=clock)
    lock = WriterLock(path)
    with said_plainly(path):
        lock.acquire()
    try:
        _require_format(path, key, upgrade=True)
        with said_plainly(path):
            _check_readable(path, key)
        return Journal(path, engine_for(path, key), author=author, lock=lock, clock=clock)
    except BaseException:
        lock.release()
        raise


def _require_format(path: Path, key: Key, *, upgrade: bool) -> None:
    with said_plainly(path), contextlib.closing(connect(path, key, read_only=True)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == formats.CURRENT:
        return
    if not upgrade:
        raise OlderJournal(path)
    with said_plainly(path):
        upgrading.upgrade(path, key)


def _check_readable(path: Path, key: Key) -> None:
    """Check every page, so that nothing is written into a damaged file; about 3 ms a megabyte.

    Where a crash left a log, the file itself may have a torn page that the log mends: then the next opening checks.
    """
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    with contextlib.closing(connect(path, key)) as connection:
        if not has_log and connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DamagedJournal(path)
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("SELECT seq, target FROM history ORDER BY seq DESC LIMIT 1").fetchone()
