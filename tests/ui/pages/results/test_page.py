"""The page Blood tests as a person meets it: sheet, chart, what the numbers say, and what stays folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journal.actions.blood_tests import history_of
from journal.charts.marker_trend import MarkerTrendChart
from journal.domain.patient import Patient
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.settings import Settings
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.pages.results.history_dialog import HistoryDialog
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.results.says_card import Why
from journal.ui.pages.results.trend_card import Period
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.words import Words
from tests.ui.acting import said, settle
from tests.ui.conftest import NOW
from tests.ui.pages.results.turning import results_page, view_of

TurnTo: TypeAlias = Callable[..., ResultsPage]

OPEN = Settings(theme="light", keep_results_open=True)
NEWEST = date(2026, 11, 12)


@pytest.fixture
def turn_to(new_desk: Callable[..., Desk], qtbot: QtBot) -> Callable[..., ResultsPage]:
    def turn(path: Path, settings: Settings | None = None) -> ResultsPage:
        page = results_page(new_desk(path, settings))
        qtbot.waitUntil(lambda: page.chart.isHidden() or page.chart.chart is not None)
        return page

    return turn


def words_on(page: ResultsPage) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    cells = [
        page.day.model.cell(row, column).text
        for row in range(page.day.model.rowCount())
        for column in range(page.day.model.columnCount())
    ]
    return " | ".join([*shown, *cells, page.chart.view.caption.text()])


def values_of(page: ResultsPage) -> int:
    chart = page.chart.chart
    return len(chart.values) if isinstance(chart, MarkerTrendChart) else 0


def drawn(page: ResultsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.chart.view.picture._image.isNull())


def test_an_empty_journal_says_what_belongs_here(turn_to: TurnTo, empty_path: Path) -> None:
    page = turn_to(empty_path)
    assert page.empty.isVisible()
    assert not any(widget.isVisible() for widget in (page.chart, page.new_sheet, page.columns))
    page.empty.button.click()
    assert page.sheet_dialog is not None


def test_the_newest_sheet_stands_in_words(turn_to: TurnTo, sample_path: Path) -> None:
    page = turn_to(sample_path, OPEN)
    assert page.day.title.text() == "12\u00a0November\u00a02026"
    assert page.day.laboratory.text() == "St Aldhelm's laboratory"
    rows = [[page.day.model.cell(row, column).text for column in range(5)] for row in range(2)]
    haemoglobin = history_of(page.live.read, "haemoglobin")[0].printed
    assert rows == [
        ["CEA", "12.9", "ng/mL", "under 5.0", "above"],
        ["Haemoglobin", haemoglobin, "g/L", "115 to 160", "below"],
    ]
    assert page.day.model.cell(0, 4).icon == "arrow-up"


def test_a_new_marker_gives_nothing_away_before_it_is_opened(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path)
    qtbot.waitUntil(lambda: bool(page.says.findChildren(FoldedResult)))
    newest = history_of(page.live.read, "cea")[0]
    assert newest.printed not in words_on(page)
    assert page.day.model.cell(0, 1).is_unknown
    assert page.day.model.cell(0, 4).text == ""
    assert page.chart.folded.isVisible()
    chart = page.chart.chart
    assert chart is not None
    assert newest.printed not in f"{chart.caption} {chart.table}"


@pytest.mark.parametrize("way", ["card", "chart", "table"])
def test_opening_shows_it_everywhere_on_the_page(turn_to: TurnTo, sample_path: Path, qtbot: QtBot, way: str) -> None:
    page = turn_to(sample_path)
    qtbot.waitUntil(lambda: bool(page.says.findChildren(FoldedResult)))
    if way == "card":
        page.says.findChildren(FoldedResult)[0].button.click()
    elif way == "chart":
        page.chart.open.click()
    else:
        page.day.table.setFocus()
        page.day.table.setCurrentIndex(page.day.model.index(0, 0))
        qtbot.keyClick(page.day.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "12.9" in page.chart.view.caption.text())
    qtbot.waitUntil(lambda: any("12.9" in words.text() for words in page.says.findChildren(Words)))
    assert page.day.model.cell(0, 1).text == "12.9"
    assert not page.chart.folded.isVisible()


def test_other_days_are_reached(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    qtbot.waitUntil(lambda: page.day.days.count() > 30)
    assert not page.day.later.isEnabled()
    page.day.earlier.click()
    assert page.day.title.text() != "12\u00a0November\u00a02026"
    page.day.later.click()
    assert page.day.title.text() == "12\u00a0November\u00a02026"
    page.day.days.setCurrentIndex(5)
    page.day.days.activated.emit(5)
    assert page.day.title.text() == page.day.days.itemText(5)


def test_a_test_and_a_period_are_chosen(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    assert page.chart.title.text() == "CEA"
    names = [page.choices.test.itemText(at) for at in range(page.choices.test.count())]
    assert {"CEA", "Haemoglobin", "Weight", "Systolic blood pressure"} <= set(names)
    place = names.index("Weight")
    page.choices.test.setCurrentIndex(place)
    page.choices.test.activated.emit(place)
    qtbot.waitUntil(lambda: page.chart.title.text() == "Weight")
    few = values_of(page)
    page.choices.period.set_value(Period.ALL)
    page.choices.period.chosen.emit(Period.ALL)
    qtbot.waitUntil(lambda: values_of(page) > few)


def test_the_chart_is_drawn_and_read_with_the_keys(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    drawn(page, qtbot)
    picture = page.chart.view.picture
    qtbot.keyClick(picture, Qt.Key.Key_End)
    assert picture.read_out == "12\u00a0November\u00a02026\n12.9\u00a0ng/mL, above"
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert picture.read_out.startswith("17\u00a0May\u00a02026")


def test_the_chart_is_read_as_a_table(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    page.chart.table_button.click()
    table = page.chart.table
    assert table is not None
    qtbot.waitUntil(table.isVisible)
    shown = [str(table.model().index(row, 1).data()) for row in range(table.model().rowCount())]
    assert "12.9\u00a0ng/mL" in shown


def test_tumour_dna_says_how_far_it_fell_and_when_the_next_scan_was(
    turn_to: TurnTo, sample_path: Path, qtbot: QtBot
) -> None:
    page = turn_to(sample_path, OPEN)
    qtbot.waitUntil(lambda: "Tumour DNA" in said(page.says))
    words = said(page.says).replace("\u00a0", " ")
    assert (
        "Since 7 May 2026, before the treatment, it changed by −81.7 %. Studies count falls of 50 % or more." in words
    )
    assert "No rule says what it means for one person." in words
    assert "It was found from 12 March 2026 on. The next scan in this journal was 64 days later." in words
    assert "It says nothing about the next time." in words
    assert "progress" not in words.lower()
    # How fast a marker moves stands behind the question why.
    assert "At this pace" not in words
    why = page.says.findChildren(Why)[0]
    why.button.click()
    settle()
    words = said(page.says).replace("\u00a0", " ")
    assert "At this pace, CEA fell to half in about" in words
    assert "It says how it went, not how it will go." in words


def test_the_rule_for_this_kind_of_cancer_stands_beside_its_marker(
    turn_to: TurnTo, sample_path: Path, qtbot: QtBot
) -> None:
    page = turn_to(sample_path)
    start = next(line for line in page.live.read.all(TreatmentLine) if line.name == "FOLFIRI").happened_on
    patient = page.live.read.all(Patient)[0]
    tests = [
        LabResult(happened_on=day, analyte="psa", quantity=Quantity(Decimal(value), "ng/mL"), printed=value)
        for day, value in ((start, "20"), (start + timedelta(60), "9"), (NOW.date() - timedelta(2), "8"))
    ]
    page.window_services.write("PSA", lambda draft: draft.save_all([replace(patient, cancer="prostate"), *tests]))
    qtbot.waitUntil(lambda: any("PSA" in each._heading for each in page.says.findChildren(FoldedResult)))
    assert "PCWG3" not in said(page.says)  # the last value waits to be opened
    next(each for each in page.says.findChildren(FoldedResult) if "PSA" in each._heading).button.click()
    qtbot.waitUntil(lambda: "By the rule PCWG3" in said(page.says))
    words = said(page.says)
    assert "PSA fell to half of the value before treatment, and a second value agrees." in words
    assert "Rule: Scher 2016 (PCWG3), read second-hand." in words


def test_another_reading_of_the_rule_stands_beside_it(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    start = next(line for line in page.live.read.all(TreatmentLine) if line.name == "FOLFIRI").happened_on
    patient = page.live.read.all(Patient)[0]
    today = NOW.date()
    days = ((start, "20"), (start + timedelta(20), "4"), (today - timedelta(22), "7"), (today - timedelta(1), "6.9"))
    assert (today - timedelta(22) - start).days >= 84  # before that, no rise counts
    tests = [
        LabResult(happened_on=day, analyte="psa", quantity=Quantity(Decimal(value), "ng/mL"), printed=value)
        for day, value in days
    ]
    page.window_services.write("PSA", lambda draft: draft.save_all([replace(patient, cancer="prostate"), *tests]))
    qtbot.waitUntil(lambda: "By the rule PCWG3" in said(page.says))
    other = "Read that way, the answer would be: growth, not confirmed."
    assert other in said(page.says)
    assert "The text of the rule leaves this open." in said(page.says)
    page.window_services.write(
        "PSA", lambda draft: draft.save(replace(tests[-1], quantity=Quantity(Decimal(7), "ng/mL")))
    )
    qtbot.waitUntil(lambda: "By the rule PCWG3" in said(page.says) and other not in said(page.says))
    assert "leaves this open" not in said(page.says)


def test_why_it_says_so(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    qtbot.waitUntil(lambda: bool(page.says.findChildren(Why)))
    why = page.says.findChildren(Why)[0]
    why.button.click()
    shown = " ".join(words.text() for words in why.findChildren(Words) if words.isVisible())
    assert "Steps under 25 % are often chance." in shown
    assert "Rule: EGTM" in shown


def test_tumour_dna_stands_with_its_limit(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    qtbot.waitUntil(lambda: "Finds it from 0.02 % upwards" in words_on(page))


def test_taking_out_is_undone(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    before = page.live.read.count(LabResult)
    page.day.table.setCurrentIndex(page.day.model.index(1, 0))
    page.day.table.setFocus()
    qtbot.keyClick(page.day.table, Qt.Key.Key_Delete)
    assert page.live.read.count(LabResult) == before - 1
    view = view_of(page)
    assert view.toast.words == "Haemoglobin of 12\u00a0Nov taken out"
    qtbot.waitUntil(lambda: page.day.model.cell(1, 0).text != "Haemoglobin")
    view.undo()
    qtbot.waitUntil(lambda: page.day.model.cell(1, 0).text == "Haemoglobin")


def test_history_leads_to_the_sheet_of_a_day(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    page.chart.history.click()
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, HistoryDialog))
    assert dialog.model.cell(0, 1).text == "12.9"
    dialog.table.setCurrentIndex(dialog.model.index(3, 0))
    day = dialog.model.cell(3, 0).text
    dialog.show_day.click()
    assert page.day.title.text() == day


def test_a_record_is_shown(turn_to: TurnTo, sample_path: Path, qtbot: QtBot) -> None:
    page = turn_to(sample_path, OPEN)
    old = history_of(page.live.read, "crp")[4]
    view_of(page).go_to("results", old.id)
    assert page.day.row is not None
    assert page.day.row.measured.id == old.id
    qtbot.waitUntil(lambda: page.chart.title.text() == "CRP")


def test_a_journal_opened_for_reading_offers_no_writing(
    turn_to: TurnTo, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.ui.opening.ask", lambda *_args, **_more: True)
    with open_journal(sample_path):  # somebody else writes in it
        page = turn_to(sample_path, OPEN)
        before = page.live.read.count(LabResult)
        assert not page.new_sheet.isEnabled()
        assert not page.day.change.isEnabled()
        qtbot.keyClick(page.day.table, Qt.Key.Key_Delete)
        assert page.live.read.count(LabResult) == before
