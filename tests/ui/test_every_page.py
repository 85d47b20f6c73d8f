"""Every page, at every text size: each control has a name and is large enough, no text is cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journal.ui.main_window import MainWindow
from journal.ui.pages import PAGES
from tests.ui.seeing import cut_off, nameless, sideways, too_low

See = Callable[[Path | None, str, int], MainWindow]

SIZES = (100, 150, 200, 250)
KEYS = [entry.key for entry in PAGES]


@pytest.fixture
def seen(new_window: Callable[..., MainWindow], qapp: QApplication) -> See:
    def see(path: Path | None, key: str, text_size: int) -> MainWindow:
        window = new_window(path)
        window.set_settings(replace(window.settings, text_size=text_size))
        if window.view is not None:
            window.view.go_to(key)
        for _ in range(5):
            qapp.processEvents()
        return window

    return see


@pytest.mark.parametrize("text_size", SIZES)
@pytest.mark.parametrize("key", KEYS)
def test_a_page_can_be_read_and_used(seen: See, sample_path: Path, key: str, text_size: int) -> None:
    window = seen(sample_path, key, text_size)
    assert nameless(window) == []
    assert too_low(window) == []
    assert cut_off(window) == []
    assert sideways(window) == []


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_page_can_be_read_and_used(seen: See, empty_path: Path, key: str) -> None:
    window = seen(empty_path, key, 100)
    assert nameless(window) == []
    assert cut_off(window) == []


@pytest.mark.parametrize("text_size", SIZES)
def test_the_welcome_can_be_read_and_used(seen: See, text_size: int) -> None:
    window = seen(None, "", text_size)
    assert window.welcome is not None
    for page in range(2):
        window.welcome.stack.setCurrentIndex(page)
        QApplication.processEvents()
        assert nameless(window) == []
        assert too_low(window) == []
        assert cut_off(window) == []
        assert sideways(window) == []


@pytest.mark.parametrize("text_size", [100, 200])
def test_pages_stand_mirrored(seen: See, sample_path: Path, text_size: int) -> None:
    window = seen(sample_path, "today", text_size)
    window.set_settings(replace(window.settings, language="qps-rtl"))
    for _ in range(5):
        QApplication.processEvents()
    assert window.layoutDirection().name == "RightToLeft"
    assert cut_off(window) == []
    assert window.view is not None
    sidebar = window.view.sidebar
    assert sidebar.isHidden() or sidebar.geometry().right() >= window.width() - 2
