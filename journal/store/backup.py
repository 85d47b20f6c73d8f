"""Copies of a journal: verified after writing, and brought back without losing what is there."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from journal.domain.problems import N_
from journal.store.connection import connect
from journal.store.faults import AlreadyThere, JournalProblem, LockedJournal, NoSuchJournal, said_plainly
from journal.store.integrity import check_with
from journal.store.keys import Key
from journal.store.lock import WriterLock
from journal.store.opening import unlocked
from journal.store.whole_files import CHANGES, built, copy_bytes, free_name, has_logs, set_logs_aside, sweep


class FailedBackup(JournalProblem):
    """The copy did not hold what the journal holds."""

    sentence = N_("The copy of “{file}” did not turn out whole and was removed. Try again, or choose another folder.")


def copy_state(source: Path, key: Key, target: Path, target_key: Key | None = None) -> None:
    """Copy a consistent state of *source*, which may be open elsewhere, to *target*, whole or not at all.

    The copy is under *target_key*, else under the same *key*.
    """
    with (
        built(target) as building,
        contextlib.closing(connect(source, key, read_only=True)) as reading,
        contextlib.closing(connect(building, target_key or key)) as writing,
    ):
        reading.backup(writing)


def fold_log(path: Path, key: Key) -> None:
    """Fold the write-ahead log of *path* into the file; LockedJournal where another program still reads it."""
    with contextlib.closing(connect(path, key)) as connection:
        (busy, _in_log, _folded) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LockedJournal(path)


def backup(path: Path, folder: Path, now: datetime, passphrase: str | None = None) -> Path:
    """Copy *path* into *folder* under a name with date and time; return the copy, which was read back and counted."""
    key = unlocked(path, passphrase)
    wanted = folder / f"{path.stem} {now:%Y-%m-%d %H%M}{path.suffix}"
    with said_plainly(wanted):
        if not folder.is_dir():
            raise NoSuchJournal(folder)
        sweep(folder, f"{path.stem} ")
        with free_name(wanted) as copy:
            copy_state(path, key, copy)
            with said_plainly(copy):
                _verify(path, copy, key)
    return copy


def _verify(path: Path, copy: Path, key: Key) -> None:
    """Read *copy* back and count; where it is not what *path* holds, remove it."""
    try:
        # The journal may be open and written to meanwhile: then the copy holds a little less, never anything else.
        whole, now = check_with(copy, key), check_with(path, key)
        if whole.changes > now.changes or (whole.changes == now.changes and whole != now):
            raise FailedBackup(path)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def restore(copy: Path, target: Path, now: datetime, passphrase: str | None = None) -> Path | None:
    """Put what *copy* holds at *target*; return where the file that stood there was set aside, if one did."""
    key = unlocked(copy, passphrase)
    check_with(copy, key)
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
                aside = _set_aside(target, now, passphrase)
            elif has_logs(target):  # somebody took the file away after a crash
                with _name_aside(target, now) as free:
                    set_logs_aside(target, free)
            copy_state(copy, key, target)
        finally:
            lock.release()
    return aside


def _name_aside(target: Path, now: datetime) -> AbstractContextManager[Path]:
    """Lend the name under which what stands at *target* is kept."""
    return free_name(target.with_stem(f"{target.stem} before {now:%Y-%m-%d %H%M}"))


def _set_aside(target: Path, now: datetime, passphrase: str | None) -> Path:
    """Copy *target*, with a log that a crash may have left beside it, to a name of its own."""
    with _name_aside(target, now) as aside:
        try:
            key = unlocked(target, passphrase)
            check_with(target, key)  # a damaged file is set aside byte by byte: it is evidence
            fold_log(target, key)
            copy_state(target, key, aside)
        except LockedJournal:
            raise
        except JournalProblem:
            _set_aside_unread(target, aside)
        return aside


def _set_aside_unread(target: Path, aside: Path) -> None:
    """Copy the bytes of a *target* that cannot be opened: damaged, foreign, or under another passphrase."""
    for tail in CHANGES:
        log = target.with_name(target.name + tail)
        if log.exists():
            copy_bytes(log, aside.with_name(aside.name + tail))
    copy_bytes(target, aside)
    set_logs_aside(target, aside)  # the whole of it stands under the other name by now
