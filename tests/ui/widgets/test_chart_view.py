"""A chart is drawn beside the window; what it shows can be read with keys, mouse and ears."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.ui.background import Background
from journal.ui.theme.look import look
from journal.ui.widgets.chart_view import Canvas, Chart, ChartPicture, ChartView, Spot

SPOTS = (Spot(0.1, 0.5, "2 Jan: 43 U/mL"), Spot(0.9, 0.4, "30 May: 11 U/mL"))


def png(canvas: Canvas) -> bytes:
    image = QImage(canvas.width, canvas.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes, the call text
    return bytes(data.data())


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def drawn(qtbot: QtBot, background: Background) -> tuple[ChartView, list[Canvas]]:
    asked: list[Canvas] = []

    def draw(canvas: Canvas) -> ChartPicture:
        asked.append(canvas)
        return ChartPicture(png(canvas), SPOTS)

    view = ChartView(background, "marker")
    qtbot.addWidget(view)
    view.resize(600, 360)
    view.show()
    view.show_chart(Chart(draw, "CA 125 fell from 43 to 11 U/mL."))
    qtbot.waitUntil(lambda: bool(asked) and not view.picture._image.isNull())
    return view, asked


def test_a_picture_has_the_size_theme_and_text_of_its_place(
    qtbot: QtBot, drawn: tuple[ChartView, list[Canvas]]
) -> None:
    view, asked = drawn
    assert (asked[-1].width, asked[-1].height) == (view.picture.width(), view.picture.height())
    assert (asked[-1].theme, asked[-1].text_size) == ("light", 100)
    look().choose("dark", 150)
    qtbot.waitUntil(lambda: (asked[-1].theme, asked[-1].text_size) == ("dark", 150))
    assert asked[-1].height == 450


def test_values_are_read_with_the_keys(qtbot: QtBot, drawn: tuple[ChartView, list[Canvas]]) -> None:
    picture = drawn[0].picture
    read = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Escape):
        qtbot.keyClick(picture, key)
        read.append(picture.read_out)
        picture.grab()
    assert read == [SPOTS[0].words, SPOTS[1].words, SPOTS[1].words, SPOTS[0].words, ""]


def test_values_are_read_with_the_mouse(qtbot: QtBot, drawn: tuple[ChartView, list[Canvas]]) -> None:
    picture = drawn[0].picture
    qtbot.mouseMove(picture, picture._place(SPOTS[1]).toPoint())
    qtbot.waitUntil(lambda: picture.read_out == SPOTS[1].words)
    assert picture.accessibleDescription() == SPOTS[1].words


def test_a_screen_reader_hears_the_caption(drawn: tuple[ChartView, list[Canvas]]) -> None:
    view, _asked = drawn
    assert view.picture.accessibleName() == view.caption.text() == "CA 125 fell from 43 to 11 U/mL."


def test_several_sizes_on_the_way_are_drawn_once(qtbot: QtBot, drawn: tuple[ChartView, list[Canvas]]) -> None:
    view, asked = drawn
    before = len(asked)
    for width in range(610, 700, 10):
        view.resize(width, 360)
    qtbot.waitUntil(lambda: asked[-1].width == view.picture.width())
    assert len(asked) - before <= 2
