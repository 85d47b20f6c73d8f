"""Draws cycles as bars: given filled with their number, lower where less was given, hatched where late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from journal.charts.cycle_bars import CycleBar
from journal.charts.drawing.scales import day_number
from journal.charts.drawing.sheet import Sheet
from journal.charts.look import Look
from journal.domain.treatment import CycleState
from journal.text import numbers

HIGH: Final = 1.0
HIGHEST_BAR: Final = 1.08  # the upper edge of the ribbon: room for a bar's outline
LOW: Final = (0.45, 0.75)  # a bar with less than planned is at least this, and at most that high
NARROW: Final = 5.0  # points
GAP: Final = 1.0  # points free at either side of a bar
DIGIT: Final = 0.68  # how high a digit is, of the type's size
HATCH: Final = "/////"


def height_of_ribbon(look: Look) -> float:
    """Return how high a ribbon is."""
    return look.label * 1.9 if not look.is_paper else look.label * 1.45


def draw_ribbon(sheet: Sheet, bars: Sequence[CycleBar], look: Look) -> None:
    """Draw *bars*; where they are too narrow to be told apart, one bar for those that follow each other."""
    left, right = sheet.ax.get_xlim()
    a_day = (sheet.plot.right - sheet.plot.left) / (right - left)
    for bar in _merged(bars, NARROW / a_day):
        since, until = max(left, day_number(bar.since)), min(right, day_number(bar.until))
        if until <= since:
            continue
        if bar.late_from is not None:
            _draw_late(sheet, max(left, day_number(bar.late_from)), since, look)
        _draw_bar(sheet, bar, since, until, look)


def _merged(bars: Sequence[CycleBar], narrow_days: float) -> list[CycleBar]:
    found: list[CycleBar] = []
    for bar in bars:
        last = found[-1] if found else None
        is_narrow = (bar.until - bar.since).days < narrow_days
        if last is not None and is_narrow and (last.state, last.line, last.until) == (bar.state, bar.line, bar.since):
            # A number, a lower dose or a week's delay could not be seen: the table has them.
            found[-1] = replace(last, number=0, until=bar.until, share=None, late_from=None)
        else:
            found.append(bar)
    return found


def _draw_bar(sheet: Sheet, bar: CycleBar, since: float, until: float, look: Look) -> None:
    height = HIGH if not bar.is_lower or bar.share is None else min(LOW[1], max(LOW[0], float(bar.share)))
    is_given = bar.state is CycleState.GIVEN
    edge = look.given if is_given and look.given != "none" else look.muted
    shape = _between(sheet, since, until, height)
    shape.set_facecolor(look.given if is_given else "none")
    shape.set_edgecolor(edge)
    shape.set_linewidth(1.6 * look.hairline)
    if bar.state is CycleState.PLANNED:
        shape.set_linestyle((0, (3, 2)))
    sheet.ax.add_artist(shape)
    if bar.state is CycleState.SKIPPED:
        sheet.ax.add_artist(Line2D([since, until], [0, height], color=edge, linewidth=1.6 * look.hairline, zorder=3))
    colour = look.given_words if is_given else look.muted
    words = sheet.lettering.words(numbers.number(bar.number), colour=colour, is_bold=is_given, size=look.small)
    start, foot = sheet.place(since, 0)
    end, top = sheet.place(until, height)
    # At its line's height letters reach lower than digits: the foot is set by the digits.
    if bar.number and words.width + 2.5 * GAP <= end - start and words.size * 0.8 <= top - foot:
        sheet.lettering.put_if_free(words, (start + end) / 2, (foot + top - DIGIT * words.size) / 2, "center")


def _draw_late(sheet: Sheet, since: float, until: float, look: Look) -> None:
    if until <= since:
        return
    shape = _between(sheet, since, until, HIGH)
    shape.set_facecolor("none")
    shape.set_edgecolor(look.late)
    shape.set_linewidth(1.6 * look.hairline)
    shape.set_hatch(HATCH)
    sheet.ax.add_artist(shape)


def _between(sheet: Sheet, since: float, until: float, height: float) -> Rectangle:
    """Return a bar that leaves a little room at either side, if it is wide enough for that."""
    start, _ = sheet.place(since, 0)
    end, _ = sheet.place(until, 0)
    a_point = (until - since) / (end - start) if end > start else 0.0
    free = GAP * a_point if end - start > 6 * GAP else 0.0
    return Rectangle((since + free, 0), until - since - 2 * free, height, zorder=3)
