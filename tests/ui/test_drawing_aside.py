"""Charts and papers are made in a process aside: it comes when wanted, goes when not, and may be killed at any time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.charts.drawn import drawn_as_file, drawn_for_window
from journal.domain.problems import Problem
from journal.reports.papers import paper_named
from journal.reports.visit_content import visit_content
from journal.reports.visit_page import make_ready, visit_page
from journal.store.opening import open_journal
from journal.text.language import set_language
from journal.ui.background import Background
from journal.ui.desk import Desk
from journal.ui.drawing_aside import DrawingAside, FailedAside
from journal.ui.fault_dialog import report_of
from tests.charts.errands import broken, dies_once, refused, who
from tests.charts.examples import STABLE, sized
from tests.ui.conftest import NOW

ROOT = Path(__file__).parents[2]
SECRET = "nausea of Marianne"
NewDesk = Callable[..., Desk]

needs_proc = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs Linux's list of processes")


@pytest.fixture
def drawing() -> Iterator[DrawingAside]:
    made = DrawingAside()
    yield made
    made.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone(pid: int) -> bool:
    """Wait a while for a process to end."""
    end = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not is_running(pid)


def there(drawing: DrawingAside) -> int:
    """Return the number of the process, which is begun if there is none."""
    pid = drawing.call(os.getpid)
    assert pid == drawing.pid != os.getpid()
    return pid


def test_it_draws_what_is_drawn_here(drawing: DrawingAside) -> None:
    chart = sized(STABLE)
    assert drawing.call(drawn_as_file, chart, ".svg") == drawn_as_file(chart, ".svg")
    place = ("dark", 1.5, 600.0, 280.0, 2.0)
    assert drawing.call(drawn_for_window, chart, *place) == drawn_for_window(chart, *place)  # type: ignore[arg-type]
    set_language("qps")
    assert "⟦".encode() in drawing.call(drawn_as_file, chart, ".svg")


def test_it_sets_what_is_set_here(drawing: DrawingAside, sample_path: Path) -> None:
    with open_journal(sample_path) as journal:
        content = visit_content(journal, NOW.date(), None, NOW, True)
    paper = paper_named("a4")
    assert drawing.call(visit_page, content, paper).pdf == visit_page(content, paper).pdf


def test_one_process_answers_again_and_again(drawing: DrawingAside) -> None:
    assert drawing.pid is None
    assert there(drawing) == there(drawing)
    assert drawing.call(print, SECRET, end="") is None  # what a library prints is no answer
    assert drawing.call(str.join, ", ", ["a", "b"]) == "a, b"


def test_a_process_that_was_killed_is_begun_anew(drawing: DrawingAside) -> None:
    first = there(drawing)
    os.kill(first, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert there(drawing) != first
    second = there(drawing)
    drawing.end()
    assert not is_running(second)
    assert there(drawing) not in (first, second)


def test_a_process_killed_at_its_work_does_it_again(drawing: DrawingAside, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert drawing.call(dies_once, str(mark)) == "drawn"


def test_what_ends_each_process_is_a_fault_and_ends_no_more(drawing: DrawingAside) -> None:
    with pytest.raises(FailedAside):
        drawing.call(os._exit, 3)
    assert drawing.pid is None
    assert there(drawing)


def test_faults_and_problems_come_back(drawing: DrawingAside) -> None:
    with pytest.raises(Problem) as problem:
        drawing.call(refused, "poster")
    assert problem.value.values == {"word": "poster"}
    with pytest.raises(FailedAside) as fault:
        drawing.call(broken, SECRET)
    report = report_of(fault.value)
    assert "builtins.ValueError" in report
    assert "tests/charts/errands.py" in report
    assert " broken" in report
    for word in (SECRET, "Marianne", "cannot draw", "/root", "/home"):
        assert word not in report


def test_without_a_process_it_is_drawn_here(drawing: DrawingAside, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_to_be_had(*_arguments: object, **_options: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", none_to_be_had)
    assert drawing.call(os.getpid) == os.getpid()
    with pytest.raises(Problem):
        drawing.call(refused, "poster")


@needs_proc
def test_nothing_of_the_journal_is_on_its_command_line(drawing: DrawingAside) -> None:
    pid = drawing.call(who, SECRET)
    for place in ("cmdline", "environ"):
        assert b"Marianne" not in Path(f"/proc/{pid}/{place}").read_bytes()
    opened = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
    assert not [path for path in opened if path.startswith("/") and not path.startswith("/dev/")]


@needs_proc
def test_it_never_knows_qt_or_the_network(drawing: DrawingAside) -> None:
    drawing.call(drawn_as_file, sized(STABLE), ".png")
    loaded = set(drawing.call(eval, "list(__import__('sys').modules)"))
    assert "matplotlib" in loaded
    assert not loaded & {"PySide6", "shiboken6", "sqlalchemy", "journal.ui"}


def test_it_is_begun_sparingly_and_knows_all_else_that_the_window_knows(
    drawing: DrawingAside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "3")  # somebody's own choice
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    known = drawing.call(eval, "dict(__import__('os').environ)")
    assert known["OPENBLAS_NUM_THREADS"] == "1"
    assert known["MALLOC_ARENA_MAX"] == "3"
    assert known["PATH"] == os.environ["PATH"]


def test_what_draws_pages_is_loaded_ahead(drawing: DrawingAside) -> None:
    drawing.call(make_ready)
    loaded = set(drawing.call(eval, "list(__import__('sys').modules)"))
    assert loaded >= {"matplotlib", "numpy", "typst"}
    assert not loaded & {"sqlcipher3", "journal.store", "journal.exchange"}  # what it draws comes through the pipe
    begun = "__import__('journal.reports.typesetting').reports.typesetting._compiler_of_ours.cache_info().currsize"
    assert drawing.call(eval, begun) == 2


# Coming and going


def test_it_goes_when_nothing_is_asked_for_a_while(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, own_drawing: None
) -> None:
    monkeypatch.setattr("journal.ui.drawing_aside.REST_S", 0.3)
    background, owner, pids = Background(), QObject(), list[int]()
    for _ in range(2):
        background.run(lambda _progress: there(background.drawing), pids.append, owner=owner)
    qtbot.waitUntil(lambda: len(pids) == 2)
    assert pids[0] == pids[1]
    qtbot.waitUntil(lambda: not is_running(pids[0]))
    background.run(lambda _progress: there(background.drawing), pids.append, owner=owner)  # and comes again
    qtbot.waitUntil(lambda: len(pids) == 3)
    background.close()
    assert not is_running(pids[2])


def test_closing_waits_for_no_drawing(qtbot: QtBot, qapp: QApplication, own_drawing: None) -> None:
    background, owner, answers = Background(), QObject(), list[object]()
    drawing = background.drawing
    pid = there(drawing)
    background.run(lambda _progress: drawing.call(time.sleep, 60), answers.append, owner=owner)
    qtbot.wait(100)
    before = time.monotonic()
    background.close()
    assert time.monotonic() - before < 5
    assert not is_running(pid)
    with pytest.raises(FailedAside):
        drawing.call(os.getpid)
    assert answers == []


def test_closing_ends_what_another_thread_waits_for() -> None:
    drawing, met = DrawingAside(), list[Exception]()
    pid = there(drawing)

    def wait() -> None:
        try:
            drawing.call(time.sleep, 60)
        except FailedAside as error:
            met.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.1)
    drawing.close()
    thread.join(5)
    assert not thread.is_alive()
    assert len(met) == 1
    assert not is_running(pid)


ENDS_ITSELF = """
import os, sys
from journal.ui.drawing_aside import DrawingAside
drawing = DrawingAside()
print(drawing.call(os.getpid), flush=True)
os.kill(os.getpid(), 9)
"""


@needs_proc
def test_it_does_not_outlive_a_window_that_was_killed() -> None:
    done = subprocess.run([sys.executable, "-c", ENDS_ITSELF], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert gone(int(done.stdout))


def drew(desk: Desk, qtbot: QtBot) -> int:
    """Turn to a page with charts; return who drew them."""
    assert desk.view is not None
    desk.view.go_to("symptoms")
    qtbot.waitUntil(lambda: desk.background.drawing.pid is not None, timeout=20_000)
    pid = desk.background.drawing.pid
    assert pid is not None
    return pid


def test_a_closed_journal_is_drawn_by_nobody(
    new_desk: NewDesk, sample_path: Path, qtbot: QtBot, own_drawing: None
) -> None:
    desk = new_desk(sample_path)
    pid = drew(desk, qtbot)
    desk.back_to_welcome()
    qtbot.waitUntil(lambda: not is_running(pid), timeout=20_000)


def test_a_window_that_closes_leaves_no_process(
    new_desk: NewDesk, sample_path: Path, qtbot: QtBot, own_drawing: None
) -> None:
    desk = new_desk(sample_path)
    pid = drew(desk, qtbot)
    desk.window.close()
    assert not is_running(pid)


ALL_PAGES = """
import json, sys, time
from datetime import date
from pathlib import Path
from journal.actions.sample.writing import write_sample
from journal.app import finish_application, make_application
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from journal.ui.pages import PAGES
application = finish_application(make_application())
window = MainWindow(Settings(theme="light"), keep=lambda _settings: None)
desk = Desk(window)
window.resize(1280, 860)
window.show()
path = Path(sys.argv[1])
write_sample(path, date.today()).close()
desk.open_path(path)
for entry in PAGES:
    desk.view.go_to(entry.key)
    end = time.monotonic() + 1.0
    while time.monotonic() < end or not desk.background.is_idle:
        application.processEvents()
        time.sleep(0.005)
printed = desk.view._pages["paper"].printout is not None
found = sorted({"matplotlib", "numpy", "typst", "PIL"} & set(sys.modules))
desk.close_journal()
window.close()
print(json.dumps([printed, found]))
"""


def test_the_window_never_loads_what_draws(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ALL_PAGES, str(tmp_path / "a.journal")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert json.loads(done.stdout) == [True, []]
