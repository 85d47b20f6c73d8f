"""Temperature and weight of today: kept when they are finished, asked about when they are hardly possible."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.actions.check_in import TEMPERATURE, WEIGHT, CheckIn, measured
from journal.actions.checks import ask_value
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.text.language import _
from journal.text.numbers import number, readable, unit
from journal.text.numbers import quantity as quantity_text
from journal.ui.widgets.fields import NumberField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.question import Question
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

CELSIUS: Final = "Cel"
FAHRENHEIT: Final = "[degF]"
# Where a number says which of the two it is, whatever the unit was before: body temperatures in °F and in °C.
LIKELY_FAHRENHEIT: Final = (Decimal(86), Decimal(113))
LIKELY_CELSIUS: Final = (Decimal(30), Decimal(45))


def unsure_words() -> str:
    """Return what stands at the temperature as long as no limit was confirmed."""
    return _("Many teams want a call at 37.5 or 38.0 °C. Unsure? Call.")


class VitalsRow(QWidget):
    """Two fields side by side; *read* answers with the check-in as it stands when something is written."""

    def __init__(self, window: WindowServices, read: Callable[[], CheckIn]) -> None:
        super().__init__()
        self._window, self._read = window, read
        self._right: set[tuple[str, Decimal]] = set()
        self.temperature = NumberField(_("Temperature, °C"))
        self.weight = NumberField(_("Weight, kg"))
        self.temperature_row = FormRow(_("Temperature"), self.temperature, unit=_("°C"))
        self.weight_row = FormRow(_("Weight"), self.weight, unit=_("kg"))
        self.temperature.number_finished.connect(lambda value: self._measure(TEMPERATURE, value))
        self.weight.number_finished.connect(lambda value: self._measure(WEIGHT, value))
        self.question = Question()
        self.unsure = Words(unsure_words(), "small", "muted")
        fields = QWidget()
        fields.setLayout(Flow(self.temperature_row, self.weight_row, gap=24))
        self.setLayout(Column(fields, self.question, self.unsure, gap=6))

    def show_check_in(self, shown: CheckIn, *, has_limit: bool) -> None:
        """Show what was written down so far; *has_limit* where a fever limit of the person's own sheet stands."""
        for row, field, vital in (
            (self.temperature_row, self.temperature, shown.temperature),
            (self.weight_row, self.weight, shown.weight),
        ):
            keeps = field.hasFocus() or field.is_unfinished or bool(row.mistake)  # what was typed stays
            if not keeps and self.question.isHidden():
                field.set_number(vital.quantity.value if vital is not None else None)
        degrees, weighed = unit(shown.unit_of(TEMPERATURE)), unit(shown.unit_of(WEIGHT))
        self.temperature_row.set_behind(degrees)
        self.temperature.setAccessibleName(_("Temperature, {unit}").format(unit=degrees))
        self.weight.setAccessibleName(_("Weight, {unit}").format(unit=weighed))
        last = shown.last_weight
        words = _("last {value}").format(value=number(readable(last.quantity.value))) if last is not None else ""
        self.weight_row.set_behind(weighed, words)
        self.unsure.setVisible(not has_limit)
        self.temperature.setAccessibleDescription("" if has_limit else unsure_words())

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        self.temperature.finish()
        self.weight.finish()

    def _measure(self, analyte: str, value: Decimal | None) -> None:
        now = self._read()
        before = now.temperature if analyte == TEMPERATURE else now.weight
        self.question.let_go()
        if value is not None:
            self._ask_or_write(analyte, value, now.unit_of(analyte))
        elif before is not None:
            label = _("{name} taken out").format(name=_name(analyte))
            self._window.write(label, lambda draft: draft.delete(before))

    def _ask_or_write(self, analyte: str, value: Decimal, used: str) -> None:
        row = self.temperature_row if analyte == TEMPERATURE else self.weight_row
        problem = ask_value(Quantity(value, used), analyte)
        if problem is None or (analyte, value) in self._right:
            row.say_mistake(None)
            self._write(analyte, value, used)
            return
        if value <= 0:
            row.say_mistake(problem)
            return
        other = _other_scale(value, used) if analyte == TEMPERATURE else ""
        if other:
            asked = Problem(N_("Is this in another unit? {value}"), value=Quantity(value, other))
            self.question.ask(asked, lambda: self._write(analyte, value, other))
            yes = _("Yes, in {unit}").format(unit=unit(other))
            self.question.right.set_text(yes, _("{answer}: {question}").format(answer=yes, question=number(value)))
            return
        self.question.ask(problem, lambda: self._confirm(analyte, value, used))

    def _confirm(self, analyte: str, value: Decimal, used: str) -> None:
        self._right.add((analyte, value))
        self._write(analyte, value, used)

    def _write(self, analyte: str, value: Decimal, used: str) -> None:
        now = self._read()
        before, field = (now.temperature, self.temperature) if analyte == TEMPERATURE else (now.weight, self.weight)
        sign = measured(before, analyte, value, field.typed, self._window.now(), used)
        label = _("{name}: {value}").format(name=_name(analyte), value=quantity_text(sign.quantity))
        self._window.write(label, lambda draft: draft.save(sign))


def _name(analyte: str) -> str:
    return _("Temperature") if analyte == TEMPERATURE else _("Weight")


def _other_scale(value: Decimal, used: str) -> str:
    """Return the scale that *value* is likely in, where that is not the one in use; else nothing."""
    if used != FAHRENHEIT and LIKELY_FAHRENHEIT[0] <= value <= LIKELY_FAHRENHEIT[1]:
        return FAHRENHEIT
    return CELSIUS if used == FAHRENHEIT and LIKELY_CELSIUS[0] <= value <= LIKELY_CELSIUS[1] else ""
