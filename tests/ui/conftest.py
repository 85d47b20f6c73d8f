"""A window with a real journal in it, for the tests of the window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded, also where pytest is started alone

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from journal.actions.sample.writing import write_sample
from journal.settings import Settings
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.language import set_language
from journal.ui.desk import Desk
from journal.ui.drawing_aside import DrawingAside
from journal.ui.garbage import collect_on_this_thread
from journal.ui.live_journal import LiveJournal
from journal.ui.main_window import MainWindow
from journal.ui.theme.fonts import load_others
from journal.ui.theme.look import look
from journal.ui.widgets.focus_ring import FocusRings

NOW = datetime(2026, 11, 13, 8, 20, 31, 724_519).astimezone()  # a real clock has microseconds, too


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    qapp.setStyle("Fusion")
    collect_on_this_thread()
    FocusRings(qapp)
    look().choose("light", 100)
    load_others()


class SharedDrawing(DrawingAside):
    """Draws for every window of the tests: else each test would wait until matplotlib is loaded once more."""

    rest_s = None

    def end(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture(scope="session")
def shared_drawing() -> Iterator[SharedDrawing]:
    made = SharedDrawing()
    yield made
    DrawingAside.close(made)


@pytest.fixture
def own_drawing() -> None:
    """Asked for by tests about the process that draws: each window has one of its own, as in the program."""


@pytest.fixture(autouse=True)
def drawn_by_one(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, shared_drawing: SharedDrawing
) -> None:
    if "own_drawing" not in request.fixturenames:
        monkeypatch.setattr("journal.ui.drawing_aside.DrawingAside", lambda: shared_drawing)


@pytest.fixture(autouse=True)
def own_copies(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own folder for copies is nobody else's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    yield
    set_language("en")
    if (look().theme.name, look().text_size) != ("light", 100) or QApplication.isRightToLeft():
        look().choose("light", 100)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up journal, written once and copied by those who change it."""
    path = tmp_path_factory.mktemp("sample") / "Marianne.journal"
    write_sample(path, NOW.date()).close()
    return path


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "Marianne.journal"
    copy.write_bytes(sample_file.read_bytes())
    return copy


@pytest.fixture
def empty_path(tmp_path: Path) -> Path:
    path = tmp_path / "Empty.journal"
    create(path).close()
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


@pytest.fixture
def live(journal: Journal, qapp: QApplication) -> LiveJournal:
    return LiveJournal(journal)


@pytest.fixture
def new_desk(qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    """Make windows of 1280 by 860 on the day of the sample, with a journal or the welcome in them."""
    made: list[Desk] = []

    def make(path: Path | None = None, settings: Settings | None = None) -> Desk:
        window = MainWindow(settings or Settings(theme="light"), keep=lambda settings: None, clock=lambda: NOW)
        desk = Desk(window)
        made.append(desk)
        window.resize(1280, 860)
        window.show()
        if path is None:
            desk.show_welcome()
        else:
            assert desk.open_path(path)
        window.activateWindow()
        for _ in range(3):
            qapp.processEvents()
        return desk

    yield make
    for desk in made:
        desk.close_journal()
        desk.window.tenant = None  # nobody is there to be asked about what is typed and not kept
        desk.window.close()
        desk.window.deleteLater()
    # Deferred deletion waits for an event loop, and a window that is not gone follows each later change of the look.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
