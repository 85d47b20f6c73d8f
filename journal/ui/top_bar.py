"""The top bar: Menu where the window is narrow, the quick line, Search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.quick_line import QuickLine
from journal.ui.theme.look import Breadth, space
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.layouts import Row


class TopBar(QFrame):
    """Stands over every page."""

    menu_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, live: LiveJournal, today: Callable[[], date], over: QWidget) -> None:
        super().__init__()
        self.setProperty("ground", "top_bar")
        self.menu = quiet(_("Menu"), self.menu_wanted.emit, icon="list")
        self.quick_line = QuickLine(live, today, over)
        self.search = quiet(_("Search"), self.search_wanted.emit, icon="magnifying-glass")
        self.search.setToolTip(_("Search (Ctrl+K)"))
        self._row = Row(self.menu, self.quick_line, self.search, gap=12, padding=(32, 12, 32, 13))
        self._row.setStretch(1, 1)
        self.setLayout(self._row)

    def arrange(self, breadth: Breadth) -> None:
        """Show Menu where the sidebar does not stand, and words only where there is room."""
        narrow = breadth == "narrow"
        side = space(24 if narrow else 32)
        self._row.setContentsMargins(side, space(12), side, space(13))
        self.menu.setVisible(narrow)
        self.search.set_text("" if narrow else _("Search"), _("Search"))
