"""Bringing a copy back in the window: the journal is closed, the file set aside, the copy opened; and back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journal.domain.problems import Problem
from journal.store.journal import Journal
from journal.store.opening import open_journal, salt_of
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.messages import tell
from journal.ui.opening_frame import OpeningFrame
from journal.ui.unkept import may_leave

if TYPE_CHECKING:
    from journal.ui.desk import Desk  # the desk owns this

Take = Callable[[Journal, str | None], object]


class Restoring(QObject):
    """Brings copies back on *desk*.  *take* shows an opened journal there, *key* answers with its passphrase."""

    def __init__(self, desk: Desk, take: Take, key: Callable[[], str | None]) -> None:
        super().__init__(desk)
        self._desk, self._take, self._key = desk, take, key
        self._key_of_aside: tuple[Path, str | None] | None = None

    def open_dialog(self) -> None:
        """Let the person choose a copy of the open journal, and bring it back."""
        from journal.ui.copying.restore_dialog import RestoreDialog  # few starts need it

        desk = self._desk
        if desk.view is None or desk.copies is None or desk.view.live.is_read_only:
            return
        desk.view.finish()
        journal, log = desk.view.live.read, desk.copies.log
        dialog = RestoreDialog(journal, log, desk.background, self._key(), desk.window)
        dialog.wanted.connect(self.bring_back)
        dialog.open()

    def go_back(self) -> None:
        """Bring back the file that the last restore set aside; where its passphrase is not known, ask for it."""
        desk = self._desk
        if desk.copies is None or desk.view is None or not desk.copies.log.aside:
            return
        aside = Path(desk.copies.log.aside)
        known = self._key_of_aside
        if known is not None and known[0] == aside:
            self.bring_back(aside, known[1])
        elif _have_the_same_key(aside, desk.view.live.read.path):
            self.bring_back(aside, self._key())
        else:
            self.open_dialog()

    def bring_back(self, copy: Path, passphrase: str | None) -> None:
        """Put *copy*, which *passphrase* opens, in the place of the open journal."""
        desk = self._desk
        if desk.view is None or desk.view.live.is_read_only or not may_leave(desk.window):
            return
        path, before, page = desk.view.live.read.path, self._key(), desk.view.page_key
        desk.close_journal()
        desk.secrecy.comes_back()

        def failed(problem: Problem) -> None:
            self._reopen(path, before, page)
            tell(desk.window, say_problem(problem))

        self._put(copy, path, passphrase, before, page, failed)

    def replace_damaged(self, path: Path, copy: Path, passphrase: str | None) -> None:
        """Put *copy* in the place of *path*, which is damaged and is set aside as it is; then open it."""
        desk = self._desk
        desk.close_journal()

        def failed(problem: Problem) -> None:
            desk.show_welcome()
            tell(desk.window, say_problem(problem))

        self._put(copy, path, passphrase, None, "", failed)

    def _put(
        self,
        copy: Path,
        path: Path,
        passphrase: str | None,
        before: str | None,
        page: str,
        failed: Callable[[Problem], object],
    ) -> None:
        from journal.actions.backups import bring_back  # with all that copies

        desk, now = self._desk, self._desk.now()
        desk.window.put_in(OpeningFrame(path))

        def done(aside: Path | None) -> None:
            if self._reopen(path, passphrase, page) and desk.view is not None and desk.copies is not None:
                self._key_of_aside = (aside, before) if aside is not None else None
                desk.copies.remember_aside(aside)
                back = _("Go back to the file from before")
                desk.view.toast.say(_("The copy was brought back."), undo=back, do=self.go_back)

        def refused(error: Exception) -> None:
            if not isinstance(error, Problem):
                desk.show_welcome()
                raise error
            failed(error)

        desk.background.run(
            lambda _progress: bring_back(copy, path, now, passphrase), done, owner=desk, failed=refused, writes=True
        )

    def _reopen(self, path: Path, passphrase: str | None, page: str) -> bool:
        desk = self._desk
        try:
            journal = open_journal(path, passphrase, author=desk.settings.author)
        except Problem as problem:
            desk.show_welcome()
            tell(desk.window, say_problem(problem))
            return False
        self._take(journal, passphrase)
        if desk.view is not None:
            desk.view.go_to(page)
        return True


def _have_the_same_key(one: Path, other: Path) -> bool:
    try:
        return salt_of(one) == salt_of(other)
    except Problem:
        return False
