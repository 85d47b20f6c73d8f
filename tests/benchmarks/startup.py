"""How long a start takes: python -m tests.benchmarks.startup

From starting the process to the first painted frame with navigation, as a ratio to a bare PySide6 window started in the
same run; and to the filled page.  Budget: 1.3 times the bare window to the first frame.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

from journal.actions.sample.writing import write_sample
from tests.benchmarks.measuring import show

RUNS: Final = 9
BUDGET: Final = 1.3

BARE: Final = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
class Central(QWidget):
    def paintEvent(self, event):
        print("frame", flush=True)
        QTimer.singleShot(0, lambda: os._exit(0))
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Central())
window.resize(1280, 860)
window.show()
application.exec()
"""

OURS: Final = """
import os, sys
from pathlib import Path
import journal.app as app
fill = app.fill
def filled(window, first, frame):
    print("frame", flush=True)
    fill(window, first, frame)
    app.QApplication.processEvents()
    print("page", flush=True)
    os._exit(0)
app.fill = filled
sys.exit(app.open_window(Path(sys.argv[1])))
"""


def times(code: str, *arguments: str) -> list[float]:
    """Start a process, and return after how many milliseconds it printed each of its lines."""
    seen: list[float] = []
    start = time.perf_counter()
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        seen += [(time.perf_counter() - start) * 1_000 for _line in child.stdout or ()]
    return seen


def main() -> int:
    """Measure both in turn, print the ratios, and return 1 where the budget is spent."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_RUNTIME_DIR"] = folder
        path = Path(folder) / "sample.journal"
        write_sample(path, date(2026, 5, 30)).close()
        bare, ours = [], []
        for run in range(RUNS + 1):
            measured = times(BARE), times(OURS, str(path))
            if run:  # the first one warms the caches
                bare.append(measured[0][0])
                ours.append(measured[1])
    floor = statistics.median(bare)
    first = statistics.median(each[0] for each in ours)
    show("first frame with navigation", first, "bare window", floor)
    show("page of a journal of eighteen months", statistics.median(each[1] for each in ours), "bare window", floor)
    return 1 if first > BUDGET * floor else 0


if __name__ == "__main__":
    sys.exit(main())
