"""Garbage is collected on the window's thread, never on the worker."""

from __future__ import annotations

import gc
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.ui.background import Background
from journal.ui.garbage import GarbageCollector, collect_on_this_thread


class Loop:
    """Garbage that only the collector finds; it notes on which thread it was taken apart."""

    def __init__(self, seen: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: seen.append(threading.current_thread().name))


def test_the_worker_never_collects(qapp: QApplication, qtbot: QtBot) -> None:
    background, seen, done = Background(), list[str](), list[int]()
    owner = QObject()

    def work(_progress: object) -> int:
        for _ in range(200):
            Loop(seen)
            [[] for _ in range(1_000)]
        return 1

    background.run(work, done.append, owner=owner)
    qtbot.waitUntil(lambda: done == [1])
    assert seen == []
    gc.collect()
    assert set(seen) == {threading.current_thread().name}
    background.close()


def test_what_is_due_is_collected(qapp: QApplication) -> None:
    collect_on_this_thread()
    collect_on_this_thread()
    collectors = qapp.findChildren(GarbageCollector)
    assert not gc.isenabled()
    assert len(collectors) == 1
    gc.collect()
    assert collectors[0].collect_if_due() is None
    kept = [[number] for number in range(5_000)]
    assert collectors[0].collect_if_due() == 0
    assert kept


def test_what_modules_bring_along_is_set_aside(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    (collector,) = qapp.findChildren(GarbageCollector)
    monkeypatch.setitem(sys.modules, "just_loaded", sys)
    brought = gc.get_freeze_count()
    kept = [[number] for number in range(5_000)]
    assert collector.collect_if_due() is None
    assert gc.get_freeze_count() > brought + len(kept)
    kept.append([0])
    assert collector.collect_if_due() is None


@pytest.fixture(autouse=True)
def one_collector(qapp: QApplication) -> None:
    collect_on_this_thread()
    for collector in qapp.findChildren(GarbageCollector):
        collector.collect_if_due()  # what was loaded until now is set aside
