"""Nobody at the computer is noticed: by time without a key, by a gap in the clocks, and by the system's own word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.locking import system_sleep
from journal.ui.locking.away import SLEPT_FROM_S, AwayWatch


class Clocks:
    """A monotonic and a wall clock that stand until they are moved."""

    def __init__(self) -> None:
        self.idle = 1_000.0
        self.wall = 1.7e9

    def pass_(self, seconds: float) -> None:
        self.idle += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(qapp: QApplication, clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> Iterator[AwayWatch]:
    monkeypatch.setattr(system_sleep, "bus_is_local", lambda: False)
    parent = QObject()
    watch = AwayWatch(parent, idle=lambda: clocks.idle, wall=lambda: clocks.wall)
    yield watch
    watch.stop()
    parent.deleteLater()


def test_after_the_time_chosen_and_once(watch: AwayWatch, clocks: Clocks) -> None:
    went: list[bool] = []
    watch.away.connect(lambda: went.append(True))
    watch.start(60)
    for seconds, gone in [(29, False), (30, False), (0.9, False), (0.1, True)]:
        clocks.pass_(seconds)
        assert watch.look() is gone
    clocks.pass_(3_600)
    assert not watch.look()
    assert went == [True]
    assert not watch.is_watching


@pytest.mark.parametrize(("idle", "wall"), [(1.0, 3_600.0), (3_600.0, 3_600.0), (3_600.0, 1.0)])
def test_a_computer_that_slept(watch: AwayWatch, clocks: Clocks, idle: float, wall: float) -> None:
    """On Linux and macOS the monotonic clock stands still meanwhile; on Windows it goes on."""
    watch.start(0)
    clocks.idle += idle
    clocks.wall += wall
    assert watch.look()


@pytest.mark.parametrize("wall", [SLEPT_FROM_S - 1, -3_600.0, 0.0])
def test_a_clock_that_is_set_right_is_no_sleep(watch: AwayWatch, clocks: Clocks, wall: float) -> None:
    watch.start(0)
    clocks.idle += 2
    clocks.wall += wall
    assert not watch.look()


def test_the_first_key_after_a_sleep_reaches_nothing(watch: AwayWatch, clocks: Clocks, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    watch.start(600)
    handle = window.windowHandle()
    watch._listen_to(handle)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    clocks.pass_(10)
    assert not watch.eventFilter(handle, key)
    clocks.wall += 7_200
    with qtbot.waitSignal(watch.away):
        assert watch.eventFilter(handle, key)
    assert not watch.eventFilter(handle, key)


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        ("unix:path=/run/x", True),
        ("unix:path=/a;unix:abstract=b", True),
        ("tcp:host=10.0.0.1,port=1", False),
        ("unix:path=/a;tcp:host=b", False),
    ],
)
def test_only_a_bus_behind_a_file_is_listened_to(monkeypatch: pytest.MonkeyPatch, address: str, is_local: bool) -> None:
    monkeypatch.setenv(system_sleep.ADDRESS, address)
    assert system_sleep.bus_is_local() is is_local


# Says as logind does that a sleep comes, or that it is over.
LOGIND = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
application = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "logind")
assert bus.registerService("org.freedesktop.login1")
def say():
    said = QDBusMessage.createSignal("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
    said.setArguments([sys.argv[2] == "coming"])
    bus.send(said)
QTimer.singleShot(300, say)
QTimer.singleShot(700, application.quit)
application.exec()
"""
LISTENER = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from journal.ui.locking.system_sleep import SystemSleep
application = QCoreApplication([])
parent = QObject()
sleep = SystemSleep(parent)
sleep.coming.connect(lambda: print("coming", flush=True))
print("hears", sleep.hears, flush=True)
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2], sys.argv[3]])
QTimer.singleShot(2_500, application.quit)
application.exec()
child.wait()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="logind is on Linux")
@pytest.mark.parametrize(("word", "heard"), [("coming", "hears True\ncoming\n"), ("over", "hears True\n")])
def test_the_system_says_that_a_sleep_comes(word: str, heard: str) -> None:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon here")
    command = [daemon, "--session", "--print-address", "--nofork"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        assert bus.stdout is not None
        try:
            address = bus.stdout.readline().strip()
            ran = subprocess.run(
                [sys.executable, "-c", LISTENER, LOGIND, address, word],
                env={**os.environ, system_sleep.ADDRESS: address},
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        finally:
            bus.terminate()
    assert ran.stdout == heard, ran.stderr
