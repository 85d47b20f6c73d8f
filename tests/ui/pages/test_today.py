"""Today: a check-in in few keys, each answer one step of undo, blank is not none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.actions.check_in import USUAL
from journal.domain.notes import Note
from journal.domain.results import VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.follow_dialog import FollowDialog
from journal.ui.pages.today.check_in_card import CheckInCard
from journal.ui.pages.today.page import TodayPage, greeting
from journal.ui.widgets.words import Words
from tests.ui.conftest import NOW
from tests.ui.seeing import nameless

TODAY = NOW.date()


@pytest.fixture
def followed_path(empty_path: Path) -> Path:
    """A journal that follows the usual symptoms, with yesterday filled in."""
    with open_journal(empty_path) as journal, journal.change("set up") as draft:
        for position, key in enumerate(USUAL):
            draft.save(TrackedSymptom(happened_on=TODAY, symptom=key, position=position))
            draft.save(SymptomEntry(happened_on=TODAY - timedelta(1), symptom=key, level=position % 4))
    return empty_path


@pytest.fixture
def desk(new_desk: Callable[..., Desk], followed_path: Path) -> Desk:
    return new_desk(followed_path)


@pytest.fixture
def page(desk: Desk) -> TodayPage:
    assert desk.view is not None
    assert isinstance(desk.view.page, TodayPage)
    return desk.view.page


@pytest.fixture
def card(page: TodayPage) -> CheckInCard:
    return page.check_in


def levels(page: TodayPage) -> dict[str, int]:
    return {entry.symptom: entry.level for entry in page.live.read.between(SymptomEntry, TODAY, TODAY)}


def test_eight_symptoms_take_no_more_than_sixteen_keys(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    steps = list(card.steps.values())
    steps[0].setFocus()
    for level in (0, 1, 2, 3, 4, 0, 1, 2):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, str(level))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert levels(page) == dict(zip(USUAL, (0, 1, 2, 3, 4, 0, 1, 2), strict=True))


def test_same_as_yesterday_is_one_click_and_one_undo(desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    card.steps["nausea"].choose(4)
    card.same.click()
    assert levels(page) == {key: position % 4 for position, key in enumerate(USUAL)} | {"nausea": 4}
    QApplication.processEvents()
    assert not card.same.isVisible()
    assert desk.view is not None
    desk.view.undo()
    assert levels(page) == {"nausea": 4}
    desk.view.undo()
    assert levels(page) == {}
    QApplication.processEvents()
    assert all(steps.level is None for steps in card.steps.values())


def test_a_level_can_be_made_blank_again(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    steps = card.steps["fatigue"]
    steps.setFocus()
    qtbot.keyClick(steps, "0")
    assert levels(page) == {"fatigue": 0}
    qtbot.keyClick(steps, Qt.Key.Key_Delete)
    assert levels(page) == {}


def test_changing_a_level_changes_the_same_entry(page: TodayPage, card: CheckInCard) -> None:
    card.steps["nausea"].choose(1)
    (first,) = page.live.read.between(SymptomEntry, TODAY, TODAY)
    card.steps["nausea"].choose(2)
    (second,) = page.live.read.between(SymptomEntry, TODAY, TODAY)
    assert (first.id, first.level, second.level) == (second.id, 1, 2)


def test_a_temperature_is_written_down_when_it_is_finished(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    qtbot.keyClicks(card.temperature, "37,9")
    assert page.live.read.count(VitalSign) == 0
    qtbot.keyClick(card.temperature, Qt.Key.Key_Return)
    (sign,) = page.live.read.all(VitalSign)
    assert (sign.analyte, str(sign.quantity.value), sign.quantity.unit) == ("body_temperature", "37.9", "Cel")
    assert (sign.printed, sign.happened_at) == ("37,9", NOW.time().replace(second=0, microsecond=0))


def test_a_slip_of_the_finger_is_asked_about(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    qtbot.keyClicks(card.temperature, "100.4")
    qtbot.keyClick(card.temperature, Qt.Key.Key_Return)
    assert "Fahrenheit" in card.temperature_row.mistake
    assert page.live.read.count(VitalSign) == 0


def test_what_is_typed_stays_while_something_else_is_written(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    """A screen reader writes into fields without going there."""
    card.temperature.setText("36,9")
    card.steps["nausea"].choose(2)
    QApplication.processEvents()
    assert card.temperature.text() == "36,9"
    card.same.click()
    QApplication.processEvents()
    assert [sign.printed for sign in page.live.read.all(VitalSign)] == ["36,9"]
    card.weight.setText("7o,5")
    card.weight.finish()
    card.steps["nausea"].choose(3)
    QApplication.processEvents()
    assert card.weight.text() == "7o,5"
    assert "7o,5" in card.weight_row.mistake


def test_leaving_the_page_keeps_the_note(desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    card.note.setPlainText("Slept badly")
    page.finish()
    (note,) = page.live.read.all(Note)
    assert (note.text, note.happened_on) == ("Slept badly", TODAY)
    card.note.setPlainText("Slept badly, woke at four")
    page.finish()
    assert [each.text for each in page.live.read.all(Note)] == ["Slept badly, woke at four"]
    card.note.setPlainText("")
    page.finish()
    assert page.live.read.all(Note) == []


def test_what_comes_in_elsewhere_shows_at_once(qtbot: QtBot, desk: Desk, card: CheckInCard) -> None:
    assert desk.view is not None
    desk.view.focus_quick_line()
    qtbot.keyClicks(desk.view.top_bar.quick_line.field, "nausea 3")
    qtbot.keyClick(desk.view.top_bar.quick_line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card.steps["nausea"].level == 3)


def test_symptoms_are_chosen_and_own_ones_added(qtbot: QtBot, desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    card.choose.click()
    (dialog,) = desk.window.findChildren(FollowDialog)
    assert isinstance(dialog, FollowDialog)
    assert nameless(dialog) == []
    dialog.checks["nausea"].setChecked(False)
    dialog.checks["cough"].setChecked(True)
    dialog.own.setText("Cold hurts")
    dialog.keep.click()
    QApplication.processEvents()
    names = [each.name for each in page.check_in._shown.followed]  # type: ignore[union-attr]
    assert "Nausea" not in names
    assert names[-2:] == ["Cough", "Cold hurts"]


def test_a_narrow_window_asks_one_at_a_time(qtbot: QtBot, desk: Desk, card: CheckInCard) -> None:
    desk.set_settings(replace(desk.settings, text_size=200))
    QApplication.processEvents()
    steps = list(card.steps.values())
    assert [each.isVisible() for each in steps] == [True] + [False] * 7
    assert card._count.text() == "1 of 8"
    card.next.click()
    assert [each.isVisible() for each in steps][:3] == [False, True, False]
    assert steps[1].hasFocus()
    assert card._yesterday.text() == "yesterday: mild"
    card.back.click()
    assert not card.back.isEnabled()


def test_the_sample_day(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    desk = new_desk(sample_path)
    assert desk.view is not None
    words = [label.text() for label in desk.view.page.findChildren(Words) if label.isVisible()]  # type: ignore[union-attr]
    assert "Good morning, Marianne" in words
    assert any(text.startswith("Cycle 10 of 12, day") for text in words)
    assert not any("disease" in text or "response" in text for text in words)  # results are folded


def test_a_greeting_fits_the_hour_and_the_name() -> None:
    hours = {hour: greeting(NOW.replace(hour=hour), "Anna") for hour in (8, 12, 20)}
    assert hours == {8: "Good morning, Anna", 12: "Good afternoon, Anna", 20: "Good evening, Anna"}
    assert greeting(NOW, "") == "Good morning"
