"""From content to PDF/UA-1 through Typst: a kept compiler, our own typefaces only, and warnings are errors."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from journal.reports.printable import printable, typefaces
from journal.resources import font_files, resource
from journal.text.language import current_language, is_right_to_left

if TYPE_CHECKING:
    import typst  # comes with the first page

STANDARD: Final = "ua-1"
REGIONS: Final = {"en": "gb"}  # the source is written in British English
VERBATIM: Final = "svg"  # a drawing's key: its text is made printable, its marks are not to be touched

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
    from typst import TypstError

    inputs = {"content": json.dumps(_with_look(content), ensure_ascii=False)}
    # Typst refuses parts of a second; a clock always has them.
    stamp = made_at.astimezone().replace(microsecond=0) if made_at is not None else None
    with _one_at_a_time:
        compiler = _compiler(template)
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
            _compiler(template)


def _with_look(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return *content* with every text printable, and what a page needs to know of its language and typefaces."""
    language, _, region = current_language().replace("_", "-").partition("-")
    said: dict[str, Any] = _printable(content)
    return said | {
        "typefaces": typefaces(_texts(said)),
        "language": language.lower(),
        "region": region.lower() if len(region) == 2 else REGIONS.get(language, ""),
        "right_to_left": is_right_to_left(),
    }


def _printable(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key == VERBATIM else printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part, key) for part in value]
    return value


def _texts(value: Any, key: str = "") -> list[str]:
    if isinstance(value, str):
        return [] if key == VERBATIM else [value]
    if isinstance(value, Mapping):
        return [text for name, part in value.items() for text in _texts(part, name)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part, key)]
    return []


def _without_quotes(message: str) -> str:
    return message.partition("`")[0].partition('"')[0].strip()


@functools.cache
def _fonts() -> typst.Fonts:
    import typst

    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@functools.cache
def _compiler(template: str) -> typst.Compiler:
    import typst

    path = resource("reports", template)
    return typst.Compiler(input=str(path), root=str(path.parent), font_paths=_fonts())
