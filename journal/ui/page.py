"""What every page is: a heading with at most a few buttons, a column of cards that scrolls, and when it refreshes."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from journal.domain.record import Record
from journal.store.change import Change
from journal.ui.live_journal import LiveJournal
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

CONTENT_WIDTH: Final = 1200  # px at 100 %; beyond it, content stands in the middle


class Page(QWidget):
    """A page of the window.  Build it in the constructor, fill it in `refresh`.

    `refresh` is called before the page is first seen, and after each change that touches one of *shows*: at once while
    the page is seen, else when it is turned to.  `finish` is called before the person leaves or undoes, so that
    nothing typed is lost; `show_record` where a search or a link leads to a record.

    What a page shows may be a moment older than the journal: before it writes, it reads anew what it changes.
    """

    shows: ClassVar[tuple[type[Record], ...]] = ()

    def __init__(self, live: LiveJournal, window: WindowServices, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.live, self.window_services = live, window
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = Words(title, "h1")
        self.subtitle = Words(subtitle, tone="muted")
        self._actions = Flow(gap=8)
        self._head = QHBoxLayout()
        self._head_words = QHBoxLayout()
        self._head_words.addWidget(self.title)
        self._head_words.addWidget(self.subtitle, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addLayout(self._head_words, 1)
        self._head_actions = QHBoxLayout()
        self._head.addLayout(self._head_actions)
        self._banner = QVBoxLayout()
        self._content = Column(gap=13)
        self._stale = True
        self._room_below = 0
        self._build_frame()
        self.subtitle.setVisible(bool(subtitle))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh_if_stale)
        live.changed.connect(self._on_changed)
        follow(self._measure)

    def _build_frame(self) -> None:
        self._column = QWidget()
        self._column.setProperty("ground", "clear")
        self._inside = QVBoxLayout(self._column)
        self._inside.addLayout(self._banner)
        self._inside.addLayout(self._head)
        self._inside.addLayout(self._content)
        self._inside.addStretch(1)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        ground = QWidget()
        ground.setProperty("ground", "clear")
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self._column, 1_000)
        middle.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.scroll_area.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroll_area)

    def _measure(self) -> None:
        side = space(24 if breadth(self) == "narrow" else 32)
        self._inside.setContentsMargins(side, space(12), side, space(16) + self._room_below)
        self._inside.setSpacing(space(12))
        self._head.setSpacing(space(16))
        self._head_words.setSpacing(space(20))
        self._head_actions.setSpacing(space(8))
        self._column.setMaximumWidth(size(CONTENT_WIDTH) + 2 * side)
        self.title.setMinimumHeight(size(44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # Building

    def add(self, *items: QWidget | QLayout) -> None:
        """Put *items* below what is there."""
        for item in items:
            if isinstance(item, QWidget):
                self._content.addWidget(item)
            else:
                self._content.addLayout(item)

    def add_action(self, *buttons: QWidget) -> None:
        """Put *buttons* at the end of the heading's line."""
        for button in buttons:
            self._head_actions.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def keep_room_below(self, height: int) -> None:
        """Let the page be scrolled so far that its last *height* px are clear: something lies over them."""
        if height != self._room_below:
            self._room_below = height
            self._measure()

    def take_banner(self, banner: QWidget) -> None:
        """Show *banner* (the call card) as the first thing of the page."""
        if self._banner.indexOf(banner) < 0:
            self._banner.addWidget(banner)

    # Living

    def refresh(self) -> None:
        """Read the journal and show what it holds."""
        raise NotImplementedError

    def show_record(self, record_id: str) -> None:
        """Bring the record with this id into view."""

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""

    def refresh_if_stale(self) -> None:
        """Refresh, if something changed since the page was last seen."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, change: Change) -> None:
        if change.touches(*self.shows):
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Refresh when the window gets to it, or when the page is next seen."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def refresh_when_next_seen(self) -> None:
        """Refresh when the page is turned to; what happens on the page itself, it shows already."""
        self._stale = self._stale or not self.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_if_stale()

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to *widget* and give it the keyboard."""
        self.scroll_area.ensureWidgetVisible(widget, 0, space(32))
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
