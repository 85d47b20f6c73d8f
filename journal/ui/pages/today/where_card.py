"""Where we are: the cycle and its days, and the next appointment."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from journal.actions.where_we_are import Standing
from journal.domain.visits import Appointment
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.pages.today.cycle_strip import CycleStrip
from journal.ui.theme.look import breadth, follow, space
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words


class WhereCard(Card):
    """Filled by `show_standing`; hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(padding=(22, 16))
        self._shown: tuple[Standing | None, Appointment | None, date] | None = None
        self._was_narrow = False
        self._strip: CycleStrip | None = None
        self._line = QHBoxLayout()
        self.add(self._line)
        follow(self._arrange)

    def show_standing(self, standing: Standing | None, appointment: Appointment | None, today: date) -> None:
        """Show the cycle that runs, and what comes next."""
        self._shown = standing, appointment, today
        while self._line.count():
            empty_out(self._line.takeAt(0))
        self._strip = None
        narrow = self._was_narrow = breadth(self) == "narrow"
        if standing is not None and narrow:
            self._line.addWidget(Words(_cycle_title(standing), "h2"), 1)
            if appointment is not None:
                self._line.addWidget(Words(_what_and_when(appointment), "small", "muted"), 0)
        elif standing is not None:
            self._line.addWidget(_cycle_words(standing), 0, Qt.AlignmentFlag.AlignVCenter)
            self._strip = CycleStrip(standing)
            self._line.addWidget(self._strip, 1)
        if appointment is not None and not (narrow and standing is not None):
            self._line.addWidget(_appointment_words(appointment, today), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(standing is not None or appointment is not None)
        self._arrange()

    def _arrange(self) -> None:
        room = breadth(self)
        if self._shown is not None and (room == "narrow") is not self._was_narrow:
            self.show_standing(*self._shown)
            return
        beside = room != "medium"  # a narrow window shows one short line
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(space(24 if beside else 12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _cycle_title(standing: Standing) -> str:
    number, planned, day = standing.cycle.number, standing.line.planned_cycles, standing.day
    if planned:
        return _("Cycle {number} of {planned}, day {day}").format(number=number, planned=planned, day=day)
    return _("Cycle {number}, day {day}").format(number=number, day=day)


def _what_and_when(appointment: Appointment) -> str:
    on = appointment.happened_on
    return _("{what}, {weekday} {day}").format(
        what=appointment.what_for, weekday=dates.weekday(on)[:3], day=dates.short_day(on)
    )


def _cycle_words(standing: Standing) -> QWidget:
    first = standing.cycle.happened_on
    began = _("{line}, first day {weekday} {day}").format(
        line=standing.line.name, weekday=dates.weekday(first), day=dates.short_day(first)
    )
    holder = QWidget()
    holder.setLayout(Column(Words(_cycle_title(standing), "h2"), Words(began, "small", "muted"), gap=8))
    return holder


def _appointment_words(appointment: Appointment, today: date) -> QWidget:
    on = appointment.happened_on
    days = (on - today).days
    left = _("today") if days == 0 else _("tomorrow") if days == 1 else _in_days(days)
    at = dates.clock(appointment.happened_at) if appointment.happened_at is not None else ""
    parts = [part for part in (at, appointment.place, left) if part]
    words = Column(
        Words(_("Next appointment"), "small", "muted"),
        Words(_what_and_when(appointment), "strong"),
        Words(
            _("{first}, {second}, {third}").format(first=parts[0], second=parts[1], third=parts[2])
            if len(parts) == 3
            else _("{first}, {second}").format(first=parts[0], second=parts[1])
            if len(parts) == 2
            else parts[0],
            "small",
            "muted",
        ),
        gap=3,
    )
    holder = QWidget()
    row = Row(Picture("calendar-check", "accent", 24), words, gap=16)
    row.setStretch(1, 1)
    holder.setLayout(row)
    return holder


def _in_days(days: int) -> str:
    return ngettext("in {count} day", "in {count} days", days).format(count=days)
