"""Draws one marker over time: the values that belong together, the laboratory's range, and the treatment below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from journal.charts.chart import Place
from journal.charts.cycle_bars import bar_legend
from journal.charts.drawing.lettering import (
    ABOVE_FIRST,
    BELOW_FIRST,
    RIGHT_FIRST,
    Block,
    Lettering,
    Words,
    block,
    column_width,
    wrapped,
)
from journal.charts.drawing.notes import ALL_VALUES, draw_start_words, worth_writing
from journal.charts.drawing.ribbon import draw_ribbon, height_of_ribbon
from journal.charts.drawing.scales import Tick, day_number, log_ticks, plain_decimal, round_ticks
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
from journal.charts.look import Look
from journal.charts.marker_trend import Apart, MarkerTrendChart, MarkerValue, Sort
from journal.domain.quantity import Quantity
from journal.text import numbers
from journal.text.language import _

START: Final = (4, 2)
FEW_APART: Final = 3  # up to so many results of another laboratory have their own words
SHAPES: Final = {Sort.EXACT: "o", Sort.BELOW: "v", Sort.NOT_FOUND: "v", Sort.ABOVE: "^", Sort.WORDS: "D"}


def draw_on(figure: Figure, chart: MarkerTrendChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    ribbon_height = height_of_ribbon(look) if chart.bars else 0.0
    gap = look.gap if chart.bars else 0.0
    plot_height = lettering.height - headroom - height_of_ticks(look) - ribbon_height - gap
    ticks = [] if look.is_paper else _level_ticks(chart, look, plot_height)
    numbered = max((lettering.words(tick.text).width for tick in ticks), default=0.0)
    left = lettering.words("000").width / 2 + look.gap if look.is_paper else numbered + 2.5 * look.gap
    groups = list(_right_words(chart, look, lettering).values())
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
    head = _head_height(chart, look)
    sheet.limits(across, _heights(chart, head / (sheet.plot.top - sheet.plot.bottom)), is_log=chart.is_log)
    below = sheet if ribbon is None else Sheet(ribbon, look, lettering)
    if ribbon is not None:
        below.limits(across, (0, 1))
        draw_ribbon(below, chart.bars, look)
    below.floor()
    _draw_grounds(sheet, chart, look)
    if not look.is_paper:
        sheet.levels(_level_ticks(chart, look, sheet.plot.top - sheet.plot.bottom))
    _draw_uprights(sheet, chart, look)
    _draw_values(sheet, chart, look)
    below.time_axis(chart.since, until)
    _draw_right(sheet, chart, look, below)
    _write_values(sheet, chart, look)
    _write_head(sheet, chart, look)
    _write_scans(sheet, chart, look)


def places_on(figure: Figure, chart: MarkerTrendChart, look: Look) -> tuple[Place, ...]:
    """Return where each value of *chart* stands on *figure*, on which it was drawn, and what it says."""
    if chart.is_empty:
        return ()
    sheet = Sheet(figure.axes[-1], look)  # the ribbon was drawn first
    wide, high = sheet.lettering.width, sheet.lettering.height
    found = []
    for value in chart.values:
        across, up = sheet.place(*_point(sheet, value))
        found.append(Place(across / wide, 1 - up / high, chart.read_out(value)))
    return tuple(found)


def _head_height(chart: MarkerTrendChart, look: Look) -> float:
    """Return how much room above the values is kept for words on the treatment."""
    line = Words("", look.small, look.ink).leading
    lines = (
        (2 if chart.too_early or chart.starts else 1)
        if not look.is_paper
        else bool(chart.too_early) + bool(chart.starts)
    )
    return lines * line + 2 * look.gap + (look.label if look.is_paper else 0)


def _heights(chart: MarkerTrendChart, head: float) -> tuple[float, float]:
    """Return the values at the lower and upper edge, with the share *head* kept free at the top."""
    shown = [float(value.value) for value in chart.values if value.value is not None]
    limits = [float(limit) for run in chart.ranges for limit in (run.low, run.high) if limit is not None]
    head = min(0.5, head)
    if chart.is_log:
        above = [value for value in [*shown, *limits] if value > 0]
        low, high = min(above) / 1.5, max(above)
        return low, low * (high / low) ** (1 / (1 - head))
    high = max([*shown, *limits], default=1.0) or 1.0
    low = min([0.0, *shown])
    return low, low + (high - low) / (1 - head)


def _level_ticks(chart: MarkerTrendChart, look: Look, height: float) -> list[Tick]:
    low, high = _heights(chart, _head_height(chart, look) / max(1.0, height))
    count = max(2, min(5, int(height / (2.6 * look.label))))
    found = log_ticks(low, high, count) if chart.is_log else round_ticks(low, high, min(4, count))
    return [Tick(value, numbers.number(plain_decimal(value))) for value in found]


def _draw_grounds(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    """Draw the laboratory's range, and the time in which a rise can mean nothing."""
    left, right = sheet.ax.get_xlim()
    for since, until in chart.too_early:
        sheet.ground(day_number(since), min(right, day_number(until)), None, None, look.early)
    for number, run in enumerate(chart.ranges):
        start = left if number == 0 else day_number(run.since)
        end = right if number == len(chart.ranges) - 1 else day_number(run.until)
        if look.is_paper:
            for limit in (run.low, run.high):
                if limit is not None and (limit > 0 or not chart.is_log):
                    sheet.path(
                        [(start, float(limit)), (end, float(limit))], look.muted, 0.6 * look.line, DASHED, above=2
                    )
        else:
            low = None if run.low is None else float(run.low)
            sheet.ground(start, end, low, None if run.high is None else float(run.high), look.band)


def _draw_uprights(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    for on in chart.scans:
        sheet.upright(day_number(on), look.muted, 1.2 * look.hairline, DOTTED)
    for start in chart.starts:
        sheet.upright(day_number(start.on), look.ink, 1.6 * look.hairline, START)
    if not look.is_paper:
        sheet.upright(day_number(chart.today), look.ink, 1.6 * look.hairline, ())


def _draw_values(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    run: list[Point] = []
    for value in (*(v for v in chart.values if v.apart is Apart.NO), None):
        if value is not None and value.sort is Sort.EXACT:
            run.append(_point(sheet, value))
            continue
        # A limit is no value to join, and neither is a result without a number.
        sheet.path(run, look.series, look.line)
        run = []
    kinds: dict[tuple[str, bool], list[Point]] = {}
    for value in chart.values:
        is_hollow = value.sort is not Sort.EXACT or value.apart is not Apart.NO
        kinds.setdefault((SHAPES[value.sort], is_hollow), []).append(_point(sheet, value))
    for (shape, is_hollow), points in kinds.items():
        sheet.marks(points, shape, look.series, is_hollow=is_hollow)


def _point(sheet: Sheet, value: MarkerValue) -> Point:
    """Return where a result stands; one without a height stands at the very bottom, with words."""
    low = sheet.value_at(0.8 * sheet.look.mark)
    height = (
        low if value.value is None else max(low, float(value.value)) if _is_off(sheet, value) else float(value.value)
    )
    return day_number(value.on), height


def _is_off(sheet: Sheet, value: MarkerValue) -> bool:
    """Say whether a value has no place on the scale: zero or less, where equal steps are equal percentages."""
    return value.value is not None and float(value.value) < sheet.ax.get_ylim()[0]


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
        words = _("lab’s limits: {range}") if look.is_paper else _("Lab’s own range: {range}")
        found["range"] = (lettering.words(words.format(range=text), colour=look.band_words),)
    apart = [value for value in chart.values if value.apart is not Apart.NO]
    if len(apart) > FEW_APART:
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


def _draw_right(sheet: Sheet, chart: MarkerTrendChart, look: Look, below: Sheet) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    left = plot.right + 2 * look.gap
    room = lettering.width - left
    right = sheet.ax.get_xlim()[1]
    low, high = sheet.ax.get_ylim()
    blocks: list[Block] = []
    for key, group in _right_words(chart, look, lettering).items():
        at = (plot.top + plot.bottom) / 2
        if key == "name":
            at = sheet.place(right, _point(sheet, chart.values[-1])[1])[1]
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
        blocks.append(block(group, room, at, rank={"name": 3, "range": 2, "cycles": 1}.get(key, 0)))
    lettering.stack(blocks, left, 0.0, plot.top)


def _write_values(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    """Write values beside their marks: the last, the highest, the lowest first; limits and others where they begin."""
    apart = [value for value in chart.values if value.apart is not Apart.NO]
    for value in apart if len(apart) <= FEW_APART else ():
        _write_apart(sheet, value, look)
    exact = chart.exact
    for number in worth_writing([float(value.value or 0) for value in exact]):
        is_last = exact[number] is chart.values[-1]
        if not (look.is_paper and is_last):  # on paper the last value stands at the right, largest of all
            text = numbers.quantity(Quantity(exact[number].value or exact[number].result.quantity.value))  # type: ignore[union-attr]
            words = sheet.lettering.words(text, is_bold=not look.is_paper)
            x, y = sheet.place(*_point(sheet, exact[number]))
            places = RIGHT_FIRST if is_last else ABOVE_FIRST
            sheet.lettering.put_near((words,), x, y, look.mark / 2 + look.gap, places, reach=2)
    others = [value for value in chart.values if value.sort is not Sort.EXACT and value.apart is Apart.NO]
    said = ""
    for value in others:
        if value.short != said or value is chart.values[-1] or len(others) <= ALL_VALUES // 2:
            words = sheet.lettering.words(value.short, colour=look.series, size=look.small)
            x, y = sheet.place(*_point(sheet, value))
            sheet.lettering.put_near((words,), x, y, look.mark / 2 + look.gap, ABOVE_FIRST, reach=2)
        said = value.short


def _write_apart(sheet: Sheet, value: MarkerValue, look: Look) -> None:
    """Write what another laboratory's value is, and why no line leads to it."""
    lettering = sheet.lettering
    text = _("{value}, {why}").format(value=value.short, why=value.note)
    words = lettering.words(text, colour=look.muted, size=look.small)
    x, y = sheet.place(*_point(sheet, value))
    for width in (0.5 * words.width, 0.36 * words.width, words.width):
        if lettering.put_near(
            wrapped(words, width * 1.1), x, y, look.mark / 2 + look.gap, BELOW_FIRST, reach=2, may_cross=False
        ):
            return
    lettering.put_near(wrapped(words, 0.55 * words.width), x, y, look.mark / 2 + look.gap, BELOW_FIRST, reach=3)


def _write_head(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    """Write Today, the first weeks of a treatment and its name into the room above the values."""
    lettering, plot = sheet.lettering, sheet.plot
    line = Words("", look.small, look.ink)
    if not look.is_paper:
        x, _up = sheet.place(day_number(chart.today), sheet.ax.get_ylim()[1])
        words = lettering.words(_("Today"), is_bold=True, size=look.small)
        foot = plot.top - words.height + words.descent
        lettering.put_if_free(words, min(x + look.gap, lettering.width - words.width), foot)
    for number, (since, until) in enumerate(reversed(chart.too_early)):
        if look.is_paper:
            _draw_bracket(sheet, since, until, look, is_named=number == 0)
        else:
            _write_too_early(sheet, since, until, look, is_last=number == 0)
    draw_start_words(
        sheet, chart.starts, plot.top - (line.leading + look.label if look.is_paper and chart.too_early else 0)
    )


def _write_too_early(sheet: Sheet, since: date, until: date, look: Look, *, is_last: bool) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    left, _up = sheet.place(day_number(since), sheet.ax.get_ylim()[1])
    right, _up = sheet.place(day_number(until), sheet.ax.get_ylim()[1])
    room = right - left - 2 * look.gap
    for text in (_("First weeks: a rise can mean nothing"), _("too early to read")):
        lines = wrapped(lettering.words(text, colour=look.early_words, size=look.small), room)
        if (
            len(lines) <= 2
            and all(words.width <= room for words in lines)
            and _put_lines(lettering, lines, left + look.gap, plot.top)
        ):
            return
    if is_last:
        words = lettering.words(_("too early to read"), colour=look.early_words, size=look.small)
        _put_lines(lettering, (words,), left, plot.top)


def _put_lines(lettering: Lettering, lines: Sequence[Words], left: float, top: float) -> bool:
    """Write *lines* below each other if all of them have a free place; say whether they had."""
    feet = [top - (number + 1) * words.leading + words.descent for number, words in enumerate(lines)]
    if not all(lettering.is_free(lettering.box_of(words, left, foot)) for words, foot in zip(lines, feet, strict=True)):
        return False
    for words, foot in zip(lines, feet, strict=True):
        lettering.put(words, left, foot)
    return True


def _draw_bracket(sheet: Sheet, since: date, until: date, look: Look, *, is_named: bool) -> None:
    """Draw a bracket over the first weeks of a treatment, and name the last of them."""
    lettering = sheet.lettering
    words = lettering.words(_("too early to read"))
    level = sheet.plot.top - words.leading - look.gap
    end = min(day_number(until), sheet.ax.get_xlim()[1])
    left, _up = sheet.place(day_number(since), sheet.ax.get_ylim()[1])
    right, _up = sheet.place(end, sheet.ax.get_ylim()[1])
    y = sheet.value_at(level - sheet.plot.bottom)
    sheet.ax.add_artist(
        Line2D(
            [day_number(since), end],
            [y, y],
            color=look.muted,
            linewidth=1.6 * look.hairline,
            marker="|",
            markersize=5,
            zorder=3,
        )
    )
    lettering.strokes.append((left, level, right, level))
    if is_named:
        middle = min(max((left + right) / 2, words.width / 2), lettering.width - words.width / 2)
        lettering.put_if_free(words, middle, level + look.gap + words.descent, "center")


def _write_scans(sheet: Sheet, chart: MarkerTrendChart, look: Look) -> None:
    """Name the dotted lines, as far as there is room at the bottom."""
    lettering = sheet.lettering
    for on in chart.scans:
        words = lettering.words(_("Scan"), colour=look.muted, size=look.small)
        x, _up = sheet.place(day_number(on), sheet.ax.get_ylim()[0])
        foot = sheet.plot.bottom + look.gap / 2 + words.descent
        for left in (x + look.gap / 2, x - look.gap / 2 - words.width):
            box = lettering.box_of(words, left, foot)
            inside = sheet.plot.left <= left and box.right <= sheet.plot.right
            if inside and not lettering.crossings(box) and lettering.put_if_free(words, left, foot):
                break
