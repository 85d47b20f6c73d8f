"""Opening the encrypted file: keys, pragmas, and the connections that reading borrows."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlcipher3 import dbapi2

from journal.store.keys import Key
from journal.store.lock import lock_file_of
from journal.store.places import behind_links, place_of

BUSY_MS: Final = 2_000
CACHE_KIB: Final = 4_096  # for each connection; four times as much makes nothing faster
MOST_IDLE: Final = 4  # connections that wait to be borrowed again


def connect(path: Path, key: Key, *, read_only: bool = False, as_it_lies: bool = False) -> Any:
    """Return a bare connection to *path*, unlocked with *key*.

    *as_it_lies* reads past a change that a crash cut off: good for what no change touches.
    """
    path = behind_links(path)
    mode = "ro" if read_only else "rw"
    if read_only and not (_has_log(path) or (not as_it_lies and _has_writer_without_log(path))):
        mode += "&immutable=1"  # nobody writes; so that a folder without write permission can be read, too
    connection = dbapi2.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr on a wrong key
        connection.execute(key.pragma)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":  # there, an ordinary sync leaves the bytes in the disk's own memory
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing of the journal in temporary files
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


def _has_writer_without_log(path: Path) -> bool:
    """Say whether somebody may write into the one file while it is read."""
    return lock_file_of(path).exists() and place_of(path.parent).is_shared


class Readers:
    """Connections for reading, each lent to one thread at a time and kept for the next.

    Reading goes to the driver with plain SQL: SQLAlchemy takes longer to load than a window does to stand, and is
    needed only where something is written.
    """

    def __init__(self, path: Path, key: Key, *, read_only: bool = False) -> None:
        self._path, self._key, self._read_only = path, key, read_only
        self._is_closed = False
        self._idle: list[Any] = []  # taken from and added to at the end, each in one step no thread can come between

    @contextlib.contextmanager
    def lend(self) -> Iterator[Any]:
        """Lend a connection without a transaction of its own."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = connect(self._path, self._key, read_only=self._read_only)
        try:
            yield connection
        except BaseException:
            connection.close()  # a query may be half read
            raise
        if len(self._idle) < MOST_IDLE and not self._is_closed:
            self._idle.append(connection)
        else:
            connection.close()

    def let_go(self) -> None:
        """Close those that nobody has."""
        while self._idle:
            self._idle.pop().close()

    def close(self) -> None:
        """Keep none from now on: what is read late, or is being read now, leaves nothing open."""
        self._is_closed = True
        self.let_go()
