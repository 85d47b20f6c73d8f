"""The page Settings and help: everything is saved as one goes, what is about the person with undo."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QWidget

from journal.actions.call_notices import care_sheet
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.results import VitalSign
from journal.domain.symptoms import TrackedSymptom
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.settings.contacts_card import ContactsCard
from journal.ui.pages.settings.copies_card import CopiesCard
from journal.ui.pages.settings.file_card import FileCard
from journal.ui.pages.settings.help_card import HelpCard
from journal.ui.pages.settings.lines_card import LinesCard
from journal.ui.pages.settings.look_card import LookCard, WritingCard
from journal.ui.pages.settings.passphrase_card import PassphraseCard
from journal.ui.pages.settings.person_card import PersonCard
from journal.ui.pages.settings.sheet_card import SheetCard
from journal.ui.theme.look import look
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.window_services import WindowServices


class SettingsPage(Page):
    """The sheet and the person beside what this computer remembers."""

    shows = (CallRule, CareSheet, Contact, Patient, TrackedSymptom, VitalSign)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Settings and help"))
        self.sheet = SheetCard(live, window)
        self.lines = LinesCard(live, window)
        self.look = LookCard(window)
        self.writing = WritingCard(window, live.sign_as)
        self._main, self._side = Column(self.sheet, self.lines, gap=14), Column(self.look, self.writing, gap=14)
        main, side = QWidget(), QWidget()
        main.setLayout(self._main)
        side.setLayout(self._side)
        self.add(Columns(main, side))
        self.sheet.form.setEnabled(not live.is_read_only)
        look().changed.connect(self.refresh_soon)

    # What stands further down is made when it is shown, or asked for

    @cached_property
    def file(self) -> FileCard:
        """Where the journal lies."""
        made = FileCard(self.live.read.path, self.window_services.save_copy, is_read_only=self.live.is_read_only)
        self._side.addWidget(made)
        return made

    @cached_property
    def person(self) -> PersonCard:
        """Who the journal is about."""
        made = PersonCard(self.live, self.window_services)
        made.form.setEnabled(not self.live.is_read_only)
        self._main.insertWidget(self._main.indexOf(self.lines) + 1, made)
        return made

    @cached_property
    def contacts(self) -> ContactsCard:
        """Whom to call."""
        made = ContactsCard(self.live, self.window_services)
        made.unfolded.connect(self.bring_into_view)
        self._main.addWidget(made)
        return made

    @cached_property
    def passphrase(self) -> PassphraseCard:
        """The passphrase, the lock and the recovery sheet."""
        made = PassphraseCard(self.window_services, self.live.read.path)
        self._side.insertWidget(self._side.indexOf(self.file) + 1, made)
        return made

    @cached_property
    def copies(self) -> CopiesCard | None:
        """The copies; None for what is not copied: the sample, and what is open for reading only."""
        keeper = self.window_services.copies
        if keeper is None:
            return None
        made = CopiesCard(keeper)
        made.about_to_grow.connect(self.hold_still)
        self._side.insertWidget(self._side.indexOf(self.file) + 1, made)
        return made

    @cached_property
    def help(self) -> HelpCard:
        """What the program is and is not."""
        made = HelpCard()
        self.add(made)
        return made

    def refresh(self) -> None:
        settings = self.window_services.settings
        self.sheet.show_sheet(care_sheet(self.live.read))
        self.look.show_settings(settings)
        self.writing.show_settings(settings)
        self.later(self.lines.show_lines, self._show_people, at=self.lines)
        self.later(self._show_file, at=self.writing)
        self.later(self._show_help)

    def _show_file(self) -> None:
        self.file.show()
        self.passphrase.show()
        self.passphrase.show_settings()
        if self.copies is not None:
            self.copies.show()
            self.copies.show_copies()

    def _show_people(self) -> None:
        self.person.show_patient(self.live.read.patient())
        self.person.show()
        self.contacts.show_contacts(self.live.read.all(Contact))
        self.contacts.show()

    def _show_help(self) -> None:
        self.help.show()

    def finish(self) -> None:
        self.sheet.form.finish()
        self.writing.finish()
        if "person" in vars(self):
            self.person.form.finish()
        if "contacts" in vars(self):
            self.contacts.finish()

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
