"""Notices that nobody is at the computer: no key and no mouse for a while, or a computer that slept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from journal.ui.locking.system_sleep import SystemSleep

TICK_MS: Final = 2_000
# No event loop stands still that long but in a computer that sleeps; to be wrong costs typing the passphrase.
SLEPT_FROM_S: Final = 30.0

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)

Clock = Callable[[], float]


class AwayWatch(QObject):
    """Watches from `start` to `stop`; `away` comes once, and the watch is over then.

    What is typed reaches a window before it reaches a widget, so only windows are listened to.  A sleep shows as a gap
    between two ticks, on one clock or the other: which of them stands still meanwhile differs between systems.
    """

    away = Signal()

    def __init__(self, parent: QObject, *, idle: Clock = time.monotonic, wall: Clock = time.time) -> None:
        super().__init__(parent)
        self._idle_clock, self._clocks = idle, (idle, wall)
        self._limit_s = 0.0
        self._last_input = 0.0
        self._last_tick = (0.0, 0.0)
        self._windows: list[QWindow] = []
        self._sleep: SystemSleep | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_to)

    @property
    def is_watching(self) -> bool:
        """Say whether it would notice."""
        return self._tick.isActive()

    def start(self, idle_s: float) -> None:
        """Watch anew; without an idle time, for sleep only."""
        self._limit_s = idle_s
        self._last_input = self._idle_clock()
        self._last_tick = self._now()
        self._tick.start()
        self._listen_to(QGuiApplication.focusWindow())
        if self._sleep is None:
            self._sleep = SystemSleep(self)
            self._sleep.coming.connect(self._go)

    def stop(self) -> None:
        """Watch no longer."""
        self._tick.stop()
        for window in self._windows:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._windows.clear()

    def look(self) -> bool:
        """Say whether nobody is there, now that a tick or a key came, and tell."""
        if not self.is_watching:
            return False
        now = self._now()
        slept = max(later - earlier for later, earlier in zip(now, self._last_tick, strict=True)) > SLEPT_FROM_S
        self._last_tick = now
        idle = bool(self._limit_s) and self._idle_clock() - self._last_input >= self._limit_s
        if slept or idle:
            self._go()
        return slept or idle

    def _go(self) -> None:
        if self.is_watching:
            self.stop()
            self.away.emit()

    def _now(self) -> tuple[float, float]:
        return self._clocks[0](), self._clocks[1]()

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None and self.is_watching and window not in self._windows:
            self._windows = [each for each in self._windows if shiboken6.isValid(each)]
            self._windows.append(window)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key after a sleep reaches nothing of the journal."""
        if event.type() not in _INPUT:
            return False
        if self.look():
            return True
        self._last_input = self._idle_clock()
        return False
