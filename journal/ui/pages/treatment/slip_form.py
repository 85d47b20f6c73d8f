"""A cycle that is not on its day: given on another, later, left out; it shows what moves before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.actions import cycle_plan
from journal.actions.cycle_plan import PlanChange
from journal.domain.problems import N_, Problem
from journal.domain.treatment import Cycle, CycleState
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.pages.treatment.cycle_words import cycle_name
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import Button, primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import NoteField, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words

Step: TypeAlias = Literal["give", "delay", "skip", "mend"]

MOST_NAMED: Final = 4  # cycles that move, named one by one

# What teams write most often; each is one click, and the field takes any other words.
REASONS: Final = (
    N_("Blood counts too low"),
    N_("An infection or fever"),
    N_("Side effects"),
    N_("My own wish"),
    N_("A holiday"),
)


class SlipForm(QWidget):
    """Asks for a day and a reason, and says in words what moves.  *keep* gets the label and the change."""

    def __init__(
        self,
        step: Step,
        cycle: Cycle,
        cycles: Sequence[Cycle],
        today: Callable[[], date],
        keep: Callable[[str, PlanChange], bool],
        close: Callable[[], object],
    ) -> None:
        super().__init__()
        self.step, self.cycle, self._cycles = step, cycle, cycles
        self._today, self._keep_change, self._close = today, keep, close
        self.day = DateField(_("Day"), today, self._first_day())
        self.reason = TextField(_("Why"), cycle.reason)
        self.note = NoteField(_("Note"), cycle.note)
        form = Form()
        self.day_row = form.add(_("New day") if step == "delay" else _("Given on"), self.day)
        self.weeks = tuple(self._week_button(count) for count in (1, 2, 3))
        weeks = QWidget()
        weeks.setLayout(Flow(*self.weeks))
        form.add_wide(weeks)
        self.reason_row = form.add(_("Why"), self.reason, hint=_("In your own words; may stay blank"))
        self.reasons = tuple(self._reason_button(words) for words in REASONS)
        reasons = QWidget()
        reasons.setLayout(Flow(*self.reasons))
        form.add_wide(reasons)
        note_row = form.add(_("Note"), self.note)
        self.day_row.setVisible(step != "skip" and cycle.state is not CycleState.SKIPPED)
        weeks.setVisible(step == "delay")
        note_row.setVisible(step == "mend")
        self.preview = Words("")
        self.keep = primary(_("Keep"), self._keep)
        self.cancel = quiet(_("Cancel"), close)
        self.setLayout(
            Column(Words(self._title(), "h3"), form, self.preview, Flow(self.keep, self.cancel, gap=12), gap=12)
        )
        self.day.day_finished.connect(lambda _day: self._show_change())
        self.setAccessibleName(self._title())
        self._show_change()
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return typed_in(self) != self._blank

    def start(self) -> None:
        """Put the keyboard where the first answer goes."""
        first = self.reason if self.step == "skip" else self.day.field
        QTimer.singleShot(0, first, first.setFocus)

    def _title(self) -> str:
        words = {
            "give": _("{cycle} was given on another day"),
            "delay": _("{cycle} comes later"),
            "skip": _("{cycle} is left out"),
            "mend": _("{cycle}: day, reason and note"),
        }
        return words[self.step].format(cycle=cycle_name(self.cycle))

    def _first_day(self) -> date:
        if self.step == "delay":
            return self.cycle.happened_on + timedelta(7)
        return min(self.cycle.happened_on, self._today()) if self.step == "give" else self.cycle.happened_on

    def _week_button(self, count: int) -> Button:
        words = ngettext("{count} week later", "{count} weeks later", count).format(count=count)
        return quiet(words, lambda: self._set_day(self.cycle.happened_on + timedelta(7 * count)))

    def _reason_button(self, words: str) -> Button:
        button = quiet(_(words), lambda: self.reason.setText(_(words)))
        button.setAccessibleName(_("Why: {reason}").format(reason=_(words)))
        return button

    def _set_day(self, day: date) -> None:
        self.day.set_day(day)
        self._show_change()

    # What it makes of the plan

    def change(self) -> PlanChange:
        """Return what would be written down, or raise the problem with it."""
        reason = self.reason.text().strip()
        if self.step == "skip":
            return cycle_plan.skip(self.cycle, reason)
        if self.day.problem is not None:
            raise self.day.problem
        day = self.day.day
        if day is None:
            raise Problem(N_("Write a day here, like 12 May 2026."))
        if self.step == "delay":
            return cycle_plan.delay(self.cycle, self._cycles, day, reason)
        if day > self._today() and self.cycle.state is not CycleState.SKIPPED:
            raise Problem(N_("{day} has not come yet. What was given has a day up to today."), day=day)
        if self.step == "mend":
            return self._mended(day, reason)
        return cycle_plan.give(self.cycle, self._cycles, day, reason)

    def _mended(self, day: date, reason: str) -> PlanChange:
        noted = replace(self.cycle, note=self.note.toPlainText().strip())
        if self.cycle.state is CycleState.SKIPPED:
            return cycle_plan.skip(replace(noted, happened_on=day), reason)
        return cycle_plan.give(noted, self._cycles, day, reason)

    def _show_change(self) -> None:
        try:
            change = self.change()
        except Problem as problem:
            self.day_row.say_mistake(problem)
            self.preview.setText("")
            return
        self.day_row.say_mistake(None)
        self.preview.setText(self._told(change))

    def _told(self, change: PlanChange) -> str:
        moved = [pair for pair in change.moved(self._cycles) if pair[0].id != self.cycle.id]
        if not moved:
            return _("The other cycles keep their days.")
        lines = [
            _("Cycle {number} moves to {day}, from {before}.").format(
                number=new.number, day=dates.day(new.happened_on), before=dates.short_day(old.happened_on)
            )
            for old, new in moved[:MOST_NAMED]
        ]
        left = len(moved) - MOST_NAMED
        if left > 0:
            more = ngettext("{count} more moves as far.", "{count} more move as far.", left)
            lines.append(more.format(count=left))
        return "\n".join([_("What is planned after it moves along:"), *lines])

    def _keep(self) -> None:
        self.day.finish()
        self._show_change()
        if self.day_row.mistake:
            self.day.field.setFocus()
        elif self._keep_change(self._label(), self.change()):
            self._close()

    def _label(self) -> str:
        day = dates.day(self.day.day) if self.day.day is not None else ""
        words = {
            "give": _("{cycle} given on {day}"),
            "delay": _("{cycle} moved to {day}"),
            "skip": _("{cycle} left out"),
            "mend": _("{cycle} changed"),
        }
        return words[self.step].format(cycle=cycle_name(self.cycle), day=day)
