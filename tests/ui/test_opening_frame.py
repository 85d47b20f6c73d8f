"""The frame that stands while a journal is loaded looks like the sidebar that takes its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from journal.settings import Settings
from journal.ui.main_window import MainWindow
from journal.ui.opening_frame import OpeningFrame
from journal.ui.pages import PAGES
from journal.ui.sidebar import Sidebar
from journal.ui.theme.look import look, size

WITHOUT_PAINTING = """
import enum
made = []
create = enum.EnumType._create_
enum.EnumType._create_ = lambda cls, name, *rest, **named: (made.append(name), create(cls, name, *rest, **named))[1]
import sys
from pathlib import Path
import journal.app as app
app.fill = lambda *arguments: (print(len(made), "GlobalColor" in made), sys.stdout.flush(), app.os._exit(0))
app.open_window(Path("anna.journal"))
"""


standing: list[MainWindow] = []


@pytest.fixture(autouse=True)
def _let_windows_stand() -> Iterator[None]:
    yield
    standing.clear()


def frame_in_window(qtbot: QtBot, settings: Settings, width: int = 1280, height: int = 900) -> OpeningFrame:
    window = MainWindow(settings, keep=lambda _settings: None)
    qtbot.addWidget(window)
    frame = OpeningFrame(Path("Anna.journal"))
    window.put_in(frame)
    window.resize(width, height)
    standing.append(window)
    with qtbot.waitSignal(frame.painted):
        window.show()
    return frame


def words_of(frame: OpeningFrame) -> dict[str, QLabel]:
    return {label.text(): label for label in frame.findChildren(QLabel) if label.isVisible()}


@pytest.mark.parametrize("text_size", [100, 125])
def test_pages_stand_where_the_sidebar_will_have_them(qtbot: QtBot, text_size: int) -> None:
    frame = frame_in_window(qtbot, Settings(text_size=text_size), 1600, 1000)
    sidebar = Sidebar(lambda: None)
    qtbot.addWidget(sidebar)
    sidebar.journal.show_journal("Anna", is_read_only=False)
    sidebar.resize(sidebar.width(), frame.height())
    sidebar.show()
    qtbot.waitExposed(sidebar)
    words = words_of(frame)

    def apart() -> list[str]:
        away = {
            entry.key: words[entry.title].geometry().center().y()
            - sidebar.buttons[entry.key].mapTo(sidebar, sidebar.buttons[entry.key].rect().center()).y()
            for entry in PAGES
            if not entry.at_foot
        }
        return [key for key, by in away.items() if abs(by) > size(3)]

    qtbot.waitUntil(lambda: not apart())  # a layout within another takes a turn more


def test_a_click_meanwhile_is_remembered(qtbot: QtBot) -> None:
    frame = frame_in_window(qtbot, Settings())
    qtbot.mouseClick(frame, Qt.MouseButton.LeftButton, pos=words_of(frame)["Scans"].geometry().center())
    assert frame.turned_to == "imaging"
    qtbot.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(900, 500))
    assert frame.turned_to == "imaging"


def test_reading_from_the_right_puts_it_on_the_right(qtbot: QtBot) -> None:
    frame = frame_in_window(qtbot, Settings(language="qps-rtl"))
    for label in words_of(frame).values():
        if label.text():
            assert label.geometry().left() > frame.width() / 2, label.text()
    look().choose("light", 100)


def test_where_the_window_is_narrow_there_is_no_sidebar(qtbot: QtBot) -> None:
    frame = frame_in_window(qtbot, Settings(text_size=200), 1024)
    assert not words_of(frame)


def test_what_does_not_fit_is_left_out(qtbot: QtBot) -> None:
    frame = frame_in_window(qtbot, Settings(text_size=150), 1280, 700)
    words = words_of(frame)
    shown = [words[entry.title] for entry in PAGES if entry.title in words]
    assert 5 < len(shown) < len(PAGES)
    assert max(label.geometry().bottom() for label in shown) < frame.height()


def test_the_first_frame_asks_for_none_of_the_names_in_qt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "treatment-journal" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"system_theme": "light"}')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PAINTING], capture_output=True, text=True, check=False, timeout=60
    )
    made, has_colours = done.stdout.split()
    assert has_colours == "False", done.stdout
    assert int(made) < 60
