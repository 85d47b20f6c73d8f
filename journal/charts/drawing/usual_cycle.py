"""Draws the usual cycle: the range of each day as a tint, the middle dashed, this cycle solid over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from journal.charts.drawing.lettering import Block, Lettering, block
from journal.charts.drawing.levels import LIMITS, draw_levels, width_of_level_words
from journal.charts.drawing.sheet import DASHED, Margins, Point, Sheet, add_axes, height_of_ticks, prepare
from journal.charts.drawing.symptom_cycle import day_ticks
from journal.charts.drawing.words import Words, column_width
from journal.charts.look import Look
from journal.charts.usual_cycle import UsualCycleChart
from journal.rules.symptom_course import UsualDay
from journal.text import numbers
from journal.text.language import _

HALF_LEVEL: Final = 0.18  # what a day's range reaches beyond its levels, so that one level alone is seen


def draw_on(figure: Figure, chart: UsualCycleChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    left = width_of_level_words(lettering, look) + 2.5 * look.gap
    groups = [group for group, _at in _right_words(chart, look, lettering)]
    right = column_width(groups, lettering.width) + 3 * look.gap if groups else 2 * look.gap
    top = look.gap + headroom
    draw_usual_cycle(add_axes(figure, Margins(left, height_of_ticks(look) + 1, right, top)), chart, look)


def draw_usual_cycle(ax: Axes, chart: UsualCycleChart, look: Look) -> None:
    """Draw *chart* on *ax*; words for levels stand at its left, what each line is at its right."""
    sheet = Sheet(ax, look)
    room = max(0.7, 0.03 * chart.days)
    sheet.limits((1 - room, chart.days + room), LIMITS)
    sheet.floor()
    if chart.is_empty:
        sheet.say(chart.caption)
        return
    for run in _runs(chart.usual):
        _draw_range(sheet, run, look)
    draw_levels(sheet, look)
    sheet.ticks(day_ticks(sheet, chart.days, numbers.number))
    for run in _runs(chart.usual):
        sheet.path([(day.day, day.median) for day in run], look.earlier, look.earlier_line * 1.2, DASHED, above=3)
    middles = [(float(day.day), float(day.median)) for day in chart.usual]
    sheet.marks(middles, "s", look.earlier, is_hollow=True, has_rim=False, size=look.mark * 0.9, above=5)
    _draw_now(sheet, chart, look)
    _draw_right(sheet, chart, look)


def _runs(days: Sequence[UsualDay]) -> Iterator[list[UsualDay]]:
    """Go through the days that follow each other without a gap."""
    run: list[UsualDay] = []
    for day in days:
        if run and day.day != run[-1].day + 1:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _draw_range(sheet: Sheet, run: Sequence[UsualDay], look: Look) -> None:
    """Tint each day from its lowest to its highest level, with a thin edge: there is nothing between two days."""
    upper: list[Point] = []
    lower: list[Point] = []
    for day in run:
        low, high = day.low - HALF_LEVEL, day.high + HALF_LEVEL
        sheet.ground(day.day - 0.5, day.day + 0.5, low, high, look.band)
        upper += [(day.day - 0.5, high), (day.day + 0.5, high)]
        lower += [(day.day - 0.5, low), (day.day + 0.5, low)]
    sheet.path([*upper, *reversed(lower), upper[0]], look.axis, 1.2 * look.hairline, above=1.4)


def _draw_now(sheet: Sheet, chart: UsualCycleChart, look: Look) -> None:
    levels = chart.now_levels
    run: list[Point] = []
    for day in range(1, max(levels, default=0) + 2):
        if day in levels:
            run.append((day, levels[day]))
            continue
        # A day without an entry breaks the line: blank is not none.
        sheet.path(run, look.series, look.line, above=4)
        run = []
    points = [(float(day), float(level)) for day, level in levels.items()]
    sheet.marks(points, "o", look.series, has_rim=False, size=look.mark * 0.7, above=6)


def _right_words(chart: UsualCycleChart, look: Look, lettering: Lettering) -> list[tuple[tuple[Words, ...], float]]:
    """Return what each line and the tint are called, and at which level that is said."""
    found: list[tuple[tuple[Words, ...], float]] = []
    if chart.now_levels:
        levels = chart.now_levels
        found.append(((lettering.words(chart.now_words, colour=look.series, is_bold=True),), levels[max(levels)]))
    if chart.usual:
        last = chart.usual[-1]
        found.append(
            (
                (
                    lettering.words(_("usual: middle"), colour=look.earlier_words),
                    lettering.words(_("tint: range"), colour=look.muted, size=look.small),
                ),
                last.median,
            )
        )
    return found


def _draw_right(sheet: Sheet, chart: UsualCycleChart, look: Look) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    left = plot.right + 2 * look.gap
    right = sheet.ax.get_xlim()[1]
    blocks: list[Block] = [
        block(group, lettering.width - left, sheet.place(right, level)[1], rank=-rank)
        for rank, (group, level) in enumerate(_right_words(chart, look, lettering))
    ]
    lettering.stack(blocks, left, 0.0, plot.top)
