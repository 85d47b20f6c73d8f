"""The page Settings and help: everything is saved as one goes, what is about the person with undo."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journal.actions.call_notices import care_sheet
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.symptoms import TrackedSymptom
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.settings.contacts_card import ContactsCard
from journal.ui.pages.settings.file_card import FileCard
from journal.ui.pages.settings.help_card import HelpCard
from journal.ui.pages.settings.lines_card import LinesCard
from journal.ui.pages.settings.look_card import LookCard, WritingCard
from journal.ui.pages.settings.person_card import PersonCard
from journal.ui.pages.settings.sheet_card import SheetCard
from journal.ui.theme.look import look
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.window_services import WindowServices


class SettingsPage(Page):
    """The sheet and the person beside what this computer remembers."""

    shows = (CallRule, CareSheet, Contact, Patient, TrackedSymptom)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Settings and help"))
        self.sheet = SheetCard(live, window)
        self.lines = LinesCard(live, window)
        self.person = PersonCard(live, window)
        self.contacts = ContactsCard(live, window)
        self.contacts.unfolded.connect(self.bring_into_view)
        self.look = LookCard(window)
        self.writing = WritingCard(window, live.sign_as)
        self.file = FileCard(live.read.path, window.save_copy, is_read_only=live.is_read_only)
        self.help = HelpCard()
        main, side = QWidget(), QWidget()
        main.setLayout(Column(self.sheet, self.lines, self.person, self.contacts, gap=14))
        side.setLayout(Column(self.look, self.writing, self.file, gap=14))
        self.add(Columns(main, side), self.help)
        for card in (self.person.form, self.sheet.form):
            card.setEnabled(not live.is_read_only)
        look().changed.connect(self.refresh_soon)

    def refresh(self) -> None:
        journal, settings = self.live.read, self.window_services.settings
        self.sheet.show_sheet(care_sheet(journal))
        self.lines.show_lines()
        self.person.show_patient(journal.patient())
        self.contacts.show_contacts(journal.all(Contact))
        self.look.show_settings(settings)
        self.writing.show_settings(settings)

    def finish(self) -> None:
        self.sheet.form.finish()
        self.person.form.finish()
        self.contacts.finish()
        self.writing.finish()

    def show_record(self, record_id: str) -> None:
        """Bring a contact, a line of the sheet, or the person into view."""
        if self.live.read.get(Contact, record_id) is not None:
            self.contacts.open(record_id)
        elif self.live.read.get(CallRule, record_id) is not None:
            self.lines.open(record_id)
            self.scroll_area.ensureWidgetVisible(self.lines)
        elif self.live.read.get(CareSheet, record_id) is not None:
            self.bring_into_view(self.sheet.form.by_name["phone"])
        elif self.live.read.get(Patient, record_id) is not None:
            self.bring_into_view(self.person.form.by_name["call_me"])
