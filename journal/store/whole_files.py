"""Files that appear whole or not at all: built under a hidden name, flushed to the disk, put in place by renaming."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from journal.store.faults import LockedJournal
from journal.store.lock import WriterLock

OWNER_ONLY: Final = stat.S_IRUSR | stat.S_IWUSR
CHANGES: Final = ("-journal", "-wal")  # what SQLite keeps beside a file, and what is lost without it
LOGS: Final = (*CHANGES, "-shm")
BUILDING: Final = ".new"


def building_of(target: Path) -> Path:
    """Return the hidden name under which *target* is built."""
    return target.with_name(f".{target.name}{BUILDING}")


def remove(path: Path) -> None:
    """Remove *path* and what SQLite keeps beside it, as far as they are there."""
    for tail in ("", *LOGS):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def has_logs(path: Path) -> bool:
    """Say whether SQLite left changes beside *path*, which need not be there itself."""
    return any(path.with_name(path.name + tail).exists() for tail in CHANGES)


def set_logs_aside(path: Path, aside: Path) -> None:
    """Move the changes that SQLite left beside *path* to the side of *aside*.

    They belong to the old file: over a new one of that name they would be poison, which SQLite takes for its own.
    """
    for tail in CHANGES:
        log = path.with_name(path.name + tail)
        if log.exists():
            log.replace(aside.with_name(aside.name + tail))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    settle_names(path.parent)


def settle(path: Path) -> None:
    """Have the disk hold *path* and its name, so that a power cut does not take it back."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    settle_names(path.parent)


def settle_names(folder: Path) -> None:
    """Have the disk hold the names in *folder*; where the system cannot say so, nothing is lost but certainty."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def built(target: Path) -> Iterator[Path]:
    """Lend an empty hidden file for its owner alone; when the block ends well, it takes the place of *target*."""
    building = building_of(target)
    remove(building)  # what a killed start left
    try:
        building.touch(OWNER_ONLY)
        yield building
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        building.replace(target)
        settle_names(target.parent)
    finally:
        remove(building)


def copy_bytes(source: Path, target: Path) -> None:
    """Copy *source* to *target* as it is, for its owner alone."""
    with built(target) as building:
        shutil.copyfile(source, building)


@contextlib.contextmanager
def free_name(wanted: Path) -> Iterator[Path]:
    """Lend a name that no file has and no other program is about to use; a number is added where needed.

    A name at which only the log of a file was left is nobody's, and still not free.
    """
    candidate, number = wanted, 2
    while True:
        if not candidate.exists() and not has_logs(candidate):
            lock = WriterLock(candidate)
            with contextlib.suppress(LockedJournal):
                lock.acquire()
                break
        candidate = wanted.with_stem(f"{wanted.stem} ({number})")
        number += 1
    try:
        yield candidate
    finally:
        lock.release()


def sweep(folder: Path, stem: str) -> None:
    """Remove what killed programs left half-built in *folder* for files whose name begins with *stem*."""
    for building in folder.glob(f".*{BUILDING}"):
        target = building.with_name(building.name[1 : -len(BUILDING)])
        if not target.name.startswith(stem):
            continue
        lock = WriterLock(target)
        with contextlib.suppress(LockedJournal, OSError):  # where somebody builds it just now, it stays
            lock.acquire()
            try:
                remove(building)
            finally:
                lock.release()
