"""Turning to the page of blood tests, and to what it opens."""

from __future__ import annotations

from journal.ui.journal_view import JournalView
from journal.ui.main_window import MainWindow
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.results.sheet_dialog import SheetDialog


def results_page(window: MainWindow) -> ResultsPage:
    """Turn to the page, and return it."""
    assert window.view is not None
    window.view.go_to("results")
    page = window.view.page
    assert isinstance(page, ResultsPage)
    return page


def view_of(page: ResultsPage) -> JournalView:
    """Return the open journal that the page is in."""
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    return window.view


def sheet_of(page: ResultsPage) -> SheetDialog:
    """Return the sheet that the page opened last."""
    assert page.sheet_dialog is not None
    return page.sheet_dialog
