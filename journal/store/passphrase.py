"""Changing, adding and removing a passphrase: on a copy under the new key, which is checked before it takes the place.

SQLCipher can change the key in place; cut off in the middle, that leaves a file that neither passphrase opens.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from journal.domain.problems import N_
from journal.store.backup import copy_state, fold_log
from journal.store.faults import DamagedJournal, JournalProblem, said_plainly
from journal.store.integrity import check_with
from journal.store.keys import Key, key_of, new_salt
from journal.store.lock import WriterLock
from journal.store.opening import before_of, salt_of, unlocked
from journal.store.places import behind_links
from journal.store.sameness import hold_the_same
from journal.store.whole_files import building_of, copy_bytes, remove, settle, settle_names


class FailedPassphrase(JournalProblem):
    """The copy under the new key did not hold what the file holds."""

    sentence = N_("The passphrase of “{file}” could not be changed. The old one still opens it. Nothing was lost.")


def change_passphrase(path: Path, old: str | None, new: str | None, folders: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Give *path* the passphrase *new* (None: none) in the place of *old*; return the copies that *old* still opens.

    They are looked for beside the journal and in *folders*.  Cut off at any point, one of the two opens the file,
    which is whole.
    """
    path = behind_links(path)
    lock = WriterLock(path)
    with said_plainly(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "no such folder")
        old_key = unlocked(path, old)
        lock.acquire()
        try:
            rekey(path, old_key, key_of(new, new_salt(new)))
        finally:
            lock.release()
    return copies_under(old_key, path, folders)


def rekey(path: Path, old_key: Key, new_key: Key) -> None:
    """Put the content of *path* under *new_key*, whole or not at all; the caller holds the lock."""
    fold_log(path, old_key)
    check_with(path, old_key)
    ready = path.with_name(f".{path.name}.rekeyed")
    remove(ready)  # what a killed start left
    remove(building_of(ready))
    before = before_of(path)
    try:
        copy_state(path, old_key, ready, new_key)
        try:
            check_with(ready, new_key)
        except DamagedJournal:
            raise FailedPassphrase(path) from None
        if not hold_the_same(path, old_key, ready, new_key):
            raise FailedPassphrase(path)
        settle(ready)
        copy_bytes(path, before)
        ready.replace(path)
        settle_names(path.parent)
        try:
            check_with(path, new_key)
        except JournalProblem:
            before.replace(path)
            raise FailedPassphrase(path) from None
        remove(before)
        settle_names(path.parent)
    finally:
        remove(ready)


def copies_under(key: Key, path: Path, folders: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the files beside *path* and in *folders* that *key* opens, *path* aside.

    A copy begins with the same 16 bytes as the file it was made of, and those belong to one key.
    """
    found = []
    for folder in dict.fromkeys((path.parent, *folders)):
        with contextlib.suppress(OSError):  # a stick that is not there now
            for entry in sorted(folder.iterdir()):
                with contextlib.suppress(JournalProblem):
                    if entry != path and entry.is_file() and salt_of(entry).hex() == key.salt_hex:
                        found.append(entry)
    return tuple(found)
