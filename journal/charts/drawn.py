"""A chart as a window asks for it, here or in a process aside; matplotlib comes with the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journal.charts.chart import Chart
from journal.charts.look import look_for, paper_look
from journal.charts.read_out import Placed, Readable, placed
from journal.charts.tokens import ThemeName

# A picture that leaves the program is as large as those of the command line.
PICTURE_PX: Final = (900, 480)
PICTURE_MM: Final = (180.0, 96.0)
PICTURE_SCALE: Final = 2.0


@dataclass(frozen=True)
class Drawn:
    """A picture in PNG, and what can be read out of it, oldest first."""

    png: bytes
    places: tuple[Placed, ...]


def drawn_for_window(
    chart: Chart, theme: ThemeName, text_scale: float, width: float, height: float, ratio: float
) -> Drawn:
    """Return *chart* drawn for a place of *width* by *height* px, *ratio* pixels of the screen to each."""
    from journal.charts.picture import figure, rendered

    look = look_for(theme, text_scale)
    made = figure(chart, look, width, height)
    places = placed(made, chart.read_outs) if isinstance(chart, Readable) else ()
    return Drawn(rendered(made, look, ratio), places)


def drawn_as_file(chart: Chart, suffix: str) -> bytes:
    """Return *chart* as a file of its own (".png" or ".svg"), with title and caption."""
    from journal.charts.picture import png, svg

    if suffix == ".svg":
        return svg(chart, paper_look(), *PICTURE_MM, titled=True)
    return png(chart, look_for("light"), *PICTURE_PX, scale=PICTURE_SCALE, titled=True)
