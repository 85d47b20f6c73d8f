"""Copies of attached files that other programs show: private, and removed when the journal or the program closes."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path


class OpenedFiles:
    """Lends places for copies, each in a folder of its own, for the owner alone."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._count = 0

    def place_for(self, name: str) -> Path:
        """Return where a copy called *name* can be written."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="treatment-journal-"))  # 0700
            atexit.register(self.clear)
        self._count += 1
        folder = self._folder / str(self._count)  # two files of one name do not meet
        folder.mkdir(mode=0o700)
        return folder / name

    def clear(self) -> None:
        """Remove all copies; one that another program holds on to goes at the next try, at the latest when we end."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            if not self._folder.exists():
                self._folder = None
                atexit.unregister(self.clear)


OPENED = OpenedFiles()
