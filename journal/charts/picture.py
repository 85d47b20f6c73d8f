"""A chart as a PNG or SVG file, or as a figure for the window's own canvas."""

from __future__ import annotations

import io
from typing import Final

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from journal.charts.chart import Chart
from journal.charts.drawing.faces import plain
from journal.charts.drawing.lettering import Lettering
from journal.charts.drawing.words import Words, wrapped
from journal.charts.look import Look

POINTS_AN_INCH: Final = 72
MM_AN_INCH: Final = 25.4
TITLE_SIZE: Final = 1.25  # of a label

# Set once for the whole process: nothing else in it draws with matplotlib.  Text stays text, and the same chart
# gives the same bytes.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "treatment-journal"


def figure(chart: Chart, look: Look, width: float, height: float, *, titled: bool = False) -> Figure:
    """Return *chart* drawn on a figure of *width* by *height* points (pixels of the window, before its scale).

    *titled* writes title and caption above it, for a picture that stands alone.  A canvas that was resized calls
    `chart.draw` again.
    """
    drawn = Figure(figsize=(width / POINTS_AN_INCH, height / POINTS_AN_INCH), dpi=POINTS_AN_INCH)
    lines = _heading(chart, look, width) if titled else ()
    headroom = sum(line.leading for line in lines) + (3 * look.gap if lines else 0)
    chart.draw(drawn, look, headroom)
    lettering = Lettering(drawn, look)
    top = height - look.gap
    for line in lines:
        top -= line.leading
        lettering.put(line, look.gap, top + line.descent)
    return drawn


def _heading(chart: Chart, look: Look, width: float) -> tuple[Words, ...]:
    room = width - 2 * look.gap
    families = look.families
    title = Words(plain(chart.title, families), look.label * TITLE_SIZE, look.ink, is_bold=True, families=families)
    caption = Words(plain(chart.caption, families), look.label, look.muted, families=families)
    return (*wrapped(title, room), *(() if chart.is_empty else wrapped(caption, room)))


def png(chart: Chart, look: Look, width_px: int, height_px: int, *, scale: float = 1.0, titled: bool = False) -> bytes:
    """Return *chart* as a PNG file; *scale* is the screen's, so that 2.0 gives twice as many pixels."""
    return rendered(figure(chart, look, width_px, height_px, titled=titled), look, scale)


def rendered(drawn: Figure, look: Look, scale: float = 1.0) -> bytes:
    """Return a figure as a PNG file."""
    drawn.set_dpi(POINTS_AN_INCH * scale)
    if look.is_paper:
        drawn.set_facecolor(look.rim_ground)
    file = io.BytesIO()
    FigureCanvasAgg(drawn).print_png(file, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return file.getvalue()


def svg(chart: Chart, look: Look, width_mm: float, height_mm: float, *, titled: bool = False) -> bytes:
    """Return *chart* as an SVG file of exactly that size, its text as text; the same chart gives the same bytes."""
    points = POINTS_AN_INCH / MM_AN_INCH
    drawn = figure(chart, look, width_mm * points, height_mm * points, titled=titled)
    file = io.BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    FigureCanvasSVG(drawn).print_svg(file, metadata=nothing)  # type: ignore[no-untyped-call]
    return file.getvalue()
