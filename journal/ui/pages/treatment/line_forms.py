"""Ending a line and planning its next cycles: two short forms that unfold in the line's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.actions import cycle_plan
from journal.actions.cycle_plan import PlanChange
from journal.actions.treatment_course import Course
from journal.domain.problems import N_, Problem
from journal.domain.treatment import Cycle, CycleState, WhyEnded
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.treatment import why_ended
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import ChoiceField, NoteField, NumberField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words

Keep = Callable[[str, PlanChange], bool]


class EndForm(QWidget):
    """On which day a line ended, and why; what is still planned is taken out, which it says first."""

    def __init__(self, course: Course, today: Callable[[], date], keep: Keep, close: Callable[[], object]) -> None:
        super().__init__()
        self._course, self._keep_change, self._close = course, keep, close
        self.day = DateField(_("Last day"), today, today())
        reasons = [(reason, why_ended(reason)) for reason in WhyEnded if reason is not WhyEnded.NOT_ENDED]
        self.why = ChoiceField(_("Why"), reasons)
        self.note = NoteField(_("Note"))
        form = Form()
        self.day_row = form.add(_("Last day"), self.day)
        self.why_row = form.add(_("Why"), self.why)
        form.add(_("Note"), self.note)
        planned = sum(cycle.state is CycleState.PLANNED for cycle in course.cycles)
        words = ngettext(
            "{count} planned cycle is taken out with it.", "{count} planned cycles are taken out with it.", planned
        )
        told = Words(words.format(count=planned))
        self.keep = primary(_("Keep"), self._keep)
        title = _("{name} has ended").format(name=course.line.name)
        self.setLayout(
            Column(Words(title, "h3"), form, told, Flow(self.keep, quiet(_("Cancel"), close), gap=12), gap=12)
        )
        told.setVisible(planned > 0)
        self.setAccessibleName(title)
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return typed_in(self) != self._blank

    def start(self) -> None:
        """Put the keyboard into the first field."""
        QTimer.singleShot(0, self.day.field, self.day.field.setFocus)

    def _keep(self) -> None:
        self.day.finish()
        problem = self.day.problem
        if problem is None and self.day.day is None:
            problem = Problem(N_("Write a day here, like 12 May 2026."))
        chosen = self.why.value
        self.why_row.say_mistake(None if chosen is not None else Problem(N_("Choose a reason here.")))
        if problem is None and isinstance(chosen, WhyEnded) and self.day.day is not None:
            try:
                note = self.note.toPlainText().strip()
                change = cycle_plan.end_line(self._course.line, self._course.cycles, self.day.day, chosen, note)
            except Problem as found:
                problem = found
            else:
                if self._keep_change(_("{name} has ended").format(name=self._course.line.name), change):
                    self._close()
                return
        self.day_row.say_mistake(problem)


class PlanForm(QWidget):
    """How many cycles more, and from which day on; it shows their days before they are kept."""

    def __init__(self, course: Course, today: Callable[[], date], keep: Keep, close: Callable[[], object]) -> None:
        super().__init__()
        self._course, self._keep_change, self._close = course, keep, close
        left = cycle_plan.left_to_plan(course.line, course.cycles)
        self.day = DateField(_("First of them on"), today, cycle_plan.next_day(course.line, course.cycles))
        self.count = NumberField(_("How many"), Decimal(left or 1))
        form = Form()
        self.count_row = form.add(_("How many"), self.count)
        self.day_row = form.add(_("First of them on"), self.day)
        self.preview = Words("")
        self.keep = primary(_("Keep"), self._keep)
        title = _("Plan the next cycles")
        self.setLayout(
            Column(Words(title, "h3"), form, self.preview, Flow(self.keep, quiet(_("Cancel"), close), gap=12), gap=12)
        )
        self.setAccessibleName(title)
        self.day.day_finished.connect(lambda _day: self._show())
        self.count.number_finished.connect(lambda _count: self._show())
        self._show()
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return typed_in(self) != self._blank

    def start(self) -> None:
        """Put the keyboard into the first field."""
        QTimer.singleShot(0, self.count, self.count.setFocus)

    def _change(self) -> PlanChange | None:
        """Return the cycles to come; None where a field cannot be read, which is said below it."""
        number, day = self.count.number, self.day.day
        self.count_row.say_mistake(self.count.problem)
        self.day_row.say_mistake(self.day.problem)
        if self.count.problem is not None or self.day.problem is not None:
            return None
        if day is None:
            self.day_row.say_mistake(Problem(N_("Write a day here, like 12 May 2026.")))
            return None
        try:
            whole = int(number) if number is not None and number == int(number) else 0
            return cycle_plan.plan_cycles(self._course.line, self._course.cycles, day, whole)
        except Problem as problem:
            (self.day_row if "day" in problem.values else self.count_row).say_mistake(problem)
            return None

    def _show(self) -> PlanChange | None:
        change = self._change()
        cycles = [record for record in change.saved if isinstance(record, Cycle)] if change is not None else []
        self.preview.setText(planned_words(cycles))
        return change

    def _keep(self) -> None:
        self.day.finish()
        change = self._show()
        if change is not None:
            count = len(change.saved)
            label = ngettext("{count} cycle planned", "{count} cycles planned", count).format(count=count)
            if self._keep_change(label, change):
                self._close()


def planned_words(cycles: Sequence[Cycle]) -> str:
    """Return on which days *cycles* fall, the first and the last of them."""
    if not cycles:
        return ""
    first, last = cycles[0], cycles[-1]
    if len(cycles) == 1:
        return _("Cycle {number} on {day}.").format(number=first.number, day=dates.day(first.happened_on))
    return _("Cycle {first} on {day}, up to cycle {last} on {until}.").format(
        first=first.number, day=dates.day(first.happened_on), last=last.number, until=dates.day(last.happened_on)
    )
