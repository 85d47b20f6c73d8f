"""One line of the person's own sheet: its words, how soon it says to act, and what it compares, if anything."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.actions.check_in import TEMPERATURE, WEIGHT, own_names, temperature_unit
from journal.actions.checks import ask_value
from journal.domain.patient import CallRule, Urgency
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.symptoms import LEVELS, TrackedSymptom
from journal.domain.visits import LEVEL
from journal.reference.analytes import analytes
from journal.reference.symptoms import symptoms
from journal.rules.temperatures import CELSIUS, in_celsius
from journal.store.journal import Journal
from journal.text.findings.calls import urgency_name
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name
from journal.text.numbers import unit
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.fields import ChoiceField, NumberField, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.limit_field import LimitField
from journal.ui.widgets.question import Question
from journal.ui.widgets.words import Words

# What sheets name beside symptoms.
VALUES: Final = (TEMPERATURE, WEIGHT, "heart_rate", "spo2", "pain_0_10", "neutrophils", "platelets", "haemoglobin")


class LineForm(QWidget):
    """Its fields belong together, so they are kept together: `kept` brings the line when all of them can be read."""

    kept = Signal(object)
    left = Signal()
    taken_out = Signal(object)

    def __init__(self, journal: Journal, rule: CallRule, *, is_new: bool) -> None:
        super().__init__()
        self._rule = rule
        self._own = own_names(journal)
        followed = [each.symptom for each in journal.all(TrackedSymptom)]
        core = [key for key, symptom in symptoms().items() if symptom.is_core]
        self._symptoms = list(dict.fromkeys([*followed, *core, *([rule.measure] if rule.unit == LEVEL else [])]))
        self.what = TextField(_("What the sheet says"), rule.what)
        self.urgency = ChoiceField(_("It says to"), [(each, urgency_name(each)) for each in Urgency], rule.urgency)
        self.measure = ChoiceField(_("Watch for"), self._measures(), rule.measure)
        self.level = ChoiceField(_("From which level"), [(each, level_name(each)) for each in LEVELS[1:]])
        self.direction = ChoiceField(_("Above or below"), [(True, _("or above")), (False, _("below"))])
        self.limit = NumberField(_("Limit"))
        self.degrees = LimitField(_("Limit"), scale=temperature_unit(journal))
        self.question = Question()
        form = Form()
        self.what_row = form.add(_("What the sheet says"), self.what, hint=_("Copy its words."))
        form.add(_("It says to"), self.urgency)
        form.add(_("Watch for"), self.measure, hint=_("So that the journal can compare. It may stay blank."))
        self.level_row = form.add(_("From which level"), self.level)
        self.limit_row = form.add(_("Limit"), self.limit)
        self.degrees_row = form.add(_("Limit"), self.degrees)
        self.direction_row = form.add(_("Above or below"), self.direction)
        self.keep = primary(_("It is on my sheet, keep it"), self._keep)
        self.leave = quiet(_("Cancel"), self.left.emit)
        self.take_out = quiet(_("Take out"), lambda: self.taken_out.emit(self._rule), icon="trash")
        title = _("A line of my sheet")
        self.setLayout(
            Column(
                Words(title, "h3"),
                form,
                self.question,
                Flow(self.keep, self.leave, self.take_out, gap=12),
                gap=10,
                padding=(0, 4, 0, 12),
            )
        )
        self.setAccessibleName(title)
        self.take_out.setVisible(not is_new)
        self.measure.chosen.connect(lambda _value: self._arrange())
        self.degrees.scale_changed.connect(self._say_scale)
        self._show_limit()
        self._arrange()
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return typed_in(self) != self._blank

    def start(self) -> None:
        """Put the keyboard into the first field, when the form stands."""
        QTimer.singleShot(0, self.what, self.what.setFocus)

    def _measures(self) -> list[tuple[object, str]]:
        named = sorted(((key, symptom_name(key, self._own)) for key in self._symptoms), key=lambda pair: pair[1])
        values = [(key, analyte_name(key)) for key in VALUES if key in analytes()]
        known = {key for key, _words in (*named, *values)}
        mine = self._rule.measure
        kept = [(mine, analyte_name(mine))] if mine and mine not in known else []
        return [("", _("Nothing: I read it myself")), *named, *values, *kept]

    def _show_limit(self) -> None:
        rule = self._rule
        limit = rule.at_least if rule.at_least is not None else rule.below
        self.direction.set_value(rule.below is None)
        if limit is not None and rule.unit == LEVEL:
            self.level.set_value(int(limit))
            return
        self.level.set_value(LEVELS[3])
        if limit is not None and rule.measure == TEMPERATURE:
            self.degrees.show_limit(in_celsius(Quantity(limit, rule.unit)), self.degrees.scale)
        else:
            self.limit.set_number(limit)

    @property
    def _is_symptom(self) -> bool:
        return self.measure.value in self._symptoms

    @property
    def _is_temperature(self) -> bool:
        return self.measure.value == TEMPERATURE

    def _say_scale(self) -> None:
        """Say behind a limit of temperature which scale it is in, and what it is in °C."""
        used = unit(self.degrees.scale)
        self.degrees.setAccessibleName(_("{name}, {unit}").format(name=self.degrees.label, unit=used))
        self.degrees_row.set_behind(used, self.degrees.in_other_words())

    def _unit(self) -> str:
        """Return the unit of the limit: the line's own, else the one the value is charted in."""
        measure = str(self.measure.value or "")
        if measure == self._rule.measure and self._rule.unit:
            return self._rule.unit
        return analytes()[measure].unit if measure in analytes() else ""

    def _arrange(self) -> None:
        """Show what fits to what is watched for."""
        compares = bool(self.measure.value)
        self.level_row.setVisible(compares and self._is_symptom)
        has_limit = compares and not self._is_symptom
        self.limit_row.setVisible(has_limit and not self._is_temperature)
        self.degrees_row.setVisible(has_limit and self._is_temperature)
        self.direction_row.setVisible(has_limit)
        self._say_scale()
        self.limit_row.set_behind(unit(self._unit()))
        self.question.let_go()

    # Keeping

    def _keep(self) -> None:
        self.what_row.say_mistake(None)
        self.limit_row.say_mistake(None)
        self.degrees_row.say_mistake(None)
        what = self.what.text().strip()
        if not what:
            self.what_row.say_mistake(Problem(N_("Write something here first.")))
            self.what.setFocus()
            return
        urgency = Urgency(str(self.urgency.value))
        rule = replace(self._rule, what=what, urgency=urgency, measure="", at_least=None, below=None, unit="")
        if not self.measure.value:
            self.kept.emit(rule)
        elif self._is_symptom:
            least = Decimal(int(str(self.level.value)))
            self.kept.emit(replace(rule, measure=str(self.measure.value), unit=LEVEL, at_least=least))
        else:
            self._keep_value(rule)

    def _keep_value(self, rule: CallRule) -> None:
        row, field = (self.degrees_row, self.degrees) if self._is_temperature else (self.limit_row, self.limit)
        typed = field.number
        if typed is None:
            row.say_mistake(field.problem or Problem(N_("Write the number that stands on the sheet.")))
            field.setFocus()
            return
        measure, used = str(self.measure.value), self._unit()
        asked = ask_value(Quantity(typed, self.degrees.scale if self._is_temperature else used), measure)
        limit = typed
        if self._is_temperature and self.degrees.celsius is not None:
            limit, used = self.degrees.celsius, CELSIUS
        upwards = bool(self.direction.value)
        made = replace(
            rule,
            measure=measure,
            unit=used,
            at_least=limit if upwards else None,
            below=None if upwards else limit,
        )
        if asked is None:
            self.kept.emit(made)
        else:
            self.question.ask(asked, lambda: self.kept.emit(made))
