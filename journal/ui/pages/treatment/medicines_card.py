"""Medicines beside the treatment: since when, what for, and whether they were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from journal.actions.checks import ask_day
from journal.domain.medicines import Intake, Medicine
from journal.domain.problems import N_, Problem
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.treatment.intakes import Intakes
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.record_form import Entry
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.records_card import RecordsCard, RowWords, joined
from journal.ui.window_services import WindowServices


class MedicinesCard(RecordsCard[Medicine]):
    """Those in use first; those that were stopped wait behind a link."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        self._intakes: dict[str, list[Intake]] = {}
        self.intakes: Intakes | None = None
        super().__init__(
            live,
            window,
            _("Medicines"),
            _("Add a medicine"),
            _("Tablets, injections and whatever else you take beside the treatment stand here."),
        )

    def show_medicines(self, medicines: Sequence[Medicine], intakes: Sequence[Intake], most: int | None = None) -> None:
        """Show *medicines* (no more than *most*, where the others follow soon) with the days they were taken."""
        self._intakes = {}
        for intake in intakes:
            self._intakes.setdefault(intake.medicine_id, []).append(intake)
        ordered = sorted(medicines, key=lambda m: (m.stopped_on is not None, -m.happened_on.toordinal(), m.name))
        self.show_records(ordered, most)
        if self.intakes is not None and self.form is not None:
            self.intakes.show_intakes(self._intakes.get(self.form.record.id, []))

    def is_shown_at_first(self, place: int, record: Medicine) -> bool:
        return record.stopped_on is None or record.stopped_on > self.window_services.today()

    def all_words(self, count: int) -> str:
        return ngettext("Show {count} stopped medicine", "Show {count} stopped medicines", count).format(count=count)

    def words_of(self, record: Medicine) -> RowWords:
        since = _("since {day}").format(day=dates.day(record.happened_on, record.precision))
        if record.stopped_on is not None:
            since = _("{first} to {last}").format(
                first=dates.day(record.happened_on, record.precision), last=dates.day(record.stopped_on)
            )
        how = joined(record.schedule, _("when needed") if record.when_needed else "", record.purpose)
        thinner = _("a blood thinner") if record.is_blood_thinner else ""
        why = _("stopped: {why}").format(why=record.why_stopped) if record.why_stopped else ""
        name = _("{name} {dose}").format(name=record.name, dose=record.dose) if record.dose else record.name
        return RowWords(name, joined(how, thinner, since, why), self._taken_words(record))

    def _taken_words(self, medicine: Medicine) -> str:
        intakes, today = self._intakes.get(medicine.id, []), self.window_services.today()
        taken = [each for each in intakes if each.taken]
        times = sum(each.happened_on == today for each in taken)
        if times:
            return ngettext("Taken today", "Taken {count} times today", times).format(count=times)
        if any(each.happened_on == today for each in intakes):
            return _("Left out today")
        if not taken:
            return ""
        last = max(each.happened_on for each in taken)
        return _("Last taken on {day}").format(day=dates.day(last))

    def make_row(self, record_id: str) -> RecordRow:
        if not self.can_write:
            return RecordRow()
        taken = quiet(_("Taken today"), lambda: self.take(record_id), icon="check")
        return RecordRow(taken, on_edit=lambda: self.open(record_id))

    def fill_row(self, row: RecordRow, record: Medicine) -> None:
        super().fill_row(row, record)
        today = self.window_services.today()
        for button in row.buttons:
            button.setVisible(record.stopped_on is None or record.stopped_on >= today)
            again = any(each.taken and each.happened_on == today for each in self._intakes.get(record.id, []))
            words = _("Taken again") if again else _("Taken today")
            button.set_text(words, _("{name}: {action}").format(name=record.name, action=words))

    def take(self, record_id: str, *, taken: bool = True) -> None:
        """Write down that a medicine was taken today, or left out."""
        medicine = next(medicine for medicine in self.records if medicine.id == record_id)
        now = self.window_services.now()
        intake = Intake(
            happened_on=now.date(),
            happened_at=now.time().replace(second=0, microsecond=0, tzinfo=None),
            medicine_id=medicine.id,
            taken=taken,
        )
        words = _("taken today") if taken else _("left out today")
        label = _("{name}: {done}").format(name=medicine.name, done=words)
        self.window_services.write(label, lambda draft: draft.save(intake))

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("name", _("Name"), is_required=True, hint=_("As it stands on the packet")),
            Entry("dose", _("Strength"), hint=_("Like 8 mg, or 1 tablet")),
            Entry("schedule", _("When"), hint=_("Like mornings, or on days 1 to 3")),
            Entry("when_needed", _("Only when needed"), "check"),
            Entry("purpose", _("What for")),
            Entry("is_blood_thinner", _("It is a blood thinner"), "check"),
            Entry("happened_on", _("Since"), "day", is_required=True, ask=self._ask_start),
            Entry("stopped_on", _("Stopped on"), "day", ask=_ask_stop),
            Entry("why_stopped", _("Why stopped")),
        )

    def _ask_start(self, medicine: Medicine, on: date) -> Problem | None:
        return ask_day(on, self.window_services.today())

    def blank(self, today: date) -> Medicine:
        return Medicine(happened_on=today, name="")

    def title_of(self, record: Medicine, is_new: bool) -> str:
        return self.add_button.accessibleName() if is_new else record.name

    def below_form(self, record: Medicine, is_new: bool) -> QWidget | None:
        self.intakes = None
        if is_new:
            return None
        left_out = quiet(_("Left out today"), lambda: self.take(record.id, taken=False), icon="prohibit")
        stopped = quiet(_("Stopped today"), lambda: self._stop(record.id))
        self.intakes = Intakes(record, self.window_services, (left_out, stopped))
        stopped.setVisible(record.stopped_on is None)
        self.intakes.show_intakes(self._intakes.get(record.id, []))
        return self.intakes

    def fold(self) -> None:
        self.intakes = None
        super().fold()

    def _stop(self, record_id: str) -> None:
        medicine = next(medicine for medicine in self.records if medicine.id == record_id)
        self.fold()
        stopped = replace(medicine, stopped_on=self.window_services.today(), author="", written_at=None)
        self.window_services.write(self.label(medicine, _("stopped")), lambda draft: draft.save(stopped))


def _ask_stop(medicine: Medicine, on: date | None) -> Problem | None:
    if on is not None and on < medicine.happened_on:
        return Problem(N_("{day} is before the first day, {first}. Is it right?"), day=on, first=medicine.happened_on)
    return None
