"""The head of a page: title, subtitle and buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from journal.ui.desk import Desk
from tests.ui.acting import settle


def foot_of_letters(words: QWidget, page: QWidget) -> int:
    """Return how far down the letters of *words* reach, in px of the page."""
    picture = words.grab().toImage()
    ground = picture.pixelColor(0, 0)
    inked = [y for y in range(picture.height()) for x in range(picture.width()) if picture.pixelColor(x, y) != ground]
    return words.mapTo(page, QPoint(0, round(max(inked) / picture.devicePixelRatio()))).y()


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("subtitle", ["xxx", "x" * 40])
def test_title_and_subtitle_stand_on_one_line(
    new_desk: Callable[..., Desk], empty_path: Path, text_size: int, subtitle: str
) -> None:
    desk = new_desk(empty_path)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    assert desk.view is not None
    desk.view.go_to("imaging")
    page = desk.view.page
    assert page is not None
    page.title.setText("xxx")
    page.subtitle.setText(subtitle)
    page.subtitle.show()
    settle()
    assert abs(foot_of_letters(page.title, page) - foot_of_letters(page.subtitle, page)) <= 1
