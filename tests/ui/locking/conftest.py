"""A window with a journal in it that has a passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from journal.actions.sample.writing import write_sample
from journal.settings import Settings
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from tests.ui.acting import settle
from tests.ui.conftest import NOW

PHRASE: Final = "acorn bicycle copper dolphin evening falcon"


@pytest.fixture(scope="session")
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "Mine.journal"
    write_sample(path, NOW.date(), passphrase=PHRASE).close()
    return path


@pytest.fixture
def desk(qapp: QApplication, secret_file: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / secret_file.name
    path.write_bytes(secret_file.read_bytes())
    window = MainWindow(Settings(theme="light"), keep=lambda settings: None, clock=lambda: NOW)
    desk = Desk(window)
    window.resize(1280, 860)
    window.show()
    desk.take(open_journal(path, PHRASE), PHRASE, "today")
    window.activateWindow()
    settle()
    yield desk
    desk.close_journal()  # nobody is there to be asked about what is typed and not kept
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
