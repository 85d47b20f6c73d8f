"""Sentences under charts are plain and whole, and every word of a chart can be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from journal.charts.chart import Chart, Table
from journal.charts.look import PAPER, Look, look_for
from journal.charts.picture import figure
from journal.text import language
from tests.charts.examples import EXAMPLES
from tests.charts.test_layout import shown_texts
from tests.text.readability import grade, sentences

# Names and units are data: "it" stands for them, as a reader who knows them reads on.
NAMES = re.compile(r"CEA|PSA \(total\)|CA-125|ctDNA \(VAF %\)|Nausea|Numb or tingling hands and feet|U/mL|ng/mL|mm")

DATA = re.compile(
    r"(not )?detected|FOLFOX|FOLFIRI|bevacizumab|Trifluridine|Carboplatin.*|Royal|City|Numb.*feet|Nausea|mL|mm"
)


@pytest.fixture(params=["qps", "qps-rtl"])
def pseudo(request: pytest.FixtureRequest) -> Iterator[str]:
    language.set_language(request.param)
    yield request.param
    language.set_language("en")


def bare(text: str) -> str:
    """Return what of *text* did not go through the catalogue."""
    while "⟦" in text:
        text = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return re.sub(
        r"(not )?detected|FOLFOX|FOLFIRI|bevacizumab|Trifluridine|Carboplatin.*|Royal|City|Numb.*feet|Nausea|mL|mm",
        "",
        text,
    )


def test_captions_are_one_plain_sentence() -> None:
    captions = [EXAMPLES[name]().caption.replace("\u00a0", " ") for name in EXAMPLES]
    for caption in captions:
        assert len(sentences(caption)) == 1, caption
        assert caption.endswith("."), caption
        assert len(caption.split()) <= 20, caption
    assert grade(NAMES.sub("it", " ".join(captions))) <= 6


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_goes_through_the_catalogue(pseudo: str, name: str) -> None:
    chart = EXAMPLES[name]()
    table = chart.table
    said = [chart.title, chart.caption, *table.header, *(cell for row in table.rows for cell in row)]
    for look, width, height in ((look_for("light"), 900, 420), (PAPER, 249, 128)):
        said += [text.get_text() for text in shown_texts(figure(chart, look, width, height))]
    for text in said:
        # A wrapped line may hold one end of a sentence only.
        whole = text if text.count("⟦") == text.count("⟧") else ""
        assert not re.search(r"[a-z]{3}", bare(whole)), text


EMPTY = {"no scan", "scans without sums", "no result", "no entry", "usual cycle, none finished", "no course"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_tables_are_whole_and_charts_know_when_they_are_empty(name: str) -> None:
    chart: Chart = EXAMPLES[name]()
    table = chart.table
    assert all(len(row) == len(table.header) for row in table.rows)
    assert chart.is_empty is (name in EMPTY)
    if chart.is_empty:
        looks: tuple[tuple[Look, float, float], ...] = ((look_for("light"), 900, 420), (PAPER, 187, 52))
        for look, width, height in looks:
            written = " ".join(text.get_text() for text in shown_texts(figure(chart, look, width, height)))
            assert chart.caption in written


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Table.of(("Date", "Value"), [("1 May",)])
