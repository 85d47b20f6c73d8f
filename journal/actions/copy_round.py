"""A round of copies: which folders lack the newest state, copying into them, and what to say of each folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from journal.actions.backups import Outcome, copies_it_opens, copy_into, own_folder
from journal.actions.copy_log import CopyLog, Made
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem

EVERY: Final = timedelta(hours=1)  # ours: no more than one evening hour is lost with a disk


@dataclass(frozen=True)
class FolderState:
    """What is known of one folder: *last* is the newest copy there, also while the folder is away."""

    folder: Path
    is_own: bool
    is_there: bool
    count: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Round:
    """What a round did: what to remember from now on, and what went wrong in a folder that is there."""

    log: CopyLog
    outcome: Outcome

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the person can mend."""
        return tuple(self.outcome.failed.values())


def behind(log: CopyLog, seq: int, own: Path | None = None) -> tuple[Path, ...]:
    """Return the folders whose last copy lacks changes up to *seq*, there or not; a journal never written has none."""
    if not seq:
        return ()
    return tuple(folder for folder in log.folders(own) if (last := log.last_in(folder)) is None or last.seq != seq)


def wait_for(log: CopyLog, now: datetime, own: Path | None = None) -> timedelta:
    """Return how long to wait until the next copy is due in the program's own folder."""
    last = log.last_in(own or own_folder())
    if last is None or last.at > now:  # a clock that was wrong then
        return timedelta(0)
    return max(timedelta(0), last.at + EVERY - now)


def copy_round(
    journal: Path,
    seq: int,
    log: CopyLog,
    now: datetime,
    passphrase: str | None = None,
    *,
    folders: Iterable[Path] | None = None,
    own: Path | None = None,
) -> Round:
    """Copy *journal*, whose last change was *seq* at least, into *folders* (all, if None).

    A chosen folder that is away is passed over: a stick comes and goes.
    """
    own = own or own_folder()
    wanted = tuple(log.folders(own) if folders is None else folders)
    there = [folder for folder in wanted if folder == own or log.chosen_is_there(own)]
    outcome = copy_into(there, journal, now, passphrase, own)
    for folder in there:
        if folder not in outcome.failed:
            log = log.with_made(folder, Made(now, seq))
    return Round(log, outcome)


def folder_states(journal: Path, log: CopyLog, own: Path | None = None) -> tuple[FolderState, ...]:
    """Return what is known of each folder.  May wait for a slow disk."""
    own = own or own_folder()
    states = []
    for folder in log.folders(own):
        is_there = folder.is_dir() if folder == own else log.chosen_is_there(own)
        copies = copies_it_opens(journal, (folder,)) if is_there else ()
        remembered = log.last_in(folder)
        last = copies[0].made_at if copies else remembered.at if remembered is not None and not is_there else None
        states.append(FolderState(folder, folder == own, is_there, len(copies), last))
    return tuple(states)
