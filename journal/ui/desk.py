"""What lies on the desk: the welcome, or one open journal; opening, switching, copying and closing them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from journal.domain.problems import Problem
from journal.settings import Settings
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.attachments.opened_files import OPENED
from journal.ui.background import Background, Progress
from journal.ui.copying.beginning import Copying
from journal.ui.copying.damage import Damage
from journal.ui.copying.restoring import Restoring
from journal.ui.garbage import let_go_soon
from journal.ui.history.looking_back import LookingBack
from journal.ui.importing.drops import FileDrops
from journal.ui.journal_view import JournalView
from journal.ui.live_journal import LiveJournal
from journal.ui.locking.secrecy import Secrecy
from journal.ui.main_window import MainWindow
from journal.ui.messages import tell
from journal.ui.opening import Opening
from journal.ui.places import SUFFIX, documents_folder
from journal.ui.single_instance import Doorbell
from journal.ui.unkept import may_leave
from journal.ui.window_menus import WindowMenus

if TYPE_CHECKING:
    from journal.ui.copying.keeper import CopyKeeper
    from journal.ui.opening_ahead import OpenedAhead
    from journal.ui.pages.welcome.page import WelcomePage
    from journal.ui.pages.welcome.start_form import FirstAnswers


class Desk(QObject):
    """Puts the welcome or a journal into *window*, and has its menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.view: JournalView | None = None
        self.welcome: WelcomePage | None = None
        self._copying: Copying | None = None  # not of the sample, nor of what is open for reading only
        self._passphrase: str | None = None
        self._sample_folder: tempfile.TemporaryDirectory[str] | None = None
        self._doorbell: Doorbell | None = None
        self.opening = Opening(self, self._take)
        self.restoring = Restoring(self, self._take, lambda: self._passphrase)
        self.damage = Damage(self)
        self.looking_back = LookingBack(self, self._show)
        self.secrecy = Secrecy(self)
        self._has_shown = False  # a view or the welcome; the window's first frame holds next to nothing
        self.menus = WindowMenus(self)
        self.secrecy.turned.connect(self._on_turned)
        self._drops = FileDrops(window, self.take_dropped)

        window.tenant = self
        window.settings_changed.connect(self._on_settings)

    # What a view asks of the window around it

    @property
    def background(self) -> Background:
        """The worker for slow work."""
        return self.window.background

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""
        return self.window.settings

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*, and look like it."""
        self.window.set_settings(settings)

    @property
    def passphrase(self) -> str | None:
        """What opened the journal: its passphrase, or its key out of the keyring; None where it has none."""
        return self._passphrase

    @property
    def is_sample(self) -> bool:
        """Say whether the made-up journal is open."""
        return self._sample_folder is not None

    @property
    def copies(self) -> CopyKeeper | None:
        """Who keeps copies of the open journal; nobody for the sample, and for what is open for reading only."""
        return self._copying.keeper if self._copying is not None else None

    @property
    def has_copies(self) -> bool:
        """Say whether copies are kept of the open journal."""
        return self._copying is not None

    def now(self) -> datetime:
        """This moment, on the person's own clock."""
        return self.window.now()

    def today(self) -> date:
        """Today's date."""
        return self.window.today()

    def may_leave(self) -> bool:
        """Ask about what is typed and not kept, in what is open or over it; say whether it may go."""
        return (self.view is None and self.welcome is None) or may_leave(self.window)

    def allows(self, settings: Settings) -> bool:
        """Ask before forms are built anew in another language; False where the person goes on typing."""
        is_other = settings.language != self.settings.language
        return not is_other or self.secrecy.is_locked or self.may_leave()

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if after.language != before.language:
            self.menus.build()
            if self.view is not None:
                self.view.finish()
                self._show(self.view.live, self.view.page_key)
            else:
                self.show_welcome()
        elif self.welcome is not None:
            self.welcome.show_settings(after)

    # Opening and closing journals

    def show_welcome(self) -> None:
        """Show the welcome page."""
        from journal.ui.pages.welcome.page import WelcomePage  # most starts have a journal

        self.secrecy.closed()
        self.welcome = WelcomePage(self.settings, self.set_settings, self.today)
        self.welcome.open_wanted.connect(self.choose_and_open)
        self.welcome.recent_wanted.connect(lambda path: self.open_path(Path(path)))
        self.welcome.sample_wanted.connect(self.open_sample)
        self.welcome.answered.connect(self.start)
        self._put_in(self.welcome)
        self.window.setWindowTitle(_("Treatment Journal"))

    def start(self, answers: FirstAnswers) -> bool:
        """Make a journal with the first answers in it, and open it."""
        try:
            journal = create(answers.path, answers.passphrase, author=self.settings.author)
        except Problem as problem:
            tell(self.window, say_problem(problem))
            return False
        self._take(journal, answers.passphrase)
        if answers.records and self.view is not None:
            self.view.write(_("First entries"), lambda draft: draft.save_all(answers.records))
        return True

    def choose_and_open(self) -> None:
        """Let the person choose a file, and open it."""
        from PySide6.QtWidgets import QFileDialog  # and with it, more lists of names than a start needs

        last = next((Path(path).parent for path in self.settings.recent), documents_folder())
        kinds = _("Journals (*{suffix});;All files (*)").format(suffix=SUFFIX)
        chosen, _filter = QFileDialog.getOpenFileName(self.window, _("Open a journal"), str(last), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def choose_and_start(self) -> None:
        """Go to the four questions of a new journal."""
        if not self.may_leave():
            return
        self.close_journal()
        self.show_welcome()
        if self.welcome is not None:
            self.welcome.start.click()

    def open_path(self, path: Path, ahead: OpenedAhead | None = None) -> bool:
        """Open the journal at *path*, with its passphrase if it has one; say what stands in the way."""
        return self.opening.open_path(path, ahead)

    def open_saved(self, path: Path, passphrase: str | None) -> None:
        """Open a file that was just made, with the passphrase it was made with."""
        self.opening.open_saved(path, passphrase)

    def open_sample(self) -> None:
        """Open the made-up journal in a place that is emptied afterwards."""
        self.opening.open_sample()

    def take(self, journal: Journal, passphrase: str | None, page: str) -> None:
        """Show *journal*, which was opened with *passphrase*, and turn to *page*."""
        self._take(journal, passphrase)
        if self.view is not None:
            self.view.go_to(page)

    def _take(
        self,
        journal: Journal,
        passphrase: str | None = None,
        sample_folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        """Show *journal*, which was opened, instead of what is shown; a locked window stays locked."""
        was_locked = self.secrecy.is_locked
        self.close_journal()
        self._passphrase, self._sample_folder = passphrase, sample_folder
        if sample_folder is None:
            recent = self.settings.with_recent(journal.path)
            if recent != self.settings:  # the same as last time: most starts
                self.window.remember(recent)
        if not journal.is_read_only:
            self._doorbell = Doorbell(journal.path, parent=self)
            self._doorbell.rung.connect(self.window.come_forward)
        live = LiveJournal(journal)
        if sample_folder is None and not journal.is_read_only:
            self._copying = Copying(self, live, lambda: self._passphrase)
        self._show(live)
        self.secrecy.opened()
        if was_locked:
            self.secrecy.lock()

    def say(self, words: str) -> None:
        """Show *words* for a while, where a journal is open."""
        if self.view is not None:
            self.view.say(words)

    def _show(self, live: LiveJournal, page: str = "") -> None:
        self.view = JournalView(live, self.looking_back.shell, self.edit_care_sheet)
        self.looking_back.dress(self.view)
        self.welcome = None
        self._put_in(self.view)
        self.view.go_to(page)
        self.view.renamed.connect(self._say_whose)
        self._say_whose()

    def _say_whose(self) -> None:
        if self.view is not None and not self.secrecy.is_locked:
            name = self.view.live.read.path.stem  # other programs read titles: no name but the file's
            sample = _("{journal} (sample)").format(journal=name)
            self.window.setWindowTitle(sample if self._sample_folder is not None else name)

    def _on_turned(self) -> None:
        """The window was locked, or opened again."""
        if not self.secrecy.is_locked:
            self._say_whose()
        self.menus.offer()

    def _put_in(self, widget: QWidget) -> None:
        if self._has_shown:
            let_go_soon()
        self._has_shown = True
        if not self.secrecy.keeps_covered(widget):
            self.window.put_in(widget)
        self.menus.refresh()

    def close_journal(self, *, for_good: bool = False) -> None:
        """Close the journal that is open; what is typed is written down first, and what is new is copied afterwards.

        *for_good*: the program ends, so the copying is waited for, with the window out of sight.
        """
        self.looking_back.back()
        OPENED.clear()
        if self.view is None:
            return
        self.background.forget_drawings()
        self.view.finish()
        copying = self.copies.closing() if self.copies is not None else None
        self.view.close_journal()
        self.secrecy.closed()
        self.view = None
        if self._copying is not None:
            self._copying.deleteLater()
            self._copying = None
        if copying is not None and for_good:
            self.window.hide()
            copying()
        elif copying is not None:
            self.background.run(lambda _progress: copying(), lambda _made: None, owner=self)
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None
        if self._sample_folder is not None:
            self._sample_folder.cleanup()
            self._sample_folder = None
        self._passphrase = None

    def back_to_welcome(self) -> None:
        """Close the journal, and show the welcome page."""
        if not self.may_leave():
            return
        self.close_journal()
        self.show_welcome()

    def save_copy(self) -> None:
        """Copy the open journal into a folder that the person chooses, and read the copy back."""
        from PySide6.QtWidgets import QFileDialog  # and with it, more lists of names than a start needs

        if self.view is None:
            return
        chosen = QFileDialog.getExistingDirectory(self.window, _("Where to put the copy"), str(documents_folder()))
        if not chosen:
            return
        from journal.store.backup import backup

        self.view.finish()
        view, path, passphrase, now = self.view, self.view.live.read.path, self._passphrase, self.now()

        def work(_progress: Progress) -> Path:
            return backup(path, Path(chosen), now, passphrase)

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            tell(self.window, say_problem(error))

        self.background.run(
            work,
            lambda copy: view.say(_("A copy lies in {folder}: {file}").format(folder=copy.parent.name, file=copy.name)),
            owner=view,
            failed=failed,
            writes=True,
        )

    def choose_and_import(self) -> None:
        """Let the person choose files of results, and take them over."""
        from PySide6.QtWidgets import QFileDialog  # and with it, more lists of names than a start needs

        if self.view is None or self.view.live.is_read_only:
            return
        kinds = _("Files of results (*.json *.csv *.tsv *.txt);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileNames(self.window, _("Import results"), str(documents_folder()), kinds)
        self.import_files([Path(path) for path in chosen])

    def take_dropped(self, files: Sequence[Path]) -> None:
        """Open a journal that was dropped on the window; take over what other files hold."""
        if self.secrecy.refuse_files():
            return
        if files[0].suffix == SUFFIX:
            self.open_path(files[0])
        elif self.view is None:
            tell(self.window, _("Open your journal first. Then drop the file once more."))
        elif self.view.live.is_read_only:
            tell(self.window, _("This journal is open for reading only. Nothing can be taken over."))
        elif not self.view.take_files(files):
            self.import_files(files)

    def import_files(self, files: Sequence[Path]) -> None:
        """Take over *files*, one after the other, each after its preview."""
        from journal.ui.importing.dialog import ImportDialog  # and with it all that reads foreign files

        if not files or self.view is None:
            return
        self.view.finish()
        dialog = ImportDialog(self.view.live, self.view, files[0], self.window)
        dialog.finished.connect(lambda _result: self.import_files(files[1:]))
        dialog.open()

    def edit_care_sheet(self) -> None:
        """Let the person write down their team's number and limits."""
        from journal.ui.care_sheet_dialog import CareSheetDialog  # not before someone wants it

        if self.view is not None and not self.view.live.is_read_only:
            dialog = CareSheetDialog(self.view.live, self.today, self.view.write, self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        if self.view is not None:
            self.view.finish()

    def leave(self) -> bool:
        """Close the journal; say what stands in the way, and stay, where that fails."""
        if not self.secrecy.may_leave() or not self.may_leave():
            return False
        try:
            self.close_journal(for_good=True)
        except Problem as problem:
            tell(self.window, say_problem(problem))
            return False
        return True
