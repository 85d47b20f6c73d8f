"""What charts are drawn with: lines, marks, grounds and axes on given Axes, each known to the lettering.

Axes are used without matplotlib's own axis, ticks and labels: those cost most of the time, and their words would not
keep clear of ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.transforms import blended_transform_factory

from journal.charts.drawing.lettering import CLEAR, Box, Lettering, segments
from journal.charts.drawing.scales import Tick, day_number, time_ticks
from journal.charts.drawing.words import Words, wrapped
from journal.charts.look import Look

DOTTED: Final = (1, 2)
DASHED: Final = (5, 3)
SOLID: Final = ()
TICK: Final = 4.0  # points
TICK_DOWN: Final = 3  # the number that matplotlib gives a marker which is a stroke downwards
CROWDED: Final = 60  # from so many marks on, they are drawn smaller and without a rim
Point: TypeAlias = tuple[float, float]
LineStyle: TypeAlias = "tuple[float, tuple[float, ...]] | Literal['solid']"


@dataclass(frozen=True)
class Margins:
    """Points kept free around the plot."""

    left: float
    bottom: float
    right: float
    top: float


def add_axes(figure: Figure, margins: Margins, height: float | None = None) -> Axes:
    """Return new Axes inside *margins*; with *height*, only the lowest part of the room."""
    wide, high = (float(inches) * 72 for inches in figure.get_size_inches())
    tall = max(4.0, high - margins.bottom - margins.top) if height is None else height
    room = (
        margins.left / wide,
        margins.bottom / high,
        max(8.0, wide - margins.left - margins.right) / wide,
        tall / high,
    )
    ax = figure.add_axes(room)
    ax.set_axis_off()
    return ax


def prepare(figure: Figure, look: Look) -> None:
    """Empty *figure* and give it the look's ground."""
    figure.clear()
    figure.set_facecolor(look.ground)


class Sheet:
    """One Axes, drawn on in its own numbers (days across); words go through the figure's lettering."""

    def __init__(self, ax: Axes, look: Look, lettering: Lettering | None = None) -> None:
        figure = ax.get_figure(root=True)
        if figure is None:
            raise ValueError("these Axes belong to no figure")
        ax.set_axis_off()
        self.ax = ax
        self.look = look
        self.lettering = lettering or Lettering(figure, look)
        box = ax.get_position()
        wide, high = self.lettering.width, self.lettering.height
        self.plot = Box(*(float(edge) for edge in (box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)))
        self.limits((0.0, 1.0), (0.0, 1.0))

    @property
    def room(self) -> Box:
        """Where words on a value may stand: in the plot, and left of it."""
        return Box(0, self.plot.bottom, self.plot.right + self.look.gap, self.plot.top)

    def limits(self, across: tuple[float, float], up: tuple[float, float], *, is_log: bool = False) -> None:
        """Set what the edges of the plot stand for."""
        if is_log:
            self.ax.set_yscale("log")
        self.ax.set_xlim(*across)
        self.ax.set_ylim(*up)
        self._across = across
        self._up = (math.log(up[0]), math.log(up[1])) if is_log else up
        self._is_log = is_log

    def place(self, x: float, y: float) -> Point:
        """Return where a value lies on the figure, in points; reckoned here, for matplotlib is slow for one point."""
        plot, (left, right), (low, high) = self.plot, self._across, self._up
        height = math.log(y) if self._is_log else y
        return (
            plot.left + (x - left) / (right - left) * (plot.right - plot.left),
            plot.bottom + (height - low) / (high - low) * (plot.top - plot.bottom),
        )

    def value_at(self, up: float) -> float:
        """Return the value that lies *up* points above the bottom of the plot."""
        low, high = self._up
        height = low + up / (self.plot.top - self.plot.bottom) * (high - low)
        return math.exp(height) if self._is_log else height

    def path(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        dashes: tuple[float, ...] = SOLID,
        *,
        above: float = 3,
        is_stepped: bool = False,
    ) -> None:
        """Join *points*; words keep off the line where they can."""
        if len(points) < 2:
            return
        corners = list(points)
        if is_stepped:
            corners = [points[0]]
            for before, after in pairwise(points):
                corners += [(after[0], before[1]), after]
        xs, ys = zip(*corners, strict=True)
        self.ax.add_artist(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width,
                linestyle=_style(dashes),
                solid_capstyle="round",
                dash_capstyle="butt",
                solid_joinstyle="round",
                zorder=above,
            )
        )
        self.lettering.strokes += segments([self.place(x, y) for x, y in corners])

    def marks(
        self,
        points: Sequence[Point],
        shape: str,
        colour: str,
        *,
        is_hollow: bool = False,
        has_rim: bool = True,
        size: float | None = None,
        above: float = 5,
    ) -> None:
        """Set a mark at each of *points*; no words are put on one."""
        if not points:
            return
        look = self.look
        is_crowded = len(points) > CROWDED
        across = (size or look.mark) * (0.6 if is_crowded else 1.0)
        xs, ys = zip(*points, strict=True)
        is_cross = shape == "x"
        has_none = is_crowded or look.is_paper or not has_rim
        rim = look.rim * 1.4 if is_hollow or is_cross else 0.0 if has_none else look.rim
        self.ax.add_artist(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=shape,
                markersize=across if is_hollow or is_cross else across + rim,
                markerfacecolor=look.rim_ground if is_hollow else colour,
                markeredgecolor=colour if is_hollow or is_cross else look.rim_ground,
                markeredgewidth=rim,
                zorder=above,
                clip_on=False,
            )
        )
        half = across / 2
        for x, y in (self.place(*point) for point in points):
            self.lettering.taken.append(Box(x - half, y - half, x + half, y + half))

    def upright(
        self, x: float, colour: str, width: float, dashes: tuple[float, ...] = DOTTED, *, share: float = 1.0
    ) -> None:
        """Draw a vertical line from the bottom through *share* of the plot."""
        across = blended_transform_factory(self.ax.transData, self.ax.transAxes)
        line = Line2D([x, x], [0, share], color=colour, linewidth=width, linestyle=_style(dashes), zorder=2)
        line.set_transform(across)
        self.ax.add_artist(line)
        left, _ = self.place(x, self.ax.get_ylim()[0])
        top = self.plot.bottom + share * (self.plot.top - self.plot.bottom)
        (self.lettering.strokes if dashes == SOLID else self.lettering.faint).append(
            (left, self.plot.bottom, left, top)
        )

    def ground(
        self, since: float, until: float, low: float | None, high: float | None, colour: str, *, above: float = 1.0
    ) -> None:
        """Tint a rectangle; None: to the edge of the plot."""
        if colour == "none":
            return
        bottom, top = self.ax.get_ylim()
        low, high = bottom if low is None else max(low, bottom), top if high is None else min(high, top)
        if high > low and until > since:
            self.area([(since, low), (until, low), (until, high), (since, high)], colour, above=above)

    def area(self, corners: Sequence[Point], colour: str, *, above: float = 1.0) -> None:
        """Tint a polygon."""
        if colour == "none" or colour == self.look.ground:
            return
        self.ax.add_artist(Polygon(list(corners), closed=True, facecolor=colour, linewidth=0, zorder=above))
        xs, ys = zip(*(self.place(x, y) for x, y in corners), strict=True)
        self.lettering.tints.append(Box(min(xs), min(ys), max(xs), max(ys)))

    def levels(self, ticks: Sequence[Tick]) -> None:
        """Draw a hairline at each of *ticks* whose number has room at the left edge."""
        for tick in ticks:
            left, up = self.place(self.ax.get_xlim()[0], tick.at)
            words = self.lettering.words(tick.text, colour=self.look.muted)
            foot = up - words.height / 2 + words.descent
            if not self.lettering.put_if_free(words, left - self.look.gap, foot, "right"):
                continue
            line = Line2D([0, 1], [tick.at] * 2, color=self.look.grid, linewidth=self.look.hairline, zorder=1.5)
            line.set_transform(blended_transform_factory(self.ax.transAxes, self.ax.transData))
            self.ax.add_artist(line)
            self.lettering.faint.append((self.plot.left, up, self.plot.right, up))

    def floor(self) -> None:
        """Draw the line at the bottom of the plot."""
        left, right = self.ax.get_xlim()
        bottom = self.ax.get_ylim()[0]
        line = Line2D([left, right], [bottom, bottom], color=self.look.axis, linewidth=self.look.hairline * 1.6)
        line.set_clip_on(False)
        line.set_zorder(2)
        self.ax.add_artist(line)

    def tick_fits(self, ticks: Sequence[Tick]) -> bool:
        """Say whether the texts of *ticks* stand beside each other below the plot, with room between."""
        boxes = [self._tick_box(tick) for tick in ticks]
        apart = 1.2 * self.look.label
        kept = all(box.left >= 0 and box.right <= self.room.right + CLEAR for box in boxes)
        return kept and all(one.right + apart <= other.left for one, other in pairwise(boxes))

    def time_axis(self, since: date, until: date, preferred: Sequence[Tick] = ()) -> None:
        """Mark days, months or years below the plot; *preferred* ones if their texts fit."""
        if len(preferred) > 1 and self.tick_fits(preferred):
            self.ticks(preferred)
        else:
            self.ticks(time_ticks(since, until, self.tick_fits))

    def ticks(self, ticks: Sequence[Tick]) -> None:
        """Draw marks with their texts below the plot."""
        drawn: list[float] = []
        for tick in ticks:
            box = self._tick_box(tick)
            words = self.lettering.words(tick.text, colour=self.look.muted)
            if self.lettering.put_if_free(words, box.left, box.bottom + words.descent):
                drawn.append(tick.at)
        width = self.look.hairline * 1.6
        marks = Line2D(drawn, [self.ax.get_ylim()[0]] * len(drawn), linestyle="none", marker=TICK_DOWN, markersize=TICK)
        marks.set(markeredgewidth=width, color=self.look.axis, clip_on=False, zorder=2)
        self.ax.add_artist(marks)

    def _tick_box(self, tick: Tick) -> Box:
        words = self.lettering.words(tick.text)
        x, _ = self.place(tick.at, self.ax.get_ylim()[0])
        foot = self.plot.bottom - TICK - self.look.gap - words.height + words.descent
        box = self.lettering.box_of(words, x, foot, "center")
        over = box.right - self.room.right  # beyond, words on the lines may reach down
        shift = -box.left if box.left < 0 else -over if over > 0 else 0.0
        # A text at either end moves in rather than being cut, as long as it still stands under its mark.
        shift = shift if abs(shift) < words.width / 2 else 0.0
        return Box(box.left + shift, box.bottom, box.right + shift, box.top)

    def say(self, sentence: str) -> None:
        """Write *sentence* in the middle of the plot; what an empty chart shows."""
        lettering = self.lettering
        words = lettering.words(sentence, colour=self.look.muted)
        lines = wrapped(words, lettering.width - 2 * self.look.gap)
        top = (self.plot.bottom + self.plot.top + sum(line.leading for line in lines)) / 2
        for line in lines:
            top -= line.leading
            if lettering.is_free(lettering.box_of(line, lettering.width / 2, top + line.descent, "center"), clear=0.0):
                lettering.put(line, lettering.width / 2, top + line.descent, "center")


def _style(dashes: Sequence[float]) -> LineStyle:
    return (0.0, tuple(dashes)) if dashes else "solid"


def height_of_ticks(look: Look) -> float:
    """Return how much room the marks below a plot need."""
    return TICK + look.gap + Words("2026", look.label, look.muted).height + 1


def days_across(since: date, until: date, share: float = 0.04, least: float = 4.0) -> tuple[float, float]:
    """Return the limits of a time axis, with some room at both ends."""
    room = max(least, (until - since).days * share)
    return day_number(since) - room, day_number(until) + room
