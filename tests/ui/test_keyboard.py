"""Tab comes to every control and leaves it again, and one can always see where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.pages import PAGES
from tests.ui.keyboard import CTRL, focusable, press, round_with_tab, wait_for_all
from tests.ui.seeing import name_of

SHORTCUTS = {entry.key: getattr(Qt.Key, f"Key_{place}") for place, entry in enumerate(PAGES[:9], 1)}
SHORTCUTS["settings"] = Qt.Key.Key_Comma


def turn_to(desk: Desk, key: str) -> None:
    """Turn to a page by its shortcut, and wait until what is made aside stands on it."""
    press(SHORTCUTS[key], CTRL)
    assert desk.view is not None
    assert desk.view.page_key == key
    wait_for_all(desk)


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_tab_comes_to_every_control_and_leaves_it(new_desk: Callable[..., Desk], sample_path: Path, key: str) -> None:
    desk = new_desk(sample_path)
    turn_to(desk, key)
    press(Qt.Key.Key_L, CTRL)
    there = list(round_with_tab())
    assert [name_of(each) for each in focusable(desk.window) if each not in [at for at, _within in there]] == []
    assert [name_of(at) for at, _within in there if not at.accessibleName()] == []
    back = list(round_with_tab(back=True))
    assert back[1:] == there[:0:-1]


@pytest.mark.parametrize("key", ["today", "results", "understand"])
def test_tab_comes_to_every_control_of_a_narrow_window(
    new_desk: Callable[..., Desk], sample_path: Path, key: str
) -> None:
    desk = new_desk(sample_path, Settings(theme="light", text_size=200))
    turn_to(desk, key)
    press(Qt.Key.Key_L, CTRL)
    there = [at for at, _within in round_with_tab()]
    assert [name_of(each) for each in focusable(desk.window) if each not in there] == []
