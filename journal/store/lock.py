"""One writer at a time: a lock beside the journal, held while it is open and let go by any kind of end.

The lock file says which computer holds it.  Where other computers may have the same folder, that counts, too: the
system's own lock may not reach them.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import IO, Final

from journal.domain.late_dataclass import dataclass
from journal.store.faults import LockedElsewhere, LockedJournal
from journal.store.places import place_of

RETRY_S: Final = 0.02
BEAT_S: Final = 120  # how often a holder says that it is still there
GONE_AFTER_S: Final = 15 * 60  # ours: a sync may take minutes; a computer that crashed locks nobody out for long


def this_computer() -> str:
    """Return what this computer is called."""
    if sys.platform != "win32":
        return os.uname().nodename
    import platform  # it takes a while to load

    return platform.node()


if sys.platform == "win32":
    import msvcrt

    BEYOND: Final = 1 << 30  # what is locked cannot be read by others, so it lies behind all content

    def _grab(file: IO[bytes]) -> None:
        file.seek(BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _grab(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True)
class Holder:
    """Who wrote a lock file: the computer's name, a mark of that opening, and when it last said so (seconds)."""

    computer: str
    mark: str
    beat: float

    @property
    def is_elsewhere(self) -> bool:
        """Say whether another computer has it."""
        return bool(self.computer) and self.computer != this_computer()

    def is_there(self, now: float) -> bool:
        """Say whether it said so lately; one whose clock is ahead counts as there."""
        return now - self.beat < GONE_AFTER_S


def lock_file_of(journal: Path) -> Path:
    """Return the lock file of *journal*."""
    return journal.with_name(f".{journal.name}.lock")


def holder_of(journal: Path) -> Holder | None:
    """Return who has *journal* open, as far as its lock file says."""
    try:
        found = json.loads(lock_file_of(journal).read_text("utf-8"))
        return Holder(str(found["computer"])[:80], str(found["mark"]), float(found["beat"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class WriterLock:
    """Held by the one program that writes a journal.

    The lock belongs to the open file, so the system lets it go when the program ends, however it ends; a file left
    behind by a crash locks nobody out.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._path = lock_file_of(journal)
        self._file: IO[bytes] | None = None
        self._mark = os.urandom(16).hex()
        self.was_left = False  # whether the holder before ended without letting go: killed, or out of power
        self.is_shared = False  # whether other computers may have the same file

    def acquire(self, patience_s: float = 0.0) -> None:
        """Take the lock; LockedJournal where another program still holds it after *patience_s*."""
        until = time.monotonic() + patience_s
        self.is_shared = place_of(self._path.parent).is_shared
        while True:
            self._refuse_if_elsewhere()
            self.was_left = self._path.exists()
            file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600), "r+b", buffering=0)
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
                    self._sign()
                    return
            file.close()

    def _refuse_if_elsewhere(self) -> None:
        holder = holder_of(self._journal) if self.is_shared else None
        if holder is not None and holder.is_elsewhere and holder.is_there(time.time()):
            raise LockedElsewhere(self._journal, computer=holder.computer)

    def _sign(self) -> None:
        """Write down who holds the lock; where there is no room for that, the lock itself still counts."""
        if self._file is None:
            return
        note = {"computer": this_computer(), "mark": self._mark, "beat": round(time.time())}
        with contextlib.suppress(OSError):
            self._file.seek(0)
            self._file.write(json.dumps(note).encode("ascii"))
            self._file.truncate()
            self._file.flush()

    def beat(self) -> bool:
        """Say that the holder is still there; False where another computer took the lock meanwhile."""
        if self._file is None or not self.is_shared:
            return True
        holder = holder_of(self._journal)
        if holder is not None and holder.mark != self._mark and holder.is_elsewhere:
            return False
        self._sign()
        return True

    def release(self) -> None:
        """Let the lock go and take its file away, unless it is another computer's by now."""
        if self._file is None:
            return
        holder = holder_of(self._journal) if self.is_shared else None
        if holder is None or holder.mark == self._mark or not holder.is_elsewhere:
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
