"""A day: typed as people write one, or picked from a calendar.  It is a calendar date and never shifts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QWidget

from journal.actions.quick_dates import Token, when_at
from journal.domain.problems import N_, Problem
from journal.text import dates
from journal.text.language import _, current_language
from journal.text.numbers import NO_BREAK
from journal.ui.theme.fonts import font
from journal.ui.theme.icons import icon
from journal.ui.theme.look import colour, follow, size
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.fields import FieldWithMore, TextField
from journal.ui.widgets.layouts import Column, Row

MARGIN: Final = 48  # px of the screen that a calendar leaves, for its own padding
MOST_AWAY: Final = 15  # days of the months before and after that six weeks show
_WORD: Final = re.compile(r"[^\s,]+")


def read_day(text: str, today: date) -> date | Problem | None:
    """Return the day that *text* says ("12 May 2026", "2026-05-12", "yesterday"); None where it is blank."""
    words = text.replace(NO_BREAK, " ")
    tokens = [Token(match.start(), match.end(), match.group()) for match in _WORD.finditer(words)]
    if not tokens:
        return None
    when = when_at(tokens, 0, today)
    if when is not None and when.problem is not None:
        return when.problem
    if when is None or when.day is None or when.length < len(tokens):
        return Problem(N_("“{word}” is not a day. Write it like 12 May 2026, or 2026-05-12."), word=text.strip())
    return when.day


class DateField(FieldWithMore):
    """A field for a day, with a calendar.  `day_finished` brings the day, or None where the field is blank.

    *today* answers with today's date when it is asked.  What is no day stays as it was typed, and `problem` says why.
    """

    day_finished = Signal(object)

    def __init__(self, name: str, today: Callable[[], date], day: date | None = None, *, latest_today: bool = False):
        super().__init__()
        self._today, self._latest_today = today, latest_today
        self._day = day
        self.field = TextField(name, width=190)
        self.field.finished.connect(self._read)
        self._button = icon_button("calendar-blank", _("{name}: open the calendar").format(name=name), self._open)
        self._popup: CalendarPopup | None = None
        self.setLayout(Row(self.field, self._button, None, gap=8))
        self.setFocusProxy(self.field)
        self.setAccessibleName(name)
        self.set_day(day)

    @property
    def day(self) -> date | None:
        """The day; None where the field is blank, or holds no day."""
        return self._day

    @property
    def problem(self) -> Problem | None:
        """Why what stands there is no day."""
        if self._day is not None and self.field.text() == dates.day(self._day):
            return None  # as it was shown; not every language can be read back
        read = read_day(self.field.text(), self._today())
        return read if isinstance(read, Problem) else None

    def set_day(self, day: date | None) -> None:
        """Show *day*; nobody is told."""
        self._day = day
        self.field.set_text("" if day is None else dates.day(day))

    def finish(self) -> None:
        """Take what stands there as finished, as leaving the field would."""
        self.field.finish()

    def _read(self) -> None:
        read = read_day(self.field.text(), self._today())
        if isinstance(read, Problem):
            self._day = None
            return
        self.set_day(read)
        self.day_finished.emit(read)

    def _open(self) -> None:
        latest = self._today() if self._latest_today else None
        self._popup = CalendarPopup(self, self._day or self._today(), latest)
        self._popup.picked.connect(self._pick)
        self._popup.show_below(self)

    def _pick(self, day: date) -> None:
        self.set_day(day)
        self.field.setFocus()
        self.day_finished.emit(day)


class CalendarPopup(QFrame):
    """A calendar that closes when a day was picked."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, day: date, latest: date | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setLocale(QLocale(current_language().partition("-")[0]))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        if latest is not None:
            self._calendar.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        self._calendar.currentPageChanged.connect(self._quieten_others)
        self.setLayout(Column(self._calendar, padding=8))
        follow(self._dress)

    def _dress(self) -> None:
        self._calendar.setFont(font("body"))
        plain = QTextCharFormat()
        plain.setForeground(colour("ink"))
        head = QTextCharFormat()
        head.setForeground(colour("muted"))
        head.setFont(font("small_strong"))
        self._calendar.setHeaderTextFormat(head)
        for weekday in Qt.DayOfWeek:
            self._calendar.setWeekdayTextFormat(weekday, plain)
        turns = (
            ("qt_calendar_prevmonth", "caret-left", _("The month before")),
            ("qt_calendar_nextmonth", "caret-right", _("The month after")),
        )
        for name, shown, words in turns:
            button = self._calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icon(shown))
                button.setAccessibleName(words)
        days = self._calendar.findChild(QTableView)
        if isinstance(days, QTableView):
            days.setAccessibleName(_("Days of the month"))
        self._quieten_others(self._calendar.yearShown(), self._calendar.monthShown())
        room = self.screen().availableSize()
        self._calendar.setMinimumSize(
            min(size(44) * 7 + 16, room.width() - MARGIN), min(size(44) * 8, room.height() - MARGIN)
        )

    def _quieten_others(self, year: int, month: int) -> None:
        """Set the days before and after the month that is shown back: else there are two of each."""
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(colour("ink"))
        quiet.setForeground(colour("muted"))
        quiet.setFont(font("small"))
        self._calendar.setDateTextFormat(QDate(), plain)  # no day: all that was set goes
        first = QDate(year, month, 1)
        for away in range(1, MOST_AWAY):
            for day in (first.addDays(-away), first.addMonths(1).addDays(away - 1)):
                self._calendar.setDateTextFormat(day, quiet)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()

    def show_below(self, widget: QWidget) -> None:
        """Open under *widget*, or above it where the screen ends."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        screen = widget.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner = widget.mapToGlobal(QPoint(0, -self.height() - 4))
        self.move(max(screen.left(), min(corner.x(), screen.right() - self.width())), max(screen.top(), corner.y()))
        self.show()
        self._calendar.setFocus()
