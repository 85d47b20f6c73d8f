"""Shows the window; the only place besides the command line where all parts meet."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journal import settings as remembered
from journal.text.language import _
from journal.ui.faults import Faults
from journal.ui.garbage import collect_on_this_thread
from journal.ui.main_window import MainWindow
from journal.ui.opening_frame import OpeningFrame
from journal.ui.theme.fonts import load_others
from journal.ui.theme.icons import icon
from journal.ui.widgets.focus_ring import FocusRings

DONE: Final = 0
REFUSED: Final = 1


def has_screen() -> bool:
    """Say whether a window can be shown here: without a screen, Qt would end the program without a word to us."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None = None) -> int:
    """Show the window with the journal at *path* (the last one, if None; the welcome without one) until it closes."""
    if not has_screen():
        sys.stderr.write(
            _("There is no screen here, so no window can open. Without one, use: {calls}. See --help.").format(
                calls="new, add, report, explain, import, export, check, backup"
            )
            + "\n"
        )
        return REFUSED
    application = make_application()
    faults = Faults()
    faults.install()
    window = MainWindow(remembered.load())
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: window.follow_system())
    window.setWindowIcon(icon("bookmark-simple-fill", "accent", 64))
    first = path.absolute() if path is not None else last_journal(window)
    frame = OpeningFrame(first)
    frame.painted.connect(lambda: fill(window, first, frame))
    window.put_in(frame)
    window.show()
    return application.exec()


def make_application() -> QApplication:
    """Return the application, dressed for the window."""
    QGuiApplication.setDesktopFileName("treatment-journal")
    application = QApplication([sys.argv[0]])
    application.setApplicationName("treatment-journal")
    application.setApplicationDisplayName(_("Treatment Journal"))
    application.setStyle("Fusion")
    collect_on_this_thread()
    FocusRings(application)
    return application


def last_journal(window: MainWindow) -> Path | None:
    """Return the journal that was open last, if its file is still there."""
    last = next((Path(each) for each in window.settings.recent), None)
    return last if last is not None and last.is_file() else None


def fill(window: MainWindow, first: Path | None, frame: OpeningFrame) -> None:
    """Load what reads a journal, now that the frame stands, and open *first*; the welcome without one."""
    from journal.ui.desk import Desk  # SQLAlchemy and all pages' needs: more than half of a start

    load_others()
    desk = Desk(window)
    if first is None or not desk.open_path(first):
        if not window.isVisible():
            return  # another window has it open, and came forward
        desk.show_welcome()
    elif desk.view is not None and frame.turned_to:
        desk.view.go_to(frame.turned_to)
