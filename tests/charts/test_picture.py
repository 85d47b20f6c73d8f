"""Files are exact in size, the same for the same chart, and keep their text as text."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree as ET

import pytest

from journal.charts.look import PAPER, look_for, paper_look
from journal.charts.picture import figure, png, svg
from tests.charts.examples import BUILDERS, EXAMPLES, LONG_NAME, sized
from tests.charts.test_layout import shown_texts

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["scans", "marker", "symptom", "no scan"])
def test_the_same_chart_gives_the_same_file(name: str) -> None:
    first, second = (svg(BUILDERS[name](), PAPER, 88, 45) for _ in range(2))
    assert first == second
    assert b"<dc:date>" not in first
    assert b"matplotlib.org" not in first


def test_an_svg_is_as_large_as_asked_and_its_text_is_text() -> None:
    root = ET.fromstring(svg(EXAMPLES["scans"](), PAPER, 88, 45))
    assert root.get("width", "").endswith("pt")
    assert float(root.get("width", "")[:-2]) == pytest.approx(88 * 72 / 25.4, abs=0.01)
    assert float(root.get("height", "")[:-2]) == pytest.approx(45 * 72 / 25.4, abs=0.01)
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {"81 now", "84", "93"} <= texts


def test_a_png_has_the_pixels_that_the_screen_has() -> None:
    chart = EXAMPLES["scans"]()
    for scale in (1.0, 1.5, 2.0):
        width, height = struct.unpack(">II", png(chart, look_for("light"), 600, 300, scale=scale)[16:24])
        assert (width, height) == (600 * scale, 300 * scale)


def test_a_picture_that_stands_alone_has_its_title_and_sentence() -> None:
    chart = sized("2026-01-01 93, 2026-03-01 81", f"2026-01-02 {LONG_NAME}")
    texts = [text.get_text() for text in shown_texts(figure(chart, look_for("light"), 900, 500, titled=True))]
    assert chart.title in texts
    assert chart.caption in " ".join(texts)
    assert chart.title not in [text.get_text() for text in shown_texts(figure(chart, look_for("light"), 900, 500))]


def test_a_name_with_signs_of_mathematics_stays_a_name() -> None:
    chart = sized("2026-01-01 93, 2026-03-01 81", "2026-01-06 $\\alpha$ & <b>")
    assert b"$\\alpha$ &amp; &lt;b&gt; starts" in svg(chart, paper_look(), 180, 90)
    assert png(chart, look_for("light"), 900, 420)


def test_paper_is_black_and_white() -> None:
    for name in ("scans", "two courses", "marker", "symptom"):
        colours = set(re.findall(rb"#[0-9a-f]{6}", svg(EXAMPLES[name](), PAPER, 88, 45)))
        assert colours <= {b"#000000", b"#ffffff", b"#6a6a6a", b"#444444", b"#bbbbbb"}, colours
