"""The page Symptoms: one symptom as a calendar, by day of the cycle and over time; each day opens for writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from journal.actions.check_in import own_names
from journal.actions.symptom_days import (
    DaySheet,
    choices,
    cycle_summary,
    day_sheet,
    days_of,
    first_days,
    last_blank_day,
    lines_with_cycles,
    with_entries,
)
from journal.charts.chart import Chart
from journal.charts.from_journal import worst_symptom
from journal.charts.symptom_course import symptom_course
from journal.charts.usual_cycle import UsualCycleChart, usual_cycle_chart
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Dose, TreatmentLine
from journal.rules.symptom_course import ScoredDay
from journal.store.change import Change
from journal.text.language import _, ngettext
from journal.text.names import symptom_name
from journal.ui.follow_dialog import FollowDialog
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.symptoms.calendar_card import CalendarCard
from journal.ui.pages.symptoms.day_card import DayCard
from journal.ui.pages.symptoms.side_cards import cycle_card, differences_card
from journal.ui.theme.look import space
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.layouts import Column, Columns, Flow
from journal.ui.widgets.notices import EmptyState
from journal.ui.window_services import WindowServices

ALL_LINES: Final = ""


class SymptomsPage(Page):
    """What was written down of one symptom, which the person chooses."""

    shows = (SymptomEntry, TrackedSymptom, Cycle, Dose, TreatmentLine)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Symptoms"))
        self.symptom = ""
        self._days: Mapping[date, ScoredDay] = {}
        self._others: tuple[str, ...] = ()
        self._touched: set[str] | None = None  # symptoms changed since the charts were drawn; None: anything may be
        self.write_day = primary(_("Write down a day"), self._open_blank_day, icon="plus")
        self.write_day.setEnabled(not live.is_read_only)
        self.add_action(self.write_day)
        self.choice = ChoiceField(_("Which symptom"))
        self.choice.chosen.connect(self.choose)
        self.follow_button = quiet(_("Choose symptoms"), self._choose_symptoms, icon="sliders-horizontal")
        self.follow_button.setEnabled(not live.is_read_only)
        self.calendar = CalendarCard(window.today())
        self.calendar.opened.connect(self.open_day)
        self.calendar.span_changed.connect(lambda _first, _last: self._fill_calendar())
        self.day = DayCard(window, self._read_day)
        self.day.day_wanted.connect(self.open_day)
        self.day.closed.connect(self._close_day)
        self.day.hide()
        self._build_charts()
        self.empty = EmptyState(
            "heartbeat",
            _("No symptoms yet"),
            _("Choose what you want to follow. A few seconds a day show what is usual for you."),
            _("Choose symptoms"),
            self._choose_symptoms,
        )
        self._empty_card = Card()
        self._empty_card.add(self.empty)
        self.add(self._row(self.choice, self.follow_button), self._empty_card, self.calendar, self.day, self._charts)

    def _row(self, *widgets: QWidget) -> QWidget:
        self._chooser = QWidget()
        self._chooser.setLayout(Flow(*widgets, gap=12))
        return self._chooser

    def _build_charts(self) -> None:
        window = self.window_services
        self.line = ChoiceField(_("Cycles of which treatment"))
        self.line.chosen.connect(lambda _line: self._draw_usual())
        periods = (
            (28, _("Last 4 weeks")),
            (91, _("Last 3 months")),
            (365, _("Last 12 months")),
            (None, _("Since the start")),
        )
        self.period = ChoiceField(_("Which time"), periods, 91)
        self.period.chosen.connect(lambda _days: self._draw_course())
        self.usual = ChartCard(window, "symptoms, usual cycle", _("My usual cycle"), self.line)
        self.course = ChartCard(window, "symptoms, course", _("Over time"), self.period, height=300)
        main, side = QWidget(), QWidget()
        main.setLayout(Column(self.usual, self.course, gap=13))
        self._side = Column(gap=13)
        side.setLayout(self._side)
        self._charts = Columns(main, side)

    # Reading

    def _on_changed(self, change: Change) -> None:
        entries = [each for each in (*change.before(), *change.after()) if isinstance(each, SymptomEntry)]
        if change.touches(TrackedSymptom, Cycle, Dose, TreatmentLine):
            self._touched = None
        elif self._touched is not None:
            self._touched |= {entry.symptom for entry in entries}
        self._others = tuple(dict.fromkeys([*self._others, *(entry.symptom for entry in entries)]))
        super()._on_changed(change)

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        known = choices(journal, self._others)
        keys = [each.key for each in known]
        if self.symptom not in keys:
            self.symptom = worst_symptom(journal, today)
            if self.symptom and self.symptom not in keys:
                self._others = (*self._others, self.symptom)
                known = choices(journal, self._others)
            self.symptom = self.symptom or (keys[0] if keys else "")
        self.choice.set_choices([(each.key, each.name) for each in known], self.symptom)
        for widget in (self._chooser, self.calendar, self._charts, self.write_day):
            widget.setVisible(bool(known))
        self._empty_card.setVisible(not known)
        if not known:
            self.day.hide()
            return
        if self.calendar.isVisible() or not self.calendar.expect_width(self.content_width):
            self._fill_calendar()  # else it was, as other days asked for it
        if self.day.sheet is not None and not self.day.isHidden():
            self.day.show_sheet(self._read_day(self.day.sheet.on, self.day.also()))
        if self._touched is None:
            self._find_others()
        if self._touched is None or self.symptom in self._touched:
            self._touched = set()
            self._fill_lines()
            self.later(self._draw_usual, at=self.calendar)
            self.later(self._draw_course, at=self.usual)

    def _find_others(self) -> None:
        """Look for symptoms that are not followed but have entries, and offer them as well."""

        def done(found: tuple[str, ...]) -> None:
            self._others = found
            known = choices(self.live.read, found)
            self.choice.set_choices([(each.key, each.name) for each in known], self.symptom)

        journal = self.live.read
        self.window_services.background.run(
            lambda _progress: with_entries(journal), done, owner=self, key="symptoms with entries"
        )

    def _fill_calendar(self) -> None:
        if not self.symptom:
            return
        journal, (first, last) = self.live.read, self.calendar.span
        self._days = days_of(journal, self.symptom, first, last)
        begins = first_days(journal, first, last)
        self.calendar.show_days(self._name, self._days, begins, self.window_services.today())
        self._fill_side()

    def _fill_side(self) -> None:
        while self._side.count():
            empty_out(self._side.takeAt(0))
        summary = cycle_summary(self.live.read, self.window_services.today())
        if summary is not None:
            self._side.addWidget(cycle_card(summary, self.choose))
        differences = differences_card(self._days.values())
        if differences is not None:
            self._side.addWidget(differences)

    @property
    def _name(self) -> str:
        return symptom_name(self.symptom, own_names(self.live.read))

    def _read_day(self, on: date, also: Iterable[str]) -> DaySheet:
        return day_sheet(self.live.read, on, also)

    def _fill_lines(self) -> None:
        lines = lines_with_cycles(self.live.read, self.window_services.today())
        offered: list[tuple[object, str]] = [
            (line.id, _("Cycles of {line}").format(line=line.name or str(line.number))) for line in lines
        ]
        if len(lines) > 1:
            offered.append((ALL_LINES, _("Cycles of all treatments")))
        chosen = self.line.value if any(value == self.line.value for value, _words in offered) else None
        self.line.set_choices(offered, chosen if chosen is not None else (lines[0].id if lines else None))
        self.usual.setVisible(bool(lines))

    def _draw_usual(self) -> None:
        journal, key, name = self.live.read, self.symptom, self._name
        line, today = self.line.value, self.window_services.today()

        def make() -> Chart:
            cycles = journal.all(Cycle, line_id=line) if line else journal.all(Cycle)
            return usual_cycle_chart(journal.between(SymptomEntry, symptom=key), key, cycles, today, name)

        if not self.usual.isHidden():
            self.usual.show_made(make, _logged_in_cycles)

    def _draw_course(self) -> None:
        journal, key, name = self.live.read, self.symptom, self._name
        days, today = self.period.value, self.window_services.today()
        since = today - timedelta(days - 1) if isinstance(days, int) else None

        def make() -> Chart:
            return symptom_course(
                journal.between(SymptomEntry, since, today, symptom=key),
                key,
                name,
                today,
                since=since,
                cycles=journal.all(Cycle),
                lines=journal.all(TreatmentLine),
                doses=journal.all(Dose),
            )

        self.course.show_made(make)

    # What a person does

    def choose(self, symptom: object) -> None:
        """Show another symptom."""
        if isinstance(symptom, str) and symptom != self.symptom:
            self.symptom, self._touched = symptom, None
            self.refresh()

    def open_day(self, on: date) -> None:
        """Open *on* for writing, below the calendar."""
        if self.live.is_read_only:
            self.window_services.say(_("This journal is open for reading only."))
            return
        self.day.show_sheet(self._read_day(on, ()))
        was_hidden = self.day.isHidden()
        self.day.show()
        self.calendar.grid.show_day(on)
        if was_hidden:
            row = self.day.rows.get(self.symptom) or next(iter(self.day.rows.values()), None)
            (row.steps if row is not None else self.day.another).setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, self, self._scroll_to_day)

    def _scroll_to_day(self) -> None:
        """Let the open day stand at the top: the person asked for it, and it is longer than what is left below."""
        content = self.scroll_area.widget()
        if content is not None:
            top = self.day.mapTo(content, QPoint(0, 0)).y()
            self.scroll_area.verticalScrollBar().setValue(top - space(12))

    def _open_blank_day(self) -> None:
        self.open_day(last_blank_day(self.live.read, self.window_services.today()))

    def _close_day(self) -> None:
        self.day.hide()
        self.calendar.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.ensureWidgetVisible(self.calendar, 0, 0)

    def _choose_symptoms(self) -> None:
        services = self.window_services
        dialog = FollowDialog(self.live, services.today, services.write, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def finish(self) -> None:
        self.day.finish()

    def show_record(self, record_id: str) -> None:
        """Show the symptom and the day of an entry."""
        entry = self.live.read.get(SymptomEntry, record_id)
        if entry is not None:
            self.choose(entry.symptom)
            self.calendar.grid.show_day(entry.happened_on)
            self.bring_into_view(self.calendar.grid)


def _logged_in_cycles(chart: Chart) -> str:
    """Say on how many days of the finished cycles the usual one rests."""
    if not isinstance(chart, UsualCycleChart) or not chart.out_of:
        return ""
    return ngettext(
        "Logged {count} of {total} day of the finished cycles.",
        "Logged {count} of {total} days of the finished cycles.",
        chart.out_of,
    ).format(count=chart.logged, total=chart.out_of)
