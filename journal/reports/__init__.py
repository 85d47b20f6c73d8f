"""Papers: content as one frozen value, then Typst, then PDF.  REPORTS names them in the order shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

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


@dataclass(frozen=True)
class Report:
    """One kind of printout: what reads its content from the journal, and what sets that as pages."""

    read: Callable[[Journal, date, date | None, datetime | None, bool], Any]
    set_pages: Callable[[Any, Paper], Printed]

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
    ) -> bytes:
        """Return the printout as PDF.  Without *open_results* the newest results stay folded."""
        return set_by(self.set_pages, self.read(journal, today, since, now, open_results), paper).pdf


REPORTS: Final = (
    ("visit", Report(visit_content.visit_content, visit_page.visit_page)),
    # The same in large print, over several sheets: the person's own copy.
    ("visit-large-print", Report(visit_content.visit_content, visit_page.visit_in_large_print)),
    # All charts, one below the other.
    ("charts", Report(all_charts.all_charts, all_charts.all_charts_page)),
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
