"""What this computer remembers of a journal's copies: where to, when, the last trial.  Nothing out of the journal."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from journal.actions.backups import own_folder
from journal.domain.late_dataclass import dataclass
from journal.store.whole_files import built


@dataclass(frozen=True)
class Made:
    """The last copy that was made in one folder: when, and which change of the journal was the last one in it."""

    at: datetime
    seq: int


@dataclass(frozen=True)
class Trial:
    """How bringing copies back went when it was last tried; *failed* names the folder whose copy did not come back."""

    at: datetime
    entries: int
    failed: str = ""


@dataclass(frozen=True)
class CopyLog:
    """What is remembered for one journal; a new value for every change.

    *chosen* is the folder that the person chose, *chosen_device* the disk it was on if that was not the disk of the
    program's own folder, so that an empty place where a stick was is not taken for the stick.  *aside* is the file
    that the last restore set aside.  *told* holds what was explained once and need not be said again.
    """

    chosen: str = ""
    chosen_is_elsewhere: bool = False
    made: Mapping[str, Made] = field(default_factory=dict)
    trial: Trial | None = None
    aside: str = ""
    told: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # folders chosen before, in which copies may lie still

    def with_made(self, folder: Path, made: Made) -> CopyLog:
        """Remember the last copy in *folder*."""
        return replace(self, made={**self.made, str(folder): made})

    def last_in(self, folder: Path) -> Made | None:
        """Return the last copy that was made in *folder*."""
        return self.made.get(str(folder))

    def folders(self, own: Path | None = None) -> tuple[Path, ...]:
        """Return the folders for copies: the program's own one, and the chosen one."""
        return (own or own_folder(), *((Path(self.chosen),) if self.chosen else ()))

    def all_folders(self, own: Path | None = None) -> tuple[Path, ...]:
        """Return the same, and those that were chosen before."""
        return tuple(dict.fromkeys((*self.folders(own), *map(Path, self.left))))

    def chosen_is_there(self, own: Path | None = None) -> bool:
        """Say whether the chosen folder can be reached, on the disk that was meant.  May wait for a slow disk."""
        if not self.chosen:
            return False
        with contextlib.suppress(OSError):
            there = Path(self.chosen).stat()
            return Path(self.chosen).is_dir() and not (
                self.chosen_is_elsewhere and there.st_dev == _device(own or own_folder())
            )
        return False


def folder_away(log: CopyLog, own: Path | None = None) -> Path | None:
    """Return the chosen folder if it cannot be reached now.  May wait for a slow disk."""
    return Path(log.chosen) if log.chosen and not log.chosen_is_there(own) else None


def choosing(log: CopyLog, folder: Path | None, own: Path | None = None) -> CopyLog:
    """Return *log* with *folder* as the chosen one; None for none."""
    if log.chosen:
        log = replace(log, left=tuple(dict.fromkeys((*log.left, log.chosen))))
    if folder is None:
        return replace(log, chosen="", chosen_is_elsewhere=False)
    elsewhere = False
    with contextlib.suppress(OSError):
        elsewhere = folder.stat().st_dev != _device(own or own_folder())
    return replace(log, chosen=str(folder.absolute()), chosen_is_elsewhere=elsewhere)


def _device(folder: Path) -> int:
    """Return the disk that *folder* is on, or will be on once it is made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.stat().st_dev


def _path_for(journal: Path, own: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(journal.absolute())).hexdigest()[:32]
    return own / f".{mark}.json"


def read_log(journal: Path, own: Path | None = None) -> CopyLog:
    """Return what is remembered of *journal*'s copies; nothing where that cannot be read."""
    try:
        found = json.loads(_path_for(journal, own or own_folder()).read_text("utf-8"))
        trial = found["trial"]
        return CopyLog(
            chosen=str(found["chosen"]),
            chosen_is_elsewhere=bool(found["chosen_is_elsewhere"]),
            made={
                str(folder): Made(datetime.fromisoformat(made["at"]), int(made["seq"]))
                for folder, made in found["made"].items()
            },
            trial=trial and Trial(datetime.fromisoformat(trial["at"]), int(trial["entries"]), str(trial["failed"])),
            aside=str(found["aside"]),
            told=tuple(str(each) for each in found["told"]),
            left=tuple(str(each) for each in found.get("left", ())),  # at first none was written
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return CopyLog()


def write_log(journal: Path, log: CopyLog, own: Path | None = None) -> bool:
    """Remember *log*, whole or not at all; False where the place cannot be written, which stops nobody."""
    own = own or own_folder()
    entries: dict[str, Any] = {
        "chosen": log.chosen,
        "chosen_is_elsewhere": log.chosen_is_elsewhere,
        "made": {folder: {"at": made.at.isoformat(), "seq": made.seq} for folder, made in log.made.items()},
        "trial": log.trial
        and {"at": log.trial.at.isoformat(), "entries": log.trial.entries, "failed": log.trial.failed},
        "aside": log.aside,
        "told": list(log.told),
        "left": list(log.left),
    }
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        with built(_path_for(journal, own)) as building:
            building.write_text(json.dumps(entries, indent=1), "utf-8")  # in ASCII: a path may hold no text
    except OSError:
        return False
    return True
