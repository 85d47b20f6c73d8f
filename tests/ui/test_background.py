"""Slow work answers on the window's thread, can be cancelled, and never reaches what is gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.domain.problems import Problem
from journal.exchange.writing import write_file
from journal.ui.background import Background, Progress


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def numbered(number: int) -> Callable[[Progress], tuple[int, int]]:
    return lambda _progress: (number, threading.get_ident())


def named(name: str) -> Callable[[Progress], str]:
    return lambda _progress: name


def test_answers_come_on_the_windows_thread(qtbot: QtBot, background: Background, owner: QObject) -> None:
    threads: list[tuple[int, int]] = []

    def work(_progress: Progress) -> int:
        return threading.get_ident()

    background.run(work, lambda at: threads.append((at, threading.get_ident())), owner=owner)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0][0] != threads[0][1] == threading.get_ident()


def test_work_is_done_in_turn_by_one_worker(qtbot: QtBot, background: Background, owner: QObject) -> None:
    answers: list[tuple[int, int]] = []
    for number in range(5):
        background.run(numbered(number), answers.append, owner=owner)
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert [number for number, _ in answers] == [0, 1, 2, 3, 4]
    assert len({thread for _, thread in answers}) == 1


def test_progress_and_cancelling(qtbot: QtBot, background: Background, owner: QObject) -> None:
    told: list[tuple[float | None, str]] = []
    done: list[str] = []
    go_on, stopped = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress.report(0.5, "half")
        go_on.wait(5)
        try:
            progress.check()
        finally:
            stopped.set()
        return "finished"

    job = background.run(work, done.append, owner=owner, progress=lambda share, words: told.append((share, words)))
    qtbot.waitUntil(lambda: told == [(0.5, "half")])
    job.cancel()
    go_on.set()
    qtbot.waitUntil(stopped.is_set)
    background.run(lambda _p: "after", done.append, owner=owner)
    qtbot.waitUntil(lambda: done == ["after"])


def test_newer_work_of_one_kind_makes_older_unwanted(qtbot: QtBot, background: Background, owner: QObject) -> None:
    hold = threading.Event()
    answers: list[str] = []
    background.run(lambda _p: hold.wait(5), lambda _a: None, owner=owner)
    for name in ("first", "second", "third"):
        background.run(named(name), answers.append, owner=owner, key="chart")
    hold.set()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)
    assert answers == ["third"]


def test_an_error_reaches_who_asked(qtbot: QtBot, background: Background, owner: QObject) -> None:
    failed: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise Problem("no room")

    background.run(work, lambda _a: None, owner=owner, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Problem)


def test_an_error_that_nobody_takes_is_a_fault(qtbot: QtBot, background: Background, owner: QObject) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        background.run(work, lambda _a: None, owner=owner)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_what_is_gone_gets_no_answer(qtbot: QtBot, background: Background) -> None:
    from shiboken6 import delete

    gone, here = QObject(), QObject()
    heard: list[str] = []
    hold = threading.Event()
    background.run(lambda _p: hold.wait(5), lambda _held: heard.append("gone"), owner=gone)
    background.run(named("here"), heard.append, owner=here)
    delete(gone)
    hold.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["here"]


def test_closing_does_not_wait_for_answers(background: Background, owner: QObject) -> None:
    heard: list[str] = []
    background.run(named("x"), heard.append, owner=owner, key="x")
    background.close()
    QApplication.processEvents()
    assert heard == []


def test_closing_waits_until_a_file_is_written(
    background: Background, owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it has not begun, and where the worker takes longer than anybody waits for a picture."""
    monkeypatch.setattr("journal.ui.background.LEAVES_AFTER_S", 0.01)
    out = tmp_path / "copy.journal"

    def work(_progress: Progress) -> None:
        time.sleep(0.3)
        write_file(out, b"whole")

    background.run(work, lambda _done: None, owner=owner, writes=True)
    assert background.is_writing
    background.close()
    assert out.read_bytes() == b"whole"


def test_closing_leaves_what_only_reads(
    qtbot: QtBot, background: Background, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.ui.background.LEAVES_AFTER_S", 0.01)
    begun, go_on = threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        begun.set()
        go_on.wait(5)

    background.run(work, lambda _done: None, owner=owner)
    background.run(named("never"), lambda _done: None, owner=owner)
    qtbot.waitUntil(begun.is_set)
    assert not background.is_writing
    before = time.monotonic()
    background.close()
    assert time.monotonic() - before < 1
    go_on.set()


def test_the_worker_is_never_the_last_to_hold_a_widget(qtbot: QtBot, background: Background) -> None:
    """Whoever lets go last takes a widget apart: on the worker, that would end the program."""
    gone: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    class Owner(QObject):
        def __del__(self) -> None:
            gone.append(threading.current_thread().name)

    def work(progress: Progress) -> None:
        begun.set()
        go_on.wait(5)
        progress.check()

    def hand_over() -> None:
        owner = Owner()
        background.run(work, lambda _answer: owner.objectName(), owner=owner, key="picture")

    hand_over()
    qtbot.waitUntil(begun.is_set)  # it begins once the window has shown what it is at
    background.run(lambda _progress: None, lambda _answer: None, owner=background._answers, key="picture")  # cancels
    go_on.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.current_thread().name]


def test_what_is_done_is_let_go(qtbot: QtBot, background: Background, owner: QObject) -> None:
    answers: list[tuple[int, int]] = []
    for number in range(3):
        background.run(numbered(number), answers.append, owner=owner, key=f"picture {number % 2}")
    qtbot.waitUntil(lambda: len(background._held) == 0)
    assert background._by_key == {}
    assert [number for number, _ in answers] == [1, 2]  # 2 made 0 unwanted


def test_once_closed_nothing_begins_any_more(qtbot: QtBot, background: Background, owner: QObject) -> None:
    """Else a new worker would begin while the program ends, and never be waited for."""
    done: list[object] = []
    waiting = background.run(lambda _progress: 1, done.append, owner=owner)
    background.close()
    late = background.run(lambda _progress: 2, done.append, owner=owner)
    qtbot.wait(200)
    assert done == []
    assert waiting.is_cancelled
    assert late.is_cancelled
    assert background._thread is None
