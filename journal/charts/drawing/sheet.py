"""What charts are drawn with: lines, marks, grounds and axes on given Axes, each known to the lettering.

Axes are used without matplotlib's own axis, ticks and labels: those cost most of the time, and their words would not
keep clear of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import blended_transform_factory

from journal.charts.drawing.lettering import Box, Lettering, Words, segments, wrapped
from journal.charts.drawing.scales import Tick, day_number, time_ticks
from journal.charts.look import Look

DOTTED: Final = (1, 2)
DASHED: Final = (5, 3)
SOLID: Final = ()
TICK: Final = 4.0  # points
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
        self.plot = Box(box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)

    def limits(self, across: tuple[float, float], up: tuple[float, float], *, is_log: bool = False) -> None:
        """Set what the edges of the plot stand for."""
        if is_log:
            self.ax.set_yscale("log")
        self.ax.set_xlim(*across)
        self.ax.set_ylim(*up)

    def place(self, x: float, y: float) -> Point:
        """Return where a value lies on the figure, in points."""
        across, up = self.ax.transData.transform((x, y))
        figure = self.ax.get_figure(root=True)
        scale = 72 / figure.dpi if figure is not None else 1.0
        return float(across) * scale, float(up) * scale

    def value_at(self, up: float) -> float:
        """Return the value that lies *up* points above the bottom of the plot."""
        bottom, top = (self.ax.transData.transform((self.ax.get_xlim()[0], y))[1] for y in self.ax.get_ylim())
        share = up / (self.plot.top - self.plot.bottom)
        return float(self.ax.transData.inverted().transform((0.0, bottom + share * (top - bottom)))[1])

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

    def upright(self, x: float, colour: str, width: float, dashes: tuple[float, ...] = DOTTED) -> None:
        """Draw a vertical line through the whole plot."""
        across = blended_transform_factory(self.ax.transData, self.ax.transAxes)
        line = Line2D([x, x], [0, 1], color=colour, linewidth=width, linestyle=_style(dashes), zorder=2)
        line.set_transform(across)
        self.ax.add_artist(line)
        left, _ = self.place(x, self.ax.get_ylim()[0])
        self.lettering.strokes.append((left, self.plot.bottom, left, self.plot.top))

    def ground(self, since: float, until: float, low: float | None, high: float | None, colour: str) -> None:
        """Tint a rectangle; None: to the edge of the plot."""
        if colour == "none":
            return
        bottom, top = self.ax.get_ylim()
        low, high = bottom if low is None else max(low, bottom), top if high is None else min(high, top)
        if high > low and until > since:
            self.ax.add_artist(
                Rectangle((since, low), until - since, high - low, facecolor=colour, linewidth=0, zorder=1)
            )

    def area(self, corners: Sequence[Point], colour: str) -> None:
        """Tint a polygon."""
        if colour != "none":
            self.ax.add_artist(Polygon(list(corners), closed=True, facecolor=colour, linewidth=0, zorder=1))

    def levels(self, ticks: Sequence[Tick]) -> None:
        """Draw a hairline at each of *ticks* with its number at the left edge; numbers that would touch stay out."""
        for tick in ticks:
            _, up = self.place(self.ax.get_xlim()[0], tick.at)
            across = blended_transform_factory(self.ax.transAxes, self.ax.transData)
            line = Line2D([0, 1], [tick.at] * 2, color=self.look.grid, linewidth=self.look.hairline, zorder=1.5)
            line.set_transform(across)
            self.ax.add_artist(line)
            self.lettering.strokes.append((self.plot.left, up, self.plot.right, up))
            words = self.lettering.words(tick.text, colour=self.look.muted)
            foot = up - words.height / 2 + words.descent
            self.lettering.put_if_free(words, self.plot.left - self.look.gap, foot, "right")

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
        kept = all(box.left >= 0 and box.right <= self.lettering.width for box in boxes)
        return kept and all(one.right + apart <= other.left for one, other in pairwise(boxes))

    def time_axis(self, since: date, until: date, preferred: Sequence[Tick] = ()) -> None:
        """Mark days, months or years below the plot; *preferred* ones if their texts fit."""
        if len(preferred) > 1 and self.tick_fits(preferred):
            self.ticks(preferred)
        else:
            self.ticks(time_ticks(since, until, self.tick_fits))

    def ticks(self, ticks: Sequence[Tick]) -> None:
        """Draw marks with their texts below the plot."""
        bottom = self.ax.get_ylim()[0]
        for tick in ticks:
            box = self._tick_box(tick)
            words = self.lettering.words(tick.text, colour=self.look.muted)
            if self.lettering.put_if_free(words, box.left, box.bottom + words.descent):
                self.ax.add_artist(
                    Line2D(
                        [tick.at],
                        [bottom],
                        marker=3,  # a stroke downwards
                        markersize=TICK,
                        markeredgewidth=self.look.hairline * 1.6,
                        color=self.look.axis,
                        clip_on=False,
                        zorder=2,
                    )
                )

    def _tick_box(self, tick: Tick) -> Box:
        words = self.lettering.words(tick.text)
        x, _ = self.place(tick.at, self.ax.get_ylim()[0])
        foot = self.plot.bottom - TICK - self.look.gap - words.height + words.descent
        box = self.lettering.box_of(words, x, foot, "center")
        over = box.right - self.lettering.width
        shift = -box.left if box.left < 0 else -over if over > 0 else 0.0
        # A text at either end moves in rather than being cut, as long as it still stands under its mark.
        shift = shift if abs(shift) < words.width / 2 else 0.0
        return Box(box.left + shift, box.bottom, box.right + shift, box.top)

    def say(self, sentence: str) -> None:
        """Write *sentence* in the middle of the plot; what an empty chart shows."""
        lettering = self.lettering
        words = lettering.words(sentence, colour=self.look.muted)
        lines = wrapped(words, lettering.width - 2 * self.look.gap)
        top = (lettering.height + sum(line.leading for line in lines)) / 2
        for line in lines:
            top -= line.leading
            lettering.put_if_free(line, lettering.width / 2, top + line.descent, "center")


def _style(dashes: Sequence[float]) -> LineStyle:
    return (0.0, tuple(dashes)) if dashes else "solid"


def height_of_ticks(look: Look) -> float:
    """Return how much room the marks below a plot need."""
    return TICK + look.gap + Words("2026", look.label, look.muted).height + 1


def days_across(since: date, until: date, share: float = 0.04, least: float = 4.0) -> tuple[float, float]:
    """Return the limits of a time axis, with some room at both ends."""
    room = max(least, (until - since).days * share)
    return day_number(since) - room, day_number(until) + room
