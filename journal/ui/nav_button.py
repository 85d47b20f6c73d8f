"""One page in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from journal.text.language import _
from journal.ui.pages import PageEntry
from journal.ui.theme.fonts import Role
from journal.ui.theme.icons import ROW
from journal.ui.widgets.buttons import Button
from journal.ui.widgets.words import restyle

WIDTH: Final = 236  # of the sidebar


class NavButton(Button):
    """One page in the sidebar; the current one is bold on `nav`.

    It is not checkable: a screen reader would only check it, and turn to no page.
    """

    def __init__(self, entry: PageEntry, on_click: Callable[[], object]) -> None:
        self.entry = entry
        self.is_current = False
        super().__init__(_(entry.title), on_click, kind="nav", icon=entry.icon, icon_px=ROW - 2)

    @property
    def role(self) -> Role:
        """The current page is bold."""
        return "strong" if self.is_current else "body"

    def set_text(self, text: str, name: str = "") -> None:
        """Show *text* a little away from the icon."""
        super().set_text(text, name)
        self.setText(f" {self.text()}")

    def mark(self, current: bool) -> None:
        """Show, and let a screen reader say, whether this is the page one is on."""
        if current == self.is_current:
            return
        self.is_current = current
        self.setProperty("current", "true" if current else "false")
        self.setAccessibleDescription(_("this page") if current else "")
        restyle(self)
        self.set_icon(self.entry.icon, "nav_ink" if current else "ink")  # last: a new style brings the old font back
