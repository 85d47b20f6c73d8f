"""Shows the window; the only place besides the command line where all parts meet."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import journal.ui  # isort: skip  # noqa: F401 - before PySide6: it says how that is imported

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journal.ui.main_window import MainWindow  # before other rooms: this one takes PySide6 out of the way of imports
from journal.ui.opening_frame import OpeningFrame

if TYPE_CHECKING:
    from journal.settings import Settings
    from journal.store.journal import Journal
    from journal.ui.background import Progress

AHEAD_MS: Final = 500  # until then the first page is laid out and painted
DONE: Final = 0
REFUSED: Final = 1


def has_screen() -> bool:
    """Say whether a window can be shown here: without a screen, Qt would end the program without a word to us."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None = None) -> int:
    """Show the window with the journal at *path* (the last one, if None; the welcome without one) until it closes."""
    from journal.settings import load
    from journal.text.language import _

    if not has_screen():
        sys.stderr.write(
            _("There is no screen here, so no window can open. Without one, use: {calls}. See --help.").format(
                calls="new, add, report, explain, import, export, check, backup"
            )
            + "\n"
        )
        return REFUSED
    application = make_application()
    settings = load()
    first = path.absolute() if path is not None else last_journal(settings)
    if first is None or not (settings.theme or settings.system_theme):
        window = MainWindow(settings)
        QTimer.singleShot(0, window, lambda: fill(window, first, None))
    else:
        window = MainWindow(settings, dressed=False)
        frame = OpeningFrame(first)
        frame.painted.connect(lambda: fill(window, first, frame))
        window.put_in(frame)
    window.show()
    return application.exec()


def make_application() -> QApplication:
    """Return the application.  It finds its style as it begins: a later one would be a second."""
    from journal.text.language import _

    QGuiApplication.setDesktopFileName("treatment-journal")
    application = QApplication([sys.argv[0], "-style", "fusion"])
    application.setApplicationName("treatment-journal")
    application.setApplicationDisplayName(_("Treatment Journal"))
    return application


def finish_application(application: QApplication) -> QApplication:
    """Give *application* what its first frame does without: a collector, focus rings, all typefaces."""
    from journal.ui.garbage import collect_on_this_thread
    from journal.ui.theme.fonts import load_others
    from journal.ui.widgets.focus_ring import FocusRings

    load_others()
    collect_on_this_thread()
    FocusRings(application)
    return application


def last_journal(settings: Settings) -> Path | None:
    """Return the journal that was open last, if its file is still there."""
    last = next((Path(each) for each in settings.recent), None)
    return last if last is not None and last.is_file() else None


def equip(application: QApplication, window: MainWindow) -> None:
    """Give the program what it needs once its first frame stands: words for faults, the look."""
    from journal.ui.faults import Faults
    from journal.ui.theme.icons import icon
    from journal.ui.theme.look import system_theme

    Faults(application).install()
    finish_application(application)
    window.dress()
    if window.settings.system_theme != system_theme():
        window.remember(replace(window.settings, system_theme=system_theme()))
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: window.follow_system())
    window.setWindowIcon(icon("bookmark-simple-fill", "accent", 64, may_rest=False))


def fill(window: MainWindow, first: Path | None, frame: OpeningFrame | None) -> None:
    """Load what reads a journal, now that the frame stands, and open *first*; the welcome without one."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        equip(application, window)
    from journal.ui.opening_ahead import opened_ahead

    ahead = opened_ahead(first, window.settings.author)
    from journal.ui.desk import Desk  # all pages' needs: more than half of a start

    desk = Desk(window)
    if first is None or not desk.open_path(first, ahead):
        if not window.isVisible():
            return  # another window has it open, and came forward
        desk.show_welcome()
    elif desk.view is not None and frame is not None and frame.turned_to:
        desk.view.go_to(frame.turned_to)
    QTimer.singleShot(AHEAD_MS, window, lambda: load_ahead(window, desk.view.live.read if desk.view else None))


def load_ahead(window: MainWindow, journal: Journal | None) -> None:
    """Let the worker load the other pages while the person reads the first; they stand sooner when turned to.

    The first change of *journal* is made ready, too.
    """

    def load(progress: Progress) -> None:
        from journal.actions import quick_line  # noqa: F401 - the first key needs it
        from journal.ui.attachments.opened_files import remove_left
        from journal.ui.pages import PAGES

        for entry in PAGES:
            progress.check()
            entry.load()
        if journal is not None:
            journal.make_ready()
        remove_left()

    window.background.run(load, lambda _loaded: None, owner=window, key="pages")
