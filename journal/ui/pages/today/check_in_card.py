"""How is today?  Temperature, weight, the followed symptoms in five steps each, and a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from journal.actions.check_in import (
    TEMPERATURE,
    UNITS,
    WEIGHT,
    CheckIn,
    Followed,
    measured,
    repeat_yesterday,
    score,
)
from journal.actions.checks import ask_value
from journal.domain.notes import Note
from journal.domain.quantity import Quantity
from journal.text.language import _
from journal.text.names import level_name
from journal.text.numbers import number, unit
from journal.text.numbers import quantity as quantity_text
from journal.ui.theme.fonts import font
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import NoteField, NumberField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.steps import Steps
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class CheckInCard(Card):
    """Saves as one goes: each answer is one change.  In a narrow window it asks one symptom at a time."""

    def __init__(
        self, window: WindowServices, read: Callable[[], CheckIn], choose_symptoms: Callable[[], object]
    ) -> None:
        self.same = quiet(_("Same as yesterday"), self._repeat, icon="copy-simple")
        super().__init__(_("How is today?"), action=self.same, gap=12, padding=(22, 16))
        self._window = window
        # Read anew before each writing: of two answers in a row, the second comes before the page was refreshed.
        self._read = read
        self._shown: CheckIn | None = None
        self.steps: dict[str, Steps] = {}
        self._labels: dict[str, Words] = {}
        self._at = 0
        self.temperature = NumberField(_("Temperature, °C"))
        self.weight = NumberField(_("Weight, kg"))
        self.temperature_row = FormRow(_("Temperature"), self.temperature, unit=_("°C"))
        self.weight_row = FormRow(_("Weight"), self.weight, unit=_("kg"))
        self.temperature.number_finished.connect(lambda value: self._measure(TEMPERATURE, value))
        self.weight.number_finished.connect(lambda value: self._measure(WEIGHT, value))
        self.note = NoteField(_("A note"), hint=_("A note, if you like"))
        self.note.finished.connect(self._keep_note)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._nobody = Words(_("Choose what to follow, and it stands here each day."), tone="muted")
        self.choose = quiet(_("Choose symptoms"), choose_symptoms, icon="heartbeat")
        self._build_one_by_one()
        values = QWidget()
        values.setLayout(Flow(self.temperature_row, self.weight_row, gap=24))
        symptoms = QWidget()
        symptoms.setLayout(self._grid)
        self._values, self._symptoms = values, symptoms
        self.add(values, self._nobody, symptoms, self._one_by_one, self.note, Flow(self.choose))
        follow(self._arrange)

    def _build_one_by_one(self) -> None:
        """What a narrow window adds: which of how many, yesterday's word, back and next."""
        self._count = Words("", tone="muted", wraps=False)
        self._yesterday = Words("", tone="muted", wraps=False)
        self.back = quiet(_("Back"), lambda: self._turn(-1), icon="arrow-left")
        self.next = primary(_("Next"), lambda: self._turn(1))
        self._one_by_one = QWidget()
        self._one_by_one.setLayout(Row(self.back, None, self._count, None, self.next, gap=12))

    # Showing

    def show_check_in(self, shown: CheckIn) -> None:
        """Show what was written down so far."""
        self._shown = shown
        if [each.key for each in shown.followed] != list(self.steps):
            self._build_steps(shown.followed)
        for each in shown.followed:
            self.steps[each.key].set_level(each.level)
        rows = (self.temperature_row, self.weight_row)
        for field, row, vital in zip(
            (self.temperature, self.weight), rows, (shown.temperature, shown.weight), strict=True
        ):
            if not (field.hasFocus() or field.is_unfinished or row.mistake):  # what was typed stays
                field.set_number(vital.quantity.value if vital is not None else None)
        last = shown.last_weight
        self.weight_row.set_behind(
            unit(last.quantity.unit) if last is not None else _("kg"),
            _("last {value}").format(value=number(last.quantity.value)) if last is not None else "",
        )
        if not self.note.hasFocus():
            self.note.set_text(shown.note.text if shown.note is not None else "")
        self.same.setVisible(shown.can_repeat)
        self._nobody.setVisible(not shown.followed)
        self._arrange()

    def _build_steps(self, followed: tuple[Followed, ...]) -> None:
        for widget in (*self.steps.values(), *self._labels.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self.steps, self._labels, self._at = {}, {}, 0
        for row, each in enumerate(followed):
            steps = Steps(each.name)
            steps.chosen.connect(lambda level, key=each.key: self._score(key, level))
            label = Words(each.name)
            label.setBuddy(steps)
            self._labels[each.key], self.steps[each.key] = label, steps
            self._grid.addWidget(label, 2 * row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(steps, 2 * row, 1)
        self._grid.setColumnStretch(1, 1)

    def _arrange(self) -> None:
        """Stand as the width asks for: all symptoms with their labels beside, or one symptom at a time."""
        narrow = breadth(self) == "narrow"
        keys = list(self.steps)
        self._at = max(0, min(self._at, len(keys) - 1))
        widest = max(map(QFontMetrics(font("body")).horizontalAdvance, self._names()), default=0) + 4
        for row, key in enumerate(keys):
            label, steps = self._labels[key], self.steps[key]
            place = (2 * row + 1, 0, 1, 2) if narrow else (2 * row, 1, 1, 1)
            if self._grid.getItemPosition(self._grid.indexOf(steps)) != place:
                self._grid.addWidget(steps, *place)
            label.set_role("strong" if narrow else "body")
            label.setMinimumWidth(0 if narrow else min(widest, size(180)))
            label.setMaximumWidth(16_777_215 if narrow else size(180))
            seen = not narrow or row == self._at
            label.setVisible(seen)
            steps.setVisible(seen)
        self._grid.setHorizontalSpacing(space(14))
        self._grid.setVerticalSpacing(space(7) if not narrow else space(4))
        self._one_by_one.setVisible(narrow and bool(keys))
        self._order(narrow)
        if narrow and keys and self._shown is not None:
            self._grid.addWidget(self._yesterday, 2 * self._at, 1, Qt.AlignmentFlag.AlignTrailing)
            self._say_place(self._shown.followed[self._at], len(keys))
        self._yesterday.setVisible(narrow and bool(keys))

    def _order(self, narrow: bool) -> None:
        """In a narrow window the symptoms come first: they are what fits on it without scrolling."""
        first = self._symptoms if narrow else self._values
        if self._body.indexOf(first) == 1:
            return
        self._body.removeWidget(self._values)
        self._body.insertWidget(4 if narrow else 1, self._values)
        last = list(self.steps.values())[-1:]
        chain = [*self.steps.values(), self.back, self.next]
        values: list[QWidget] = [self.temperature, self.weight]
        ordered = [*chain, *values, self.note] if narrow else [*values, *chain, self.note]
        for before, after in zip(ordered, ordered[1:] if last else [], strict=False):
            QWidget.setTabOrder(before, after)

    def _names(self) -> list[str]:
        return [each.name for each in self._shown.followed] if self._shown is not None else []

    def _say_place(self, each: Followed, count: int) -> None:
        self._count.setText(_("{number} of {count}").format(number=self._at + 1, count=count))
        word = level_name(each.yesterday) if each.yesterday is not None else _("not written down")
        self._yesterday.setText(_("yesterday: {level}").format(level=word))
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < count - 1)

    def _turn(self, by: int) -> None:
        self._at += by
        self._arrange()
        list(self.steps.values())[self._at].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Writing down

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        self.temperature.finish()
        self.weight.finish()
        self.note.finish()

    def _score(self, key: str, level: int | None) -> None:
        each = next((each for each in self._read().followed if each.key == key), None)
        if each is None:
            return
        word = level_name(level) if level is not None else _("blank again")
        label = _("{name}: {value}").format(name=each.name, value=word)
        if not self._window.write(label, lambda draft: score(draft, each, level, self._window.today())):
            self.steps[key].set_level(each.level)

    def _repeat(self) -> None:
        self.finish()
        now = self._read()
        self._window.write(_("Same as yesterday"), lambda draft: repeat_yesterday(draft, now, self._window.today()))

    def _measure(self, analyte: str, value: Decimal | None) -> None:
        now, temperature = self._read(), analyte == TEMPERATURE
        field, row = (self.temperature, self.temperature_row) if temperature else (self.weight, self.weight_row)
        before, last = (now.temperature, None) if temperature else (now.weight, now.last_weight)
        name = _("Temperature") if temperature else _("Weight")
        if value is None:
            if before is not None:
                self._window.write(_("{name} taken out").format(name=name), lambda draft: draft.delete(before))
            return
        known = before or last
        used = known.quantity.unit if known is not None else UNITS[analyte]
        problem = ask_value(Quantity(value, used), analyte)
        row.say_mistake(problem)
        if problem is not None:
            return
        sign = measured(before, analyte, value, field.typed, self._window.now(), used)
        label = _("{name}: {value}").format(name=name, value=quantity_text(sign.quantity))
        self._window.write(label, lambda draft: draft.save(sign))

    def _keep_note(self, text: str) -> None:
        before, words = self._read().note, text.strip()
        if words:
            note = Note(happened_on=self._window.today(), text=words) if before is None else _rewritten(before, words)
            self._window.write(_("Note"), lambda draft: draft.save(note))
        elif before is not None:
            self._window.write(_("Note taken out"), lambda draft: draft.delete(before))


def _rewritten(note: Note, text: str) -> Note:

    return replace(note, text=text, author="", written_at=None)
