"""Draws one symptom by cycle day: this cycle solid over the one before, dashed, with words for the levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from journal.charts.drawing.lettering import Block, Lettering, block
from journal.charts.drawing.levels import LIMITS, draw_levels, width_of_level_words
from journal.charts.drawing.scales import Tick
from journal.charts.drawing.sheet import DASHED, Margins, Sheet, add_axes, height_of_ticks, prepare
from journal.charts.drawing.words import Words, column_width
from journal.charts.look import Look
from journal.charts.symptom_cycle import SymptomCycleChart
from journal.text import dates, numbers

DAY_STEPS: Final = (1, 2, 3, 5, 7, 14, 28, 56, 112)
NOW_SHAPE, BEFORE_SHAPE = "o", "s"


def draw_on(figure: Figure, chart: SymptomCycleChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    left = width_of_level_words(lettering, look) + 2.5 * look.gap
    right = column_width([(words,) for words in _right_words(chart, look, lettering)], lettering.width) + 3 * look.gap
    top = look.gap + headroom
    draw_symptom_cycle(add_axes(figure, Margins(left, height_of_ticks(look) + 1, right, top)), chart, look)


def draw_symptom_cycle(ax: Axes, chart: SymptomCycleChart, look: Look) -> None:
    """Draw *chart* on *ax*; words for levels stand at its left, what each line is at its right."""
    sheet = Sheet(ax, look)
    days = max([chart.now.days, *chart.now.levels, *chart.earlier_levels])
    room = max(0.5, 0.03 * days)
    sheet.limits((1 - room, days + room), LIMITS)
    sheet.floor()
    if chart.is_empty:
        sheet.say(chart.caption)
        return
    draw_levels(sheet, look)
    sheet.ticks(day_ticks(sheet, days, lambda day: _day_text(chart, day)))
    _draw_course(sheet, chart.earlier_levels, look, is_now=False)
    _draw_course(sheet, chart.now.levels, look, is_now=True)
    _draw_right(sheet, chart, look)


def day_ticks(sheet: Sheet, days: int, text: Callable[[int], str]) -> list[Tick]:
    """Return the closest days whose texts stand beside each other."""
    ticks: list[Tick] = []
    for step in DAY_STEPS:
        ticks = [Tick(day, text(day)) for day in range(1, days + 1, step)]
        if sheet.tick_fits(ticks):
            return ticks
    return ticks[:1]


def _day_text(chart: SymptomCycleChart, day: int) -> str:
    return numbers.number(day) if chart.by_cycle else dates.short_day(chart.began_on + timedelta(day - 1))


def _draw_course(sheet: Sheet, levels: Mapping[int, int], look: Look, *, is_now: bool) -> None:
    colour = look.series if is_now else look.earlier
    run: list[tuple[float, float]] = []
    for day in range(1, max(levels, default=0) + 2):
        if day in levels:
            run.append((day, levels[day]))
            continue
        # A day without an entry breaks the line: blank is not none.
        width = look.line if is_now else look.earlier_line
        sheet.path(run, colour, width, () if is_now else DASHED, above=4 if is_now else 3)
        run = []
    points = [(float(day), float(level)) for day, level in levels.items()]
    shape = NOW_SHAPE if is_now else BEFORE_SHAPE
    # Both are seen where they meet: the hollow square is the larger, and the disc on it has no rim.
    size = look.mark * (0.7 if is_now else 0.9)
    sheet.marks(points, shape, colour, is_hollow=not is_now, has_rim=False, size=size, above=6 if is_now else 5)


def _right_words(chart: SymptomCycleChart, look: Look, lettering: Lettering) -> list[Words]:
    found = []
    if chart.now.levels:
        found.append(lettering.words(chart.now_words, colour=look.series, is_bold=True))
    if chart.earlier_levels:
        found.append(lettering.words(chart.before_words, colour=look.earlier_words))
    return found


def _draw_right(sheet: Sheet, chart: SymptomCycleChart, look: Look) -> None:
    """Name each line at the height of its last entry."""
    lettering, plot = sheet.lettering, sheet.plot
    left = plot.right + 2 * look.gap
    ends = [levels[max(levels)] for levels in (chart.now.levels, chart.earlier_levels) if levels]
    right = sheet.ax.get_xlim()[1]
    blocks: list[Block] = []
    for rank, (words, end) in enumerate(zip(_right_words(chart, look, lettering), ends, strict=True)):
        blocks.append(block((words,), lettering.width - left, sheet.place(right, end)[1], rank=-rank))
    lettering.stack(blocks, left, 0.0, lettering.height)
