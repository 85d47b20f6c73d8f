"""The page for the visit: content and charts onto one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Final

from journal.charts.chart import Chart
from journal.reports.drawings import Place, drawing
from journal.reports.papers import LARGE_PRINT_SCALE, Paper, for_large_print
from journal.reports.typesetting import VERBATIM, Printed, load_compilers, typeset
from journal.reports.visit_content import VisitContent

TEMPLATE: Final = "visit.typ"
LARGE_TEMPLATE: Final = "visit-large.typ"
CHART: Final = "chart"  # the field of a slot that is drawn rather than read
NO_PICTURE: Final[Mapping[str, str]] = {VERBATIM: "", "alt": ""}


def visit_page(content: VisitContent, paper: Paper, ask: str = "") -> Printed:
    """Return *content* on one sheet of *paper*; *ask* names metadata of the template that is wanted as well."""
    return typeset(TEMPLATE, page_values(content, paper), content.made_at, ask)


def visit_in_large_print(content: VisitContent, paper: Paper) -> Printed:
    """Return *content* in type of 21 points, over as many sheets of *paper* as it needs."""
    return typeset(LARGE_TEMPLATE, page_values(content, for_large_print(paper), LARGE_PRINT_SCALE), content.made_at)


def make_ready() -> None:
    """Load what draws and sets pages, so that the first one comes as soon as the next."""
    import journal.charts.picture  # noqa: F401 - it is matplotlib that takes half a second

    load_compilers(TEMPLATE, LARGE_TEMPLATE)


def page_values(content: VisitContent, paper: Paper, scale: float = 1.0) -> dict[str, Any]:
    """Return what a template reads: texts as they are, charts drawn at the exact size of their place.

    *scale* is that of the type and lines in the charts.
    """
    half = Place(paper.chart_width, paper.chart_height, scale)
    row = Place(paper.symptom_chart, paper.symptom_row, scale)
    return {
        **_plain(content),
        "authors": content.who.name,
        "paper": _plain(paper),
        "pictures": {
            "symptoms": [_picture(symptom.chart, row) for symptom in content.symptoms.worst],
            "marker": _picture(content.marker.chart, half),
            "scans": _picture(content.scans.chart, half),
        },
    }


def _picture(chart: Chart | None, place: Place) -> Mapping[str, str]:
    if chart is None:
        return NO_PICTURE
    return {VERBATIM: drawing(chart, place), "alt": chart.caption or chart.title}


def _plain(value: Any) -> Any:
    """Return records of content as dictionaries; charts are drawn elsewhere."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value) if part.name != CHART}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, datetime) else value
