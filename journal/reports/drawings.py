"""Charts as SVG; the last ones are kept, so that a preview draws only what changed."""

from __future__ import annotations

import re
import threading
import warnings
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from journal.charts.chart import Chart
from journal.reports.printable import JOINERS, ours
from journal.text.language import current_language
from journal.text.letters import lacking, shown
from journal.typefaces import Served

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

    with warnings.catch_warnings():
        # What no typeface has is named afterwards; matplotlib need not warn of it.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ ")
        return svg(chart, paper_look(place.scale), place.width_mm, place.height_mm).decode("utf-8")


def printable_drawing(svg: str, known: Collection[str], beside: Iterable[Served] = ()) -> str:
    """Return an SVG whose text is *known* letters; those that typefaces *beside* ours serve ask for theirs.

    It runs left to right also on a page that runs the other way.
    """
    if not lacking(svg, ours()) - LINE_ENDS:
        return svg
    return "\n".join(_printable_line(line, known, beside) for line in svg.splitlines())


def _printable_line(line: str, known: Collection[str], beside: Iterable[Served]) -> str:
    line = shown(line, known)
    for each in beside:
        strange = f"[{re.escape(''.join(sorted(each.letters)))}]"
        # Words of one name go together, or those of a name from right to left would change places.
        run = f"({strange}(?:[ {''.join(JOINERS)}]*{strange})*)"
        line = re.sub(run, rf"""<tspan style="font-family: '{each.family}'">\1</tspan>""", line)
    return line
