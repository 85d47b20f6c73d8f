"""The blocks of an explaining page: what its Markdown becomes, for the window to show and the paper to print.

A page is CommonMark with a few kinds of block only; whatever else stands in it is a mistake of ours and is named with
its line.  Two kinds of link: [words](glossary:TERM) and [words](page:PAGE) or (page:PAGE#heading).  A heading or a
list item may end in {#key}; {#key folded} hides what follows the heading until it is opened.  A list whose items
all have a key is a list of questions, and each of them can be starred.

Read with markdown-it-py: it follows CommonMark to the letter, so that every editor shows a translator what the program
will show, and its tree knows the line of each mistake.  Python-Markdown gives HTML only, mistune has a dialect of its
own, and Qt's reader is out of reach on this floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_KEY: Final = re.compile(r"\s*\{#(?P<key>[a-z0-9-]+)(?P<folded> folded)?\}$")
_TARGET: Final = re.compile(r"(?P<kind>glossary|page):(?P<target>[a-z0-9-]+(?:#[a-z0-9-]+)?)")


class PageFault(Exception):
    """A mistake in a page or in the glossary, which only we can mend; the message names file and line."""


class SpanKind(StrEnum):
    """What a stretch of words is."""

    TEXT = "text"
    STRONG = "strong"
    TERM = "glossary"
    PAGE = "page"


@dataclass(frozen=True)
class Span:
    """A stretch of words of one kind; *target* is the term's key, or the page's ("page" or "page#heading")."""

    text: str
    kind: SpanKind = SpanKind.TEXT
    target: str = ""


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; what follows a folded one stays shut until it is opened."""

    text: str
    level: int
    key: str = ""
    is_folded: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True)
class Note:
    """Paragraphs in a box: the main message of a page, or something that must not be missed."""

    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True)
class Listing:
    """A list, with numbers or with dots."""

    items: tuple[Spans, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class PageQuestion:
    """A question to ask the team; *key* stays the same in every language and when its words change."""

    key: str
    text: str


@dataclass(frozen=True)
class Questions:
    """Questions that can be starred, one by one."""

    questions: tuple[PageQuestion, ...]


Block: TypeAlias = Heading | Paragraph | Note | Listing | Questions


def blocks_of(markdown: str, place: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of *markdown*; *place* and *first_line* say in a fault where it stands."""
    # Here, because it takes 50 ms and the program starts without a page.
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    reader = _Reader(place, first_line)
    return tuple(reader.block(node) for node in SyntaxTreeNode(MarkdownIt("commonmark").parse(markdown)).children)


def lines_of(block: Block) -> Iterator[str]:
    """Yield the words of *block* without their marks: a heading, each paragraph, each item, each question."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield words_of(block.spans)
        case Note():
            yield from map(words_of, block.paragraphs)
        case Listing():
            yield from map(words_of, block.items)
        case Questions():
            yield from (question.text for question in block.questions)


def spans_of(block: Block) -> Iterator[Span]:
    """Yield every span of *block*."""
    match block:
        case Paragraph():
            yield from block.spans
        case Note():
            yield from (span for paragraph in block.paragraphs for span in paragraph)
        case Listing():
            yield from (span for item in block.items for span in item)


def words_of(spans: Iterable[Span]) -> str:
    """Return the words of *spans*."""
    return "".join(span.text for span in spans)


class _Reader:
    """Turns the nodes of one page into blocks."""

    def __init__(self, place: str, first_line: int) -> None:
        self._place = place
        self._first_line = first_line

    def block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "heading":
                spans, key, is_folded = self._keyed(self._spans(node.children[0]))
                return Heading(self._plain(spans, node), int(node.tag[1:]), key, is_folded)
            case "paragraph":
                return Paragraph(self._paragraph(node))
            case "blockquote":
                return Note(tuple(self._paragraph(child) for child in node.children))
            case "bullet_list" | "ordered_list":
                return self._list(node)
        raise self._fault(node, f"a page has no block of the kind {node.type}")

    def _list(self, node: SyntaxTreeNode) -> Listing | Questions:
        items = [self._item(item) for item in node.children]
        keyed = [key for _, key in items if key]
        if not keyed:
            return Listing(tuple(spans for spans, _ in items), node.type == "ordered_list")
        if len(keyed) < len(items):
            raise self._fault(node, "either every item of a list has a key, or none has")
        return Questions(tuple(PageQuestion(key, self._plain(spans, node)) for spans, key in items))

    def _item(self, node: SyntaxTreeNode) -> tuple[Spans, str]:
        if len(node.children) != 1:
            raise self._fault(node, "a list item is one paragraph")
        spans, key, is_folded = self._keyed(self._paragraph(node.children[0]))
        if is_folded:
            raise self._fault(node, "only what follows a heading can be folded")
        return spans, key

    def _paragraph(self, node: SyntaxTreeNode) -> Spans:
        if node.type != "paragraph":
            raise self._fault(node, f"a paragraph belongs here, not {node.type}")
        return self._spans(node.children[0])

    def _spans(self, inline: SyntaxTreeNode) -> Spans:
        found: list[Span] = []
        for node in inline.children:
            span = self._span(node)
            if found and found[-1].kind is span.kind is SpanKind.TEXT:
                span = Span(found.pop().text + span.text)
            found.append(span)
        return tuple(found)

    def _span(self, node: SyntaxTreeNode) -> Span:
        match node.type:
            case "text":
                return Span(node.content)
            case "softbreak":
                return Span(" ")
            case "strong":
                return Span(self._plain(self._spans(node), node), SpanKind.STRONG)
            case "link":
                address = str(node.attrs.get("href", ""))
                link = _TARGET.fullmatch(address)
                if link is None:
                    raise self._fault(node, f"a link leads to a page or to the glossary, not to “{address}”")
                return Span(self._plain(self._spans(node), node), SpanKind(link["kind"]), link["target"])
        raise self._fault(node, f"a page has no words of the kind {node.type}")

    def _plain(self, spans: Spans, node: SyntaxTreeNode) -> str:
        if any(span.kind is not SpanKind.TEXT for span in spans):
            raise self._fault(node, "headings, questions, links and bold words hold nothing but words")
        return words_of(spans)

    @staticmethod
    def _keyed(spans: Spans) -> tuple[Spans, str, bool]:
        """Return *spans* without the key at their end, the key, and whether it is marked as folded."""
        found = _KEY.search(spans[-1].text) if spans and spans[-1].kind is SpanKind.TEXT else None
        if found is None:
            return spans, "", False
        words = spans[-1].text[: found.start()]
        return (*spans[:-1], *([Span(words)] if words else [])), found["key"], found["folded"] is not None

    def _fault(self, node: SyntaxTreeNode, what: str) -> PageFault:
        above: SyntaxTreeNode | None = node
        while above is not None and not (above.token and above.map) and not above.is_root:
            above = above.parent
        line = above.map[0] if above is not None and not above.is_root and above.map else 0
        return PageFault(f"{self._place}:{self._first_line + line}: {what}")
