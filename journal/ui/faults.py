"""What nobody foresaw: a calm dialog instead of a vanished window, with a report that holds nothing of the journal."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections import deque
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from journal.domain.problems import Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words

LAST_MESSAGES: Final = 20
PACKAGE: Final = Path(__file__).parents[1]


def report_of(error: BaseException, messages: tuple[str, ...] = ()) -> str:
    """Return what helps to mend *error*: versions, its kind and where it happened; never its text, which may quote."""
    try:
        own = version("treatment-journal")
    except PackageNotFoundError:
        own = "checkout"
    lines = [
        f"Treatment Journal {own}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}, {QGuiApplication.platformName()}",
    ]
    step: BaseException | None = error
    while step is not None:
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(step)]
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return "\n".join([*lines, *messages])


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False))


def _short(filename: str) -> str:
    """Return a file's place without the person's own folders."""
    path = Path(filename)
    if path.is_relative_to(PACKAGE.parent):
        return path.relative_to(PACKAGE.parent).as_posix()
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else path.name


class FaultDialog(QDialog):
    """Says that something went wrong in the program, that nothing is lost, and what to do."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Something went wrong"))
        self.setModal(True)
        self._details = Words(report, "small", "muted", selectable=True)
        self._details.hide()
        sentences = Column(
            Words(_("That did not work. The fault is in the program, not in what you did."), "h3"),
            Words(_("Nothing is lost: what you had written down is in your journal.")),
            Words(_("Try it once more. If it happens again, close the program and open it anew.")),
            Words(
                _("The report says where in the program it happened. It holds nothing of your journal."), tone="muted"
            ),
            gap=8,
        )
        head = Row(Picture("warning-circle", "caution", 28), sentences, gap=16)
        head.setStretch(1, 1)
        head.setAlignment(head.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr, arg-type]
        self.go_on = primary(_("Go on"), self.accept)
        self.copy = quiet(_("Copy the report"), self._copy, icon="clipboard-text")
        more = link(_("Show the report"), lambda: self._details.setVisible(self._details.isHidden()))
        self.setLayout(Column(head, Flow(self.go_on, self.copy, more, gap=12), self._details, gap=20, padding=24))
        self.setMinimumWidth(560)
        self.go_on.setDefault(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.set_text(_("Copied"))


class Faults(QObject):
    """Catches what reaches the top, on any thread, and shows one dialog at a time.

    A `Problem` that nobody caught is shown in its own words; it is the person's to mend.
    """

    met = Signal(object)

    def __init__(self) -> None:
        super().__init__()
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
            print(report_of(error), file=sys.stderr)  # noqa: T201 - for whoever started it from a terminal
        self.met.emit(error)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        # Qt's own words may name files of the person, so only how bad it was and its first words are kept.
        self.messages.append(f"{kind.name}: {' '.join((text or '').split()[:4])}")
        if kind is QtMsgType.QtFatalMsg and sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201

    def _show(self, error: BaseException) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        parent = QApplication.activeWindow()
        if isinstance(error, Problem):
            tell(parent, say_problem(error))
            return
        self.dialog = FaultDialog(report_of(error, tuple(self.messages)), parent)
        self.dialog.open()


def tell(parent: QWidget | None, words: str, title: str = "") -> None:
    """Show *words* about something that the person can mend, until they close it."""
    Message(words, title, parent).open()


class Message(QDialog):
    """A few words that the person closes; with *yes*, a question."""

    def __init__(
        self, words: str, title: str = "", parent: QWidget | None = None, *, yes: str = "", no: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title or _("Treatment Journal"))
        self.words = Words(words, selectable=True)
        self.setAccessibleDescription(words)
        icon = "question" if yes else "info"
        line = Row(Picture(icon, "accent", 28), self.words, gap=16)
        line.setStretch(1, 1)
        buttons = [primary(yes or _("Close"), self.accept)]
        if yes:
            buttons.append(quiet(no or _("Cancel"), self.reject))
        head = [Words(title, "h3")] if title else []
        self.setLayout(Column(*head, line, Flow(*buttons, gap=12), gap=20, padding=24))
        self.setMinimumWidth(480)
        buttons[0].setDefault(True)


def ask(parent: QWidget | None, words: str, yes: str, no: str = "", title: str = "") -> bool:
    """Ask a question, and say whether the answer was *yes*."""
    question = Message(words, title, parent, yes=yes, no=no)
    return question.exec() == QDialog.DialogCode.Accepted
