"""The glossary: the words of reports and letters, each explained in plain sentences."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal.resources import resource
from journal.text.blocks import PageFault, Span, SpanKind, Spans
from journal.text.language import SOURCE, current_language

FILE: Final = "glossary.toml"
_FIELDS: Final = frozenset({"name", "also", "text", "page", "everyday"})


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word and what it means.

    *also* are other spellings and short forms, *page* is the page that says more ("" without one).  An *everyday* word
    ("arm", "grade") is only made tappable where a page marks it: elsewhere it may be meant otherwise.
    """

    key: str
    name: str
    text: str
    also: tuple[str, ...] = ()
    page: str = ""
    is_everyday: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every form that the word is written in."""
        return (self.name, *self.also)


@dataclass(frozen=True)
class Glossary:
    """All terms by key, in the order of their names."""

    terms: Mapping[str, Term]

    def named(self, word: str) -> Term | None:
        """Return the term that *word* is, in any of its forms; None where the glossary lacks it."""
        return self._by_name.get(word.strip().casefold())

    def marked(self, text: str) -> Spans:
        """Return *text* with the first mention of each term made tappable; for texts that are not pages."""
        return tuple(self._spans(text))

    @functools.cached_property
    def _by_name(self) -> Mapping[str, Term]:
        return {name.casefold(): term for term in self.terms.values() for name in term.names}

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = {name for term in self.terms.values() if not term.is_everyday for name in term.names}
        # The longest first, so that “tumour marker” is not read as “tumour”.
        forms = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?P<name>{forms})s?(?![\w-])", re.IGNORECASE)

    def _spans(self, text: str) -> Iterator[Span]:
        seen: set[str] = set()
        end = 0
        for found in self._pattern.finditer(text):
            term = self._by_name[found["name"].casefold()]
            if term.key in seen:
                continue
            seen.add(term.key)
            if found.start() > end:
                yield Span(text[end : found.start()])
            yield Span(found[0], SpanKind.TERM, term.key)
            end = found.end()
        if end < len(text):
            yield Span(text[end:])


def glossary(language: str | None = None) -> Glossary:
    """Return the glossary in *language* (the one in use, if None); a term not translated yet is in English."""
    return _glossary(language or current_language())


@functools.cache
def _glossary(language: str) -> Glossary:
    return read_glossary(resource("articles"), language)


def read_glossary(folder: Path, language: str) -> Glossary:
    """Read the glossary of *language* under *folder*, on top of the English one."""
    terms = _terms(folder / SOURCE / FILE, {})
    own = folder / language / FILE
    if language != SOURCE and own.is_file():
        terms |= _terms(own, terms)
    owners: dict[str, str] = {}
    for term in terms.values():
        for name in term.names:
            if owners.setdefault(name.casefold(), term.key) != term.key:
                raise PageFault(f"{FILE}: {name} is explained twice")
    return Glossary(dict(sorted(terms.items(), key=lambda item: item[1].name.casefold())))


def _terms(path: Path, english: Mapping[str, Term]) -> dict[str, Term]:
    """Return the terms of one file; what is no matter of words comes from the *english* entry."""
    found = {}
    for key, entry in tomllib.loads(path.read_text("utf-8")).items():
        if not {"name", "text"} <= set(entry) <= _FIELDS:
            raise PageFault(f"{path.name}: {key} needs name and text, and may have also, page and everyday")
        original = english.get(key)
        if english and original is None:
            raise PageFault(f"{path.name}: the English glossary has no {key}")
        found[key] = Term(
            key=key,
            name=entry["name"],
            text=entry["text"],
            also=tuple(entry.get("also", ())),
            page=original.page if original else entry.get("page", ""),
            is_everyday=entry.get("everyday", original.is_everyday if original else False),
        )
    return found
