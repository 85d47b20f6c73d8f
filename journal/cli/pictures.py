"""Commands that draw: a chart as a picture, a printout as PDF.  What draws is heavy, so it loads when it is called."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from journal.charts.chart import Chart
from journal.charts.from_journal import (
    CHARTS,
    marker_trend_of,
    symptom_course_of,
    symptom_cycle_of,
    tumour_size_of,
    usual_cycle_of,
)
from journal.charts.look import Look, look_for, paper_look
from journal.cli.columns import laid_out
from journal.cli.journals import opened
from journal.cli.speaking import passphrase_for, say
from journal.domain.problems import N_, Problem
from journal.exchange.writing import write_file
from journal.reports import REPORTS, write_report
from journal.reports.papers import PAPERS, paper_named
from journal.reports.recovery_content import recovery_sheet
from journal.reports.recovery_page import recovery_page
from journal.store.journal import Journal
from journal.text.language import _

CHART_KINDS: Final = tuple(kind for kind, _builder in CHARTS)
OF_A_SYMPTOM: Final[Mapping[str, Callable[[Journal, date, str | None], Chart]]] = {
    "symptom-cycle": symptom_cycle_of,
    "symptom-course": symptom_course_of,
    "usual-cycle": usual_cycle_of,
}
REPORT_KINDS: Final = tuple(kind for kind, _report in REPORTS)
PAPER_NAMES: Final = tuple(PAPERS)
LOOKS: Final[dict[str, Callable[[], Look]]] = {
    "light": lambda: look_for("light"),
    "dark": lambda: look_for("dark"),
    "white": lambda: look_for("white"),
    "black": lambda: look_for("black"),
    "paper": paper_look,
}
WIDTH_PX, HEIGHT_PX, SCALE = 900, 480, 2.0
WIDTH_MM, HEIGHT_MM = 180.0, 96.0


def run_chart(given: Namespace) -> int:
    """Draw a chart."""
    suffix = given.out.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise Problem(N_("“{file}” does not say what to draw. Let it end in .png or .svg."), file=given.out.name)
    with opened(given, read_only=True) as journal:
        chart = _chart(journal, given)
    look = LOOKS[given.look]()
    write_file(given.out, _drawn(chart, look, suffix))
    say(chart.caption)
    if given.table and chart.table.rows:
        say("")
        say(laid_out(chart.table.header, chart.table.rows))
    return 0


def _chart(journal: Journal, given: Namespace) -> Chart:
    if given.kind == "marker-trend":
        return marker_trend_of(journal, given.today, given.analyte)
    if given.kind in OF_A_SYMPTOM:
        return OF_A_SYMPTOM[given.kind](journal, given.today, given.symptom)
    return tumour_size_of(journal, given.today)


def _drawn(chart: Chart, look: Look, suffix: str) -> bytes:
    from journal.charts.picture import png, svg  # matplotlib takes half a second to load

    if suffix == ".svg":
        return svg(chart, look, WIDTH_MM, HEIGHT_MM, titled=True)
    return png(chart, look, WIDTH_PX, HEIGHT_PX, scale=SCALE, titled=True)


def run_report(given: Namespace) -> int:
    """Write a printout."""
    now = datetime.now().astimezone()
    # Another day than today was asked for: then the hour of this one says nothing.
    printed_at = now if now.date() == given.today else None
    with opened(given, read_only=True) as journal:
        write_report(journal, given.kind, given.out, given.today, given.since, given.paper, printed_at)
    say(_("Written: {file}").format(file=given.out.name))
    return 0


def run_recovery(given: Namespace) -> int:
    """Write the recovery sheet, for its owner alone."""
    now = datetime.now().astimezone()
    sheet = recovery_sheet(given.file, now.date(), passphrase_for(given.file, given.passphrase_file))
    write_file(given.out, recovery_page(sheet, paper_named(given.paper), now))
    say(_("Written: {file}").format(file=given.out.name))
    return 0
