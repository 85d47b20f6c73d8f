"""The page Today, and the pattern for the others: build once, read in `refresh`, write through the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions import where_we_are
from journal.actions.call_notices import care_sheet
from journal.actions.check_in import Answering, CheckIn, answering, check_in, own_names
from journal.actions.cycle_plan import give
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.patient import CareSheet, Contact, Patient
from journal.domain.results import LabResult, VitalSign
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Drug, TreatmentLine
from journal.domain.visits import Appointment, Question
from journal.store.change import Change
from journal.text import dates
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.today.check_in_card import CheckInCard
from journal.ui.pages.today.side_cards import VisitCard, last_time_card, news_card
from journal.ui.pages.today.where_card import Whereabouts, WhereCard
from journal.ui.theme.look import breadth, space
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

NOON: Final = 12
EVENING: Final = 18


class TodayPage(Page):
    """How it is today, where we are, and what is new."""

    shows = (
        Appointment, CareSheet, Contact, Cycle, Drug, LabResult, Lesion, Measurement, Note, Patient, Question, Scan,
        ScanReading, SymptomEntry, TrackedSymptom, TreatmentLine, VitalSign,
    )  # fmt: skip

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Today"))
        self.day = Words("", tone="muted", wraps=False)
        self.add_action(self.day)
        self.where = WhereCard(self._give_cycle, lambda: window.go_to("treatment"))
        self.check_in = CheckInCard(window, self._read_check_in, self._choose_symptoms, self._answering())
        self.check_in.setEnabled(not live.is_read_only)
        self.check_in.reached.connect(lambda field: self.scroll_area.ensureWidgetVisible(field, 0, space(32)))
        self.visit = VisitCard(lambda: window.go_to("visits"), self._keep_main_point)
        self.visit.point.setEnabled(not live.is_read_only)
        live.opened.changed.connect(self.refresh_when_next_seen)
        self._side_shown: object = None
        self._news = Column(gap=14)
        side = QWidget()
        side.setLayout(Column(self._news, self.visit, gap=14))
        self.add(self.where, Columns(self.check_in, side))

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        patient = journal.patient()
        name = (patient.call_me or patient.name) if patient is not None else ""
        self.title.setText(greeting(self.window_services.now(), name))
        self.day.setText(_("{weekday} {day}").format(weekday=dates.weekday(today), day=dates.day(today)))
        self.day.setVisible(breadth(self) != "narrow")
        self._show_where()
        sheet = care_sheet(journal)
        has_limit = sheet is not None and sheet.confirmed_on is not None and sheet.fever_at is not None
        shown = self._read_check_in(self.check_in.scored_by)
        self.check_in.show_check_in(shown, self._answering(), has_limit=has_limit)
        self.later(self._show_news, at=self._news)
        self.later(self._show_visit, at=self.visit)

    def _show_where(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        standing = where_we_are.standing(journal, today)
        self.where.show_whereabouts(
            Whereabouts(
                standing,
                where_we_are.pause(journal, today) if standing is None else None,
                where_we_are.cycle_due(journal, today),
                where_we_are.next_appointment(journal, today),
                today,
            ),
            can_write=not self.live.is_read_only,
        )

    def _read_check_in(self, by: ScoredBy) -> CheckIn:
        return check_in(self.live.read, self.window_services.today(), by)

    def _answering(self) -> Answering:
        return answering(self.live.read, self.live.read.author)

    # Beside the check-in, or below it

    def _on_changed(self, change: Change) -> None:
        if change.touches(Lesion, LabResult, Measurement, Scan, ScanReading, TreatmentLine):
            self._side_shown = None
        super()._on_changed(change)

    def _show_news(self) -> None:
        """Show how it was last time and what came in; made anew only when it is something else."""
        journal, today = self.live.read, self.window_services.today()
        last = where_we_are.last_time(journal, today)
        scan, markers = where_we_are.new_scan(journal, today), where_we_are.new_markers(journal, today)
        keeps_open = self.window_services.settings.keep_results_open
        names = own_names(journal)
        opened = self.live.opened.ids & {each.id for each in (scan, *markers) if each is not None}
        shown = last, scan, markers, today, keeps_open, names, opened
        if shown == self._side_shown:
            return
        self._side_shown = shown
        while self._news.count():
            empty_out(self._news.takeAt(0))
        if last is not None:
            self._news.addWidget(last_time_card(last, names))
        if scan is not None or markers:
            card = news_card(journal, scan, markers, today, lambda key: keeps_open or key in opened, self._turn_result)
            self._news.addWidget(card)

    def _show_visit(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        visit = where_we_are.next_team_visit(journal, today)
        self.visit.show_visit(visit, where_we_are.open_questions(journal))

    def _turn_result(self, record_id: str, is_open: bool) -> None:
        """Let the other pages know; the card here has turned by itself, and stays."""
        if isinstance(self._side_shown, tuple):
            opened = self._side_shown[-1] | {record_id} if is_open else self._side_shown[-1] - {record_id}
            self._side_shown = *self._side_shown[:-1], opened
        self.live.opened.turn(record_id, is_open)

    # Writing down

    def _give_cycle(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        due = where_we_are.cycle_due(journal, today)
        if due is not None:
            label = _("Cycle {number} given today").format(number=due.number)
            cycles = journal.all(Cycle, line_id=due.line_id)
            self.window_services.write(label, lambda draft: give(due, cycles, today).write_to(draft))

    def _keep_main_point(self, text: str) -> None:
        visit = where_we_are.next_team_visit(self.live.read, self.window_services.today())
        if visit is not None and visit.main_point != text.strip():
            changed = replace(visit, main_point=text.strip(), author="", written_at=None)
            self.window_services.write(_("My main point"), lambda draft: draft.save(changed))

    def finish(self) -> None:
        self.check_in.finish()
        self.visit.point.finish()

    def _choose_symptoms(self) -> None:
        from journal.ui.follow_dialog import FollowDialog  # forms and dates: not for every start

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
