"""What the timeline is narrowed by: kinds, a period, and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.actions.timeline import Topic
from journal.actions.timeline_words import topic_name
from journal.text.language import _
from journal.ui.pages.timeline.entries_list import ICONS
from journal.ui.theme.look import breadth, follow
from journal.ui.widgets.buttons import Button, link, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import ChoiceField, TextField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.window_services import WindowServices

TYPING_PAUSE_MS: Final = 150


class Period(StrEnum):
    """Which days are shown."""

    ALL = "all"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    COMING = "coming"
    OWN = "own"


DAYS: Final = {Period.MONTH: 30, Period.QUARTER: 91, Period.YEAR: 365}


@dataclass(frozen=True)
class Filter:
    """What is asked for; no topic means all of them, no day no limit."""

    topics: frozenset[Topic] = frozenset()
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether everything is shown."""
        return self == Filter()

    def takes(self, topic: Topic, on: date) -> bool:
        """Say whether an entry about *topic* on that day is shown, whatever its words."""
        return (
            (not self.topics or topic in self.topics)
            and (self.since is None or on >= self.since)
            and (self.until is None or on <= self.until)
        )


class Filters(QWidget):
    """Chips, period and words; `changed` comes when something else is asked for, `rearranged` with another height."""

    changed = Signal()
    rearranged = Signal()

    def __init__(self, window: WindowServices) -> None:
        super().__init__()
        self._window = window
        self.topics = {topic: self._chip(topic) for topic in Topic}
        periods = (
            (Period.ALL, _("All the time")),
            (Period.MONTH, _("The last 30 days")),
            (Period.QUARTER, _("The last 3 months")),
            (Period.YEAR, _("The last 12 months")),
            (Period.COMING, _("What is to come")),
            (Period.OWN, _("From a day to a day")),
        )
        self.period = ChoiceField(_("Period"), periods, Period.ALL)
        self.period.chosen.connect(lambda _value: self._show_days())
        self.since = DateField(_("From"), window.today)
        self.until = DateField(_("To"), window.today)
        for day in (self.since, self.until):
            day.day_finished.connect(lambda _day: self.changed.emit())
        self.words = TextField(_("Find in the list"), hint=_("Find in the list"), width=240)
        self.words.setClearButtonEnabled(True)
        self.all_button = link(_("Show everything"), self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self._days = QWidget()
        self._days.setLayout(Flow(FormRow(_("From"), self.since), FormRow(_("To"), self.until), gap=12))
        self.unfold = quiet(_("Filters"), self._turn_fold, icon="funnel")
        self._is_unfolded = False
        self._asked = QWidget()
        self._asked.setLayout(Flow(*self.topics.values(), self.period, self.words, self.all_button))
        self.setLayout(Column(Flow(self.unfold), self._asked, self._days, gap=10))
        self._days.hide()
        self.all_button.hide()
        follow(self._arrange)
        self.changed.connect(lambda: self.all_button.setVisible(not self.chosen.is_open))

    def _chip(self, topic: Topic) -> Button:
        chip = Button(topic_name(topic), kind="filter", icon=ICONS[topic])
        chip.setCheckable(True)
        chip.toggled.connect(lambda on: self._turn(chip, topic, on))
        return chip

    def _turn(self, chip: Button, topic: Topic, on: bool) -> None:
        chip.set_icon("check" if on else ICONS[topic])
        self.changed.emit()

    def _show_days(self) -> None:
        self._arrange()
        self.changed.emit()

    def _turn_fold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._arrange()
        self.rearranged.emit()

    def _arrange(self) -> None:
        """Stand open, or in a narrow window behind a button: the list comes first there."""
        narrow = breadth(self) == "narrow"
        stands = not narrow or self._is_unfolded
        self.unfold.setVisible(narrow)
        self.unfold.set_text(_("Hide the filters") if self._is_unfolded else _("Filters"))
        self._asked.setVisible(stands)
        self._days.setVisible(stands and self.period.value is Period.OWN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def chosen(self) -> Filter:
        """What is asked for."""
        since, until = self._limits()
        topics = frozenset(topic for topic, chip in self.topics.items() if chip.isChecked())
        return Filter(topics, since, until, self.words.text().strip())

    def _limits(self) -> tuple[date | None, date | None]:
        today, period = self._window.today(), self.period.value
        if period is Period.OWN:
            return self.since.day, self.until.day
        if period is Period.COMING:
            return today + timedelta(1), None
        if isinstance(period, Period) and period in DAYS:
            return today - timedelta(DAYS[period]), today
        return None, None

    def clear(self) -> None:
        """Ask for everything again."""
        self.blockSignals(True)
        for chip in self.topics.values():
            chip.setChecked(False)
        self.period.set_value(Period.ALL)
        self.words.set_text("")
        self._arrange()
        self.blockSignals(False)
        self._pause.stop()
        self.changed.emit()
