"""A dialog to fill in: what was typed is not lost with the Escape key."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from journal.ui.unkept import may_leave, typed_in
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Column


class FormDialog(Dialog):
    """Escape and closing ask about what was typed; its Cancel (`cancel`) says itself that it is thrown away."""

    def fill(self, *items: QWidget | QLayout | None, foot: QLayout | Column, gap: int = 16) -> None:
        """Put *items* and *foot* in, once, with what stands in the fields at first."""
        super().fill(*items, foot=foot, gap=gap)
        self.begin()

    def begin(self) -> None:
        """Take what stands in the fields as what stood there at first."""
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for its button."""
        return typed_in(self) != self._blank

    def reject(self) -> None:
        """Close without keeping; ask first, if something was typed."""
        if may_leave(self, self):
            self.cancel()

    def cancel(self) -> None:
        """Close without keeping."""
        super().reject()
