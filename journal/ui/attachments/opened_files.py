"""Copies of attached files that other programs show: private, and removed when the journal closes or the window locks.

A program that is killed removes nothing; the next start does it for it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from journal.store.lock import WriterLock, is_held

PREFIX: Final = "treatment-journal-shown-"
HELD: Final = "copies"  # what the lock in a folder is named after: held as long as its program runs
YOUNG_S: Final = 60.0  # a folder may be seen before its lock is


class OpenedFiles:
    """Lends places for copies, each in a folder of its own, for the owner alone."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: WriterLock | None = None
        self._count = 0

    def place_for(self, name: str) -> Path:
        """Return where a copy called *name* can be written."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # 0700
            self._lock = WriterLock(self._folder / HELD)
            self._lock.acquire()
            atexit.register(self.clear)
        self._count += 1
        folder = self._folder / str(self._count)  # two files of one name do not meet
        folder.mkdir(mode=0o700)
        return folder / name

    def clear(self) -> None:
        """Remove all copies; one that another program holds on to goes at the next try, at the latest when we end."""
        if self._folder is not None:
            if self._lock is not None:
                self._lock.release()  # a folder with an open file in it could not be removed everywhere
                self._lock = None
            shutil.rmtree(self._folder, ignore_errors=True)
            if not self._folder.exists():
                self._folder = None
                atexit.unregister(self.clear)


OPENED = OpenedFiles()


def remove_left() -> None:
    """Remove the copies that programs of this person left behind, which were killed with a file shown."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                stands = folder.lstat()
                is_ours = _is_own_place() or stands.st_uid == os.getuid()
                is_old = time.time() - stands.st_mtime > YOUNG_S
                if folder.is_dir() and not folder.is_symlink() and is_ours and is_old and not is_held(folder / HELD):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_own_place() -> bool:
    """Say whether each person has a temporary folder of their own, as on Windows."""
    return not hasattr(os, "getuid")
