"""What a foreign file holds, once it is read: records, what was left out, and whom it is about."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journal.domain.problems import N_, LeftOut, Problem
from journal.domain.record import Record

MAX_BYTES = 300_000_000  # a lifetime of results takes a few megabytes; more is another kind of file


@dataclass(frozen=True)
class Person:
    """Somebody a file is about.  *key* is what the file calls them, *also* other names for the same."""

    key: str
    name: str = ""
    born_on: date | None = None
    also: tuple[str, ...] = ()

    def is_called(self, text: str) -> bool:
        """Say whether *text* names this person."""
        wanted = text.strip().casefold()
        return wanted in (self.key.casefold(), self.name.casefold(), *(name.casefold() for name in self.also))


@dataclass(frozen=True)
class Batch:
    """*owners* gives the person's key by the id of a record; a record without one belongs to nobody by name.

    *files* holds the bytes of attached files by their SHA-256.
    """

    records: tuple[Record, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    people: tuple[Person, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Importer:
    """One foreign format: whether a file's beginning looks like it, and how it is read."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[Path], Batch]


def bytes_of(path: Path) -> bytes:
    """Return what is in a foreign file; Problem where it cannot be read."""
    try:
        if path.is_dir():
            raise Problem(N_("“{file}” is a folder. Choose a file in it."), file=path.name)
        if path.stat().st_size > MAX_BYTES:
            raise Problem(N_("“{file}” is too large to be a file of results. Check the file."), file=path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem(N_("There is no file “{file}”. Check the name."), file=path.name) from None
    except (OSError, ValueError):
        raise Problem(N_("“{file}” could not be read. Check the name and the disk."), file=path.name) from None


def text_of(path: Path, fallback: str | None = None) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else *fallback*; Problem where it is none of them."""
    data = bytes_of(path)
    known = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    for encoding in (known, fallback):
        if encoding is not None:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Problem(N_("“{file}” is not text. Choose a file of results."), file=path.name)
