"""The explaining pages: what result words mean, how the team finds out, what can come next.

They lie in resources/articles/LANGUAGE/*.md, each with a front matter in TOML.  A translation brings its own words only
(title, subtitle, checked_on, and the text); order, sources and links between pages are those of the English page.
A page that is not translated yet is shown in English.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from journal.resources import resource
from journal.text import dates
from journal.text.blocks import (
    Block,
    Heading,
    Note,
    PageFault,
    PageQuestion,
    Questions,
    SpanKind,
    blocks_of,
    lines_of,
    spans_of,
)
from journal.text.glossary import Glossary
from journal.text.language import SOURCE, _, current_language, ngettext

FENCE: Final = "+++\n"
WORDS_A_MINUTE: Final = 120  # slow on purpose: a tired reader, with pauses
GROUPS: Final[Mapping[str, Callable[[], str]]] = {
    "results": lambda: _("Result words"),
    "checks": lambda: _("How the team finds out"),
    "resistance": lambda: _("When treatment stops working"),
    "options": lambda: _("What can come next"),
}
PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "full": lambda: _("read in full"),
    "part": lambda: _("read in part"),
    "abstract": lambda: _("summary or table read"),
    "second-hand": lambda: _("read second-hand"),
}
_OF_A_TRANSLATION: Final = frozenset({"title", "subtitle", "checked_on"})
_FIELDS: Final = _OF_A_TRANSLATION | {"group", "order", "sources", "unverified", "related", "explains"}
_NEEDED: Final = _FIELDS - {"unverified", "explains"}


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publication; *part* says how much of it was read (see PARTS), a weak one never stands alone."""

    key: str
    publisher: str
    title: str
    year: str = ""
    part: str
    is_weak: bool = False


@dataclass(frozen=True)
class Cited:
    """A source and what a page takes from it."""

    source: Source
    about: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """One explaining page.

    *unverified* are the statements that rest on general medical knowledge and were not read in a source; *explains* are
    the codes of findings that this page says more about; *language* is the one its words are in.  *read* answers with
    its text, which is read when somebody wants it: to read all pages for the sake of one takes longer than to show it.
    """

    key: str
    language: str
    title: str
    subtitle: str
    group: str
    order: int
    read: Callable[[], tuple[Block, ...]] = field(repr=False, compare=False)
    sources: tuple[Cited, ...]
    unverified: tuple[str, ...]
    checked_on: date
    related: tuple[str, ...]
    explains: tuple[str, ...]

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What stands on the page."""
        return self.read()

    @property
    def questions(self) -> tuple[PageQuestion, ...]:
        """What one could ask, with keys that no other page has."""
        return tuple(
            PageQuestion(f"{self.key}/{question.key}", question.text)
            for block in self.blocks
            if isinstance(block, Questions)
            for question in block.questions
        )

    @property
    def summary(self) -> str:
        """The main message, which stands in the box on top."""
        return " ".join(lines_of(self.blocks[0]))

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that a reader reads, line by line and without marks; titles and sources aside."""
        return tuple(line for block in self.blocks for line in lines_of(block))


def articles(language: str | None = None) -> Mapping[str, Article]:
    """Return all pages by key, in the order shown, in *language* (the one in use, if None)."""
    return _articles(language or current_language())


@functools.cache
def _articles(language: str) -> Mapping[str, Article]:
    return _pages(resource("articles"), language)  # a test has read them whole, with `read_articles`


def article_for(code: str, language: str | None = None) -> Article | None:
    """Return the page that says more about findings of *code* ("recist.overall.pr"); None where no page does."""
    return next((page for page in articles(language).values() if code in page.explains), None)


def question(key: str, language: str | None = None) -> PageQuestion | None:
    """Return the question that was starred under *key*; None where a page no longer asks it."""
    page = articles(language).get(key.partition("/")[0])
    return next((asked for asked in page.questions if asked.key == key), None) if page is not None else None


def group_name(group: str) -> str:
    """Return a group's name, as it stands above its pages."""
    return GROUPS[group]()


def reading_time(article: Article) -> str:
    """Return how long a page takes to read, in words."""
    minutes = max(1, math.ceil(sum(len(line.split()) for line in article.lines) / WORDS_A_MINUTE))
    return ngettext("{count} minute to read", "{count} minutes to read", minutes).format(count=minutes)


def standing(article: Article) -> str:
    """Say when the sources of a page were read, and who has not checked it."""
    return _("Written from sources read on {day}. No doctor has checked it yet.").format(
        day=dates.day(article.checked_on)
    )


def source_lines(article: Article) -> tuple[str, ...]:
    """Return the sources of a page as they stand at its foot, then what no source was read for."""
    return tuple(_cited_lines(article))


def _cited_lines(article: Article) -> Iterator[str]:
    for cited in article.sources:
        source = cited.source
        yield _("{publisher}: {title}, {year}, {part}. For: {about}.").format(
            publisher=source.publisher,
            title=source.title,
            year=source.year or _("no date"),
            part=PARTS[source.part](),
            about=cited.about,
        )
    for statement in article.unverified:
        yield _("General knowledge, not yet checked in a source: {statement}.").format(statement=statement)


def read_articles(folder: Path, language: str, terms: Glossary) -> Mapping[str, Article]:
    """Read the pages of *language* under *folder* whole; whatever leads nowhere in them is a `PageFault`."""
    pages = _pages(folder, language)
    english = pages if language == SOURCE else _pages(folder, SOURCE)
    for page in pages.values():
        if page.language != SOURCE:
            _compare(page, english[page.key])
        _check(page, pages, terms)
    return pages


def _pages(folder: Path, language: str) -> Mapping[str, Article]:
    """Return the pages of *language* under *folder* in the order shown; their texts are not read yet."""
    sources = read_sources(folder / "sources.toml")
    found = {path.stem: _article(path, sources) for path in sorted(folder.joinpath(SOURCE).glob("*.md"))}
    if language != SOURCE:
        for path in sorted(folder.joinpath(language).glob("*.md")):
            if path.stem not in found:
                raise PageFault(f"{language}/{path.name}: there is no English page of this name")
            found[path.stem] = _translated(path, language, found[path.stem])
    places = list(GROUPS)
    return dict(sorted(found.items(), key=lambda item: (places.index(item[1].group), item[1].order)))


def read_sources(path: Path) -> Mapping[str, Source]:
    """Read the table of sources."""
    return {
        key: Source(
            key=key,
            publisher=entry["publisher"],
            title=entry["title"],
            year=entry.get("year", ""),
            part=entry["part"],
            is_weak=entry.get("weak", False),
        )
        for key, entry in tomllib.loads(path.read_text("utf-8")).items()
    }


def _parts(
    path: Path, allowed: frozenset[str], needed: frozenset[str]
) -> tuple[dict[str, Any], Callable[[], tuple[Block, ...]]]:
    """Return the front matter of a page, and what reads its blocks."""
    place = f"{path.parent.name}/{path.name}"
    before, _fence, rest = path.read_text("utf-8").partition(FENCE)
    front, fence, body = rest.partition(FENCE)
    if before or not fence:
        raise PageFault(f"{place}:1: a page starts with its front matter between two lines of +++")
    fields = tomllib.loads(front)
    if not needed <= set(fields) <= allowed:
        odd = sorted((needed - set(fields)) | (set(fields) - allowed))
        raise PageFault(f"{place}:1: missing or unknown in the front matter: {', '.join(odd)}")
    return fields, functools.partial(blocks_of, body, place, first_line=front.count("\n") + 3)


def _article(path: Path, sources: Mapping[str, Source]) -> Article:
    fields, read = _parts(path, _FIELDS, _NEEDED)
    cited = []
    for entry in fields["sources"]:
        if entry["key"] not in sources:
            raise PageFault(f"{path.name}: the table of sources has no {entry['key']}")
        cited.append(Cited(sources[entry["key"]], entry["about"]))
    if fields["group"] not in GROUPS:
        raise PageFault(f"{path.name}: there is no group {fields['group']}")
    return Article(
        key=path.stem,
        language=SOURCE,
        title=fields["title"],
        subtitle=fields["subtitle"],
        group=fields["group"],
        order=fields["order"],
        read=read,
        sources=tuple(cited),
        unverified=tuple(fields.get("unverified", ())),
        checked_on=fields["checked_on"],
        related=tuple(fields["related"]),
        explains=tuple(fields.get("explains", ())),
    )


def _translated(path: Path, language: str, english: Article) -> Article:
    fields, read = _parts(path, _OF_A_TRANSLATION, _OF_A_TRANSLATION)
    return replace(english, **fields, language=language, read=read)


def _compare(page: Article, english: Article) -> None:
    """Raise a `PageFault` where a translated *page* has other questions or headings than the *english* one."""
    place = f"{page.language}/{page.key}.md"
    if [asked.key for asked in page.questions] != [asked.key for asked in english.questions]:
        raise PageFault(f"{place}: its questions have other keys than the English ones")
    if _headings(page) != _headings(english):
        raise PageFault(f"{place}: its headings have other keys than the English ones")


def _headings(page: Article) -> list[str]:
    return [block.key for block in page.blocks if isinstance(block, Heading) and block.key]


def _check(page: Article, pages: Mapping[str, Article], terms: Glossary) -> None:
    """Raise a `PageFault` for the first thing in *page* that leads nowhere."""
    if not page.blocks or not isinstance(page.blocks[0], Note):
        raise PageFault(f"{page.key}: a page starts with its main message, in a box")
    if not page.sources:
        raise PageFault(f"{page.key}: a page names its sources")
    if all(cited.source.is_weak for cited in page.sources):
        raise PageFault(f"{page.key}: a weak source needs a strong one beside it")
    for keys in ([asked.key for asked in page.questions], _headings(page)):
        if len(set(keys)) < len(keys):
            raise PageFault(f"{page.key}: a key is used twice")
    targets = [(span.kind, span.target) for block in page.blocks for span in spans_of(block)]
    for kind, target in [*targets, *((SpanKind.PAGE, key) for key in page.related)]:
        name, _hash, heading = target.partition("#")
        if kind is SpanKind.TERM and target not in terms.terms:
            raise PageFault(f"{page.key}: the glossary has no {target}")
        if kind is SpanKind.PAGE and (name not in pages or (heading and heading not in _headings(pages[name]))):
            raise PageFault(f"{page.key}: there is no page {target}")
