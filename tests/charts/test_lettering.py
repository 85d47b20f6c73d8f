"""Words are measured before they are drawn, find free places, and columns keep their order and distance."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from journal.charts.drawing.faces import type_for
from journal.charts.drawing.lettering import Block, Box, Lettering, block
from journal.charts.drawing.words import Words, column_width, wrapped
from journal.charts.look import FAMILIES, look_for

LIGHT = look_for("light")


def lettering(width: float = 400, height: float = 300) -> Lettering:
    return Lettering(Figure(figsize=(width / 72, height / 72), dpi=72), LIGHT)


HEIGHTS = st.lists(st.floats(-50, 350), min_size=1, max_size=8)


@given(HEIGHTS)
def test_a_column_never_overlaps_and_keeps_its_order(heights: list[float]) -> None:
    page = lettering()
    blocks = [Block((page.words(f"Word {number}"),), at) for number, at in enumerate(heights)]
    page.stack(blocks, 10, 0, 300)
    boxes = page.taken
    assert len(boxes) == len(heights)
    assert all(upper.bottom >= lower.top for upper, lower in pairwise(boxes))
    assert all(box.bottom >= 0 and box.top <= 300 for box in boxes)


def test_a_column_without_room_keeps_what_ranks_highest() -> None:
    page = lettering(height=45)
    blocks = [Block((page.words(text),), 20, rank) for text, rank in (("low", 0), ("high", 2), ("middle", 1))]
    page.stack(blocks, 10, 0, 45)
    figure = page._figure
    assert {text.get_text() for text in figure.texts} == {"high", "middle"}


def test_a_block_gives_up_its_spare_lines_first() -> None:
    page = lettering(height=70)
    spare = Block((page.words("head"), page.words("more"), page.words("most")), 30, rank=5, least=1)
    page.stack([spare, Block((page.words("other"),), 20)], 10, 0, 70)
    assert {text.get_text() for text in page._figure.texts} == {"head", "more", "other"}


def test_words_that_have_room_stay_where_they_are_wished() -> None:
    page = lettering()
    words = page.words("here")
    page.stack([Block((words,), 150), Block((words,), 50)], 10, 0, 300)
    assert [(box.top + box.bottom) / 2 for box in page.taken] == pytest.approx([150, 50], abs=1)


@given(
    st.tuples(*[st.integers(-20, 20)] * 4),
    st.tuples(st.integers(-10, 10), st.integers(-10, 10)),
)
def test_a_stroke_through_a_box_is_seen(stroke: tuple[int, int, int, int], corner: tuple[int, int]) -> None:
    box = Box(corner[0], corner[1], corner[0] + 5, corner[1] + 3)
    x0, y0, x1, y1 = stroke
    steps = [(x0 + (x1 - x0) * share / 200, y0 + (y1 - y0) * share / 200) for share in range(201)]
    if any(box.left < x < box.right and box.bottom < y < box.top for x, y in steps):
        assert box.is_crossed_by(stroke)
    if not box.is_crossed_by(stroke):
        assert not any(box.left < x < box.right and box.bottom < y < box.top for x, y in steps)


def test_words_go_around_what_is_there() -> None:
    page = lettering()
    page.taken.append(Box(150, 155, 250, 300))  # above the point
    assert page.put_near((page.words("81"),), 200, 150, 8)
    assert page.taken[-1].top < 155


def test_words_avoid_lines_and_are_left_out_where_nothing_is_free() -> None:
    page = lettering()
    page.strokes.append((0, 165, 400, 165))
    assert page.put_near((page.words("81"),), 200, 150, 8)
    assert not page.taken[-1].is_crossed_by((0, 165, 400, 165))
    page.taken.append(Box(0, 0, 400, 300))
    assert not page.put_near((page.words("82"),), 200, 150, 8, reach=5)


def test_long_words_are_wrapped_about_evenly_and_never_broken() -> None:
    words = Words("Lab’s own range: under 5", 15, "#000000")
    two = wrapped(words, 0.8 * words.width)
    assert " ".join(line.text for line in two) == words.text
    assert len(two) == 2
    assert min(line.width for line in two) > 0.3 * words.width
    assert [line.text for line in wrapped(words, 1)] == words.text.split()


def test_a_column_is_no_wider_than_its_share_unless_a_word_is() -> None:
    long = Words("several words that are long together", 15, "#000000")
    assert column_width([(long,)], 300) == pytest.approx(0.36 * 300)
    single = Words("Aufklärungsgespräch" * 2, 15, "#000000")
    assert column_width([(single,)], 300) == pytest.approx(single.width)
    assert column_width([], 300) == 0
    assert block((long,), 100, 5).width <= 100


@pytest.mark.parametrize(
    ("text", "family"),
    [("Growing from 94.8 mm −3 % ≥ ≤", "Atkinson Hyperlegible"), ("10⁹/L", "Noto Sans"), ("Жар", "Noto Sans")],
)
def test_no_word_mixes_two_typefaces(text: str, family: str) -> None:
    assert type_for(text, FAMILIES, False).get_family()[0] == family
