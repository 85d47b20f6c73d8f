"""What a locked window shows: the file's name, and where to type its passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.text.language import _
from journal.ui.passphrase import PassphraseField
from journal.ui.theme.look import follow, size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.words import Picture, Words

CARD_WIDTH: Final = 560  # px at 100 %
WIDEST: Final = 960  # fits into the smallest window


class LockPage(QWidget):
    """Asks for the passphrase as often as it takes.  `opened` comes when it was right."""

    opened = Signal()
    left = Signal()

    def __init__(self, file_name: str, is_right: Callable[[str], bool]) -> None:
        super().__init__()
        self._file_name, self._is_right = file_name, is_right
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Locked"))
        self.field = PassphraseField(_("Passphrase"))
        self.field.field.returnPressed.connect(self.unlock)
        self.mistake = Words("")
        self._mistake_row = QWidget()
        self._mistake_row.setLayout(Row(Picture("warning-circle", "caution"), self.mistake, gap=8))
        self._mistake_row.hide()
        self.open_button = primary(_("Unlock"), self.unlock, icon="lock-simple")
        self.close_button = quiet(_("Close the journal"), self.left.emit)
        self._card = Card(gap=14, padding=(28, 26))
        self._card.add(
            Words(_("“{file}” is locked").format(file=file_name), "h2"),
            Words(_("What you were writing is kept. Type the passphrase to go on.")),
            self.field,
            self._mistake_row,
            Flow(self.open_button, self.close_button, gap=12),
        )
        self._lay_out()
        follow(self._measure)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        column = QVBoxLayout(inside)
        column.addStretch(1)
        column.addLayout(Row(None, self._card, None))  # not aligned: then words would not get the height they need
        column.addStretch(2)
        area = QScrollArea()  # large text in a small window
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _measure(self) -> None:
        self._card.setFixedWidth(min(size(CARD_WIDTH), WIDEST))

    def unlock(self) -> None:
        """Open, if what was typed is the passphrase; say so calmly if it is not."""
        if self._is_right(self.field.passphrase):
            self.field.field.clear()
            self.opened.emit()
            return
        wrong = _("This is not the passphrase of “{file}”. Check capital letters and try again.")
        self.say(wrong.format(file=self._file_name))
        self.field.field.selectAll()

    def say(self, words: str) -> None:
        """Say *words* below the field, and give it the keyboard."""
        self.mistake.setText(words)
        self.field.field.setAccessibleDescription(words)
        self._mistake_row.show()
        self.field.setFocus()
