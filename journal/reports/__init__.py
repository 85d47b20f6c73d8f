"""Papers: content as one frozen value, then Typst, then PDF.  REPORTS names them in the order shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from journal.domain.problems import N_, Problem
from journal.reports import all_charts, visit_content, visit_page
from journal.reports.papers import Paper, paper_named
from journal.reports.typesetting import Printed

if TYPE_CHECKING:  # the process that draws opens no journal
    from journal.store.journal import Journal

C = TypeVar("C")


class SetBy(Protocol):
    """Calls what sets a page, here or in another process."""

    def __call__(self, set_page: Callable[[C, Paper], Printed], content: C, paper: Paper, /) -> Printed: ...


def here(set_page: Callable[[C, Paper], Printed], content: C, paper: Paper, /) -> Printed:
    """Set the page in this process."""
    return set_page(content, paper)


class Report(Protocol):
    """Makes one printout as PDF.  Without *open_results* the newest results stay folded."""

    def __call__(
        self,
        journal: Journal,
        today: date,
        since: date | None,
        paper: Paper,
        now: datetime | None,
        *,
        open_results: bool = True,
        set_by: SetBy = here,
    ) -> bytes: ...


def visit(
    journal: Journal,
    today: date,
    since: date | None,
    paper: Paper,
    now: datetime | None,
    *,
    open_results: bool = True,
    set_by: SetBy = here,
) -> bytes:
    """Return the page for the visit as PDF."""
    content = visit_content.visit_content(journal, today, since, now, open_results)
    return set_by(visit_page.visit_page, content, paper).pdf


def visit_large_print(
    journal: Journal,
    today: date,
    since: date | None,
    paper: Paper,
    now: datetime | None,
    *,
    open_results: bool = True,
    set_by: SetBy = here,
) -> bytes:
    """Return the same in large print, over several sheets: the person's own copy."""
    content = visit_content.visit_content(journal, today, since, now, open_results)
    return set_by(visit_page.visit_in_large_print, content, paper).pdf


def charts(
    journal: Journal,
    today: date,
    since: date | None,
    paper: Paper,
    now: datetime | None,
    *,
    open_results: bool = True,
    set_by: SetBy = here,
) -> bytes:
    """Return all charts as PDF, one below the other."""
    content = all_charts.all_charts(journal, today, since, now, open_results)
    return set_by(all_charts.all_charts_page, content, paper).pdf


REPORTS: Final[tuple[tuple[str, Report], ...]] = (
    ("visit", visit),
    ("visit-large-print", visit_large_print),
    ("charts", charts),
)


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
    from journal.exchange.writing import write_file  # and with it, all that reads foreign files

    reports = dict(REPORTS)
    if kind not in reports:
        raise Problem(N_("There is no printout “{word}”. Use one of: {choices}."), word=kind, choices=tuple(reports))
    write_file(out, reports[kind](journal, today, since, paper_named(paper), now))
