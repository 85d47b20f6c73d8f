"""The search box finds pages and words, best first, with the sentence that matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.text.article_search import Hit, find
from journal.text.articles import articles
from journal.text.glossary import glossary


def first(asked: str) -> Hit:
    return find(asked)[0]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("does chemo spread cancer", "chemo-and-spread"),
        ("is it my fault", "progressive-disease"),
        ("what does partial response mean", "partial-response"),
        ("stable", "stable-disease"),
        ("how long do I live", "result-words"),
        ("hot flushes", "hormone-therapy"),
        ("second opin", "second-opinion"),
        ("spinal pressure cough", "local-treatment"),
    ],
)
def test_a_question_finds_its_page(asked: str, page: str) -> None:
    assert page in [hit.page for hit in find(asked)[:2]]


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("tumor", "tumour"),
        ("NED", "no-evidence-of-disease"),
        ("ca 19-9", "ca-19-9"),
        ("CA19-9", "ca-19-9"),
        ("p-gp", "p-glycoprotein"),
        ("metastases", "metastasis"),
        ("neutropenic fever", "febrile-neutropenia"),
    ],
)
def test_a_word_finds_its_entry_in_any_spelling(asked: str, term: str) -> None:
    hit = first(asked)
    assert (hit.term, hit.page) == (term, "")
    assert hit.sentence == glossary().terms[term].text


def test_a_hit_shows_its_sentence_and_where_it_stands() -> None:
    hit = next(hit for hit in find("hot flushes") if hit.page)
    assert hit.title == "Hormone therapy"
    assert hit.sentence == "Hot flushes can come."
    assert hit.heading == "asks-of-you"


def test_a_word_that_is_still_being_typed_or_has_another_ending() -> None:
    assert first("pseudopro").term or first("pseudopro").page == "looks-bigger"
    assert find("spreading")[0].page
    assert next(hit.page for hit in find("placebos")) in ("", "clinical-trial")


def test_nothing_found_is_nothing() -> None:
    assert find("") == find("  ?! ") == find("xyzzy") == ()
    assert find("xyzzy qwertz chemo") == ()
    assert len(find("cancer", limit=3)) == 3


@given(st.text(max_size=30))
def test_any_text_can_be_asked(asked: str) -> None:
    for hit in find(asked):
        assert bool(hit.page) is not bool(hit.term)
        assert hit.page in articles() or hit.term in glossary().terms


@pytest.mark.parametrize("key", articles("en"))
def test_a_page_is_found_by_its_title(key: str) -> None:
    title = articles("en")[key].title
    assert key in [hit.page for hit in find(title)[:2]]
