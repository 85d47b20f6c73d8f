"""Automatic backups: made and checked, thinned like a calendar, listed, brought back and taken back."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from journal.actions.thinning import staying
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem
from journal.store.backup import backup, restore
from journal.store.opening import salt_of

_NAME: Final = re.compile(r"(?P<stem>.+) (?P<day>\d{4}-\d\d-\d\d) (?P<hour>\d\d)(?P<minute>\d\d)(?: \(\d+\))?")


@dataclass(frozen=True)
class Copy:
    """One backup: where it lies and when it was made, on the clock of the place where it was made."""

    path: Path
    made_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What a round of backups did: the copies made, and the folders where none could be made, with the reason."""

    made: tuple[Path, ...]
    failed: Mapping[Path, Problem]
    thinned: tuple[Path, ...]


def own_folder() -> Path:
    """Return the program's own folder for backups on this computer."""
    return user_data_path("treatment-journal", appauthor=False) / "backups"


def _made_at(name: re.Match[str]) -> datetime:
    return datetime.fromisoformat(f"{name['day']}T{name['hour']}:{name['minute']}")


def copies_of(journal: Path, folders: Iterable[Path]) -> tuple[Copy, ...]:
    """Return the backups of *journal* in *folders*, newest first; a folder that is not there now has none."""
    found = []
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError):
            for entry in folder.iterdir():
                name = _NAME.fullmatch(entry.stem)
                if name is None or name["stem"] != journal.stem or entry.suffix != journal.suffix:
                    continue
                with contextlib.suppress(ValueError):  # digits that are no date: somebody else's file
                    found.append(Copy(entry, _made_at(name)))
    return tuple(sorted(found, key=lambda copy: (copy.made_at, copy.path.name), reverse=True))


def copies_it_opens(journal: Path, folders: Iterable[Path]) -> tuple[Copy, ...]:
    """Return those backups that the key of *journal* opens, newest first: its own, under the passphrase it has now."""
    salt = salt_of(journal)
    return tuple(copy for copy in copies_of(journal, folders) if _begins_with(copy.path, salt))


def back_up(
    journal: Path, now: datetime, chosen: Path | None = None, passphrase: str | None = None, own: Path | None = None
) -> Outcome:
    """Copy *journal* into the program's folder and the *chosen* one, then thin each; one that fails stops no other."""
    own = own or own_folder()
    return copy_into((own, *((chosen,) if chosen is not None else ())), journal, now, passphrase, own)


def copy_into(
    folders: Iterable[Path], journal: Path, now: datetime, passphrase: str | None = None, own: Path | None = None
) -> Outcome:
    """Copy *journal* into each of *folders*, then thin it; the program's own folder is made where it is missing.

    Thinning follows a copy that was read back, so that a folder never loses an old copy for a bad new one.
    """
    own = own or own_folder()
    made: list[Path] = []
    thinned: list[Path] = []
    failed: dict[Path, Problem] = {}
    for folder in folders:
        if folder == own:
            with contextlib.suppress(OSError):  # then the backup says what is wrong
                own.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            made.append(backup(journal, folder, now, passphrase))
        except Problem as problem:
            failed[folder] = problem
        else:
            thinned += thin(journal, folder, made[-1])
    return Outcome(tuple(made), failed, tuple(thinned))


def thin(journal: Path, folder: Path, newest: Path) -> tuple[Path, ...]:
    """Remove the backups of *journal* in *folder* that the calendar does not keep; return them.

    *newest* was just made and stays, whatever the clock says.  What is dated later was made while the clock was ahead:
    it is counted by itself, so that it crowds out nothing.

    Only files that its key opens: another journal may have the same name, and copies under an old passphrase are
    for the person to remove.
    """
    copies = copies_it_opens(journal, (folder,))
    moments = {copy.path: copy.made_at for copy in copies}
    ahead = {at for at in moments.values() if newest in moments and at > moments[newest]}
    kept = staying(ahead) | staying(at for at in moments.values() if at not in ahead)
    removed = []
    for copy in copies:
        if copy.made_at not in kept:
            with contextlib.suppress(OSError):
                copy.path.unlink()
                removed.append(copy.path)
    return tuple(removed)


def _begins_with(path: Path, salt: bytes) -> bool:
    try:
        return salt_of(path) == salt
    except Problem:
        return False


def bring_back(copy: Path, journal: Path, now: datetime, passphrase: str | None = None) -> Path | None:
    """Put *copy* at *journal*, which must be closed; return the file set aside, which brings it all back again."""
    return restore(copy, journal, now, passphrase)
