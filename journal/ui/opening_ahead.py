"""Opens the journal of a start on a thread of its own, while the window still loads what shows it.

Every page of the file is checked when it is opened; SQLCipher does that without Python, so the two take turns on one
processor and go side by side on two.  Nothing is shown before the check has ended.
"""

from __future__ import annotations

import threading
from pathlib import Path

from journal.domain.problems import Problem
from journal.store.journal import Journal
from journal.store.opening import needs_passphrase, open_journal


class OpenedAhead:
    """A journal on its way."""

    def __init__(self, path: Path, author: str) -> None:
        self._path, self._author = path, author
        self._journal: Journal | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._open, name="opening a journal")
        self._thread.start()

    def _open(self) -> None:
        try:
            self._journal = open_journal(self._path, author=self._author)
        except BaseException as error:  # raised where the journal is asked for
            self._error = error

    def journal(self) -> Journal:
        """Wait for the journal and return it; raise what stood in the way."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        if self._journal is None:
            raise RuntimeError("the thread ended without an answer")
        return self._journal


def opened_ahead(path: Path | None, author: str) -> OpenedAhead | None:
    """Begin to open *path*; None where that has to be asked about or explained first."""
    try:
        if path is None or needs_passphrase(path):
            return None
    except Problem:
        return None
    return OpenedAhead(path, author)
