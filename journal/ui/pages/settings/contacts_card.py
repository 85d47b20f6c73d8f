"""Whom to call, and who helps."""

from __future__ import annotations

from datetime import date

from journal.domain.patient import Contact, ContactRole
from journal.text.language import _, ngettext
from journal.text.people import role_name
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.record_form import Entry
from journal.ui.widgets.records_card import RecordsCard, RowWords, joined
from journal.ui.window_services import WindowServices


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
        return RowWords(record.name, joined(role_name(record.role), number), record.note)

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("name", _("Name"), is_required=True),
            Entry("role", _("Who it is"), "choice", choices=tuple((role, role_name(role)) for role in ContactRole)),
            Entry("phone", _("Telephone")),
            Entry("note", _("Note"), "note"),
        )

    def blank(self, today: date) -> Contact:
        return Contact(happened_on=today, name="", role=ContactRole.FAMILY)
