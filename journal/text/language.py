"""The reader's language.  Strings are looked up when they are shown, so that a switch needs no restart.

Catalogues lie in resources/translations/LANGUAGE.po and are read as they are: nothing has to be compiled.  The
pseudo-languages "qps" and "qps-rtl" mark every string that went through here, so that a test finds the ones that did
not.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.resources import resource

SOURCE: Final = "en"
PSEUDO: Final = ("qps", "qps-rtl")
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "qps-rtl"})

_PLACES = re.compile(r"(\{[^{}]*\})")
_ACCENTED: Final = str.maketrans("aceinouyACEINOUY", "àçéîñöûýÀÇÉÎÑÖÛÝ")


@dataclass(frozen=True)
class Catalogue:
    """One language's strings; *plural* says which form an amount takes."""

    language: str
    strings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = lambda amount: int(amount != 1)


_current = Catalogue(SOURCE)


def _pseudo(text: str) -> str:
    parts = (part if part.startswith("{") else part.translate(_ACCENTED) for part in _PLACES.split(text))
    return f"⟦{''.join(parts)}⟧"


def _(message: str) -> str:
    """Return *message* in the reader's language."""
    if _current.language in PSEUDO:
        return _pseudo(message)
    found = _current.strings.get(message)
    return found[0] if found and found[0] else message


def ngettext(one: str, many: str, amount: int) -> str:
    """Return the form for *amount*, in the reader's language."""
    if _current.language in PSEUDO:
        return _pseudo(one if amount == 1 else many)
    found = _current.strings.get(one)
    if found:
        with contextlib.suppress(IndexError):
            return found[_current.plural(amount)] or (one if amount == 1 else many)
    return one if amount == 1 else many


def current_language() -> str:
    """Return the code of the language in use."""
    return _current.language


def is_right_to_left(language: str | None = None) -> bool:
    """Say whether *language* (the one in use, if None) is written from right to left."""
    return (language or _current.language) in RIGHT_TO_LEFT


def languages() -> tuple[str, ...]:
    """Return the languages there are."""
    return (SOURCE, *sorted(path.stem for path in resource("translations").glob("*.po")))


def set_language(language: str) -> None:
    """Use *language* from now on; an unknown one leaves English."""
    global _current
    if language == SOURCE or language in PSEUDO:
        _current = Catalogue(language)
        return
    path = resource("translations", f"{language}.po")
    _current = read_catalogue(language, path.read_text("utf-8")) if path.is_file() else Catalogue(SOURCE)


def read_catalogue(language: str, text: str) -> Catalogue:
    """Read the text of a .po file; fuzzy and obsolete entries are passed over."""
    strings: dict[str, tuple[str, ...]] = {}
    plural: Callable[[int], int] = Catalogue.plural
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        parts: dict[str, str] = {}
        key = ""
        for line in lines:
            match = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*(".*")\s*$', line)
            if match is None:
                continue
            key = match.group(1) or key
            parts[key] = parts.get(key, "") + ast.literal_eval(match.group(2))
        if parts.get("msgid"):
            forms = tuple(parts[name] for name in sorted(parts) if name.startswith("msgstr"))
            strings[parts["msgid"]] = forms
        elif "msgstr" in parts:
            plural = _plural_of(parts["msgstr"])
    return Catalogue(language, strings, plural)


def _plural_of(header: str) -> Callable[[int], int]:
    match = re.search(r"plural=([^;]+);", header)
    if match is None:
        return Catalogue.plural
    from gettext import c2py  # the standard library's own reader of these

    rule: Callable[[int], int] = c2py(match.group(1))
    return rule
