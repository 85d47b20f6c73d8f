"""Form rows: label beside the field, above it where the window is narrow; unit, last value and mistake in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from journal.domain.problems import Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.theme.fonts import width_of
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.fields import FieldWithMore, NumberField, TextField, set_mistaken
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words

ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit


class FormRow(QWidget):
    """One field with its label.  *unit* and *last* stand muted behind it; below it what `say_mistake` was given."""

    def __init__(self, label: str, field: QWidget, *, unit: str = "", last: str = "", hint: str = "") -> None:
        super().__init__()
        self.field = field
        self.label = Words(label)
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(f"{label} ({unit})" if unit else label)
        self._behind: Words | None = None
        self._mistake: Words | None = None
        self._mistake_row: QWidget | None = None
        fields = QWidget()
        stretches = (
            field.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding and not field.maximumWidth() < ANY
        )
        # The rest of the line keeps a narrow field at its label.  The words behind do not stretch: a label that does is
        # given its least width first, and wraps where it need not.
        self._beside = Row(field, None, gap=8)
        self._beside.setStretch(1, 0)
        self._beside.setStretch(0 if stretches else 1, 1)
        self._below = Column(self._beside, gap=4)
        if hint:
            self._below.addWidget(Words(hint, "small", "muted"))
        fields.setLayout(self._below)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.label)
        self._line.addWidget(fields, 1)
        self.set_behind(unit, last)
        if isinstance(field, NumberField):
            self._follow_text(field, lambda: field.problem)
        elif isinstance(field, FieldWithMore):
            self._follow_text(field.field, lambda: field.problem)
        follow(self.arrange)

    def _follow_text(self, field: TextField, problem: Callable[[], Problem | None]) -> None:
        """Say what cannot be read when the field is finished, and nothing more of it as soon as somebody types on."""
        field.textChanged.connect(lambda _text: self.say_mistake(None))
        field.finished.connect(lambda: self.say_mistake(problem()) if problem() is not None else None)

    def arrange(self) -> None:
        """Put the label beside the field, or above it."""
        above = breadth(self) == "narrow"
        beside = QBoxLayout.Direction.LeftToRight
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if above else beside)
        self._line.setSpacing(space(8 if above else 12))
        self._line.setAlignment(self.label, Qt.AlignmentFlag(0) if above else Qt.AlignmentFlag.AlignTop)
        self.label.setMinimumHeight(0 if above else size(44))

    def label_width(self) -> int:
        """Return how wide the label is on one line."""
        return width_of(self.label.text(), "body") + 2

    def set_label_width(self, width: int) -> None:
        """Make the label as wide as those above and below it."""
        self.label.setMinimumWidth(width)
        self.label.setMaximumWidth(width or ANY)

    def set_behind(self, unit: str = "", last: str = "") -> None:
        """Show *unit* and the *last* value, in whole words, behind the field."""
        both = _("{unit}, {last}").format(unit=unit, last=last) if unit and last else unit or last
        if both and self._behind is None:
            self._behind = Words("", tone="muted")
            self._beside.insertWidget(1, self._behind)
        if self._behind is not None:
            self._behind.setText(both)
            self._behind.setVisible(bool(both))

    @property
    def behind(self) -> str:
        """What stands behind the field."""
        return self._behind.text() if self._behind is not None else ""

    def say_mistake(self, problem: Problem | str | None) -> None:
        """Say below the field what is wrong; None or nothing where all is well."""
        words = say_problem(problem) if isinstance(problem, Problem) else problem or ""
        if words and self._mistake is None:
            self._make_mistake()
        if self._mistake is not None and self._mistake_row is not None:
            self._mistake.setText(words)
            self._mistake_row.setVisible(bool(words))
        inner = self.field.field if isinstance(self.field, FieldWithMore) else self.field
        if isinstance(inner, QLineEdit | QPlainTextEdit | QComboBox):
            set_mistaken(inner, bool(words))
            inner.setAccessibleDescription(words)

    def _make_mistake(self) -> None:
        """Make the line for what is wrong; hardly any field ever needs it."""
        self._mistake = Words("", "body")
        self._mistake_row = QWidget()
        self._mistake_row.setLayout(Row(Picture("warning-circle", "caution"), self._mistake, gap=8))
        self._below.addWidget(self._mistake_row)

    @property
    def mistake(self) -> str:
        """What is said to be wrong."""
        return self._mistake.text() if self._mistake is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class Form(QWidget):
    """Rows whose labels stand in one column."""

    def __init__(self, *, gap: int = 12) -> None:
        super().__init__()
        self.rows: list[FormRow] = []
        self._column = Column(gap=gap)
        self.setLayout(self._column)
        follow(self._align)

    def add(self, label: str, field: QWidget, *, unit: str = "", last: str = "", hint: str = "") -> FormRow:
        """Add *field* under *label*, and return its row."""
        row = FormRow(label, field, unit=unit, last=last, hint=hint)
        self.rows.append(row)
        self._column.addWidget(row)
        self._align()
        return row

    def add_wide(self, widget: QWidget) -> None:
        """Add something that is no row: a sentence, a check, a button."""
        self._column.addWidget(widget)

    def _align(self) -> None:
        narrow = breadth(self) == "narrow"
        widest = max((row.label_width() for row in self.rows), default=0)
        for row in self.rows:
            row.set_label_width(0 if narrow else min(widest, size(240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()
