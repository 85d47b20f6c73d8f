"""Clears away what a killed start left of files that it was taking in; beside all else, some time after opening."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from journal.domain.problems import Problem
from journal.ui.background import Background
from journal.ui.live_journal import LiveJournal

LOOK_AFTER_MS: Final = 10_000  # nobody waits for it


def clear_away_later(live: LiveJournal, background: Background, owner: QObject) -> None:
    """Take out bytes that no change ever attached, on the worker; *owner* lives as long as the journal is open."""

    def failed(error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error  # what the person can mend is said where it stands in their way; the next start tries again

    def look() -> None:
        journal = live.read
        background.run(
            lambda _progress: journal.take_out_left_files(),
            lambda _count: None,
            owner=owner,
            failed=failed,
            writes=True,
        )

    QTimer.singleShot(LOOK_AFTER_MS, owner, look)
