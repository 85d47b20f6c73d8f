"""The team's number and the limits of its sheet: copied or confirmed by the person, never ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.actions.check_in import temperature_unit
from journal.domain.patient import CareSheet
from journal.domain.problems import N_, Problem
from journal.rules.temperatures import shown_in
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.form_dialog import FormDialog
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.limit_field import LimitField, behind_limit
from journal.ui.widgets.words import Words

POSSIBLE_FEVER: Final = (Decimal(36), Decimal(40))  # °C; beyond it, a slip of the finger
POSSIBLE_LOW: Final = (Decimal(33), Decimal(37))


class CareSheetDialog(FormDialog):
    """Asks for what stands on the team's own sheet; `save` writes it down as one change."""

    def __init__(
        self,
        live: LiveJournal,
        today: Callable[[], date],
        write: Callable[[str, Callable[..., object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("My team"), parent)
        self._live, self._today, self._write = live, today, write
        found = live.read.latest(CareSheet)
        self._sheet = found[0] if found else CareSheet(happened_on=today())
        self.phone = TextField(_("24-hour number"), self._sheet.phone)
        self.team = TextField(_("Who answers"), self._sheet.team, hint=_("A ward, or a name"))
        self.emergency = TextField(_("Emergency number"), self._sheet.emergency_number, width=120)
        scale = temperature_unit(live.read)
        self.fever = LimitField(_("Call at or above"), self._sheet.fever_at, scale)
        self.low = LimitField(_("Call at or below"), self._sheet.low_at, scale)
        form = Form()
        form.add(_("24-hour number"), self.phone)
        form.add(_("Who answers"), self.team)
        form.add(_("Emergency number"), self.emergency)
        self.fever_row = form.add(
            _("Fever: call at"),
            self.fever,
            hint=_("Many teams want a call at 37.5 or 38.0 °C. Unsure? Ask yours."),
        )
        self.low_row = form.add(_("Low: call at"), self.low)
        behind_limit(self.fever, self.fever_row.set_behind, above=True)
        behind_limit(self.low, self.low_row.set_behind, above=False)
        self.keep = primary(_("Keep"), self.save)
        self.keep.setDefault(True)
        self.fill(
            Words(_("My team’s sheet"), "h2"),
            Words(_("Copy what stands on the sheet that your team gave you. Leave blank what it does not say.")),
            form,
            foot=Flow(self.keep, quiet(_("Cancel"), self.cancel), gap=12),
        )

    def save(self) -> None:
        """Write the sheet down, if all of it can be read."""
        for row, field, possible in (
            (self.fever_row, self.fever, POSSIBLE_FEVER),
            (self.low_row, self.low, POSSIBLE_LOW),
        ):
            row.say_mistake(field.problem or ask_limit(field.celsius, possible, field.scale))
        if self.fever_row.mistake or self.low_row.mistake:
            return
        sheet = replace(
            self._sheet,
            happened_on=self._today(),
            phone=self.phone.text().strip(),
            team=self.team.text().strip(),
            emergency_number=self.emergency.text().strip(),
            fever_at=self.fever.celsius,
            low_at=self.low.celsius,
            confirmed_on=self._today(),
            author="",
            written_at=None,
        )
        if self._write(_("My team’s sheet"), lambda draft: draft.save(sheet)):
            self.accept()


def ask_limit(celsius: Decimal | None, possible: tuple[Decimal, Decimal], scale: str) -> Problem | None:
    """Ask about a limit outside of what sheets mostly say, in the *scale* that it was typed in."""
    if celsius is None or possible[0] <= celsius <= possible[1]:
        return None
    return Problem(
        N_("Is {value} what the sheet says? It is mostly between {least} and {most}."),
        value=shown_in(celsius, scale),
        least=shown_in(possible[0], scale).value,
        most=shown_in(possible[1], scale).value,
    )
