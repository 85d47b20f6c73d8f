"""Typeface files: which letters one has, whether it may go into a document, which of the computer's serve a text.

Our own typefaces (journal/resources.py) come first everywhere.  The computer's serve only letters that ours lack: a
name in Arabic or Chinese.  Who draws or prints lists what is installed; here is chosen among that.
"""

from __future__ import annotations

import bisect
import errno
import functools
import struct
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COLLECTION: Final = b"ttcf"
# OpenType, "OS/2", fsType: what a maker forbids.  A document holds a part of a typeface, as outlines.
RESTRICTED: Final = 0x0002
ONLY_WHOLE: Final = 0x0100
ONLY_BITMAPS: Final = 0x0200
OPEN_TO_SOME_USE: Final = 0x000C  # with the older files, the mildest of several words counts

REGULAR, BOLD = 400, 700
HAN, KANA, HANGUL = "HAN", "KANA", "HANGUL"
_SCRIPTS: Final[Mapping[str, str]] = {
    "CJK": HAN,
    "IDEOGRAPHIC": HAN,
    "HIRAGANA": KANA,
    "KATAKANA": KANA,
    "KATAKANA-HIRAGANA": KANA,
    "HANGUL": HANGUL,
}
# Plain ones of even weight, as they come with the systems; the free Noto first, which fits ours.
_WELL_SUITED: Final[Mapping[str, tuple[str, ...]]] = {
    "ARABIC": ("Noto Sans Arabic", "Noto Naskh Arabic", "Segoe UI", "Geeza Pro", "Arial", "DejaVu Sans"),
    "HEBREW": ("Noto Sans Hebrew", "Segoe UI", "Arial Hebrew", "Arial", "DejaVu Sans"),
    "THAI": ("Noto Sans Thai", "Leelawadee UI", "Thonburi", "Loma"),
    HAN: ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Heiti SC"),
    KANA: ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Yu Gothic", "Meiryo", "Hiragino Sans"),
    HANGUL: ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Malgun Gothic", "Apple SD Gothic Neo"),
}
_FOR_ALL: Final = ("Nirmala UI", "Segoe UI", "Arial Unicode MS")
_LESS_SUITED: Final = (
    "Mono",
    "Serif",
    "Display",
    "Condensed",
    "Nastaliq",
    "Kufi",
    "Rashi",
    "Looped",
    "Symbol",
    "Unifont",
)


@dataclass(frozen=True)
class Face:
    """One upright face of a typeface: in a file, the *index*th of a collection."""

    family: str
    path: Path
    index: int = 0
    weight: int = 400


@dataclass(frozen=True)
class Served:
    """One typeface of the computer, its regular and bold face, and the letters that it serves in both."""

    family: str
    faces: tuple[Face, ...]
    letters: frozenset[str]


def is_letter(letter: str) -> bool:
    """Say whether *letter* may be asked of the computer's typefaces.

    Letters, their marks and digits are the same everywhere, and so is the punctuation of one script.  Pictures (emoji)
    are not: each computer has other ones, in colours that a black and white page loses.
    """
    kind = unicodedata.category(letter)
    is_of_no_script = "\u2000" <= letter < "\u2e80"  # dashes, and the brackets of mathematics
    return kind[0] in "LM" or kind in ("Nd", "Nl") or (kind[0] == "P" and not is_of_no_script)


def served(letters: Collection[str], faces: Iterable[Face], ours: Collection[str] = ()) -> tuple[Served, ...]:
    """Return those of *faces* that serve *letters*, for each script the best suited; nothing where none does.

    A typeface counts with the letters that regular and bold have, and not at all where one may not go into a document.
    What is called like one of *ours* is passed over: nobody could tell which of the two is meant.
    """
    families = {family: pair for family, pair in _pairs(faces) if family not in ours and not family.startswith(".")}
    chosen: dict[str, set[str]] = {}
    for script, wanted in sorted(_by_script(letters).items()):
        left = set(wanted)
        ranked = _ranked(script, families)
        while left and (best := _best(left, ranked, families)) is not None:
            family, found = best
            chosen.setdefault(family, set()).update(found)
            left -= found
    return tuple(Served(family, families[family], frozenset(has)) for family, has in chosen.items())


def _pairs(faces: Iterable[Face]) -> Iterator[tuple[str, tuple[Face, ...]]]:
    """Yield each typeface with its regular and its bold face, which may be one."""
    by_family: dict[str, list[Face]] = {}
    for face in faces:
        by_family.setdefault(face.family, []).append(face)
    for family, found in by_family.items():
        ordered = sorted(found, key=lambda face: (str(face.path), face.index))
        nearest = (min(ordered, key=lambda face: abs(face.weight - weight)) for weight in (REGULAR, BOLD))
        yield family, tuple(dict.fromkeys(nearest))


def _by_script(letters: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for letter in letters:
        word = unicodedata.name(letter, "").partition(" ")[0]
        found.setdefault(_SCRIPTS.get(word, word), set()).add(letter)
    if KANA in found:  # a Japanese name: its Chinese signs have the shapes that are used in Japan
        found[KANA] |= found.pop(HAN, set())
    return found


def _ranked(script: str, families: Iterable[str]) -> list[str]:
    """Return *families*, the best suited for *script* first."""
    suited = (*_WELL_SUITED.get(script, (f"Noto Sans {script.title()}",)), *_FOR_ALL)

    def rank(family: str) -> tuple[int, int, str]:
        at = suited.index(family) if family in suited else len(suited)
        return at, sum(word in family for word in _LESS_SUITED), family

    return sorted(families, key=rank)


def _best(
    left: Collection[str], ranked: Iterable[str], families: Mapping[str, Iterable[Face]]
) -> tuple[str, set[str]] | None:
    """Return the first typeface that has all that is *left*, or the one that has most of it."""
    best: tuple[str, set[str]] | None = None
    for family in ranked:
        read = [_read(face.path, face.index) for face in families[family]]
        if not all(each.may_be_embedded for each in read):
            continue
        found = {letter for letter in left if all(each.letters.has(ord(letter)) for each in read)}
        if len(found) == len(left):
            return family, found
        if found and (best is None or len(found) > len(best[1])):
            best = family, found
    return best


@dataclass(frozen=True)
class _Read:
    """What is read of one face."""

    may_be_embedded: bool
    letters: _Letters


@functools.lru_cache(maxsize=1024)
def _read(path: Path, index: int) -> _Read:
    try:
        tables = _tables(path, index, (b"OS/2", b"cmap"))
        return _Read(_may_be_embedded(tables.get(b"OS/2", b"")), _Letters(tables.get(b"cmap", b"")))
    except (OSError, struct.error):  # removed meanwhile, or broken
        return _Read(False, _Letters(b""))


def _may_be_embedded(os2: bytes) -> bool:
    if len(os2) < 10:  # nothing is said, so nothing is forbidden
        return True
    rights: int = struct.unpack_from(">H", os2, 8)[0]
    if rights & (ONLY_WHOLE | ONLY_BITMAPS):
        return False
    return not rights & RESTRICTED or bool(rights & OPEN_TO_SOME_USE)


def _tables(path: Path, index: int, wanted: Collection[bytes]) -> dict[bytes, bytes]:
    """Return the *wanted* tables of a face, without reading the rest of a file of many megabytes."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = 0
        if file.read(4) == COLLECTION:
            file.seek(12 + 4 * index)
            start = struct.unpack(">I", file.read(4))[0]
        file.seek(start + 4)
        count = struct.unpack(">H", file.read(2))[0]
        file.seek(start + 12)
        found: dict[bytes, bytes] = {}
        for tag, _checksum, at, length in struct.iter_unpack(">4sIII", file.read(16 * count)):
            if at + length > size:
                raise OSError(errno.EIO, "the file is cut off")
            if tag in wanted:
                file.seek(at)
                found[tag] = file.read(length)
        return found


def characters_of(path: Path) -> frozenset[int]:
    """Return the code points that a file has glyphs for."""
    return frozenset(_Letters(_tables(path, 0, (b"cmap",)).get(b"cmap", b"")))


class _Letters:
    """The table from letters to glyphs (OpenType, "cmap", formats 4 and 12), read where it is asked."""

    def __init__(self, cmap: bytes) -> None:
        self._cmap = cmap
        self._long = 0  # where format 12 begins, and how many groups it has
        self._groups = 0
        self._short = 0  # the same of format 4
        self._segments = 0
        for number in range(struct.unpack_from(">H", cmap, 2)[0] if cmap else 0):
            platform, _encoding, at = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
            form = struct.unpack_from(">H", cmap, at)[0]
            if form == 12:
                self._long, self._groups = at, struct.unpack_from(">I", cmap, at + 12)[0]
            elif form == 4 and platform in (0, 3):
                self._short, self._segments = at, struct.unpack_from(">H", cmap, at + 6)[0] // 2

    def __iter__(self) -> Iterator[int]:
        for number in range(self._groups):
            first, last, glyph = self._group(number)
            yield from (code for code in range(first, last + 1) if glyph + code - first)
        for number in range(self._segments):
            first, last = self._segment(number)
            yield from (code for code in range(first, min(last, 0xFFFE) + 1) if self._glyph(number, code))

    def has(self, code: int) -> bool:
        """Say whether there is a glyph for *code*."""
        try:
            return self._is_in_long(code) or self._is_in_short(code)
        except struct.error:  # a broken file
            return False

    def _is_in_long(self, code: int) -> bool:
        number = bisect.bisect_left(range(self._groups), code, key=lambda each: self._group(each)[1])
        if number == self._groups:
            return False
        first, _last, glyph = self._group(number)
        return code >= first and glyph + code - first > 0

    def _is_in_short(self, code: int) -> bool:
        number = bisect.bisect_left(range(self._segments), code, key=lambda each: self._segment(each)[1])
        if number == self._segments or code >= 0xFFFF:
            return False
        return code >= self._segment(number)[0] and self._glyph(number, code) > 0

    def _group(self, number: int) -> tuple[int, int, int]:
        first, last, glyph = struct.unpack_from(">III", self._cmap, self._long + 16 + 12 * number)
        return first, last, glyph

    def _segment(self, number: int) -> tuple[int, int]:
        last = self._two_bytes(14 + 2 * number)
        return self._two_bytes(16 + 2 * self._segments + 2 * number), last

    def _glyph(self, number: int, code: int) -> int:
        delta = self._two_bytes(16 + 4 * self._segments + 2 * number)
        at = 16 + 6 * self._segments + 2 * number
        offset = self._two_bytes(at)
        if not offset:
            return (code + delta) & 0xFFFF
        glyph = self._two_bytes(at + offset + 2 * (code - self._segment(number)[0]))
        return (glyph + delta) & 0xFFFF if glyph else 0

    def _two_bytes(self, at: int) -> int:
        found: int = struct.unpack_from(">H", self._cmap, self._short + at)[0]
        return found
