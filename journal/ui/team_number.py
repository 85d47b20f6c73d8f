"""The team's number, always in sight: a card at the foot of the sidebar, a bar at the bottom of a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from journal.domain.patient import CareSheet
from journal.rules.temperatures import CELSIUS, shown_in
from journal.text import numbers
from journal.text.language import _
from journal.ui.widgets.buttons import Button, link
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words, restyle


class _TeamNumber(QFrame):
    """What card and bar share: icon, heading, number, limit; they turn `call` while the call card is up."""

    has_room_for_limit: ClassVar[bool] = True

    def __init__(self, on_edit: Callable[[], object]) -> None:
        super().__init__()
        self.icon = Picture("phone")
        self.heading = Words("", "small", "muted")
        self.number = Words("", "h3", selectable=True, wraps=False)
        self.limit = Words("", "small", "muted", parent=self)
        self.write_down: Button = link(_("Write down the number"), on_edit)
        self._is_calling = False
        self._sheet: CareSheet | None = None

    def show_sheet(
        self, sheet: CareSheet | None, *, is_calling: bool = False, scale: str = CELSIUS, can_write: bool = True
    ) -> None:
        """Show what the sheet says, its limit in *scale*; *is_calling* while the call card is up."""
        self._sheet, self._is_calling = sheet, is_calling
        phone = sheet.phone if sheet is not None else ""
        fever = sheet.fever_at if sheet is not None else None
        self.heading.setText(_("Call now") if is_calling else _("My team, day and night"))
        # A phone number is read from left to right everywhere.
        self.number.setText(f"\u2066{phone}\u2069" if phone else _("not written down"))
        self.number.setVisible(bool(phone) or not can_write)
        self.write_down.setVisible(not phone and can_write)
        at = numbers.quantity(shown_in(fever, scale)) if fever is not None else ""
        self.limit.setText(_("Call at {value} or above").format(value=at) if at else "")
        self.limit.setVisible(bool(at) and self.has_room_for_limit)
        self.icon.set_icon("phone-call" if is_calling else "phone", "call_ink" if is_calling else "accent")
        for words, usual in ((self.heading, "muted"), (self.number, "ink"), (self.limit, "muted")):
            words.set_tone("call_ink" if is_calling else usual)  # type: ignore[arg-type]
        self._wear("call" if is_calling else "plain")
        self.setAccessibleName(_("{heading}: {number}").format(heading=self.heading.text(), number=phone))

    def _wear(self, ground: str) -> None:
        raise NotImplementedError


class TeamNumberCard(_TeamNumber):
    """The card at the foot of the sidebar."""

    def __init__(self, on_edit: Callable[[], object]) -> None:
        super().__init__(on_edit)
        head = Row(self.icon, self.heading, gap=8)
        head.setStretch(1, 1)
        self.setLayout(Column(head, self.number, self.write_down, self.limit, gap=4, padding=(14, 12)))

    def _wear(self, ground: str) -> None:
        self.setProperty("card", ground)
        restyle(self)


class TeamNumberBar(_TeamNumber):
    """The bar at the bottom of a narrow window."""

    has_room_for_limit = False

    def __init__(self, on_edit: Callable[[], object]) -> None:
        super().__init__(on_edit)
        self.limit.hide()
        row = Row(self.icon, self.heading, self.number, self.write_down, gap=12, padding=(26, 14))
        row.setStretch(1, 1)
        row.setAlignment(self.number, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)

    def _wear(self, ground: str) -> None:
        self.setProperty("card", "call_left" if ground == "call" else None)
        self.setProperty("ground", None if ground == "call" else "bottom_bar")
        restyle(self)
