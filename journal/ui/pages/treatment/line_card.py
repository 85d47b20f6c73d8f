"""One line of treatment: how far it is, its cycles on a ribbon, the cycle that is chosen, and what changes the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions import cycle_plan
from journal.actions.cycle_plan import PlanChange
from journal.actions.treatment_course import Course, cycle_shown_first
from journal.domain.problems import N_, Problem
from journal.domain.treatment import Cycle, CycleState, Intent, TreatmentLine, WhyEnded
from journal.text import dates
from journal.text.language import _
from journal.text.treatment import cycle_state_name, intent_choice, why_ended
from journal.ui.pages.treatment.cycle_panel import CyclePanel
from journal.ui.pages.treatment.cycle_ribbon import CycleRibbon
from journal.ui.pages.treatment.cycle_words import end_words, lateness, line_words, lowered_words, progress_words
from journal.ui.pages.treatment.drugs_part import DrugsPart
from journal.ui.pages.treatment.line_forms import EndForm, PlanForm
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.record_form import Entry, RecordForm
from journal.ui.widgets.records_card import joined
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Line, Words
from journal.ui.window_services import WindowServices

MOST_ROWS = 14


class LineCard(Card):
    """Filled by `show_course`; the forms that unfold in it stay while it is filled anew."""

    unfolded = Signal(QWidget)

    def __init__(self, window: WindowServices, *, can_write: bool) -> None:
        self.change = quiet(_("Change"), self._open_change, icon="pencil-simple")
        super().__init__(" ", action=self.change, gap=8)
        self._window, self._can_write = window, can_write
        self.course: Course | None = None
        self._chosen = ""
        self.form: RecordForm[TreatmentLine] | EndForm | PlanForm | None = None
        self._drugs: DrugsPart | None = None
        self.what, self.progress = Words("", tone="muted"), Words("")
        self.note = Words("", "small", "muted")
        self.ribbon = CycleRibbon()
        self.ribbon.chosen.connect(self._choose)
        self.legend = Words("", "small", "muted")
        self.panel = CyclePanel(window, can_write=can_write, go_back=self.ribbon.setFocus)
        self.panel.unfolded.connect(self.unfolded)
        self._form_place = Column(gap=0)
        self.as_table = link(_("Show the cycles as a table"), self._turn_table)
        self.model: RecordModel[Cycle] | None = None
        self.table: RecordTable | None = None
        self._table_place = Column(gap=0)
        self.due = quiet(_("All up to today as planned"), self._give_all, icon="check")
        self.plan = quiet(_("Plan the next cycles"), lambda: self._open(PlanForm), icon="calendar-plus")
        self.end = quiet(_("This treatment has ended"), lambda: self._open(EndForm))
        self.go_on = quiet(_("It goes on after all"), self._reopen, icon="arrow-counter-clockwise")
        self._hands = QWidget()
        self._hands.setLayout(Column(Line(), Flow(self.due, self.plan, self.end, self.go_on), gap=10))
        self.add(
            self.what, self.progress, self.note, self._form_place, self.ribbon, self.legend, Flow(self.as_table),
            self._table_place, self.panel, self._hands,
        )  # fmt: skip
        self.change.setVisible(can_write)

    def _make_table(self) -> RecordTable:
        """Return the table of cycles, which is made when it is first asked for."""
        self.model = RecordModel(
            (
                ColumnOf(_("Cycle"), lambda cycle: Cell(str(cycle.number), is_strong=True), is_number=True),
                ColumnOf(_("Day"), lambda cycle: dates.day(cycle.happened_on, cycle.precision)),
                ColumnOf(_("State"), lambda cycle: joined(cycle_state_name(cycle.state), lateness(cycle))),
                ColumnOf(_("Dose"), self._dose_cell),
                ColumnOf(_("Why"), lambda cycle: cycle.reason),
            ),
            self.course.cycles if self.course is not None else (),
        )
        table = RecordTable(_("Cycles"), self.model, most_rows=MOST_ROWS)
        table.opened.connect(self._choose)
        self._table_place.addWidget(table)
        return table

    def _dose_cell(self, cycle: Cycle) -> str:
        if self.course is None or cycle.state is not CycleState.GIVEN:
            return ""
        return lowered_words(self.course.lowered(cycle))

    def _turn_table(self) -> None:
        is_new = self.table is None
        if self.table is None:
            self.table = self._make_table()
        self.table.setVisible(is_new or self.table.isHidden())
        self.as_table.set_text(_("Show the cycles as a table") if self.table.isHidden() else _("Hide the table"))

    # Showing

    def show_course(self, course: Course) -> None:
        """Show *course*; the cycle that was chosen stays so while it is there."""
        today = self._window.today()
        if self.course is None or self.course.line.id != course.line.id:
            self.fold()
            self._chosen = ""
        self.course = course
        line = course.line
        self.title.setText(line.name)
        self.change.setAccessibleName(_("Change {name}").format(name=line.name))
        self.what.setText(line_words(line))
        self.progress.setText(end_words(line) or progress_words(course, today))
        self.note.setText(line.note)
        self.note.setVisible(bool(line.note))
        chosen = next((c for c in course.cycles if c.id == self._chosen), None) or cycle_shown_first(course, today)
        self._chosen = chosen.id if chosen is not None else ""
        self._show_cycles(course, chosen, today)
        if isinstance(self.form, RecordForm):
            self.form.show_record(line)
        if self._drugs is not None:
            self._drugs.show_drugs(course.drugs)

    def _show_cycles(self, course: Course, chosen: Cycle | None, today: date) -> None:
        self.ribbon.show_course(course, chosen, today)
        if self.model is not None:
            self.model.set_records(course.cycles)
        for widget in (self.ribbon, self.as_table):
            widget.setVisible(bool(course.cycles))
        if self.table is not None and not course.cycles:
            self.table.hide()
        self.legend.setText(legend_words(course))
        self.legend.setVisible(bool(self.legend.text()))
        self.panel.show_cycle(course, chosen)
        runs = course.line.ended_on is None
        late = [c for c in course.cycles if c.state is CycleState.PLANNED and c.happened_on <= today]
        self.due.setVisible(len(late) > 1)
        self.plan.setVisible(runs)
        self.end.setVisible(runs)
        self.go_on.setVisible(not runs)
        self._hands.setVisible(self._can_write)

    def choose(self, cycle_id: str) -> None:
        """Choose a cycle, as a link to it would."""
        if self.course is not None:
            ids = [cycle.id for cycle in self.course.cycles]
            if cycle_id in ids:
                self.ribbon.choose(ids.index(cycle_id))

    def _choose(self, cycle: Cycle) -> None:
        self._chosen = cycle.id
        if self.course is not None:
            self.ribbon.show_course(self.course, cycle, self._window.today())
            self.panel.show_cycle(self.course, cycle)

    # Forms

    def _open(self, make: type[EndForm] | type[PlanForm]) -> None:
        if self.course is None or not may_leave(self.form):
            return
        self.fold()
        self.form = make(self.course, self._window.today, self._keep, self.fold)
        self._place(self.form)

    def _open_change(self) -> None:
        if self.course is None or not may_leave(self.form):
            return
        self.fold()
        line = self.course.line
        self._drugs = DrugsPart(line, self._window)
        self._drugs.show_drugs(self.course.drugs)
        self.form = RecordForm(
            _("Change {name}").format(name=line.name),
            line_entries(),
            line,
            self._window.today,
            write=self._write_line,
            close=self.fold,
            remove=self._remove,
            below=self._drugs,
        )
        self._place(self.form)

    def _place(self, form: RecordForm[TreatmentLine] | EndForm | PlanForm) -> None:
        self._form_place.addWidget(form)
        self.change.hide()
        form.start()
        self.unfolded.emit(form)

    def fold(self) -> None:
        """Fold the form away."""
        if self.form is None:
            return
        form, self.form, self._drugs = self.form, None, None
        self._form_place.removeWidget(form)
        form.hide()
        form.setParent(None)
        form.deleteLater()
        self.change.setVisible(self._can_write)
        self.ribbon.setFocus()

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        if isinstance(self.form, RecordForm):
            self.form.finish()

    # Writing

    def _keep(self, label: str, change: PlanChange) -> bool:
        return self._window.write(label, change.write_to)

    def _write_line(self, line: TreatmentLine) -> bool:
        if self.course is None:
            return False
        change = PlanChange((line,))
        if line.cycle_days != self.course.line.cycle_days:
            change = PlanChange((line, *cycle_plan.new_rhythm(line, self.course.cycles).saved))
        return self._keep(_("{name}: {done}").format(name=line.name, done=_("changed")), change)

    def _remove(self, line: TreatmentLine) -> None:
        self.fold()
        label = _("{name}: {done}").format(name=line.name, done=_("taken out"))
        self._window.write(label, lambda draft: draft.delete(line))

    def _reopen(self) -> None:
        if self.course is not None:
            line = self.course.line
            running = replace(line, ended_on=None, why_ended=WhyEnded.NOT_ENDED, author="", written_at=None)
            label = _("{name} goes on").format(name=line.name)
            self._window.write(label, lambda draft: draft.save(running))

    def _give_all(self) -> None:
        if self.course is not None:
            change = cycle_plan.give_all(self.course.cycles, self._window.today())
            self.ribbon.setFocus()
            self._keep(_("All cycles up to today given as planned"), change)


def legend_words(course: Course) -> str:
    """Return what the ribbon's ways of drawing mean, of those that occur."""
    found = []
    if any(course.lowered(cycle) for cycle in course.given):
        found.append(_("Low bar: less than planned."))
    if any(cycle.days_late > 0 and cycle.state is not CycleState.SKIPPED for cycle in course.cycles):
        found.append(_("Hatched: later than planned."))
    if any(cycle.state is CycleState.SKIPPED for cycle in course.cycles):
        found.append(_("Crossed: left out."))
    if any(cycle.state is CycleState.PLANNED for cycle in course.cycles):
        found.append(_("Dashed: planned."))
    return " ".join(found)


def line_entries() -> tuple[Entry, ...]:
    """Return the fields of a line."""
    intents = tuple((intent, intent_choice(intent)) for intent in Intent)
    reasons = tuple((reason, why_ended(reason) or _("it has not ended")) for reason in WhyEnded)
    return (
        Entry("name", _("Name"), is_required=True),
        Entry("happened_on", _("First day"), "day", is_required=True),
        Entry("number", _("Line"), "whole", is_required=True, hint=_("1 is the first treatment of this cancer")),
        Entry("intent", _("What it is for"), "choice", choices=intents),
        Entry("cycle_days", _("One cycle"), "whole", unit=_("days")),
        Entry("planned_cycles", _("Cycles planned"), "whole"),
        Entry("ended_on", _("Ended on"), "day", ask=_ask_end),
        Entry("why_ended", _("Why it ended"), "choice", choices=reasons),
        Entry("note", _("Note"), "note"),
    )


def _ask_end(line: TreatmentLine, on: date | None) -> Problem | None:
    if on is not None and on < line.happened_on:
        return Problem(N_("{day} is before the first day, {first}. Is it right?"), day=on, first=line.happened_on)
    return None
