"""The way to each thing that opens in the window, as a person would go it; most return what opened."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journal.actions.attaching import Day
from journal.actions.copy_log import CopyLog
from journal.domain.imaging import Lesion, Scan
from journal.domain.medicines import Medicine
from journal.domain.patient import CareSheet
from journal.domain.quantity import Quantity
from journal.domain.results import VitalSign
from journal.domain.treatment import CycleState
from journal.store.opening import create
from journal.ui.attachments.day_files import DayFilesDialog
from journal.ui.copying.damage_dialog import DamageDialog
from journal.ui.copying.restore_dialog import RestoreDialog
from journal.ui.desk import Desk
from journal.ui.fault_dialog import FaultDialog
from journal.ui.history.bin_dialog import BinDialog
from journal.ui.history.dialog import HistoryDialog as EntryHistory
from journal.ui.history.past_dialogs import ApartDialog, MomentDialog
from journal.ui.importing.dialog import ImportDialog
from journal.ui.journal_view import JournalView
from journal.ui.messages import Message
from journal.ui.page import Page
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.results.sheet_dialog import SheetDialog
from journal.ui.pages.settings.help_card import Licences
from journal.ui.pages.settings.page import SettingsPage
from journal.ui.pages.settings.passphrase_change import PassphraseChange, Way
from journal.ui.pages.settings.recovery_dialog import RecoveryDialog
from journal.ui.pages.symptoms.day_card import DayCard
from journal.ui.pages.symptoms.page import SymptomsPage
from journal.ui.pages.treatment.new_line import NewLineCard
from journal.ui.pages.treatment.page import TreatmentPage
from journal.ui.pages.treatment.slip_form import Step
from journal.ui.pages.understand.contents import ALL_WORDS
from journal.ui.pages.understand.page import UnderstandPage
from journal.ui.pages.visits.page import VisitsPage
from journal.ui.pages.visits.question_row import QuestionRow
from journal.ui.pages.welcome.start_form import StartForm
from journal.ui.passphrase import PassphraseDialog
from journal.ui.quick_line import Understood
from journal.ui.search_dialog import SearchDialog
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.dates import CalendarPopup
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.tables import RecordTable
from journal.ui.widgets.toast import UndoToast
from tests.ui.acting import settle

P = TypeVar("P", bound=Page)
W = TypeVar("W", bound=QWidget)

SHEET_WITH_SLIPS = "12 May 2026\nCEA\t11.8\tng/mL\t< 5\nHaemoglobin\t1080\tg/L\t115 - 160\nSodium\t1x2\tmmol/L\n"
FILE_TO_IMPORT = """date,test,value,unit,low,high,laboratory
2026-05-12,CEA,11.8,ng/mL,,5,Lab A
2026-05-12,Haemoglobin,108,g/L,115,160,Lab A
2026-05-12,Sodium,"1,234",mmol/L,,,Lab A
2027-05-12,CEA,9,ng/mL,,5,Lab A
"""


def wait_for(is_there: Callable[[], bool]) -> None:
    """Wait until the worker has brought it."""
    for _ in range(300):
        if is_there():
            break
        QTest.qWait(10)
    assert is_there()
    settle()


def view_of(desk: Desk) -> JournalView:
    assert desk.view is not None
    return desk.view


def page_of(desk: Desk, kind: type[P]) -> P:
    page = view_of(desk).page
    assert isinstance(page, kind)
    return page


def treatment(desk: Desk) -> TreatmentPage:
    return page_of(desk, TreatmentPage)


def visits(desk: Desk) -> VisitsPage:
    return page_of(desk, VisitsPage)


def scans(desk: Desk) -> ScansPage:
    return page_of(desk, ScansPage)


def settings(desk: Desk) -> SettingsPage:
    page = page_of(desk, SettingsPage)
    page.show_all()
    return page


# The shell


def search(desk: Desk) -> None:
    view_of(desk).open_search()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SearchDialog)
    dialog.field.setText("nausea")
    dialog._show(((), ()))  # nothing was found: the longer sentence


@functools.cache
def journal_with_passphrase() -> Path:
    path = Path(tempfile.mkdtemp()) / "Marianne and everybody at home.journal"
    create(path, "a long enough passphrase").close()
    return path


def passphrase(desk: Desk) -> PassphraseDialog:
    dialog = PassphraseDialog(journal_with_passphrase(), parent=desk.window)
    dialog.open()
    dialog.field.field.setText("another one")
    dialog.open_button.click()
    return dialog


def question(desk: Desk) -> Message:
    words = "“Haemoglobin 108 g/L, 12 May 2026” was written before today’s start. Take it back?"
    made = Message(words, parent=desk.window, yes="Take it back", no="Leave it as it stands")
    made.open()
    return made


def fault(desk: Desk) -> FaultDialog:
    made = FaultDialog("\n".join(f"  journal/ui/pages/today/page.py:{line} refresh" for line in range(30)), desk.window)
    made.open()
    made._details.show()
    return made


def an_import(desk: Desk) -> ImportDialog:
    path = Path(tempfile.mkdtemp()) / "results of the day clinic.csv"
    path.write_text(FILE_TO_IMPORT, "utf-8")
    desk.import_files([path])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    for _ in range(300):
        if dialog.preview is not None:
            break
        QTest.qWait(10)
    assert dialog.preview is not None
    return dialog


def understood(desk: Desk) -> Understood:
    line = view_of(desk).top_bar.quick_line
    line.field.setText("nausea 2, temp 3711, ask: can I travel to the sea in July?")
    line._on_typed(line.field.text())
    return line.answer


def toast(desk: Desk) -> UndoToast:
    view_of(desk).toast.say("Haemoglobin of 12 May 2026 is taken out of the sheet of that day", undo="Undo: it")
    return view_of(desk).toast


def entry_history(desk: Desk) -> EntryHistory:
    journal = view_of(desk).live.read
    made = view_of(desk).history.show(journal.all(Scan)[-1:])
    assert made is not None
    wait_for(lambda: bool(made.words))
    return made


def files_of_a_day(desk: Desk) -> None:
    """Open the files of a day alone."""
    view = view_of(desk)
    DayFilesDialog(view.live, view, Day(desk.today()), desk.window).open()


def the_bin(desk: Desk) -> BinDialog:
    view = view_of(desk)
    for medicine in view.live.read.all(Medicine)[:2]:
        view.write("Taken out", lambda draft, medicine=medicine: draft.delete(medicine))
    view.history.open_bin()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BinDialog)
    wait_for(lambda: bool(dialog.model.records))
    return dialog


def a_moment(desk: Desk) -> MomentDialog:
    desk.looking_back.choose()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MomentDialog)
    dialog.day.field.setText("1 January 1999")
    dialog.look.click()
    return dialog


def what_differs(desk: Desk) -> ApartDialog:
    live = view_of(desk).live
    made = ApartDialog(live.read, live, desk.now(), desk.background, desk.window)
    made.open()
    wait_for(lambda: bool(made.about.text()))
    return made


def restore(desk: Desk) -> RestoreDialog:
    live = view_of(desk).live
    made = RestoreDialog(live.read, CopyLog(), desk.background, parent=desk.window)
    made.open()
    made.choice.show_candidates(())
    return made


def damaged(desk: Desk) -> DamageDialog:
    made = DamageDialog(view_of(desk).live.read.path, desk.background, None, desk.window)
    made.open()
    return made


def new_passphrase(way: Way) -> Callable[[Desk], PassphraseChange]:
    def open_it(desk: Desk) -> PassphraseChange:
        made = PassphraseChange(way, desk.secrecy, desk.window)
        made.open()
        if made.chosen is not None:
            made.chosen.draw()
            made.chosen.field.field.setText("short")
            made.chosen.is_fit()
        return made

    return open_it


def recovery(desk: Desk) -> RecoveryDialog:
    made = RecoveryDialog(view_of(desk), view_of(desk).live.read.path, desk.window)
    made.open()
    made._say("This is not the present passphrase. Check capital letters and try again.")
    return made


def call_now(desk: Desk) -> None:
    today = desk.today()
    sheet = CareSheet(happened_on=today, phone="020 7946 0123", fever_at=Decimal("37.5"), confirmed_on=today)
    fever = VitalSign(happened_on=today, analyte="body_temperature", quantity=Quantity(Decimal("39.1"), "Cel"))
    view_of(desk).write("Fever", lambda draft: draft.save_all([sheet, fever]))


def called(desk: Desk) -> None:
    banner = view_of(desk).calls.banner
    assert banner is not None
    assert banner.card is not None
    banner.card.called.click()


def start_form(desk: Desk) -> StartForm:
    if desk.welcome is None:
        desk.close_journal()  # unasked: forms with words in them are open
        desk.show_welcome()
    assert desk.welcome is not None
    desk.welcome.start.click()
    form = desk.welcome.start_form
    form.chosen.draw()
    form.chosen.field.field.setText("short")
    form.finish()
    return form


# Pages


def calendar(desk: Desk) -> CalendarPopup:
    page = treatment(desk)
    page.open_new_line()
    settle()
    assert page.new_line is not None
    page.new_line.day._open()
    popup = page.new_line.day._popup
    assert popup is not None
    return popup


def new_line(desk: Desk) -> NewLineCard:
    page = treatment(desk)
    page.open_new_line()
    assert page.new_line is not None
    page.new_line.name.setText("FOLF")
    page.new_line._search("FOLF")
    return page.new_line


def slip(step: Step) -> Callable[[Desk], object]:
    def open_slip(desk: Desk) -> object:
        card = treatment(desk).line
        assert card.course is not None
        states = (CycleState.GIVEN,) if step == "mend" else (CycleState.PLANNED,)
        card.choose(next(cycle.id for cycle in card.course.cycles if cycle.state in states))
        card.panel.open(step)
        return card.panel.form

    return open_slip


def cycles_table(desk: Desk) -> object:
    card = treatment(desk).line
    if card.table is None:
        card._turn_table()
    return card.table


def existing(kind: type, key: str) -> Callable[[Desk], object]:
    """Open the form of the first record of *kind*, as a link to it would."""

    def open_it(desk: Desk) -> None:
        journal = view_of(desk).live.read
        view_of(desk).go_to(key, journal.all(kind)[0].id)

    return open_it


def sheet_with_slips(desk: Desk) -> SheetDialog:
    QApplication.clipboard().setText(SHEET_WITH_SLIPS)
    return page_of(desk, ResultsPage).paste_sheet()


def chart_table(desk: Desk) -> RecordTable:
    card = next(card for card in view_of(desk).findChildren(ChartCard) if card.isVisible())
    for _ in range(300):
        if card.chart is not None:
            break
        QTest.qWait(10)
    if card.table is None:
        card._toggle_table()
    assert card.table is not None
    return card.table


def opened_result(desk: Desk) -> FoldedResult:
    folded = next(each for each in view_of(desk).page.findChildren(FoldedResult) if each.isVisible())  # type: ignore[union-attr]
    if not folded.is_open:
        folded.button.click()
        settle()
    return next(each for each in view_of(desk).page.findChildren(FoldedResult) if each.isVisible())  # type: ignore[union-attr]


def asked_size(desk: Desk) -> QWidget:
    page = scans(desk)
    index = page.grid.view.currentIndex()
    page.grid.model.setData(index, "900")
    return page.grid.question


def answered_question(desk: Desk) -> QuestionRow:
    row = next(iter(visits(desk).questions.rows.values()))
    row.open(True)
    return row


def day_of_symptoms(desk: Desk) -> DayCard:
    page = page_of(desk, SymptomsPage)
    page.open_day(desk.today() - timedelta(3))
    return page.day


def new_scan(desk: Desk) -> object:
    scans(desk)._open_new_scan()
    return scans(desk).open_card


def a_scan(desk: Desk) -> object:
    scans(desk)._open_scan(view_of(desk).live.read.all(Scan)[-1])
    return scans(desk).open_card


def a_spot(new: bool) -> Callable[[Desk], object]:
    def open_spot(desk: Desk) -> object:
        scans(desk)._open_spot(None if new else view_of(desk).live.read.all(Lesion)[0])
        return scans(desk).open_card

    return open_spot


def words_menu(desk: Desk) -> QMenu:
    page = scans(desk)
    menu = page.grid.view.words_menu()
    assert menu is not None
    menu.popup(page.mapToGlobal(page.rect().center()))
    return menu


def glossary(desk: Desk) -> None:
    page_of(desk, UnderstandPage).turn_to(ALL_WORDS)


def history(desk: Desk) -> None:
    page_of(desk, ResultsPage).show_history("cea")


def changed_sheet(desk: Desk) -> SheetDialog:
    page = page_of(desk, ResultsPage)
    assert page.day.row is not None
    return page.change_sheet(page.day.row.measured)


def first(kind: type[W]) -> Callable[[Desk], W]:
    """Look at what always stands on the page."""
    return lambda desk: next(each for each in view_of(desk).page.findChildren(kind) if each.isVisible())  # type: ignore[union-attr]


def line_form(desk: Desk) -> object:
    page = settings(desk)
    page.lines.open_new()
    form = page.lines.form
    assert form is not None
    return form


def licences(desk: Desk) -> Licences:
    card = settings(desk).help
    if card.licences.isHidden():
        card._turn_licences()
    return card.licences


def many_teams(desk: Desk) -> object:
    card = settings(desk).sheet
    if card.printed is None:
        card._turn_printed()
    return card


def contact(desk: Desk) -> None:
    settings(desk).contacts.open_new()
