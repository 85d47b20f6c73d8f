"""One writer at a time: a lock beside the journal, held while it is open and let go by any kind of end."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import IO, Final

from journal.store.faults import LockedJournal

RETRY_S: Final = 0.02

if sys.platform == "win32":
    import msvcrt

    def _grab(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _grab(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Held by the one program that writes a journal.

    The lock belongs to the open file, so the system lets it go when the program ends, however it ends; a file left
    behind by a crash locks nobody out.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._path = journal.with_name(f".{journal.name}.lock")
        self._file: IO[bytes] | None = None
        self.was_left = False  # whether the holder before ended without letting go: killed, or out of power

    def acquire(self, patience_s: float = 0.0) -> None:
        """Take the lock; LockedJournal where another program still holds it after *patience_s*."""
        until = time.monotonic() + patience_s
        while True:
            self.was_left = self._path.exists()
            file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600), "ab")
            try:
                _grab(file)
            except OSError:
                file.close()
                if time.monotonic() < until:
                    time.sleep(RETRY_S)
                    continue
                raise LockedJournal(self._journal) from None
            # Between opening and locking, the holder before may have removed the file: then lock the new one.
            with contextlib.suppress(FileNotFoundError):
                if os.fstat(file.fileno()).st_ino == self._path.stat().st_ino:
                    self._file = file
                    return
            file.close()

    def release(self) -> None:
        """Let the lock go and take its file away."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()
        self._file = None


def is_held(journal: Path) -> bool:
    """Say whether a program writes *journal* now.  It looks only: what a crash left stays for the next opening."""
    try:
        with journal.with_name(f".{journal.name}.lock").open("rb+") as file:
            _grab(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
