"""Whom to call, and who helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from journal.domain.patient import Contact, ContactRole
from journal.text.language import _, ngettext
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.record_form import Entry
from journal.ui.widgets.records_card import RecordsCard, RowWords, joined
from journal.ui.window_services import WindowServices

ROLES: Final[Mapping[ContactRole, Callable[[], str]]] = {
    ContactRole.TEAM: lambda: _("the team"),
    ContactRole.DOCTOR: lambda: _("doctor"),
    ContactRole.NURSE: lambda: _("nurse"),
    ContactRole.FAMILY: lambda: _("family, or a friend"),
    ContactRole.OTHER: lambda: _("somebody else"),
}


class ContactsCard(RecordsCard[Contact]):
    """The team first, then family.  Who stands here as family can score on Today."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(
            live,
            window,
            _("People to call"),
            _("Add somebody"),
            _("The team, your doctor, and who helps at home stand here."),
        )

    def show_contacts(self, contacts: list[Contact]) -> None:
        """Show everybody, by what they are to the person."""
        order = list(ContactRole)
        self.show_records(sorted(contacts, key=lambda each: (order.index(each.role), each.name.casefold())))

    def all_words(self, count: int) -> str:
        return ngettext("Show {count} more", "Show {count} more", count).format(count=count)

    def words_of(self, record: Contact) -> RowWords:
        number = f"\u2066{record.phone}\u2069" if record.phone else ""  # read from left to right everywhere
        return RowWords(record.name, joined(ROLES[record.role](), number), record.note)

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("name", _("Name"), is_required=True),
            Entry("role", _("Who it is"), "choice", choices=tuple((role, words()) for role, words in ROLES.items())),
            Entry("phone", _("Telephone")),
            Entry("note", _("Note"), "note"),
        )

    def blank(self, today: date) -> Contact:
        return Contact(happened_on=today, name="", role=ContactRole.FAMILY)
