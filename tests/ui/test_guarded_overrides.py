"""An error in a method that Qt calls is reported like any other, and never ends the program."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from journal.ui.widgets.layouts import Flow

ROOT = Path(__file__).parents[2]

# Most of these errors are raised in C: before Python 3.12, they are only words and a kind when they leave the method.
CHILD = """
import sys
import journal.ui
from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

class Wrong(QWidget):
    def sizeHint(self):
        {raises}
        return QSize(3, 4)

class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show:
            gone.text()
        return False

sys.excepthook = lambda kind, error, trace: print("caught", kind.__name__, flush=True)
application = QApplication([])
gone, window, watcher = QLabel(), QWidget(), Watcher()
QVBoxLayout(window).addWidget(Wrong())
window.installEventFilter(watcher)
gone.deleteLater()
QTimer.singleShot(0, window.show)
QTimer.singleShot(100, application.quit)
application.exec()
print("still here")
"""


@pytest.mark.parametrize(
    ("raises", "kind"),
    [
        ("int('x')", "ValueError"),
        ("next(iter(()))", "StopIteration"),
        ("gone.text()", "RuntimeError"),
        ("raise KeyError", "KeyError"),
        ("pass", "RuntimeError"),  # only the watcher's
    ],
)
def test_a_fault_in_what_qt_calls_ends_nothing(raises: str, kind: str) -> None:
    code = CHILD.replace("{raises}", raises)
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr[-800:]
    assert "still here" in child.stdout
    assert f"caught {kind}" in child.stdout


def test_an_error_within_a_call_of_ours_ends_nothing(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """PySide6 keeps such an error until the call is over; each method called first meanwhile lost a reference."""
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))

    class Wrong(QWidget):
        def resizeEvent(self, event: QResizeEvent) -> None:
            raise KeyError

    class Right(QWidget):
        def sizeHint(self) -> QSize:
            return QSize(3, 4)

    window = QWidget()
    column = QVBoxLayout(window)
    for kind in (Wrong, Right, Wrong, Right):
        column.addWidget(kind())
    before = sys.getrefcount(vars(Right)["sizeHint"])
    window.show()
    qapp.processEvents()
    assert caught[:2] == [KeyError, KeyError]
    assert sys.getrefcount(vars(Right)["sizeHint"]) >= before
    window.deleteLater()


def test_what_fails_answers_as_qt_would(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))

    class Wrong(QLabel):
        def sizeHint(self) -> QSize:
            raise KeyError

    assert Wrong("words").sizeHint() == QLabel("words").sizeHint()
    assert caught == [KeyError]


@pytest.mark.parametrize("path", sorted((ROOT / "journal").rglob("*.py")), ids=lambda path: path.stem)
def test_what_is_put_off_names_its_owner(path: Path) -> None:
    """Without an owner, Qt would call it even when the widget is gone."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    put_off = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "singleShot"]
    assert [call.lineno for call in put_off if len(call.args) != 3] == []


def test_what_is_just_taken_apart_is_asked_without_an_error(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that goes asks its layouts for the last time when their Python side has gone already."""
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    gone = Flow(QLabel("one"))
    shiboken6.delete(gone)
    gone.invalidate()
    assert caught == []

    class Asking(Flow):
        def invalidate(self) -> None:
            gone.count()
            gone.spacing()

    Asking().invalidate()  # itself there, it asks one that is gone: an error of ours
    assert set(caught) == {RuntimeError}
