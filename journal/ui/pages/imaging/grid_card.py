"""The grid of sizes with all that belongs to it: questions about odd sizes, ways on, and what the rule remarks."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.scan_grid import ScanGrid, ScanGroup, key_of
from journal.actions.sizes import Said
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, LesionRole, Scan
from journal.text import dates
from journal.text.language import _
from journal.text.numbers import millimetres
from journal.text.sayings import say, say_problem
from journal.ui.pages.imaging.grid_model import SizeGrid, Waiting
from journal.ui.pages.imaging.grid_rows import Kind
from journal.ui.pages.imaging.grid_view import GridView
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words

ALL = "all"


class GridCard(Card):
    """Shows one course, or all; says which cell the keyboard is at, and what stands in the way of writing it."""

    spot_wanted = Signal(object)  # a Lesion to be looked at, or None for another one
    scan_wanted = Signal(object)  # a Scan to be looked at
    course_chosen = Signal(object)  # the id of its start, or ALL

    def __init__(self) -> None:
        super().__init__(gap=10, padding=(20, 12, 12, 16))
        self.setAccessibleName(_("Sizes"))
        self._grid = ScanGrid((), (), {})
        self._choices: list[tuple[object, str]] = []
        self._remarks: list[Finding | str] = []
        self.model = SizeGrid(self)
        self.view = GridView(self.model)
        self.courses = ChoiceField(_("Scans shown"))
        self.courses.chosen.connect(self.course_chosen)
        self._course_row = QWidget()
        self._course_row.setLayout(Row(Words(_("Scans shown"), "small", "muted", wraps=False), self.courses, None))
        self.question = QuestionRow(self.model)
        self.place = Words("", "small", "muted")
        self.words = quiet(_("Choose a word"), self.view.offer_words, icon="caret-down")
        self.spot = quiet(_("This spot"), self._want_spot, icon="note-pencil")
        self.scan = quiet(_("This scan"), self._want_scan, icon="note-pencil")
        self.add_spot = quiet(_("Add a spot"), lambda: self.spot_wanted.emit(None), icon="plus")
        self._tools = QWidget()
        self._tools.setLayout(
            Column(self.place, Flow(self.words, self.spot, self.scan, self.add_spot), gap=6, padding=(0, 4, 0, 0))
        )
        self._no_spots = Words("", tone="muted")
        self._hints = Column(gap=4)
        self.add(self._course_row, self.view, self._no_spots, self.question, self._tools, self._hints)
        self.model.waits.connect(self.question.show_waiting)
        self.view.moved.connect(self._on_moved)

    def show_grid(self, grid: ScanGrid, shown: str, *, is_read_only: bool, sizes_on_cards: bool = False) -> None:
        """Show the course that begins with the scan of id *shown*; ALL for every scan.

        With *sizes_on_cards* spots are measured along and across, which is written down on the card of each scan.
        """
        self._grid = grid
        self.model.is_read_only = is_read_only
        groups = grid.groups if shown == ALL else [group for group in grid.groups if key_of(group) == shown]
        at = self.view.currentIndex()
        key = self._key_at(at.row(), at.column())
        if self.model.show_grid(grid, groups):
            kept = key is not None and self.view.go_to(*key)
            if not kept:
                self._go_to_last()
        self._show_courses(grid, shown)
        hints: list[Finding | str] = []
        for group in groups:
            hints += [*_uncounted(grid, group), *group.hints]
        self._show_hints(hints)
        self._no_spots.setVisible(not grid.lesions)
        self._no_spots.setText(
            _("Sizes along and across stand on the card of each scan. Open it with “This scan”.")
            if sizes_on_cards
            else _("No spot is written down yet. Add one, then type its size at each scan.")
        )
        for control in (self.words, self.add_spot):
            control.setVisible(not is_read_only)
        self.question.refresh()
        self._on_moved()

    def _key_at(self, row: int, column: int) -> tuple[str, str] | None:
        if not (0 <= row < len(self.model.rows) and 0 <= column < len(self.model.scans)):
            return None
        return self.model.rows[row].key, self.model.scans[column].id

    def _go_to_last(self) -> None:
        """Stand at the first spot of the last scan: that is where something new is written."""
        first = next((row for row in self.model.rows if row.kind in (Kind.SPOT, Kind.NEW)), None)
        if first is not None and self.model.scans:
            self.view.go_to(first.key, self.model.scans[-1].id)

    def _show_courses(self, grid: ScanGrid, shown: str) -> None:
        self._course_row.setVisible(len(grid.groups) > 1)
        choices: list[tuple[object, str]] = [(key_of(group), course_name(group)) for group in reversed(grid.groups)]
        if len(choices) > 1:
            choices.append((ALL, _("All scans")))
        if choices != self._choices:
            self._choices = choices
            self.courses.set_choices(choices, shown)
        self.courses.set_value(shown)

    def _show_hints(self, findings: list[Finding | str]) -> None:
        if findings == self._remarks:
            return
        self._remarks = findings
        while self._hints.count():
            empty_out(self._hints.takeAt(0))
        for finding in findings:
            self._hints.addWidget(Hint(finding))

    # Where the keyboard is

    @property
    def current(self) -> tuple[Lesion | None, Scan | None]:
        """The spot and the scan that the keyboard is at."""
        at = self.view.currentIndex()
        if not at.isValid() or at.row() >= len(self.model.rows) or at.column() >= len(self.model.scans):
            return None, None
        scan = self.model.scans[at.column()]
        return self.model.lesion_at(self.model.rows[at.row()], scan), scan

    def _on_moved(self) -> None:
        at = self.view.currentIndex()
        lesion, scan = self.current
        self.place.setText(self._say_place() if scan is not None else "")
        self.place.setVisible(scan is not None)
        self.words.setEnabled(scan is not None and self.model.is_writable(at))
        self.spot.setEnabled(lesion is not None)
        self.scan.setEnabled(scan is not None)
        self.spot.set_text(_("This spot"), _("Look at {name}").format(name=lesion.name) if lesion is not None else "")
        day = dates.day(scan.happened_on, scan.precision) if scan is not None else ""
        self.scan.set_text(_("This scan"), _("Look at the scan of {day}").format(day=day) if day else "")
        waiting = self.model.waiting.get(self._key_at(at.row(), at.column()) or ("", ""))
        if waiting is not None:
            self.question.show_waiting(waiting)

    def _say_place(self) -> str:
        at = self.view.currentIndex()
        where, parts = self.model.where(at), self.model.parts(at)
        return _("{where}: {value}").format(where=where, value=parts) if parts else where

    def _want_spot(self) -> None:
        lesion = self.current[0]
        if lesion is not None:
            self.spot_wanted.emit(lesion)

    def _want_scan(self) -> None:
        scan = self.current[1]
        if scan is not None:
            self.scan_wanted.emit(scan)

    def finish(self) -> None:
        """Write down what is being typed."""
        self.view.finish()


class QuestionRow(QWidget):
    """What stands in the way of writing a cell, with the ways on; hidden where nothing does."""

    def __init__(self, model: SizeGrid) -> None:
        super().__init__()
        self._model = model
        self._shown: Waiting | None = None
        self.words = Words("")
        self.instead = quiet("", self._take_instead)
        self.right = quiet("", self._take)
        self.leave = quiet(_("Leave it as it was"), self._drop)
        ways = Flow(self.instead, self.right, self.leave)
        line = Row(Picture("warning-circle", "caution"), self.words, gap=8)
        line.setStretch(1, 1)
        self.setLayout(Column(line, ways, gap=8, padding=(0, 4, 0, 4)))
        self.hide()

    @property
    def shown(self) -> Waiting | None:
        """What it asks about."""
        return self._shown

    def show_waiting(self, waiting: Waiting) -> None:
        """Ask about *waiting*."""
        self._shown = waiting
        place = self._model.place(waiting.row.key, waiting.scan.id)
        self.words.setText(
            _("{where}: {problem}").format(where=self._model.where(place), problem=say_problem(waiting.problem))
        )
        self.setAccessibleName(self.words.text())
        asked = waiting.asked
        self.right.setVisible(asked is not None)
        self.instead.setVisible(asked is not None and asked.instead is not None)
        if asked is not None:
            _say_way(self.right, _("{size} is right"), asked.said)
        if asked is not None and asked.instead is not None:
            _say_way(self.instead, _("It is {size}"), asked.instead)
        self.show()

    def refresh(self) -> None:
        """Go away where the question is answered; go on to the next where there is one."""
        known = list(self._model.waiting.values())
        if self._shown in known:
            return
        if known:
            self.show_waiting(known[-1])
        else:
            self._shown = None
            self.hide()

    def _take(self) -> None:
        if self._shown is not None and self._shown.asked is not None:
            self._settle(self._shown.asked.said)

    def _take_instead(self) -> None:
        if self._shown is not None and self._shown.asked is not None:
            self._settle(self._shown.asked.instead)

    def _settle(self, said: Said | None) -> None:
        shown = self._shown
        if shown is not None:
            self._model.take(shown.row, shown.scan, said)
            self._leave_row()

    def _drop(self) -> None:
        if self._shown is not None:
            self._model.drop(self._shown)
            self._leave_row()

    def _leave_row(self) -> None:
        """Give the keyboard back to the grid before the buttons go."""
        parent = self.parentWidget()
        if isinstance(parent, GridCard):
            parent.view.setFocus()
        self.refresh()


def _say_way(button: Button, words: str, said: Said) -> None:
    button.set_text(words.format(size=millimetres(said.mm if said.mm is not None else Decimal(0))))


class Hint(QWidget):
    """A plain remark of the rule, with its source."""

    def __init__(self, said: Finding | str) -> None:
        super().__init__()
        words = (
            said
            if isinstance(said, str)
            else _("{remark} Source: {source}.").format(remark=say(said), source=said.source)
        )
        line = Row(Picture("info", "muted", 18), Words(words, "small", "muted"), gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)


def course_name(group: ScanGroup) -> str:
    """Return what a course is called: by the day of its start."""
    first = group.start or group.scans[0]
    day = dates.day(first.happened_on, first.precision)
    if group.start is None:
        return _("Before the first start, from {day}").format(day=day)
    return _("Compared with {day}").format(day=day)


def _uncounted(grid: ScanGrid, group: ScanGroup) -> list[str]:
    """Say which measured spots the rule leaves out, because the start does not speak of them."""
    if group.start is None:
        return []
    sized = {lesion for lesion, scan in grid.sizes if scan in group.scan_ids}
    targets = grid.lesions_of([group], LesionRole.TARGET)
    left = [lesion.name for lesion in targets if lesion.id in sized - group.counted]
    if not left:
        return []
    return [_("Not in the sum, because it has no size at the start: {names}.").format(names="; ".join(left))]
