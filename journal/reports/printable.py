"""Text as the shipped typefaces can show it, so that nothing a person typed can stop a page.

Typst refuses a whole PDF/UA file for one character without a glyph.  So each is looked up first.  A sign that no
typeface has is printed as its name ("[grinning face]"), letters of another script are counted ("[3 Chinese letters]"),
and what is neither is printed as its code ("[U+0007]").
"""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from journal.resources import font_files
from journal.text.dates import WORD_JOINER
from journal.text.language import is_right_to_left, ngettext
from journal.text.numbers import NO_BREAK

ATKINSON: Final = "Atkinson Hyperlegible"
NOTO: Final = "Noto Sans"
BREAK_HERE: Final = "\u200b"
LEFT_TO_RIGHT: Final = "\u2066"
END_OF_ISOLATE: Final = "\u2069"
OURS: Final = frozenset((WORD_JOINER, BREAK_HERE, LEFT_TO_RIGHT, END_OF_ISOLATE))  # invisible, and meant

LONGEST_TEXT: Final = 1_200  # more than any slot holds, however narrow its letters
LONGEST_WORD: Final = 20  # a longer one may be broken, or it would run out of its column
MARKS_ON_A_LETTER: Final = 2  # heaps of accents would be printed over the lines above
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
_SPACES = re.compile(r"[\s\x00\u0085\u2028\u2029]+")
_BEFORE_A_NUMBER = re.compile(r" (?=\d)")
_LONG_WORD = re.compile(rf"[^\s{BREAK_HERE}-]{{{LONGEST_WORD + 1},}}")
# Whatever stands between two letters that run from right to left: a number with its unit, a date, a foreign name.
_RIGHT_TO_LEFT: Final = r"\u0590-\u08ff\ufb1d-\ufefc"
_FOREIGN = re.compile(rf"[^\s{_RIGHT_TO_LEFT}](?:[^{_RIGHT_TO_LEFT}]*[^\s{_RIGHT_TO_LEFT}])?")


def typed(text: str) -> str:
    """Return what a person typed as one line: no control or invisible characters, no word without end."""
    plain = _SPACES.sub(" ", text[: 4 * LONGEST_TEXT].replace(NO_BREAK, " ")).strip()
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", plain):
        kind = unicodedata.category(letter)
        if kind == "Cf" or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= MARKS_ON_A_LETTER:
            kept.append(letter)
    line = _shown("".join(kept))
    if len(line) > LONGEST_TEXT:
        line = f"{line[: LONGEST_TEXT - 1].rstrip()}…"
    return _LONG_WORD.sub(lambda word: BREAK_HERE.join(_pieces(word.group())), line)


def held(text: str) -> str:
    """Return *text* with each number kept on one line with the word before it ("cycle 6")."""
    return _BEFORE_A_NUMBER.sub(NO_BREAK, text)


def printable(text: str, isolate: bool = True) -> str:
    """Return *text* with a name or code for each character that no typeface has.

    In a language written from right to left, each run of foreign letters and numbers is kept together, or "10⁹/L"
    would read "L/10⁹"; not so in a drawing, which stays left to right (*isolate*).
    """
    line = _shown("".join(letter for letter in text if letter in OURS or unicodedata.category(letter) != "Cf"))
    if not (isolate and is_right_to_left()):
        return line
    return _FOREIGN.sub(lambda run: f"{LEFT_TO_RIGHT}{run.group()}{END_OF_ISOLATE}", line)


def typefaces(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the typefaces for a page, the leading one first.

    Atkinson Hyperlegible leads where it has every letter, so that no word mixes two faces; else Noto Sans does.
    """
    known = _covered()[ATKINSON]
    strange = (letter for text in texts for letter in text if unicodedata.category(letter)[0] in "LM")
    return (ATKINSON, NOTO) if all(ord(letter) in known for letter in strange) else (NOTO, ATKINSON)


def _pieces(word: str) -> Iterator[str]:
    step = LONGEST_WORD // 2
    return (word[start : start + step] for start in range(0, len(word), step))


def _shown(text: str) -> str:
    known = _printed()
    if all(ord(letter) in known for letter in text):
        return text
    parts: list[str] = []
    missing: list[str] = []
    for word in _RUNS.split(text):  # first and family name in one script are told together
        if _script(word):
            parts += [*_named(missing), _counted(word)]
            missing.clear()
            continue
        for letter in word:
            stand_in = _stand_in(letter)
            if stand_in is None:
                missing.append(letter)
                continue
            parts += [*_named(missing), stand_in]
            missing.clear()
    return "".join([*parts, *_named(missing)])


def _script(run: str) -> str:
    """Return the script that *run* is written in, if no typeface has its letters; "" for all else."""
    known = _printed()
    if not run or ord(run[0]) in known:
        return ""
    return next((script for script in SCRIPTS if _is_in(script, run[0])), "")


def _is_in(script: str, letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)


def _counted(run: str) -> str:
    letters = sum(unicodedata.category(letter)[0] == "L" for letter in run)
    return SCRIPTS[_script(run)](letters).format(count=letters)


def _stand_in(letter: str) -> str | None:
    """Return *letter*, or plain letters that mean the same; None where only its name is left to print."""
    known = _printed()
    if ord(letter) in known:
        return letter
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    plain = unicodedata.normalize("NFKC", letter)
    # A ring around a digit is not the same as the digit: "2⑤" is not 25.
    if plain != letter and all(ord(part) in known and not part.isdigit() for part in plain):
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


@functools.cache
def _printed() -> frozenset[int]:
    """Return every character that one of the typefaces has, and the invisible ones that are ours."""
    shown = frozenset().union(*_covered().values())
    # Controls, joiners and marks of direction may have a glyph; a page has no use for them.
    visible = {code for code in shown if unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cs", "Co", "Cn")}
    return frozenset(visible | {ord(letter) for letter in OURS})


@functools.cache
def _covered() -> dict[str, frozenset[int]]:
    """Return what each typeface can show in every weight that a page uses."""
    found: dict[str, frozenset[int]] = {}
    for path in font_files():
        family = ATKINSON if path.name.startswith("Atkinson") else NOTO
        if "Italic" not in path.name:
            codes = characters_of(path)
            found[family] = found.get(family, codes) & codes
    return found


def characters_of(path: Path) -> frozenset[int]:
    """Return the code points that a TrueType file has glyphs for (OpenType, "cmap", formats 4 and 12)."""
    data = path.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    for number in range(tables):
        tag, _checksum, start, _length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(_cmap(data, start))
    return frozenset()


def _cmap(data: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        table = start + offset
        form = struct.unpack_from(">H", data, table)[0]
        if form == 12:
            groups = struct.unpack_from(">I", data, table + 12)[0]
            for group in range(groups):
                first, last, glyph = struct.unpack_from(">III", data, table + 16 + 12 * group)
                found |= {code for code in range(first, last + 1) if glyph + code - first}
        elif form == 4 and platform in (0, 3):
            found |= _segments(data, table)
    return found


def _segments(data: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, table + 16 + 4 * count)
    offsets_at = table + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    found: set[int] = set()
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = offsets_at + 2 * number + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, at)[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                found.add(code)
    return found
