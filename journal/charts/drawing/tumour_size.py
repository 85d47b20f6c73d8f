"""Draws the sums of all measured spots: courses, the rule's lines, and a word for each scan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from journal.charts.drawing.lettering import BELOW_FIRST, RIGHT_FIRST, Lettering, Place, block
from journal.charts.drawing.notes import ALL_VALUES, beside, draw_start_words, worth_writing
from journal.charts.drawing.scales import Tick, day_number, plain_decimal, round_ticks, short_date
from journal.charts.drawing.sheet import (
    DASHED,
    DOTTED,
    Margins,
    Point,
    Sheet,
    add_axes,
    days_across,
    height_of_ticks,
    prepare,
)
from journal.charts.drawing.words import Words, column_width
from journal.charts.look import Look, Mark
from journal.charts.tumour_size import SumAtScan, SumCourse, TumourSizeChart
from journal.domain.imaging import Response
from journal.text import dates, numbers
from journal.text.language import _

ZERO_BELOW: Final = 0.35  # the axis begins at zero where the lowest sum is less than this share of the highest
START_SHAPE: Final = "D"
COARSE: Final = (7, 3)
FINE: Final = (2, 2)


def draw_on(figure: Figure, chart: TumourSizeChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    number = lettering.words("000").width
    left = number / 2 + look.gap if look.is_paper else number + 2.5 * look.gap
    right = column_width(list(_right_words(chart, look, lettering).values()), lettering.width) + 3 * look.gap
    margins = Margins(left, height_of_ticks(look) + 1, right, look.gap + headroom)
    draw_tumour_size(add_axes(figure, margins), chart, look)


def draw_tumour_size(ax: Axes, chart: TumourSizeChart, look: Look) -> None:
    """Draw *chart* on *ax*; the words at its right stand outside, as far as the figure has room there."""
    sheet = Sheet(ax, look)
    if not chart.points:
        sheet.limits((0, 1), (0, 1))
        sheet.floor()
        sheet.say(chart.caption)
        return
    since, until = chart.points[0].on, chart.points[-1].on
    sheet.limits(
        days_across(since, until, 0.06 if look.is_paper else 0.04, least=20 if since == until else 4),
        _heights(chart, look),
    )
    if not look.is_paper and not chart.is_empty:
        _draw_levels(sheet)
    if chart.courses[-1].with_sum:
        _draw_zones(sheet, chart.courses[-1], look)
    sheet.floor()
    for start in chart.starts:
        sheet.upright(day_number(start.on), look.muted, 1.6 * look.hairline, DOTTED)
    for course in chart.courses:
        _draw_course(sheet, course, look, is_current=course is chart.courses[-1])
    sheet.time_axis(since, until, _scan_ticks(chart.points))
    _draw_right(sheet, chart, look)
    if chart.is_empty:
        sheet.say(chart.caption)
    _draw_values(sheet, chart, look)
    draw_start_words(sheet, chart.starts)


def _heights(chart: TumourSizeChart, look: Look) -> tuple[float, float]:
    """Return the sums at the lower and upper edge of the plot."""
    sums = [float(point.sum_mm) for point in chart.points if point.sum_mm is not None]
    current = chart.courses[-1]
    lines = [float(line) for line in (current.partial_mm, *current.growth_mm) if line is not None] if sums else []
    high = max([*sums, *lines], default=1.0)
    low = min([*sums, *lines], default=0.0)
    room = (high - low) or high or 1.0
    if look.is_paper or low < ZERO_BELOW * high or not sums:
        return 0.0, high + 0.18 * (high or 1.0)
    return max(0.0, low - 0.2 * room), high + 0.2 * room


def _draw_levels(sheet: Sheet) -> None:
    low, high = sheet.ax.get_ylim()
    count = max(2, int((sheet.plot.top - sheet.plot.bottom) / (3.5 * sheet.look.label)))
    ticks = [Tick(value, numbers.number(plain_decimal(value))) for value in round_ticks(low, high, min(4, count))]
    sheet.levels(ticks)


def _draw_zones(sheet: Sheet, course: SumCourse, look: Look) -> None:
    """Draw where the sums are clearly smaller, and where they count as growing."""
    end = sheet.ax.get_xlim()[1]
    low, high = sheet.ax.get_ylim()
    start = day_number(course.points[0].on)
    smaller, growing = look.mark_of(Response.PR), look.mark_of(Response.PD)
    if course.partial_mm:
        level = float(course.partial_mm)
        sheet.ground(start, end, low, level, smaller.zone)
        sheet.path([(start, level), (end, level)], smaller.colour, 0.7 * look.line, FINE if look.is_paper else COARSE)
    days = [*(day_number(point.on) for point in course.points[1:]), end]
    steps = [
        (day, float(line)) for day, line in zip((start, *days), course.growth_mm, strict=False) if line is not None
    ]
    if not steps:
        return
    stops = day_number(course.points[-1].on) if course.had_gone else end
    if look.is_paper:
        steps = [step for step in steps if step[1] == steps[-1][1]]  # as it stands since the smallest sum
    # Each line holds until the next scan.
    corners: list[Point] = [*steps, (stops, steps[-1][1])]
    sheet.path(corners, growing.colour, 0.7 * look.line, DASHED if look.is_paper else FINE, is_stepped=True)
    outline: list[Point] = [(steps[0][0], high)]
    for before, after in pairwise(corners):
        outline += [before, (after[0], before[1])]
    sheet.area([*outline, (stops, high)], growing.zone)


def _draw_course(sheet: Sheet, course: SumCourse, look: Look, *, is_current: bool) -> None:
    colour = look.series if is_current else look.earlier
    run: list[Point] = []
    for point in (*course.points, None):
        if point is not None and point.sum_mm is not None:
            run.append((day_number(point.on), float(point.sum_mm)))
            continue
        # A scan without a sum breaks the line: nobody knows what lies between.
        sheet.path(run, colour, look.line if is_current else look.earlier_line, () if is_current else DASHED)
        run = []
    shapes: dict[Mark, list[Point]] = {}
    above_floor = sheet.value_at(look.mark)  # a scan without a sum has no height: its mark stands at the bottom
    for point in course.points:
        mark = _mark(point, look, is_current=is_current)
        at = above_floor if point.sum_mm is None else float(point.sum_mm)
        shapes.setdefault(mark, []).append((day_number(point.on), float(at)))
    for mark, places in shapes.items():
        sheet.marks(places, mark.shape, mark.colour, is_hollow=mark.is_hollow)


def _mark(point: SumAtScan, look: Look, *, is_current: bool) -> Mark:
    if point.sum_mm is None or point.response in (Response.NE, Response.NA):
        known = look.mark_of(Response.NE)
    elif point.response is None:
        known = Mark(START_SHAPE, look.series, "none", is_hollow=False)
    else:
        known = look.mark_of(point.response)
    return known if is_current else Mark(known.shape, look.earlier, "none", is_hollow=True)


def _scan_ticks(points: Sequence[SumAtScan]) -> list[Tick]:
    """Return the scans' days as marks; the year stands at the first and wherever it changes."""
    ticks: list[Tick] = []
    year = None
    for point in points:
        text = dates.short_day(point.on) if point.on.year == year else short_date(point.on)
        ticks.append(Tick(day_number(point.on), text))
        year = point.on.year
    return ticks


def _right_words(chart: TumourSizeChart, look: Look, lettering: Lettering) -> dict[str, tuple[Words, ...]]:
    """Return what stands at the right: from where it counts as growing, up to where as clearly smaller, and now."""
    if not chart.courses or not chart.courses[-1].with_sum:
        return {}
    course = chart.courses[-1]
    found: dict[str, tuple[Words, ...]] = {}
    growing = _("if one comes back") if course.had_gone else ""
    if not course.had_gone and course.growth_mm[-1] is not None:
        growing = _("from {size}").format(size=numbers.millimetres(course.growth_mm[-1]))
    if growing:
        found["growing"] = _two_lines(lettering, _("Growing"), growing, look.mark_of(Response.PD).colour)
    if course.partial_mm:
        smaller = _("to {size}").format(size=numbers.millimetres(course.partial_mm))
        found["smaller"] = _two_lines(lettering, _("Clearly smaller"), smaller, look.mark_of(Response.PR).colour)
    last = course.points[-1].sum_mm
    if look.is_paper and last is not None:
        now = _("{size} now").format(size=numbers.number(last))
        found["now"] = (lettering.words(now, is_bold=True, size=look.last),)
    return found


def _two_lines(lettering: Lettering, head: str, more: str, colour: str) -> tuple[Words, ...]:
    return lettering.words(head, colour=colour, is_bold=not lettering.look.is_paper), lettering.words(
        more, colour=colour
    )


def _draw_right(sheet: Sheet, chart: TumourSizeChart, look: Look) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    words = _right_words(chart, look, lettering)
    if not words:
        return
    course = chart.courses[-1]
    left = plot.right + 2 * look.gap
    room = lettering.width - left
    levels = {"growing": course.growth_mm[-1], "smaller": course.partial_mm, "now": course.points[-1].sum_mm}
    blocks = []
    for key, group in words.items():
        level = levels[key]
        _, at = sheet.place(sheet.ax.get_xlim()[1], float(level) if level is not None else sheet.ax.get_ylim()[1])
        shift = {"growing": 1, "smaller": -1, "now": 0}[key] * (0 if look.is_paper else look.label)
        blocks.append(block(group, room, at + shift, rank=key == "now"))
    lettering.stack(blocks, left, plot.bottom, plot.top)


def _draw_values(sheet: Sheet, chart: TumourSizeChart, look: Look) -> None:
    """Write sums and short words beside the marks: those of the current course first."""
    few = len(chart.points) <= ALL_VALUES
    for course in reversed(chart.courses):
        is_current = course is chart.courses[-1]
        points = course.with_sum
        sums = [point.sum_mm or Decimal(0) for point in points]
        for number in worth_writing(sums) if few or is_current else ():
            if not (look.is_paper and is_current and points[number] is course.points[-1]):
                # On paper the last sum stands at the right, largest of all.
                _write_sum(sheet, points[number], look, beside(sums, number), is_current=is_current)
        for point in reversed(course.points):
            if point.sum_mm is None or (is_current and (few or point is course.points[-1])):
                _write_word(sheet, point, look, is_current=is_current)


def _write_sum(sheet: Sheet, point: SumAtScan, look: Look, places: Sequence[Place], *, is_current: bool) -> None:
    if point.sum_mm is None:
        return
    colour = look.ink if is_current else look.earlier_words
    words = sheet.lettering.words(numbers.number(point.sum_mm), colour=colour, is_bold=is_current and not look.is_paper)
    x, y = sheet.place(day_number(point.on), float(point.sum_mm))
    sheet.lettering.put_near((words,), x, y, look.mark / 2 + look.gap, places, within=sheet.room, reach=3)


def _write_word(sheet: Sheet, point: SumAtScan, look: Look, *, is_current: bool) -> None:
    mark = _mark(point, look, is_current=is_current)
    text = _("no sum") if point.sum_mm is None else point.word
    words = sheet.lettering.words(text, colour=mark.colour, size=look.small)
    height = sheet.value_at(look.mark) if point.sum_mm is None else float(point.sum_mm)
    x, y = sheet.place(day_number(point.on), height)
    has_sum = point.sum_mm is not None
    places = BELOW_FIRST if has_sum else RIGHT_FIRST
    distance = look.mark / 2 + look.gap
    sheet.lettering.put_near((words,), x, y, distance, places, within=sheet.room, reach=2, may_cross=not has_sum)
