"""Papers: content as one frozen value, then Typst, then PDF.  REPORTS names them in the order shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from journal.domain.problems import N_, Problem
from journal.exchange.writing import write_file
from journal.reports.papers import Paper, paper_named
from journal.reports.visit_content import visit_content
from journal.reports.visit_page import visit_page
from journal.store.journal import Journal

Report = Callable[[Journal, date, date | None, Paper, datetime | None], bytes]


def visit(journal: Journal, today: date, since: date | None, paper: Paper, now: datetime | None) -> bytes:
    """Return the page for the visit as PDF, with the last scan opened."""
    return visit_page(visit_content(journal, today, since, now), paper).pdf


REPORTS: Final[tuple[tuple[str, Report], ...]] = (("visit", visit),)


def write_report(
    journal: Journal,
    kind: str,
    out: Path,
    today: date,
    since: date | None = None,
    paper: str = "a4",
    now: datetime | None = None,
) -> None:
    """Write the printout *kind* of what is in *journal* on *today* to *out*, whole or not at all."""
    reports = dict(REPORTS)
    if kind not in reports:
        raise Problem(N_("There is no printout “{word}”. Use one of: {choices}."), word=kind, choices=tuple(reports))
    write_file(out, reports[kind](journal, today, since, paper_named(paper), now))
