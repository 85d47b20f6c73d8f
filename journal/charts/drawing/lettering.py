"""Words on a chart: measured before they are drawn, so that no two touch and none is cut off.

Everything is in points from the lower left corner of the figure.  Marks and words that must stay clear are boxes in
`taken`; lines are `strokes`, which words may cross where there is no better place.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, TypeAlias

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

from journal.charts.look import FAMILIES, Look
from journal.resources import font_files

Align: TypeAlias = Literal["left", "center", "right"]
Stroke: TypeAlias = tuple[float, float, float, float]

CLEAR: Final = 1.5  # points between two texts, and between a text and the figure's edge
LEADING: Final = 1.26  # of the type's size, from one line to the next
ROUNDED_UP: Final = 1.02  # letters that are fitted to pixels may come out so much wider
MEASURED_AT: Final = 200.0  # points; smaller sizes are reckoned from it
REGULAR, BOLD = 400, 700
# Where words go beside a point: left/right of it (−1, 0, 1), then above or below.
ABOVE_FIRST: Final = ((0, 1), (1, 1), (-1, 1), (0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0))
BELOW_FIRST: Final = ((0, -1), (1, -1), (-1, -1), (0, 1), (1, 1), (-1, 1), (1, 0), (-1, 0))
RIGHT_FIRST: Final = ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, -1), (-1, 0))


@dataclass(frozen=True)
class Box:
    """A rectangle on the figure."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box, clear: float = CLEAR) -> bool:
        """Say whether the two are nearer than *clear*."""
        return (
            self.left < other.right + clear
            and other.left < self.right + clear
            and self.bottom < other.top + clear
            and other.bottom < self.top + clear
        )

    def is_crossed_by(self, stroke: Stroke) -> bool:
        """Say whether a straight line from one point to another runs through (Liang and Barsky)."""
        x0, y0, x1, y1 = stroke
        if max(x0, x1) < self.left or min(x0, x1) > self.right or max(y0, y1) < self.bottom or min(y0, y1) > self.top:
            return False
        enters, leaves = 0.0, 1.0
        for step, room in (
            (x0 - x1, x0 - self.left),
            (x1 - x0, self.right - x0),
            (y0 - y1, y0 - self.bottom),
            (y1 - y0, self.top - y0),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enters = max(enters, room / step)
            else:
                leaves = min(leaves, room / step)
        return enters <= leaves


@dataclass(frozen=True)
class Words:
    """One line of text with its type and colour."""

    text: str
    size: float
    colour: str
    is_bold: bool = False

    @property
    def width(self) -> float:
        """How wide it is."""
        return _measured(_plain(self.text), self.size, self.is_bold)[0]

    @property
    def height(self) -> float:
        """How high its line is, from the lowest letter to the highest."""
        return _measured(_plain(self.text), self.size, self.is_bold)[1]

    @property
    def leading(self) -> float:
        """How much height it takes as a line among others."""
        return max(self.height, LEADING * self.size)

    @property
    def descent(self) -> float:
        """How far its line reaches below the letters' foot."""
        return _measured(_plain(self.text), self.size, self.is_bold)[2]


@dataclass(frozen=True)
class Block:
    """Lines that belong together, wished for around height *at*; where room is short, the lowest *rank* stays out."""

    lines: tuple[Words, ...]
    at: float
    rank: int = 0

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return sum(line.leading for line in self.lines)

    @property
    def width(self) -> float:
        """How wide its widest line is."""
        return max((line.width for line in self.lines), default=0.0)


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
def _letters(family: str) -> frozenset[int]:
    return frozenset(get_font(fontManager.findfont(FontProperties(family=family))).get_charmap())


@functools.lru_cache(maxsize=4096)
def type_for(text: str, families: tuple[str, ...], is_bold: bool) -> FontProperties:
    """Return the typeface for *text*: the first that has all its letters, so that no word mixes two faces."""
    typefaces()
    needed = {ord(letter) for letter in text}
    first = next((family for family in families if needed <= _letters(family)), families[0])
    ordered = [first, *(family for family in families if family != first)]
    return FontProperties(family=ordered, weight=BOLD if is_bold else REGULAR)


@functools.lru_cache(maxsize=8192)
def _measured(text: str, size: float, is_bold: bool) -> tuple[float, float, float]:
    """Return width, height and descent of a line: the widest it may be drawn."""
    font = get_font(fontManager._find_fonts_by_props(type_for(text, FAMILIES, is_bold)))
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


def _plain(text: str) -> str:
    return text.replace("\u2060", "")  # word joiners bind; some typefaces draw a box for them


def wrapped(words: Words, width: float) -> tuple[Words, ...]:
    """Return *words* on as few lines of *width* as they need; a single word may still be wider."""
    lines: list[str] = []
    for part in words.text.split(" "):
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and Words(longer, words.size, words.colour, words.is_bold).width <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return tuple(Words(line, words.size, words.colour, words.is_bold) for line in lines)


def column_width(groups: Sequence[Sequence[Words]], figure_width: float, share: float = 0.36) -> float:
    """Return how wide a column of words must be: at most *share* of the figure, unless one word needs more."""
    every = [words for group in groups for words in group]
    widest = max((words.width for words in every), default=0.0)
    longest = max((part.width for words in every for part in wrapped(words, 0.0)), default=0.0)
    return max(min(widest, share * figure_width), longest)


def block(group: Sequence[Words], width: float, at: float, rank: int = 0) -> Block:
    """Return *group* as lines of *width*, wished for around height *at*."""
    return Block(tuple(line for words in group for line in wrapped(words, width)), at, rank)


class Lettering:
    """The words of one figure."""

    def __init__(self, figure: Figure, look: Look) -> None:
        typefaces()
        self.look = look
        self.width, self.height = (float(inches) * 72 for inches in figure.get_size_inches())
        self.taken: list[Box] = []
        self.strokes: list[Stroke] = []
        self._figure = figure

    def words(self, text: str, *, colour: str = "", is_bold: bool = False, size: float = 0.0) -> Words:
        """Return *text* as a label, unless told otherwise."""
        return Words(_plain(text), size or self.look.label, colour or self.look.ink, is_bold)

    def box_of(self, words: Words, x: float, y: float, align: Align = "left") -> Box:
        """Return where *words* would stand, with their foot at height *y*."""
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * words.width
        return Box(left, y - words.descent, left + words.width, y - words.descent + words.height)

    def is_free(self, box: Box) -> bool:
        """Say whether *box* lies within the figure and touches nothing that must stay clear."""
        inside = box.left >= 0 and box.bottom >= 0 and box.right <= self.width and box.top <= self.height
        return inside and not any(box.touches(other) for other in self.taken)

    def crossings(self, box: Box) -> int:
        """Return how many strokes run through *box*."""
        return sum(box.is_crossed_by(stroke) for stroke in self.strokes)

    def put(self, words: Words, x: float, y: float, align: Align = "left") -> Box:
        """Draw *words* with their foot at height *y*, whatever is there."""
        box = self.box_of(words, x, y, align)
        self._figure.text(
            box.left / self.width,
            y / self.height,
            words.text,
            fontproperties=type_for(words.text, self.look.families, words.is_bold),
            fontsize=words.size,
            color=words.colour,
            ha="left",
            va="baseline",
            parse_math=False,
        )
        self.taken.append(box)
        return box

    def put_if_free(self, words: Words, x: float, y: float, align: Align = "left") -> bool:
        """Draw *words* where that place is free; say whether it was."""
        free = self.is_free(self.box_of(words, x, y, align))
        if free:
            self.put(words, x, y, align)
        return free

    def put_near(
        self,
        lines: Sequence[Words],
        x: float,
        y: float,
        distance: float,
        places: Sequence[tuple[int, int]] = ABOVE_FIRST,
        *,
        reach: int = 1,
        may_cross: bool = True,
    ) -> bool:
        """Draw *lines* beside a point, crossing as few strokes as can be; False where every place is taken.

        *reach* is how many times farther away they may go before they are left out.
        """
        best: tuple[int, Box] | None = None
        for times in range(1, reach + 1):
            for across, up in places:
                box = _beside(lines, x, y, distance * times, across, up)
                if not self.is_free(box):
                    continue
                crossed = self.crossings(box)
                if best is None or crossed < best[0]:
                    best = crossed, box
            if best is not None and best[0] == 0:
                break
        if best is None or (best[0] and not may_cross):
            return False
        self._put_lines(lines, best[1], x)
        return True

    def _put_lines(self, lines: Sequence[Words], box: Box, x: float) -> None:
        """Draw *lines* in *box*, flush with the side that is nearer to *x*, or in its middle."""
        middle = (box.left + box.right) / 2
        align: Align = "center" if abs(middle - x) < 1 else "left" if middle > x else "right"
        at = {"left": box.left, "center": middle, "right": box.right}[align]
        top = box.top
        for words in lines:
            height = words.height if len(lines) == 1 else words.leading
            self.put(words, at, top - (height + words.height) / 2 + words.descent, align)
            top -= height

    def stack(self, blocks: Sequence[Block], left: float, bottom: float, top: float) -> None:
        """Draw *blocks* in one column, each as near to its height as the others allow."""
        kept = sorted(blocks, key=lambda block: (-block.at, -block.rank))
        spacing = 2 * CLEAR
        while kept and sum(block.height + spacing for block in kept) - spacing > top - bottom:
            kept.remove(min(kept, key=lambda block: block.rank))
        if not kept:
            return
        for block, upper in zip(kept, _apart(kept, bottom, top, spacing), strict=True):
            foot = upper
            for line in block.lines:
                foot -= line.leading
                self.put(line, left, foot + (line.leading - line.height) / 2 + line.descent)


def _beside(lines: Sequence[Words], x: float, y: float, distance: float, across: int, up: int) -> Box:
    """Return the place of *lines* on one side of a point."""
    width = max(words.width for words in lines)
    height = lines[0].height if len(lines) == 1 else sum(words.leading for words in lines)
    left = x - width / 2
    if across:
        # Beside: clear of the point.  Above or below as well: their near end over the point.
        shift = distance if up == 0 else -lines[0].height / 2
        left = x + shift if across > 0 else x - shift - width
    bottom = y - height / 2 if up == 0 else y + distance if up > 0 else y - distance - height
    return Box(left, bottom, left + width, bottom + height)


def _apart(blocks: Sequence[Block], bottom: float, top: float, spacing: float) -> list[float]:
    """Return the upper edge of each block, from top to bottom: moved as little as keeps them apart."""
    wished = [block.at + block.height / 2 for block in blocks]
    offsets = [0.0]
    for block in blocks[:-1]:
        offsets.append(offsets[-1] + block.height + spacing)
    # Without the offsets the edges must only fall: pool neighbours that do not (isotonic regression).
    pools: list[tuple[float, int]] = []
    for value in (edge + offset for edge, offset in zip(wished, offsets, strict=True)):
        mean, count = value, 1
        while pools and pools[-1][0] < mean:
            earlier, many = pools.pop()
            mean, count = (earlier * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    lowest = bottom + sum(block.height for block in blocks) + spacing * (len(blocks) - 1)
    level = [min(max(mean, lowest), top) for mean, count in pools for _ in range(count)]
    return [edge - offset for edge, offset in zip(level, offsets, strict=True)]


def segments(points: Sequence[tuple[float, float]]) -> list[Stroke]:
    """Return the strokes that join *points*."""
    return [(*one, *other) for one, other in pairwise(points)]
