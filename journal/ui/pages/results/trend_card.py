"""One test over time: its chart, what is folded of it, and all its results as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.blood_tests import LabTest
from journal.charts.marker_trend import BEFORE_FIRST, MarkerTrendChart
from journal.text.language import _
from journal.ui.theme.look import follow, size
from journal.ui.widgets.buttons import link
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Picture, Words
from journal.ui.window_services import WindowServices

YEAR: Final = timedelta(365)
SHOWN_LETTERS: Final = 14
QUARTER: Final = timedelta(91)


class Period(StrEnum):
    """How far back the chart goes."""

    TREATMENT = "treatment"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    def since(self, today: date, line_start: date | None) -> date | None:
        """Return its first day; None where it has none.  A treatment is shown with the values just before it."""
        if self is Period.TREATMENT:
            return line_start - timedelta(BEFORE_FIRST) if line_start is not None else None
        return {Period.QUARTER: today - QUARTER, Period.YEAR: today - YEAR}.get(self)


class Choices(QWidget):
    """Which test, and how far back."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.test = ChoiceField(_("Which test"))
        self.period = ChoiceField(_("How far back"))
        self.test.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.test.setMinimumContentsLength(SHOWN_LETTERS)  # a test of one's own may have a long name
        self.test.chosen.connect(lambda _key: self.chosen.emit())
        self.period.chosen.connect(lambda _period: self.chosen.emit())
        self.setLayout(Flow(self.test, self.period, gap=8))

    def offer(self, tests: Sequence[LabTest], key: str, period: Period, *, has_line: bool) -> None:
        """Offer *tests* and periods, with those given chosen."""
        self.test.set_choices([(test.key, test.name) for test in tests], key)
        self.test.view().setMinimumWidth(min(self.test.view().sizeHintForColumn(0) + size(32), size(480)))
        periods = [
            (Period.TREATMENT, _("This treatment")),
            (Period.QUARTER, _("Last 3 months")),
            (Period.YEAR, _("Last 12 months")),
            (Period.ALL, _("Since the start")),
        ]
        self.period.set_choices(periods if has_line else periods[1:], period)
        self.setVisible(bool(tests))


class TrendCard(ChartCard):
    """Shows the chart of one test.  `open_wanted` comes when a folded result shall be opened."""

    open_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, window: WindowServices) -> None:
        super().__init__(window, "results", " ", height=310)
        self.scale = Words("", "small", "muted")
        self.folded = QWidget()
        self._folded_words = Words("", "small", "muted")
        self.open = link(_("Open when you are ready"), self.open_wanted.emit)
        self.folded.setLayout(Flow(Picture("eye-slash", "muted", 18), self._folded_words, self.open, gap=8))
        self.folded.hide()
        self.nothing = Words("", tone="muted")
        self.nothing.hide()
        self.history = link(_("All results of this test"), self.history_wanted.emit)
        self.ways.addWidget(self.history)
        for place, widget in enumerate((self.scale, self.folded, self.nothing), 1):
            self._body.insertWidget(place, widget)
        follow(self._keep_caption_free)

    def _keep_caption_free(self) -> None:
        # So that nothing moves when the chart comes.
        self.view.caption.setMinimumHeight(size(24))

    def take_choices(self, choices: QWidget) -> None:
        """Hold the choices above the chart."""
        if self._body.indexOf(choices) < 0:
            self._body.insertWidget(1, choices)

    def show_trend(self, chart: MarkerTrendChart, name: str, folded_on: str) -> None:
        """Show *chart* of the test *name*; *folded_on* says of which day a result is folded, "" where none is."""
        self.show_chart(chart)
        self.title.setText(name)
        self.setAccessibleName(name)
        self.scale.setText(_("Stretched scale: equal steps up are equal percentages"))
        self.scale.setVisible(chart.is_log)
        self._folded_words.setText(_("The result of {day} is folded.").format(day=folded_on))
        self.folded.setVisible(bool(folded_on))
        self.open.setAccessibleName(_("{result}: open when you are ready").format(result=name))
        if chart.is_empty:
            self.nothing.setText(_("No result lies in this time. Choose a longer one."))
        self.nothing.setVisible(chart.is_empty and not folded_on)
        self.view.setVisible(not chart.is_empty)
