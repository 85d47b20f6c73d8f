"""The papers there are, and the grid of the visit page on each, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from journal.domain.problems import N_, Problem


@dataclass(frozen=True)
class Paper:
    """A sheet with its margins, and how high the slots of the visit page are; head and questions share the rest."""

    name: str
    width: float
    height: float
    since: float
    symptoms: float
    charts: float
    symptom_row: float
    chart_width: float  # of the charts of marker and scans: two halves with a gutter of 6 mm
    chart_height: float
    side: float = 14
    top: float = 10
    bottom: float = 9
    foot: float = 12
    symptom_chart: float = 66


PAPERS: Final[Mapping[str, Paper]] = {
    "a4": Paper("a4", 210, 297, since=34, symptoms=77, charts=59, symptom_row=18.5, chart_width=88, chart_height=37),
    "letter": Paper(
        "letter", 215.9, 279.4, since=34, symptoms=76, charts=53, symptom_row=18, chart_width=90.95, chart_height=31
    ),
}


LARGE_PRINT_SCALE: Final = 2.0


def for_large_print(paper: Paper) -> Paper:
    """Return *paper* with the wider margins and charts of the large print, which flows over several sheets."""
    width = paper.width - 2 * 16
    return replace(
        paper, side=16, top=24, bottom=16, symptom_chart=width, symptom_row=44, chart_width=width, chart_height=80
    )


def paper_named(name: str) -> Paper:
    """Return the paper called *name*."""
    if name not in PAPERS:
        raise Problem(N_("There is no paper “{word}”. Use one of: {choices}."), word=name, choices=tuple(PAPERS))
    return PAPERS[name]
