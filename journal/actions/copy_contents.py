"""What can be brought back, what each copy holds, and what would change against now."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.actions.backups import copies_of, own_folder
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.store.faults import OlderJournal
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import open_journal, salt_of
from journal.store.whole_files import copy_bytes

_ASIDE: Final = re.compile(r" before (?P<day>\d{4}-\d\d-\d\d) (?P<hour>\d\d)(?P<minute>\d\d)(?: \(\d+\))?")


@dataclass(frozen=True)
class Candidate:
    """One file that can be brought back: a copy, or a file that an earlier restore set aside (*is_aside*).

    *has_same_key* says that what opens the journal opens this, too.
    """

    path: Path
    made_at: datetime
    size_bytes: int
    is_aside: bool
    has_same_key: bool


@dataclass(frozen=True)
class Contents:
    """What a copy holds, and what bringing it back would change, in records.

    *back* come back, *gone* go, *other* read differently.
    """

    held: Mapping[type[Record], int]
    back: tuple[Record, ...] = ()
    gone: tuple[Record, ...] = ()
    other: tuple[Record, ...] = ()

    @property
    def holds(self) -> int:
        """How many records the copy holds."""
        return sum(self.held.values())

    @property
    def is_same(self) -> bool:
        """Say whether the copy holds just what stands in the journal."""
        return not (self.back or self.gone or self.other)


def asides_of(journal: Path) -> Iterator[tuple[Path, datetime]]:
    """Go through the files beside *journal* that restores set aside, with the time of the restore."""
    with contextlib.suppress(OSError):
        for entry in journal.parent.iterdir():
            name = _ASIDE.fullmatch(entry.stem.removeprefix(journal.stem))
            if name is not None and entry.stem.startswith(journal.stem) and entry.suffix == journal.suffix:
                with contextlib.suppress(ValueError):
                    yield entry, datetime.fromisoformat(f"{name['day']}T{name['hour']}:{name['minute']}")


def candidates(journal: Path, folders: Iterable[Path]) -> tuple[Candidate, ...]:
    """Return all that can be brought back in the place of *journal*, newest first.  May wait for a slow disk."""
    found = [(copy.path, copy.made_at, False) for copy in copies_of(journal, folders)]
    found += [(path, made_at, True) for path, made_at in asides_of(journal)]
    salt = _salt(journal)
    listed = []
    for path, made_at, is_aside in found:
        with contextlib.suppress(OSError):  # gone meanwhile
            size = path.stat().st_size
            listed.append(Candidate(path, made_at, size, is_aside, salt is not None and _salt(path) == salt))
    return tuple(sorted(listed, key=lambda each: (each.made_at, each.path.name), reverse=True))


def _salt(path: Path) -> bytes | None:
    try:
        return salt_of(path)
    except Problem:
        return None


def contents(
    copy: Path, journal: Journal | None = None, passphrase: str | None = None, own: Path | None = None
) -> Contents:
    """Read all of *copy*, and compare it with *journal* if there is one; a problem where it is not whole."""
    check(copy, passphrase)
    with _readable(copy, passphrase, own or own_folder()) as held:
        then = {(type(record), record.id): record for record in held.everything()}
    counts = Counter(kind for kind, _id in then)
    if journal is None:
        return Contents(counts)
    now = {(type(record), record.id): record for record in journal.everything()}
    return Contents(
        held=counts,
        back=tuple(record for key, record in then.items() if key not in now),
        gone=tuple(record for key, record in now.items() if key not in then),
        other=tuple(record for key, record in then.items() if key in now and now[key] != record),
    )


@contextlib.contextmanager
def _readable(copy: Path, passphrase: str | None, own: Path) -> Iterator[Journal]:
    """Lend *copy* open for reading; where its format is an earlier one, an upgraded copy of it."""
    try:
        journal = open_journal(copy, passphrase, read_only=True)
    except OlderJournal:
        place = own / ".reading"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True, mode=0o700)
        try:
            copy_bytes(copy, place / copy.name)
            with open_journal(place / copy.name, passphrase) as journal:
                yield journal
        finally:
            shutil.rmtree(place, ignore_errors=True)
    else:
        with journal:
            yield journal
