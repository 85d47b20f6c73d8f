"""Tab comes to every control and leaves it again, and one can always see where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.page import Page
from journal.ui.pages import PAGES
from journal.ui.pages.visits.preview_card import SETTLE_MS
from tests.ui.keyboard import CTRL, focusable, press, round_with_tab, turn_to, wait_for_all
from tests.ui.seeing import name_of


def page_of(desk: Desk) -> Page:
    assert desk.view is not None
    assert desk.view.page is not None
    return desk.view.page


def out_of_order(page: Page, stops: list[QWidget]) -> list[str]:
    """Return the steps of Tab that go up without going on to the next column."""
    ground = page.scroll_area.widget()
    assert ground is not None
    inside = [each for each in dict.fromkeys(stops) if ground.isAncestorOf(each)]
    areas = [QRect(each.mapTo(ground, QPoint(0, 0)), each.size()) for each in inside]
    return [
        f"{name_of(inside[at])} to {name_of(inside[at + 1])}"
        for at, (here, onward) in enumerate(pairwise(areas))
        if onward.bottom() < here.top() and onward.left() < here.right()
    ]


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_tab_comes_to_every_control_and_leaves_it(new_desk: Callable[..., Desk], sample_path: Path, key: str) -> None:
    desk = new_desk(sample_path)
    turn_to(desk, key)
    if key == "visits":
        QTest.qWait(2 * SETTLE_MS)  # the page for the visit is not made before one pauses
        wait_for_all(desk)
    press(Qt.Key.Key_L, CTRL)
    there = list(round_with_tab())
    assert [name_of(each) for each in focusable(desk.window) if each not in [at for at, _within in there]] == []
    assert [name_of(at) for at, _within in there if not at.accessibleName()] == []
    assert out_of_order(page_of(desk), [at for at, _within in there]) == []
    back = list(round_with_tab(back=True))
    assert back[1:] == there[:0:-1]


@pytest.mark.parametrize("key", ["today", "understand"])
def test_tab_comes_to_every_control_of_a_narrow_window(
    new_desk: Callable[..., Desk], sample_path: Path, key: str
) -> None:
    desk = new_desk(sample_path, Settings(theme="light", text_size=200))
    turn_to(desk, key)
    press(Qt.Key.Key_L, CTRL)
    there = [at for at, _within in round_with_tab()]
    assert [name_of(each) for each in focusable(desk.window) if each not in there] == []
