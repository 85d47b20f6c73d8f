"""One spot to practise with: its name, a slider in whole millimetres, and the exact size in a field beside it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSlider, QWidget

from journal.actions.scan_grid import Part
from journal.domain.problems import N_, Problem
from journal.domain.sizes import MICROMETRES, micrometres
from journal.exchange.size_sheet import MAX_MM
from journal.rules.response.recist_answer import mm_of_um
from journal.text.language import _
from journal.text.names import lesion_state_name
from journal.text.numbers import millimetres
from journal.text.sayings import say_problem
from journal.ui.theme.look import TARGET, breadth, follow, size, space
from journal.ui.widgets.fields import NumberField, set_mistaken
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Words

LEAST_RANGE_MM: Final = 60
PAGE_MM: Final = 5
NAME_WIDTH: Final = 168  # px at 100 %


class SizeSlider(QSlider):
    """A size in whole millimetres; a screen reader reads the spot and its size as it is now."""

    def __init__(self, name: str, most_mm: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._name = name
        self.setRange(0, most_mm)
        self.setSingleStep(1)
        self.setPageStep(PAGE_MM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(_("Practice. Arrow keys change it by 1 mm, Page Up and Page Down by 5 mm."))
        follow(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(size(TARGET))
        self.setMinimumWidth(size(120))

    def show_size(self, mm: Decimal | None, instead: int) -> None:
        """Stand at *mm*, or at *instead* where there is no size; nobody is told."""
        whole = instead if mm is None else int(mm.to_integral_value(ROUND_HALF_UP))
        was_blocked = self.blockSignals(True)
        self.setValue(min(self.maximum(), whole))
        self.blockSignals(was_blocked)
        words = _("no size") if mm is None else millimetres(mm)
        self.setAccessibleName(_("{name}: {value}").format(name=self._name, value=words))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls; nobody changes a size by that


class PracticeRow(QWidget):
    """`moved` brings the lesion's id and a size in micrometres, or None where there shall be none."""

    moved = Signal(str, object)

    def __init__(self, part: Part, usual_um: int) -> None:
        super().__init__()
        self.part = part
        self._usual = round(usual_um / MICROMETRES)
        name = part.lesion.name
        most = max(LEAST_RANGE_MM, 2 * self._usual, 2 * round((part.um or 0) / MICROMETRES))
        self.slider = SizeSlider(name, min(int(MAX_MM), most))
        self.slider.valueChanged.connect(self._slid)
        self.field = NumberField(_("{name}, size in mm").format(name=name), width=76)
        self.field.finished.connect(lambda _text: self._typed())
        self.mistake = Words("", "small", "caution")
        self.mistake.hide()
        was = millimetres(mm) if (mm := mm_of_um(part.um)) is not None else self._state()
        self._name = QWidget()
        self._name.setLayout(
            Column(Words(name), Words(_("measured: {value}").format(value=was), "small", "muted"), gap=0)
        )
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._name)
        ways = Row(self.slider, self.field, Words(_("mm"), "small", "muted", wraps=False), gap=8)
        ways.setStretch(0, 1)
        self._line.addLayout(ways, 1)
        column = Column(gap=2)
        column.addLayout(self._line)
        column.addWidget(self.mistake)
        self.setLayout(column)
        for holder in (self._name, self):
            holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(name)
        follow(self._arrange)

    def _state(self) -> str:
        reading = self.part.reading
        return lesion_state_name(reading.state) if reading is not None and reading.um is None else _("not noted")

    def _arrange(self) -> None:
        is_narrow = breadth(self) == "narrow"
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(direction)
        self._line.setSpacing(space(0 if is_narrow else 12))
        self._name.setMinimumWidth(0 if is_narrow else size(NAME_WIDTH))
        self._name.setMaximumWidth(16_777_215 if is_narrow else size(NAME_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_size(self, um: int | None) -> None:
        """Show a size; nobody is told."""
        mm = mm_of_um(um)
        self.slider.show_size(mm, self._usual)
        if self.field.number != mm or self.field.problem is not None:
            self.field.set_number(mm)
        self._say(None)

    def _slid(self, mm: int) -> None:
        self.moved.emit(self.part.lesion.id, mm * MICROMETRES)

    def _typed(self) -> None:
        problem = self.field.problem or _odd(self.field.number)
        self._say(problem)
        if problem is None:
            mm = self.field.number
            self.moved.emit(self.part.lesion.id, None if mm is None else micrometres(mm))

    def _say(self, problem: Problem | None) -> None:
        words = say_problem(problem) if problem is not None else ""
        self.mistake.setText(words)
        self.mistake.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        set_mistaken(self.field, problem is not None)


def _odd(mm: Decimal | None) -> Problem | None:
    """Say why *mm* is no size to practise with."""
    if mm is None:
        return None
    if not 0 <= mm <= MAX_MM:
        return Problem(N_("A size to practise with goes from 0 to {most} mm."), most=MAX_MM)
    if mm * MICROMETRES % 1:
        return Problem(N_("“{word}” is finer than any scan. Write fewer decimals."), word=str(mm))
    return None
