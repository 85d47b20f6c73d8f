"""The page for the visit: content and charts onto one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Final

from journal.charts.chart import Chart
from journal.reports.papers import Paper
from journal.reports.printable import printable
from journal.reports.typesetting import Printed, typeset
from journal.reports.visit_content import VisitContent

TEMPLATE: Final = "visit.typ"
CHART: Final = "chart"  # the field of a slot that is drawn rather than read
NOTHING_DRAWN: Final[Mapping[str, str]] = {"svg": "", "alt": ""}


def visit_page(content: VisitContent, paper: Paper, ask: str = "") -> Printed:
    """Return *content* on one sheet of *paper*; *ask* names metadata of the template that is wanted as well."""
    return typeset(TEMPLATE, page_values(content, paper), content.made_at, ask)


def page_values(content: VisitContent, paper: Paper) -> dict[str, Any]:
    """Return what the template reads: texts as they are, charts drawn at the exact size of their place."""
    half = paper.chart_width, paper.chart_height
    row = paper.symptom_chart, paper.symptom_row
    return {
        **_plain(content),
        "authors": content.who.name,
        "paper": _plain(paper),
        "pictures": {
            "symptoms": [_drawn(symptom.chart, *row) for symptom in content.symptoms.worst],
            "marker": _drawn(content.marker.chart, *half),
            "scans": _drawn(content.scans.chart, *half),
        },
    }


def _drawn(chart: Chart | None, width_mm: float, height_mm: float) -> Mapping[str, str]:
    if chart is None:
        return NOTHING_DRAWN
    # matplotlib comes with the first drawing
    from journal.charts.look import PAPER
    from journal.charts.picture import svg

    drawing = svg(chart, PAPER, width_mm, height_mm).decode("utf-8")
    return {"svg": printable_drawing(drawing), "alt": chart.caption or chart.title}


def printable_drawing(drawing: str) -> str:
    """Return an SVG whose text can be shown; left to right also on a page that runs the other way."""
    return "\n".join(printable(line, isolate=False) for line in drawing.splitlines())


def _plain(value: Any) -> Any:
    """Return records of content as dictionaries; charts are drawn elsewhere."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value) if part.name != CHART}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, datetime) else value
