"""How long a start takes: python -m tests.benchmarks.startup

From starting the process to the first painted frame with navigation, and to the filled Today of a journal of ten years,
as ratios to a bare PySide6 window started in the same run.  Budgets: 1.3 and 2.8 times the bare window, by the clock,
for that is what a person waits; the time of the processor beside it also counts what goes side by side.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from journal.actions.sample.writing import Size, write_sample
from tests.benchmarks.measuring import Took, as_installed, median, process, show_both

RUNS: Final = 9
FRAME_BUDGET: Final = 1.3
TODAY_BUDGET: Final = 2.8

BARE: Final = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
class Central(QWidget):
    def paintEvent(self, event):
        print("frame", time.time(), time.process_time(), flush=True)
        QTimer.singleShot(0, lambda: os._exit(0))
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Central())
window.resize(1280, 860)
window.show()
application.exec()
"""

OURS: Final = """
import gc, os, sys, time
gc.disable()  # as journal.__main__ does; it is gone round to mark the two moments
from pathlib import Path
import journal.app as app
fill = app.fill
def filled(window, first, frame):
    print("frame", time.time(), time.process_time(), flush=True)
    fill(window, first, frame)
    app.QApplication.processEvents()
    print("today", time.time(), time.process_time(), flush=True)
    window.close()  # else the next start finds a file that nobody closed, and looks through all of it
    os._exit(0)
app.fill = filled
sys.exit(app.open_window(Path(sys.argv[1])))
"""


def times(code: str, *arguments: str) -> list[Took]:
    """Start a process, and return how long it took to each line that it printed."""
    start, lines = process(code, *arguments)
    marks = [line.split()[1:] for line in lines]
    return [Took((float(at) - start) * 1_000, float(cpu) * 1_000) for at, cpu in marks]


def main() -> int:
    """Measure both in turn, print the ratios, and return 1 where a budget is spent."""
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        path = Path(folder) / "ten years.journal"
        write_sample(path, date.today(), Size.CROWDED).close()
        bare, frame, today = [], [], []
        for run in range(RUNS + 1):
            measured = times(BARE), times(OURS, str(path))
            if run:  # the first one compiles
                bare.append(measured[0][0])
                frame.append(measured[1][0])
                today.append(measured[1][1])
    floor, first, filled = median(bare), median(frame), median(today)
    show_both("bare window", floor, "bare window", floor)
    show_both("first frame with navigation", first, "bare window", floor, f"{FRAME_BUDGET} x")
    show_both("Today, filled, with ten years", filled, "bare window", floor, f"{TODAY_BUDGET} x")
    return int(first.wall_ms > FRAME_BUDGET * floor.wall_ms or filled.wall_ms > TODAY_BUDGET * floor.wall_ms)


if __name__ == "__main__":
    sys.exit(main())
