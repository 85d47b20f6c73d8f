"""Every page, at every text size: each control has a name and is large enough, no text is cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journal.ui.desk import Desk
from journal.ui.pages import PAGES
from tests.ui.seeing import cut_off, nameless, sideways, too_low

See = Callable[[Path | None, str, int], Desk]

SIZES = (100, 150, 200, 250)
KEYS = [entry.key for entry in PAGES]


@pytest.fixture
def seen(new_desk: Callable[..., Desk], qapp: QApplication) -> See:
    def see(path: Path | None, key: str, text_size: int) -> Desk:
        desk = new_desk(path)
        desk.set_settings(replace(desk.settings, text_size=text_size))
        if desk.view is not None:
            desk.view.go_to(key)
            idle: list[bool] = []
            desk.background.run(lambda _progress: None, lambda _nothing: idle.append(True), owner=desk)
            while not (idle and desk.view.page is not None and desk.view.page.is_whole):
                qapp.processEvents()  # what is out of sight, and what the worker looks up, comes a little later
        for _ in range(5):
            qapp.processEvents()
        return desk

    return see


@pytest.mark.parametrize("text_size", SIZES)
@pytest.mark.parametrize("key", KEYS)
def test_a_page_can_be_read_and_used(seen: See, sample_path: Path, key: str, text_size: int) -> None:
    window = seen(sample_path, key, text_size).window
    assert nameless(window) == []
    assert too_low(window) == []
    assert cut_off(window) == []
    assert sideways(window) == []


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_page_can_be_read_and_used(seen: See, empty_path: Path, key: str) -> None:
    window = seen(empty_path, key, 100).window
    assert nameless(window) == []
    assert cut_off(window) == []


@pytest.mark.parametrize("text_size", SIZES)
def test_the_welcome_can_be_read_and_used(seen: See, text_size: int) -> None:
    desk = seen(None, "", text_size)
    window, welcome = desk.window, desk.welcome
    assert welcome is not None
    for page in range(2):
        welcome.stack.setCurrentIndex(page)
        QApplication.processEvents()
        assert nameless(window) == []
        assert too_low(window) == []
        assert cut_off(window) == []
        assert sideways(window) == []


@pytest.mark.parametrize("text_size", [100, 200])
def test_pages_stand_mirrored(seen: See, sample_path: Path, text_size: int) -> None:
    desk = seen(sample_path, "today", text_size)
    window = desk.window
    desk.set_settings(replace(desk.settings, language="qps-rtl"))
    for _ in range(5):
        QApplication.processEvents()
    assert window.layoutDirection().name == "RightToLeft"
    assert cut_off(window) == []
    assert desk.view is not None
    sidebar = desk.view.sidebar
    assert sidebar.isHidden() or sidebar.geometry().right() >= window.width() - 2
