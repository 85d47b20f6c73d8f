"""Turning to the page of blood tests, and to what it opens."""

from __future__ import annotations

from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.results.sheet_dialog import SheetDialog


def results_page(desk: Desk) -> ResultsPage:
    """Turn to the page, and return it."""
    assert desk.view is not None
    desk.view.go_to("results")
    page = desk.view.page
    assert isinstance(page, ResultsPage)
    return page


def view_of(page: ResultsPage) -> JournalView:
    """Return the open journal that the page is in."""
    above = page.parentWidget()
    while above is not None and not isinstance(above, JournalView):
        above = above.parentWidget()
    assert above is not None
    return above


def sheet_of(page: ResultsPage) -> SheetDialog:
    """Return the sheet that the page opened last."""
    assert page.sheet_dialog is not None
    return page.sheet_dialog
