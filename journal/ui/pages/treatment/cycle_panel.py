"""The cycle that is chosen on the ribbon: when, why, its doses, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions import cycle_plan, doses
from journal.actions.cycle_plan import PlanChange
from journal.actions.doses import DrugDose
from journal.actions.treatment_course import Course
from journal.domain.problems import Problem
from journal.domain.treatment import Cycle, CycleState, Dose
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.pages.treatment.cycle_words import cycle_name, cycle_when, lateness
from journal.ui.pages.treatment.dose_table import DoseTable
from journal.ui.pages.treatment.slip_form import SlipForm, Step
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import Button, primary, quiet
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.records_card import joined
from journal.ui.widgets.words import Line, Words
from journal.ui.window_services import WindowServices


class CyclePanel(QWidget):
    """Stands in the line's card.  Everything it writes is one step of undo."""

    unfolded = Signal(QWidget)

    def __init__(self, window: WindowServices, *, can_write: bool, go_back: Callable[[], object]) -> None:
        super().__init__()
        self._window, self._can_write, self._go_back = window, can_write, go_back
        self._course: Course | None = None
        self._cycle: Cycle | None = None
        self.form: SlipForm | None = None
        self.title, self.when = Words("", "h3"), Words("", tone="muted")
        self.why, self.note = Words(""), Words("", "small", "muted")
        self.mistake = Words("", tone="caution")
        self.mistake.hide()
        self._make_buttons()
        self.doses: DoseTable | None = None  # made when a cycle with doses is first shown
        self._dose_place = Column(gap=0)
        self.dose_hint = Words(
            _("Type what was given: 120 mg, or 80 %. Blank means not written down."), "small", "muted"
        )
        self._form_place = Column(gap=0)
        self._hands = QWidget()
        self._hands.setLayout(Flow(*self._buttons))
        self._dose_hands = QWidget()
        self._dose_hands.setLayout(Flow(self.as_planned, self.as_before))
        words = Column(self.title, self.when, self.why, self.note, gap=2)
        self.setLayout(
            Column(
                Line(),
                words,
                self._hands,
                self.mistake,
                self._form_place,
                self._dose_place,
                self.dose_hint,
                self._dose_hands,
                gap=10,
            )
        )

    def _make_buttons(self) -> None:
        self.given_today = primary(_("Given today"), self.give_today, icon="check")
        self.given_as_planned = quiet("", self._give_as_planned)
        self.given_on = quiet(_("Given on another day"), lambda: self.open("give"))
        self.later = quiet(_("It comes later"), lambda: self.open("delay"), icon="clock")
        self.left_out = quiet(_("It is left out"), lambda: self.open("skip"))
        self.change = quiet(_("Change day or reason"), lambda: self.open("mend"), icon="pencil-simple")
        self.not_given = quiet(_("Back to planned"), self._put_back)
        self.take_out = quiet(_("Take out"), self._take_out, icon="trash")
        self._buttons: tuple[Button, ...] = (
            self.given_today, self.given_as_planned, self.given_on, self.later, self.left_out, self.change,
            self.not_given, self.take_out,
        )  # fmt: skip
        self.as_planned = quiet(_("All doses as planned"), self._doses_as_planned)
        self.as_before = quiet("", self._doses_as_before)

    # Showing

    def show_cycle(self, course: Course, cycle: Cycle | None) -> None:
        """Show *cycle* of *course*; None where there is none."""
        another = self._cycle is None or cycle is None or cycle.id != self._cycle.id or cycle.state != self._cycle.state
        self._course, self._cycle = course, cycle
        if another:
            self.fold()
            self.mistake.hide()
        self.setVisible(cycle is not None)
        if cycle is None:
            return
        today = self._window.today()
        self.title.setText(cycle_name(cycle))
        self.when.setText(joined(cycle_when(cycle), lateness(cycle)))
        self.why.setText(_("Why: {reason}").format(reason=cycle.reason) if cycle.reason else "")
        self.why.setVisible(bool(cycle.reason))
        self.note.setText(cycle.note)
        self.note.setVisible(bool(cycle.note))
        self._show_buttons(cycle, today)
        self._show_doses(course, cycle)

    def _show_buttons(self, cycle: Cycle, today: date) -> None:
        planned = cycle.state is CycleState.PLANNED
        turn = self._course is not None and self._course.next is not None and self._course.next.id == cycle.id
        self.given_today.setVisible(planned and turn)
        self.given_as_planned.setVisible(planned and cycle.happened_on < today)
        words = _("Given on {day}, as planned").format(day=dates.short_day(cycle.happened_on))
        self.given_as_planned.set_text(words)
        self.given_on.setVisible(planned and turn)
        self.later.setVisible(planned)
        self.left_out.setVisible(planned)
        self.change.setVisible(not planned)
        self.not_given.setVisible(not planned)
        self.take_out.setAccessibleName(_("Take out {cycle}").format(cycle=cycle_name(cycle)))
        self._hands.setVisible(self._can_write)

    def _show_doses(self, course: Course, cycle: Cycle) -> None:
        given = cycle.state is CycleState.GIVEN
        rows = course.drug_doses(cycle) if given else ()
        if self.doses is None and rows:
            self.doses = DoseTable(self._save_dose, self._remove_dose)
            self._dose_place.addWidget(self.doses)
        if self.doses is not None:
            self.doses.show_doses(cycle, rows, can_write=self._can_write)
        self.dose_hint.setVisible(bool(rows) and self._can_write)
        blank = [each for each in rows if each.dose is None or each.dose.given is None]
        self.as_planned.setVisible(any(each.planned is not None for each in blank))
        before = course.last_given_before(cycle)
        self.as_before.setVisible(bool(blank) and before is not None)
        if before is not None:
            self.as_before.set_text(_("Same doses as cycle {number}").format(number=before.number))
        self._dose_hands.setVisible(self._can_write and not (self.as_planned.isHidden() and self.as_before.isHidden()))

    # Doing

    def open(self, step: Step) -> None:
        """Unfold the form for a day, a delay, a reason."""
        if self._cycle is None or self._course is None or not may_leave(self.form):
            return
        self.fold()
        self.form = SlipForm(step, self._cycle, self._course.cycles, self._window.today, self._keep, self._close_form)
        self._form_place.addWidget(self.form)
        self._hands.hide()
        self.form.start()
        self.unfolded.emit(self.form)

    def fold(self) -> None:
        """Fold the form away."""
        if self.form is not None:
            form, self.form = self.form, None
            self._form_place.removeWidget(form)
            form.hide()
            form.setParent(None)
            form.deleteLater()
            self._hands.setVisible(self._can_write)

    def _close_form(self) -> None:
        self._go_back()
        self.fold()

    def _keep(self, label: str, change: PlanChange) -> bool:
        return self._window.write(label, change.write_to)

    def _write(self, label: str, make: Callable[[Cycle, Course], PlanChange]) -> None:
        """Write what *make* makes of the cycle; say below the buttons what stands in the way."""
        if self._cycle is None or self._course is None:
            return
        self._go_back()
        try:
            change = make(self._cycle, self._course)
        except Problem as problem:
            self.mistake.setText(say_problem(problem))
            self.mistake.show()
            return
        self.mistake.hide()
        self._window.write(label.format(cycle=cycle_name(self._cycle)), change.write_to)

    def give_today(self) -> None:
        """Write down that the cycle was given today."""
        today = self._window.today()
        self._write(_("{cycle} given today"), lambda cycle, course: cycle_plan.give(cycle, course.cycles, today))

    def _give_as_planned(self) -> None:
        self._write(
            _("{cycle} given as planned"),
            lambda cycle, course: cycle_plan.give(cycle, course.cycles, cycle.happened_on),
        )

    def _put_back(self) -> None:
        self._write(_("{cycle} is planned again"), lambda cycle, _course: cycle_plan.put_back(cycle))

    def _take_out(self) -> None:
        self._write(_("{cycle} taken out"), lambda cycle, course: cycle_plan.take_out(cycle, course.cycles))

    # Doses

    def _save_dose(self, each: DrugDose, dose: Dose) -> bool:
        if self._cycle is None:
            return False
        words = _("Cycle {number}, {drug}").format(number=self._cycle.number, drug=each.drug.name)
        return self._window.write(words, lambda draft: draft.save(dose))

    def _remove_dose(self, each: DrugDose, dose: Dose) -> bool:
        if self._cycle is None:
            return False
        words = _("Cycle {number}, {drug}: blank again").format(number=self._cycle.number, drug=each.drug.name)
        return self._window.write(words, lambda draft: draft.delete(dose))

    def _save_doses(self, label: str, made: tuple[Dose, ...]) -> None:
        if made:
            self._go_back()
            self._window.write(label, lambda draft: draft.save_all(made))

    def _doses_as_planned(self) -> None:
        if self._cycle is not None and self._course is not None:
            label = _("Cycle {number}: doses as planned").format(number=self._cycle.number)
            drugs = [each.drug for each in self._course.drug_doses(self._cycle)]
            self._save_doses(label, doses.as_planned(self._cycle, drugs, self._course.doses_of(self._cycle)))

    def _doses_as_before(self) -> None:
        if self._cycle is None or self._course is None:
            return
        before = self._course.last_given_before(self._cycle)
        if before is not None:
            label = _("Cycle {number}: doses as in cycle {before}").format(
                number=self._cycle.number, before=before.number
            )
            drugs = [each.drug for each in self._course.drug_doses(self._cycle)]
            made = doses.as_in(self._cycle, drugs, self._course.doses_of(before), self._course.doses_of(self._cycle))
            self._save_doses(label, made)
