"""The page Today, and the pattern for the others: build once, read in `refresh`, write through the window."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions import where_we_are
from journal.actions.check_in import CheckIn, check_in, own_names
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.patient import Patient
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Drug, TreatmentLine
from journal.domain.visits import Appointment, Question
from journal.text import dates
from journal.text.language import _
from journal.ui.follow_dialog import FollowDialog
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.today.check_in_card import CheckInCard
from journal.ui.pages.today.side_cards import last_time_card, news_card, questions_card
from journal.ui.pages.today.where_card import WhereCard
from journal.ui.theme.look import breadth
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

NOON: Final = 12
EVENING: Final = 18


class TodayPage(Page):
    """How it is today, where we are, and what is new."""

    shows = (
        Appointment, Cycle, Drug, LabResult, Lesion, Measurement, Note, Patient, Question, Scan, SymptomEntry,
        TrackedSymptom, TreatmentLine, VitalSign,
    )  # fmt: skip

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Today"))
        self.day = Words("", tone="muted", wraps=False)
        self.add_action(self.day)
        self.where = WhereCard()
        self.check_in = CheckInCard(window, self._read_check_in, self._choose_symptoms)
        self.check_in.setEnabled(not live.is_read_only)
        self._side = Column(gap=14)
        side = QWidget()
        side.setLayout(self._side)
        self.add(self.where, Columns(self.check_in, side))

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        patient = journal.patient()
        name = (patient.call_me or patient.name) if patient is not None else ""
        self.title.setText(greeting(self.window_services.now(), name))
        self.day.setText(_("{weekday} {day}").format(weekday=dates.weekday(today), day=dates.day(today)))
        self.day.setVisible(breadth(self) != "narrow")
        visit = where_we_are.next_appointment(journal, today)
        self.where.show_standing(where_we_are.standing(journal, today), visit, today)
        self.check_in.show_check_in(self._read_check_in())
        self._fill_side(visit)

    def _read_check_in(self) -> CheckIn:
        return check_in(self.live.read, self.window_services.today())

    def _fill_side(self, visit: Appointment | None) -> None:
        journal, today = self.live.read, self.window_services.today()
        while self._side.count():
            empty_out(self._side.takeAt(0))
        last = where_we_are.last_time(journal, today)
        if last is not None:
            self._side.addWidget(last_time_card(last, own_names(journal)))
        scan, markers = where_we_are.new_scan(journal, today), where_we_are.new_markers(journal, today)
        if scan is not None or markers:
            is_open = self.window_services.settings.keep_results_open
            self._side.addWidget(news_card(journal, scan, markers, today, is_open))
        day = visit.happened_on if visit is not None else None
        self._side.addWidget(
            questions_card(where_we_are.open_questions(journal), day, lambda: self.window_services.go_to("visits"))
        )

    def finish(self) -> None:
        self.check_in.finish()

    def _choose_symptoms(self) -> None:
        services = self.window_services
        dialog = FollowDialog(self.live, services.today, services.write, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def greeting(now: datetime, name: str) -> str:
    """Return the greeting for this time of day."""
    morning, day = now.hour < NOON, now.hour < EVENING
    if not name:
        return _("Good morning") if morning else _("Good afternoon") if day else _("Good evening")
    words = _("Good morning, {name}") if morning else _("Good afternoon, {name}") if day else _("Good evening, {name}")
    return words.format(name=name)
