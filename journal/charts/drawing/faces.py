"""The typefaces of a chart: ours, and the computer's for letters that ours lack; what none has is said by name."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import replace
from pathlib import Path
from typing import Final

from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font

from journal.charts.look import FAMILIES
from journal.resources import font_files
from journal.text.direction import LEFT_TO_RIGHT, in_line
from journal.text.letters import lacking, shown, stand_in
from journal.typefaces import BOLD, REGULAR, Face, Served, changes_shape, is_letter, served

JOINERS: Final = frozenset("\u200c\u200d")
OWN: Final = FAMILIES[:2]  # the third comes with matplotlib, and not to paper
INVISIBLE: Final = frozenset((LEFT_TO_RIGHT, *JOINERS))


@functools.cache
def typefaces() -> None:
    """Make the program's own typefaces known to matplotlib, whose list of the system's may be stale."""
    for path in font_files():
        fontManager.addfont(str(path))
    # matplotlib sees only one weight of a typeface whose weight varies.  Named for bold as well, it is looked for in
    # vain no more, and an SVG asks for the bold that its reader finds.
    weights = {(entry.name, entry.weight) for entry in fontManager.ttflist}
    for entry in list(fontManager.ttflist):
        if (entry.name, BOLD) not in weights and "[" in Path(entry.fname).name and entry.style == "normal":
            fontManager.ttflist.append(replace(entry, weight=BOLD))


@functools.lru_cache(maxsize=64)
def letters_of(family: str) -> frozenset[str]:
    """Return every character that a typeface has."""
    typefaces()
    return frozenset(map(chr, get_font(fontManager.findfont(FontProperties(family=family))).get_charmap()))


@functools.lru_cache(maxsize=16)
def _ours(families: tuple[str, ...]) -> frozenset[str]:
    return INVISIBLE.union(*map(letters_of, families))


@functools.lru_cache(maxsize=4096)
def type_for(text: str, families: tuple[str, ...], is_bold: bool) -> FontProperties:
    """Return the typeface for *text*: the first that has all its letters, so that no word mixes two faces.

    Letters that none of *families* has come from the computer's own.
    """
    strange = lacking(text, _ours(families))
    needed = set(text) - strange - INVISIBLE
    first = next((family for family in families if needed <= letters_of(family)), families[0])
    beside = (each.family for each in _of_computer(frozenset(strange)))
    ordered = [first, *(family for family in families if family != first), *beside]
    return FontProperties(family=ordered, weight=BOLD if is_bold else REGULAR)


def plain(text: str, families: tuple[str, ...]) -> str:
    """Return *text* as a chart shows it: what no typeface has is named, and nothing turns the words around it."""
    text = text.replace("\u2060", "")  # word joiners bind; some typefaces draw a box for them
    if text.isascii():
        return text
    known = _ours(families)
    strange = frozenset(letter for letter in lacking(text, known) if stand_in(letter, known) is None)
    if strange:
        known = known.union(*(each.letters for each in _of_computer(strange)))
    return in_line(shown(text, known))


@functools.lru_cache(maxsize=64)
def _of_computer(letters: frozenset[str]) -> tuple[Served, ...]:
    """Return the computer's typefaces that serve *letters*."""
    asked = frozenset(filter(is_letter, letters))
    if not asked:
        return ()
    found = served(asked, installed())
    if asked.issubset(letter for each in found for letter in each.letters):
        return found
    look_anew()
    return served(asked, installed())


def is_drawn_as_outlines(text: str) -> bool:
    """Say whether *text* goes to paper as shapes rather than letters.

    PDF/UA asks what each glyph of a text means.  Typst cannot say it of a picture's text where letters change their
    shape, join or stand above one another; nor has it the computer's typefaces at hand that are chosen here.
    """
    return any(changes_shape(letter) or (letter not in _ours(OWN) and is_letter(letter)) for letter in text)


def installed() -> list[Face]:
    """Return the upright faces that matplotlib knows of."""
    upright = (entry for entry in fontManager.ttflist if entry.style == "normal" and entry.stretch == "normal")
    return [Face(entry.name, Path(entry.fname), entry.index, int(entry.weight)) for entry in upright]


@functools.cache
def look_anew() -> None:
    """Make known what was installed since matplotlib wrote its list, which it never does again by itself."""
    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(set(findSystemFonts()) - known):
        with contextlib.suppress(Exception):  # FreeType reads what it can; the rest is nothing that we need
            fontManager.addfont(path)
