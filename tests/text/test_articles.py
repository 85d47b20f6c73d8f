"""The explaining pages: plain, complete, sourced, kind, and every link in them leads somewhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import textstat

from journal.resources import resource
from journal.rules.markers import ctdna, ctdna_course, kinetics, trend
from journal.rules.response import (
    best_response,
    gcig_ca125,
    imwg,
    irecist,
    lugano,
    mrecist,
    pcwg3,
    pet_answer,
    rano,
    recist_1_1,
    too_early,
)
from journal.text.articles import (
    Article,
    article_for,
    articles,
    question,
    read_articles,
    read_sources,
    source_lines,
    standing,
)
from journal.text.blocks import Heading, Note, Questions, lines_of
from journal.text.glossary import read_glossary
from tests.places import shared
from tests.text.facts import FACTS, Fact
from tests.text.readability import cmu_grade, sentences

FOLDER = resource("articles")
PAGES = articles("en")
EVERY_PAGE = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 20  # words
LONGEST_MEAN = 12
HIGHEST_SMOG = 8.5
# Names that the counters may pass over, because they cannot be said in other words.  None is needed so far.
MASKED: tuple[str, ...] = ()

BATTLE = re.compile(
    r"\b(battl\w*|wars?|warriors?|weapons?|enem(y|ies)|fighters?|soldiers?|army|defeat\w*|conquer\w*|victims?|brave\w*"
    r"|(fight|beat|attack|kill off)(s|ing)? (back|the cancer|your cancer|cancer)|lost (the|your|his|her) (fight|battle)"
    r"|fail\w*|salvage|terminal(ly)?|unfortunately|(smart|clever|sneaky) (cancer|cell|tumour)s?)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(guarante\w*|will (cure|heal|save)|you will (be fine|get well|live long|be cured|recover)|do(n.t| not) worry"
    r"|you (should|must|need to) (take|stop|start|change|switch|choose|have)|safe to wait|miracle|no need to call)\b",
    re.IGNORECASE,
)
ODDS = re.compile(
    r"\b(surviv\w*|life expectancy|(months|years) to live|live (for )?\d+|\d+ (months|years) longer)\b", re.I
)

RESPONSES = (
    "complete-response",
    "partial-response",
    "stable-disease",
    "progressive-disease",
    "not-evaluable",
    "mixed-response",
    "looks-bigger",
    "neither-gone-nor-growing",
    "nothing-to-judge",
)
OPTIONS = (
    "other-drug-or-mix",
    "targeted-therapy",
    "new-biopsy",
    "immunotherapy",
    "hormone-therapy",
    "clinical-trial",
    "local-treatment",
    "treatment-break",
    "supportive-care",
    "second-opinion",
)
# Pages that speak of symptoms: when to call stands there before the first heading.
CALL_FIRST = (
    "how-the-team-finds-out",
    "blood-counts",
    "looks-bigger",
    "immunotherapy",
    "local-treatment",
    "dose-changes",
    "targeted-therapy",
    "supportive-care",
)


def keys(page: Article) -> list[str]:
    return [block.key for block in page.blocks if isinstance(block, Heading)]


def read_aloud(*lines: str) -> str:
    """The lines as one text; a heading or an item ends like a sentence, with its full stop or without."""
    text = " ".join(line if line.rstrip("”").endswith((".", "?", "!", ":")) else f"{line}." for line in lines)
    for name in MASKED:
        text = text.replace(name, "it")
    return text


def carried(fact: Fact, pages: dict[str, Article]) -> bool:
    return fact.words in " ".join(pages[fact.page].lines)


# --- plain -----------------------------------------------------------------------------------------------------------


@EVERY_PAGE
@pytest.mark.parametrize("counter", [cmu_grade, textstat.flesch_kincaid_grade], ids=["cmu", "textstat"])
def test_a_page_reads_at_grade_six(page: Article, counter: Callable[[str], float]) -> None:
    assert counter(read_aloud(page.title, page.subtitle, *page.lines)) <= HIGHEST_GRADE
    running = [line for block in page.blocks if not isinstance(block, Heading) for line in lines_of(block)]
    assert counter(read_aloud(*running)) <= HIGHEST_GRADE


@EVERY_PAGE
def test_a_page_has_short_sentences(page: Article) -> None:
    lengths = {
        sentence: len(sentence.split())
        for line in (page.title, page.subtitle, *page.lines, *page.unverified)
        for sentence in sentences(line)
    }
    assert {sentence: length for sentence, length in lengths.items() if length > LONGEST_SENTENCE} == {}
    assert sum(lengths.values()) / len(lengths) <= LONGEST_MEAN
    assert textstat.smog_index(read_aloud(*page.lines)) <= HIGHEST_SMOG


def test_the_gate_notices_a_page_that_is_hard_to_read() -> None:
    hard = "Pharmacological resistance necessitates consideration of alternative therapeutic modalities."
    assert cmu_grade(hard) > HIGHEST_GRADE
    assert textstat.flesch_kincaid_grade(hard) > HIGHEST_GRADE
    assert len(sentences("One. Two? “Three.” Four")) == 4


# --- complete --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.number}-{fact.short.replace(' ', '-')}")
def test_a_page_carries_the_fact(fact: Fact) -> None:
    assert carried(fact, dict(PAGES)), (fact.page, fact.words)


def test_a_fact_that_is_taken_out_is_missed(tmp_path: Path) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "articles")
    path = copy / "en" / "chemo-and-spread.md"
    path.write_text(path.read_text("utf-8").replace("Chemo does not make cancer spread.", ""), "utf-8")
    pages = dict(read_articles(copy, "en", read_glossary(copy, "en")))
    missed = [fact.number for fact in FACTS if not carried(fact, pages)]
    assert missed == [8]


def test_every_fact_of_the_list_is_ticked_off() -> None:
    ticked = {fact.number for fact in FACTS} - {0}
    assert ticked == set(range(1, 38))
    sheet = shared("domain", "explanations.md").read_text("utf-8")
    section = sheet.partition("## 10. ")[2].partition("\n## ")[0]
    listed: set[int] = set()
    for first, last in re.findall(r"^\| (\d+)(?:-(\d+))? \|", section, re.MULTILINE):
        listed |= set(range(int(first), int(last or first) + 1))
    assert ticked == listed


def test_every_result_word_says_what_it_means_what_it_does_not_and_what_comes_next() -> None:
    for key in RESPONSES:
        assert PAGES[key].group == "results"
        assert [section for section in keys(PAGES[key]) if section in ("means", "not", "next", "ask", "step")] == [
            "means",
            "not",
            "next",
            "ask",
            "step",
        ], key


def test_every_choice_says_what_it_is_when_it_comes_up_and_what_it_asks() -> None:
    assert {page.key for page in PAGES.values() if page.group == "options"} == {*OPTIONS, "what-can-come-next"}
    for key in OPTIONS:
        assert {"what", "when", "asks-of-you", "ask", "every", "step"} <= set(keys(PAGES[key])), key
        asked = {asked.key.partition("/")[2] for asked in PAGES[key].questions}
        assert {"aim", "how-likely", "cost", "wait", "who-to-call"} < asked, key
    text = " ".join(PAGES["what-can-come-next"].lines)
    assert [key for key in OPTIONS if PAGES[key].title not in text] == []


@EVERY_PAGE
def test_a_page_has_its_main_message_on_top_questions_and_one_next_step(page: Article) -> None:
    assert isinstance(page.blocks[0], Note)
    assert len(page.summary.split()) <= 45
    assert len(page.questions) >= 3
    assert keys(page)[-1] == "step"
    assert not any(isinstance(block, Questions) for block in page.blocks[-2:])


@pytest.mark.parametrize("key", CALL_FIRST)
def test_when_to_call_stands_first(key: str) -> None:
    page = PAGES[key]
    first = next(place for place, block in enumerate(page.blocks) if isinstance(block, Heading))
    assert "24-hour line" in " ".join(line for block in page.blocks[:first] for line in lines_of(block))


ANSWERS = (
    *recist_1_1.OVERALL.values(),
    *irecist.OVERALL.values(),
    *mrecist.OVERALL.values(),
    *pcwg3.CODES,
    *gcig_ca125.CODES,
    *imwg.OVERALL.values(),
    *lugano.OVERALL.values(),
    *pet_answer.OVERALL.values(),
    *rano.OVERALL.values(),
    *best_response.CODES,
    *trend.CODES,
    *ctdna.CODES,
    *ctdna_course.CODES,
    *too_early.CODES,
    *kinetics.CODES,
)


@pytest.mark.parametrize("code", ANSWERS)
def test_every_answer_has_a_page(code: str) -> None:
    page = article_for(code)
    assert page is not None
    assert sum(code in other.explains for other in PAGES.values()) == 1


def test_the_page_is_the_one_of_the_answer() -> None:
    found = {code: page.key for code in recist_1_1.OVERALL.values() if (page := article_for(code))}
    assert found == {
        "recist.overall.cr": "complete-response",
        "recist.overall.pr": "partial-response",
        "recist.overall.sd": "stable-disease",
        "recist.overall.pd": "progressive-disease",
        "recist.overall.ne": "not-evaluable",
        "recist.overall.non_cr_non_pd": "neither-gone-nor-growing",
        "recist.overall.na": "nothing-to-judge",
    }
    assert article_for("no.such.code") is None


def test_pages_explain_only_answers_that_exist() -> None:
    known = {*ANSWERS, *recist_1_1.CODES}
    assert {code for page in PAGES.values() for code in page.explains} <= known


# --- sourced ---------------------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_a_page_names_its_sources_and_their_date(page: Article) -> None:
    assert page.sources
    assert all(cited.about for cited in page.sources)
    assert date(2026, 1, 1) <= page.checked_on
    assert standing(page).endswith("No doctor has checked it yet.")
    assert len(source_lines(page)) == len(page.sources) + len(page.unverified)


def test_what_is_unverified_stays_marked() -> None:
    marked = [line for page in PAGES.values() for line in source_lines(page) if "not yet checked in a source" in line]
    assert len(marked) > 20
    assert "not yet checked in a source: what often comes next." in " ".join(source_lines(PAGES["dose-changes"]))


def test_every_source_of_the_table_is_used() -> None:
    used = {cited.source.key for page in PAGES.values() for cited in page.sources}
    assert used == set(read_sources(FOLDER / "sources.toml"))


# --- kind ------------------------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_a_page_neither_blames_nor_promises_nor_advises(page: Article) -> None:
    text = " ".join((page.title, page.subtitle, *page.lines))
    assert BATTLE.search(text) is None, BATTLE.search(text)
    assert PROMISE.search(text) is None, PROMISE.search(text)
    assert ODDS.search(text) is None, ODDS.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (BATTLE, "She lost her battle."),
        (BATTLE, "The chemo failed."),
        (BATTLE, "Clever cells hide."),
        (PROMISE, "You should stop the drug."),
        (PROMISE, "It will cure you."),
        (ODDS, "People survive for longer."),
        (ODDS, "They live 12 months."),
    ],
)
def test_such_words_are_noticed(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


# --- questions -------------------------------------------------------------------------------------------------------


def test_questions_have_keys_of_their_own() -> None:
    found = [asked.key for page in PAGES.values() for asked in page.questions]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", key) for key in found)
    assert all(asked.text.endswith("?") for page in PAGES.values() for asked in page.questions)


def test_a_starred_question_is_found_again() -> None:
    """Stars are kept by key: a key in this list may gain company, and never goes."""
    kept = Path(__file__).with_name("question_keys.txt").read_text("utf-8").split()
    assert [key for key in kept if question(key) is None] == []
    now = {asked.key for page in PAGES.values() for asked in page.questions}
    assert sorted(now - set(kept)) == [], "new questions: add their keys to question_keys.txt"
    asked = question("partial-response/how-much")
    assert asked is not None
    assert asked.text == "How much smaller is it, and compared with which scan?"
    assert question("partial-response/no-such") is None
    assert question("no-such-page/how-much") is None
