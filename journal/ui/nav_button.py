"""One page in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from journal.text.language import _
from journal.ui.pages import PageEntry
from journal.ui.theme.fonts import Role
from journal.ui.theme.icons import ROW
from journal.ui.widgets.buttons import Button

WIDTH: Final = 236  # of the sidebar


class NavButton(Button):
    """One page in the sidebar; the current one is bold on `nav`."""

    def __init__(self, entry: PageEntry, on_click: Callable[[], object]) -> None:
        self.entry = entry
        super().__init__(_(entry.title), on_click, kind="nav", icon=entry.icon)
        self._icon_px = ROW - 2
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.toggled.connect(self._on_toggled)
        self.dress()

    @property
    def role(self) -> Role:
        """The current page is bold."""
        return "strong" if self.isChecked() else "body"

    def set_text(self, text: str, name: str = "") -> None:
        """Show *text* a little away from the icon."""
        super().set_text(text, name)
        self.setText(f" {self.text()}")

    def _on_toggled(self, checked: bool) -> None:
        self.set_icon(self.entry.icon, "nav_ink" if checked else "ink")
        # A screen reader says which page one is on.
        name = _(self.entry.title)
        self.setAccessibleDescription(_("this page") if checked else "")
        self.setAccessibleName(name)
