"""Records one below the other, each with its button; of many, ten at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.record import Record
from journal.text.language import _, ngettext
from journal.ui.widgets.buttons import icon_button, link
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Words

AT_FIRST: Final = 4
MORE: Final = 10


@dataclass(frozen=True)
class Shown:
    """One record: what stands in bold, what below it, and what its button does."""

    record: Record
    title: str
    below: str
    open: Callable[[], object] = field(compare=False)

    @property
    def record_id(self) -> str:
        """The record's id."""
        return self.record.id


class RecordRows(QWidget):
    """Shows rows; what is not shown yet is one click away.  *nothing* is said where there is none."""

    def __init__(self, nothing: str, *, action: str = "", icon: str = "pencil-simple", at_first: int = AT_FIRST):
        super().__init__()
        self._action, self._icon, self._at_first = action or _("Change"), icon, at_first
        self._count = at_first
        self._rows: Sequence[Shown] = ()
        self._built: object = None
        self.buttons: dict[str, QWidget] = {}
        self._nothing = Words(nothing, tone="muted")
        self._column = Column(gap=4)
        self.more = link("", self._show_more)
        self.setLayout(Column(self._nothing, self._column, Flow(self.more), gap=4))

    def show_rows(self, rows: Sequence[Shown], *, is_enabled: bool = True) -> None:
        """Show *rows*."""
        self._rows = rows
        wanted = tuple(rows[: self._count]), is_enabled, len(rows)
        if wanted == self._built:
            return
        self._built = wanted
        while self._column.count():
            empty_out(self._column.takeAt(0))
        self.buttons = {}
        for place, row in enumerate(rows[: self._count]):
            if place:
                self._column.addWidget(Line())
            self._column.addLayout(self._line(row, is_enabled))
        self._nothing.setVisible(not rows)
        left = len(rows) - self._count
        self.more.setVisible(left > 0)
        self.more.set_text(
            ngettext("Show {count} more", "Show {count} more", min(left, MORE)).format(count=min(left, MORE))
        )

    def _line(self, row: Shown, is_enabled: bool) -> Row:
        name = _("{action}: {what}").format(action=self._action, what=row.title)
        button = icon_button(self._icon, name, row.open, bare=True)
        button.setEnabled(is_enabled)
        self.buttons[row.record_id] = button
        words = Column(Words(row.title, "strong"), gap=0)
        if row.below:
            words.addWidget(Words(row.below, "small", "muted"))
        line = Row(words, gap=8)
        line.setStretch(0, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _show_more(self) -> None:
        self._count += MORE
        self.show_rows(self._rows)
        last = list(self.buttons.values())[-1:]
        for button in last:
            button.setFocus()

    def show_record(self, record_id: str) -> QWidget | None:
        """Let the row of a record be seen, and return its button; None where it is not among these."""
        place = next((n for n, row in enumerate(self._rows) if row.record_id == record_id), None)
        if place is None:
            return None
        if place >= self._count:
            self._count = place + 1
            self.show_rows(self._rows)
        return self.buttons[record_id]
