"""Trying the copies: the newest one of each folder is brought back into a place of its own and proved equal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from journal.actions.backups import copies_it_opens, own_folder
from journal.actions.copy_log import Trial
from journal.domain.problems import Problem
from journal.store.backup import restore
from journal.store.faults import DamagedJournal, DiskFull
from journal.store.integrity import check_with
from journal.store.journal import Journal
from journal.store.opening import open_journal, unlocked
from journal.store.sameness import hold_the_same

EVERY: Final = timedelta(days=30)  # ours: a copy that cannot be brought back is known within a month


def is_due(last: Trial | None, now: datetime) -> bool:
    """Say whether the copies should be tried again; after one that failed, each day."""
    if last is None:
        return True
    return now - last.at >= (timedelta(days=1) if last.failed else EVERY) or now < last.at - EVERY


def try_newest(
    journal: Journal, folders: Iterable[Path], now: datetime, passphrase: str | None = None, own: Path | None = None
) -> Trial | None:
    """Bring back the newest copy of *journal* in each of *folders* and compare; None where there is no copy to try.

    A folder that is not there now is passed over.  What is brought back is removed again.
    """
    own = own or own_folder()
    entries: int | None = None
    for folder in folders:
        copies = copies_it_opens(journal.path, (folder,))
        if not copies:
            continue
        try:
            entries = _try(copies[0].path, journal, own / ".trial", now, passphrase)
        except DiskFull:
            raise  # it says nothing about the copy
        except Problem:
            return Trial(now, 0, str(folder))
    return None if entries is None else Trial(now, entries)


def _try(copy: Path, journal: Journal, place: Path, now: datetime, passphrase: str | None) -> int:
    """Bring *copy* back below *place*, and return how many entries came; a problem where they are not the same."""
    shutil.rmtree(place, ignore_errors=True)  # what a killed start left
    place.mkdir(parents=True, mode=0o700)
    back = place / journal.path.name
    try:
        restore(copy, back, now, passphrase)
        key = unlocked(back, passphrase)
        verdict = check_with(back, key)
        if not hold_the_same(copy, key, back, key):
            raise DamagedJournal(copy)
        with open_journal(back, passphrase) as brought_back:  # for writing: one of an earlier format is upgraded
            if not _is_like(brought_back, journal):
                raise DamagedJournal(copy)
        return verdict.records
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _is_like(brought_back: Journal, journal: Journal) -> bool:
    """Say whether both hold the same, unless the journal went on since the copy was made."""
    seq = brought_back.last_seq()
    if journal.last_seq() != seq:
        return True
    same = list(brought_back.everything()) == list(journal.everything())
    same = same and brought_back.history() == journal.history()
    return same or journal.last_seq() != seq
