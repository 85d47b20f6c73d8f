"""Writing a file: it is there whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from journal.domain.problems import N_, Problem


@contextlib.contextmanager
def said_plainly(out: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence that a person can act on."""
    try:
        yield
    except OSError:
        raise Problem(
            N_("“{file}” could not be written. Is the disk full, or the folder closed to writing?"), file=out.name
        ) from None


def write_file(out: Path, content: bytes) -> None:
    """Write *content* beside *out* and put it there when it is whole."""
    with writing(out) as file:
        file.write(content)


@contextlib.contextmanager
def writing(out: Path) -> Iterator[BinaryIO]:
    """Lend a file beside *out*; when the block ends well, it takes the place of *out*."""
    with said_plainly(out):
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".export-")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
