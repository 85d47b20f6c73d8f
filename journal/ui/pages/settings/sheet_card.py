"""What the team's own sheet says: number, limits, and whether the person checked them against the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.actions.call_notices import care_sheet
from journal.actions.check_in import temperature_unit
from journal.domain.patient import CareSheet
from journal.domain.problems import Problem
from journal.reference.tables import rows
from journal.text import dates
from journal.text.language import _
from journal.text.numbers import number
from journal.ui.care_sheet_dialog import POSSIBLE_FEVER, POSSIBLE_LOW, ask_limit
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.settings.saving_form import SavingForm
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.limit_field import LimitField, behind_limit
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

LIMITS = ("fever_at", "low_at")


class SheetCard(Card):
    """A limit counts once it was confirmed; typing one from the paper confirms it, and the tick shows that."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(_("My team’s sheet"), icon="phone", gap=12)
        self._live, self._window = live, window
        self.form: SavingForm[CareSheet] = SavingForm(window, self._sheet, self._confirmed_with)
        form = self.form
        form.add_text("phone", _("24-hour number"))
        form.add_text("team", _("Who answers"), hint=_("A ward, or a name"))
        form.add_text("emergency_number", _("Emergency number"), width=120)
        self._add_limit("fever_at", _("Fever: call at"), POSSIBLE_FEVER, above=True)
        self._add_limit("low_at", _("Low: call at"), POSSIBLE_LOW, above=False)
        form.add_note("note", _("What else it says"))
        self.confirm = Check(_("I checked these limits against my own sheet"))
        self.confirm.clicked.connect(self._turn)
        self.state = Words("", "small", "muted")
        self.printed: QWidget | None = None  # a long list, made when it is asked for
        self.printed_link = link(_("What many teams print, with sources"), self._turn_printed)
        self.add(
            Words(_("Copy what your team’s paper says. Leave blank what it does not say."), tone="muted"),
            form,
            self.confirm,
            self.state,
            Flow(self.printed_link),
        )

    def _add_limit(self, name: str, label: str, possible: tuple[Decimal, Decimal], *, above: bool) -> None:
        """Add a limit in °C or °F; it is kept in °C, and shown in the scale of the person's temperatures."""
        field = LimitField(label)

        def ask(value: Any) -> Problem | None:
            return ask_limit(value, possible, field.scale)

        def show(sheet: CareSheet) -> None:
            field.show_limit(getattr(sheet, name), temperature_unit(self._live.read))

        field.celsius_finished.connect(lambda value: self.form.take(name, label, value, ask))
        row = self.form.add_field(name, label, field, show)
        behind_limit(field, row.set_behind, above=above)

    def _turn_printed(self) -> None:
        if self.printed is None:
            self.printed = _what_teams_print()
            self.add(self.printed)
        else:
            self.printed.setVisible(self.printed.isHidden())

    def show_sheet(self, sheet: CareSheet | None) -> None:
        """Show what the sheet says, and whether it was confirmed."""
        shown = sheet or self._blank()
        self.form.show_record(shown)
        has_limit = shown.fever_at is not None or shown.low_at is not None
        self.confirm.setChecked(shown.confirmed_on is not None and has_limit)
        self.confirm.setEnabled(has_limit and not self._live.is_read_only)
        if not has_limit:
            words = _("No limit is written down. So no temperature brings up the call card.")
        elif shown.confirmed_on is None:
            words = _("Not confirmed yet. So no temperature brings up the call card.")
        else:
            words = _("Confirmed on {day}.").format(day=dates.day(shown.confirmed_on))
        self.state.setText(words)

    def _sheet(self) -> CareSheet:
        return care_sheet(self._live.read) or self._blank()

    def _blank(self) -> CareSheet:
        return CareSheet(happened_on=self._window.today())

    def _confirmed_with(self, name: str, value: object) -> dict[str, Any]:
        """What is typed as a limit is copied from the paper in front of the person."""
        return {"confirmed_on": self._window.today()} if name in LIMITS and value is not None else {}

    def _turn(self, on: bool) -> None:
        day: date | None = self._window.today() if on else None
        sheet = replace(self._sheet(), confirmed_on=day, author="", written_at=None)
        label = _("Limits confirmed") if on else _("Limits not confirmed any more")
        self._window.write(label, lambda draft: draft.save(sheet))


def _what_teams_print() -> QWidget:
    """Return what cards and pages of several countries print; they differ, which is why the person's own counts."""
    column = Column(gap=4)
    column.addWidget(Words(_("These differ. Only your own team’s paper counts."), "strong"))
    for row in rows("fever_limits"):
        value = number(Decimal(row["celsius"]))
        template = {
            ">": _("{body} ({country}): above {value} °C"),
            ">=": _("{body} ({country}): {value} °C or above"),
            "<": _("{body} ({country}): below {value} °C"),
        }[row["operator"]]
        column.addWidget(Words(template.format(body=row["body"], country=row["country"], value=value), "small"))
    holder = QWidget()
    holder.setLayout(column)
    return holder
