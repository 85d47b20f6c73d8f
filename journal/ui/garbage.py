"""Collects Python's garbage on the window's thread only, and between two events.

Python looks for garbage wherever memory is asked for: on the worker, where a widget would be taken apart on the wrong
thread; and while Qt goes through a list of all widgets to give them a new style sheet, where one that is gone ends the
program (seen, with `event` written in Python as the place where memory is asked for).  So the collector's own turns are
switched off, and a timer takes them over, by the same thresholds.

What modules bring along stays as long as the program.  It is most of all there is, so it is set aside when modules were
loaded: else the window would stand still for a tenth of a second each time the collector goes through it.  What was
open at that moment is set aside as well, and would never go: who puts away a whole view says so (`let_go_soon`).
"""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS: Final = 1_000
NAME: Final = "garbage collector"  # of the application's property that holds it


class GarbageCollector(QObject):
    """Collects now and then, for as long as the application lives; made on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._modules = 0
        self.has_let_go = False
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> int | None:
        """Collect the oldest generation whose threshold is passed; return which one, None where there was none."""
        if self.has_let_go:
            self.has_let_go = False
            gc.unfreeze()
            gc.collect()
            self._set_aside()
            return 2
        if len(sys.modules) != self._modules:
            self._set_aside()
            return None
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return None

    def _set_aside(self) -> None:
        self._modules = len(sys.modules)
        gc.freeze()


def let_go_soon() -> None:
    """Collect everything at the next turn, what was set aside too: a whole view was put away."""
    collector = _collector_of(QCoreApplication.instance())
    if collector is not None:
        collector.has_let_go = True


def collect_on_this_thread() -> None:
    """Let the application collect its garbage here, and nowhere else."""
    application = QCoreApplication.instance()
    if application is not None and _collector_of(application) is None:
        application.setProperty(NAME, GarbageCollector(application))


def _collector_of(application: QCoreApplication | None) -> GarbageCollector | None:
    # Not looked for among the application's children: one is its style, and with it PySide6 makes all of the style's
    # lists of names, which takes as long as a window's content.
    collector = application.property(NAME) if application is not None else None
    return collector if isinstance(collector, GarbageCollector) else None
