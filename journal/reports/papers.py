"""The papers there are, and the grid of the visit page on each, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    chart_height: float  # of the charts of marker and scans
    side: float = 14
    top: float = 10
    bottom: float = 9
    foot: float = 12
    symptom_chart: float = 66

    @property
    def chart_width(self) -> float:
        """How wide the charts of marker and scans are: two halves with a gutter of 6 mm."""
        return (self.width - 2 * self.side - 6) / 2


PAPERS: Final[Mapping[str, Paper]] = {
    "a4": Paper("a4", 210, 297, since=34, symptoms=77, charts=59, symptom_row=18.5, chart_height=37),
    "letter": Paper("letter", 215.9, 279.4, since=34, symptoms=76, charts=53, symptom_row=18, chart_height=31),
}


def paper_named(name: str) -> Paper:
    """Return the paper called *name*."""
    if name not in PAPERS:
        raise Problem(N_("There is no paper “{word}”. Use one of: {choices}."), word=name, choices=tuple(PAPERS))
    return PAPERS[name]
