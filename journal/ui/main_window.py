"""The window: the welcome or an open journal in it, files, settings, menus and shortcuts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget

from journal.actions.sample.writing import write_sample
from journal.domain.problems import Problem
from journal.settings import TEXT_SIZES, Place, Settings, save
from journal.store.backup import backup
from journal.store.faults import LockedJournal
from journal.store.journal import Journal
from journal.store.opening import create, needs_passphrase, open_journal
from journal.text.language import _, current_language, set_language
from journal.text.sayings import say_problem
from journal.ui.background import Background, Progress
from journal.ui.care_sheet_dialog import CareSheetDialog
from journal.ui.faults import ask, tell
from journal.ui.journal_view import JournalView
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.welcome.page import WelcomePage
from journal.ui.pages.welcome.start_form import SUFFIX, FirstAnswers, documents_folder
from journal.ui.passphrase import PassphraseDialog
from journal.ui.single_instance import Doorbell, ring
from journal.ui.theme.look import look, system_theme
from journal.ui.window_menus import WindowMenus

SMALLEST: Final = QSize(1024, 700)
USUAL: Final = QSize(1280, 860)


def this_moment() -> datetime:
    """Return the time on the person's own clock."""
    return datetime.now().astimezone()


class MainWindow(QMainWindow):
    """The one window.  *keep* writes settings down; *clock* answers with the person's own time when asked."""

    def __init__(
        self,
        settings: Settings,
        *,
        keep: Callable[[Settings], object] = save,
        clock: Callable[[], datetime] = this_moment,
    ) -> None:
        super().__init__()
        self._settings, self._keep, self._clock = settings, keep, clock
        self.background = Background()
        self.view: JournalView | None = None
        self.welcome: WelcomePage | None = None
        self._passphrase: str | None = None
        self._sample_folder: tempfile.TemporaryDirectory[str] | None = None
        self._doorbell: Doorbell | None = None
        self.setMinimumSize(SMALLEST)
        self.menus = WindowMenus(self)
        self._wear(settings)
        self._stand(settings.window)
        self.show_welcome()

    # What views ask of the window

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""
        return self._settings

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*, and look like it at once."""
        before, self._settings = self._settings, settings
        self._keep(settings)
        if settings.language != before.language:
            self._wear(settings)
            self._rebuild()
        elif (settings.theme, settings.text_size) != (before.theme, before.text_size):
            self._wear(settings)
        if self.view is None and settings != before:
            self.show_welcome()

    def now(self) -> datetime:
        """This moment, on the person's own clock."""
        return self._clock()

    def today(self) -> date:
        """Today's date."""
        return self._clock().date()

    def _wear(self, settings: Settings) -> None:
        language = settings.language or QLocale.system().name().partition("_")[0]
        if settings.language or current_language() == "en":
            set_language(language)
        look().choose(settings.theme or system_theme(), settings.text_size)  # type: ignore[arg-type]

    def follow_system(self) -> None:
        """Look as the system asks for, where the person chose nothing else."""
        if not self._settings.theme:
            look().choose(system_theme())

    def grow_text(self, steps: int) -> None:
        """Make text larger by *steps*, smaller where it is below zero; 0 is the usual size."""
        place = TEXT_SIZES.index(self._settings.text_size) + steps if steps else 0
        self.set_settings(replace(self._settings, text_size=TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, place))]))

    # Opening and closing journals

    def show_welcome(self) -> None:
        """Show the welcome page."""
        self.welcome = WelcomePage(self._settings, self.set_settings, self.today)
        self.welcome.open_wanted.connect(self.choose_and_open)
        self.welcome.recent_wanted.connect(lambda path: self.open_path(Path(path)))
        self.welcome.sample_wanted.connect(self.open_sample)
        self.welcome.answered.connect(self.start)
        self._put_in(self.welcome)
        self.setWindowTitle(_("Treatment Journal"))

    def start(self, answers: FirstAnswers) -> bool:
        """Make a journal with the first answers in it, and open it."""
        try:
            journal = create(answers.path, answers.passphrase, author=self._settings.author)
        except Problem as problem:
            tell(self, say_problem(problem))
            return False
        self._take(journal, answers.passphrase)
        if answers.records and self.view is not None:
            self.view.write(_("First entries"), lambda draft: draft.save_all(answers.records))
        return True

    def choose_and_open(self) -> None:
        """Let the person choose a file, and open it."""
        last = next((Path(path).parent for path in self._settings.recent), documents_folder())
        kinds = _("Journals (*{suffix});;All files (*)").format(suffix=SUFFIX)
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Open a journal"), str(last), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def choose_and_start(self) -> None:
        """Go to the four questions of a new journal."""
        self.close_journal()
        self.show_welcome()
        if self.welcome is not None:
            self.welcome.start.click()

    def open_path(self, path: Path) -> bool:
        """Open the journal at *path*, with its passphrase if it has one; say what stands in the way."""
        if self.view is not None and self.view.live.read.path == path:
            return True
        try:
            if needs_passphrase(path):
                return self._open_with_passphrase(path)
            journal = open_journal(path, author=self._settings.author)
        except LockedJournal as problem:
            return self._open_locked(path, problem)
        except Problem as problem:
            if not path.exists():
                self.set_settings(self._settings.without_recent(path))
            tell(self, say_problem(problem))
            return False
        self._take(journal)
        return True

    def _open_with_passphrase(self, path: Path) -> bool:
        dialog = PassphraseDialog(path, self._settings.author, self)
        dialog.exec()
        journal, passphrase = dialog.journal, dialog.passphrase
        dialog.deleteLater()
        if journal is not None:
            self._take(journal, passphrase)
        return journal is not None

    def _open_locked(self, path: Path, problem: Problem) -> bool:
        """Bring the window forward that has *path* open; where there is none, offer to read it only."""
        if ring(path):
            if self.view is None:
                self.close()
            return False
        if not ask(self, say_problem(problem), _("Open it for reading only"), _("Leave it")):
            return False
        try:
            self._take(open_journal(path, read_only=True))
        except Problem as other:
            tell(self, say_problem(other))
            return False
        return True

    def open_sample(self) -> None:
        """Open the made-up journal in a place that is emptied afterwards."""
        folder = tempfile.TemporaryDirectory(prefix="treatment-journal-")
        name = _("Sample")
        try:
            journal = write_sample(Path(folder.name) / f"{name}{SUFFIX}", self.today())
        except Problem as problem:
            folder.cleanup()
            tell(self, say_problem(problem))
            return
        self._take(journal, sample_folder=folder)

    def _take(
        self,
        journal: Journal,
        passphrase: str | None = None,
        sample_folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        """Show *journal*, which was opened, instead of what is shown."""
        self.close_journal()
        self._passphrase, self._sample_folder = passphrase, sample_folder
        if sample_folder is None:
            self._settings = self._settings.with_recent(journal.path)
            self._keep(self._settings)
        if not journal.is_read_only:
            self._doorbell = Doorbell(journal.path, parent=self)
            self._doorbell.rung.connect(self.come_forward)
        self._show(LiveJournal(journal))

    def _show(self, live: LiveJournal, page: str = "") -> None:
        self.view = JournalView(live, self, self.edit_care_sheet)
        self.welcome = None
        self._put_in(self.view)
        self.view.go_to(page)
        name = self.view.journal_name
        sample = _("{journal} (sample)").format(journal=name)
        self.setWindowTitle(sample if self._sample_folder is not None else name)
        self.menus.refresh()

    def _rebuild(self) -> None:
        """Make everything anew, in another language."""
        self.menus.build()
        if self.view is not None:
            self.view.finish()
            self._show(self.view.live, self.view.page_key)

    def _put_in(self, widget: QWidget) -> None:
        old = self.takeCentralWidget()
        self.setCentralWidget(widget)
        if old is not None:
            old.hide()
            old.deleteLater()
        self.menus.refresh()

    def close_journal(self) -> None:
        """Close the journal that is open; what is typed is written down first."""
        if self.view is None:
            return
        self.view.close_journal()
        self.view = None
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None
        if self._sample_folder is not None:
            self._sample_folder.cleanup()
            self._sample_folder = None
        self._passphrase = None

    def back_to_welcome(self) -> None:
        """Close the journal, and show the welcome page."""
        self.close_journal()
        self.show_welcome()

    def save_copy(self) -> None:
        """Copy the open journal into a folder that the person chooses, and read the copy back."""
        if self.view is None:
            return
        chosen = QFileDialog.getExistingDirectory(self, _("Where to put the copy"), str(documents_folder()))
        if not chosen:
            return
        self.view.finish()
        view, path, passphrase, now = self.view, self.view.live.read.path, self._passphrase, self.now()

        def work(_progress: Progress) -> Path:
            return backup(path, Path(chosen), now, passphrase)

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            tell(self, say_problem(error))

        self.background.run(
            work,
            lambda copy: view.say(_("A copy lies in {folder}: {file}").format(folder=copy.parent.name, file=copy.name)),
            owner=view,
            failed=failed,
        )

    def edit_care_sheet(self) -> None:
        """Let the person write down their team's number and limits."""
        if self.view is not None and not self.view.live.is_read_only:
            dialog = CareSheetDialog(self.view.live, self.today, self.view.write, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    # Standing and going

    def come_forward(self) -> None:
        """Stand before other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _stand(self, place: Place | None) -> None:
        screen = QGuiApplication.primaryScreen()
        free = screen.availableGeometry() if screen is not None else QRect(0, 0, USUAL.width(), USUAL.height())
        if place is None:
            self.resize(USUAL.boundedTo(free.size()))
            return
        wanted = QRect(place.x, place.y, place.width, place.height)
        if any(each.availableGeometry().intersects(wanted) for each in QGuiApplication.screens()):
            self.setGeometry(wanted)
        else:
            self.resize(wanted.size().boundedTo(free.size()))
        if place.is_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _place(self) -> Place:
        area = self.normalGeometry() if self.isMaximized() else self.geometry()
        return Place(area.x(), area.y(), area.width(), area.height(), self.isMaximized())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.view is not None:
            self.view.finish()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; what is typed is written down, or the window stays and says why not."""
        try:
            self.close_journal()
        except Problem as problem:
            tell(self, say_problem(problem))
            event.ignore()
            return
        self._settings = replace(self._settings, window=self._place())
        self._keep(self._settings)
        self.background.close()
        event.accept()
        QApplication.quit()
