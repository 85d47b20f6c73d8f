"""Showing the whole journal as it was: every page as of that day, for reading only, with a way back above it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.settings import Settings
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.background import Background, Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Row
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.words import Picture

if TYPE_CHECKING:
    from journal.ui.desk import Desk  # the desk owns this
    from journal.ui.journal_view import JournalView
    from journal.ui.locking.secrecy import Secrecy
    from journal.ui.shell import Shell


def moment_words(moment: datetime) -> str:
    """Say *moment*; the words of all fields load with it."""
    from journal.text.fields import moment as said

    return said(moment)


class PastLive(LiveJournal):
    """A journal as it was, as the window sees it."""

    is_past = True


class PastShell:
    """The window around a journal as it was: the same, on the day that is looked at."""

    def __init__(self, desk: Desk, moment: datetime) -> None:
        self._desk, self._moment = desk, moment

    @property
    def background(self) -> Background:
        """The worker."""
        return self._desk.background

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""
        return self._desk.settings

    @property
    def secrecy(self) -> Secrecy:
        """What is done about the passphrase."""
        return self._desk.secrecy

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*."""
        self._desk.set_settings(settings)

    def now(self) -> datetime:
        """The moment that is looked at."""
        return self._moment.astimezone()

    def today(self) -> date:
        """Its day."""
        return self.now().date()

    def save_copy(self) -> None:
        """Let the person choose a folder, and put a copy of the journal, as it is, there."""
        self._desk.save_copy()

    @property
    def copies(self) -> None:
        """Nobody: copies are of the journal as it is."""
        return None


class PastBar(Card):
    """Says that this is how it was, and leads back."""

    def __init__(self, moment: datetime, on_apart: Callable[[], object], on_back: Callable[[], object]) -> None:
        super().__init__(kind="caution", padding=(20, 6))
        self.back = primary(_("Back to today"), on_back, icon="arrow-u-up-left")
        self.apart = quiet(_("Bring back …"), on_apart, icon="arrow-counter-clockwise")
        row = RecordRow(self.back, self.apart)
        row.say(_("As it was on {when}.").format(when=moment_words(moment)), _("Nothing can be written here."))
        line = Row(Picture("clock-counter-clockwise", "caution", 22), row, gap=12)
        line.setStretch(1, 1)
        self.add(line)
        self.setAccessibleName(row.name.text())


class LookingBack(QObject):
    """Puts the journal as it was in the place of the journal, and that back again."""

    def __init__(self, desk: Desk, show: Callable[[LiveJournal, str], object]) -> None:
        super().__init__(desk)
        self._desk, self._show = desk, show
        self._present: LiveJournal | None = None
        self._past: LiveJournal | None = None
        self._moment: datetime | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.bar: PastBar | None = None

    @property
    def is_on(self) -> bool:
        """Say whether an earlier moment is looked at."""
        return self._present is not None

    @property
    def shell(self) -> Shell:
        """What the pages take for the window around them."""
        return PastShell(self._desk, self._moment) if self._moment is not None else self._desk

    def dress(self, view: JournalView) -> None:
        """Make *view*, which was just built, say what it shows."""
        view.history.past_wanted.connect(self.choose)
        if self._moment is not None:
            self.bar = PastBar(self._moment, self.show_apart, self.back)
            view.add_bar(self.bar)

    # Going there

    def choose(self) -> None:
        """Let the person choose a day."""
        from journal.ui.history.past_dialogs import MomentDialog  # few look back

        if self._desk.view is None:
            return
        self._desk.view.finish()
        live = self._present or self._desk.view.live
        dialog = MomentDialog(live.read.began_at(), self._desk.now, self._desk.window)
        dialog.chosen.connect(self.look)
        dialog.open()

    def look(self, moment: datetime) -> None:
        """Show the journal as it was at *moment*."""
        self.back()
        view = self._desk.view
        if view is None:
            return
        present = view.live.read
        folder = tempfile.TemporaryDirectory(prefix="treatment-journal-", ignore_cleanup_errors=True)
        view.say(_("The journal of that day is being put together."))

        from journal.actions.looking_back import journal_as_it_was  # few look back

        def work(_progress: Progress) -> Journal:
            return journal_as_it_was(present, moment, Path(folder.name))

        def failed(error: Exception) -> None:
            folder.cleanup()
            if not isinstance(error, Problem):
                raise error
            tell(self._desk.window, say_problem(error))

        self._desk.background.run(
            work, lambda past: self._enter(past, moment, folder), owner=view, failed=failed, key="past"
        )

    def _enter(self, past: Journal, moment: datetime, folder: tempfile.TemporaryDirectory[str]) -> None:
        view = self._desk.view
        if view is None or not may_leave(self._desk.window):
            past.close()
            folder.cleanup()
            return
        view.finish()
        self._present, self._moment, self._folder = view.live, moment, folder
        self._past = PastLive(past)
        self._show(self._past, view.page_key)
        if self.bar is not None:
            self.bar.back.setFocus()

    # Coming back

    def back(self) -> None:
        """Show the journal as it is; without looking back, nothing happens."""
        present, past, folder = self._present, self._past, self._folder
        if present is None or past is None:
            return
        page = self._desk.view.page_key if self._desk.view is not None else ""
        self._present = self._past = self._moment = self._folder = self.bar = None
        self._show(present, page)

        def let_go() -> None:
            past.close()
            if folder is not None:
                folder.cleanup()

        QTimer.singleShot(0, self, let_go)  # pages of that day may be at work until they are gone

    # Bringing back

    def show_apart(self) -> None:
        """Show what differs from today, to bring some or all of it back."""
        from journal.ui.history.past_dialogs import ApartDialog

        if self._present is None or self._past is None or self._moment is None:
            return
        dialog = ApartDialog(self._past.read, self._present, self._moment, self._desk.background, self._desk.window)
        dialog.some_wanted.connect(self._bring_some)
        dialog.all_wanted.connect(self._bring_all)
        dialog.open()

    def _bring_some(self, records: Sequence[Record]) -> None:
        when = self._when()
        label = ngettext(
            "Brought back from {when}: {count} entry", "Brought back from {when}: {count} entries", len(records)
        ).format(when=when, count=len(records))
        from journal.actions.time_machine import bring_back

        self._write(label, lambda journal, draft: bring_back(journal, draft, records))

    def _bring_all(self, records: Sequence[Record]) -> None:
        label = _("The whole journal as it was on {when}").format(when=self._when())
        from journal.actions.time_machine import bring_all_back

        self._write(label, lambda journal, draft: bring_all_back(journal, draft, records))

    def _when(self) -> str:
        return moment_words(self._moment) if self._moment is not None else ""

    def _write(self, label: str, change: Callable[[Journal, Draft], object]) -> None:
        self.back()
        view = self._desk.view
        if view is not None:
            view.write(label, lambda draft: change(view.live.read, draft))
