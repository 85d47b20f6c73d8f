"""Page files are read in order and in the reader's language, and whatever leads nowhere in them is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journal.resources import resource
from journal.text import language
from journal.text.articles import GROUPS, articles, group_name, read_articles, reading_time, source_lines, standing
from journal.text.blocks import PageFault
from journal.text.glossary import read_glossary

FOLDER = resource("articles")
PAGES = articles("en")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    language.set_language("en")


def test_pages_come_in_their_order() -> None:
    groups = [page.group for page in PAGES.values()]
    assert groups == sorted(groups, key=list(GROUPS).index)
    assert list(PAGES)[:3] == ["result-words", "complete-response", "partial-response"]
    places = [(page.group, page.order) for page in PAGES.values()]
    assert len(places) == len(set(places))


LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_program_is_whole_and_leads_somewhere(language: str) -> None:
    # The program reads a page's text when somebody wants it, and does not look for mistakes then.
    assert read_articles(FOLDER, language, read_glossary(FOLDER, language)).keys() == PAGES.keys()


def test_the_text_of_a_page_is_read_once_and_when_it_is_wanted(tmp_path: Path) -> None:
    page = read_articles(copied(tmp_path), "en", read_glossary(FOLDER, "en"))["not-evaluable"]
    shutil.rmtree(tmp_path / "articles")
    assert page.blocks is page.blocks
    assert page.blocks == PAGES["not-evaluable"].blocks


def test_what_the_room_says_itself_goes_through_the_catalogue() -> None:
    language.set_language("qps")
    page = articles("en")["result-words"]
    assert all(group_name(group).startswith("⟦") for group in GROUPS)
    assert reading_time(page) == "⟦4 mîñûtéš tö réàd⟧".replace("š", "s")
    assert standing(page).startswith("⟦")
    assert all(line.startswith("⟦") for line in source_lines(PAGES["dose-changes"]))


def copied(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "articles")


def test_a_page_without_translation_is_in_english(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    english = (folder / "en" / "not-evaluable.md").read_text("utf-8")
    body = english.split("+++\n", 2)[2].replace("What is missing?", "Was fehlt?")
    front = '+++\ntitle = "Nicht beurteilbar"\nsubtitle = "Keine Antwort"\nchecked_on = 2026-12-01\n+++\n'
    (folder / "de").mkdir()
    (folder / "de" / "not-evaluable.md").write_text(front + body, "utf-8")
    pages = read_articles(folder, "de", read_glossary(folder, "de"))
    german = pages["not-evaluable"]
    assert (german.language, german.title, german.checked_on) == ("de", "Nicht beurteilbar", date(2026, 12, 1))
    assert german.questions[0].text == "Was fehlt?"
    assert german.questions[0].key == PAGES["not-evaluable"].questions[0].key
    assert (german.sources, german.explains) == (PAGES["not-evaluable"].sources, PAGES["not-evaluable"].explains)
    assert pages["partial-response"].language == "en"
    assert list(pages) == list(PAGES)

    (folder / "de" / "not-evaluable.md").write_text(front + body.replace("{#again}", "{#other}"), "utf-8")
    with pytest.raises(PageFault, match="questions have other keys"):
        read_articles(folder, "de", read_glossary(folder, "de"))
    (folder / "de" / "not-evaluable.md").write_text(front + body.replace("{#next}", ""), "utf-8")
    with pytest.raises(PageFault, match="headings have other keys"):
        read_articles(folder, "de", read_glossary(folder, "de"))
    (folder / "de" / "not-evaluable.md").rename(folder / "de" / "nobody.md")
    with pytest.raises(PageFault, match="no English page"):
        read_articles(folder, "de", read_glossary(folder, "de"))


def test_an_unknown_language_is_english() -> None:
    assert articles("xx") == PAGES


@pytest.mark.parametrize(
    ("was", "is_now", "named"),
    [
        ("glossary:metastasis", "glossary:no-such-term", "glossary has no no-such-term"),
        ("page:looks-bigger", "page:no-such-page", "no page no-such-page"),
        ("page:looks-bigger", "page:looks-bigger#no-such-part", "no page looks-bigger#no-such-part"),
        ('related = ["what', 'related = ["no-such-page", "what', "no page no-such-page"),
        ("(page:looks-bigger)", "(https://example.org)", "a link leads to a page"),
        ('key = "ACSSTOP"', 'key = "NOBODY"', "table of sources has no NOBODY"),
        ('group = "results"', 'group = "elsewhere"', "no group elsewhere"),
        ('group = "results"\n', "", "missing or unknown in the front matter: group"),
        ("order = 5", 'order = 5\ncolour = "red"', "missing or unknown in the front matter: colour"),
        ("+++\ntitle", "title", "starts with its front matter"),
        ("{#wait}", "{#where}", "a key is used twice"),
        ("{#not}", "{#means}", "a key is used twice"),
        ("> The cancer", "The cancer", "starts with its main message"),
        (
            "## What it means {#means}",
            "## What it means {#means}\n\n```\ncode\n```",
            r"progressive-disease.md:29: .* fence",
        ),
        ("Old spots got", "Old *spots* got", "no words of the kind em"),
    ],
)
def test_what_leads_nowhere_is_a_fault(tmp_path: Path, was: str, is_now: str, named: str) -> None:
    folder = copied(tmp_path)
    path = folder / "en" / "progressive-disease.md"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, is_now, 1), "utf-8")
    with pytest.raises(PageFault, match=named):
        read_articles(folder, "en", read_glossary(folder, "en"))


def test_a_page_stands_on_a_strong_source(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "en" / "not-evaluable.md"
    path.write_text(path.read_text("utf-8").replace('"RECISTTAB"', '"SEED"'), "utf-8")
    with pytest.raises(PageFault, match="strong one"):
        read_articles(folder, "en", read_glossary(folder, "en"))
