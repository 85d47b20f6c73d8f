"""What the window does about the passphrase of the open journal: checks, changes and remembers it, and locks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.actions import keeping
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem
from journal.settings import Settings
from journal.store.journal import Journal
from journal.store.keys import Key, key_of
from journal.store.opening import open_journal, salt_of
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.attachments.opened_files import OPENED
from journal.ui.background import Progress
from journal.ui.locking.aside import NoAnswer, answer_of
from journal.ui.locking.away import AwayWatch
from journal.ui.messages import tell
from journal.ui.unkept import unkept_in

if TYPE_CHECKING:
    from journal.actions.earlier_keys import EarlierKeys
    from journal.ui.desk import Desk  # the desk owns it
    from journal.ui.locking.cover import Cover  # a start does not lock
    from journal.ui.locking.lock_page import LockPage

T = TypeVar("T")

SECONDS_A_MINUTE: Final = 60.0
KEYRING_PATIENCE_S: Final = 60.0  # the system may ask its owner for a password first


@dataclass(frozen=True)
class Changed:
    """How a change of the passphrase went: what went wrong, if it did; else the copies that the old one still opens.

    *away* is the folder with more of them that could not be looked into.  *earlier* are those from before: neither the
    old passphrase nor the new one is theirs.
    """

    problem: Problem | None = None
    copies: tuple[Path, ...] = ()
    away: Path | None = None
    earlier: EarlierKeys | None = None


class Secrecy(QObject):
    """Belongs to the desk.  `turned` comes when the window locks or opens again."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._salt = b""
        self._key: Key | None = None  # worked out when it is first compared, which takes a moment
        self._cover: Cover | None = None
        self._page: LockPage | None = None
        self._is_changing = False
        self._was_away = False  # while the journal was closed for a moment
        self.watch = AwayWatch(self)
        self.watch.away.connect(self.lock)
        desk.window.settings_changed.connect(self._on_settings)

    # The open journal

    def opened(self) -> None:
        """A journal was opened: lock it when nobody is there, if it has a passphrase."""
        self.watch.stop()
        if self.has_passphrase and self._desk.view is not None:
            self._salt = salt_of(self._desk.view.live.read.path)
        self._watch_on()
        if self._was_away:
            self._was_away = False
            self.lock()

    def comes_back(self) -> None:
        """The journal was closed and is shown again soon: where nobody is there by then, it comes back locked."""
        self.watch.start(self._desk.settings.lock_after * SECONDS_A_MINUTE)

    def closed(self) -> None:
        """The journal was closed: nothing of it is watched, covered or known any more."""
        self.watch.stop()
        self._salt, self._key, self._was_away = b"", None, False
        if self._cover is not None:
            self._cover.drop()
            self._cover = self._page = None

    @property
    def has_passphrase(self) -> bool:
        """Say whether the open journal has a passphrase."""
        return self._desk.passphrase is not None

    @property
    def may_change(self) -> bool:
        """Say whether the passphrase can be changed here: not while reading only, not that of the made-up journal."""
        view = self._desk.view
        return view is not None and not view.live.is_read_only and not self._desk.is_sample

    def is_right(self, typed: str) -> bool:
        """Say whether *typed* is the passphrase of the open journal, or its key.

        It is compared with what opened the file, so that this needs no stick that was pulled out meanwhile.
        """
        import hmac  # a start compares nothing

        held = self._desk.passphrase
        if held is None:
            return not typed
        if hmac.compare_digest(typed.encode("utf-8", "surrogatepass"), held.encode("utf-8", "surrogatepass")):
            return True
        if self._key is None:
            self._key = key_of(held, self._salt)
        return hmac.compare_digest(self._key.key_hex, key_of(typed, self._salt).key_hex)

    # Locking

    @property
    def is_locked(self) -> bool:
        """Say whether the window is locked."""
        return self._cover is not None

    def lock(self) -> None:
        """Show nothing of the journal until the passphrase is typed; what is typed is written down or kept."""
        from journal.ui.locking.cover import Cover
        from journal.ui.locking.lock_page import LockPage

        view = self._desk.view
        if view is None:
            self._was_away = True
        if view is None or self.is_locked or not self.has_passphrase:
            return
        self.watch.stop()
        OPENED.clear()  # readable copies that other programs show
        self._desk.background.forget_drawings()
        view.finish()
        path = view.live.read.path
        page = LockPage(path.name, self.is_right)
        page.opened.connect(self._unlock)
        page.left.connect(self._leave)
        self._page = page
        self._cover = Cover(self._desk.window, page)
        self._desk.window.setWindowTitle(path.name)
        page.field.setFocus()
        self.turned.emit()

    def keeps_covered(self, view: QWidget) -> bool:
        """Say whether the window is locked, so that *view* waits behind the cover."""
        if self._cover is not None:
            self._cover.take(view)
        return self.is_locked

    def _unlock(self) -> None:
        if self._cover is None:
            return
        self._cover.lift()
        self._cover = self._page = None
        self._watch_on()
        self.turned.emit()

    def _leave(self) -> None:
        if self.may_leave():
            self._desk.back_to_welcome()

    def may_leave(self) -> bool:
        """Say whether the journal can be closed; a form that was open when it locked is not to be lost."""
        if self._is_changing:
            return False
        if self._cover is None or self._page is None:
            return True
        view = self._desk.view
        if self._cover.has_open_forms or (view is not None and unkept_in(view) is not None):
            self._page.say(_("Something is still open behind this. Unlock first, so that nothing is lost."))
            return False
        return True

    def refuse_files(self) -> bool:
        """Say whether the window is locked and takes no files; the person is told."""
        if self._page is not None:
            self._page.say(_("Unlock first. Then drop the file once more."))
        return self.is_locked

    def _watch_on(self) -> None:
        if self.has_passphrase and not self.is_locked:
            self.watch.start(self._desk.settings.lock_after * SECONDS_A_MINUTE)

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.lock_after != after.lock_after and self.watch.is_watching:
            self._watch_on()

    # Remembering on this computer

    @property
    def is_remembered(self) -> bool:
        """Say whether the system's keyring has the key of the open journal."""
        return self._salt.hex() in self._desk.settings.remembered

    def remember(self, on: bool) -> Problem | None:
        """Keep the key in the system's keyring, or take it out; return what stood in the way."""
        view, held = self._desk.view, self._desk.passphrase
        if view is None or held is None:
            return None
        path, mark = view.live.read.path, self._salt.hex()
        try:
            if on:
                _ask(lambda: keeping.remember(path, held))
            else:
                self._note(mark, False)  # what is kept there is not used any more, even if it cannot be taken out
                _ask(lambda: keeping.forget(mark))
        except Problem as problem:
            return problem
        if on:
            self._note(mark, True)
        return None

    def recall(self, path: Path) -> tuple[str | None, str]:
        """Return what opens *path* without asking, if that is kept; and a sentence where the keyring did not answer."""
        mark = salt_of(path).hex()
        if mark not in self._desk.settings.remembered:
            return None, ""
        try:
            kept = _ask(lambda: keeping.recall(mark))
        except Problem as problem:
            return None, say_problem(problem)
        if kept is None:
            self._note(mark, False)
        return kept, ""

    def _note(self, mark: str, is_kept: bool) -> None:
        settings = self._desk.settings
        others = tuple(each for each in settings.remembered if each != mark)
        self._desk.window.remember(replace(settings, remembered=(mark, *others) if is_kept else others))

    # Changing

    def change(self, new: str | None, done: Callable[[Changed], object]) -> None:
        """Give the open journal the passphrase *new* (None: none), then show it again, and call *done*.

        The file is closed meanwhile: it is a copy under the new key that takes its place when it is whole.  The copies
        on closing would open with the old one; they are made afterwards instead, and open with the new one.
        """
        from journal.actions.copy_log import folder_away  # with all that copies
        from journal.actions.earlier_keys import copies_under_earlier_keys
        from journal.store.passphrase import change_passphrase

        desk, view, keeper = self._desk, self._desk.view, self._desk.copies
        if view is None or keeper is None or self._is_changing:
            return
        path, old, author = view.live.read.path, desk.passphrase, desk.settings.author
        was_remembered, mark, log = self.is_remembered, self._salt.hex(), keeper.log
        try:
            keeper.skips_last = True
            desk.close_journal()
        except Problem as problem:
            done(Changed(problem))
            return
        self._is_changing = True
        self.comes_back()
        ground = QWidget()  # what shows a closed journal must not read it again
        ground.setProperty("ground", "page")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk.window.put_in(ground)
        desk.menus.offer()

        def work(_progress: Progress) -> tuple[Journal, Changed]:
            try:
                copies = change_passphrase(path, old, new, log.all_folders())
            except Problem as problem:
                return open_journal(path, old, author), Changed(problem)
            earlier = copies_under_earlier_keys(path, log.all_folders()).without(copies)
            return open_journal(path, new, author), Changed(copies=copies, away=folder_away(log), earlier=earlier)

        def finished(result: tuple[Journal, Changed]) -> None:
            journal, changed = result
            self._is_changing = False
            desk.take(journal, new if changed.problem is None else old, "settings")
            if desk.copies is not None and changed.problem is None:
                desk.copies.copy_anew()
            if was_remembered and changed.problem is None:
                self._renew(mark)
            done(changed)

        def failed(error: Exception) -> None:
            self._is_changing = False
            desk.show_welcome()
            if not isinstance(error, Problem):
                raise error
            done(Changed(error))

        desk.background.run(work, finished, owner=self, failed=failed, writes=True)

    def say(self, words: str) -> None:
        """Show *words* for a while, in the journal that is open now."""
        if self._desk.view is not None:
            self._desk.view.say(words)

    def tell(self, words: str) -> None:
        """Show *words* until the person closes them."""
        tell(self._desk.window, words, _("Passphrase"))

    def _renew(self, old_mark: str) -> None:
        """Put the new key into the keyring in the place of the old; where that fails, it is simply asked for."""
        self._note(old_mark, False)
        if self.has_passphrase:
            self.remember(True)
        with contextlib.suppress(Problem):  # an entry that stays opens nothing any more but old copies
            _ask(lambda: keeping.forget(old_mark))


def _ask(work: Callable[[], T]) -> T:
    try:
        return answer_of(work, KEYRING_PATIENCE_S)
    except NoAnswer:
        raise keeping.SilentKeyring from None
