"""Opening journals in the window: with a passphrase, held by another program, damaged, just made, the sample."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from journal.domain.problems import N_, Problem
from journal.store.faults import DamagedJournal, LockedElsewhere, LockedJournal, WrongPassphrase
from journal.store.journal import Journal
from journal.store.lock import is_held
from journal.store.opening import needs_passphrase, open_journal
from journal.store.places import behind_links
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.messages import ask, tell
from journal.ui.passphrase import PassphraseDialog
from journal.ui.places import SUFFIX
from journal.ui.single_instance import ring

if TYPE_CHECKING:
    from journal.ui.desk import Desk  # the desk owns it
    from journal.ui.opening_ahead import OpenedAhead

_TAKEN_OVER = N_("Another computer has opened this journal meanwhile. What you wrote here is saved.")


class Take(Protocol):
    """Shows a journal that was opened, instead of what is shown."""

    def __call__(
        self,
        journal: Journal,
        passphrase: str | None = None,
        sample_folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> object:
        """Show *journal*; a *sample_folder* is emptied when it is closed."""


class Opening(QObject):
    """Opens journals on *desk*; *take* shows one there."""

    def __init__(self, desk: Desk, take: Take) -> None:
        super().__init__(desk)
        self._desk, self._take = desk, take

    def open_path(self, path: Path, ahead: OpenedAhead | None = None) -> bool:
        """Open the journal at *path*, with its passphrase if it has one; say what stands in the way.

        *ahead* has begun to open it, without a passphrase.
        """
        path = behind_links(path)
        if self._desk.view is not None and self._desk.view.live.read.path == path:
            return True
        if not self._desk.may_leave():
            return False
        try:
            if ahead is None and needs_passphrase(path):
                return self._open_with_passphrase(path)
            journal = open_journal(path, author=self._desk.settings.author) if ahead is None else ahead.journal()
        except LockedJournal as problem:
            return self._open_locked(path, problem)
        except DamagedJournal:
            return self._desk.damage.offer(path, None)
        except Problem as problem:
            if not path.exists():
                self._desk.set_settings(self._desk.settings.without_recent(path))
            tell(self._desk.window, say_problem(problem))
            return False
        self._take(journal)
        return True

    def _open_with_passphrase(self, path: Path) -> bool:
        if is_held(path) and ring(path):  # the window that has it open came forward: nothing to type
            if self._desk.view is None:
                self._desk.window.close()
            return False
        kept, note = self._desk.secrecy.recall(path)
        if kept is not None:
            try:
                self._take(open_journal(path, kept, self._desk.settings.author), kept)
                return True
            except LockedJournal as problem:
                return self._open_locked(path, problem, kept)
            except (WrongPassphrase, DamagedJournal):
                pass  # what can be done about damage needs the passphrase itself
        dialog = PassphraseDialog(path, self._desk.settings.author, self._desk.window)
        if note:
            dialog.say(note)
        dialog.exec()
        journal, passphrase, is_damaged = dialog.journal, dialog.passphrase, dialog.is_damaged
        locked = dialog.locked
        dialog.deleteLater()
        if is_damaged:
            return self._desk.damage.offer(path, passphrase)
        if locked is not None:
            return self._open_locked(path, locked, passphrase)
        if journal is not None:
            self._take(journal, passphrase)
        return journal is not None

    def _open_locked(
        self, path: Path, problem: Problem, passphrase: str | None = None, *, ask_others: bool = True
    ) -> bool:
        """Bring the window forward that has *path* open; where there is none here, offer to look at it only."""
        if ask_others and not isinstance(problem, LockedElsewhere) and ring(path):
            if self._desk.view is None:
                self._desk.window.close()
            return False
        if not ask(self._desk.window, say_problem(problem), _("Look at it only"), _("Leave it")):
            return False
        try:
            self._take(open_journal(path, passphrase, read_only=True), passphrase)
        except Problem as other:
            tell(self._desk.window, say_problem(other))
            return False
        return True

    def open_saved(self, path: Path, passphrase: str | None) -> None:
        """Open a file that was just made, with the passphrase it was made with."""
        try:
            self._take(open_journal(path, passphrase, author=self._desk.settings.author), passphrase)
        except Problem as problem:
            tell(self._desk.window, say_problem(problem))

    def look_only(self) -> None:
        """Show the open journal for reading only: another computer writes it by now."""
        if self._desk.view is None:
            return
        path, passphrase = self._desk.view.live.read.path, self._desk.passphrase
        self._desk.close_journal()
        self._desk.show_welcome()
        self._open_locked(path, Problem(_TAKEN_OVER), passphrase, ask_others=False)

    def open_sample(self) -> None:
        """Open the made-up journal in a place that is emptied afterwards."""
        from journal.actions.sample.writing import write_sample  # few starts need the story

        folder = tempfile.TemporaryDirectory(prefix="treatment-journal-")
        name = _("Sample")
        try:
            journal = write_sample(Path(folder.name) / f"{name}{SUFFIX}", self._desk.today())
        except Problem as problem:
            folder.cleanup()
            tell(self._desk.window, say_problem(problem))
            return
        self._take(journal, sample_folder=folder)
