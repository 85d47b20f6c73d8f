"""The bytes of attached files, in pieces of 256 KiB: put in, read, counted, and taken out when nothing needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import Connection, Engine, delete, func, insert, select

from journal.domain.problems import N_, Problem
from journal.store.connection import reading
from journal.store.tables import BY_NAME
from journal.store.tables.attachments import PIECES

PIECE: Final = 256 * 1024
PIECES_AT_ONCE: Final = 8  # in a transaction: the window's own writing waits for no more than that

# A photograph of a phone has 3 to 12 MB, a scanned report of forty pages 5 to 20.  Whole discs of pictures, at
# hundreds of megabytes, would be copied again with every backup: they are better kept on their disc.
MOST_BYTES: Final = 50_000_000

Told = Callable[[float], object]  # how much is done, 0 to 1; it may raise, to break off


def keep(engine: Engine, source: Path, told: Told = lambda share: None) -> tuple[str, int]:
    """Put the bytes of *source* in; return their SHA-256 and how many they are.

    Broken off, by an error or by *told*, nothing stays of them.  Bytes that are there already are not put in twice.
    """
    try:
        with source.open("rb") as file:
            sha256, size = _measured(file, lambda share: told(share / 2))
            if _size_of(engine, sha256) == size:
                return sha256, size
            file.seek(0)
            _put_in(engine, file, sha256, size, told)
    except OSError:
        raise Problem(
            N_("“{file}” could not be read. Nothing was attached. Check the file and its disk."), file=source.name
        ) from None
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
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        told(size / total)
    if not size:
        raise Problem(N_("This file is empty. Nothing was attached."))
    return digest.hexdigest(), size


def _put_in(engine: Engine, file: BinaryIO, sha256: str, size: int, told: Told) -> None:
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
    connection.execute(delete(PIECES).where(PIECES.c.sha256 == sha256))


def _size_of(engine: Engine, sha256: str) -> int:
    """Return how many bytes there are under *sha256*."""
    size = select(func.coalesce(func.sum(func.length(PIECES.c.data)), 0)).where(PIECES.c.sha256 == sha256)
    with reading(engine) as connection:
        return int(connection.execute(size).scalar_one())


def read(engine: Engine, sha256: str) -> Iterator[bytes]:
    """Go through the bytes under *sha256*, piece by piece; there are none where they are not kept."""
    with reading(engine) as connection:
        numbers = select(PIECES.c.number).where(PIECES.c.sha256 == sha256).order_by(PIECES.c.number)
        for number in connection.execute(numbers).scalars().all():
            piece = select(PIECES.c.data).where(PIECES.c.sha256 == sha256, PIECES.c.number == number)
            yield connection.execute(piece).scalar_one()


def are_whole(engine: Engine) -> bool:
    """Say whether each file that stands in the journal is there, byte for byte."""
    table = BY_NAME["attachments"].table
    with reading(engine) as connection:
        kept = connection.execute(select(table.c.sha256, table.c.size).distinct()).all()
    for sha256, size in kept:
        digest, length = hashlib.sha256(), 0
        for piece in read(engine, sha256):
            digest.update(piece)
            length += len(piece)
        if digest.hexdigest() != sha256 or length != size:
            return False
    return True


def take_out_unused(connection: Connection) -> None:
    """Take out the bytes that no file standing in the journal needs."""
    used = select(BY_NAME["attachments"].table.c.sha256)
    connection.execute(delete(PIECES).where(PIECES.c.sha256.not_in(used)))
