"""Reading a damaged file page by page: every page that passes its check, whatever became of the pages around it.

SQLCipher reads no single pages.  So a donor is made under the same key: a file with as many pages, whose list of
tables says that each page is a table of its own.  Then the damaged file's pages are put in the place of the donor's.
Each page's check covers its number and the key, so that they are as good there as where they came from.  Pages that
fail their check stay the donor's, which hold zeros only.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal.store.connection import connect
from journal.store.keys import Key

PAGE_BYTES: Final = 4_096  # SQLCipher 4, cipher_page_size
COLUMNS: Final = 64  # more than any table has
FILLER_BYTES: Final = 4_000  # one row a page, or nearly
_FAILED: Final = re.compile(r"page (\d+)")

Cells = Sequence[Any]


class Pages:
    """The pages of *damaged* that are whole, readable as rows.  The donor is built at *place*."""

    def __init__(self, damaged: Path, key: Key, place: Path) -> None:
        self._place, self._key = place, key
        self.count = damaged.stat().st_size // PAGE_BYTES
        self._build(damaged)
        self._connection = connect(place, key)

    def _build(self, damaged: Path) -> None:
        self._place.unlink(missing_ok=True)
        self._place.touch(0o600)
        with contextlib.closing(connect(self._place, self._key)) as donor:
            donor.execute("CREATE TABLE filler (x)")
            donor.execute("BEGIN")
            while donor.execute("PRAGMA page_count").fetchone()[0] < self.count:
                missing = self.count - donor.execute("PRAGMA page_count").fetchone()[0]
                donor.executemany(f"INSERT INTO filler VALUES (zeroblob({FILLER_BYTES}))", [()] * max(1, missing // 2))
            donor.execute("COMMIT")
            columns = ", ".join(f"c{number}" for number in range(COLUMNS))
            donor.execute("PRAGMA writable_schema = ON")
            donor.execute("BEGIN")
            donor.executemany(
                "INSERT INTO sqlite_master VALUES ('table', ?, ?, ?, ?)",
                (
                    (f"p{page}", f"p{page}", page, f"CREATE TABLE p{page} ({columns})")
                    for page in range(2, self.count + 1)
                ),
            )
            donor.execute("COMMIT")
        untouched = self._place.with_name(f"{self._place.name}.untouched")
        shutil.copyfile(self._place, untouched)
        try:
            _exchange(damaged, self._place, range(2, self.count + 1))
            self.failed = self._failing()
            _exchange(untouched, self._place, self.failed)
        finally:
            untouched.unlink()

    def _failing(self) -> tuple[int, ...]:
        with contextlib.closing(connect(self._place, self._key)) as donor:
            said = donor.execute("PRAGMA cipher_integrity_check").fetchall()
        numbers = (int(found[1]) for (line,) in said if (found := _FAILED.search(line)))
        return tuple(page for page in numbers if 2 <= page <= self.count)

    @property
    def whole(self) -> int:
        """How many pages, the first one aside, pass their check."""
        return self.count - 1 - len(self.failed)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Go through all rows of all whole pages: number and cells.  Rows of upper pages come more than once."""
        failed = set(self.failed)
        for page in range(2, self.count + 1):
            if page not in failed:
                yield from self._rows_of(page)

    def _rows_of(self, page: int) -> Iterator[tuple[int, Cells]]:
        try:
            for number, *cells in self._connection.execute(f"SELECT rowid, * FROM p{page}"):
                if not isinstance(cells[0], bytes):  # the donor's own rows
                    yield number, cells
        except (dbapi2.Error, UnicodeDecodeError, OverflowError):
            return  # a page of an index, or one whose rows go on in a page that is gone

    def close(self) -> None:
        """Remove the donor."""
        self._connection.close()
        self._place.unlink(missing_ok=True)


def _exchange(source: Path, target: Path, pages: Iterable[int]) -> None:
    """Put *pages* of *source* in the place of those of *target*."""
    with source.open("rb") as reading, target.open("rb+") as writing:
        for page in pages:
            reading.seek((page - 1) * PAGE_BYTES)
            writing.seek((page - 1) * PAGE_BYTES)
            writing.write(reading.read(PAGE_BYTES))
