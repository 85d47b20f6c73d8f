"""Adding a treatment: from the catalogue, or typed; its drugs and planned cycles come with it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.actions import cycle_plan
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.treatment import Cycle, Drug, Intent, TreatmentLine
from journal.reference.regimens import Regimen, regimens_like
from journal.text.language import _, ngettext
from journal.text.treatment import intent_choice
from journal.ui.pages.treatment.cycle_words import drug_words
from journal.ui.pages.treatment.line_forms import planned_words
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, ChoiceField, NumberField, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.records_card import joined
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

MOST_DAYS = 366


class NewLineCard(Card):
    """Asks for a treatment; `finished` comes with the id of the line that was written, or "" where it was not."""

    finished = Signal(str)

    def __init__(self, window: WindowServices) -> None:
        super().__init__(_("Add a treatment"), gap=12)
        self._window = window
        self._number = 1
        self.regimen: Regimen | None = None
        self._make_fields()
        form = Form()
        self.name_row = form.add(_("Name"), self.name, hint=_("Like FOLFOX, or the name of a drug"))
        self._found = Column(gap=0)
        found = QWidget()
        found.setLayout(self._found)
        form.add_wide(found)
        form.add_wide(self.drugs)
        self.day_row = form.add(_("First day"), self.day)
        self.rhythm_row = form.add(_("One cycle"), self.rhythm, unit=_("days"))
        self.count_row = form.add(_("Cycles planned"), self.count)
        form.add(_("What it is for"), self.intent, hint=_("As your team calls it; may stay open"))
        form.add_wide(self.plan)
        self.keep = primary(_("Keep"), self._keep)
        self.cancel = quiet(_("Cancel"), lambda: self.finished.emit(""))
        self.add(form, self.preview, Flow(self.keep, self.cancel, gap=12))
        self._show_plan()
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return typed_in(self) != self._blank

    def _make_fields(self) -> None:
        self.name = TextField(_("Name"))
        self.name.textEdited.connect(self._search)
        self.drugs = Words("", "small", "muted")
        self.drugs.hide()
        self.day = DateField(_("First day"), self._window.today, self._window.today())
        self.rhythm = NumberField(_("One cycle (days)"))
        self.count = NumberField(_("Cycles planned"))
        self.intent = ChoiceField(
            _("What it is for"), [(intent, intent_choice(intent)) for intent in Intent], Intent.UNKNOWN
        )
        self.plan = Check(_("Write the cycles down as planned"), checked=True)
        self.preview = Words("", tone="muted")
        self.day.day_finished.connect(lambda _day: self._show_plan())
        self.rhythm.number_finished.connect(lambda _number: self._show_plan())
        self.count.number_finished.connect(lambda _number: self._show_plan())
        self.plan.clicked.connect(lambda _on: self._show_plan())

    def start(self, number: int) -> None:
        """Begin anew; *number* is which line of treatment it would be."""
        self._number = number
        QTimer.singleShot(0, self.name, self.name.setFocus)

    # The catalogue

    def _search(self, text: str) -> None:
        if self.regimen is not None and text != self.regimen.name:
            self.regimen = None
            self.drugs.hide()
        while self._found.count():
            empty_out(self._found.takeAt(0))
        for regimen in regimens_like(text):
            self._found.addWidget(self._row(regimen))

    def _row(self, regimen: Regimen) -> RecordRow:
        button = quiet(_("Choose"), lambda: self.choose(regimen))
        button.setAccessibleName(_("Choose {name}").format(name=regimen.name))
        row = RecordRow(button)
        rhythm = (
            ngettext("every {count} day", "every {count} days", regimen.cycle_days).format(count=regimen.cycle_days)
            if regimen.cycle_days
            else ""
        )
        row.say(regimen.name, joined(rhythm, *(drug.name for drug in regimen.drugs)))
        return row

    def choose(self, regimen: Regimen) -> None:
        """Take name, rhythm, drugs and days from the catalogue; doses are not in it."""
        self.regimen = regimen
        self.name.set_text(regimen.name)
        while self._found.count():
            empty_out(self._found.takeAt(0))
        self.rhythm.set_number(None if regimen.cycle_days is None else Decimal(regimen.cycle_days))
        same = regimen.cycles_max if regimen.cycles_min in (None, regimen.cycles_max) else None
        self.count.set_number(None if same is None else Decimal(same))
        said = _("With it: {drugs}. Check this against your own plan. Doses stay blank until you copy them.")
        self.drugs.setText(said.format(drugs=joined(*(drug_words(drug) for drug in regimen.drugs))))
        self.drugs.setVisible(bool(regimen.drugs))
        self._show_plan()
        self.day.field.setFocus()

    # Reading

    def line(self) -> TreatmentLine | None:
        """Return the line as it stands in the fields; None where one cannot be read, which is said below it."""
        name = self.name.text().strip()
        self.name_row.say_mistake(None if name else Problem(N_("Write the name of the treatment first.")))
        day_problem = self.day.problem
        if day_problem is None and self.day.day is None:
            day_problem = Problem(N_("Write a day here, like 12 May 2026."))
        self.day_row.say_mistake(day_problem)
        rhythm, count = _whole(self.rhythm, MOST_DAYS), _whole(self.count, cycle_plan.MOST_AT_ONCE)
        for row, read in ((self.rhythm_row, rhythm), (self.count_row, count)):
            row.say_mistake(read if isinstance(read, Problem) else None)
        if not name or self.day.day is None or day_problem or isinstance(rhythm, Problem) or isinstance(count, Problem):
            return None
        intent = self.intent.value
        return TreatmentLine(
            happened_on=self.day.day,
            name=name,
            number=self._number,
            regimen=self.regimen.key if self.regimen is not None else "",
            intent=intent if isinstance(intent, Intent) else Intent.UNKNOWN,
            cycle_days=rhythm,
            planned_cycles=count,
        )

    def _cycles(self, line: TreatmentLine) -> list[Cycle]:
        if not self.plan.isChecked() or not line.planned_cycles or not line.cycle_days:
            return []
        change = cycle_plan.plan_cycles(line, [], line.happened_on, line.planned_cycles)
        return [record for record in change.saved if isinstance(record, Cycle)]

    def _show_plan(self) -> None:
        rhythm, count = _whole(self.rhythm, MOST_DAYS), _whole(self.count, cycle_plan.MOST_AT_ONCE)
        if isinstance(rhythm, Problem) or isinstance(count, Problem) or self.day.day is None:
            self.preview.setText("")
            return
        line = TreatmentLine(happened_on=self.day.day, name="", cycle_days=rhythm, planned_cycles=count)
        words = planned_words(self._cycles(line))
        if not words and self.plan.isChecked():
            words = _("With the days of one cycle and their number, the cycles are planned for you.")
        self.preview.setText(words)

    def _keep(self) -> None:
        self.day.finish()
        line = self.line()
        if line is None:
            rows = (self.name_row, self.day_row, self.rhythm_row, self.count_row)
            next(row for row in rows if row.mistake).field.setFocus()
            return
        records: list[Record] = [line]
        if self.regimen is not None:
            records += [
                Drug(happened_on=line.happened_on, line_id=line.id, name=drug.name, route=drug.route, days=drug.days)
                for drug in self.regimen.drugs
            ]
        records += self._cycles(line)
        label = _("{name}: {done}").format(name=line.name, done=_("added"))
        if self._window.write(label, lambda draft: draft.save_all(records)):
            self.finished.emit(line.id)


def _whole(field: NumberField, most: int) -> int | Problem | None:
    if field.problem is not None:
        return field.problem
    number = field.number
    if number is None:
        return None
    if number != int(number) or not 1 <= number <= most:
        return Problem(N_("Write a whole number from {least} to {most}."), least=1, most=most)
    return int(number)
