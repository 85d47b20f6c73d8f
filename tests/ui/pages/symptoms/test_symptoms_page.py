"""The page Symptoms, driven as a person would: look at a day, write one down afterwards, score as a carer, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.follow_dialog import FollowDialog
from journal.ui.pages.symptoms.page import SymptomsPage
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways

TODAY = NOW.date()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def on_page(desk: Desk) -> SymptomsPage:
    assert desk.view is not None
    desk.view.go_to("symptoms")
    settle()
    page = desk.view.page
    assert isinstance(page, SymptomsPage)
    return page


@pytest.fixture
def page(new_desk: Callable[..., Desk], sample_path: Path) -> SymptomsPage:
    return on_page(new_desk(sample_path))


def entries(page: SymptomsPage, on: date, symptom: str = "nausea") -> list[tuple[int, str]]:
    found = page.live.read.between(SymptomEntry, on, on, symptom=symptom)
    return [(entry.level, entry.scored_by.value) for entry in found]


def blank_day(page: SymptomsPage) -> date:
    logged = {entry.happened_on for entry in page.live.read.all(SymptomEntry)}
    return next(day for back in range(60) if (day := TODAY - timedelta(back)) not in logged)


def test_it_shows_the_worst_symptom_and_how_much_was_logged(page: SymptomsPage) -> None:
    assert page.choice.currentText() == "Tiredness"
    first, last = page.calendar.span
    days = {entry.happened_on for entry in page.live.read.between(SymptomEntry, first, last, symptom="fatigue")}
    assert last == TODAY
    assert page.calendar.summary.text() == f"Logged {len(days)} of {(last - first).days + 1} days."


def test_days_without_an_entry_are_not_counted_up_to_somebody_who_begins(
    new_desk: Callable[..., Desk], empty_path: Path
) -> None:
    page = on_page(new_desk(empty_path))
    followed = TrackedSymptom(happened_on=TODAY, symptom="nausea")
    page.window_services.write("follow", lambda draft: draft.save(followed))
    QApplication.processEvents()
    assert page.calendar.summary.text() == "No entry on these days."


def test_an_empty_journal_says_what_belongs_here(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    page = on_page(new_desk(empty_path))
    assert page.empty.isVisible()
    assert not page.calendar.isVisible()
    assert not page.write_day.isVisible()
    page.empty.button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FollowDialog)
    dialog.own.setText("Cold hurts")
    dialog.keep.click()
    settle()
    assert page.calendar.isVisible()
    names = [page.choice.itemText(place) for place in range(page.choice.count())]
    assert "Nausea" in names
    assert names[-1] == "Cold hurts"


def test_a_blank_day_is_written_down_with_the_keyboard(qtbot: QtBot, page: SymptomsPage) -> None:
    day = blank_day(page)
    page.calendar.grid.show_day(day)
    qtbot.keyClick(page.calendar.grid, Qt.Key.Key_Return)
    settle()
    assert page.day.isVisible()
    steps = page.day.rows["nausea"].steps
    qtbot.keyClick(steps, Qt.Key.Key_2)
    settle()
    assert entries(page, day) == [(2, "patient")]
    assert page.window_services.live.undo_label.startswith("Nausea")  # type: ignore[attr-defined]
    assert page.day.rows["nausea"].remark.text() == "Written later."
    qtbot.keyClick(steps, Qt.Key.Key_Delete)
    settle()
    assert entries(page, day) == []
    page.live.undo()
    settle()
    assert steps.level == 2


def test_a_carer_s_score_stands_beside_one_s_own(qtbot: QtBot, page: SymptomsPage) -> None:
    day = blank_day(page)
    page.choose("nausea")
    page.open_day(day)
    page.day.rows["nausea"].steps.choose(1)
    settle()
    page.day.who.setCurrentIndex(1)
    page.day.who.activated.emit(1)
    row = page.day.rows["nausea"]
    assert row.steps.level is None
    assert row.remark.text() == "Own score: mild."
    row.steps.choose(3)
    settle()
    assert sorted(entries(page, day)) == [(1, "patient"), (3, "carer")]
    assert page.calendar.grid.days.cell_of(day).text == "1/3"


def test_a_whole_day_is_taken_out_in_one_step(page: SymptomsPage) -> None:
    day = next(e.happened_on for e in reversed(page.live.read.all(SymptomEntry, scored_by=ScoredBy.PATIENT)))
    before = page.live.read.between(SymptomEntry, day, day)
    page.open_day(day)
    page.day.take_out.click()
    settle()
    assert not page.live.read.between(SymptomEntry, day, day, scored_by=ScoredBy.PATIENT)
    page.live.undo()
    settle()
    assert page.live.read.between(SymptomEntry, day, day) == before


def test_a_note_belongs_to_an_entry(qtbot: QtBot, page: SymptomsPage) -> None:
    day = blank_day(page)
    page.open_day(day)
    row = page.day.rows["nausea"]
    assert not row.add_note.isEnabled()
    row.steps.choose(2)
    settle()
    row.add_note.click()
    qtbot.keyClicks(row.note, "after the soup")
    page.finish()
    settle()
    (entry,) = page.live.read.between(SymptomEntry, day, day, symptom="nausea")
    assert entry.note == "after the soup"


def test_days_to_come_are_asked_about(qtbot: QtBot, page: SymptomsPage) -> None:
    page.open_day(TODAY)
    assert not page.day.after.isEnabled()
    field = page.day.day.field
    field.setText("2030-01-01")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "has not come yet" in plain(page.day.day_row.mistake)
    assert page.day.sheet is not None
    assert page.day.sheet.on == TODAY
    field.setText("soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "is not a day" in page.day.day_row.mistake
    field.setText("1 October 2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert page.day.sheet.on == date(2026, 10, 1)
    assert page.day.day_row.mistake == ""


def test_another_symptom_comes_onto_the_day(page: SymptomsPage) -> None:
    page.open_day(TODAY)
    place = next(n for n in range(page.day.another.count()) if page.day.another.itemText(n) == "Constipation")
    page.day.another.setCurrentIndex(place)
    page.day.another.activated.emit(place)
    assert "constipation" in page.day.rows
    page.day.rows["constipation"].steps.choose(1)
    settle()
    assert entries(page, TODAY, "constipation") == [(1, "patient")]
    assert "Constipation" in [page.choice.itemText(n) for n in range(page.choice.count())]


def test_charts_follow_the_symptom_the_period_and_the_treatment(qtbot: QtBot, page: SymptomsPage) -> None:
    page.choose("nausea")
    qtbot.waitUntil(lambda: page.usual.chart is not None and page.usual.chart.title.startswith("Nausea"))
    qtbot.waitUntil(lambda: page.course.chart is not None and page.course.chart.title == "Nausea over time")
    assert "days of the finished cycles" in page.usual.remark.text()
    page.period.set_value(None)
    page.period.chosen.emit(None)
    qtbot.waitUntil(lambda: page.course.chart is not None and "by week" in page.course.chart.title)
    caption = page.usual.view.caption.text()
    page.line.setCurrentIndex(1)
    page.line.activated.emit(1)
    qtbot.waitUntil(lambda: page.usual.view.caption.text() != caption)


def test_a_chart_is_also_a_table_and_a_picture(
    qtbot: QtBot, page: SymptomsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.usual.chart is not None)
    page.usual.table_button.click()
    assert page.usual.table is not None
    assert page.usual.chart is not None
    assert page.usual.table.model().rowCount() == len(page.usual.chart.table.rows)
    out = tmp_path / "usual"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(out), "Drawing (*.svg)"))
    page.usual.save_button.click()
    qtbot.waitUntil(lambda: (tmp_path / "usual.svg").exists())
    QGuiApplication.clipboard().clear()
    page.usual.copy_button.click()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())


def test_values_are_read_out_with_the_arrow_keys(qtbot: QtBot, page: SymptomsPage) -> None:
    qtbot.waitUntil(lambda: len(page.course.view.picture._spots) > 0)
    qtbot.keyClick(page.course.view.picture, Qt.Key.Key_End)
    assert plain(page.course.view.picture.read_out).startswith("13 November 2026")


def test_a_found_entry_is_brought_into_view(page: SymptomsPage) -> None:
    entry = page.live.read.all(SymptomEntry, symptom="diarrhea")[0]
    page.show_record(entry.id)
    settle()
    assert page.choice.currentText() == "Diarrhoea"
    assert page.calendar.grid.day == entry.happened_on
    page.show_record("nothing")


def test_reading_only_offers_nothing_to_write(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    desk = new_desk()
    desk._take(open_journal(sample_path, read_only=True))
    page = on_page(desk)
    assert not page.write_day.isEnabled()
    page.open_day(TODAY)
    assert page.day.isHidden()


@pytest.mark.parametrize("text_size", [100, 200])
def test_an_open_day_can_be_read_and_used(new_desk: Callable[..., Desk], sample_path: Path, text_size: int) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    page, window = on_page(desk), desk.window
    page.open_day(TODAY - timedelta(3))
    settle()
    assert nameless(window) == []
    assert cut_off(window) == []
    assert sideways(window) == []
