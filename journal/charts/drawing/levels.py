"""The five levels of a symptom as the upward axis of a chart: a line and a word for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.lines import Line2D

from journal.charts.drawing.lettering import Lettering
from journal.charts.drawing.sheet import DASHED, Sheet
from journal.charts.look import Look
from journal.domain.symptoms import LEVELS
from journal.text.names import level_name

NONE, SEVERE = 0, 3
LIMITS: Final = (-0.35, LEVELS[-1] + 0.35)


def named_levels(look: Look) -> Sequence[int]:
    """Return the levels that are named: on paper, where room is short, only none and severe."""
    return (NONE, SEVERE) if look.is_paper else LEVELS


def width_of_level_words(lettering: Lettering, look: Look) -> float:
    """Return how wide the words at the left are."""
    return max(lettering.words(level_name(level)).width for level in named_levels(look))


def draw_levels(sheet: Sheet, look: Look) -> None:
    """Draw a hairline for each level and a dashed line at severe; name none and severe first, others if they fit."""
    left, right = sheet.ax.get_xlim()
    for level in (NONE, SEVERE, *(level for level in LEVELS if level not in (NONE, SEVERE))):
        is_severe = level == SEVERE
        line = Line2D(
            [left, right],
            [level, level],
            color=look.muted if is_severe else look.grid,
            linewidth=2 * look.hairline if is_severe else look.hairline,
            linestyle=(0, DASHED) if is_severe else "solid",
            zorder=1.5,
        )
        sheet.ax.add_artist(line)
        if level in named_levels(look):
            words = sheet.lettering.words(level_name(level), colour=look.ink if level in (NONE, SEVERE) else look.muted)
            _, up = sheet.place(left, level)
            foot = up - words.height / 2 + words.descent
            sheet.lettering.put_if_free(words, sheet.plot.left - look.gap, foot, "right")
