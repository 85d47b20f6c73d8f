"""Charts as SVG; the last ones are kept, so that a preview draws only what changed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from journal.charts.chart import Chart
from journal.text.language import current_language
from journal.text.letters import lacking, shown

LINE_ENDS: Final = frozenset("\r\n")
KEPT: Final = 16  # the page and its large print hold five charts each


@dataclass(frozen=True)
class Place:
    """Where a chart stands: its exact size in millimetres, and the scale of its type and lines."""

    width_mm: float
    height_mm: float
    scale: float = 1.0


@dataclass(frozen=True)
class _Kept:
    chart: Chart
    place: Place
    language: str
    svg: str


_kept: deque[_Kept] = deque(maxlen=KEPT)
_lock = threading.Lock()


def drawing(chart: Chart, place: Place) -> str:
    """Return *chart* drawn for paper at the exact size of *place*, as SVG."""
    language = current_language()
    with _lock:
        # A chart is equal to one that shows the same; what is mapped in it cannot be hashed.
        for kept in _kept:
            if kept.language == language and kept.place == place and kept.chart == chart:
                return kept.svg
    svg = _drawn(chart, place)
    with _lock:
        _kept.append(_Kept(chart, place, language, svg))
    return svg


def forget() -> None:
    """Draw everything anew from now on."""
    with _lock:
        _kept.clear()


def _drawn(chart: Chart, place: Place) -> str:
    # matplotlib comes with the first drawing
    from journal.charts.look import paper_look
    from journal.charts.picture import svg

    return svg(chart, paper_look(place.scale), place.width_mm, place.height_mm).decode("utf-8")


def printable_drawing(svg: str, known: Collection[str]) -> str:
    """Return an SVG whose text is *known* letters; it runs left to right also on a page that runs the other way.

    Letters that ours lack are shapes in it already, wherever the computer has a typeface for them.
    """
    if not lacking(svg, known) - LINE_ENDS:
        return svg
    return "\n".join(shown(line, known) for line in svg.splitlines())
