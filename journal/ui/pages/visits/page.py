"""The page Appointments: the next visit and its questions, what came of the last, and the page to take along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from journal.actions import visits as acts
from journal.actions.attaching import attachments_of
from journal.actions.visits import Suggestion, Visits, visits
from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.patient import Patient
from journal.domain.problems import Problem
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle
from journal.domain.visits import Appointment, HospitalStay, Question, TeamCall
from journal.exchange import calendar
from journal.exchange.writing import write_file
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.attachments.files_part import FilesPart
from journal.ui.attachments.own_files import OwnFiles
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.page import Page
from journal.ui.pages.visits.after_card import AfterVisitCard
from journal.ui.pages.visits.next_card import NextVisitCard, what, when
from journal.ui.pages.visits.preview_card import PreviewCard
from journal.ui.pages.visits.questions_card import QuestionsCard, suggestion_card
from journal.ui.pages.visits.record_dialogs import AppointmentDialog, CallDialog, RecordDialog, StayDialog
from journal.ui.pages.visits.record_rows import RecordRows, Shown
from journal.ui.places import documents_folder
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.window_services import WindowServices

PREVIEW_WIDTH: Final = 440  # px at 100 %


class VisitsPage(Page):
    """Everything around an appointment, before and after."""

    shows = (Appointment, Question, HospitalStay, TeamCall, Scan, LabResult, SymptomEntry, Cycle, Patient, Attachment)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Appointments"))
        self._is_enabled = not live.is_read_only
        self._shown: Visits | None = None
        self._looked_at = ""  # the past visit that was opened; "" for the last
        self._put_aside: set[str] = set()
        self.new = primary(_("Add"), lambda: self._edit(None), icon="plus")
        self.new.setAccessibleName(_("Add an appointment"))
        self.new.setEnabled(self._is_enabled)
        self.add_action(self.new)
        self.next = NextVisitCard(window, self._edit)
        self.questions = QuestionsCard(window)
        self.after = AfterVisitCard(window, self._edit, self._ask_again, lambda: self._look_at(""))
        self.preview = PreviewCard(live, window)
        self.preview.about_to_grow.connect(self.hold_still)
        self.next_files = FilesPart(live, window, is_aside=True)
        self.after_files = FilesPart(live, window, is_aside=True)
        self.next.add(self.next_files)
        self.after.add(self.after_files)
        self._suggestions = Column(gap=13)
        self._build_lists()
        main = QWidget()
        main.setLayout(
            Column(
                self.next,
                self.questions,
                self._suggestions,
                self.after,
                self.coming_card,
                self.past_card,
                self.stays_card,
                self.calls_card,
                gap=13,
            )
        )
        self.add(Columns(main, self.preview, side_width=PREVIEW_WIDTH))

    def _build_lists(self) -> None:
        self.coming = RecordRows(_("No other appointment is written down."))
        self.calendar_file = quiet(_("Calendar file for the phone"), self.save_calendar, icon="calendar-plus")
        self.coming_card = Card(_("Other appointments to come"), gap=8)
        self.coming_card.add(self.coming, Column(self.calendar_file, gap=0))
        self.past = RecordRows(_("No past visit is written down."), action=_("Open"), icon="caret-right")
        self.past_fold = quiet("", self._fold_past, icon="caret-down")
        self.past_card = Card(gap=8, padding=(22, 12))
        self.past_card.add(self.past_fold, self.past)
        self.past.hide()
        self.new_stay = quiet(_("Add"), lambda: self._edit_stay(None), icon="plus")
        self.new_stay.setAccessibleName(_("Add a stay in hospital"))
        self.stays = RecordRows(_("No stay is written down."))
        self.stays_card = Card(_("In hospital"), action=self.new_stay, gap=8)
        self.stays_card.add(self.stays)
        self.new_call = quiet(_("Add"), lambda: self._edit_call(None), icon="plus")
        self.new_call.setAccessibleName(_("Add a call to the team"))
        self.calls = RecordRows(_("No call is written down."))
        self.calls_card = Card(_("Calls to the team"), action=self.new_call, gap=8)
        self.calls_card.add(self.calls)
        for button in (self.new_stay, self.new_call):
            button.setEnabled(self._is_enabled)

    # Reading

    def refresh(self) -> None:
        today = self.window_services.today()
        shown = self._shown = visits(self.live.read, today)
        self.next.show_visit(shown.next, today, is_enabled=self._is_enabled)
        self._show_files(self.next_files, shown.next)
        self.questions.show_questions(shown, is_enabled=self._is_enabled)
        self.later(self._show_suggestion, at=self.questions)
        self.later(self._show_last, at=self._suggestions)
        self.later(self._show_lists, at=self.after)
        self.preview.make_soon()

    def _show_files(self, part: FilesPart, visit: Appointment | None) -> None:
        part.show_files(visit, attachments_of(self.live.read, visit) if visit is not None else ())

    def _show_suggestion(self) -> None:
        if self._shown is not None:
            self._show_suggestions(self._shown)

    def _show_last(self) -> None:
        if self._shown is not None:
            self._show_after(self._shown)

    def _show_lists(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.coming.show_rows([self._appointment_row(each) for each in shown.coming], is_enabled=self._is_enabled)
        self.calendar_file.setEnabled(shown.next is not None)
        self.past.show_rows([self._past_row(each) for each in shown.past])
        self.past_card.setVisible(bool(shown.past))
        self._say_past(shown)
        self.stays.show_rows([self._stay_row(each) for each in shown.stays], is_enabled=self._is_enabled)
        self.calls.show_rows([self._call_row(each) for each in shown.calls], is_enabled=self._is_enabled)

    def _show_suggestions(self, shown: Visits) -> None:
        while self._suggestions.count():
            empty_out(self._suggestions.takeAt(0))
        offered = [each for each in shown.suggestions if each.asks not in self._put_aside] if self._is_enabled else []
        for each in offered[:1]:
            self._suggestions.addWidget(suggestion_card(each, self.questions.ask, self._aside(each)))

    def _aside(self, suggestion: Suggestion) -> Callable[[], object]:
        def put_aside() -> None:
            self._put_aside.add(suggestion.asks)
            if self._shown is not None:
                self._show_suggestions(self._shown)

        return put_aside

    def _show_after(self, shown: Visits) -> None:
        visit = next((each for each in shown.past if each.id == self._looked_at), shown.last)
        answered = self.live.read.all(Question, appointment_id=visit.id) if visit is not None else []
        self.after.show_visit(
            visit,
            [each for each in answered if each.answered_on is not None],
            is_last=visit is shown.last,
            is_enabled=self._is_enabled,
        )
        self._show_files(self.after_files, visit)

    def _appointment_row(self, visit: Appointment) -> Shown:
        return Shown(visit, when(visit), what(visit), lambda: self._edit(visit))

    def _past_row(self, visit: Appointment) -> Shown:
        below = visit.decisions or what(visit)
        title = _("{day}, {what}").format(day=dates.day(visit.happened_on), what=visit.what_for)
        return Shown(visit, title, below, lambda: self._look_at(visit.id))

    def _stay_row(self, stay: HospitalStay) -> Shown:
        if stay.ended_on is None:
            title = _("Since {day}").format(day=dates.day(stay.happened_on))
        elif stay.ended_on == stay.happened_on:
            title = dates.day(stay.happened_on)
        else:
            title = _("{first} to {last}").format(first=dates.day(stay.happened_on), last=dates.day(stay.ended_on))
        return Shown(stay, title, stay.reason, lambda: self._edit_stay(stay))

    def _call_row(self, call: TeamCall) -> Shown:
        title = dates.day(call.happened_on)
        if call.happened_at is not None:
            title = _("{day}, {time}").format(day=title, time=dates.clock(call.happened_at))
        below = call.reason
        if call.outcome:
            below = _("{reason}. They said: {outcome}").format(reason=call.reason, outcome=call.outcome)
        return Shown(call, title, below, lambda: self._edit_call(call))

    # Folding

    def _fold_past(self) -> None:
        self.past.setVisible(self.past.isHidden())
        if self._shown is not None:
            self._say_past(self._shown)

    def _say_past(self, shown: Visits) -> None:
        count = len(shown.past)
        words = (
            ngettext("{count} past appointment", "{count} past appointments", count)
            if self.past.isHidden()
            else ngettext("Fold away {count} past appointment", "Fold away {count} past appointments", count)
        )
        self.past_fold.set_text(words.format(count=count))
        self.past_fold.set_icon("caret-down" if self.past.isHidden() else "caret-up")

    def _look_at(self, visit_id: str) -> None:
        self.after.finish()
        self._looked_at = visit_id
        if self._shown is not None:
            self._show_after(self._shown)
            self.bring_into_view(self.after.decisions)

    # Writing down

    def _edit(self, visit: Appointment | None) -> None:
        services = self.window_services
        files = OwnFiles(self.live, services) if visit is not None else None
        self._open(AppointmentDialog(services.today, services.write, visit, self.window(), files))

    def _edit_stay(self, stay: HospitalStay | None) -> None:
        services = self.window_services
        self._open(StayDialog(services.today, services.write, stay, self.window()))

    def _edit_call(self, call: TeamCall | None) -> None:
        services = self.window_services
        self._open(CallDialog(services.today, services.write, call, self.window()))

    def _open(self, dialog: RecordDialog) -> None:
        self.finish()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QDialog.open(dialog)

    def _ask_again(self, question: Question) -> None:
        asked = self._shown.questions if self._shown is not None else ()
        self.window_services.write(_("Question asked again"), lambda draft: acts.reopen(draft, question, asked))

    def save_calendar(self) -> None:
        """Let the person choose a file, and write the appointments to come into it."""
        shown, services = self._shown, self.window_services
        if shown is None or shown.next is None:
            return
        coming = sorted((shown.next, *shown.coming), key=lambda each: each.happened_on)
        proposed = documents_folder() / f"{_('Appointments')}.ics"
        kinds = _("Calendar (*.ics)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Calendar file for the phone"), str(proposed), kinds
        )
        if not chosen:
            return
        out = Path(chosen)
        out = out if out.suffix.lower() == ".ics" else out.with_name(f"{out.name}.ics")
        try:
            write_file(out, calendar.write(coming, services.now()))
        except Problem as problem:
            tell(self.window(), say_problem(problem))
            return
        count = len(coming)
        services.say(
            ngettext(
                "{count} appointment is in {file}. Send it to your phone and open it there.",
                "{count} appointments are in {file}. Send it to your phone and open it there.",
                count,
            ).format(count=count, file=out.name)
        )

    def finish(self) -> None:
        self.next.point.finish()
        self.questions.finish()
        self.after.finish()

    def show_record(self, record_id: str) -> None:
        """Show an appointment, a question, a stay or a call."""
        question = self.live.read.get(Question, record_id)
        if question is not None and record_id in self.questions.rows:
            self.bring_into_view(self.questions.rows[record_id].edit)
            return
        wanted = question.appointment_id if question is not None else record_id
        if self._shown is not None and any(each.id == wanted for each in self._shown.past):
            self._look_at(wanted)
            return
        for rows in (self.coming, self.stays, self.calls):
            button = rows.show_record(record_id)
            if button is not None:
                self.bring_into_view(button)
                return
        if self.next.visit is not None and self.next.visit.id == record_id:
            self.bring_into_view(self.next.edit)
