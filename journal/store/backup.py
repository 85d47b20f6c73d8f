"""Copies of a journal: verified after writing, and brought back without losing what is there."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from journal.domain.problems import N_
from journal.store.connection import connect
from journal.store.faults import AlreadyThere, JournalProblem, NoSuchJournal, said_plainly
from journal.store.integrity import check
from journal.store.keys import Key
from journal.store.lock import WriterLock
from journal.store.opening import OWNER_ONLY, unlocked


class FailedBackup(JournalProblem):
    """The copy did not hold what the journal holds."""

    sentence = N_("The copy of “{file}” did not turn out whole and was removed. Try again, or choose another folder.")


def _free_name(wanted: Path) -> Path:
    candidate, number = wanted, 2
    while candidate.exists():
        candidate = wanted.with_stem(f"{wanted.stem} ({number})")
        number += 1
    return candidate


def _copy(source: Path, key: Key, target: Path) -> None:
    """Copy a consistent state of *source*, which may be open elsewhere, to *target*, whole or not at all."""
    building = target.with_name(f".{target.name}.new")
    try:
        building.touch(OWNER_ONLY)
        with (
            contextlib.closing(connect(source, key, read_only=True)) as reading,
            contextlib.closing(connect(building, key)) as writing,
        ):
            reading.backup(writing)
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        building.replace(target)
    finally:
        for tail in ("", "-journal", "-wal", "-shm"):
            building.with_name(building.name + tail).unlink(missing_ok=True)


def backup(path: Path, folder: Path, now: datetime, passphrase: str | None = None) -> Path:
    """Copy *path* into *folder* under a name with date and time; return the copy, which was read back and counted."""
    key = unlocked(path, passphrase)
    copy = _free_name(folder / f"{path.stem} {now:%Y-%m-%d %H%M}{path.suffix}")
    with said_plainly(copy):
        if not folder.is_dir():
            raise NoSuchJournal(folder)
        _copy(path, key, copy)
    if check(copy, passphrase) != check(path, passphrase):
        copy.unlink()
        raise FailedBackup(path)
    return copy


def restore(copy: Path, target: Path, now: datetime, passphrase: str | None = None) -> Path | None:
    """Put what *copy* holds at *target*; return where the file that stood there was set aside, if one did."""
    key = unlocked(copy, passphrase)
    check(copy, passphrase)
    aside: Path | None = None
    lock = WriterLock(target)
    with said_plainly(target):
        if not target.parent.is_dir():
            raise NoSuchJournal(target.parent)
        lock.acquire()
        try:
            if target.exists():
                if target.samefile(copy):
                    raise AlreadyThere(target)
                aside = _set_aside(target, now)
            _copy(copy, key, target)
        finally:
            lock.release()
    return aside


def _set_aside(target: Path, now: datetime) -> Path:
    """Copy *target*, with a log that a crash may have left beside it, to a name of its own."""
    aside = _free_name(target.with_stem(f"{target.stem} before {now:%Y-%m-%d %H%M}"))
    shutil.copy2(target, aside)
    for tail in ("-wal", "-shm"):
        left = target.with_name(target.name + tail)
        if left.exists():
            shutil.copy2(left, aside.with_name(aside.name + tail))
            left.unlink()  # it belongs to the old file; over the new one it would be poison
    return aside
