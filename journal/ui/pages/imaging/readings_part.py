"""What a scan's report says beside sizes, to copy: a part for each rule that fits, or that the report names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.actions.scan_readings import ASKED, SCORE, SPOTS, Typed, blank, read_typed, said
from journal.domain.imaging import Scan
from journal.domain.problems import Problem
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.rules.response.readings import STEROID_DOSE
from journal.text import dates
from journal.text.language import _
from journal.text.scan_readings import reading_name, reading_word, rule_name, words_for
from journal.ui.pages.imaging.named_spots import NamedSpots
from journal.ui.widgets.fields import ChoiceField, TextField
from journal.ui.widgets.form import Form, FormRow
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

INTRODUCED: Final[Mapping[ReadingRule, Callable[[], str]]] = {
    ReadingRule.LUGANO: lambda: _("Copy what the report says. The score alone can be enough."),
    ReadingRule.RANO: lambda: _("This rule needs all of it: sizes, pictures, steroids, and how you are."),
    ReadingRule.PET: lambda: _("Copy only what the report prints. Where it prints SUVmax alone, that is shown."),
    ReadingRule.PCWG3: lambda: _("Count what the scan before treatment did not show. None is 0."),
}
HINTS: Final[Mapping[str, Callable[[], str]]] = {SCORE: lambda: _("1 to 5, or X")}
MM: Final = frozenset({"spleen", "extent"})
NARROW: Final = 132  # px at 100 %: a score or a value


class ReadingsPart(QWidget):
    """One section for each rule that is asked about; filled by `show_readings`."""

    def __init__(self, window: WindowServices) -> None:
        super().__init__()
        self._window = window
        self._scan: Scan | None = None
        self.kept: tuple[ScanReading, ...] = ()  # of all scans
        self._chosen: list[ReadingRule] = []
        self._fitting: tuple[ReadingRule, ...] = ()
        self.sections: dict[ReadingRule, RuleSection] = {}
        self._place = Column(gap=18)
        self.more = ChoiceField(_("Copy for another rule"))
        self.more.chosen.connect(self._choose)
        form = Form()
        form.add(_("Copy for another rule"), self.more)
        self.setLayout(Column(self._place, form, gap=18))
        self.setAccessibleName(_("What rules read"))

    def show_readings(self, scan: Scan, readings: Sequence[ScanReading], fitting: Collection[ReadingRule]) -> None:
        """Show what *scan* says, for the *fitting* rules and those that were chosen."""
        self._scan, self.kept, self._fitting = scan, tuple(readings), tuple(fitting)
        shown = [rule for rule in ReadingRule if rule in fitting or rule in self._chosen]
        for rule in list(self.sections):
            if rule not in shown:
                section = self.sections.pop(rule)
                self._place.removeWidget(section)
                empty_out_widget(section)
        for place, rule in enumerate(shown):
            if rule not in self.sections:
                self.sections[rule] = RuleSection(self._window, rule)
                self._place.insertWidget(place, self.sections[rule])
            self.sections[rule].show_readings(scan, self.kept)
        left = [rule for rule in ReadingRule if rule not in shown]
        self.more.set_choices([(None, _("none")), *((rule, rule_name(rule)) for rule in left)], None)
        self.more.setEnabled(bool(left))

    def _choose(self, rule: object) -> None:
        if isinstance(rule, ReadingRule) and self._scan is not None:
            self._chosen.append(rule)
            self.show_readings(self._scan, self.kept, self._fitting)
            self.sections[rule].first.setFocus()

    @property
    def first(self) -> QWidget:
        """Where one begins: the first field, or the choice of a rule."""
        return next((section.first for section in self.sections.values()), self.more)

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for section in self.sections.values():
            section.finish()


def empty_out_widget(widget: QWidget) -> None:
    """Take *widget* away."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


class RuleSection(QWidget):
    """What one rule reads: a field for each thing, then the spots by their names."""

    def __init__(self, window: WindowServices, rule: ReadingRule) -> None:
        super().__init__()
        self._window, self.rule = window, rule
        self._scan: Scan | None = None
        self._kept: dict[str, ScanReading] = {}
        self.fields: dict[str, ChoiceField | TextField] = {}
        self.rows: dict[str, FormRow] = {}
        form = Form()
        for what in ASKED[rule]:
            self._add(form, what)
        title = Words(rule_name(rule), "strong")
        column = Column(title, Words(INTRODUCED[rule](), "small", "muted"), form, gap=8)
        self.spots = NamedSpots(window, rule) if SPOTS[rule] else None
        if self.spots is not None:
            column.addWidget(self.spots)
        self.setLayout(column)
        self.setAccessibleName(rule_name(rule))

    def _add(self, form: Form, what: str) -> None:
        name, words = reading_name(what), words_for(what)
        field: ChoiceField | TextField
        if words and what != SCORE:
            field = ChoiceField(name, [(None, _("not written down")), *words])
            field.chosen.connect(partial(self._choose, what))
        else:
            field = TextField(name, hint=HINTS[what]() if what in HINTS else "", width=NARROW)
            field.finished.connect(partial(self._read, what))
        self.fields[what] = field
        unit = _("mm") if what in MM else _("mg") if what == STEROID_DOSE else ""
        self.rows[what] = form.add(name, field, unit=unit)

    @property
    def first(self) -> QWidget:
        """The field to begin with."""
        return next(iter(self.fields.values()))

    def show_readings(self, scan: Scan, readings: Sequence[ScanReading]) -> None:
        """Take over what is written down; what is being typed stays."""
        self._scan = scan
        mine = [each for each in readings if each.rule is self.rule]
        self._kept = {each.what: each for each in mine if each.scan_id == scan.id and not each.name}
        for what, field in self.fields.items():
            kept = self._kept.get(what)
            if isinstance(field, ChoiceField):
                field.set_value(kept.word if kept is not None else None)
            elif not field.hasFocus() or not field.is_unfinished:
                field.set_text(_typed(kept))
                self.rows[what].say_mistake(None)
        if self.spots is not None:
            self.spots.show_readings(scan, mine)

    def _choose(self, what: str, word: object) -> None:
        self._write(what, Typed(word=word) if isinstance(word, str) else None, "")

    def _read(self, what: str, text: str) -> None:
        try:
            typed = read_typed(what, text)
        except Problem as problem:
            self.rows[what].say_mistake(problem)
            return
        self.rows[what].say_mistake(None)
        self._write(what, typed, text)

    def _write(self, what: str, typed: Typed | None, text: str) -> None:
        scan, kept = self._scan, self._kept.get(what)
        if scan is None:
            return
        about = {"what": reading_name(what), "day": dates.day(scan.happened_on, scan.precision)}
        if typed is None:
            if kept is not None:
                self._window.write(_("{what}, scan of {day}: blank again").format(**about), lambda d: d.delete(kept))
            return
        reading = said(kept or blank(scan, self.rule, what), typed, text)
        label = _("{what}, scan of {day}").format(**about)
        self._window.write(label, lambda draft: draft.save(reading))

    def is_unkept(self) -> bool:
        """Say whether something was typed that could not be read."""
        return any(row.mistake for row in self.rows.values())

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.finish()
        if self.spots is not None:
            self.spots.finish()


def _typed(reading: ScanReading | None) -> str:
    """Return what stands in the field of a reading."""
    if reading is None:
        return ""
    return reading.printed or reading_word(reading.what, reading.word)
