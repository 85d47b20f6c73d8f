"""Where the sum stands between its lines, in numbers, words and pixels."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.ui.pages.imaging.sum_bar import SumBar, SumLines, side_by_side
from journal.ui.theme.look import colour


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def lines(now: str, smaller: str | None, growing: str) -> SumLines:
    return SumLines(Decimal(now), None if smaller is None else Fraction(smaller), Fraction(growing))


def test_a_sum_just_short_of_a_line_does_not_look_like_it() -> None:
    shown = lines("65.104", "65.1", "94.8")
    assert plain(shown.number(shown.now)) != plain(shown.number(Decimal("65.1")))


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 600))
def test_what_is_shown_stands_on_the_bar_and_in_order(smaller: int, more: int, now: int) -> None:
    shown = SumLines(Decimal(now), Fraction(smaller), Fraction(smaller + more))
    shares = [shown.share(each) for each in (Fraction(smaller), Fraction(smaller + more), Fraction(now))]
    assert all(0 <= share <= 1 for share in shares)
    assert shares[0] < shares[1]


@given(
    st.tuples(st.floats(0, 500), st.floats(0, 500)).map(sorted),
    st.tuples(st.floats(1, 200), st.floats(1, 200)),
    st.floats(50, 500),
)
def test_labels_never_lie_over_each_other(middles: list[float], widths: tuple[float, float], room: float) -> None:
    lefts = side_by_side([min(each, room) for each in middles], widths, room, 12)
    if lefts is None:
        assert sum(widths) + 12 > room
        return
    assert lefts[0] >= -1e-9
    assert lefts[0] + widths[0] + 12 <= lefts[1] + 1e-6
    assert lefts[1] + widths[1] <= room + 1e-6


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_pointer_is_mirrored(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    bar = SumBar(lines("60", "65.1", "94.8"))
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(280, bar.heightForWidth(280))
    image = bar.grab().toImage()
    ink = colour("ink").rgb()
    middle = round(bar.heightForWidth(280) * 0.4)
    dark = [x for x in range(image.width()) if image.pixel(x, middle) == ink]
    assert dark
    is_left = dark[0] < image.width() / 2
    assert is_left is (direction is Qt.LayoutDirection.LeftToRight)


def test_a_bar_is_heard_as_a_sentence(qtbot: QtBot) -> None:
    bar = SumBar(lines("81", "65.1", "94.8"))
    qtbot.addWidget(bar)
    said = "The sum is 81 mm. Clearly smaller is 65.1 mm or less. Growing starts at 94.8 mm."
    assert plain(bar.accessibleName()) == said
