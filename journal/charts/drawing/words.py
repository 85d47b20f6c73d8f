"""A line of text with its type: how wide it is before it is drawn, and how it is broken."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from matplotlib.font_manager import fontManager, get_font
from matplotlib.ft2font import LoadFlags

from journal.charts.drawing.faces import type_for
from journal.charts.look import FAMILIES

LEADING: Final = 1.26  # of the type's size, from one line to the next
ROUNDED_UP: Final = 1.02  # letters that are fitted to pixels may come out so much wider
MEASURED_AT: Final = 200.0  # points; smaller sizes are reckoned from it


@dataclass(frozen=True)
class Words:
    """One line of text with its type and colour."""

    text: str
    size: float
    colour: str
    is_bold: bool = False
    families: tuple[str, ...] = FAMILIES

    @property
    def width(self) -> float:
        """How wide it is."""
        return _measured(self.text, self.size, self.is_bold, self.families)[0]

    @property
    def height(self) -> float:
        """How high its line is, from the lowest letter to the highest."""
        return _measured(self.text, self.size, self.is_bold, self.families)[1]

    @property
    def leading(self) -> float:
        """How much height it takes as a line among others."""
        return max(self.height, LEADING * self.size)

    @property
    def descent(self) -> float:
        """How far its line reaches below the letters' foot."""
        return _measured(self.text, self.size, self.is_bold, self.families)[2]


@functools.lru_cache(maxsize=8192)
def _measured(text: str, size: float, is_bold: bool, families: tuple[str, ...]) -> tuple[float, float, float]:
    """Return width, height and descent of a line: the widest it may be drawn."""
    font = get_font(fontManager._find_fonts_by_props(type_for(text, families, is_bold)))
    font.set_size(MEASURED_AT, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    ascent, descent = _line_of(font.fname)
    width = font.get_width_height()[0] / 64 * size / MEASURED_AT
    return width * ROUNDED_UP, (ascent + descent) * size, descent * size


@functools.cache
def _line_of(path: str) -> tuple[float, float]:
    """Return how far a typeface's line reaches above and below the letters' foot, in sizes: as matplotlib takes it."""
    font = get_font(path)
    line, head = font.get_sfnt_table("OS/2"), font.get_sfnt_table("head")
    if line is None or head is None:
        return 0.95, 0.29
    return line["sTypoAscender"] / head["unitsPerEm"], -line["sTypoDescender"] / head["unitsPerEm"]


def wrapped(words: Words, width: float) -> tuple[Words, ...]:
    """Return *words* on as few lines of *width* as they need, about equally long; a single word may still be wider."""
    lines = _lines(words, width)
    if len(lines) > 1:
        for share in (0.5, 0.6, 0.7, 0.8, 0.9):
            balanced = _lines(words, share * width)
            if len(balanced) == len(lines):
                return balanced
    return lines


def _lines(words: Words, width: float) -> tuple[Words, ...]:
    lines: list[Words] = []
    for part in words.text.split(" "):
        longer = replace(words, text=f"{lines[-1].text} {part}") if lines else replace(words, text=part)
        if lines and longer.width <= width:
            lines[-1] = longer
        else:
            lines.append(replace(words, text=part))
    return tuple(lines)


def column_width(groups: Sequence[Sequence[Words]], figure_width: float, share: float = 0.36) -> float:
    """Return how wide a column of words must be: at most *share* of the figure, unless one word needs more."""
    every = [words for group in groups for words in group]
    widest = max((words.width for words in every), default=0.0)
    longest = max((part.width for words in every for part in wrapped(words, 0.0)), default=0.0)
    return max(min(widest, share * figure_width), longest)
