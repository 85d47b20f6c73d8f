"""Words inside a plot: which values are worth writing, and where a treatment began."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from journal.charts.drawing.lettering import ABOVE_FIRST, BELOW_FIRST, WORSE, Place
from journal.charts.drawing.scales import day_number
from journal.charts.drawing.sheet import Sheet
from journal.charts.drawing.words import Words
from journal.charts.events import Event

ALL_VALUES: Final = 8  # up to so many values every one is written; else the highest, the lowest and the last


def worth_writing(values: Sequence[Decimal]) -> list[int]:
    """Return which of *values* are written, the most telling first: last, highest, lowest, then all if they are few."""
    if not values:
        return []
    places = range(len(values))
    first = [len(values) - 1, max(places, key=values.__getitem__), min(places, key=values.__getitem__)]
    return list(dict.fromkeys([*first, *places] if len(values) <= ALL_VALUES else first))


def beside(values: Sequence[Decimal], number: int) -> Sequence[Place]:
    """Return on which sides of its mark one of *values* is written: the lowest below, so that it reads as such."""
    is_lowest = len(values) > 1 and values[number] == min(values) and values[number] != max(values)
    return BELOW_FIRST if is_lowest else ABOVE_FIRST


def draw_start_words(sheet: Sheet, starts: Sequence[Event], top: float | None = None) -> None:
    """Write beside each start what began, as far up as there is room; shorter, or not at all, where there is none."""
    highest = sheet.plot.top if top is None else top
    for start in starts:
        texts = dict.fromkeys((start.text, start.name.strip() or start.short_text, start.short_text))
        words = [sheet.lettering.words(text, size=sheet.look.small) for text in texts]
        any(_put_beside(sheet, one, start, highest, limit) for one in words for limit in (1, WORSE))


def _put_beside(sheet: Sheet, words: Words, start: Event, top: float, limit: int) -> bool:
    """Write *words* right or left of a start, in the highest row where their crossings stay below *limit*."""
    lettering, plot = sheet.lettering, sheet.plot
    x, _ = sheet.place(day_number(start.on), sheet.ax.get_ylim()[1])
    foot = top - words.height + words.descent
    while foot - words.descent >= plot.bottom:
        for left in (x + sheet.look.gap, x - sheet.look.gap - words.width):
            box = lettering.box_of(words, left, foot)
            inside = plot.left <= box.left and box.right <= plot.right
            if inside and lettering.is_free(box) and lettering.crossings(box) < limit:
                lettering.put(words, left, foot)
                return True
        foot -= words.height / 2
    return False
