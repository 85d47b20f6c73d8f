"""Fields for text, numbers and choices: they keep what was typed, and say in words what they cannot read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QStyledItemDelegate, QWidget

from journal.domain.problems import N_, Problem
from journal.text.numbers import number
from journal.ui.theme.fonts import Role, font, height_of, width_of
from journal.ui.theme.icons import paint_icon
from journal.ui.theme.look import TARGET, border, colour, follow, size, space
from journal.ui.widgets.words import restyle

PADDING_NOTE: Final = 11  # px at 100 %, above and below the text of a note; the style sheet has the same

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_MINUS: Final = str.maketrans({"−": "-", "–": "-"})


class TextField(QLineEdit):
    """One line of text.  `finished` comes with Enter, and on leaving the field, if the text is another than before."""

    finished = Signal(str)

    def __init__(self, name: str, text: str = "", *, hint: str = "", width: int | None = None, role: Role = "body"):
        super().__init__(text)
        self._finished_text = text
        self._width, self._role = width, role
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self._finish)
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font(self._role))
        if self._width is not None:
            self.setFixedWidth(size(self._width))

    def _finish(self) -> None:
        if self.is_unfinished:
            self._finished_text = self.text()
            self.finished.emit(self.text())

    def event(self, event: QEvent) -> bool:
        # A field takes every Ctrl+Z for itself; with nothing of its own to undo, the journal's undo shall have it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            idle_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            idle_redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if idle_undo or idle_redo:
                event.ignore()
                return False
        return super().event(event)

    def set_text(self, text: str) -> None:
        """Show *text*; nobody is told."""
        self._finished_text = text
        self.setText(text)

    @property
    def is_unfinished(self) -> bool:
        """Say whether something else stands there than what was finished last."""
        return self.text() != self._finished_text

    def finish(self) -> None:
        """Take what stands there as finished, as leaving the field would."""
        self._finish()


class NumberField(TextField):
    """A number as people type it: 38,5 and 38.5 are the same, and the text stays as it was typed.

    `number_finished` brings the number, or None where the field is blank.  What is no number brings nothing: `problem`
    says why, in words, and the row shows it.
    """

    number_finished = Signal(object)

    def __init__(
        self, name: str, value: Decimal | None = None, *, hint: str = "", width: int | None = 88, role: Role = "strong"
    ):
        super().__init__(name, hint=hint, width=width, role=role)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.finished.connect(self._read)
        self.set_number(value)

    @property
    def typed(self) -> str:
        """The text as it was typed."""
        return self.text().strip()

    @property
    def number(self) -> Decimal | None:
        """The number; None where the field is blank, or holds no number."""
        plain = self.typed.translate(_MINUS)
        sign, digits = (plain[0], plain[1:].strip()) if plain[:1] in ("-", "+") else ("", plain)
        return Decimal(f"{sign}{digits.replace(',', '.')}") if _NUMBER.fullmatch(digits) else None

    @property
    def problem(self) -> Problem | None:
        """Why what stands there is no number."""
        if not self.typed or self.number is not None:
            return None
        return Problem(N_("“{word}” is not a number. Write digits, like 38.5."), word=self.typed)

    def set_number(self, value: Decimal | None) -> None:
        """Show *value*; nobody is told."""
        self.set_text("" if value is None else number(value))

    def _read(self) -> None:
        if self.problem is None:
            self.number_finished.emit(self.number)


class FieldWithMore(QWidget):
    """A text field with something beside it: a button, a calendar.  One types into *field*."""

    field: TextField

    @property
    def problem(self) -> Problem | None:
        """Why what stands there cannot be read."""
        raise NotImplementedError


class NoteField(QPlainTextEdit):
    """Several lines of text that grow with what is written.  Tab goes on; `finished` comes on leaving."""

    finished = Signal(str)

    def __init__(self, name: str, text: str = "", *, hint: str = "", lines: int = 1, most_lines: int = 8) -> None:
        super().__init__(text)
        self._finished_text, self._lines, self._most_lines = text, lines, most_lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._measure)
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font("body"))
        self._measure()

    def _measure(self) -> None:
        metrics = QFontMetrics(self.font())
        written = int(self.document().size().height())  # in lines, for a plain text document
        lines = min(self._most_lines, max(self._lines, written))
        more = written > self._most_lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(max(size(TARGET), lines * metrics.lineSpacing() + 2 * space(PADDING_NOTE) + 6))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Take what stands there as finished, as leaving the field would."""
        if self.toPlainText() != self._finished_text:
            self._finished_text = self.toPlainText()
            self.finished.emit(self._finished_text)

    def set_text(self, text: str) -> None:
        """Show *text*; nobody is told."""
        self._finished_text = text
        if text != self.toPlainText():
            self.setPlainText(text)


class ChoiceField(QComboBox):
    """One of several, each a value with its words.  `chosen` comes when a person chose."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Iterable[tuple[object, str]] = (), value: object = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("")
        self._values: list[object] = []
        self.set_choices(choices, value)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font("body"))

    def showPopup(self) -> None:
        # Not before: the list of choices takes longer to make than the field, and is hardly ever opened.
        if type(self.itemDelegate()) is not QStyledItemDelegate:
            self.setItemDelegate(QStyledItemDelegate(self))  # else the height of items is ignored
        self.view().setFont(font("body"))
        super().showPopup()

    def setAccessibleDescription(self, words: str) -> None:
        """Describe the field by *words*; without them by its name on Linux, where Qt reads out the choice alone."""
        super().setAccessibleDescription(words or (self.accessibleName() if sys.platform == "linux" else ""))

    @property
    def value(self) -> object:
        """The value chosen; None while nothing is."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_choices(self, choices: Iterable[tuple[object, str]], value: object = None) -> None:
        """Offer *choices*, with *value* chosen; nobody is told."""
        self.clear()
        self._values = []
        for each, words in choices:
            self._values.append(each)
            self.addItem(words)
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Choose *value*; nobody is told."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls; nobody chooses by that

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = size(18)
        left = size(12) if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - side - size(12)
        area = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(painter, area, "caret-down", colour("ink" if self.isEnabled() else "muted"))


class Check(QCheckBox):
    """A yes or no with its words; painted by hand, because a style sheet wants pictures for the tick."""

    BOX: Final = 24

    def __init__(self, text: str, checked: bool = False) -> None:
        super().__init__(text)
        self.setChecked(checked)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font("body"))
        self.updateGeometry()

    @property
    def words_begin(self) -> int:
        """How far from its side the words begin; what stands below them stands there, too."""
        return size(self.BOX + 12)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(size(TARGET), height_of(self.text(), "body", width - self.words_begin) + size(12))

    def sizeHint(self) -> QSize:
        width = width_of(self.text(), "body") + self.words_begin
        return QSize(width + 4, size(TARGET))  # else a rounded half pixel wraps the last word

    def minimumSizeHint(self) -> QSize:
        return QSize(self.words_begin + size(80), size(TARGET))

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = size(self.BOX)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - side - 1 if mirrored else 1, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        painter.setPen(colour("accent" if on else "edge"))
        pen = painter.pen()
        pen.setWidthF(max(2, border()))
        painter.setPen(pen)
        painter.setBrush(colour("accent" if on else "raised"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), size(6), size(6))
        if on:
            paint_icon(painter, box.adjusted(3, 3, -3, -3), "check-bold", colour("accent_ink"))
        painter.setPen(colour("ink" if self.isEnabled() else "muted"))
        painter.setFont(self.font())
        shift = self.words_begin
        room = self.rect().adjusted(0, 0, -shift, 0) if mirrored else self.rect().adjusted(shift, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self.text())


def set_mistaken(field: QLineEdit | QPlainTextEdit | QComboBox, mistaken: bool) -> None:
    """Mark *field*, or not, as one that needs another look."""
    if bool(field.property("mistake") == "true") is not mistaken:
        field.setProperty("mistake", "true" if mistaken else "false")
        restyle(field)
