"""Garbage is collected on the window's thread, never on the worker."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal.ui.background import Background
from journal.ui.desk import Desk
from journal.ui.garbage import GarbageCollector, collect_on_this_thread
from journal.ui.theme.look import look

ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize("way", ["language", "another journal"])
def test_a_view_that_was_put_away_is_gone(
    qapp: QApplication, qtbot: QtBot, new_desk: Callable[..., Desk], sample_path: Path, empty_path: Path, way: str
) -> None:
    """Also where it was set aside, because a page brought modules along while it stood."""
    (collector,) = qapp.findChildren(GarbageCollector)
    desk = new_desk(sample_path)
    assert desk.view is not None
    desk.view.go_to("treatment")
    collector._modules = 0
    collector.collect_if_due()
    view = weakref.ref(desk.view)
    if way == "language":
        desk.set_settings(replace(desk.settings, language="qps-rtl"))
    else:
        desk.open_path(empty_path)
    qtbot.wait(50)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collector.collect_if_due()
    assert view() is None


def test_nothing_is_collected_while_widgets_are_dressed(qapp: QApplication) -> None:
    """Qt goes through a list of all widgets: one that is taken apart meanwhile ended the program."""
    gone: list[str] = []

    class Field(QLineEdit):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.StyleChange:
                kept.append([[number] for number in range(2_000)])  # enough for the collector to want its turn
            return super().event(event)

    kept: list[object] = []
    field = Field()
    field.ensurePolished()
    Loop(gone)
    look().choose("dark", 150)
    assert kept
    assert gone == []
    gc.collect()
    assert len(gone) == 1
    field.deleteLater()


def test_the_program_takes_over_before_its_first_window() -> None:
    code = (
        "import gc; from journal.app import finish_application, make_application; "
        "a = finish_application(make_application()); print(gc.isenabled())"
    )
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "False"


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
