"""From content to PDF/UA-1 through Typst: a kept compiler, our own typefaces, and warnings are errors.

Where a name has letters that ours lack, the computer's typefaces serve for these, on that page only.  What they lack as
well is said by name.
"""

from __future__ import annotations

import contextlib
import functools
import json
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from journal.reports.computer_typefaces import fonts_with, typefaces_for
from journal.reports.drawings import printable_drawing
from journal.reports.printable import ours, printable, typefaces
from journal.resources import font_files, resource
from journal.text.language import current_language, is_right_to_left
from journal.text.letters import lacking, stand_in
from journal.typefaces import Served

if TYPE_CHECKING:
    import typst  # comes with the first page

STANDARD: Final = "ua-1"
REGIONS: Final = {"en": "gb"}  # the source is written in British English
VERBATIM: Final = "svg"  # a drawing's key: its marks are not to be touched

_one_at_a_time = threading.Lock()  # a compiler remembers its last content, and a preview runs on another thread


class Untypeset(RuntimeError):
    """A template that does not compile: a fault of ours, whatever stands in the journal.

    Typst's own message quotes the page; it is kept out of what may end up in a log.
    """


@dataclass(frozen=True)
class Printed:
    """A PDF and what the page says of itself under a label."""

    pdf: bytes
    told: tuple[Any, ...] = ()


def typeset(template: str, content: Mapping[str, Any], made_at: datetime | None = None, ask: str = "") -> Printed:
    """Return *content* set by resources/reports/*template*; *ask* is a label whose metadata is wanted as well."""
    # Typst refuses parts of a second; a clock always has them.
    stamp = made_at.astimezone().replace(microsecond=0) if made_at is not None else None
    with _one_at_a_time:
        beside = typefaces_for(_lacking(content))
        if beside:
            # A typeface of the computer may still be one that Typst cannot use: then its letters are named.
            with contextlib.suppress(Untypeset):
                return _typeset(template, content, stamp, ask, beside)
        return _typeset(template, content, stamp, ask, ())


def _typeset(
    template: str, content: Mapping[str, Any], stamp: datetime | None, ask: str, beside: tuple[Served, ...]
) -> Printed:
    from typst import TypstError

    inputs = {"content": json.dumps(_with_look(content, beside), ensure_ascii=False)}
    compiler = _compiler(template, beside)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARD, sys_inputs=inputs, timestamp=stamp
        )
        told = json.loads(compiler.query(f"<{ask}>", field="value")) if ask else ()
    except TypstError as error:
        raise Untypeset(f"{template}: {_without_quotes(error.message)}") from None
    if warnings:
        raise Untypeset(f"{template}: {_without_quotes(warnings[0].message)}")
    if not isinstance(pdf, bytes):
        raise Untypeset(f"{template}: no pages")
    return Printed(pdf, tuple(told))


def load_compilers(*templates: str) -> None:
    """Load Typst with our typefaces, and begin with *templates*."""
    with _one_at_a_time:
        for template in templates:
            _compiler(template, ())


def _with_look(content: Mapping[str, Any], beside: tuple[Served, ...]) -> dict[str, Any]:
    """Return *content* with every text printable, and what a page needs to know of its language and typefaces."""
    language, _, region = current_language().replace("_", "-").partition("-")
    known = ours().union(*(each.letters for each in beside))
    said: dict[str, Any] = _printable(content, known, beside)
    return said | {
        "typefaces": (*typefaces(text for text, key in _texts(said) if key != VERBATIM), *(b.family for b in beside)),
        "language": language.lower(),
        "region": region.lower() if len(region) == 2 else REGIONS.get(language, ""),
        "right_to_left": is_right_to_left(),
    }


def _printable(value: Any, known: Collection[str], beside: tuple[Served, ...], key: str = "") -> Any:
    if isinstance(value, str):
        return printable_drawing(value, known, beside) if key == VERBATIM else printable(value, known)
    if isinstance(value, Mapping):
        return {name: _printable(part, known, beside, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part, known, beside, key) for part in value]
    return value


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with the key that it stands under."""
    if isinstance(value, str):
        yield value, key
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, key)


def _lacking(content: Mapping[str, Any]) -> set[str]:
    """Return the characters of *content* that none of our typefaces has, nor plain letters that mean the same."""
    found = set().union(*(lacking(text, ours()) for text, _key in _texts(content)))
    return {letter for letter in found if stand_in(letter, ours()) is None}


def _without_quotes(message: str) -> str:
    return message.partition("`")[0].partition('"')[0].strip()


@functools.cache
def _fonts() -> typst.Fonts:
    import typst

    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@functools.lru_cache(maxsize=16)
def _compiler(template: str, beside: tuple[Served, ...]) -> typst.Compiler:
    import typst

    path = resource("reports", template)
    fonts = fonts_with(beside) if beside else None
    return typst.Compiler(input=str(path), root=str(path.parent), font_paths=fonts or _fonts())
