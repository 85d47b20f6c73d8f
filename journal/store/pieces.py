"""The bytes of attached files, in pieces of 256 KiB: put in, read, counted, and taken out when nothing needs them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from journal.domain.late_dataclass import dataclass
from journal.domain.problems import N_, Problem
from journal.store import history
from journal.store.connection import Readers

if TYPE_CHECKING:  # loaded with the first change
    from sqlalchemy import Connection, Engine

PIECE: Final = 256 * 1024
PIECES_AT_ONCE: Final = 8  # in a transaction: the window's own writing waits for no more than that

# A photograph of a phone has 3 to 12 MB, a scanned report of forty pages 5 to 20.  Whole discs of pictures, at
# hundreds of megabytes, would be copied again with every backup: they are better kept on their disc.
MOST_BYTES: Final = 50_000_000

Told = Callable[[float], object]  # how much is done, 0 to 1; it may raise, to break off


@dataclass(frozen=True, eq=False)
class Coming:
    """The files (by SHA-256) that are taken in, in this start: a change may be about to attach them."""

    files: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


def keep(
    engine: Engine, readers: Readers, coming: Coming, source: Path, told: Told = lambda share: None
) -> tuple[str, int]:
    """Put the bytes of *source* in; return their SHA-256 and how many they are.

    Broken off, by an error or by *told*, nothing stays of them.  Bytes that are there already are not put in twice.
    """
    try:
        with source.open("rb") as file:
            return keep_open(engine, readers, coming, file, told)
    except OSError:
        raise Problem(
            N_("“{file}” could not be read. Nothing was attached. Check the file and its disk."), file=source.name
        ) from None


def keep_open(
    engine: Engine, readers: Readers, coming: Coming, file: BinaryIO, told: Told = lambda share: None
) -> tuple[str, int]:
    """Put in what *file* holds, as `keep` does."""
    sha256, size = _measured(file, lambda share: told(share / 2))
    with coming.lock:
        coming.files.add(sha256)
        is_there = _size_of(readers, sha256) == size
    if not is_there:
        file.seek(0)
        _put_in(engine, file, sha256, size, told)
    return sha256, size


def _measured(file: BinaryIO, told: Told) -> tuple[str, int]:
    """Return the SHA-256 of what *file* holds, and its length."""
    total = max(file.seek(0, 2), 1)
    if total > MOST_BYTES:
        raise Problem(
            N_("This file has {size} MB. The journal takes files of up to {most} MB."),
            size=-(-total // 1_000_000),
            most=MOST_BYTES // 1_000_000,
        )
    file.seek(0)
    import hashlib

    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        told(size / total)
    if not size:
        raise Problem(N_("This file is empty. Nothing was attached."))
    return digest.hexdigest(), size


def _put_in(engine: Engine, file: BinaryIO, sha256: str, size: int, told: Told) -> None:
    import hashlib

    from sqlalchemy import insert

    from journal.store.tables.schema import PIECES

    try:
        with engine.begin() as connection:
            _take_out(connection, sha256)  # what a killed start left
        digest, number = hashlib.sha256(), 0
        while pieces := [piece for _ in range(PIECES_AT_ONCE) if (piece := file.read(PIECE))]:
            rows = [{"sha256": sha256, "number": number + place, "data": piece} for place, piece in enumerate(pieces)]
            with engine.begin() as connection:
                connection.execute(insert(PIECES), rows)
            number += len(pieces)
            for piece in pieces:
                digest.update(piece)
            told(0.5 + min(number * PIECE / size, 1) / 2)
        if digest.hexdigest() != sha256:
            raise Problem(N_("The file changed while it was read. Nothing was attached. Try again."))
    except BaseException:
        with engine.begin() as connection:
            _take_out(connection, sha256)
        raise


def _take_out(connection: Connection, sha256: str) -> None:
    connection.exec_driver_sql("DELETE FROM attachment_pieces WHERE sha256 = ?", (sha256,))


def _size_of(readers: Readers, sha256: str) -> int:
    """Return how many bytes there are under *sha256*."""
    with readers.lend() as connection:
        size = "SELECT coalesce(sum(length(data)), 0) FROM attachment_pieces WHERE sha256 = ?"
        return int(connection.execute(size, (sha256,)).fetchone()[0])


def read(readers: Readers, sha256: str) -> Iterator[bytes]:
    """Go through the bytes under *sha256*, piece by piece; there are none where they are not kept."""
    with readers.lend() as connection:
        numbers = "SELECT number FROM attachment_pieces WHERE sha256 = ? ORDER BY number"
        found = connection.execute(numbers, (sha256,)).fetchall()
    for (number,) in found:
        with readers.lend() as connection:
            piece = "SELECT data FROM attachment_pieces WHERE sha256 = ? AND number = ?"
            data: Any = connection.execute(piece, (sha256, number)).fetchone()
        yield data[0]


def are_whole(readers: Readers) -> bool:
    """Say whether each file that stands in the journal is there, byte for byte."""
    import hashlib

    with readers.lend() as connection:
        kept = connection.execute("SELECT DISTINCT sha256, size FROM attachments").fetchall()
    for sha256, size in kept:
        digest, length = hashlib.sha256(), 0
        for piece in read(readers, sha256):
            digest.update(piece)
            length += len(piece)
        if digest.hexdigest() != sha256 or length != size:
            return False
    return True


def take_out_left(engine: Callable[[], Engine], readers: Readers, coming: Coming) -> int:
    """Take out the bytes of files that were never attached; return how many files that were.

    A killed program leaves them, or work whose answer nobody waited for.  The history is asked, too: what was taken
    out can be brought back.  It is read beside everything else, and writing waits for one file's bytes at a time.
    """
    left, seq = _never_attached(readers)
    gone = 0
    for sha256 in sorted(left):
        with coming.lock:
            if sha256 in coming.files:
                continue
            with engine().begin() as connection:
                if not _is_needed(connection, sha256, seq):
                    _take_out(connection, sha256)
                    gone += 1
    return gone


def let_go(engine: Callable[[], Engine], readers: Readers, coming: Coming, files: Iterable[str]) -> None:
    """Take out *files* that were taken in, and will not be attached after all."""
    with coming.lock:
        coming.files.difference_update(files)
    take_out_left(engine, readers, coming)


_NOT_STANDING: Final = (
    "SELECT DISTINCT sha256 FROM attachment_pieces WHERE sha256 NOT IN (SELECT sha256 FROM attachments)"
)


def _never_attached(readers: Readers) -> tuple[set[str], int]:
    """Return the files that neither stand nor ever stood, and the last change that this was asked of."""
    with readers.lend() as connection:
        left = {sha256 for (sha256,) in connection.execute(_NOT_STANDING)}
        seq = history.last_seq(connection) if left else 0
        return (history.without_mention(connection, left) if left else left), seq


def _is_needed(connection: Connection, sha256: str, after_seq: int) -> bool:
    """Say whether a file stands, or a change after *after_seq* tells of it."""
    from journal.store.writing import inside

    stands = connection.exec_driver_sql("SELECT 1 FROM attachments WHERE sha256 = ?", (sha256,)).first()
    return stands is not None or not history.without_mention(inside(connection), {sha256}, after_seq)


def take_out_unused(connection: Connection) -> None:
    """Take out the bytes that no file standing in the journal needs."""
    connection.exec_driver_sql("DELETE FROM attachment_pieces WHERE sha256 NOT IN (SELECT sha256 FROM attachments)")
