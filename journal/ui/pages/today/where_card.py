"""Where we are: the cycle and its days, or why none runs; what is due today; and the next appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from journal.actions.where_we_are import Pause, Standing
from journal.domain.late_dataclass import dataclass
from journal.domain.treatment import Cycle
from journal.domain.visits import Appointment
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.pages.today.cycle_strip import CycleStrip
from journal.ui.theme.look import breadth, follow, space
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words


@dataclass(frozen=True)
class Whereabouts:
    """What the card shows: the cycle that runs or why none does, the cycle that is due, and what comes next."""

    standing: Standing | None
    pause: Pause | None
    due: Cycle | None
    appointment: Appointment | None
    today: date


class WhereCard(Card):
    """Filled by `show_whereabouts`.  *on_given* writes down that the cycle due was given, *on_treatment* goes there."""

    def __init__(self, on_given: Callable[[], object], on_treatment: Callable[[], object]) -> None:
        super().__init__(padding=(22, 16), gap=10)
        self._on_treatment = on_treatment
        self._shown: Whereabouts | None = None
        self._was_narrow = False
        self._strip: CycleStrip | None = None
        self.to_treatment: Button | None = None
        self._line = QHBoxLayout()
        self.due_words = Words("")
        self.given = quiet(_("Chemo given"), on_given, icon="check")
        self._due = QWidget()
        row = Row(Picture("drop"), self.due_words, self.given, gap=12)
        row.setStretch(1, 1)
        self._due.setLayout(row)
        self.point = Words("", "small")
        self._point = QWidget()
        point = Row(Picture("star", "accent", 18), self.point, gap=10)
        point.setStretch(1, 1)
        self._point.setLayout(point)
        self.add(self._line, self._due, self._point)
        follow(self._arrange)

    def show_whereabouts(self, shown: Whereabouts, *, can_write: bool = True) -> None:
        """Show where the treatment stands, and what comes next."""
        self._shown = shown
        while self._line.count():
            empty_out(self._line.takeAt(0))
        self._strip = self.to_treatment = None
        narrow = self._was_narrow = breadth(self) == "narrow"
        standing, appointment = shown.standing, shown.appointment
        if standing is not None and narrow:
            self._line.addWidget(Words(_cycle_title(standing), "h2"), 1)
            if appointment is not None:
                self._line.addWidget(Words(_what_and_when(appointment), "small", "muted"), 0)
        elif standing is not None:
            self._line.addWidget(_cycle_words(standing), 0, Qt.AlignmentFlag.AlignVCenter)
            self._strip = CycleStrip(standing)
            self._line.addWidget(self._strip, 1)
        elif shown.pause is not None:
            self._line.addWidget(self._pause_words(shown.pause, shown.today, can_write=can_write), 1)
        if appointment is not None and not (narrow and standing is not None):
            self._line.addWidget(_appointment_words(appointment, shown.today), 0, Qt.AlignmentFlag.AlignVCenter)
        main_point = appointment.main_point if appointment is not None else ""
        self.point.setText(_("Main point: “{words}”").format(words=main_point))
        self._point.setVisible(bool(main_point) and not narrow)
        self._due.setVisible(shown.due is not None and can_write)
        if shown.due is not None:
            self.due_words.setText(_due_words(shown.due, shown.today))
            name = _("Cycle {number} given today").format(number=shown.due.number)
            self.given.setAccessibleName(name)
        self._arrange()

    def _pause_words(self, pause: Pause, today: date, *, can_write: bool) -> QWidget:
        """Return what a day without a running cycle says, with the way to the treatment where none is written down."""
        title, more = _pause_sentences(pause, today)
        column = Column(Words(title, "h2"), Words(more, tone="muted"), gap=6)
        if pause.line is None and can_write:
            self.to_treatment = quiet(_("Write down the treatment"), self._on_treatment, icon="drop")
            column.addSpacing(4)
            column.addWidget(self.to_treatment, 0, Qt.AlignmentFlag.AlignLeading)
        holder = QWidget()
        holder.setLayout(column)
        return holder

    def _arrange(self) -> None:
        room = breadth(self)
        if self._shown is not None and (room == "narrow") is not self._was_narrow:
            self.show_whereabouts(self._shown, can_write=not self.given.isHidden())
            return
        beside = room != "medium"  # a narrow window shows one short line
        if self._shown is not None and self._shown.standing is None:
            beside = room == "wide"
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(space(24 if beside else 12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _pause_sentences(pause: Pause, today: date) -> tuple[str, str]:
    name = pause.line.name if pause.line is not None else ""
    if pause.begins_on is not None:
        days = (pause.begins_on - today).days
        when = _("today") if days == 0 else _("tomorrow") if days == 1 else _in_days(days)
        return (
            _("No cycle runs today"),
            _("{line} is planned for {weekday} {day}, {when}.").format(
                line=name, weekday=dates.weekday(pause.begins_on), day=dates.short_day(pause.begins_on), when=when
            ),
        )
    if pause.line is None:
        return (
            _("No treatment is written down yet"),
            _("With it, this place says which day of the cycle it is, and what comes next."),
        )
    if pause.ended_on is not None:
        return (
            _("No treatment runs at the moment"),
            _("{line} ended on {day}.").format(line=name, day=dates.day(pause.ended_on)),
        )
    return _("No cycle runs today"), _("{line} has no cycle written down.").format(line=name)


def _due_words(cycle: Cycle, today: date) -> str:
    if cycle.happened_on == today:
        return _("Cycle {number} is planned for today.").format(number=cycle.number)
    return _("Cycle {number} was planned for {day}.").format(
        number=cycle.number, day=dates.short_day(cycle.happened_on)
    )


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
        Words(_listed(parts), "small", "muted"),
        gap=3,
    )
    holder = QWidget()
    row = Row(Picture("calendar-check", "accent", 24), words, gap=16)
    row.setStretch(1, 1)
    holder.setLayout(row)
    return holder


def _listed(parts: list[str]) -> str:
    if len(parts) == 3:
        return _("{first}, {second}, {third}").format(first=parts[0], second=parts[1], third=parts[2])
    if len(parts) == 2:
        return _("{first}, {second}").format(first=parts[0], second=parts[1])
    return parts[0]


def _in_days(days: int) -> str:
    return ngettext("in {count} day", "in {count} days", days).format(count=days)
