"""How charts are drawn for one theme of the window, or for paper: colours, sizes in points, typefaces.

On the screen a point is a pixel (figures have 72 dots an inch, times the screen's own scale); on paper it is a point.
Nothing here needs matplotlib, so that a page can choose a look before anything is drawn.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from journal.charts.tokens import CATEGORIES, MIXED, PaperInks, Theme, ThemeName, paper_inks, theme
from journal.domain.imaging import Response

FAMILIES: Final = ("Atkinson Hyperlegible", "Noto Sans", "DejaVu Sans")  # the first that has all letters of a text
SCREEN_LABEL: Final = 15.0
SCREEN_SMALL: Final = 14.0  # nothing is ever smaller
PAPER_LABEL: Final = 8.5
PAPER_LAST: Final = 10.6


@dataclass(frozen=True)
class Mark:
    """How a response category is marked at a scan; *zone* is the tint of the sums that belong to it."""

    shape: str
    colour: str
    zone: str
    is_hollow: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """Everything that drawing asks for.  Sizes in points; *ground* is what lies behind, "none" if it is the paper."""

    is_paper: bool
    text_scale: float
    families: tuple[str, ...]

    label: float
    small: float
    last: float
    line: float
    earlier_line: float
    hairline: float
    mark: float
    rim: float
    gap: float  # between words and what they belong to

    ground: str
    rim_ground: str  # fills hollow marks and rims
    ink: str
    muted: str
    grid: str
    axis: str
    series: str
    earlier: str
    earlier_words: str
    band: str
    band_words: str
    early: str
    early_words: str
    late: str
    given: str
    given_words: str
    ribbon_words: str
    marks: tuple[tuple[str, Mark], ...]

    def mark_of(self, response: Response) -> Mark:
        """Return how *response* is marked."""
        return dict(self.marks)[CATEGORIES[response]]


@functools.cache
def look_for(name: ThemeName, text_scale: float = 1.0) -> Look:
    """Return the look of a theme at *text_scale* (1.0 to 2.5).  Type grows fully, lines and marks half as much."""
    chosen = theme(name)
    colours = chosen.colours
    grown = 1 + (text_scale - 1) / 2
    heavier = 1.25 if chosen.is_high_contrast else 1.0
    return Look(
        is_paper=False,
        text_scale=text_scale,
        families=FAMILIES,
        label=SCREEN_LABEL * text_scale,
        small=SCREEN_SMALL * text_scale,
        last=SCREEN_LABEL * text_scale,
        line=2.4 * grown * heavier,
        earlier_line=1.6 * grown * heavier,
        hairline=0.8 * heavier,
        mark=11.0 * grown,
        rim=1.6 * grown,
        gap=5.0 * grown,
        ground=colours.raised,
        rim_ground=colours.raised,
        ink=colours.ink,
        muted=colours.muted,
        grid=colours.line if not chosen.is_high_contrast else colours.band,
        axis=colours.edge,
        series=chosen.series[0].colour,
        earlier=colours.muted,
        earlier_words=colours.muted,
        band=colours.band,
        band_words=colours.positive,
        early=colours.caution_soft,
        early_words=colours.caution,
        late=colours.caution_line,
        given=colours.accent,
        given_words=colours.accent_ink,
        ribbon_words=colours.accent,
        marks=_screen_marks(chosen),
    )


@functools.cache
def paper_look(text_scale: float = 1.0) -> Look:
    """Return the look of paper: black and white, type and lines grown together for large print."""
    inks = paper_inks()
    return Look(
        is_paper=True,
        text_scale=text_scale,
        families=FAMILIES,
        label=PAPER_LABEL * text_scale,
        small=PAPER_LABEL * text_scale,
        last=PAPER_LAST * text_scale,
        line=1.4 * text_scale,
        earlier_line=0.9 * text_scale,
        hairline=0.5 * text_scale,
        mark=4.6 * text_scale,
        rim=0.9 * text_scale,
        gap=2.4 * text_scale,
        ground="none",
        rim_ground=inks.ground,
        ink=inks.ink,
        muted=inks.ink,
        grid=inks.hairline,
        axis=inks.ink,
        series=inks.ink,
        earlier=inks.earlier,
        earlier_words=inks.earlier_words,
        band="none",
        band_words=inks.ink,
        early="none",
        early_words=inks.ink,
        late=inks.ink,
        given="none",
        given_words=inks.ink,
        ribbon_words=inks.ink,
        marks=_paper_marks(inks),
    )


def _screen_marks(chosen: Theme) -> tuple[tuple[str, Mark], ...]:
    return tuple(
        (key, Mark(category.marker, category.colour, category.chip, category.is_hollow))
        for key, category in chosen.categories.items()
        if key != MIXED
    )


def _paper_marks(inks: PaperInks) -> tuple[tuple[str, Mark], ...]:
    return tuple(
        (key, Mark(category.marker, inks.ink, "none", category.is_hollow))
        for key, category in theme("white").categories.items()
        if key != MIXED
    )


PAPER: Final = paper_look()
