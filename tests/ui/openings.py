"""What opens in the window: every dialog, popup, form and unfolded part, by page, and how a person gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journal.domain.medicines import Medicine
from journal.domain.results import GenomicFinding
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Procedure
from journal.domain.visits import Appointment
from journal.ui.attachments.day_files import DayFilesDialog
from journal.ui.calling.call_banner import CalledLine
from journal.ui.calling.call_card import CallNowCard
from journal.ui.care_sheet_dialog import CareSheetDialog
from journal.ui.copying.damage_dialog import DamageDialog
from journal.ui.copying.restore_dialog import RestoreDialog
from journal.ui.desk import Desk
from journal.ui.fault_dialog import FaultDialog
from journal.ui.follow_dialog import FollowDialog
from journal.ui.history.bin_dialog import BinDialog
from journal.ui.history.dialog import HistoryDialog as EntryHistory
from journal.ui.history.past_dialogs import ApartDialog, MomentDialog
from journal.ui.importing.dialog import ImportDialog
from journal.ui.messages import Message
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.pages.imaging.spot_card import SpotCard
from journal.ui.pages.results.history_dialog import HistoryDialog
from journal.ui.pages.results.sheet_dialog import SheetDialog
from journal.ui.pages.settings.help_card import Licences
from journal.ui.pages.settings.line_form import LineForm
from journal.ui.pages.settings.passphrase_change import PassphraseChange, Way
from journal.ui.pages.settings.recovery_dialog import RecoveryDialog
from journal.ui.pages.settings.saving_form import SavingForm
from journal.ui.pages.symptoms.day_card import DayCard
from journal.ui.pages.timeline.page import TimelinePage
from journal.ui.pages.today.page import TodayPage
from journal.ui.pages.treatment.line_forms import EndForm, PlanForm
from journal.ui.pages.treatment.new_line import NewLineCard
from journal.ui.pages.treatment.slip_form import SlipForm
from journal.ui.pages.understand.glossary_view import GlossaryView
from journal.ui.pages.visits.question_row import QuestionRow
from journal.ui.pages.visits.record_dialogs import AppointmentDialog, CallDialog, StayDialog
from journal.ui.pages.welcome.start_form import StartForm
from journal.ui.passphrase import PassphraseDialog
from journal.ui.quick_line import Understood
from journal.ui.search_dialog import SearchDialog
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.dates import CalendarPopup
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.record_form import RecordForm
from journal.ui.widgets.tables import RecordTable
from journal.ui.widgets.toast import UndoToast
from tests.ui.acting import settle
from tests.ui.reaching import (
    a_moment,
    a_scan,
    a_spot,
    an_import,
    answered_question,
    asked_size,
    calendar,
    call_now,
    called,
    changed_sheet,
    chart_table,
    contact,
    cycles_table,
    damaged,
    day_of_symptoms,
    entry_history,
    existing,
    fault,
    files_of_a_day,
    first,
    glossary,
    history,
    licences,
    line_form,
    many_teams,
    new_line,
    new_passphrase,
    new_scan,
    opened_result,
    page_of,
    passphrase,
    question,
    recovery,
    restore,
    search,
    sheet_with_slips,
    slip,
    start_form,
    the_bin,
    toast,
    treatment,
    understood,
    view_of,
    visits,
    what_differs,
    words_menu,
)


@dataclass(frozen=True)
class Opening:
    """One thing that opens: the page it opens from, the way there, and the class that is then seen.

    *how* may return what opened; without that it is looked for: a popup or dialog, else within the page.
    """

    page: str
    name: str
    how: Callable[[Desk], object]
    shows: type[QWidget]

    def open(self, desk: Desk) -> QWidget:
        """Go there as a person would, and return what opened."""
        if self.page:
            view_of(desk).go_to(self.page)
            settle()
        made = self.how(desk)
        settle()
        if isinstance(made, self.shows):
            return made
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if isinstance(popup or dialog, self.shows):
            return cast("QWidget", popup or dialog)
        found = [each for each in view_of(desk).findChildren(self.shows) if each.isVisible()]
        assert found, f"{self}: nothing of that class is seen"
        return found[0]


OPENINGS: tuple[Opening, ...] = (
    Opening("today", "search", search, SearchDialog),
    Opening("today", "the team's sheet", lambda desk: desk.edit_care_sheet(), CareSheetDialog),
    Opening("today", "the menu", lambda desk: desk.menus.open_menu(), QMenu),
    Opening("today", "passphrase", passphrase, PassphraseDialog),
    Opening("today", "a question", question, Message),
    Opening("today", "a fault", fault, FaultDialog),
    Opening("today", "an import", an_import, ImportDialog),
    Opening("today", "history of an entry", entry_history, EntryHistory),
    Opening("today", "a day to look back to", a_moment, MomentDialog),
    Opening("today", "what differs", what_differs, ApartDialog),
    Opening("today", "quick line", understood, Understood),
    Opening("today", "undo", toast, UndoToast),
    Opening("today", "symptoms to follow", lambda desk: page_of(desk, TodayPage)._choose_symptoms(), FollowDialog),
    Opening("today", "a result", opened_result, FoldedResult),
    Opening("treatment", "calendar", calendar, CalendarPopup),
    Opening("treatment", "a new line", new_line, NewLineCard),
    Opening("treatment", "the line", lambda desk: treatment(desk).line._open_change(), RecordForm),
    Opening("treatment", "end", lambda desk: treatment(desk).line.end.click(), EndForm),
    Opening("treatment", "plan", lambda desk: treatment(desk).line.plan.click(), PlanForm),
    *(Opening("treatment", f"cycle: {step}", slip(step), SlipForm) for step in ("give", "delay", "skip", "mend")),
    Opening("treatment", "a new medicine", lambda desk: treatment(desk).medicines.open_new(), RecordForm),
    Opening("treatment", "a medicine", existing(Medicine, "treatment"), RecordForm),
    Opening("treatment", "an operation", existing(Procedure, "treatment"), RecordForm),
    Opening("treatment", "a gene", existing(GenomicFinding, "treatment"), RecordForm),
    Opening("treatment", "cycles", cycles_table, RecordTable),
    Opening("symptoms", "a day", day_of_symptoms, DayCard),
    Opening("symptoms", "an entry", existing(SymptomEntry, "symptoms"), ChartCard),
    Opening("results", "sheet with slips", sheet_with_slips, SheetDialog),
    Opening("results", "a sheet", changed_sheet, SheetDialog),
    Opening("results", "history", history, HistoryDialog),
    Opening("results", "chart as table", chart_table, RecordTable),
    Opening("imaging", "a new scan", new_scan, ScanCard),
    Opening("imaging", "a scan", a_scan, ScanCard),
    Opening("imaging", "a new spot", a_spot(True), SpotCard),
    Opening("imaging", "a spot", a_spot(False), SpotCard),
    Opening("imaging", "an odd size", asked_size, QWidget),
    Opening("imaging", "words", words_menu, QMenu),
    Opening("imaging", "a result", opened_result, FoldedResult),
    Opening("understand", "last result", opened_result, FoldedResult),
    Opening("understand", "all words", glossary, GlossaryView),
    Opening("visits", "new appointment", lambda desk: visits(desk)._edit(None), AppointmentDialog),
    Opening("visits", "an appointment", existing(Appointment, "visits"), QWidget),
    Opening("visits", "a stay", lambda desk: visits(desk)._edit_stay(None), StayDialog),
    Opening("visits", "a call", lambda desk: visits(desk)._edit_call(None), CallDialog),
    Opening("visits", "a question", answered_question, QuestionRow),
    Opening("timeline", "a note", lambda desk: page_of(desk, TimelinePage).open_new(), RecordForm),
    Opening("timeline", "files of a day", files_of_a_day, DayFilesDialog),
    Opening("settings", "the sheet", first(SavingForm), SavingForm),
    Opening("settings", "another passphrase", new_passphrase(Way.CHANGE), PassphraseChange),
    Opening("settings", "no passphrase", new_passphrase(Way.REMOVE), PassphraseChange),
    Opening("settings", "recovery sheet", recovery, RecoveryDialog),
    Opening("settings", "a copy to bring back", restore, RestoreDialog),
    Opening("settings", "a damaged file", damaged, DamageDialog),
    Opening("settings", "bin", the_bin, BinDialog),
    Opening("settings", "a line", line_form, LineForm),
    Opening("settings", "somebody", contact, RecordForm),
    Opening("settings", "copies", lambda desk: desk.restoring.open_dialog(), RestoreDialog),
    Opening("settings", "damage", lambda desk: desk.damage.offer(view_of(desk).live.read.path, None), DamageDialog),
    Opening("settings", "licences", licences, Licences),
    Opening("settings", "what teams print", many_teams, QWidget),
    Opening("today", "call now", call_now, CallNowCard),  # late: the card stays on every page
    Opening("today", "called", called, CalledLine),
    Opening("", "a first journal", start_form, StartForm),  # last: it closes the journal
)
