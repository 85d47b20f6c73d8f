"""The colours, chart series and response categories of the four themes, shared by window, charts and paper.

They stand in resources/style/tokens.csv.  Nothing here needs matplotlib or Qt: a colour is "#RRGGBB", a line style
the lengths of its dashes, a marker one of matplotlib's letters, an icon the name of a Phosphor icon ("trend-down").
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from journal.resources import resource

if TYPE_CHECKING:  # the window's first frame needs colours, and nothing of a journal
    from journal.domain.imaging import Response

ThemeName: TypeAlias = Literal["light", "dark", "white", "black"]

THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark", "white", "black")  # the last two are the high contrasts
CATEGORIES: Final[Mapping[str, str]] = {  # by response, which is its text
    "CR": "cr",
    "PR": "pr",
    "SD": "sd",
    "NON-CR/NON-PD": "non_cr_non_pd",
    "PD": "pd",
    "NE": "ne",
    "NA": "ne",
}
MIXED: Final = "mixed"


class Colours(NamedTuple):
    """Every colour token of one theme; `_soft` and `band` are grounds only."""

    surface: str
    raised: str
    sunken: str
    overlay: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_ink: str
    accent_soft: str
    nav: str
    nav_ink: str
    select: str
    focus: str
    positive: str
    positive_soft: str
    caution: str
    caution_soft: str
    caution_line: str
    call: str
    call_ink: str
    call_soft: str
    info_soft: str
    band: str

    @property
    def by_name(self) -> Mapping[str, str]:
        """The colours by token, for filling a style sheet."""
        return self._asdict()


class Series(NamedTuple):
    """How one line of a chart is told from the others: colour, marker and dashes (none: a solid line) together."""

    colour: str
    marker: str
    dashes: tuple[int, ...]


class Category(NamedTuple):
    """How a response category is shown: colour on *chip*, icon in the window, marker in charts."""

    colour: str
    chip: str
    icon: str
    marker: str
    is_hollow: bool
    is_dashed: bool


class Theme(NamedTuple):
    """One theme: colours, chart series in their order, response categories by key ("cr", …, "mixed")."""

    name: ThemeName
    colours: Colours
    series: tuple[Series, ...]
    categories: Mapping[str, Category]

    @property
    def is_high_contrast(self) -> bool:
        """Say whether borders are twice as thick, and no tint tells anything."""
        return self.name in ("white", "black")

    @property
    def is_dark(self) -> bool:
        """Say whether it is light on dark."""
        return self.name in ("dark", "black")

    def category(self, response: Response) -> Category:
        """Return how *response* is shown."""
        return self.categories[CATEGORIES[response]]


@functools.cache
def theme(name: ThemeName) -> Theme:
    """Return the theme called *name*."""
    rows = _rows()
    colours = {token: row[name] for token, row in rows.items() if row["kind"] == "colour"}
    return Theme(
        name=name,
        colours=Colours(**colours),
        series=tuple(
            Series(row[name], row["marker"], tuple(int(length) for length in row["dashes"].split()))
            for row in rows.values()
            if row["kind"] == "series"
        ),
        categories={
            token: Category(
                colour=row[name],
                chip=rows[f"{token}_chip"][name],
                icon=row["icon"],
                marker=row["marker"],
                is_hollow=token == CATEGORIES["CR"],
                is_dashed=token == CATEGORIES["NE"],
            )
            for token, row in rows.items()
            if row["kind"] == "category"
        },
    )


class PaperInks(NamedTuple):
    """What is printed with: black; grey only for the earlier cycle or line, and for hairlines."""

    ground: str
    ink: str
    earlier: str
    earlier_words: str
    hairline: str


@functools.cache
def paper_inks() -> PaperInks:
    """Return what is printed with, whatever the theme of the window."""
    prefix = "paper_"
    rows = _rows()
    inks = {token.removeprefix(prefix): row["white"] for token, row in rows.items() if row["kind"] == "paper"}
    return PaperInks(**inks)


@functools.cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    with resource("style", "tokens.csv").open(encoding="utf-8", newline="") as file:
        return {row["token"]: row for row in csv.DictReader(file)}
