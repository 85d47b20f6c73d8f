"""A result that stays folded until the person is ready to open it; nothing outside gives it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.text.language import _
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words


class FoldedResult(QWidget):
    """What came in and when; one click makes and shows what it says.

    *make* is only called when the result is opened, so that what is folded is not even worked out.  *is_open* comes
    from the setting that keeps results open.
    """

    opened = Signal()

    def __init__(self, heading: str, make: Callable[[], QWidget], *, is_open: bool = False) -> None:
        super().__init__()
        self._make = make
        self._heading = heading
        self.button = quiet(_("Open when you are ready"), self.toggle, icon="eye-slash")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = Column(Words(heading, "small", "muted"), gap=4)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(self._column)
        self._shown: QWidget | None = None
        self._say()
        if is_open:
            self.toggle()

    @property
    def is_open(self) -> bool:
        """Say whether the result can be seen."""
        return self._shown is not None

    def toggle(self) -> None:
        """Open the result, or fold it again."""
        if self._shown is None:
            self._shown = self._make()
            self._column.insertWidget(1, self._shown)
            self.opened.emit()
        else:
            empty_out(self._column.takeAt(1))
            self._shown = None
        self._say()

    def _say(self) -> None:
        words = _("Fold away") if self.is_open else _("Open when you are ready")
        self.button.set_text(words, _("{result}: {action}").format(result=self._heading, action=words))
