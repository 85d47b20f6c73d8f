"""Draws one marker over time: the values that belong together, the laboratory's range, and the treatment below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from journal.charts.cycle_bars import bar_legend
from journal.charts.drawing.lettering import ABOVE_FIRST, BELOW_FIRST, RIGHT_FIRST, Block, Lettering, Place, block
from journal.charts.drawing.notes import ALL_VALUES, beside, draw_start_words, worth_writing
from journal.charts.drawing.ribbon import HIGHEST_BAR, draw_ribbon, height_of_ribbon
from journal.charts.drawing.scales import Tick, day_number, log_ticks, plain_decimal, round_ticks
from journal.charts.drawing.sheet import (
    DASHED,
    Margins,
    Point,
    Sheet,
    add_axes,
    days_across,
    height_of_ticks,
    prepare,
)
from journal.charts.drawing.treatment import (
    bracket_height,
    draw_first_weeks,
    draw_scans,
    draw_starts,
    draw_today,
    head_height,
    write_scans,
)
from journal.charts.drawing.words import Words, column_width, wrapped
from journal.charts.look import Look
from journal.charts.marker_trend import Apart, MarkerTrendChart, MarkerValue, Sort
from journal.text import numbers
from journal.text.language import _

PART_AIR: Final = 1.1  # times the values' own span, where the scale shows only a part
PART_LEAST: Final = 0.05  # of the highest value: less would make much of a difference that means nothing
LANE: Final = 2.6  # marks high: the room below the scale for results without a height on it
FEW_APART: Final = 3  # up to so many results of another laboratory have their own words
SHAPES: Final = {Sort.EXACT: "o", Sort.BELOW: "v", Sort.NOT_FOUND: "v", Sort.ABOVE: "^", Sort.WORDS: "D"}


def draw_on(figure: Figure, chart: MarkerTrendChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    ribbon_height = height_of_ribbon(look) if chart.bars else 0.0
    gap = look.gap if chart.bars else 0.0
    plot_height = lettering.height - headroom - height_of_ticks(look) - ribbon_height - 2 * gap
    ticks = [] if look.is_paper else _level_ticks(chart, look, plot_height)
    numbered = max((lettering.words(tick.text).width for tick in ticks), default=0.0)
    left = lettering.words("000").width / 2 + look.gap if look.is_paper else numbered + 2.5 * look.gap
    # What stands apart is mostly said at its mark: the column is not made wider for it.
    groups = [group for key, group in _right_words(chart, look, lettering).items() if key != "apart"]
    right = column_width(groups, lettering.width) + 3 * look.gap if groups else 2 * look.gap
    bottom = height_of_ticks(look) + 1
    top = look.gap + headroom
    ribbon = add_axes(figure, Margins(left, bottom, right, top), ribbon_height) if chart.bars else None
    main = add_axes(figure, Margins(left, bottom + ribbon_height + gap, right, top))
    draw_marker_trend(main, chart, look, ribbon)


def draw_marker_trend(ax: Axes, chart: MarkerTrendChart, look: Look, ribbon: Axes | None = None) -> None:
    """Draw *chart* on *ax*, its cycles on *ribbon* below; words at the right stand outside, as far as there is room."""
    sheet = Sheet(ax, look)
    lettering = sheet.lettering
    if chart.is_empty:
        sheet.limits((0, 1), (0, 1))
        sheet.floor()
        sheet.say(chart.caption)
        return
    until = chart.today if look.is_paper else chart.until
    across = days_across(chart.since, until, least=20 if chart.since == until else 4)
    high = sheet.plot.top - sheet.plot.bottom
    sheet.limits(across, _heights(chart, look, high), is_log=chart.is_log)
    below = sheet if ribbon is None else Sheet(ribbon, look, lettering)
    if ribbon is not None:
        below.limits(across, (0, HIGHEST_BAR))
        draw_ribbon(below, chart.bars, look)
    below.floor()
    _draw_ranges(sheet, chart, look)
    if look.is_paper:
        sheet.floor()
    else:
        sheet.levels(_level_ticks(chart, look, high))
    draw_scans(sheet, chart.scans, look)
    bracket = bracket_height(look) if look.is_paper and chart.too_early else 0.0
    draw_starts(sheet, chart.starts, look, bracket)
    _draw_values(sheet, chart, look)
    draw_first_weeks(sheet, chart.too_early, look)
    if not look.is_paper:
        draw_today(sheet, chart.today, look)
    below.time_axis(chart.since, until)
    all_said = _write_values(sheet, chart, look)
    _draw_right(sheet, chart, look, below, without=("apart",) if all_said else ())
    draw_start_words(sheet, chart.starts, sheet.plot.top - bracket - (look.gap if bracket else 0.0))
    write_scans(sheet, chart.scans, look)


def _head(chart: MarkerTrendChart, look: Look) -> float:
    return head_height(look, has_windows=bool(chart.too_early), has_starts=bool(chart.starts))


def _lane(chart: MarkerTrendChart, look: Look) -> float:
    """Return the height of a lane below the scale, for results that have no height on it; 0.0 without any."""
    return LANE * look.mark if any(_has_no_height(chart, value) for value in chart.values) else 0.0


def _has_no_height(chart: MarkerTrendChart, value: MarkerValue) -> bool:
    return value.value is None or (chart.is_log and value.value <= 0)


def _scale(chart: MarkerTrendChart) -> tuple[float, float]:
    """Return the lowest and the highest value that the scale must hold."""
    shown = [float(value.value) for value in chart.values if value.value is not None]
    limits = [float(limit) for run in chart.ranges for limit in (run.low, run.high) if limit is not None]
    if chart.is_log:
        above = [value for value in [*shown, *limits] if value > 0]
        return min(above) / 1.5, max(above)
    if chart.is_part:
        low, high = min([*shown, *limits]), max([*shown, *limits])
        room = max(PART_AIR * (high - low), PART_LEAST * high) or 1.0
        return (low + high - room) / 2, (low + high + room) / 2
    return min([0.0, *shown]), max([*shown, *limits], default=1.0) or 1.0


def _heights(chart: MarkerTrendChart, look: Look, height: float) -> tuple[float, float]:
    """Return the values at the lower and upper edge of a plot so high: words have their room above, a lane below."""
    low, high = _scale(chart)
    head, lane = (min(0.4, part / max(1.0, height)) for part in (_head(chart, look), _lane(chart, look)))
    if chart.is_log:
        whole = math.log(high / low) / (1 - head - lane)
        bottom = low / math.exp(lane * whole)
        return bottom, bottom * math.exp(whole)
    whole = (high - low) / (1 - head - lane)
    return low - lane * whole, low - lane * whole + whole


def _level_ticks(chart: MarkerTrendChart, look: Look, height: float) -> list[Tick]:
    low, high = _scale(chart)
    above = high * 1.3 if chart.is_log else high + 0.15 * (high - low)
    top = above if _head(chart, look) else _heights(chart, look, height)[1]
    count = max(2, min(5, int(height / (2.6 * look.label))))
    found = log_ticks(low, top, count) if chart.is_log else round_ticks(low, top, min(4, count))
    return [Tick(value, numbers.number(plain_decimal(value))) for value in found]


def _draw_ranges(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    """Draw the laboratory's range as a band; on paper its limits as dashed lines."""
    left, right = sheet.ax.get_xlim()
    bottom = _scale(chart)[0] if _lane(chart, look) else None
    for number, run in enumerate(chart.ranges):
        start = left if number == 0 else day_number(run.since)
        end = right if number == len(chart.ranges) - 1 else day_number(run.until)
        if not look.is_paper:
            low = bottom if run.low is None else float(run.low)
            sheet.ground(start, end, low, None if run.high is None else float(run.high), look.band)
            continue
        for limit in (run.low, run.high):
            if limit is not None and (limit > 0 or not chart.is_log):
                sheet.path([(start, float(limit)), (end, float(limit))], look.muted, 0.6 * look.line, DASHED, above=2)


def _draw_values(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    run: list[Point] = []
    for value in (*(v for v in chart.values if v.apart is Apart.NO), None):
        if value is not None and value.sort is Sort.EXACT:
            run.append(_point(sheet, chart, value))
            continue
        # A limit is no value to join, and neither is a result without a number.
        sheet.path(run, look.series, look.line)
        run = []
    kinds: dict[tuple[str, bool], list[Point]] = {}
    for value in chart.values:
        is_hollow = value.sort is not Sort.EXACT or value.apart is not Apart.NO
        kinds.setdefault((SHAPES[value.sort], is_hollow), []).append(_point(sheet, chart, value))
    for (shape, is_hollow), points in kinds.items():
        sheet.marks(points, shape, look.series, is_hollow=is_hollow)


def _point(sheet: Sheet, chart: MarkerTrendChart, value: MarkerValue) -> Point:
    """Return where a result stands; one without a height stands in the lane below the scale, never at zero."""
    if _has_no_height(chart, value) or value.value is None:
        return day_number(value.on), sheet.value_at(_lane(chart, sheet.look) / 2)
    return day_number(value.on), float(value.value)


def _right_words(chart: MarkerTrendChart, look: Look, lettering: Lettering) -> dict[str, tuple[Words, ...]]:
    """Return what stands at the right: the name at the last value, the laboratory's range, hollow marks, cycles."""
    if chart.is_empty:
        return {}
    unit = numbers.unit(chart.unit)
    last = chart.values[-1]
    found: dict[str, tuple[Words, ...]] = {}
    if look.is_paper:
        found["name"] = (lettering.words(last.short, is_bold=True, size=look.last),)
    else:
        found["name"] = (
            lettering.words(chart.name, colour=look.series, is_bold=True),
            *((lettering.words(_("in {unit}").format(unit=unit), colour=look.muted),) if unit else ()),
        )
    if chart.ranges:
        text = chart.ranges[-1].text
        words = _("Lab’s own range: {range}").format(range=text)
        if look.is_paper:
            words = chart.ranges[-1].limit_text
        found["range"] = (lettering.words(words, colour=look.band_words),)
    apart = [value for value in chart.values if value.apart is not Apart.NO]
    if apart:
        found["apart"] = (
            lettering.words(_("hollow: {note}").format(note=apart[-1].note), colour=look.muted, size=look.small),
        )
    if chart.bars:
        head, *more = (_("cycles"),) if look.is_paper else bar_legend(chart.bars)
        found["cycles"] = (
            lettering.words(head, colour=look.ribbon_words, is_bold=not look.is_paper),
            *(lettering.words(text, colour=look.muted, size=look.small) for text in more),
        )
    return found


def _draw_right(sheet: Sheet, chart: MarkerTrendChart, look: Look, below: Sheet, without: Sequence[str] = ()) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    left = plot.right + 2 * look.gap
    room = lettering.width - left
    right = sheet.ax.get_xlim()[1]
    low, high = sheet.ax.get_ylim()
    blocks: list[Block] = []
    for key, group in _right_words(chart, look, lettering).items():
        if key in without:
            continue
        at = (plot.top + plot.bottom) / 2
        if key == "name":
            at = sheet.place(right, _point(sheet, chart, chart.values[-1])[1])[1]
        elif key == "range":
            run = chart.ranges[-1]
            upper = high if run.high is None else min(high, float(run.high))
            lower = low if run.low is None or look.is_paper else max(low, float(run.low))
            at = (
                sheet.place(right, upper)[1]
                if look.is_paper
                else (sheet.place(right, lower)[1] + sheet.place(right, upper)[1]) / 2
            )
        elif key == "cycles":
            at = below.plot.top - sum(line.leading for line in block(group, room, 0).lines) / 2
        rank = {"name": 3, "range": 1, "cycles": 2}.get(key, 0)
        blocks.append(block(group, room, at, rank, only_first=key == "cycles"))
    lettering.stack(blocks, left, 0.0, plot.top)


def _write_values(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> bool:
    """Write values beside their marks: the last, the highest and the lowest first, then those that stand apart.

    Say whether each of those that stand apart could say why.
    """
    exact = chart.exact
    values = [value.value or Decimal(0) for value in exact]
    for number in worth_writing(values):
        is_last = exact[number] is chart.values[-1]
        if not (look.is_paper and is_last):  # on paper the last value stands at the right, largest of all
            words = sheet.lettering.words(exact[number].short, is_bold=not look.is_paper)
            _put(sheet, chart, exact[number], (words,), RIGHT_FIRST if is_last else beside(values, number))
    apart = [value for value in chart.values if value.apart is not Apart.NO]
    says_why = len(apart) <= FEW_APART
    written = apart if says_why else apart[-1:]
    shown = [_write_apart(sheet, chart, value, look, says_why=says_why) for value in written]
    others = [value for value in chart.values if value.sort is not Sort.EXACT and value.apart is Apart.NO]
    said = ""
    for value in others:
        # Of many in a row that say the same, the first.
        if value.short != said or value is chart.values[-1] or len(others) <= ALL_VALUES // 2:
            _put(sheet, chart, value, (sheet.lettering.words(value.short, colour=look.series, size=look.small),))
        said = value.short
    return says_why and all(shown)


def _put(
    sheet: Sheet,
    chart: MarkerTrendChart,
    value: MarkerValue,
    lines: Sequence[Words],
    places: Sequence[Place] = ABOVE_FIRST,
    *,
    may_cross: bool = True,
) -> bool:
    """Write *lines* beside a result, inside the plot."""
    x, y = sheet.place(*_point(sheet, chart, value))
    distance = sheet.look.mark / 2 + sheet.look.gap
    return sheet.lettering.put_near(lines, x, y, distance, places, within=sheet.room, reach=3, may_cross=may_cross)


def _write_apart(sheet: Sheet, chart: MarkerTrendChart, value: MarkerValue, look: Look, *, says_why: bool) -> bool:
    """Write what another laboratory's value is, and why no line leads to it; say whether there was room."""
    text = _("{value}, {why}").format(value=value.short, why=value.note) if says_why else value.short
    words = sheet.lettering.words(text, colour=look.muted, size=look.small)
    shapes = [wrapped(words, share * words.width) for share in (1.0, 0.56, 0.4)]
    places = RIGHT_FIRST if value.value is None else BELOW_FIRST
    for may_cross in (False, True):
        for lines in shapes[1:] if value.value is not None else shapes:
            if _put(sheet, chart, value, lines, places, may_cross=may_cross):
                return True
    return False
