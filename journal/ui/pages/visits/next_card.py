"""The next visit: when, with whom, how long until then, and the one sentence that must not be lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.visits import Appointment
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.card import Card
from journal.ui.widgets.chip import Chip
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

LONGEST_POINT = 160  # letters; what is longer is no one sentence, and has no room on the page for the visit


class NextVisitCard(Card):
    """Filled by `show_visit`; its one field saves as one goes."""

    def __init__(self, window: WindowServices, change: Callable[[Appointment], object]) -> None:
        super().__init__(padding=(22, 16), gap=8)
        self._window, self._change = window, change
        self.visit: Appointment | None = None
        self.label = Words(_("Next visit"), "small", "muted")
        self.when = Words("", "h2")
        self.what = Words("", tone="muted")
        self._chip_place = Flow()
        self.edit = icon_button("pencil-simple", _("Change this appointment"), self._open, bare=True)
        self.point = TextField(_("My main point"), hint=_("What must not be forgotten?"))
        self.point.setMaxLength(LONGEST_POINT)
        self.point.finished.connect(self._keep_point)
        head = Row(Column(self.label, self.when, self.what, gap=2), gap=12)
        head.setStretch(0, 1)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self._point_part = QWidget()
        label = Words(_("My main point, in one sentence"), "small", "muted")
        label.setBuddy(self.point)
        self._point_part.setLayout(Column(label, self.point, gap=4))
        self.add(head, self._chip_place, self._point_part)

    def show_visit(self, visit: Appointment | None, today: date, *, is_enabled: bool) -> None:
        """Show *visit*; None where none is written down."""
        self.visit = visit
        while self._chip_place.count():
            item = self._chip_place.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.edit.setVisible(visit is not None and is_enabled)
        self._point_part.setVisible(visit is not None)
        self.point.setEnabled(is_enabled)
        if visit is None:
            self.when.setText(_("No visit is written down"))
            self.what.setText(_("Add the next one, and the questions below are for it."))
            self.setAccessibleName(self.when.text())
            return
        self.when.setText(when(visit))
        self.what.setText(what(visit))
        self.setAccessibleName(_("Next visit: {day}").format(day=self.when.text()))
        self._chip_place.addWidget(Chip(until(visit.happened_on, today), "clock"))
        if not self.point.hasFocus():
            self.point.set_text(visit.main_point)

    def _open(self) -> None:
        if self.visit is not None:
            self._change(self.visit)

    def _keep_point(self, text: str) -> None:
        visit = self.visit
        if visit is not None and text.strip() != visit.main_point:
            changed = replace(visit, main_point=text.strip(), author="", written_at=None)
            self._window.write(_("My main point"), lambda draft: draft.save(changed))


def when(visit: Appointment) -> str:
    """Return "Tuesday 9 June 2026, 10:30"."""
    day = _("{weekday} {day}").format(weekday=dates.weekday(visit.happened_on), day=dates.day(visit.happened_on))
    if visit.happened_at is None:
        return day
    return _("{day}, {time}").format(day=day, time=dates.clock(visit.happened_at))


def what(visit: Appointment) -> str:
    """Return what for, with whom and where, as far as it is known."""
    parts = [part for part in (visit.what_for, visit.who, visit.place) if part]
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined = _("{first}, {second}").format(first=joined, second=part)
    return joined


def until(on: date, today: date) -> str:
    """Return how long it is until *on*."""
    days = (on - today).days
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Tomorrow")
    return ngettext("In {count} day", "In {count} days", days).format(count=days)
