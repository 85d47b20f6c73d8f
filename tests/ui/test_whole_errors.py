"""An error in a method that Qt calls is reported like any other, and never ends the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Each error is raised in C, so that before Python 3.12 it is only words and a kind when it leaves the method.
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
