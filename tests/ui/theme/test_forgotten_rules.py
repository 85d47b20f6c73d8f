"""What the style sheet said of widgets is forgotten when a page is turned, and nothing looks different."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.desk import Desk
from journal.ui.theme import forgotten_rules
from journal.ui.theme.forgotten_rules import forget_rules
from journal.ui.widgets.buttons import primary
from tests.ui.acting import settle

NewDesk = Callable[..., Desk]


def seen(desk: Desk) -> QImage:
    return desk.window.grab().toImage()


def at_rest(desk: Desk, qtbot: QtBot) -> QImage:
    """Return what is seen once nothing moves any more: pages and charts come from aside, and late on a busy machine."""
    end, before, now = time.monotonic() + 30, None, seen(desk)
    while before != now and time.monotonic() < end:
        qtbot.wait(400)  # a chart or preview settles before it is drawn
        qtbot.waitUntil(lambda: desk.background.is_idle, timeout=20_000)
        settle()
        before, now = now, seen(desk)
    return now


@pytest.mark.parametrize("page", ["today", "treatment", "visits", "settings"])
def test_a_page_looks_the_same(new_desk: NewDesk, sample_path: Path, qtbot: QtBot, page: str) -> None:
    desk = new_desk(sample_path)
    assert desk.view is not None
    desk.view.go_to(page)
    before = at_rest(desk, qtbot)
    forget_rules(desk.window)
    settle()
    assert seen(desk) == before


def test_what_is_made_later_wears_the_style_sheet(new_desk: NewDesk, qtbot: QtBot) -> None:
    desk = new_desk()
    first = primary("Keep", lambda: None)
    first.setParent(desk.window)
    first.show()
    settle()
    picture, size = first.grab().toImage(), first.sizeHint()
    first.hide()
    forget_rules(desk.window)
    later = primary("Keep", lambda: None)
    later.setParent(desk.window)
    later.show()
    settle()
    assert later.sizeHint() == size
    assert later.grab().toImage() == picture


def test_turning_a_page_forgets_and_standing_still_does_not(
    new_desk: NewDesk, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(sample_path)
    assert desk.view is not None
    qtbot.waitUntil(lambda: not desk.view._forgetting.isActive())  # type: ignore[union-attr]
    desk.view.go_to("today")
    assert not desk.view._forgetting.isActive()
    forgotten: list[str] = []
    monkeypatch.setattr(
        QApplication, "style", lambda *_self: type("S", (), {"unpolish": lambda s, a: forgotten.append("x")})()
    )
    desk.view.go_to("visits")
    desk.view.go_to("settings")
    qtbot.wait(forgotten_rules.AFTER_MS + 50)
    assert forgotten == ["x"]


def test_without_a_style_sheet_there_is_nothing_to_forget(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_self: object) -> object:
        raise AssertionError("the style was asked")

    monkeypatch.setattr(QApplication, "styleSheet", lambda *_self: "")
    monkeypatch.setattr(QApplication, "style", never)
    forget_rules(QWidget())
