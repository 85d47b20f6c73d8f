"""One symptom of one day: five steps, the other one's score beside it, a note, and blank again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from journal.actions.symptom_days import DayRow
from journal.domain.symptoms import ScoredBy
from journal.text.language import _
from journal.text.names import level_name
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.steps import Steps
from journal.ui.widgets.words import Words

LABEL: Final = 190  # px at 100 %


class ScoreRow(QWidget):
    """Shows a `DayRow` as one of the two scored it.  `scored` brings a level or None, `noted` the note."""

    scored = Signal(object)
    noted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.label = Words(name)
        self.steps = Steps(name)
        self.label.setBuddy(self.steps)
        self.blank = icon_button("eraser", _("{name}: blank again").format(name=name), self._clear, bare=True)
        self.add_note = icon_button("note-pencil", _("{name}: a note").format(name=name), self._open_note, bare=True)
        self.note = TextField(_("{name}: a note").format(name=name), hint=_("A note, if you like"))
        self.remark = Words("", "small", "muted")
        self.steps.chosen.connect(self.scored)
        self.note.finished.connect(self.noted)
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.label)
        hands = QWidget()
        row = Row(self.steps, self.add_note, self.blank, gap=4)
        row.setStretch(0, 1)
        hands.setLayout(row)
        self._line.addWidget(hands, 1)
        self._below = Column(self.remark, self.note, gap=4)
        self.setLayout(Column(self._line, self._below, gap=4))
        self.note.hide()
        follow(self._arrange)

    def show_row(self, row: DayRow, who: ScoredBy) -> None:
        """Show what *who* wrote down, and in words what the other one did."""
        entry = row.by(who)
        self.steps.set_level(entry.level if entry is not None else None)
        self.blank.setEnabled(entry is not None)
        self.add_note.setEnabled(entry is not None)
        if not self.note.hasFocus():
            self.note.set_text(entry.note if entry is not None else "")
            self.note.setVisible(bool(self.note.text()))
        self.remark.setText(_remark(row, who))
        self.remark.setVisible(bool(self.remark.text()))

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        self.note.finish()

    def _clear(self) -> None:
        self.steps.setFocus()
        self.steps.choose(None)

    def _open_note(self) -> None:
        self.note.show()
        self.note.setFocus()

    def _arrange(self) -> None:
        above = breadth(self) == "narrow"
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(space(4 if above else 14))
        self._line.setAlignment(self.label, Qt.AlignmentFlag(0) if above else Qt.AlignmentFlag.AlignVCenter)
        width = 0 if above else size(LABEL)
        self.label.setMinimumWidth(width)
        self.label.setMaximumWidth(width or 16_777_215)
        shift = 0 if above else width + space(14)
        mirrored = self.isRightToLeft()
        self._below.setContentsMargins(0 if mirrored else shift, 0, shift if mirrored else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _remark(row: DayRow, who: ScoredBy) -> str:
    """Say what the other one scored, and whether this was written afterwards."""
    entry = row.by(who)
    other = row.carer if who is ScoredBy.PATIENT else row.own
    later = entry is not None and entry.was_written_later
    if other is None:
        return _("Written later.") if later else ""
    if who is ScoredBy.PATIENT:
        words = _("The carer’s score: {level}. Written later.") if later else _("The carer’s score: {level}.")
    else:
        words = _("Own score: {level}. Written later.") if later else _("Own score: {level}.")
    return words.format(level=level_name(other.level))
