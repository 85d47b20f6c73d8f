"""Whatever a chart shows: no two texts touch, none is cut off, in every look and size; and it is quick."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from journal.charts.chart import Chart
from journal.charts.look import PAPER, Look, look_for, paper_look
from journal.charts.picture import figure
from journal.charts.tokens import THEMES
from tests.charts.examples import EXAMPLES

MM = 72 / 25.4
SCREEN = ((900, 420), (636, 260), (1200, 500))
PAPER_SIZES = ((88 * MM, 45 * MM), (66 * MM, 18.5 * MM))
EDGE = 1.0  # points by which a letter's measure may differ between drawing and reckoning


def shown_texts(drawn: Figure) -> list[Text]:
    return [text for text in drawn.findobj(Text) if isinstance(text, Text) and text.get_text() and text.get_visible()]


def check_texts(chart: Chart, look: Look, width: float, height: float) -> None:
    drawn = figure(chart, look, width, height)
    # Paper is not made of pixels: drawn finely, letters are as wide as they will be in print.
    fine = 8.0 if look.is_paper else 1.0
    drawn.set_dpi(72 * fine)
    renderer = FigureCanvasAgg(drawn).get_renderer()
    boxes = [
        (t.get_text(), t.get_window_extent(renderer).transformed(Affine2D().scale(1 / fine)))
        for t in shown_texts(drawn)
    ]
    for text, box in boxes:
        assert box.x0 >= -EDGE, text
        assert box.y0 >= -EDGE, text
        assert box.x1 <= width + EDGE, text
        assert box.y1 <= height + EDGE, text
    for (one, first), (other, second) in combinations(boxes, 2):
        apart = (
            first.x1 <= second.x0 + EDGE
            or second.x1 <= first.x0 + EDGE
            or first.y1 <= second.y0 + EDGE
            or second.y1 <= first.y0 + EDGE
        )
        assert apart, (one, other)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 2.5])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_words_touch_on_the_screen(name: str, scale: float) -> None:
    chart = EXAMPLES[name]()
    for width, height in SCREEN:
        check_texts(chart, look_for("light", scale), width, height)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_words_touch_in_any_theme(name: str, theme: str) -> None:
    chart = EXAMPLES[name]()
    for known in THEMES:
        if known == theme:
            check_texts(chart, look_for(known), 900, 420)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_words_touch_on_paper(name: str) -> None:
    chart = EXAMPLES[name]()
    for width, height in PAPER_SIZES:
        check_texts(chart, PAPER, width, height)
    check_texts(chart, paper_look(2.0), 180 * MM, 90 * MM)
    check_texts(chart, replace(PAPER, families=("Noto Sans", "DejaVu Sans")), *PAPER_SIZES[0])


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 2.5])
def test_what_matters_most_always_has_its_words(scale: float) -> None:
    needed = {
        "scans": ("Growing", "from 94.8 mm", "Clearly smaller", "to 65.1 mm", "81"),
        "marker": ("CEA", "in ng/mL", "11.8", "FOLFOX cycles"),
        "symptom": ("cycle 6", "cycle 5", "none", "severe"),
    }
    for name, words in needed.items():
        drawn = figure(EXAMPLES[name](), look_for("light", scale), 900, 420)
        written = " ".join(text.get_text() for text in shown_texts(drawn)).replace("\u00a0", " ")
        assert all(word in written for word in words), (name, written)


@pytest.mark.parametrize("size", [(60, 30), (200, 120)], ids=str)
def test_a_figure_that_is_far_too_small_is_still_clean(size: tuple[int, int]) -> None:
    for name in EXAMPLES:
        for look in (look_for("light", 2.0), PAPER):
            check_texts(EXAMPLES[name](), look, *size)
