"""What every page is: a heading with at most a few buttons, a column of cards that scrolls, and when it refreshes."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journal.domain.record import Record
from journal.store.change import Change
from journal.ui.live_journal import LiveJournal
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.layouts import Column, Columns, Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

AT_ONCE_S: Final = 0.02  # after this, what waits lets the window go on
LOOKS: Final = 6  # how often to look at most whether what was shown has found its place
LEAST_LOOKS: Final = 2  # at the first, what was put into a layout is not there yet
CARD_FOOT: Final = 28  # px at 100 %: what is put into a card begins above its padding
CONTENT_WIDTH: Final = 1200  # px at 100 %; beyond it, content stands in the middle


class Page(QWidget):
    """A page of the window.  Build it in the constructor, fill it in `refresh`.

    `refresh` is called before the page is first seen, and after each change that touches one of *shows*: at once while
    the page is seen, else when it is turned to.  `finish` is called before the person leaves or undoes, so that
    nothing typed is lost; `show_record` where a search or a link leads to a record.

    What stands further down than one sees at first may wait: `refresh` hands it to `later`.  The first time, it is
    shown once the page was painted, piece by piece; where it turns out to be in view, before that.

    What a page shows may be a moment older than the journal: before it writes, it reads anew what it changes.
    """

    shows: ClassVar[tuple[type[Record], ...]] = ()

    def __init__(self, live: LiveJournal, window: WindowServices, title: str, subtitle: str = "") -> None:
        # At once where it will stand: whatever has a style sheet is styled and measured anew where its parent changes.
        super().__init__(window.place)
        self.live, self.window_services = live, window
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = Words(title, "h1")
        self.subtitle = Words(subtitle, tone="muted")
        self._actions = Flow(gap=8)
        self._head = QHBoxLayout()
        self._head_words = QHBoxLayout()
        self._head_words.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        self._beside_title = QVBoxLayout()  # holds the subtitle so low that both stand on one line
        self._beside_title.addWidget(self.subtitle)
        self._beside_title.addStretch(1)
        self._head_words.addLayout(self._beside_title, 1)
        self._head.addLayout(self._head_words, 1)
        self._head_actions = QHBoxLayout()
        self._head.addLayout(self._head_actions)
        self._banner = QVBoxLayout()
        self._content = Column(gap=13)
        self._stale = True
        self._room_below = 0
        self._waiting: dict[Callable[[], object], QWidget | QLayout | None] = {}  # with the card they fill or follow
        self._was_painted = False
        self._looks_left = 0
        self._build_frame()
        self.subtitle.setVisible(bool(subtitle))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh_if_stale)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_next)
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
        large, small = QFontMetrics(self.title.font()), QFontMetrics(self.subtitle.font())
        spare = max(0, size(44) - large.height()) // 2
        self._beside_title.setContentsMargins(0, max(0, spare + large.ascent() - small.ascent()), 0, 0)

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

    @classmethod
    def read_ahead(cls) -> None:
        """Read from the program's own files what every page of this kind needs; called on the worker as well."""

    def show_record(self, record_id: str) -> None:
        """Bring the record with this id into view."""

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""

    def refresh_if_stale(self) -> None:
        """Refresh, if something changed since the page was last seen."""
        if self._stale:
            self._stale = False
            self.refresh()
            self._show_what_is_in_view()
            if self._was_painted:
                self._next.start()

    def later(self, *pieces: Callable[[], object], at: QWidget | QLayout | None = None) -> None:
        """Show each of *pieces*, which fill the card *at* or stand below it (None: below all that is on the page).

        What is out of sight the first time waits until the page was painted.
        """
        if self._was_painted:
            for piece in pieces:
                piece()
        else:
            self._waiting.update({piece: at for piece in pieces if piece not in self._waiting})

    def show_all(self) -> None:
        """Show what still waits, now."""
        while self._waiting:
            self._show_piece(next(iter(self._waiting)))

    def _show_piece(self, piece: Callable[[], object]) -> None:
        del self._waiting[piece]
        piece()

    def _show_next(self) -> None:
        """Show what waits until it has taken long enough; hands are looked at after that."""
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if self._waiting:
            self.hold_still()
            begun = monotonic()
            while self._waiting and monotonic() - begun < AT_ONCE_S:
                self._show_piece(next(iter(self._waiting)))
        elif self._looks_left and (self._looks_left > LOOKS - LEAST_LOOKS or not self._is_in_place):
            self._looks_left -= 1
            self._next.start()
        else:
            self.scroll_area.setUpdatesEnabled(True)

    def hold_still(self) -> None:
        """Keep the picture on the screen until all that is shown now has found its place: it would flicker there.

        Each layout within another passes on what it needs with an event of its own, and Qt paints in between.
        """
        self.scroll_area.setUpdatesEnabled(False)
        self._looks_left = LOOKS
        self._next.start()

    @property
    def is_whole(self) -> bool:
        """Say whether nothing waits any more, and what is shown is what one sees."""
        return not self._waiting and self.scroll_area.updatesEnabled()

    @property
    def _is_in_place(self) -> bool:
        """Say whether everything has the room that it needs."""
        ground = self.scroll_area.widget()
        return ground is None or _height_of(ground, ground.width()) <= ground.height()

    def _show_what_is_in_view(self) -> None:
        """Show what waits as far as it will be in view, so that the first frame is whole."""
        for piece, at in list(self._waiting.items()):
            if piece in self._waiting and self._bottom_of(at) - space(CARD_FOOT) < self.height():
                self._show_piece(piece)
        if not self._was_painted and self._bottom_of(None) > self.height():
            # Else everything is laid out twice, and the second time without the width of the scroll bar.
            self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def _bottom_of(self, card: QWidget | QLayout | None) -> int:
        """Return where *card* will end (None: all there is), before the page is laid out."""
        # As wide as without a scroll bar: what becomes narrower becomes higher, and ends further down.
        margins = self._inside.contentsMargins()
        width = min(self.width(), self._column.maximumWidth()) - margins.left() - margins.right()
        top = margins.top() + _height_to(self._inside, self._content, width) - _height_of(self._content, width)
        column = card.parentWidget() if card is not None else None
        columns = column.parentWidget() if column is not None else None
        inside = column.layout() if column is not None else None
        if isinstance(columns, Columns) and column is not None and isinstance(inside, QBoxLayout):
            top += _height_to(self._content, columns, width) - _height_of(columns, width)
            return top + _height_to(inside, card, columns.width_of(column, width))
        return top + _height_to(self._content, card, width)

    @property
    def content_width(self) -> int:
        """How wide the content will be, where it is higher than the window, before the page is laid out."""
        margins = self._inside.contentsMargins()
        bar = self.scroll_area.verticalScrollBar().sizeHint().width()
        return min(self.width() - bar, self._column.maximumWidth()) - margins.left() - margins.right()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self._next.start()

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


def _height_to(layout: QBoxLayout, last: QWidget | QLayout | None, width: int) -> int:
    """Return how high *layout* is from its top to the end of *last*, or as a whole, where it is *width* wide."""
    heights = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None or item.isEmpty():
            continue
        heights.append(_height_of(item, width))
        if last is not None and last in (item.widget(), item.layout()):
            break
    return sum(heights) + layout.spacing() * max(0, len(heights) - 1)


def _height_of(part: QWidget | QLayout | QLayoutItem, width: int) -> int:
    """Return how high *part* is where it is *width* wide."""
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
