"""Draws one symptom over time: days are joined, weeks and months are bars; the cycles are a ribbon below."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from journal.charts.cycle_bars import bar_legend
from journal.charts.drawing.lettering import Block, Lettering, block
from journal.charts.drawing.levels import LIMITS, draw_levels, width_of_level_words
from journal.charts.drawing.ribbon import draw_ribbon, height_of_ribbon
from journal.charts.drawing.scales import day_number
from journal.charts.drawing.sheet import Margins, Point, Sheet, add_axes, days_across, height_of_ticks, prepare
from journal.charts.drawing.words import Words, column_width
from journal.charts.look import Look
from journal.charts.symptom_course import SymptomCourseChart
from journal.text.language import _


def draw_on(figure: Figure, chart: SymptomCourseChart, look: Look, headroom: float) -> None:
    """Empty *figure* and draw *chart* on it."""
    prepare(figure, look)
    lettering = Lettering(figure, look)
    with_ribbon = bool(chart.bars) and not chart.is_empty
    ribbon_height = height_of_ribbon(look) if with_ribbon else 0.0
    gap = look.gap if with_ribbon else 0.0
    left = width_of_level_words(lettering, look) + 2.5 * look.gap
    groups = [group for _key, group in _right_words(chart, look, lettering)]
    right = column_width(groups, lettering.width) + 3 * look.gap if groups else 2 * look.gap
    bottom, top = height_of_ticks(look) + 1, look.gap + headroom
    main = add_axes(figure, Margins(left, bottom + ribbon_height + gap, right, top))
    ribbon = add_axes(figure, Margins(left, bottom, right, top), ribbon_height) if with_ribbon else None
    draw_symptom_course(main, chart, look, ribbon)


def draw_symptom_course(ax: Axes, chart: SymptomCourseChart, look: Look, ribbon: Axes | None = None) -> None:
    """Draw *chart* on *ax*, its cycles on *ribbon* below; words stand at both sides outside."""
    sheet = Sheet(ax, look)
    across = days_across(chart.since, chart.until, share=0.02, least=1.0)
    sheet.limits(across, LIMITS)
    if chart.is_empty:
        sheet.floor()
        sheet.say(chart.caption)
        return
    below = sheet if ribbon is None else Sheet(ribbon, look, sheet.lettering)
    if ribbon is not None:
        below.limits(across, (0, 1))
        draw_ribbon(below, chart.bars, look)
    below.floor()
    draw_levels(sheet, look)
    if chart.step == "day":
        _draw_days(sheet, chart, look)
    else:
        _draw_spans(sheet, chart, look)
    below.time_axis(chart.since, chart.until)
    _draw_right(sheet, chart, look, below)


def _draw_days(sheet: Sheet, chart: SymptomCourseChart, look: Look) -> None:
    own = [(day_number(day.on), float(day.own)) for day in chart.days if day.own is not None]
    carer = [(day_number(day.on), float(day.carer)) for day in chart.days if day.carer is not None]
    # A day without an entry breaks the line: blank is not none.
    for run in _runs(own, apart=1):
        sheet.path(run, look.series, look.line, above=4)
    sheet.marks(carer, "s", look.earlier, is_hollow=True, has_rim=False, size=look.mark * 0.9, above=5)
    sheet.marks(own, "o", look.series, has_rim=False, size=look.mark * 0.7, above=6)


def _draw_spans(sheet: Sheet, chart: SymptomCourseChart, look: Look) -> None:
    """Draw each week or month as a thin bar from its lowest to its highest level, its middle as a mark.

    Months are joined; weeks are not: within a cycle of two weeks every other one is the worse, and a line between
    them would show nothing but that.
    """
    xs: list[float] = []
    ys: list[float] = []
    for span in chart.spans:
        xs += [chart.place_of(span)] * 2 + [float("nan")]
        ys += [span.low, span.high, float("nan")]
    width = 1.2 * look.earlier_line
    sheet.ax.add_artist(Line2D(xs, ys, color=look.earlier, linewidth=width, solid_capstyle="round", zorder=3))
    points = [(chart.place_of(span), float(span.median)) for span in chart.spans]
    if chart.step == "month":
        for run in _runs(points, apart=31):
            sheet.path(run, look.series, 0.6 * look.line, above=4)
    sheet.marks(points, "o", look.series, has_rim=False, size=look.mark * 0.8, above=5)


def _runs(points: list[Point], apart: float) -> list[list[Point]]:
    """Return the points that follow each other, *apart* days from one to the next."""
    runs = [[point] for point in points[:1]]
    for before, after in pairwise(points):
        if after[0] - before[0] <= apart:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _right_words(chart: SymptomCourseChart, look: Look, lettering: Lettering) -> list[tuple[str, tuple[Words, ...]]]:
    """Return what stands at the right: what the marks are, then the cycles."""
    if chart.is_empty:
        return []
    found: list[tuple[str, tuple[Words, ...]]] = []
    if chart.step != "day":
        middle = _("middle of a week") if chart.step == "week" else _("middle of a month")
        found.append(
            (
                "own",
                (
                    lettering.words(middle, colour=look.series, is_bold=True),
                    lettering.words(_("bar: range"), colour=look.muted, size=look.small),
                ),
            )
        )
    elif chart.has_carer:
        if any(day.own is not None for day in chart.days):
            found.append(("own", (lettering.words(_("own score"), colour=look.series, is_bold=True),)))
        found.append(("carer", (lettering.words(_("carer’s score"), colour=look.earlier_words),)))
    if chart.bars:
        head, *more = (_("cycles"),) if look.is_paper else bar_legend(chart.bars)
        words = (
            lettering.words(head, colour=look.ribbon_words, is_bold=not look.is_paper),
            *(lettering.words(text, colour=look.muted, size=look.small) for text in more),
        )
        found.append(("cycles", words))
    return found


def _draw_right(sheet: Sheet, chart: SymptomCourseChart, look: Look, below: Sheet) -> None:
    lettering, plot = sheet.lettering, sheet.plot
    left = plot.right + 2 * look.gap
    room = lettering.width - left
    right = sheet.ax.get_xlim()[1]
    own = [day.own for day in chart.days if day.own is not None]
    carer = [day.carer for day in chart.days if day.carer is not None]
    blocks: list[Block] = []
    for key, group in _right_words(chart, look, lettering):
        if key == "cycles":
            at = below.plot.top - sum(line.leading for line in block(group, room, 0).lines) / 2
        elif chart.step != "day":
            at = sheet.place(right, chart.spans[-1].median)[1]
        else:
            at = sheet.place(right, (own if key == "own" else carer)[-1])[1]
        blocks.append(block(group, room, at, rank={"own": 2, "carer": 1}.get(key, 0)))
    lettering.stack(blocks, left, 0.0, plot.top)
