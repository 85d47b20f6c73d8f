"""Writing down an appointment, a stay in hospital or a call: what is there, and what is asked about first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from journal.actions.checks import ask_day
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.visits import Appointment, HospitalStay, TeamCall
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.attachments.own_files import OwnFiles
from journal.ui.tab_order import go_on
from journal.ui.theme.look import size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, NoteField, TextField
from journal.ui.widgets.form import Form, FormRow
from journal.ui.widgets.history_button import history_button
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.times import TimeField
from journal.ui.widgets.words import Words

FARTHEST: Final = timedelta(days=3 * 365)  # an appointment beyond it is asked about

Write = Callable[[str, Callable[..., object]], bool]


class RecordDialog(QDialog):
    """A form for one record: Keep writes it down as one change, what is unlikely is asked about once.

    Those below say which fields there are and read them; a *record* that is there already can be taken out.
    """

    def __init__(self, title: str, record: Record, is_new: bool, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self._write, self._accepted = record, write, ""
        self.setWindowTitle(title)
        self.setModal(True)
        self.form = Form()
        self.question = Words("", tone="caution")
        self.question.hide()
        self.keep = primary(_("Keep"), self.save)
        self.keep.setDefault(True)
        buttons = [self.keep, quiet(_("Cancel"), self.reject)]
        self.out = quiet(_("Take out"), self._take_out, icon="trash")
        if not is_new:
            buttons += [self.out, history_button(lambda: (self.record,))]
        inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(Column(self.form, None, padding=(2, 4, 8, 4)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column = Column(Words(title, "h2"), scroll, self.question, Flow(*buttons, gap=12), gap=16, padding=24)
        column.setStretch(1, 1)
        self.setLayout(column)

    def fit(self) -> None:
        """Be as large as the form asks for, and no larger than the window behind."""
        parent = self.parentWidget()
        wanted = self.sizeHint().expandedTo(self.minimumSizeHint())
        wanted.setWidth(max(wanted.width(), size(620)))
        wanted.setHeight(self.form.sizeHint().height() + size(230))
        self.resize(wanted.boundedTo(parent.window().size()) if parent is not None else wanted)
        self.form.rows[0].field.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)

    def read(self) -> Record | None:
        """Return the record as it stands in the form; None where a field holds a mistake, which its row says."""
        raise NotImplementedError

    def ask(self, record: Record) -> Problem | None:
        """Ask about what is possible, but unlikely."""
        raise NotImplementedError

    def label(self, record: Record) -> str:
        """Return what the step of undo is called."""
        raise NotImplementedError

    def save(self) -> None:
        """Write down what stands in the form; a question is asked once, and a second Keep answers it."""
        record = self.read()
        if record is None:
            return
        doubt = self.ask(record)
        asked = say_problem(doubt) if doubt is not None else ""
        if asked and asked != self._accepted:
            self._accepted = asked
            self.question.setText(asked)
            self.question.show()
            self.keep.set_text(_("It is right, keep it"))
            return
        record = replace(record, author="", written_at=None)
        if self._write(self.label(record), lambda draft: draft.save(record)):
            self.accept()

    def _take_out(self) -> None:
        record = self.record
        label = _("Taken out: {what}").format(what=self.label(record))
        if self._write(label, lambda draft: draft.delete(record)):
            self.accept()

    def _day(self, row: FormRow, field: DateField, *, needed: bool = True) -> date | None:
        """Read a day field; its row says what is wrong."""
        field.finish()
        problem = field.problem
        if problem is None and field.day is None and needed:
            problem = Problem(N_("Write the day, like 12 May 2026."))
        row.say_mistake(problem)
        return field.day if problem is None else None

    def _text(self, row: FormRow, field: TextField | NoteField, missing: str) -> str:
        """Read a text that must be there."""
        words = _words(field)
        row.say_mistake(None if words else missing)
        return words


def _words(field: TextField | NoteField) -> str:
    return (field.text() if isinstance(field, TextField) else field.toPlainText()).strip()


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
        super().__init__(title, known, appointment is None, write, parent)
        self._today, self._known = today, known
        self.day = DateField(_("Day"), today, appointment.happened_on if appointment is not None else None)
        self.at = TimeField(_("Time"), known.happened_at)
        self.what_for = TextField(_("What for"), known.what_for)
        self.who = TextField(_("With whom"), known.who)
        self.place = TextField(_("Where"), known.place)
        self.note = NoteField(_("A note"), known.note)
        self.team = Check(_("A visit to the team that looks at the whole course"), known.is_team_visit)
        self.day_row = self.form.add(_("Day"), self.day)
        self.at_row = self.form.add(_("Time"), self.at, hint=_("May stay blank."))
        self.what_row = self.form.add(_("What for"), self.what_for, hint=_("Visit, blood test, scan, …"))
        self.form.add(_("With whom"), self.who)
        self.form.add(_("Where"), self.place)
        self.form.add(_("A note"), self.note)
        self.form.add_wide(self.team)
        if files is not None:
            self.form.add_wide(files)
            files.belong_to(known)
        self.fit()

    def read(self) -> Appointment | None:
        day = self._day(self.day_row, self.day)
        self.at.finish()
        self.at_row.say_mistake(self.at.problem)
        what_for = self._text(self.what_row, self.what_for, _("Write what it is for, in a word or two."))
        if day is None or self.at.problem is not None or not what_for:
            return None
        return replace(
            self._known,
            happened_on=day,
            happened_at=self.at.at,
            what_for=what_for,
            who=_words(self.who),
            place=_words(self.place),
            note=_words(self.note),
            is_team_visit=self.team.isChecked(),
        )

    def ask(self, record: Record) -> Problem | None:
        today = self._today()
        if record.happened_on - today > FARTHEST:
            return Problem(N_("{day} is far away. Is the year right?"), day=record.happened_on)
        return ask_day(record.happened_on, today) if record.happened_on <= today else None

    def label(self, record: Record) -> str:
        what = record.what_for if isinstance(record, Appointment) else ""
        return _("Appointment: {what}, {day}").format(what=what, day=dates.short_day(record.happened_on))


class StayDialog(RecordDialog):
    """A stay in hospital: from when to when, why, where."""

    def __init__(
        self, today: Callable[[], date], write: Write, stay: HospitalStay | None = None, parent: QWidget | None = None
    ) -> None:
        known = stay or HospitalStay(happened_on=today(), reason="")
        super().__init__(_("In hospital"), known, stay is None, write, parent)
        self._today, self._known = today, known
        self.first = DateField(_("First day"), today, known.happened_on)
        self.last = DateField(_("Last day"), today, known.ended_on)
        self.reason = TextField(_("Why"), known.reason)
        self.place = TextField(_("Where"), known.place)
        self.note = NoteField(_("A note"), known.note)
        self.first_row = self.form.add(_("First day"), self.first)
        self.last_row = self.form.add(_("Last day"), self.last, hint=_("Blank while you are still there."))
        self.reason_row = self.form.add(_("Why"), self.reason)
        self.form.add(_("Where"), self.place)
        self.form.add(_("A note"), self.note)
        self.fit()

    def read(self) -> HospitalStay | None:
        first = self._day(self.first_row, self.first)
        last = self._day(self.last_row, self.last, needed=False)
        reason = self._text(self.reason_row, self.reason, _("Write why, in a word or two."))
        if first is not None and last is not None and last < first:
            self.last_row.say_mistake(_("The last day lies before the first. Check both."))
        if first is None or self.last_row.mistake or not reason:
            return None
        return replace(
            self._known,
            happened_on=first,
            ended_on=last,
            reason=reason,
            place=_words(self.place),
            note=_words(self.note),
        )

    def ask(self, record: Record) -> Problem | None:
        ended = record.ended_on if isinstance(record, HospitalStay) else None
        today = self._today()
        return ask_day(record.happened_on, today) or (ask_day(ended, today) if ended is not None else None)

    def label(self, record: Record) -> str:
        return _("In hospital, {day}").format(day=dates.short_day(record.happened_on))


class CallDialog(RecordDialog):
    """A call to the team: when, why, and what they said."""

    def __init__(
        self, today: Callable[[], date], write: Write, call: TeamCall | None = None, parent: QWidget | None = None
    ) -> None:
        known = call or TeamCall(happened_on=today(), reason="")
        super().__init__(_("Call to the team"), known, call is None, write, parent)
        self._today, self._known = today, known
        self.day = DateField(_("Day"), today, known.happened_on, latest_today=True)
        self.at = TimeField(_("Time"), known.happened_at)
        self.reason = TextField(_("Why"), known.reason)
        self.outcome = NoteField(_("What they said"), known.outcome)
        self.day_row = self.form.add(_("Day"), self.day)
        self.at_row = self.form.add(_("Time"), self.at, hint=_("May stay blank."))
        self.reason_row = self.form.add(_("Why"), self.reason)
        self.form.add(_("What they said"), self.outcome)
        self.fit()

    def read(self) -> TeamCall | None:
        day = self._day(self.day_row, self.day)
        self.at.finish()
        self.at_row.say_mistake(self.at.problem)
        reason = self._text(self.reason_row, self.reason, _("Write why, in a word or two."))
        if day is None or self.at.problem is not None or not reason:
            return None
        return replace(
            self._known, happened_on=day, happened_at=self.at.at, reason=reason, outcome=_words(self.outcome)
        )

    def ask(self, record: Record) -> Problem | None:
        return ask_day(record.happened_on, self._today())

    def label(self, record: Record) -> str:
        return _("Call to the team, {day}").format(day=dates.short_day(record.happened_on))
