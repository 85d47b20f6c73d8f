"""All charts, one below the other: each symptom, each marker and the sizes, for who wants to see the whole course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from journal.charts.chart import Chart
from journal.charts.from_journal import marker_trend_of, symptom_cycle_of, tumour_size_of
from journal.charts.symptom_cycle import SymptomCycleChart
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.reference.analytes import analytes
from journal.reports.drawings import Place, drawing
from journal.reports.papers import Paper, for_large_print
from journal.reports.typesetting import VERBATIM, Printed, typeset
from journal.reports.visit.foot import Foot, Running, foot, running
from journal.reports.visit.reading import Reading, next_visit
from journal.reports.visit.scans_and_markers import folded_scan
from journal.reports.visit.who import Who, who
from journal.rules.markers.new_values import new_values
from journal.text import dates
from journal.text.language import _

if TYPE_CHECKING:  # the process that draws opens no journal
    from journal.store.journal import Journal

TEMPLATE: Final = "all-charts.typ"
SCALE: Final = 1.3  # of type and lines in the charts
SYMPTOM_MM: Final = 45  # four symptoms on a sheet, or three of the others
COURSE_MM: Final = 64


@dataclass(frozen=True)
class AllCharts:
    """The charts that hold something, in the order of the visit page, and what is kept folded in *folded*."""

    title: str
    description: str
    who: Who
    charts: tuple[Chart, ...]
    nothing: str
    folded: str
    running: Running
    foot: Foot
    made_at: datetime | None


def all_charts(
    journal: Journal,
    today: date,
    since: date | None = None,
    now: datetime | None = None,
    open_results: bool = True,
) -> AllCharts:
    """Return every chart that *journal* has on *today*; of markers and sizes, what lies before *since* is left out."""
    patient = journal.patient()
    reading = Reading(journal, today, since)
    head = who(patient, next_visit(journal, today), today)
    folded = frozenset[str]()
    if not open_results:
        scan = folded_scan(reading)
        new = new_values(reading.so_far(LabResult), today)
        folded = frozenset(each.id for each in (*new, *([scan] if scan is not None else [])))
    charts = tuple(chart for chart in _charts(reading, since, folded) if not chart.is_empty)
    reading.shown(reading.so_far(LabResult))
    return AllCharts(
        title=_("All charts: {name}").format(name=head.name),
        description=_("All charts, as of {day}").format(day=dates.day(today)),
        who=head,
        charts=charts,
        nothing=_("There is nothing to draw yet."),
        folded=_("The newest results are kept folded.") if folded else "",
        running=running(head),
        foot=foot(reading.authors, patient, "", today, now),
        made_at=now,
    )


def _charts(reading: Reading, since: date | None, folded: frozenset[str]) -> Iterator[Chart]:
    journal, today = reading.journal, reading.today
    entries = reading.shown(reading.so_far(SymptomEntry))
    for symptom in dict.fromkeys(entry.symptom for entry in entries):
        yield symptom_cycle_of(journal, today, symptom)
    measured = {result.analyte for result in reading.so_far(LabResult)}
    for key, analyte in analytes().items():
        if analyte.is_marker and key in measured:
            yield marker_trend_of(journal, today, key, without=folded, since=since)
    sizes = tumour_size_of(journal, today, without=folded)
    yield sizes if since is None else sizes.since(since)


def _place(chart: Chart, sheet: Paper) -> Place:
    height = SYMPTOM_MM if isinstance(chart, SymptomCycleChart) else COURSE_MM
    return Place(sheet.chart_width, height, SCALE)


def all_charts_page(content: AllCharts, paper: Paper) -> Printed:
    """Return *content* over as many sheets of *paper* as it needs."""
    sheet = for_large_print(paper)
    values = {
        "title": content.title,
        "description": content.description,
        "authors": content.who.name,
        "paper": asdict(sheet),
        "who": asdict(content.who),
        "running": asdict(content.running),
        "charts": [
            {
                "title": chart.title,
                "caption": chart.caption,
                VERBATIM: drawing(chart, _place(chart, sheet)),
                "alt": chart.caption,
            }
            for chart in content.charts
        ],
        "nothing": "" if content.charts else content.nothing,
        "folded": content.folded,
        "foot": [text for text in (content.foot.written, content.foot.printed) if text],
    }
    return typeset(TEMPLATE, values, content.made_at)
