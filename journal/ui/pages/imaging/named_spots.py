"""Spots measured along and across: a line each with its name, its kind, and what this scan says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.scan_readings import SPOTS, UNMEASURED, Typed, blank, change_spot, read_typed, said, spots_of
from journal.domain.imaging import Scan
from journal.domain.problems import N_, Problem
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.store.change import Draft
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.text.scan_readings import reading_name, reading_word
from journal.ui.theme.look import follow
from journal.ui.widgets.fields import ChoiceField, TextField, set_mistaken
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words
from journal.ui.window_services import WindowServices

SIZE_WIDTH = 200  # px at 100 %


class SpotLine(QWidget):
    """One spot.  *name* is "" for the line that waits for a new one."""

    finished = Signal(object)

    def __init__(self, rule: ReadingRule, name: str = "", what: str = "") -> None:
        super().__init__()
        self.key = name
        self.name = TextField(_("Name of the spot"), name, hint=_("Another spot, as the report calls it"))
        self.kind = ChoiceField(_("Kind of spot"), [(kind, reading_name(kind)) for kind in SPOTS[rule]])
        self.kind.set_value(what or SPOTS[rule][0])
        self.sizes = TextField(_("Along and across, in mm"), width=SIZE_WIDTH)
        self._words = Words("", "body")
        self._mistake = QWidget()
        self._mistake.setLayout(Row(Picture("warning-circle", "caution"), self._words, gap=8))
        self._mistake.hide()
        self.setLayout(Column(self.name, Flow(self.kind, self.sizes, gap=8), self._mistake, gap=6))
        self.name.finished.connect(lambda _text: self.finished.emit(self))
        self.sizes.finished.connect(lambda _text: self.finished.emit(self))
        self.kind.chosen.connect(lambda _kind: self.finished.emit(self))
        follow(self._hint)

    def _hint(self) -> None:
        is_measured = self.kind.value != UNMEASURED
        self.sizes.setPlaceholderText(_("24 x 18, or gone") if is_measured else _("there, gone, growing"))

    @property
    def what(self) -> str:
        """The kind that is chosen."""
        return str(self.kind.value)

    @property
    def mistake(self) -> str:
        """What is said to be wrong."""
        return self._words.text() if not self._mistake.isHidden() else ""

    def say_mistake(self, problem: Problem | None, field: TextField | None = None) -> None:
        """Say below the line what is wrong; None where all is well."""
        words = say_problem(problem) if problem is not None else ""
        self._words.setText(words)
        self._mistake.setVisible(bool(words))
        for each in (self.name, self.sizes):
            set_mistaken(each, bool(words) and each is field)
            each.setAccessibleDescription(words if each is field else "")

    def show_spot(self, name: str, what: str, reading: ScanReading | None) -> None:
        """Take over what is written down; what is being typed stays."""
        self.key = name
        if not self.name.is_unfinished:
            self.name.set_text(name)
        self.kind.set_value(what)
        self._hint()
        if not self.sizes.is_unfinished:
            self.sizes.set_text("" if reading is None else reading.printed or reading_word(what, reading.word))
        for field, named in ((self.name, _("Name of the spot: {name}")), (self.sizes, _("Size of {name}, in mm"))):
            field.setAccessibleName(named.format(name=name))

    def is_unkept(self) -> bool:
        """Say whether something was typed that could not be written down: a name without a size, or a mistake."""
        return bool(self.mistake) or (not self.key and bool(self.name.text().strip() or self.sizes.text().strip()))

    def finish(self) -> None:
        """Take what is typed as finished."""
        self.name.finish()
        self.sizes.finish()


class NamedSpots(QWidget):
    """The spots of one rule: those that any scan speaks of, and an empty line for the next."""

    def __init__(self, window: WindowServices, rule: ReadingRule) -> None:
        super().__init__()
        self._window, self._rule = window, rule
        self._scan: Scan | None = None
        self._readings: tuple[ScanReading, ...] = ()
        self._column = Column(gap=18)
        self.lines: list[SpotLine] = []
        self.setLayout(
            Column(
                Words(_("Spots, along and across"), "small_strong"),
                Words(_("A spot that you name here is asked for at each scan."), "small", "muted"),
                self._column,
                gap=10,
            )
        )
        self.setAccessibleName(_("Spots, along and across"))

    def show_readings(self, scan: Scan, readings: Sequence[ScanReading]) -> None:
        """Show the spots with what *scan* says of each."""
        self._scan, self._readings = scan, tuple(readings)
        kinds = dict(spots_of(readings, self._rule))
        here = {each.name: each for each in readings if each.scan_id == scan.id and each.name}
        for line in [line for line in self.lines if line.key and line.key not in kinds]:
            self._take_out(line)
        known = {line.key for line in self.lines}
        for name, what in kinds.items():
            if name not in known:
                self._add(SpotLine(self._rule, name, what))
        if not self.lines or self.lines[-1].key:
            self._add(SpotLine(self._rule))
        for line in self.lines:
            if line.key:
                line.show_spot(line.key, kinds[line.key], here.get(line.key))

    def _add(self, line: SpotLine) -> None:
        """Put *line* at the end; a line with a name stands before the empty one."""
        place = len(self.lines) - 1 if line.key and self.lines and not self.lines[-1].key else len(self.lines)
        self.lines.insert(place, line)
        self._column.insertWidget(place, line)
        line.finished.connect(self._read)

    def _take_out(self, line: SpotLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.setParent(None)
        line.deleteLater()

    def _read(self, line: SpotLine) -> None:
        """Write down what stands in *line*, as soon as there is something to write."""
        name, size = line.name.text().strip(), line.sizes.text().strip()
        line.say_mistake(None)
        if not name:
            if line.key or size:
                line.say_mistake(Problem(N_("Give the spot a name, so that you find it at the next scan.")), line.name)
            return
        if name != line.key and any(other is not line and other.key == name for other in self.lines):
            line.say_mistake(Problem(N_("A spot of this name stands here already.")), line.name)
            return
        others = [each for each in self._readings if each.name == line.key and each.scan_id != self._scan_id]
        try:
            typed = read_typed(line.what, size, others)
        except Problem as problem:
            line.say_mistake(problem, line.sizes)
            return
        self._write(line, name, typed)

    def _write(self, line: SpotLine, name: str, typed: Typed | None) -> None:
        """Write what *line* says of this scan, and its name and kind at all scans where they are others now."""
        scan, old, what, text = self._scan, line.key, line.what, line.sizes.text().strip()
        own = [each for each in self._readings if old and each.name == old]
        kept = next((each for each in own if each.scan_id == self._scan_id), None)
        is_changed = any((each.name, each.what) != (name, what) for each in own)
        is_as_kept = kept.printed == text if kept is not None and typed is not None else typed is None and kept is None
        if scan is None or (is_as_kept and not is_changed):
            return

        def change(draft: Draft) -> None:
            if is_changed:
                change_spot(draft, own, new_name=name, what=what)
            if typed is not None:
                before = kept or blank(scan, self._rule)
                draft.save(said(replace(before, name=name, what=what), typed, text))
            elif kept is not None:
                draft.delete(kept)

        day = dates.day(scan.happened_on, scan.precision)
        line.key = name
        label = _("{spot}, {day}: {value}").format(spot=name, day=day, value=text or _("blank again"))
        if not self._window.write(label, change):
            line.key = old

    @property
    def _scan_id(self) -> str:
        return self._scan.id if self._scan is not None else ""

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for line in list(self.lines):
            line.finish()
