"""Looking through a whole file: every page, every reference, every record."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journal.domain.late_dataclass import dataclass
from journal.store import formats
from journal.store.connection import connect
from journal.store.faults import DamagedJournal, said_plainly
from journal.store.journal import Journal
from journal.store.keys import Key
from journal.store.opening import unlocked
from journal.store.tables import TABLES


@dataclass(frozen=True)
class Verdict:
    """What `check` found: how many records of each table, and how many changes in the history."""

    counts: Mapping[str, int]
    changes: int

    @property
    def records(self) -> int:
        """How many records there are in all."""
        return sum(self.counts.values())


def check(path: Path, passphrase: str | None = None) -> Verdict:
    """Read all of *path* without changing it; DamagedJournal where anything is wrong."""
    return check_with(path, unlocked(path, passphrase))


def check_with(path: Path, key: Key) -> Verdict:
    """Do the same with a *key* that is known already."""
    with said_plainly(path), contextlib.closing(connect(path, key, read_only=True)) as connection:
        # Each page carries a keyed checksum (HMAC-SHA512): a flipped bit anywhere shows.
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if faults or connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DamagedJournal(path)
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise DamagedJournal(path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < formats.CURRENT:
            return _counted(connection)
    with Journal(path, key) as journal:
        try:
            counts = {kept.name: len(journal.all(kept.kind)) for kept in TABLES}
            changes = journal.count_changes()
            if not journal.agrees_with_history() or not journal.has_whole_files():
                raise DamagedJournal(path)
        except (ValueError, KeyError, ArithmeticError):
            raise DamagedJournal(path) from None
    return Verdict(counts, changes)


def _counted(connection: Any) -> Verdict:
    """Count what a file of an earlier format holds; only an upgrade can read its records."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def count(table: str) -> int:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])

    return Verdict({kept.name: count(kept.name) for kept in TABLES if kept.name in there}, count("history"))
