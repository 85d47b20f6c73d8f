"""Adding a scan, and looking at one: when, which kind, who read it, what it was called, and what later ones go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from journal.actions.checks import ask_day
from journal.actions.scan_readings import move_readings
from journal.actions.sizes import NEW_CHOICES, move_scan
from journal.domain.imaging import Measurement, Modality, NewLesion, Response, Scan
from journal.domain.problems import N_, Problem
from journal.domain.record import Precision, Record
from journal.domain.treatment import TreatmentLine
from journal.store.change import Draft
from journal.text import dates
from journal.text.language import _
from journal.text.names import modality_name, new_lesion_name, response_name
from journal.ui.attachments.files_part import FilesPart
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.imaging.readings_part import ReadingsPart
from journal.ui.pages.imaging.record_card import RecordCard, Written, show_check
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, ChoiceField, NoteField, NumberField, TextField
from journal.ui.widgets.history_button import history_button
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

CALLED: Final = (Response.CR, Response.PR, Response.SD, Response.NON_CR_NON_PD, Response.PD, Response.NE)
MOST_SLICE_MM: Final = Decimal(20)


class ScanCard(RecordCard[Scan]):
    """One scan.  A new one starts as one more *like* the last of the follow-up: what is made alike is compared."""

    def __init__(
        self,
        live: LiveJournal,
        window: WindowServices,
        scan: Scan | None,
        measurements: Iterable[Measurement] = (),
        *,
        like: Scan | None = None,
    ) -> None:
        record = scan if scan is not None else _one_more(window.today(), like)
        title = _("Add a scan") if scan is None else self.title_of(record)
        super().__init__(window, record, title, is_new=scan is None)
        self._measurements = tuple(measurements)
        self._accepted: date | None = None
        self._build_fields()
        self._build_form()
        self.readings = ReadingsPart(window)
        self.add(self.readings)
        if self.is_new:
            self.readings.hide()  # once the scan is kept, its card goes on with them
        self.files = FilesPart(live, window)
        self.add(self.files)
        self._build_buttons()
        self.begin()
        if not self.is_new:
            self._keep_as_one_goes()

    def _build_fields(self) -> None:
        scan = self.record
        self.day = DateField(_("Day of the scan"), self._window.today, scan.happened_on)
        if scan.precision is not Precision.DAY:
            self.day.field.set_text(_day(scan))
        kinds = [(kind, modality_name(kind)) for kind in Modality]
        self.kind = ChoiceField(_("Kind"), kinds, scan.modality)
        self.region = TextField(_("Region"), scan.region)
        self.facility = TextField(_("Where"), scan.facility)
        self.called_by = TextField(_("Who reported it"), scan.called_by)
        called: list[tuple[object, str]] = [(None, _("not written down"))]
        called += [(each, response_name(each)) for each in CALLED]
        self.called = ChoiceField(_("The report calls it"), called, scan.called)
        self.called_text = TextField(_("In its own words"), scan.called_text)
        self.new = ChoiceField(_("New spots"), [(each, new_lesion_name(each)) for each in NEW_CHOICES], scan.new_lesion)
        self.slice = NumberField(_("Slice thickness, mm"), scan.slice_mm)
        self.baseline = Check(_("Start of a new treatment line: compare later scans with this one"), scan.is_baseline)
        self.start_hint = Words("", "small", "muted")
        self.start_hint.hide()
        self.note = NoteField(_("Note"), scan.note)
        self.texts = {
            "region": (self.region, _("Region")),
            "facility": (self.facility, _("Where it was done")),
            "called_by": (self.called_by, _("Who reported it")),
            "called_text": (self.called_text, _("The report’s words")),
            "note": (self.note, _("Note")),
        }

    def _build_form(self) -> None:
        form = self.form
        self.day_row = form.add(_("Day"), self.day)
        self.right = quiet(_("It is right"), self._accept_day)
        self.right.hide()
        self.day.field.textChanged.connect(lambda _text: self.right.hide())  # another day is another question
        form.add_wide(self.right)
        form.add(_("Kind"), self.kind)
        form.add(_("Region"), self.region, hint=_("Like chest and belly"))
        form.add(_("Where"), self.facility)
        form.add(_("Reported by"), self.called_by)
        form.add(_("The report calls it"), self.called)
        form.add(_("In its own words"), self.called_text, hint=_("Copied from the report"))
        form.add(_("New spots"), self.new)
        self.slice_row = form.add(_("Slice thickness"), self.slice, unit=_("mm"))
        form.add_wide(self.baseline)
        form.add_wide(self.start_hint)
        form.add(_("Note"), self.note)
        self.add(form)

    def _build_buttons(self) -> None:
        if self.is_new:
            self.keep = primary(_("Add this scan"), self._add)
            self.add(Flow(self.keep, quiet(_("Cancel"), self.close_card), gap=12))
        else:
            self.delete = quiet(_("Delete this scan"), self._delete, icon="trash")
            history = history_button(self.records_here)
            self.add(Flow(quiet(_("Done"), self.close_card), self.delete, history, gap=12))

    def title_of(self, record: Scan) -> str:
        return _("Scan of {day}").format(day=_day(record))

    def label(self, what: str) -> str:
        return _("{what}, scan of {day}").format(what=what, day=_day(self.record))

    def change(self, draft: Draft, changed: Scan) -> None:
        move_scan(draft, changed, self._measurements)
        move_readings(draft, changed, self.readings.kept)

    def records_here(self, *_place: object) -> tuple[Record, ...]:
        """Return the scan whose history can be shown, with what it says beside sizes."""
        mine = (each for each in self.readings.kept if each.scan_id == self.record.id)
        return () if self.is_new else (self.record, *mine)

    def hint_start(self, lines: Iterable[TreatmentLine], starts: Iterable[Scan]) -> None:
        """Say that a line of treatment began since the last start, where one did."""
        last = max((scan.happened_on for scan in starts if scan.id != self.record.id), default=None)
        since = [
            line
            for line in lines
            if last is not None and last < line.happened_on <= (self.day.day or self._window.today())
        ]
        if since and not self.record.is_baseline:
            newest = max(since, key=lambda line: line.happened_on)
            words = _("{line} began on {day}. If this is its first scan, tick this.")
            self.start_hint.setText(words.format(line=newest.name, day=dates.day(newest.happened_on)))
        self.start_hint.setVisible(bool(since) and not self.record.is_baseline)

    # Reading what was typed

    def _day_problem(self) -> Problem | None:
        self.day.finish()
        problem = self.day.problem
        if problem is not None:
            return problem
        day = self.day.day
        if day is None:
            return Problem(N_("Write the day of the scan."))
        asked = ask_day(day, self._window.today())
        self.right.setVisible(asked is not None and day != self._accepted)
        return asked if day != self._accepted else None

    def _slice_problem(self) -> Problem | None:
        if self.slice.problem is not None:
            return self.slice.problem
        number = self.slice.number
        if number is not None and not 0 < number <= MOST_SLICE_MM:
            return Problem(N_("A slice is between 0 and {most} mm thick. Check the number."), most=MOST_SLICE_MM)
        return None

    def _accept_day(self) -> None:
        self._accepted = self.day.day
        self.right.hide()
        self.day_row.say_mistake(None)
        if not self.is_new:
            self._keep_day()

    def _add(self) -> None:
        problem, thick = self._day_problem(), self._slice_problem()
        self.day_row.say_mistake(problem)
        self.slice_row.say_mistake(thick)
        if problem is not None or thick is not None or self.day.day is None:
            (self.day.field if problem is not None else self.slice).setFocus()
            return
        kind, called, new = self.kind.value, self.called.value, self.new.value
        scan = replace(
            self.record,
            happened_on=self.day.day,
            modality=kind if isinstance(kind, Modality) else Modality.OTHER,
            region=self.region.text().strip(),
            facility=self.facility.text().strip(),
            called_by=self.called_by.text().strip(),
            called=called if isinstance(called, Response) else None,
            called_text=self.called_text.text().strip(),
            new_lesion=new if isinstance(new, NewLesion) else NewLesion.UNKNOWN,
            slice_mm=self.slice.number,
            is_baseline=self.baseline.isChecked(),
            note=self.note.toPlainText().strip(),
        )
        label = _("Scan of {day} added").format(day=_day(scan))
        if self._window.write(label, lambda draft: draft.save(scan)):
            self.added.emit(scan)

    # Keeping as one goes

    def _keep_as_one_goes(self) -> None:
        self.day.day_finished.connect(lambda day: self._keep_day())
        self.kind.chosen.connect(lambda value: self.keep_fields(_("Kind of scan"), modality=value))
        self.called.chosen.connect(lambda value: self.keep_fields(_("What the report calls it"), called=value))
        self.new.chosen.connect(lambda value: self.keep_fields(_("New spots"), new_lesion=value))
        self.slice.number_finished.connect(self._keep_slice)
        self.baseline.toggled.connect(lambda on: self.keep_fields(_("Start of a new course"), is_baseline=on))

    def _keep_slice(self, number: object) -> None:
        problem = self._slice_problem()
        self.slice_row.say_mistake(problem)
        if problem is None:
            self.keep_fields(_("Slice thickness"), slice_mm=number)

    def _keep_day(self) -> None:
        problem = self._day_problem()
        self.day_row.say_mistake(problem)
        if problem is None and self.day.day is not None:
            changed = replace(self.record, happened_on=self.day.day, precision=Precision.DAY)
            self.write(changed, _("Scan moved to {day}").format(day=_day(changed)))

    def show_answers(self, record: Scan) -> None:
        if not self.day.field.hasFocus():
            self.day.set_day(record.happened_on)
        self.kind.set_value(record.modality)
        self.called.set_value(record.called)
        self.new.set_value(record.new_lesion)
        if not self.slice.hasFocus():
            self.slice.set_number(record.slice_mm)
        show_check(self.baseline, record.is_baseline)

    def _delete(self) -> None:
        self.take_out(_("Scan of {day} deleted").format(day=_day(self.record)))

    def set_read_only(self, is_read_only: bool) -> None:
        super().set_read_only(is_read_only)
        self.readings.setEnabled(not is_read_only)
        self.delete.setVisible(not is_read_only)

    def close_card(self) -> None:
        self.finish()
        self.files.cancel()
        self.closed.emit()

    def typed_fields(self) -> Iterable[Written | DateField]:
        return [self.day, *super().typed_fields(), self.slice]

    def finish(self) -> None:
        super().finish()
        if not self.is_new:
            self.readings.finish()


def _one_more(today: date, like: Scan | None) -> Scan:
    """Return a scan of today, of the kind and at the place of *like*; what stands on its report is not known yet."""
    made = Scan(happened_on=today)
    if like is None:
        return made
    return replace(made, modality=like.modality, region=like.region, facility=like.facility)


def _day(scan: Scan) -> str:
    return dates.day(scan.happened_on, scan.precision)
