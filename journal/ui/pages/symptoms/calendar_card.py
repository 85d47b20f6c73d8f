"""The calendar with its legend, the weeks before and after, and how much of it was logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.symptoms import LEVELS
from journal.rules.symptom_course import ScoredDay
from journal.text.language import _, ngettext
from journal.text.names import level_name
from journal.ui.pages.symptoms.day_cell import DayCell, SampleCell
from journal.ui.pages.symptoms.day_grid import PAGE_WEEKS, DayGrid
from journal.ui.widgets.buttons import icon_button, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.words import Words


class CalendarCard(Card):
    """Shows the days of one symptom; `opened` brings a day, `span_changed` the days that are wanted."""

    opened = Signal(object)
    span_changed = Signal(object, object)

    def __init__(self, today: date) -> None:
        self.earlier = icon_button("caret-left", _("Earlier weeks"), lambda: self._turn(-PAGE_WEEKS))
        self.later = icon_button("caret-right", _("Later weeks"), lambda: self._turn(PAGE_WEEKS))
        self.now = quiet(_("Today"), self._show_today)
        buttons = QWidget()
        buttons.setLayout(Row(self.earlier, self.later, self.now, gap=8))
        super().__init__(_("Day by day"), action=buttons, gap=8)
        self.summary = Words("", tone="muted")
        self.read_out = Words("", "strong")
        self.grid = DayGrid(today)
        self._legend = Flow(gap=16)
        self._legend_for: tuple[bool, bool, bool] | None = None
        self.add(self.summary, self.grid, self.read_out, self._legend)
        self.grid.opened.connect(self.opened)
        self.grid.moved.connect(self._say_day)
        self.grid.span_changed.connect(self.span_changed)

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day that are shown."""
        return self.grid.days.first, self.grid.days.last

    def expect_width(self, width: int) -> bool:
        """Show as many weeks as there is room for in a card *width* wide; say whether these are other days."""
        sides = self.contentsMargins()
        padding = self._body.contentsMargins()
        return self.grid.expect_width(width - sides.left() - sides.right() - padding.left() - padding.right())

    def show_days(self, name: str, days: Mapping[date, ScoredDay], begins: Mapping[date, int], today: date) -> None:
        """Show what was written down of the symptom called *name* on the days of the span."""
        self.grid.set_today(today)
        self.title.setText(_("{name}, day by day").format(name=name))
        self.setAccessibleName(self.title.text())
        self.grid.setAccessibleName(self.title.text())
        self.grid.setAccessibleDescription(_("Arrow keys go from day to day and from week to week. Enter opens a day."))
        self.grid.days.set_days(days, begins)
        shown = (self.span[1] - self.span[0]).days + 1
        logged = self.grid.days.logged
        words = ngettext("Logged {count} of {total} day.", "Logged {count} of {total} days.", shown)
        # "0 of 150" would read as a reproach to somebody who begins.
        self.summary.setText(words.format(count=logged, total=shown) if logged else _("No entry on these days."))
        for button in (self.later, self.now):
            button.setEnabled(not self.grid.shows_today)
        self._say_day(self.grid.day)
        self._explain(
            with_carer=any(day.carer is not None for day in days.values()),
            with_later=any(day.was_written_later for day in days.values()),
            with_cycles=bool(begins),
        )

    def _say_day(self, on: date | None) -> None:
        self.read_out.setText(self.grid.days.cell_of(on).words if on is not None else "")

    def _explain(self, *, with_carer: bool, with_later: bool, with_cycles: bool) -> None:
        """Say what the cells mean; only what occurs is explained."""
        wanted = (with_carer, with_later, with_cycles)
        if wanted == self._legend_for:
            return
        self._legend_for = wanted
        while self._legend.count():
            empty_out(self._legend.takeAt(0))
        on = self.grid.days.today
        samples = [(DayCell(on), _("no entry"))]
        samples += [(DayCell(on, ScoredDay(on, level, None)), level_name(level)) for level in LEVELS]
        if with_carer:
            samples.append((DayCell(on, ScoredDay(on, 1, 2)), _("own score, then the carer’s")))
        if with_later:
            samples.append((DayCell(on, ScoredDay(on, 1, None, True)), _("written later")))
        if with_cycles:
            samples.append((DayCell(on, begins=1), _("a cycle begins")))
        samples.append((DayCell(on, is_today=True), _("today")))
        for cell, words in samples:
            item = QWidget()
            item.setLayout(Row(SampleCell(cell), Words(words, "small", "muted", wraps=False), gap=8))
            self._legend.addWidget(item)

    def _turn(self, weeks: int) -> None:
        self.grid.turn(weeks)

    def _show_today(self) -> None:
        self.grid.show_day(self.grid.days.today)
        self.grid.setFocus()
