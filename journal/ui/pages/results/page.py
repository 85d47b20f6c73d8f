"""The page Blood tests: one test over time, the sheet of a day, and what the numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.actions import blood_tests
from journal.actions.attaching import Day, attachments_of
from journal.actions.blood_tests import LabTest, MarkerNews, Overview
from journal.actions.lab_sheet import Measured
from journal.actions.sheet_reading import key_of
from journal.actions.where_we_are import new_markers
from journal.charts.marker_trend import MarkerTrendChart
from journal.domain.attachments import Attachment
from journal.domain.imaging import Measurement, Scan
from journal.domain.patient import Patient
from journal.domain.results import LabResult, VitalSign
from journal.domain.treatment import Cycle, Dose, Procedure, TreatmentLine
from journal.text import dates
from journal.text.language import _
from journal.ui.attachments.files_part import FilesPart
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.results.day_card import DayCard, name_of
from journal.ui.pages.results.history_dialog import HistoryDialog
from journal.ui.pages.results.says_card import SaysCard
from journal.ui.pages.results.sheet_dialog import SheetDialog
from journal.ui.pages.results.trend_card import Choices, Period, TrendCard
from journal.ui.theme.look import breadth
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.notices import EmptyState
from journal.ui.window_services import WindowServices


class ResultsPage(Page):
    """Blood tests, markers, tumour DNA and vital signs."""

    shows = (Attachment, Cycle, Dose, LabResult, Measurement, Patient, Procedure, Scan, TreatmentLine, VitalSign)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Blood tests"), _("Markers and blood counts"))
        self._day: date | None = None
        self._key = ""
        self._period: Period | None = None
        self._line_start: date | None = None
        self._new: set[str] = set()
        self._overview = Overview()
        self._news: tuple[MarkerNews, ...] = ()
        self.sheet_dialog: SheetDialog | None = None
        self._build()
        self._connect()
        live.opened.changed.connect(self.refresh_when_next_seen)

    def _build(self) -> None:
        self.choices = Choices()
        self.new_sheet = primary(_("New sheet"), self.write_sheet, icon="plus")
        self.add_action(self.choices, self.new_sheet)
        self.empty = EmptyState(
            "test-tube",
            _("No blood tests yet"),
            _("Here you keep what the lab prints: counts, markers, tumour DNA, and weight or temperature too."),
            _("Write down a sheet"),
            self.write_sheet,
        )
        self._empty_card = Card()
        self._empty_card.add(self.empty)
        self.chart = TrendCard(self.window_services)
        self.day = DayCard()
        self.files = FilesPart(self.live, self.window_services, is_aside=True)
        self.day.add(self.files)
        self.says = SaysCard()
        main = QWidget()
        main.setLayout(Column(self.day))
        side = QWidget()
        side.setLayout(Column(self.says))
        self.columns = Columns(main, side, side_width=288)
        self.add(self._empty_card, self.chart, self.columns)
        if self.live.is_read_only:
            self.new_sheet.setEnabled(False)
            self.empty.button.setEnabled(False)
            self.day.set_read_only()

    def _connect(self) -> None:
        self.choices.chosen.connect(self._choose)
        self.chart.open_wanted.connect(self._open_chosen)
        self.chart.history_wanted.connect(lambda: self.show_history(self._key))
        self.day.day_wanted.connect(self.show_day)
        self.day.paste_wanted.connect(self.paste_sheet)
        self.day.change_wanted.connect(self.change_sheet)
        self.day.take_out_wanted.connect(self.take_out)
        self.day.trend_wanted.connect(lambda measured: self.show_trend(key_of(measured)))
        self.day.open_wanted.connect(self.open_result)
        self.says.opened.connect(self.open_result)
        self.says.article_wanted.connect(lambda key: self.window_services.go_to("understand", key))

    # Showing

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        newest = blood_tests.newest_day(journal)
        for widget, seen in (
            (self._empty_card, newest is None),
            (self.new_sheet, newest is not None),
            (self.chart, newest is not None),
            (self.columns, newest is not None),
        ):
            widget.setVisible(seen)
        if newest is None:
            self.choices.hide()
            return
        self._new = {result.id for result in new_markers(journal, today)}
        measured = blood_tests.sheet_of_day(journal, self._day) if self._day is not None else ()
        if not measured:
            self._day = newest
            measured = blood_tests.sheet_of_day(journal, newest)
        self._show_sheet(self._day or newest, measured)
        self._look_through()

    def _show_sheet(self, day: date, measured: Sequence[Measured]) -> None:
        self.day.show_day(day, measured, self.folded)
        self.files.show_files(Day(day), attachments_of(self.live.read, Day(day)))

    def _look_through(self) -> None:
        """Read beside the window what takes longer with ten years of results, then show it."""
        journal, today = self.live.read, self.window_services.today()
        keeps_open = self.window_services.settings.keep_results_open
        open_scans = frozenset(scan.id for scan in journal.all(Scan)) if keeps_open else self.live.opened.ids

        def work(_progress: object) -> tuple[Overview, tuple[MarkerNews, ...], date | None]:
            news, found = blood_tests.marker_news(journal, today, open_scans), blood_tests.overview(journal)
            return found, news, blood_tests.line_start(journal, today)

        def done(seen: tuple[Overview, tuple[MarkerNews, ...], date | None]) -> None:
            overview, self._news, self._line_start = seen
            self._take_overview(overview)
            self.says.show_news(self._news, self.folded)
            self._draw()

        self.window_services.background.run(work, done, owner=self, key="results-overview")

    @property
    def folded(self) -> frozenset[str]:
        """The ids of results that wait to be opened."""
        if self.window_services.settings.keep_results_open:
            return frozenset()
        return frozenset(self._new - self.live.opened.ids)

    def _take_overview(self, found: Overview) -> None:
        self._overview = found
        keys = {test.key for test in found.tests}
        if self._key not in keys:
            self._key = _usual(found.tests)
        has_line = self._line_start is not None
        if self._period is None:
            self._period = Period.TREATMENT if has_line else Period.ALL
        self.choices.offer(found.tests, self._key, self._period, has_line=has_line)
        self.day.offer_days(found.days)

    def _choose(self) -> None:
        self._key = str(self.choices.test.value or "")
        period = self.choices.period.value
        self._period = period if isinstance(period, Period) else Period.ALL
        self._draw()

    def _draw(self) -> None:
        """Have the chart made beside the window, and show it when it is there."""
        journal, today, key, folded = self.live.read, self.window_services.today(), self._key, self.folded
        period = self._period or Period.ALL
        since = period.since(today, self._line_start)

        def work(_progress: object) -> MarkerTrendChart:
            return blood_tests.trend_of(journal, key, today, since, folded)

        self.window_services.background.run(
            work, lambda chart: self._show_chart(key, chart), owner=self, key="results-trend"
        )

    def _show_chart(self, key: str, chart: MarkerTrendChart) -> None:
        waiting = next(
            (each for each in self._news if key_of(each.result) == key and each.result.id in self.folded), None
        )
        on = dates.day(waiting.result.happened_on) if waiting is not None else ""
        name = next((test.name for test in self._overview.tests if test.key == key), chart.name)
        self.chart.show_trend(chart, name, on)

    def show_day(self, day: date) -> None:
        """Show the sheet of *day*."""
        self._day = day
        self._show_sheet(day, blood_tests.sheet_of_day(self.live.read, day))

    def show_trend(self, key: str) -> None:
        """Show the test with this key in the chart."""
        self._key = key
        self.choices.test.set_value(key)
        self._draw()
        self.scroll_area.verticalScrollBar().setValue(0)

    def show_record(self, record_id: str) -> None:
        journal = self.live.read
        found: Measured | None = journal.get(LabResult, record_id) or journal.get(VitalSign, record_id)
        if found is not None:
            self.show_day(found.happened_on)
            self.show_trend(key_of(found))
            self.day.choose(record_id)
            self.bring_into_view(self.day.table)

    def open_result(self, measured: Measured) -> None:
        """Show a result that was folded, here and on every page."""
        self.live.opened.open(measured.id)
        self.refresh()

    def _open_chosen(self) -> None:
        for each in self._news:
            if key_of(each.result) == self._key:
                self.open_result(each.result)

    def show_history(self, key: str) -> None:
        """Show all results of one test."""
        name = next((test.name for test in self._overview.tests if test.key == key), "")
        results = blood_tests.history_of(self.live.read, key)
        dialog = HistoryDialog(name, results, self.folded, self.window())
        dialog.day_wanted.connect(self._show_of)
        dialog.open()

    def _show_of(self, measured: Measured) -> None:
        self.show_day(measured.happened_on)
        self.day.choose(measured.id)
        self.bring_into_view(self.day.table)

    # Writing down

    def write_sheet(self) -> SheetDialog:
        """Open a blank sheet."""
        return self._open_sheet(SheetDialog(self.live, self.window_services, self.window()))

    def paste_sheet(self) -> SheetDialog:
        """Open a sheet with what was copied."""
        dialog = self._open_sheet(SheetDialog(self.live, self.window_services, self.window()))
        dialog.paste_clipboard()
        return dialog

    def change_sheet(self, measured: Measured) -> SheetDialog:
        """Open the sheet that *measured* stands on, at its row."""
        laboratory = measured.laboratory.strip() if isinstance(measured, LabResult) else None
        on_day = blood_tests.sheet_of_day(self.live.read, measured.happened_on)
        if laboratory is None:
            laboratory = next(iter(blood_tests.laboratories(on_day)), "")
        sheet, before = blood_tests.editable_sheet(on_day, measured.happened_on, laboratory, self.folded)
        dialog = SheetDialog(self.live, self.window_services, self.window(), sheet=sheet, before=before)
        self._open_sheet(dialog)
        dialog.show_row_of(measured.id)
        return dialog

    def _open_sheet(self, dialog: SheetDialog) -> SheetDialog:
        self.sheet_dialog = dialog
        dialog.written.connect(self._sheet_kept)
        dialog.open()
        return dialog

    def _sheet_kept(self, records: tuple[Measured, ...]) -> None:
        # Who typed a result has seen it.
        self.live.opened.open(*(record.id for record in records))
        if records:
            self._day = records[0].happened_on
        self.refresh_soon()

    def take_out(self, measured: Measured) -> None:
        """Delete a result; it can be taken back."""
        label = _("{test} of {day} taken out").format(test=name_of(measured), day=dates.short_day(measured.happened_on))
        self.window_services.write(label, lambda draft: draft.delete(measured))

    # Arranging

    def _place_choices(self) -> None:
        """Keep the choices in the heading, or in the chart's card where the window is narrow."""
        if breadth(self) == "wide":
            self._head_actions.insertWidget(0, self.choices)
        else:
            self.chart.take_choices(self.choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choices()


def _usual(tests: tuple[LabTest, ...]) -> str:
    """Return the test shown first: the marker with most results, then whatever has most."""
    markers = [test for test in tests if test.is_marker]
    return max(markers or tests, key=lambda test: test.count).key if tests else ""
