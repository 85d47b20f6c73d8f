"""One day, open for writing: every symptom in five steps, by the person or by a carer.  Saves as one goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.checks import ask_day
from journal.actions.symptom_days import DayRow, DaySheet, copy_day_before, note_on, score_day
from journal.domain.symptoms import ScoredBy
from journal.reference.symptoms import symptoms
from journal.store.change import Draft
from journal.text import dates
from journal.text.language import _
from journal.text.names import level_name, symptom_name
from journal.text.people import scorer_name
from journal.ui.pages.symptoms.score_row import ScoreRow
from journal.ui.widgets.buttons import icon_button, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class DayCard(Card):
    """Shows a `DaySheet`.  `day_wanted` brings another day, `closed` comes when the person is done."""

    day_wanted = Signal(object)
    closed = Signal()

    def __init__(self, window: WindowServices, read_day: Callable[[date, Iterable[str]], DaySheet]) -> None:
        self.done = quiet(_("Done"), self._close, icon="check")
        super().__init__(_("One day"), action=self.done, gap=12)
        self._window, self._read_day = window, read_day
        self.sheet: DaySheet | None = None
        self.rows: dict[str, ScoreRow] = {}
        self._also: list[str] = []
        self.day = DateField(_("Day"), window.today, latest_today=True)
        self.day_row = FormRow(_("Day"), self.day)
        self.day.day_finished.connect(self._turn_to)
        self.before = icon_button("caret-left", _("The day before"), lambda: self._step(-1))
        self.after = icon_button("caret-right", _("The day after"), lambda: self._step(1))
        scorers = tuple((who, scorer_name(who)) for who in ScoredBy)
        self.who = ChoiceField(_("Whose score"), scorers, ScoredBy.PATIENT)
        self.who.chosen.connect(lambda _who: self._fill())
        self.cycle = Words("", tone="muted")
        self._rows = Column(gap=8)
        self.another = ChoiceField(_("Another symptom"))
        self.another.chosen.connect(self._add)
        self.copy = quiet(_("Same as the day before"), self._copy, icon="copy-simple")
        self.take_out = quiet(_("Take out this day"), self._take_out, icon="trash")
        holder = QWidget()
        holder.setLayout(self._rows)
        self.add(
            self.cycle,
            Flow(self.before, self.after, self.day_row, self.who, self.copy, gap=12),
            holder,
            Flow(FormRow(_("Another symptom"), self.another), self.take_out, gap=24),
        )

    @property
    def scorer(self) -> ScoredBy:
        """Whose score is written."""
        return self.who.value if isinstance(self.who.value, ScoredBy) else ScoredBy.PATIENT

    def show_sheet(self, sheet: DaySheet) -> None:
        """Show the sheet of a day."""
        if self.sheet is None or sheet.on != self.sheet.on:
            self._also.clear()
        self.sheet = sheet
        self.title.setText(_("{weekday} {day}").format(weekday=dates.weekday(sheet.on), day=dates.day(sheet.on)))
        self.setAccessibleName(self.title.text())
        self.day.set_day(sheet.on)
        self.day_row.say_mistake(None)
        self.after.setEnabled(sheet.on < self._window.today())
        in_cycle = _("Cycle {number}, day {day}")
        self.cycle.setText(in_cycle.format(number=sheet.cycle, day=sheet.cycle_day) if sheet.cycle is not None else "")
        self.cycle.setVisible(sheet.cycle is not None)
        if [row.key for row in sheet.rows] != list(self.rows):
            self._build(sheet.rows)
        self._fill()

    def also(self) -> tuple[str, ...]:
        """Return the symptoms that were added to this day and have no entry yet."""
        return tuple(self._also)

    def _build(self, rows: tuple[DayRow, ...]) -> None:
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        self.rows = {}
        for row in rows:
            made = ScoreRow(row.name)
            made.scored.connect(lambda level, key=row.key: self._score(key, level))
            made.noted.connect(lambda text, key=row.key: self._note(key, text))
            self.rows[row.key] = made
            self._rows.addWidget(made)
        rest = sorted((symptom_name(key), key) for key in symptoms() if key not in self.rows)
        self.another.set_choices([(None, _("Choose one")), *((key, name) for name, key in rest)])

    def _fill(self) -> None:
        if self.sheet is None:
            return
        for row in self.sheet.rows:
            self.rows[row.key].show_row(row, self.scorer)
        self.take_out.setEnabled(bool(self.sheet.entries(self.scorer)))

    # Going

    def _close(self) -> None:
        self.finish()
        self.closed.emit()

    def _step(self, days: int) -> None:
        if self.sheet is not None:
            self._turn_to(self.sheet.on + timedelta(days))

    def _turn_to(self, on: date | None) -> None:
        if on is None:
            return
        self.day_row.say_mistake(ask_day(on, self._window.today()))
        if not self.day_row.mistake:
            self.finish()
            self.day_wanted.emit(on)

    # Writing down

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for row in self.rows.values():
            row.finish()

    def _row(self, key: str) -> DayRow | None:
        return next((row for row in self.sheet.rows if row.key == key), None) if self.sheet is not None else None

    def _write(self, label: str, change: Callable[[Draft], object]) -> None:
        if not self._window.write(label, change):
            self._fill()

    def _score(self, key: str, level: int | None) -> None:
        row, sheet, who = self._row(key), self.sheet, self.scorer
        if row is None or sheet is None:
            return
        value = level_name(level) if level is not None else _("blank again")
        label = _("{name}, {day}: {value}").format(name=row.name, day=dates.short_day(sheet.on), value=value)
        self._write(label, lambda draft: score_day(draft, row, level, sheet.on, who))

    def _note(self, key: str, text: str) -> None:
        row, sheet, who = self._row(key), self.sheet, self.scorer
        if row is None or sheet is None or row.by(who) is None:
            return
        label = _("{name}, {day}: note").format(name=row.name, day=dates.short_day(sheet.on))
        self._write(label, lambda draft: note_on(draft, row, text, who))

    def _add(self, key: object) -> None:
        if isinstance(key, str) and self.sheet is not None:
            self._also.append(key)
            self.show_sheet(self._read_day(self.sheet.on, self._also))
            self.rows[key].steps.setFocus()

    def _copy(self) -> None:
        sheet, who = self.sheet, self.scorer
        if sheet is None:
            return
        before = self._read_day(sheet.on - timedelta(1), ())
        here = {row.key for row in sheet.rows if row.by(who) is not None}
        if not any(entry.symptom not in here for entry in before.entries(who)):
            self._window.say(_("The day before has nothing that this day lacks."))
            return
        wider = self._read_day(sheet.on, [entry.symptom for entry in before.entries(who)])
        label = _("{day}: same as the day before").format(day=dates.short_day(sheet.on))
        self._write(label, lambda draft: copy_day_before(draft, wider, before, who))

    def _take_out(self) -> None:
        sheet, who = self.sheet, self.scorer
        if sheet is None:
            return

        def change(draft: Draft) -> None:
            for entry in sheet.entries(who):
                draft.delete(entry)

        self._write(_("Symptoms of {day} taken out").format(day=dates.short_day(sheet.on)), change)
