"""Text as the typefaces at hand can show it, so that nothing a person typed can stop a page.

Typst refuses a whole PDF/UA file for one character without a glyph.  So each is looked up first; what no typeface has
is said by name (journal/text/letters.py).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from journal.resources import font_files
from journal.text.dates import WORD_JOINER
from journal.text.language import is_right_to_left
from journal.text.letters import lacking, shown
from journal.text.numbers import NO_BREAK
from journal.typefaces import characters_of

ATKINSON: Final = "Atkinson Hyperlegible"
NOTO: Final = "Noto Sans"
BREAK_HERE: Final = "\u200b"
LEFT_TO_RIGHT: Final = "\u2066"
RIGHT_TO_LEFT: Final = "\u2067"
END_OF_ISOLATE: Final = "\u2069"
ISOLATES: Final = f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}{END_OF_ISOLATE}"
OURS: Final = frozenset((WORD_JOINER, BREAK_HERE, *ISOLATES))  # invisible, and meant

LONGEST_TEXT: Final = 1_200  # more than any slot holds, however narrow its letters
LONGEST_WORD: Final = 20  # a longer one may be broken, or it would run out of its column
MARKS_ON_A_LETTER: Final = 2  # heaps of accents would be printed over the lines above
MARKS_OF_ITS_SCRIPT: Final = 3  # points and vowels without which a Hebrew or Hindi word is another one
NO_LETTERS: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
JOINERS: Final = frozenset("\u200c\u200d")  # say whether two letters of one word are joined: part of how it is spelt

_SPACES = re.compile(r"[\s\x00\u0085\u2028\u2029]+")
_BEFORE_A_NUMBER = re.compile(r" (?=\d)")
_LONG_WORD = re.compile(rf"[^\s{BREAK_HERE}-]{{{LONGEST_WORD + 1},}}")
# Whatever stands between two letters that run from right to left: a number with its unit, a date, a foreign name.
_RIGHT_TO_LEFT: Final = r"\u0590-\u08ff\ufb1d-\ufefc\u200c\u200d"
_FOREIGN = re.compile(rf"[^\s{_RIGHT_TO_LEFT}](?:[^{_RIGHT_TO_LEFT}]*[^\s{_RIGHT_TO_LEFT}])?")
_ISOLATED = re.compile("[\u2066\u2067]([^\u2066-\u2069]*)\u2069")


def typed(text: str) -> str:
    """Return what a person typed as one line: no control or invisible characters, no word without end.

    On a page that is read from left to right, words that run the other way are kept to themselves, or a medicine with
    an Arabic name would take its dose to the wrong side.
    """
    plain = unicodedata.normalize("NFC", _SPACES.sub(" ", text[: 4 * LONGEST_TEXT].replace(NO_BREAK, " ")).strip())
    kept: list[str] = []
    marks = 0
    for letter in _spelt(plain, () if is_right_to_left() else _isolates(plain)):
        kind = unicodedata.category(letter)
        if "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= (MARKS_ON_A_LETTER if unicodedata.name(letter, "").startswith("COMB") else MARKS_OF_ITS_SCRIPT):
            kept.append(letter)
    return _kept_together(_broken(_SPACES.sub(" ", "".join(kept)).strip()))


def _spelt(text: str, marks: Collection[int]) -> Iterator[str]:
    """Yield the letters of *text*, of what is invisible only what joins letters, and what stands at one of *marks*."""
    for at, letter in enumerate(text):
        if unicodedata.category(letter) != "Cf" or at in marks or (letter in JOINERS and _is_joining(text, at)):
            yield letter


def _is_joining(text: str, at: int) -> bool:
    # Scripts with capital letters join nothing; with the rest it is a matter of spelling.
    beside = (text[at - 1 : at], text[at + 1 : at + 2])
    return all(each and unicodedata.category(each) in ("Lo", "Mn", "Mc") for each in beside)


def _isolates(text: str) -> set[int]:
    """Return where the marks stand that keep words together: of a part that was made one line before."""
    return {at for run in _ISOLATED.finditer(text) for at in (run.start(), run.end() - 1)}


def _broken(line: str) -> str:
    """Return *line* without an end beyond reason, its long words broken."""
    if len(line) > LONGEST_TEXT:
        line = f"{line[: LONGEST_TEXT - 1].rstrip()}…"
    return _LONG_WORD.sub(lambda word: BREAK_HERE.join(_pieces(word.group())), line)


def _kept_together(line: str) -> str:
    rest = _ISOLATED.sub("", line)
    if is_right_to_left() or not any(map(_runs_left, rest)):
        return line
    first = next(side for side in map(unicodedata.bidirectional, rest) if side in ("L", "R", "AL"))
    return f"{LEFT_TO_RIGHT if first == 'L' else RIGHT_TO_LEFT}{line}{END_OF_ISOLATE}"


def _runs_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def held(text: str) -> str:
    """Return *text* with each number kept on one line with the word before it ("cycle 6")."""
    return _BEFORE_A_NUMBER.sub(NO_BREAK, text)


def printable(text: str, known: Collection[str] | None = None) -> str:
    """Return *text* with a name or code for each character that is not *known*: that none of our typefaces has.

    In a language written from right to left, each run of foreign letters and numbers is kept together, or "10⁹/L"
    would read "L/10⁹".
    """
    at_hand = ours() if known is None else known
    line = "".join(_spelt(text, {at for at, letter in enumerate(text) if letter in OURS}))
    if lacking(line, at_hand):
        line = _ISOLATED.sub(_kept_apart, _broken(shown(line.replace(BREAK_HERE, ""), at_hand)))
    if not is_right_to_left():
        return line
    return _FOREIGN.sub(lambda run: f"{LEFT_TO_RIGHT}{run.group()}{END_OF_ISOLATE}", line)


def _kept_apart(run: re.Match[str]) -> str:
    """Return an isolated run as it is, or without its marks where its letters are only named."""
    return run.group() if any(map(_runs_left, run.group(1))) else run.group(1)


def typefaces(texts: Iterable[str]) -> tuple[str, ...]:
    """Return our typefaces for a page, the leading one first.

    Atkinson Hyperlegible leads where it has every letter, so that no word mixes two faces; else Noto Sans does.
    """
    atkinson, noto = _covered()[ATKINSON], _covered()[NOTO]
    strange = (letter for text in texts for letter in set(text) if unicodedata.category(letter)[0] in "LM")
    return (
        (NOTO, ATKINSON) if any(letter in noto and letter not in atkinson for letter in strange) else (ATKINSON, NOTO)
    )


def _pieces(word: str) -> Iterator[str]:
    start = 0
    while start < len(word):
        end = start + LONGEST_WORD // 2
        while end < len(word) and (unicodedata.category(word[end])[0] == "M" or word[end] in JOINERS):
            end += 1  # a mark stays with its letter
        yield word[start:end]
        start = end


@functools.cache
def ours() -> frozenset[str]:
    """Return every character that one of our typefaces has, and the invisible ones that are ours."""
    found = frozenset().union(*_covered().values())
    # Controls, joiners and marks of direction may have a glyph; a page has no use for them.
    return frozenset(letter for letter in found if unicodedata.category(letter) not in NO_LETTERS) | OURS | JOINERS


@functools.cache
def _covered() -> dict[str, frozenset[str]]:
    """Return what each typeface can show in every weight that a page uses."""
    found: dict[str, frozenset[str]] = {}
    for path in font_files():
        family = ATKINSON if path.name.startswith("Atkinson") else NOTO
        if "Italic" not in path.name:
            letters = frozenset(map(chr, characters_of(path)))
            found[family] = found.get(family, letters) & letters
    return found
