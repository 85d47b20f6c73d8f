"""Letters that no typeface has: said by name, so that no sheet and no picture shows an empty box.

A sign is printed as its name ("[grinning face]"), letters of another script are counted ("[3 Chinese letters]"), and
what is neither is printed as its code ("[U+0007]").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from journal.text.language import ngettext

NAMED_IN_A_ROW: Final = 3

# How the names of letters begin in Unicode, and how a page says that it cannot show them.
SCRIPTS: Final[Mapping[str, Callable[[int], str]]] = {
    "ARABIC": lambda count: ngettext("[{count} Arabic letter]", "[{count} Arabic letters]", count),
    "CJK": lambda count: ngettext("[{count} Chinese letter]", "[{count} Chinese letters]", count),
    "DEVANAGARI": lambda count: ngettext("[{count} Devanagari letter]", "[{count} Devanagari letters]", count),
    "HANGUL": lambda count: ngettext("[{count} Korean letter]", "[{count} Korean letters]", count),
    "HEBREW": lambda count: ngettext("[{count} Hebrew letter]", "[{count} Hebrew letters]", count),
    "HIRAGANA": lambda count: ngettext("[{count} Japanese letter]", "[{count} Japanese letters]", count),
    "KATAKANA": lambda count: ngettext("[{count} Japanese letter]", "[{count} Japanese letters]", count),
    "THAI": lambda count: ngettext("[{count} Thai letter]", "[{count} Thai letters]", count),
}
_LETTERS_OF: Final = (
    "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",  # Arabic
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",  # Chinese
    "\u0900-\u097f",  # Devanagari
    "\u1100-\u11ff\uac00-\ud7a3",  # Hangul
    "\u0590-\u05ff\ufb1d-\ufb4f",  # Hebrew
    "\u3040-\u309f",  # Hiragana
    "\u30a0-\u30ff",  # Katakana
    "\u0e00-\u0e7f",  # Thai
)
_RUNS = re.compile(f"({'|'.join(f'[{each}]+(?: [{each}]+)*' for each in _LETTERS_OF)})")
_STAND_INS: Final = {"⟦": "[", "⟧": "]", "→": "->", "←": "<-", "↑": "[up]", "↓": "[down]", "⩽": "≤", "⩾": "≥"}


def shown(text: str, known: Collection[str]) -> str:
    """Return *text* with a name, a code or plain letters that mean the same for each character that is not *known*."""
    if not lacking(text, known):
        return text
    parts: list[str] = []
    missing: list[str] = []
    for word in _RUNS.split(text):  # first and family name in one script are told together
        script = _script(word, known)
        if script:
            parts += [*_named(missing), _counted(word, script)]
            missing.clear()
            continue
        for letter in word:
            plain = stand_in(letter, known)
            if plain is None:
                missing.append(letter)
                continue
            parts += [*_named(missing), plain]
            missing.clear()
    return "".join([*parts, *_named(missing)])


def lacking(text: str, known: Collection[str]) -> set[str]:
    """Return the characters of *text* that are not *known*."""
    return {letter for letter in set(text) if letter not in known}


def _script(run: str, known: Collection[str]) -> str:
    """Return the script that *run* is written in, if some of its letters are not *known*; "" for all else."""
    if not run or all(letter in known for letter in run):
        return ""
    return next((script for script in SCRIPTS if _is_in(script, run[0])), "")


def _is_in(script: str, letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)


def _counted(run: str, script: str) -> str:
    letters = sum(unicodedata.category(letter)[0] == "L" for letter in run)
    return SCRIPTS[script](letters).format(count=letters)


def stand_in(letter: str, known: Collection[str]) -> str | None:
    """Return *letter*, or plain letters that mean the same; None where only its name is left to print."""
    if letter in known:
        return letter
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    plain = unicodedata.normalize("NFKC", letter)
    # A ring around a digit is not the same as the digit: "2⑤" is not 25.
    if plain != letter and all(part in known and not part.isdigit() for part in plain):
        return plain
    return None


def _named(letters: list[str]) -> Iterator[str]:
    if letters:
        names = [_name(letter) for letter in letters[:NAMED_IN_A_ROW]]
        more = ["…"] if len(letters) > NAMED_IN_A_ROW else []
        yield f"[{', '.join([*names, *more])}]"


def _name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    is_sign = unicodedata.category(letter)[0] in "SPN"
    return name.lower() if name and is_sign else f"U+{ord(letter):04X}"
