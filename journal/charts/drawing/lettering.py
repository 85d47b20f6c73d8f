"""Words on a chart: measured before they are drawn, so that no two touch and none is cut off.

Everything is in points from the lower left corner of the figure.  Marks and words that must stay clear are boxes in
`taken`.  Lines are `strokes`, which words cross only where there is no better place; `faint` ones (hairlines, dotted
lines) they may cover with a patch of the ground, but for where that is tinted (`tints`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Normal

from journal.charts.drawing.faces import is_drawn_as_outlines, plain, type_for, typefaces
from journal.charts.drawing.words import Words, wrapped
from journal.charts.look import Look

Align: TypeAlias = Literal["left", "center", "right"]
Stroke: TypeAlias = tuple[float, float, float, float]

CLEAR: Final = 1.5  # points between two texts, and between a text and the figure's edge
WORSE: Final = 100  # times that a stroke counts more than a faint one
OFF_BY: Final = 1e-6
# Where words go beside a point: left or right of it (−1 to 1; a half: shifted by a quarter), above or below.
Place: TypeAlias = tuple[float, int]
_ABOVE: Final[tuple[Place, ...]] = ((0, 1), (0.5, 1), (-0.5, 1), (1, 1), (-1, 1))
_BELOW: Final[tuple[Place, ...]] = tuple((across, -up) for across, up in _ABOVE)
_LEVEL: Final[tuple[Place, ...]] = ((1, 0), (-1, 0))
ABOVE_FIRST: Final = (*_ABOVE, *_BELOW, *_LEVEL)
BELOW_FIRST: Final = (*_BELOW, *_ABOVE, *_LEVEL)
RIGHT_FIRST: Final[tuple[Place, ...]] = ((1, 0), *_ABOVE, *_BELOW, (-1, 0))


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

    def holds(self, other: Box) -> bool:
        """Say whether *other* lies inside, but for what sums of fractions are off by."""
        return (
            self.left - OFF_BY <= other.left
            and self.bottom - OFF_BY <= other.bottom
            and other.right <= self.right + OFF_BY
            and other.top <= self.top + OFF_BY
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
class Block:
    """Lines that belong together, wished for around height *at*.

    Where room is short, lines after the first *least* go (0: none may), then the block of lowest *rank*.
    """

    lines: tuple[Words, ...]
    at: float
    rank: int = 0
    least: int = 0

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return sum(line.leading for line in self.lines)

    @property
    def width(self) -> float:
        """How wide its widest line is."""
        return max((line.width for line in self.lines), default=0.0)


def block(group: Sequence[Words], width: float, at: float, rank: int = 0, *, only_first: bool = False) -> Block:
    """Return *group* as lines of *width*, wished for around height *at*; *only_first* of the group must stay."""
    lines = [wrapped(words, width) for words in group]
    return Block(tuple(line for part in lines for line in part), at, rank, len(lines[0]) if only_first else 0)


class Lettering:
    """The words of one figure."""

    def __init__(self, figure: Figure, look: Look) -> None:
        typefaces()
        self.look = look
        self.width, self.height = (float(inches) * 72 for inches in figure.get_size_inches())
        self.taken: list[Box] = []
        self.strokes: list[Stroke] = []
        self.faint: list[Stroke] = []
        self.tints: list[Box] = []
        self._figure = figure

    def words(self, text: str, *, colour: str = "", is_bold: bool = False, size: float = 0.0) -> Words:
        """Return *text* as a label, unless told otherwise."""
        line = plain(text, self.look.families)
        return Words(line, size or self.look.label, colour or self.look.ink, is_bold, self.look.families)

    def box_of(self, words: Words, x: float, y: float, align: Align = "left") -> Box:
        """Return where *words* would stand, with their foot at height *y*."""
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * words.width
        return Box(left, y - words.descent, left + words.width, y - words.descent + words.height)

    def is_free(self, box: Box, clear: float = CLEAR) -> bool:
        """Say whether *box* lies within the figure and touches nothing that must stay clear."""
        inside = Box(0, 0, self.width, self.height).holds(box)
        return inside and not any(box.touches(other, clear) for other in self.taken)

    def crossings(self, box: Box) -> int:
        """Return what runs through *box*: faint strokes count once, others as often as makes any of them worse."""
        strokes = sum(box.is_crossed_by(stroke) for stroke in self.strokes)
        return strokes * WORSE + sum(box.is_crossed_by(stroke) for stroke in self.faint)

    def put(self, words: Words, x: float, y: float, align: Align = "left") -> Box:
        """Draw *words* with their foot at height *y*, whatever is there."""
        box = self.box_of(words, x, y, align)
        if 0 < self.crossings(box) < WORSE and not any(box.touches(tint, 0.0) for tint in self.tints):
            self._cover(box)
        self._figure.text(
            box.left / self.width,
            y / self.height,
            words.text,
            fontproperties=type_for(words.text, words.families, words.is_bold),
            fontsize=words.size,
            color=words.colour,
            ha="left",
            va="baseline",
            parse_math=False,
            path_effects=[Normal()] if self.look.is_paper and is_drawn_as_outlines(words.text) else None,
        )
        self.taken.append(box)
        return box

    def _cover(self, box: Box) -> None:
        """Hide the faint lines behind *box*."""
        patch = Rectangle(
            (box.left / self.width, box.bottom / self.height),
            (box.right - box.left) / self.width,
            (box.top - box.bottom) / self.height,
            facecolor=self.look.rim_ground,
            linewidth=0,
            transform=self._figure.transFigure,
            zorder=1,  # above the Axes, below words
        )
        self._figure.add_artist(patch)

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
        places: Sequence[Place] = ABOVE_FIRST,
        *,
        within: Box | None = None,
        reach: int = 1,
        may_cross: bool = True,
    ) -> bool:
        """Draw *lines* beside a point, crossing as few strokes as can be; False where every place is taken.

        They stay *within* a box, and are left out where they would have to go *reach* times farther away.
        """
        best: tuple[int, Box] | None = None
        for times in range(1, reach + 1):
            for across, up in places:
                box = _beside(lines, x, y, distance * times, across, up)
                if not self.is_free(box) or (within is not None and not within.holds(box)):
                    continue
                crossed = self.crossings(box)
                if best is None or crossed < best[0]:
                    best = crossed, box
            if best is not None and best[0] == 0:
                break
        if best is None or (best[0] >= WORSE and not may_cross):
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
            _shorten(kept)
        if not kept:
            return
        for block, upper in zip(kept, _apart(kept, bottom, top, spacing), strict=True):
            foot = upper
            if not self.is_free(Box(left, upper - block.height, left + block.width, upper)):
                continue  # the figure is too small for a column
            for line in block.lines:
                foot -= line.leading
                self.put(line, left, foot + (line.leading - line.height) / 2 + line.descent)


def _beside(lines: Sequence[Words], x: float, y: float, distance: float, across: float, up: int) -> Box:
    """Return the place of *lines* on one side of a point."""
    width = max(words.width for words in lines)
    height = lines[0].height if len(lines) == 1 else sum(words.leading for words in lines)
    left = x - width / 2 + (across * width / 2 if abs(across) < 1 else 0.0)
    if abs(across) == 1:
        # Beside: clear of the point.  Above or below as well: their near end over the point.
        shift = distance if up == 0 else -lines[0].height / 2
        left = x + shift if across > 0 else x - shift - width
    bottom = y - height / 2 if up == 0 else y + distance if up > 0 else y - distance - height
    return Box(left, bottom, left + width, bottom + height)


def _shorten(blocks: list[Block]) -> None:
    """Take one line from a block that can spare it, or the block that matters least."""
    spare = [block for block in blocks if 0 < block.least < len(block.lines)]
    least = min(spare or blocks, key=lambda block: block.rank)
    place = blocks.index(least)
    blocks[place : place + 1] = [replace(least, lines=least.lines[:-1])] if spare else []


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
