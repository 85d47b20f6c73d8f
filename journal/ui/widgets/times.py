"""A time of day: typed as people write one ("9:30", "9.30", "930", "9 pm"), kept as hours and minutes."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from PySide6.QtCore import Signal

from journal.domain.problems import N_, Problem
from journal.text import dates
from journal.ui.widgets.fields import TextField

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
NOON: Final = 12


def read_time(text: str) -> time | Problem | None:
    """Return the time that *text* says; None where it is blank."""
    words = text.strip()
    if not words:
        return None
    found = _TIME.fullmatch(words)
    problem = Problem(N_("“{word}” is not a time. Write it like 9:30 or 14:05."), word=words)
    if found is None:
        return problem
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= NOON:
            return problem
        hour = hour % NOON + (NOON if half == "pm" else 0)
    return time(hour, minute) if hour < 2 * NOON else problem


class TimeField(TextField):
    """A field for a time of day.  What is no time stays as it was typed, and `problem` says why."""

    time_finished = Signal(object)

    def __init__(self, name: str, at: time | None = None) -> None:
        super().__init__(name, width=110)
        self.finished.connect(self._read)
        self.set_time(at)

    @property
    def at(self) -> time | None:
        """The time; None where the field is blank, or holds none."""
        read = read_time(self.text())
        return read if not isinstance(read, Problem) else None

    @property
    def problem(self) -> Problem | None:
        """Why what stands there is no time."""
        read = read_time(self.text())
        return read if isinstance(read, Problem) else None

    def set_time(self, at: time | None) -> None:
        """Show *at*; nobody is told."""
        self.set_text("" if at is None else dates.clock(at))

    def _read(self) -> None:
        if self.problem is None:
            self.set_time(self.at)
            self.time_finished.emit(self.at)
