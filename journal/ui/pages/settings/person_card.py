"""Who the journal is about, as printouts and the call card say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from journal.actions.checks import ask_day, ask_value
from journal.domain.patient import Patient, Sex
from journal.domain.problems import Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Precision
from journal.text.cancers import CANCERS, cancer_name
from journal.text.language import _
from journal.text.people import sex_name
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.settings.known_day import KnownDayField
from journal.ui.pages.settings.saving_form import SavingForm
from journal.ui.widgets.card import Card
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class PersonCard(Card):
    """Every field may stay blank."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(_("The person"), icon="users", gap=12)
        self._live, self._window = live, window
        self.form: SavingForm[Patient] = SavingForm(window, self._patient)
        form = self.form
        form.add_text("call_me", _("What to call you"))
        form.add_text("name", _("Full name"), hint=_("As it stands on letters. It is printed."))
        form.add_day("born_on", _("Born on"), window.today, ask=self._ask_day)
        form.add_choice("sex", _("Sex"), [(sex, sex_name(sex)) for sex in Sex])
        form.add_text("hospital_number", _("Hospital number"))
        form.add_text("diagnosis", _("Diagnosis"), hint=_("In your own words, or the doctor’s"))
        self.cancer = form.add_choice("cancer", _("Kind of cancer"), ())
        form.add_text("stage", _("Stage"))
        self.found_on = KnownDayField(_("Found on"), window.today)
        self.found_on.known_day_finished.connect(self._take_found_on)
        form.add_field(
            "diagnosed_on",
            _("Found on"),
            self.found_on,
            lambda patient: self.found_on.show_day(patient.diagnosed_on, patient.diagnosed_precision),
            hint=_("A month or a year is enough."),
        )
        self.found_on.finished.connect(lambda: form.row_of["diagnosed_on"].say_mistake(self.found_on.problem))
        self.found_on.textChanged.connect(lambda: form.row_of["diagnosed_on"].say_mistake(None))
        form.add_lines("allergies", _("Allergies"), hint=_("One on each line. Write “none known” if there are none."))
        form.add_lines("devices", _("Ports and devices"), hint=_("One on each line: a port, a stent, a pacemaker."))
        form.add_number("height_cm", _("Height"), unit=_("cm"), ask=_ask_height)
        self.add(Words(_("The call card and printouts use this. Leave blank what you like."), tone="muted"), form)

    def show_patient(self, patient: Patient | None) -> None:
        """Show who it is."""
        shown = patient or self._blank()
        self.cancer.set_choices(_cancers(shown.cancer), shown.cancer)
        self.form.show_record(shown)

    def _patient(self) -> Patient:
        return self._live.read.patient() or self._blank()

    def _blank(self) -> Patient:
        return Patient(happened_on=self._window.today())

    def _ask_day(self, on: date) -> Problem | None:
        return ask_day(on, self._window.today())

    def _take_found_on(self, known: tuple[date, Precision] | None) -> None:
        """Write down the day with how much of it is known: the two are one answer."""
        patient = self._patient()
        day, precision = known if known is not None else (None, Precision.DAY)
        if (patient.diagnosed_on, patient.diagnosed_precision) == (day, precision):
            return
        asked = self._ask_day(day) if day is not None else None
        if asked is not None:
            self.form.row_of["diagnosed_on"].say_mistake(asked)
            return
        fields: dict[str, Any] = {"diagnosed_on": day, "diagnosed_precision": precision}
        changed = replace(patient, **fields, author="", written_at=None)
        label = _("{field} changed").format(field=_("Found on"))
        self._window.write(label, lambda draft: draft.save(changed))


def _ask_height(value: Decimal) -> Problem | None:
    return ask_value(Quantity(value, "cm"), "height")


def _cancers(now: str) -> list[tuple[object, str]]:
    """Return the kinds to choose from, in the reader's order; what stands there and is not among them stays."""
    known = sorted(((key, cancer_name(key)) for key in CANCERS), key=lambda pair: pair[1])
    kept = [(now, cancer_name(now))] if now and now not in CANCERS else []
    return [("", _("Not in this list")), *kept, *known]
