"""Writing down an appointment, a stay in hospital or a call: what is there, and what is asked about first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from journal.actions.checks import ask_day
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.visits import Appointment, HospitalStay, TeamCall
from journal.text import dates
from journal.text.language import _
from journal.ui.attachments.own_files import OwnFiles
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.form_dialog import FormDialog
from journal.ui.widgets.record_form import Entry, RecordForm

FARTHEST: Final = timedelta(days=3 * 365)  # an appointment beyond it is asked about
WHAT_FOR: Final = N_("Write what it is for, in a word or two.")
WHY: Final = N_("Write why, in a word or two.")

Write = Callable[[str, Callable[..., object]], bool]


class RecordDialog(FormDialog):
    """The form of one record, which is written down with Keep, as one change; one that is there can be taken out.

    Those below say which fields there are, and what the step of undo is called.
    """

    def __init__(
        self,
        title: str,
        record: Record,
        is_new: bool,
        today: Callable[[], date],
        write: Write,
        parent: QWidget | None = None,
        below: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=620)
        self._today, self._write = today, write
        self.form: RecordForm[Record] = RecordForm(
            title,
            self.entries(),
            record,
            today,
            write=self._save,
            close=self.cancel,
            remove=self._take_out,
            is_new=is_new,
            as_whole=True,
            below=below,
            foot_apart=True,
        )
        self.form.title.set_role("h2")
        self.form.keep.setDefault(True)
        self.fill(self.form, foot=self.form.foot)
        self.form.start()

    def begin(self) -> None:
        self.form.begin()
        super().begin()

    def entries(self) -> tuple[Entry, ...]:
        """Return the fields."""
        raise NotImplementedError

    def label(self, record: Record) -> str:
        """Return what the step of undo is called."""
        raise NotImplementedError

    def _ask_day(self, _record: object, on: date | None) -> Problem | None:
        return ask_day(on, self._today()) if on is not None else None

    def _save(self, record: Record) -> bool:
        signed = replace(record, author="", written_at=None)
        return self._write(self.label(record), lambda draft: draft.save(signed))

    def _take_out(self, record: Record) -> None:
        label = _("Taken out: {what}").format(what=self.label(record))
        if self._write(label, lambda draft: draft.delete(record)):
            self.cancel()


class AppointmentDialog(RecordDialog):
    """An appointment: when, what for, with whom, where, and whether it looks at the whole course."""

    def __init__(
        self,
        today: Callable[[], date],
        write: Write,
        appointment: Appointment | None = None,
        parent: QWidget | None = None,
        files: OwnFiles | None = None,
    ) -> None:
        known = appointment or Appointment(happened_on=today(), what_for="")
        title = _("New appointment") if appointment is None else _("Appointment")
        super().__init__(title, known, appointment is None, today, write, parent, files)
        if files is not None:
            files.belong_to(known)
        day = self.form.fields["happened_on"]
        if appointment is None and isinstance(day, DateField):
            day.set_day(None)  # today would be a guess
            self.begin()

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("happened_on", _("Day"), "day", is_required=True, ask=self._ask_visit),
            Entry("happened_at", _("Time"), "time", hint=_("May stay blank.")),
            Entry("what_for", _("What for"), hint=_("Visit, blood test, scan, …"), is_required=True, missing=WHAT_FOR),
            Entry("who", _("With whom")),
            Entry("place", _("Where")),
            Entry("note", _("A note"), "note"),
            Entry("is_team_visit", _("A visit about how treatment is going"), "check"),
        )

    def _ask_visit(self, record: object, on: date | None) -> Problem | None:
        today = self._today()
        if on is not None and on - today > FARTHEST:
            return Problem(N_("{day} is far away. Is the year right?"), day=on)
        return self._ask_day(record, on) if on is not None and on <= today else None

    def label(self, record: Record) -> str:
        what = record.what_for if isinstance(record, Appointment) else ""
        return _("Appointment: {what}, {day}").format(what=what, day=dates.short_day(record.happened_on))


class StayDialog(RecordDialog):
    """A stay in hospital: from when to when, why, where."""

    def __init__(
        self, today: Callable[[], date], write: Write, stay: HospitalStay | None = None, parent: QWidget | None = None
    ) -> None:
        known = stay or HospitalStay(happened_on=today(), reason="")
        super().__init__(_("In hospital"), known, stay is None, today, write, parent)

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("happened_on", _("First day"), "day", is_required=True, ask=self._ask_day),
            Entry(
                "ended_on",
                _("Last day"),
                "day",
                hint=_("Blank while you are still there."),
                refuse=_refuse_end,
                ask=self._ask_day,
            ),
            Entry("reason", _("Why"), is_required=True, missing=WHY),
            Entry("place", _("Where")),
            Entry("note", _("A note"), "note"),
        )

    def label(self, record: Record) -> str:
        return _("In hospital, {day}").format(day=dates.short_day(record.happened_on))


class CallDialog(RecordDialog):
    """A call to the team: when, why, and what they said."""

    def __init__(
        self, today: Callable[[], date], write: Write, call: TeamCall | None = None, parent: QWidget | None = None
    ) -> None:
        known = call or TeamCall(happened_on=today(), reason="")
        super().__init__(_("Call to the team"), known, call is None, today, write, parent)

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("happened_on", _("Day"), "day", is_required=True, latest_today=True, ask=self._ask_day),
            Entry("happened_at", _("Time"), "time", hint=_("May stay blank.")),
            Entry("reason", _("Why"), is_required=True, missing=WHY),
            Entry("outcome", _("What they said"), "note"),
        )

    def label(self, record: Record) -> str:
        return _("Call to the team, {day}").format(day=dates.short_day(record.happened_on))


def _refuse_end(stay: Any, on: date | None) -> Problem | None:
    if on is not None and on < stay.happened_on:
        return Problem(N_("The last day lies before the first. Check both."))
    return None
