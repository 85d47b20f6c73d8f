"""Draws what happened beside the values: starts of treatment and their first weeks, scans, today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from matplotlib.lines import Line2D

from journal.charts.drawing.scales import day_number
from journal.charts.drawing.sheet import DOTTED, SOLID, Sheet
from journal.charts.drawing.words import Words, wrapped
from journal.charts.events import Event
from journal.charts.look import Look
from journal.text.language import _

START: Final = (4, 2)
SCANS_APART: Final = 3.0  # label sizes: nearer, lines through the whole plot would become a mesh


def head_height(look: Look, *, has_windows: bool, has_starts: bool) -> float:
    """Return how much room above the values the words on the treatment need."""
    line = _line(look)
    if look.is_paper:
        return (bracket_height(look) if has_windows else 0.0) + (line if has_starts else 0.0) + line
    return (2.4 if has_windows else 1) * line + (line if has_starts else 0.0) + look.gap


def bracket_height(look: Look) -> float:
    """Return how much room the bracket over the first weeks needs on paper."""
    return _line(look) + look.gap


def draw_today(sheet: Sheet, today: date, look: Look) -> None:
    """Draw a thin line at *today*, and say so at its top."""
    sheet.upright(day_number(today), look.ink, 1.6 * look.hairline, SOLID)
    lettering = sheet.lettering
    x, _up = sheet.place(day_number(today), sheet.ax.get_ylim()[1])
    words = lettering.words(_("Today"), is_bold=True, size=look.small)
    any(_put_lines(sheet, (words,), left, sheet.plot.top) for left in (x + look.gap, x - look.gap - words.width))


def draw_starts(sheet: Sheet, starts: Sequence[Event], look: Look, below: float = 0.0) -> None:
    """Draw a line where each treatment began, *below* points from the top; its words come last, where there is room."""
    share = 1 - below / (sheet.plot.top - sheet.plot.bottom)
    for start in starts:
        sheet.upright(day_number(start.on), look.ink, 1.6 * look.hairline, START, share=share)


def draw_first_weeks(sheet: Sheet, windows: Sequence[tuple[date, date]], look: Look) -> None:
    """Tint the time in which a rise can mean nothing (on paper: a bracket over it), and say so."""
    end = sheet.ax.get_xlim()[1]
    for number, (since, until) in enumerate(reversed(windows)):
        first, last = day_number(since), min(end, day_number(until))
        if look.is_paper:
            _draw_bracket(sheet, first, last, look, is_named=number == 0)
        else:
            sheet.ground(first, last, None, None, look.early, above=0.8)  # below the laboratory's range
            if look.early == look.ground:  # no tint tells anything in high contrast
                _draw_span(sheet, first, last, sheet.plot.top - 2.2 * _line(look), look, look.late)
            _write_first_weeks(sheet, first, last, look, is_last=number == 0)


def _write_first_weeks(sheet: Sheet, first: float, last: float, look: Look, *, is_last: bool) -> None:
    lettering, top = sheet.lettering, sheet.plot.top
    left, right = (sheet.place(day, sheet.ax.get_ylim()[1])[0] for day in (first, last))
    room = right - left - 1.5 * look.gap
    for text in (_("First weeks: a rise can mean nothing"), _("too early to read")):
        lines = wrapped(lettering.words(text, colour=look.early_words, size=look.small), room)
        fits = len(lines) <= 2 and all(words.width <= room for words in lines)
        if fits and _put_lines(sheet, lines, left + look.gap, top):
            return
    if is_last:
        words = lettering.words(_("too early to read"), colour=look.early_words, size=look.small)
        any(_put_lines(sheet, (words,), at, top) for at in (left, left - look.gap - words.width))


def _put_lines(sheet: Sheet, lines: Sequence[Words], left: float, top: float) -> bool:
    """Write *lines* below each other if all of them have a free place over the plot; say whether they had."""
    lettering = sheet.lettering
    feet = [top - number * words.leading - words.height + words.descent for number, words in enumerate(lines)]
    boxes = [lettering.box_of(words, left, foot) for words, foot in zip(lines, feet, strict=True)]
    if not all(lettering.is_free(box) and box.right <= sheet.room.right for box in boxes):
        return False
    for words, foot in zip(lines, feet, strict=True):
        lettering.put(words, left, foot)
    return True


def _draw_bracket(sheet: Sheet, first: float, last: float, look: Look, *, is_named: bool) -> None:
    lettering = sheet.lettering
    words = lettering.words(_("too early to read"))
    level = sheet.plot.top - bracket_height(look)
    left, right = (sheet.place(day, sheet.ax.get_ylim()[1])[0] for day in (first, last))
    _draw_span(sheet, first, last, level, look, look.muted)
    if is_named:
        middle = min(max((left + right) / 2, words.width / 2), sheet.room.right - words.width / 2)
        lettering.put_if_free(words, middle, level + look.gap / 2 + words.descent, "center")


def draw_scans(sheet: Sheet, scans: Sequence[date], look: Look) -> None:
    """Draw a dotted line at each scan; only its foot, on paper or where many lines would become a mesh."""
    if not scans:
        return
    wide = sheet.plot.right - sheet.plot.left
    is_short = look.is_paper or wide / len(scans) < SCANS_APART * look.label
    for on in scans:
        share = _foot(look) / (sheet.plot.top - sheet.plot.bottom) if is_short else 1.0
        sheet.upright(day_number(on), look.muted, 1.2 * look.hairline, DOTTED, share=share)


def _draw_span(sheet: Sheet, first: float, last: float, level: float, look: Look, colour: str) -> None:
    """Draw a bracket from one day to another, *level* points up the figure."""
    at = sheet.value_at(level - sheet.plot.bottom)
    sheet.ax.add_artist(
        Line2D(
            [first, last],
            [at, at],
            color=colour,
            linewidth=1.6 * look.hairline,
            marker="|",
            markersize=1.2 * look.mark,
            markeredgewidth=1.6 * look.hairline,
            zorder=3,
        )
    )
    left, right = (sheet.place(day, at)[0] for day in (first, last))
    sheet.lettering.strokes.append((left, level, right, level))


def _line(look: Look) -> float:
    return Words("", look.small, look.ink).leading


def _foot(look: Look) -> float:
    """Return how high a scan's line is where only its foot is drawn."""
    return 1.3 * look.small


def write_scans(sheet: Sheet, scans: Sequence[date], look: Look) -> None:
    """Name the scans' lines, as far as there is room at the bottom; else one word above their feet stands for all."""
    lettering, plot = sheet.lettering, sheet.plot
    words = lettering.words(_("Scan"), colour=look.muted, size=look.small)
    foot = plot.bottom + look.gap / 3 + words.descent
    named = False
    if (plot.right - plot.left) / max(1, len(scans)) > words.width:
        for on in scans:
            x, _up = sheet.place(day_number(on), sheet.ax.get_ylim()[0])
            sides = (x + look.gap / 2, x - look.gap / 2 - words.width)
            named = any(_put_at_foot(sheet, words, left, foot) for left in sides) or named
    if scans and not named:
        every = lettering.words(_("Scans"), colour=look.muted, size=look.small)
        foot = plot.bottom + _foot(look) + words.descent
        any(lettering.put_if_free(every, sheet.place(day_number(on), 1.0)[0], foot) for on in scans)


def _put_at_foot(sheet: Sheet, words: Words, left: float, foot: float) -> bool:
    """Write *words* beside a scan's line if nothing is there."""
    box = sheet.lettering.box_of(words, left, foot)
    inside = sheet.plot.left <= left and box.right <= sheet.plot.right
    if not inside or not sheet.lettering.is_free(box) or sheet.lettering.crossings(box):
        return False
    sheet.lettering.put(words, left, foot)
    return True
