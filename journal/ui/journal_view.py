"""An open journal on screen: sidebar, top bar, pages, the undo toast and the team's number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal.actions.check_in import temperature_unit
from journal.domain.patient import CareSheet, Patient
from journal.domain.problems import Problem
from journal.domain.results import VitalSign
from journal.settings import Settings
from journal.store.change import Change
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Background
from journal.ui.calling.call_watch import CallWatch
from journal.ui.history.reach import HistoryReach
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import ask, tell
from journal.ui.page import Page
from journal.ui.pages import PAGES
from journal.ui.sidebar import Sidebar
from journal.ui.team_number import TeamNumberBar
from journal.ui.theme.forgotten_rules import AFTER_MS, forget_rules
from journal.ui.theme.look import breadth, follow
from journal.ui.top_bar import TopBar
from journal.ui.widgets.toast import UndoToast

if TYPE_CHECKING:
    from journal.ui.copying.keeper import CopyKeeper
    from journal.ui.locking.secrecy import Secrecy
    from journal.ui.shell import Shell


class _Scrim(QWidget):
    """Lies between the menu and the page of a narrow window; a click beside the menu closes it."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class JournalView(QWidget):
    """The window's content while a journal is open; it is what pages know as `WindowServices`."""

    renamed = Signal()  # the person's name changed, and with it the journal's

    def __init__(self, live: LiveJournal, shell: Shell, edit_care_sheet: Callable[[], object]) -> None:
        super().__init__()
        self.live, self._shell = live, shell
        self._edit_care_sheet = edit_care_sheet
        self._pages: dict[str, Page] = {}
        self._calling: QWidget | None = None
        self._is_calling = False
        self._forgetting = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._forgetting.timeout.connect(lambda: forget_rules(self))
        self._scrim = _Scrim(self)
        self._scrim.hide()
        self.sidebar = Sidebar(self.edit_care_sheet)
        self.content = QWidget()
        self.top_bar = TopBar(live, shell.today, self.content)
        self.stack = QStackedWidget()
        self.bottom_bar = TeamNumberBar(self.edit_care_sheet)
        self.toast = UndoToast(self.content, self.undo)
        self._lay_out()
        self._connect()
        self._show_whose()
        self._show_number()
        follow(self.arrange)
        self.calls = CallWatch(live, self, self.show_call, self)
        self.calls.start()
        self.live.changed.connect(self._on_changed)
        self.history = HistoryReach(live, self, self)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.bottom_bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.sidebar)
        self._row.addWidget(self.content, 1)

    def _connect(self) -> None:
        self.sidebar.turned_to.connect(self.go_to)
        self.toast.placed.connect(self._keep_room)
        self.sidebar.left.connect(self._close_menu)
        self._scrim.clicked.connect(self._close_menu)
        self.top_bar.menu_wanted.connect(self.open_menu)
        self.top_bar.search_wanted.connect(self.open_search)

    # What pages ask of the window

    @property
    def background(self) -> Background:
        """The worker for slow work."""
        return self._shell.background

    @property
    def place(self) -> QWidget:
        """Where pages stand."""
        return self.stack

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""
        return self._shell.settings

    @property
    def secrecy(self) -> Secrecy:
        """What is done about the passphrase of this journal."""
        return self._shell.secrecy

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*, and look like it."""
        self._shell.set_settings(settings)

    def now(self) -> datetime:
        """This moment, on the person's own clock."""
        return self._shell.now()

    def today(self) -> date:
        """Today's date."""
        return self._shell.today()

    def go_to(self, page: str, record_id: str = "") -> None:
        """Turn to the page with this key (the first, if there is none), and there to a record."""
        entry = next((entry for entry in PAGES if entry.key == page), PAGES[0])
        if self.page is not None:
            self.page.finish()
        if entry.key not in self._pages:
            made = entry.make(self.live, self)
            self._pages[entry.key] = made
            self.stack.addWidget(made)
        turned_to = self._pages[entry.key]
        is_other = turned_to is not self.page
        turned_to.resize(self._room_for_pages())
        turned_to.refresh_if_stale()  # while hidden: each thing that a page shows anew would be laid out at once
        self.stack.setCurrentWidget(turned_to)
        self.calls.refresh()  # a day may have passed
        if self._calling is not None:
            turned_to.take_banner(self._calling)
            self._calling.show()  # at once: what is moved to another page else waits for the next turn
        self.sidebar.set_current(entry.key)
        self._close_menu()
        if self.toast.isVisible():
            self.toast.look_for_place()
        if record_id:
            turned_to.show_all()
            turned_to.show_record(record_id)
        if is_other:
            self._forgetting.start()  # what is out of sight takes room otherwise

    def _room_for_pages(self) -> QSize:
        """Return how large a page will be, also where this view was only just put into the window."""
        self.arrange()
        for part in (self, self.content):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        return self.stack.size()

    def _keep_room(self, height: int) -> None:
        """Let the page be scrolled past the toast, while it stands there."""
        for page in self._pages.values():
            page.keep_room_below(height if height and page is self.page else 0)

    def say(self, words: str) -> None:
        """Show *words* at the bottom for a while."""
        self.toast.say(words)

    def write(self, label: str, change: Callable[..., object]) -> bool:
        """Call *change* with a draft, as one step of undo called *label*; say what went wrong, if it did."""
        try:
            with self.live.change(label) as draft:
                change(draft)
        except Problem as problem:
            tell(self.window(), say_problem(problem))
            return False
        return True

    def edit_care_sheet(self) -> None:
        """Let the person write down their team's number and limits."""
        self._edit_care_sheet()

    def save_copy(self) -> None:
        """Let the person choose a folder, and put a copy of the journal there."""
        self._shell.save_copy()

    @property
    def copies(self) -> CopyKeeper | None:
        """Who keeps copies of the journal, where somebody does."""
        return self._shell.copies

    # Living

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def page_key(self) -> str:
        """The key of the page that is shown."""
        return next((key for key, page in self._pages.items() if page is self.page), PAGES[0].key)

    def finish(self) -> None:
        """Write down what is typed on any page and not yet finished."""
        for page in self._pages.values():
            page.finish()
        self.calls.finish()

    def take_files(self, files: Sequence[Path]) -> bool:
        """Attach *files* to what is shown; False where they are no reports, letters or pictures."""
        from journal.ui.attachments.dropping import attach_dropped  # most starts see no file dropped

        return attach_dropped(self.page, files)

    def add_bar(self, bar: QWidget) -> None:
        """Show *bar* above everything, on every page."""
        self._column.insertWidget(0, bar)

    def show_call(self, card: QWidget | None, is_now: bool = True) -> None:
        """Show *card* as the first thing of every page; None where nobody has to call.

        Where it *is_now* that somebody has to call, the team's number wears the same colour.
        """
        if self._calling is not None and self._calling is not card:
            self._calling.hide()
            self._calling.setParent(None)
            self._calling.deleteLater()
        self._calling, self._is_calling = card, card is not None and is_now
        if card is not None and self.page is not None:
            self.page.take_banner(card)
            card.show()
            self.page.scroll_area.verticalScrollBar().setValue(0)
        self._show_number()

    def undo(self) -> None:
        """Take back the last change; ask first, if it is from before this start."""
        if self.live.is_read_only:
            return
        if self.page is not None:
            self.page.finish()
        label = self.live.undo_label
        if not label:
            self.say(_("There is nothing to take back."))
            return
        question = _("“{label}” was written before today’s start. Take it back?").format(label=label)
        if self.live.undo_is_from_before and not ask(self.window(), question, _("Take it back"), _("Leave it")):
            return
        self._safely(self.live.undo)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if self.live.is_read_only:
            return
        if not self.live.redo_label:
            self.say(_("There is nothing to bring back."))
            return
        self._safely(self.live.redo)

    def _safely(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Problem as problem:
            tell(self.window(), say_problem(problem))

    def _on_changed(self, change: Change) -> None:
        words = {
            "undo": _("Taken back: {label}").format(label=change.label),
            "redo": _("Brought back: {label}").format(label=change.label),
        }.get(change.action, change.label)
        undo = _("Undo: {label}").format(label=change.label) if change.action == "do" else ""
        self.toast.say(words, undo=undo)
        if change.touches(Patient):
            self._show_whose()
            self.renamed.emit()
        if change.touches(CareSheet, VitalSign):
            self._show_number()

    def _show_whose(self) -> None:
        self.sidebar.journal.show_journal(self.journal_name, is_read_only=self.live.is_read_only)

    @property
    def journal_name(self) -> str:
        """Whose journal it is, in words."""
        patient = self.live.read.patient()
        name = (patient.call_me or patient.name) if patient is not None else ""
        return _("{name}’s journal").format(name=name) if name else self.live.read.path.stem

    def _show_number(self) -> None:
        sheets, scale = self.live.read.latest(CareSheet), temperature_unit(self.live.read)
        for place in (self.sidebar.number, self.bottom_bar):
            place.show_sheet(
                sheets[0] if sheets else None,
                is_calling=self._is_calling,
                scale=scale,
                can_write=not self.live.is_read_only,
            )

    # Arranging

    def arrange(self) -> None:
        """Stand as the width asks for: sidebar beside the page, or as a menu over it."""
        room = breadth(self)
        narrow = room == "narrow"
        self.top_bar.arrange(room)
        self.bottom_bar.setVisible(narrow)
        self.toast.floor = self.bottom_bar.sizeHint().height() if narrow else 0  # the number stays in sight
        if narrow:
            self._row.removeWidget(self.sidebar)
            if not self._scrim.isVisible():
                self.sidebar.hide()
        elif self._row.indexOf(self.sidebar) < 0:
            self._scrim.hide()
            self._row.insertWidget(0, self.sidebar)
            self.sidebar.show()
        self._place_over()

    def _place_over(self) -> None:
        self._scrim.setGeometry(self.rect())
        if self._row.indexOf(self.sidebar) < 0:
            left = self.width() - self.sidebar.width() if self.isRightToLeft() else 0
            self.sidebar.setGeometry(left, 0, self.sidebar.width(), self.height())
        if self.toast.isVisible():
            self.toast.place()

    def open_menu(self) -> None:
        """Go to the pages: open them over a narrow window, or move the keyboard there."""
        if self._row.indexOf(self.sidebar) < 0:
            self._scrim.show()
            self._scrim.raise_()
            self.sidebar.show()
            self.sidebar.raise_()
        self.sidebar.buttons[self.page_key].setFocus()

    def _close_menu(self) -> None:
        if self._row.indexOf(self.sidebar) < 0:
            self._scrim.hide()
            self.sidebar.hide()

    def open_search(self) -> None:
        """Open the search."""
        from journal.ui.search_dialog import SearchDialog  # it reads all explanations; no start waits for that

        dialog = SearchDialog(self.live, self.background, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.go_to)
        dialog.open()

    def focus_quick_line(self) -> None:
        """Move the keyboard to the quick line."""
        self.top_bar.quick_line.field.setFocus()
        self.top_bar.quick_line.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        QTimer.singleShot(0, self, self._place_over)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.history.offer(event)

    def open_bin(self) -> None:
        """Open the bin."""
        self.history.open_bin()

    def show_history(self) -> None:
        """Open the history of the entry that the keyboard is at."""
        self.history.show_here()

    def close_journal(self) -> None:
        """Finish what is typed, and close the file."""
        self.finish()
        self.live.close()
