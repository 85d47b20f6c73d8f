"""Finding a page or a word of the glossary by what it says: for the search box."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from journal.text.articles import Article, articles
from journal.text.blocks import Heading, lines_of
from journal.text.glossary import Term, glossary
from journal.text.language import current_language

# A page or term is a hit where it holds at least this share of what was asked; rare words count more than common ones.
ENOUGH: Final = 0.5
TITLE_COUNTS, SENTENCE_COUNTS, NAME_COUNTS = 2.0, 2.0, 3.0  # against the text as a whole; a name is asked for in full
LONGEST_ENDING: Final = 3  # "spreading" finds "spread", where no text has the longer word
_WORD: Final = re.compile(r"[^\W_]+")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+|(?<=[.!?]”)\s+")


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A page (*page*, and the *heading* under which the sentence stands) or a glossary *term*, with what matched."""

    title: str
    sentence: str
    page: str = ""
    heading: str = ""
    term: str = ""


@dataclass(frozen=True)
class _Passage:
    hit: Hit
    words: frozenset[str]


@dataclass(frozen=True)
class _Text:
    """One page or term, ready to be searched; the first passage is shown where only the title matches."""

    names: frozenset[str]  # without spaces: "CA19-9" is "CA 19-9"
    title_words: frozenset[str]
    passages: tuple[_Passage, ...]

    @functools.cached_property
    def words(self) -> frozenset[str]:
        return self.title_words.union(*(passage.words for passage in self.passages))


@dataclass(frozen=True)
class _Index:
    texts: tuple[_Text, ...]
    spellings: Mapping[str, frozenset[str]]

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset().union(*(text.words for text in self.texts))


def find(asked: str, language: str | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """Return the pages and terms that speak of what was *asked*, best first, each with its best sentence."""
    index = _index(language or current_language())
    wanted = _wanted(asked, index)
    total = sum(weight for _, weight in wanted)
    if not total:
        return ()
    name = "".join(_words(asked))
    ranked = []
    for place, text in enumerate(index.texts):
        share = _share(text.words, wanted) / total
        if share < ENOUGH and name not in text.names:
            continue
        best = max(text.passages, key=lambda passage: _share(passage.words, wanted))
        score = (
            share
            + TITLE_COUNTS * _share(text.title_words, wanted) / total
            + SENTENCE_COUNTS * _share(best.words, wanted) / total
            + NAME_COUNTS * (name in text.names)
        )
        ranked.append((-score, place, best.hit))
    return tuple(hit for _, _, hit in sorted(ranked, key=lambda entry: entry[:2])[:limit])


def _wanted(asked: str, index: _Index) -> tuple[tuple[frozenset[str], float], ...]:
    """Return, for each word asked for, the words of the texts that count as it, and how much it says."""
    found = []
    for word in dict.fromkeys(_words(asked)):
        forms = {word} | index.spellings.get(word, frozenset())
        matches = _known(index.vocabulary, forms)
        holding = sum(not matches.isdisjoint(text.words) for text in index.texts)
        # A word that no text holds says most: a search for it should rather find nothing than anything.
        found.append((matches, math.log(1 + len(index.texts) / max(1, holding))))
    return tuple(found)


def _share(words: frozenset[str], wanted: Iterable[tuple[frozenset[str], float]]) -> float:
    return sum(weight for matches, weight in wanted if not matches.isdisjoint(words))


def _known(vocabulary: frozenset[str], forms: set[str]) -> frozenset[str]:
    """Return the words of the texts that are one of *forms*, or begin with it: it may still be being typed."""
    begun = tuple(form for form in forms if len(form) > 2)
    found = frozenset(word for word in vocabulary if word in forms or word.startswith(begun))
    return found or frozenset(
        word
        for word in vocabulary
        if len(word) > 3 and any(form.startswith(word) and len(form) - len(word) <= LONGEST_ENDING for form in forms)
    )


def _words(text: str) -> Iterator[str]:
    """Yield the words of *text* as they are compared: small, without accents, without the s of a plural."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    for word in _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))):
        yield word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@functools.cache
def _index(language: str) -> _Index:
    terms = glossary(language).terms.values()
    texts = [*map(_of_article, articles(language).values()), *map(_of_term, terms)]
    spellings: dict[str, frozenset[str]] = {}
    for term in terms:
        # "tumor" finds "tumour", "chemotherapy" finds "chemo".
        single = frozenset(words[0] for name in term.names if len(words := tuple(_words(name))) == 1)
        spellings |= dict.fromkeys(single, single)
    return _Index(tuple(texts), spellings)


def _of_article(page: Article) -> _Text:
    heading, heading_words = "", frozenset[str]()
    passages = []
    for block in page.blocks:
        if isinstance(block, Heading):
            heading, heading_words = block.key, frozenset(_words(block.text))
            continue
        for line in lines_of(block):
            for sentence in _SENTENCE_END.split(line):
                hit = Hit(title=page.title, sentence=sentence, page=page.key, heading=heading)
                # The first sentence under a heading stands for the heading as well.
                passages.append(_Passage(hit, heading_words.union(_words(sentence))))
                heading_words = frozenset()
    names = frozenset(["".join(_words(page.title))])
    return _Text(names, frozenset(_words(f"{page.title} {page.subtitle}")), tuple(passages))


def _of_term(term: Term) -> _Text:
    names = frozenset("".join(_words(name)) for name in term.names)
    words = frozenset(word for name in term.names for word in _words(name))
    passage = _Passage(Hit(title=term.name, sentence=term.text, term=term.key), frozenset(_words(term.text)))
    return _Text(names, words, (passage,))
