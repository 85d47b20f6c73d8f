"""Markdown of our few kinds becomes blocks, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.text.blocks import (
    Heading,
    Listing,
    Note,
    PageFault,
    PageQuestion,
    Paragraph,
    Questions,
    Span,
    SpanKind,
    blocks_of,
    lines_of,
    spans_of,
)

PAGE = """\
> The **main** thing,
> said first.

## What it means {#means}

See [a spot](glossary:lesion) and
[the next page](page:scans#kinds).

- one
- two with a [link](page:scans)

1. first
2. second

### Numbers {#numbers folded}

- How much? {#how-much}
- Until when? {#until}
"""


def test_every_kind_of_block() -> None:
    assert blocks_of(PAGE, "x") == (
        Note(((Span("The "), Span("main", SpanKind.STRONG), Span(" thing, said first.")),)),
        Heading("What it means", 2, "means"),
        Paragraph(
            (
                Span("See "),
                Span("a spot", SpanKind.TERM, "lesion"),
                Span(" and "),
                Span("the next page", SpanKind.PAGE, "scans#kinds"),
                Span("."),
            )
        ),
        Listing(((Span("one"),), (Span("two with a "), Span("link", SpanKind.PAGE, "scans")))),
        Listing(((Span("first"),), (Span("second"),)), is_numbered=True),
        Heading("Numbers", 3, "numbers", is_folded=True),
        Questions((PageQuestion("how-much", "How much?"), PageQuestion("until", "Until when?"))),
    )


def test_words_without_their_marks() -> None:
    lines = [line for block in blocks_of(PAGE, "x") for line in lines_of(block)]
    assert lines[:4] == ["The main thing, said first.", "What it means", "See a spot and the next page.", "one"]
    assert lines[-2:] == ["How much?", "Until when?"]
    assert len([span for block in blocks_of(PAGE, "x") for span in spans_of(block) if span.target]) == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("one\n\n***\n", "here.md:12: .*hr"),
        ("<b>one</b>", "here.md:10: .*html_inline"),
        ("one `two`", "no words of the kind code_inline"),
        ("![one](page:two)", "no words of the kind image"),
        ("[one](two.html)", "not to “two.html”"),
        ("[one](glossary:Two)", "not to “glossary:Two”"),
        ("[**one**](page:two)", "nothing but words"),
        ("## One [two](page:two)", "nothing but words"),
        ("- One? {#a}\n- Two?", "every item of a list has a key"),
        ("- One?\n\n  More.", "one paragraph"),
        ("- One? {#a folded}", "only what follows a heading"),
        ("- One [two](page:two)? {#a}", "nothing but words"),
        ("> - one", "a paragraph belongs here"),
    ],
)
def test_anything_else_is_a_fault_with_its_line(text: str, named: str) -> None:
    with pytest.raises(PageFault, match=named):
        blocks_of(text, "here.md", first_line=10)


WORDS = st.lists(st.from_regex(r"[A-Za-z0-9%ß’é]+[.,?]?", fullmatch=True), min_size=1, max_size=8).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_no_word_is_lost(paragraphs: list[str]) -> None:
    safe = [f"x {paragraph}" for paragraph in paragraphs]  # "1." alone would begin a list
    blocks = blocks_of("\n\n".join(safe), "x")
    assert [line for block in blocks for line in lines_of(block)] == safe
