"""A day of which perhaps only the month or the year is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from journal.domain.problems import N_, Problem
from journal.domain.record import Precision
from journal.text import dates
from journal.text.numbers import NO_BREAK
from journal.ui.widgets.dates import read_day
from journal.ui.widgets.fields import TextField

FIRST_YEAR, LAST_YEAR = 1900, 2199


def read_known_day(text: str, today: date) -> tuple[date, Precision] | Problem | None:
    """Return the day that *text* says, with how much of it is known; None where it is blank."""
    words = text.replace(NO_BREAK, " ").strip()
    if not words:
        return None
    if re.fullmatch(r"\d{4}", words) and FIRST_YEAR <= int(words) <= LAST_YEAR:
        return date(int(words), 1, 1), Precision.YEAR
    month = _month(words)
    if month is not None:
        return month, Precision.MONTH
    read = read_day(text, today)
    if isinstance(read, Problem):
        return Problem(N_("“{word}” is not a day. Write 12 May 2026, May 2026 or 2026."), word=words)
    return (read, Precision.DAY) if read is not None else None


def _month(words: str) -> date | None:
    match = re.fullmatch(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})|([^\W\d]+)\.?\s+(\d{4}))", words)
    if match is None:
        return None
    year = int(match.group(1) or match.group(4) or match.group(6))
    if match.group(5):
        wanted = match.group(5).casefold()
        months = (date(2026, number, 1) for number in range(1, 13))
        named = [month.month for month in months if len(wanted) > 2 and _starts(dates.month_name(month), wanted)]
        number = named[0] if len(named) == 1 else 0
    else:
        number = int(match.group(2) or match.group(3))
    return date(year, number, 1) if 1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None


def _starts(name: str, wanted: str) -> bool:
    return name.casefold().startswith(wanted)


class KnownDayField(TextField):
    """`known_day_finished` brings a day with its precision, or None where the field is blank."""

    known_day_finished = Signal(object)

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__(name, width=190)
        self._today = today
        self.finished.connect(self._read)

    @property
    def problem(self) -> Problem | None:
        """Why what stands there is no day."""
        read = read_known_day(self.text(), self._today())
        return read if isinstance(read, Problem) else None

    def show_day(self, day: date | None, precision: Precision) -> None:
        """Show *day* as far as it is known; nobody is told."""
        self.set_text("" if day is None else dates.day(day, precision))

    def _read(self) -> None:
        read = read_known_day(self.text(), self._today())
        if not isinstance(read, Problem):
            self.known_day_finished.emit(read)
