"""What of a file is not taken over: how much in one line, why under "Show them"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions.importing import grouped
from journal.domain.problems import LeftOut
from journal.text.language import _, ngettext
from journal.text.sayings import say_left_out
from journal.ui.widgets.buttons import link
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words

MOST_REASONS: Final = 12


class LeftOutPart(QWidget):
    """How many entries are left out.  A single reason is said at once, several are unfolded."""

    def __init__(self, left_out: Sequence[LeftOut]) -> None:
        super().__init__()
        groups = grouped(left_out)
        self.reasons = QWidget()
        self.reasons.setLayout(_reasons(groups))
        self.unfold = link(_("Show them"), self._turn, icon="caret-down")
        if len(groups) == 1:
            self.setLayout(Column(self.reasons))
            return
        words = ngettext("{count} entry left out.", "{count} entries left out.", len(left_out))
        head = told(words.format(count=len(left_out)), "minus-circle")
        head.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        self.reasons.hide()
        self.setLayout(Column(head, self.reasons, gap=6))
        self._say()

    def _turn(self) -> None:
        self.reasons.setVisible(self.reasons.isHidden())
        self._say()

    def _say(self) -> None:
        is_folded = self.reasons.isHidden()
        name = _("Show what is left out") if is_folded else _("Hide what is left out")
        self.unfold.set_text(_("Show them") if is_folded else _("Hide them"), name)
        self.unfold.set_icon("caret-down" if is_folded else "caret-up")


def told(words: str, icon: str) -> Row:
    """Return a line that tells what becomes of entries."""
    row = Row(Picture(icon, "muted", 18), Words(words, "small"), gap=8)
    row.setStretch(1, 1)
    return row


def _reasons(groups: Sequence[tuple[LeftOut, int]]) -> Column:
    column = Column(gap=6)
    for item, count in groups[:MOST_REASONS]:
        words = ngettext("{count} entry left out: {reason}", "{count} entries left out: {reason}", count)
        column.addLayout(told(words.format(count=count, reason=say_left_out(item)), "minus-circle"))
    rest = sum(count for _item, count in groups[MOST_REASONS:])
    if rest:
        words = ngettext(
            "{count} more entry left out for other reasons.", "{count} more entries left out for other reasons.", rest
        )
        column.addLayout(told(words.format(count=rest), "minus-circle"))
    return column
