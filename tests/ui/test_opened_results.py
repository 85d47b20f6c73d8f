"""A result that was opened on one page is open on the others, until the journal is closed; folding does the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journal.actions.where_we_are import new_markers
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.opened_results import OpenedResults
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.today.page import TodayPage
from journal.ui.widgets.folded import FoldedResult
from tests.ui.acting import settle
from tests.ui.conftest import NOW


@pytest.fixture
def view(new_desk: Callable[..., Desk], sample_path: Path) -> JournalView:
    made = new_desk(sample_path).view
    assert made is not None
    return made


def results_on(view: JournalView) -> list[FoldedResult]:
    settle()
    assert view.page is not None
    return [each for each in view.page.findChildren(FoldedResult) if each.isVisible()]


def test_what_is_opened_is_told_once(qtbot: QtBot) -> None:
    opened = OpenedResults()
    told: list[frozenset[str]] = []
    opened.changed.connect(lambda: told.append(opened.ids))
    opened.open("a", "b")
    opened.open("a")
    opened.turn("a", False)
    opened.fold("a")
    assert told == [{"a", "b"}, {"b"}]
    assert "b" in opened
    assert "a" not in opened


def test_a_marker_opened_on_today_is_open_on_blood_tests(view: JournalView) -> None:
    newest = new_markers(view.live.read, NOW.date())
    view.go_to("results")
    page = view.page
    assert isinstance(page, ResultsPage)
    assert page.folded == {result.id for result in newest}
    view.go_to("today")
    markers = results_on(view)[-len(newest) :]
    markers[-1].button.click()
    view.go_to("results")
    assert page.folded == {result.id for result in newest[:-1]}
    page.show_record(newest[-1].id)
    assert page.day.row is not None
    assert not page.day.row.is_folded


def test_and_the_other_way_round(view: JournalView) -> None:
    newest = new_markers(view.live.read, NOW.date())[-1]
    view.go_to("results")
    page = view.page
    assert isinstance(page, ResultsPage)
    page.open_result(newest)
    view.go_to("today")
    assert isinstance(view.page, TodayPage)
    assert [result.is_open for result in results_on(view)] == [False, False, False, True]  # a scan and three markers


def test_a_scan_is_open_or_folded_everywhere(view: JournalView) -> None:
    view.go_to("imaging")
    results_on(view)[0].button.click()
    for page in ("understand", "today"):
        view.go_to(page)
        assert results_on(view)[0].is_open, page
    results_on(view)[0].button.click()
    for page in ("imaging", "understand"):
        view.go_to(page)
        assert not results_on(view)[0].is_open, page
    assert isinstance(view._pages["imaging"], ScansPage)


def test_a_page_that_turns_a_result_stays_as_it_is(view: JournalView) -> None:
    """Else the keyboard would be lost with the button that was pressed."""
    view.go_to("understand")
    result = results_on(view)[0]
    result.button.click()
    assert results_on(view) == [result]
    assert result.is_open
