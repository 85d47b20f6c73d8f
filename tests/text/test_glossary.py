"""Every word of reports and letters is explained, shortly and plainly, and can be tapped in any text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from journal.resources import resource
from journal.text.articles import articles
from journal.text.blocks import PageFault, Span, SpanKind, spans_of
from journal.text.findings.every_saying import SAYINGS
from journal.text.glossary import glossary, read_glossary
from journal.text.sayings import say
from tests.places import shared
from tests.text.findings import example
from tests.text.readability import cmu_grade, sentences
from tests.text.test_articles import BATTLE, PROMISE
from tests.text.test_sayings import BANNED

FOLDER = resource("articles")
GLOSSARY = glossary("en")
TERMS = GLOSSARY.terms
EVERY_TERM = pytest.mark.parametrize("key", TERMS)

# Words that no page or finding uses, explained on purpose: they stand in reports, letters and leaflets.
ONLY_IN_LETTERS = frozenset(
    {
        "active-surveillance",
        "acute",
        "advanced-cancer",
        "adverse-event",
        "anc",
        "antibody",
        "antiemetic",
        "ascites",
        "benign",
        "bone-marrow",
        "breakthrough-pain",
        "cannula",
        "carer",
        "central-line",
        "chemo-brain",
        "chronic",
        "creatinine",
        "cytotoxic",
        "dehydration",
        "durable-response",
        "effusion",
        "fatigue",
        "follow-up",
        "grade-of-a-side-effect",
        "grade-of-a-tumour",
        "hand-foot-syndrome",
        "her2",
        "infusion",
        "iv",
        "malignant",
        "mucositis",
        "nausea",
        "neoadjuvant-treatment",
        "neuropathy",
        "opioid",
        "overall-survival",
        "performance-status",
        "primary-cancer",
        "prognosis",
        "progression-free-survival",
        "protocol",
        "refractory",
        "regimen",
        "secondary-cancer",
        "sepsis",
        "stem-cell",
        "transfusion",
        "tumour-burden",
    }
)


@EVERY_TERM
def test_a_term_is_explained_plainly(key: str) -> None:
    text = TERMS[key].text
    assert cmu_grade(text) <= 6
    assert textstat.flesch_kincaid_grade(text) <= 6
    assert 1 <= len(sentences(text)) <= 3
    assert max(len(sentence.split()) for sentence in sentences(text)) <= 20
    assert text.endswith(".")
    assert BATTLE.search(text) is None
    assert PROMISE.search(text) is None
    assert BANNED.search(text) is None


def test_every_term_of_the_fact_sheet_is_explained() -> None:
    sheet = shared("domain", "explanations.md").read_text("utf-8").partition("## 13. ")[2]
    listed = re.findall(r"^- \*\*(.+?)\*\* - ", sheet, re.MULTILINE)
    assert len(listed) > 170
    lacking = []
    for entry in listed:
        name, _, rest = entry.partition(" (")
        if GLOSSARY.named(name) is None and GLOSSARY.named(f"{name} {rest.rstrip(')')}") is None:
            lacking.append(entry)
    assert lacking == []


def test_every_term_is_used_or_listed() -> None:
    marked = {
        span.target
        for page in articles("en").values()
        for block in page.blocks
        for span in spans_of(block)
        if span.kind is SpanKind.TERM
    }
    said = [line for page in articles("en").values() for line in page.lines]
    said += [say(example(code), long=True) for code in SAYINGS]
    used = marked | {span.target for text in said for span in GLOSSARY.marked(text) if span.target}
    assert set(TERMS) - used == ONLY_IN_LETTERS


def test_the_page_that_says_more_is_there() -> None:
    assert {term.page for term in TERMS.values()} - {""} <= set(articles("en"))


def test_a_term_is_found_in_any_of_its_forms() -> None:
    for name in ("Tumour", "tumor", " TUMOR "):
        assert GLOSSARY.named(name) == TERMS["tumour"]
    assert GLOSSARY.named("no such word") is None


def test_words_are_marked_once_and_the_longest_first() -> None:
    assert GLOSSARY.marked("A tumour marker and two tumours. The tumour marker fell.") == (
        Span("A "),
        Span("tumour marker", SpanKind.TERM, "tumour-marker"),
        Span(" and two "),
        Span("tumours", SpanKind.TERM, "tumour"),
        Span(". The tumour marker fell."),
    )


def test_words_inside_others_and_everyday_words_are_left_alone() -> None:
    assert GLOSSARY.marked("A CTX line in my arm, well under control.") == (
        Span("A CTX line in my arm, well under control."),
    )
    assert GLOSSARY.marked("") == ()


@given(st.lists(st.sampled_from([*TERMS]).map(lambda key: TERMS[key].name) | st.text(max_size=8), max_size=6))
def test_marking_loses_nothing(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = GLOSSARY.marked(text)
    assert "".join(span.text for span in spans) == text
    targets = [span.target for span in spans if span.target]
    assert len(targets) == len(set(targets))


def test_the_result_sentences_have_words_to_tap() -> None:
    spans = GLOSSARY.marked(say(example("recist.overall.pr")))
    assert "partial-response" in [span.target for span in spans]


def test_a_translation_stands_on_top_of_the_english(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "articles")
    (folder / "de").mkdir()
    file = folder / "de" / "glossary.toml"
    file.write_text('[tumour]\nname = "Tumor"\ntext = "Ein Knoten aus Zellen."\n', "utf-8")
    german = read_glossary(folder, "de")
    assert german.terms["tumour"].text == "Ein Knoten aus Zellen."
    assert german.terms["lesion"] == TERMS["lesion"]
    assert german.terms.keys() == TERMS.keys()
    file.write_text('[no-such]\nname = "X"\ntext = "Y."\n', "utf-8")
    with pytest.raises(PageFault, match="has no no-such"):
        read_glossary(folder, "de")
    file.write_text('[tumour]\nname = "Lesion"\ntext = "Y."\n', "utf-8")
    with pytest.raises(PageFault, match="explained twice"):
        read_glossary(folder, "de")
    file.write_text('[tumour]\nname = "Tumor"\n', "utf-8")
    with pytest.raises(PageFault, match="needs name and text"):
        read_glossary(folder, "de")
