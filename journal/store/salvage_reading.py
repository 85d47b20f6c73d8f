"""Reading tables of a damaged file in their order: what stands there, row by row, around the places that fail."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal.store.connection import connect
from journal.store.keys import Key
from journal.store.tables.mapping import Row

AT_ONCE: Final = 200
FARTHEST: Final = 1 << 40  # no table has so many rows


@dataclass
class TableRead:
    """What was read of one table: rows by number; *is_complete* where none can be missing."""

    rows: dict[int, Row] = field(default_factory=dict)
    is_complete: bool = True


class Tables:
    """The tables of *path* as its own list of them says; none where that list cannot be read."""

    def __init__(self, path: Path, key: Key) -> None:
        self._path, self._key = path, key
        self._connection: Any = None
        with contextlib.suppress(dbapi2.Error):
            found = self._open().execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self.names: frozenset[str] = frozenset(name for (name,) in found)
            return
        self.names = frozenset()

    def _open(self) -> Any:
        # After a page that fails, SQLCipher lets a connection read no further one.
        self.close()
        self._connection = connect(self._path, self._key, read_only=True)
        self._connection.execute("PRAGMA writable_schema = ON")  # so that a file that was cut off is read, too
        return self._connection

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, table: str) -> TableRead:
        """Read all rows of *table* that can be reached."""
        if table not in self.names:  # a kind that came with a later format, or nobody knows
            return TableRead(is_complete=bool(self.names))
        result = TableRead()
        number = -1
        while True:
            reached = self._read_on(table, number, AT_ONCE, result)
            if reached is None:
                return result
            if reached == number:
                # The driver steps ahead: it loses the row before the one that fails, unless asked for that alone.
                reached = self._read_on(table, number, 1, result)
                if reached is None:
                    return result
            if reached > number:
                number = reached
                continue
            following = self._next_readable(table, number)
            result.is_complete = False
            if following is None:
                return result
            number = following - 1

    def _read_on(self, table: str, after: int, limit: int, result: TableRead) -> int | None:
        """Read up to *limit* rows after number *after*; return the last number, None at the table's end."""
        last = after
        try:
            answer = self._ready().execute(
                f'SELECT rowid, * FROM "{table}" WHERE rowid >= ? ORDER BY rowid LIMIT ?', (after + 1, limit)
            )
            names = [each[0] for each in answer.description]
            count = 0
            for last, *cells in answer:
                result.rows[last] = dict(zip(names[1:], cells, strict=True))
                count += 1
            return last if count == limit else None
        except (dbapi2.Error, UnicodeDecodeError, OverflowError):
            self.close()
            return last

    def _ready(self) -> Any:
        return self._connection if self._connection is not None else self._open()

    def _next_readable(self, table: str, after: int) -> int | None:
        """Return a number behind the place that fails right after *after*; None where nothing behind it is readable."""
        step = 1
        while step < FARTHEST:
            if self._can_read(table, after + step):
                break
            step *= 2
        else:
            return None
        low, high = after + step // 2, after + step
        while low + 1 < high:
            middle = (low + high) // 2
            if self._can_read(table, middle):
                high = middle
            else:
                low = middle
        return high

    def _can_read(self, table: str, number: int) -> bool:
        """Say whether the first row from *number* on can be read, or the table's end be found there."""
        try:
            self._ready().execute(
                f'SELECT * FROM "{table}" WHERE rowid >= ? ORDER BY rowid LIMIT 1', (number,)
            ).fetchall()
        except (dbapi2.Error, UnicodeDecodeError, OverflowError):
            self.close()
            return False
        return True

    def ids(self, table: str) -> frozenset[str] | None:
        """Return the ids of all rows of *table*, from its index alone; None where that cannot be read in full."""
        if table not in self.names:
            return frozenset() if self.names else None
        try:
            answer = self._ready().execute(f'SELECT id FROM "{table}" INDEXED BY "sqlite_autoindex_{table}_1"')
            return frozenset(str(each) for (each,) in answer)
        except (dbapi2.Error, UnicodeDecodeError):
            self.close()
            return None

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Go through the bytes of an attached file, as far as they can be read."""
        number = 0
        with contextlib.suppress(dbapi2.Error):
            while True:
                answer = self._ready().execute(
                    "SELECT data FROM attachment_pieces WHERE sha256 = ? AND number = ?", (sha256, number)
                )
                found = answer.fetchone()
                if found is None:
                    return
                yield found[0]
                number += 1
        self.close()

    def last_number(self, table: str) -> int | None:
        """Return the highest number that a row of *table* ever had; None where that is not known."""
        with contextlib.suppress(dbapi2.Error):
            found = self._ready().execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            return int(found[0]) if found is not None else 0
        self.close()
        return None
