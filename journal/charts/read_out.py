"""What can be read out of a drawn chart: each value in words, and where it lies on the figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    # matplotlib waits until something is drawn.
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class ReadOut:
    """One value: its place in the chart's own numbers (days across, levels up), and what it says.

    *y* is None where the scale has no height for it: it is then read at the foot of the plot.
    """

    x: float
    y: float | None
    words: str


@dataclass(frozen=True)
class Placed:
    """The same on the figure: shares of its width and height, from the top left."""

    x: float
    y: float
    words: str


@runtime_checkable
class Readable(Protocol):
    """A chart whose values can be read out one by one."""

    @property
    def read_outs(self) -> tuple[ReadOut, ...]:
        """Every value that is drawn, from left to right."""


def placed(figure: Figure, read_outs: Iterable[ReadOut]) -> tuple[Placed, ...]:
    """Return where *read_outs* lie on *figure*, whose largest Axes they were drawn on."""
    found = list(read_outs)
    if not found or not figure.axes:
        return ()
    ax = max(figure.axes, key=lambda each: each.get_position().width * each.get_position().height)
    across, up = figure.get_size_inches() * figure.dpi
    foot = ax.get_ylim()[0]
    points = ax.transData.transform([(each.x, foot if each.y is None else each.y) for each in found])
    return tuple(
        Placed(float(x) / float(across), 1 - float(y) / float(up), each.words)
        for (x, y), each in zip(points, found, strict=True)
    )
