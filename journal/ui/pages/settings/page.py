"""The page Settings and help: everything is saved as one goes, what is about the person with undo."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from journal.actions.call_notices import care_sheet
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.results import VitalSign
from journal.domain.symptoms import TrackedSymptom
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.settings.contacts_card import ContactsCard
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


class _Below:
    """The cards further down the page."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        self.person = PersonCard(live, window)
        self.person.form.setEnabled(not live.is_read_only)
        self.contacts = ContactsCard(live, window)
        self.passphrase = PassphraseCard(window, live.read.path)
        self.help = HelpCard()

    def show_records(self, live: LiveJournal) -> None:
        """Show who it is about, and whom to call."""
        self.person.show_patient(live.read.patient())
        self.contacts.show_contacts(live.read.all(Contact))


class SettingsPage(Page):
    """The sheet and the person beside what this computer remembers."""

    shows = (CallRule, CareSheet, Contact, Patient, TrackedSymptom, VitalSign)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Settings and help"))
        self.sheet = SheetCard(live, window)
        self.lines = LinesCard(live, window)
        self.look = LookCard(window)
        self.writing = WritingCard(window, live.sign_as)
        self.file = FileCard(live.read.path, window.save_copy, is_read_only=live.is_read_only)
        self._below: _Below | None = None
        self._main = Column(self.sheet, self.lines, gap=14)
        main, side = QWidget(), QWidget()
        main.setLayout(self._main)
        self._side = Column(self.look, self.writing, self.file, gap=14)
        side.setLayout(self._side)
        self.add(Columns(main, side))
        self.sheet.form.setEnabled(not live.is_read_only)
        look().changed.connect(self.refresh_soon)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self.below)  # what is not seen at first shall not be waited for

    @property
    def below(self) -> _Below:
        """What stands further down; made when the page is seen, or when it is asked for."""
        if self._below is None:
            self._below = _Below(self.live, self.window_services)
            self._below.contacts.unfolded.connect(self.bring_into_view)
            self._main.addWidget(self._below.person)
            self._main.addWidget(self._below.contacts)
            self._side.addWidget(self._below.passphrase)
            self.add(self._below.help)
            self._below.show_records(self.live)
        return self._below

    @property
    def person(self) -> PersonCard:
        """Who the journal is about."""
        return self.below.person

    @property
    def contacts(self) -> ContactsCard:
        """Whom to call."""
        return self.below.contacts

    @property
    def passphrase(self) -> PassphraseCard:
        """The passphrase, the lock and the recovery sheet."""
        return self.below.passphrase

    @property
    def help(self) -> HelpCard:
        """What the program is and is not."""
        return self.below.help

    def refresh(self) -> None:
        settings = self.window_services.settings
        self.sheet.show_sheet(care_sheet(self.live.read))
        self.lines.show_lines()
        self.look.show_settings(settings)
        self.writing.show_settings(settings)
        if self._below is not None:
            self._below.show_records(self.live)
            self._below.passphrase.show_settings()

    def finish(self) -> None:
        self.sheet.form.finish()
        self.writing.finish()
        if self._below is not None:
            self._below.person.form.finish()
            self._below.contacts.finish()

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
