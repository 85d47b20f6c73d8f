"""A second start of the same journal brings the first window forward.  Two small files do it; there is no socket.

The window that has a journal open watches a folder for a note with the journal's mark in its name.  Whoever starts
second and finds the journal locked leaves that note, and waits until it is taken away.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import zlib
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_runtime_path
from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, QTimer, Signal

ANSWER_WITHIN_S: Final = 3.0
LOOK_AGAIN_MS: Final = 1_000  # where a file system reports no changes


def meeting_place() -> Path:
    """Return the folder where notes are left, made for this person alone."""
    # Where a session has no folder of its own (Linux without systemd), the person's cache does.
    session = sys.platform != "linux" or bool(os.environ.get("XDG_RUNTIME_DIR"))
    place = user_runtime_path if session else user_cache_path
    folder = place("treatment-journal", appauthor=False) / "windows"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def note_for(journal: Path, folder: Path | None = None) -> Path:
    """Return the note that asks for the window of *journal*; its name says nothing about the journal."""
    name = os.fsencode(journal.resolve())
    mark = f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}"  # `hashlib` would load a library, in each start
    return (folder or meeting_place()) / f"{mark}.wanted"


class Doorbell(QObject):
    """Watches for a second start of one journal; `rung` comes when there was one."""

    rung = Signal()

    def __init__(self, journal: Path, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note = note_for(journal, folder)
        self._watcher = QFileSystemWatcher(self)
        if self._note.parent.is_dir():
            self._watcher.addPath(str(self._note.parent))
        self._watcher.directoryChanged.connect(lambda _folder: self._look())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_AGAIN_MS)
        self._take()  # one left by somebody who gave up long ago

    def _take(self) -> bool:
        try:
            self._note.unlink()
        except OSError:
            return False
        return True

    def _look(self) -> None:
        if self._take():
            self.rung.emit()

    def close(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._watcher.deleteLater()


def ring(journal: Path, folder: Path | None = None, wait_s: float = ANSWER_WITHIN_S) -> bool:
    """Ask the window that has *journal* open to come forward; say whether one did."""
    note = note_for(journal, folder)
    try:
        note.touch()
    except OSError:
        return False
    until = time.monotonic() + wait_s
    while time.monotonic() < until:
        if not note.exists():
            return True
        _wait(30)
    with contextlib.suppress(OSError):
        note.unlink()
    return False


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
