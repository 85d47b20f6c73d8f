"""Catches what nobody foresaw: a calm dialog instead of a vanished window.  What the dialog needs loads with it."""

from __future__ import annotations

import sys
import threading
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from journal.domain.problems import Problem
from journal.ui.curtain import CURTAIN, main_window

if TYPE_CHECKING:
    from journal.ui.fault_dialog import FaultDialog

LAST_MESSAGES: Final = 20


class Faults(QObject):
    """Catches what reaches the top, on any thread, and shows one dialog at a time.

    A `Problem` that nobody caught is shown in its own words; it is the person's to mend.
    """

    met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messages: deque[str] = deque(maxlen=LAST_MESSAGES)
        self.dialog: FaultDialog | None = None
        self.met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's and Qt's own ways of reporting."""
        sys.excepthook = self._on_error
        threading.excepthook = lambda caught: self._on_error(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )
        qInstallMessageHandler(self._on_message)

    def _on_error(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, Problem) and sys.stderr is not None:
            from journal.ui.fault_dialog import report_of

            print(report_of(error), file=sys.stderr)  # noqa: T201 - for whoever started it from a terminal
        self.met.emit(error)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        # Qt's own words may name files of the person, so only how bad it was and its first words are kept.
        self.messages.append(f"{kind.name}: {' '.join((text or '').split()[:4])}")
        if kind is QtMsgType.QtFatalMsg and sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201

    def _show(self, error: BaseException) -> None:
        if self.dialog is not None and (self.dialog.isVisible() or CURTAIN.is_waiting(self.dialog)):
            return
        parent = QApplication.activeWindow() or main_window()  # another program may be in front
        if isinstance(error, Problem):
            from journal.text.sayings import say_problem
            from journal.ui.messages import tell

            tell(parent, say_problem(error))
            return
        from journal.ui.fault_dialog import FaultDialog, report_of

        self.dialog = FaultDialog(report_of(error, tuple(self.messages)), parent)
        self.dialog.open()
