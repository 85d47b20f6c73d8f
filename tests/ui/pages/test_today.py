"""Today: a check-in in few keys, each answer one step of undo, blank is not none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.actions.check_in import USUAL, Answering, answering
from journal.domain.notes import Note
from journal.domain.patient import CareSheet, Contact, ContactRole, Patient
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.domain.visits import Appointment
from journal.store.journal import Journal
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.follow_dialog import FollowDialog
from journal.ui.pages.today.check_in_card import CheckInCard
from journal.ui.pages.today.page import TodayPage, greeting
from journal.ui.pages.today.where_card import WhereCard
from journal.ui.widgets.buttons import Button
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.words import Words
from tests.ui.conftest import NOW
from tests.ui.seeing import nameless

TODAY = NOW.date()
FIVE = Quantity(Decimal(5), "ng/mL")
WHO: tuple[Record, ...] = (
    Patient(happened_on=TODAY, name="Anna"),
    Contact(happened_on=TODAY, name="Tom", role=ContactRole.FAMILY),
)


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


def test_eight_symptoms_take_no_more_than_twelve_keys(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    next(iter(card.steps.values())).setFocus()
    keys = 0
    for level in (0, 1, 2, 3, 4, 0, 1, 2):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, str(level))
        keys += 1
    assert keys <= 12
    assert levels(page) == dict(zip(USUAL, (0, 1, 2, 3, 4, 0, 1, 2), strict=True))
    assert card.note.hasFocus()


def test_the_field_that_the_keyboard_went_on_to_is_in_sight(
    qtbot: QtBot, desk: Desk, page: TodayPage, card: CheckInCard
) -> None:
    desk.window.resize(1024, 600)
    QApplication.processEvents()
    last = list(card.steps.values())[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_0)
    QApplication.processEvents()
    assert card.note.hasFocus()
    assert card.note.visibleRegion().boundingRect().size() == card.note.size()


def test_a_weight_with_sixteen_digits_is_shown_as_one_says_it(page: TodayPage, card: CheckInCard) -> None:
    with page.live.read.change("weighed") as draft:
        weight = Quantity(Decimal("98.8285226796471"), "kg")
        draft.save(VitalSign(happened_on=TODAY - timedelta(3), analyte="weight", quantity=weight))
    page.refresh()
    assert "last 98.83" in " ".join(words.text() for words in card.weight_row.findChildren(Words))


def test_a_narrow_window_goes_on_with_a_digit_too(qtbot: QtBot, desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    desk.set_settings(replace(desk.settings, text_size=200))
    QApplication.processEvents()
    next(iter(card.steps.values())).setFocus()
    for level in (0, 1, 2, 3, 4, 0, 1, 2):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, str(level))
    assert levels(page) == dict(zip(USUAL, (0, 1, 2, 3, 4, 0, 1, 2), strict=True))
    assert card.temperature.hasFocus()


def test_person_and_carer_each_score(qtbot: QtBot, desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    today = page.live.read
    desk.view.write("who", lambda draft: draft.save_all(WHO))  # type: ignore[union-attr]
    QApplication.processEvents()
    assert card.who.accessibleName() == "Answers from: Anna"
    card.steps["nausea"].choose(3)
    qtbot.keyClick(card.who, Qt.Key.Key_Right)
    assert card.who.accessibleName() == "Answers from: Tom"
    assert card.steps["nausea"].level is None
    card.steps["nausea"].choose(1)
    both = {entry.scored_by: entry.level for entry in today.between(SymptomEntry, TODAY, TODAY)}
    assert both == {ScoredBy.PATIENT: 3, ScoredBy.CARER: 1}
    QApplication.processEvents()
    assert card.steps["nausea"].level == 1
    qtbot.keyClick(card.who, Qt.Key.Key_Delete)
    assert card.scored_by is ScoredBy.CARER
    qtbot.keyClick(card.who, Qt.Key.Key_Left)
    assert card.steps["nausea"].level == 3


def test_a_relative_who_writes_here_scores_as_one(journal: Journal) -> None:
    with journal.change("who") as draft:
        draft.save_all(WHO)
    assert answering(journal, "Tom") == Answering("Anna", "Tom", ScoredBy.CARER)
    assert answering(journal, "Anna") == Answering("Anna", "Tom", ScoredBy.PATIENT)
    assert answering(journal, "") == Answering("Anna", "Tom", ScoredBy.PATIENT)


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_temperature_says_what_many_teams_want(
    new_desk: Callable[..., Desk], followed_path: Path, confirmed: bool
) -> None:
    sheet = CareSheet(happened_on=TODAY, fever_at=Decimal("37.5"), confirmed_on=TODAY if confirmed else None)
    with open_journal(followed_path) as journal, journal.change("sheet") as draft:
        draft.save(sheet)
    desk = new_desk(followed_path)
    assert desk.view is not None
    assert isinstance(desk.view.page, TodayPage)
    said = desk.view.page.check_in.vitals.unsure
    assert said.isVisible() is not confirmed
    assert said.text() == "Many teams want a call at 37.5 or 38.0 °C. Unsure? Call."


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


def test_fahrenheit_is_asked_about_and_kept_as_that(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    qtbot.keyClicks(card.temperature, "98.6")
    qtbot.keyClick(card.temperature, Qt.Key.Key_Return)
    assert page.live.read.count(VitalSign) == 0
    question = card.vitals.question
    assert question.isVisible()
    assert "98.6\u00a0°F" in question.words.text()
    question.right.click()
    (sign,) = page.live.read.all(VitalSign)
    assert (str(sign.quantity.value), sign.quantity.unit) == ("98.6", "[degF]")
    QApplication.processEvents()
    assert "°F" in card.temperature_row.behind
    qtbot.keyClicks(card.weight, "12")
    qtbot.keyClick(card.weight, Qt.Key.Key_Return)
    assert page.live.read.count(VitalSign) == 1
    question.right.click()
    assert page.live.read.count(VitalSign) == 2


def test_below_zero_is_not_possible(qtbot: QtBot, page: TodayPage, card: CheckInCard) -> None:
    qtbot.keyClicks(card.weight, "-4")
    qtbot.keyClick(card.weight, Qt.Key.Key_Return)
    assert card.weight_row.mistake
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


def test_a_symptom_that_is_in_the_list_is_not_added_again(desk: Desk, page: TodayPage, card: CheckInCard) -> None:
    for name in ("Cold hurts", "cold hurts ", "Nausea"):
        card.choose.click()
        dialog = next(each for each in desk.window.findChildren(FollowDialog) if each.isVisible())
        dialog.own.setText(name)
        dialog.keep.click()
        QApplication.processEvents()
        if name != "Cold hurts":
            assert dialog.isVisible()
            assert "is in the list already" in dialog.own_row.mistake
            dialog.own.setText("")
            assert dialog.own_row.mistake == ""
            dialog.reject()
            QApplication.processEvents()
    names = [each.name for each in page.check_in._shown.followed]  # type: ignore[union-attr]
    assert names.count("Cold hurts") == 1


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


def test_a_result_that_was_opened_stays_open(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    desk = new_desk(sample_path)
    view = desk.view
    assert view is not None

    def results() -> list[FoldedResult]:
        assert isinstance(view.page, TodayPage)
        return view.page.findChildren(FoldedResult)

    first = results()[0]
    assert not first.is_open
    first.button.click()
    view.write("x", lambda draft: draft.save(LabResult(happened_on=TODAY, analyte="cea", printed="5", quantity=FIVE)))
    for _turn in range(3):
        QApplication.processEvents()
    open_now = [result for result in results() if result.isVisible() and result.is_open]
    assert len(open_now) == 1
    whys = [button for button in open_now[0].findChildren(Button) if "Why" in button.text()]
    whys[0].click()
    assert any("Rule: " in words.text() and words.isVisible() for words in open_now[0].findChildren(Words))
    open_now[0].button.click()
    view.go_to("treatment")
    view.go_to("today")
    assert not any(result.is_open for result in results())


def cycle_path(path: Path, *cycles: Cycle, ended_on: date | None = None) -> Path:
    line = TreatmentLine(
        id="line", happened_on=TODAY - timedelta(60), name="FOLFOX", cycle_days=14, planned_cycles=6, ended_on=ended_on
    )
    with open_journal(path) as journal, journal.change("line") as draft:
        draft.save_all([line, *cycles])
    return path


def where(desk: Desk) -> WhereCard:
    assert desk.view is not None
    assert isinstance(desk.view.page, TodayPage)
    return desk.view.page.where


def said(card: QWidget) -> list[str]:
    return [words.text() for words in card.findChildren(Words) if words.isVisible()]


def test_chemo_given_is_one_click_and_one_undo(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    planned = [Cycle(happened_on=TODAY + timedelta(14 * place), line_id="line", number=1 + place) for place in range(3)]
    desk = new_desk(cycle_path(empty_path, *planned))
    card = where(desk)
    assert card.due_words.text() == "Cycle 1 is planned for today."
    card.given.click()
    assert desk.view is not None
    journal = desk.view.live.read
    assert [cycle.state for cycle in journal.all(Cycle)] == [CycleState.GIVEN, CycleState.PLANNED, CycleState.PLANNED]
    for _turn in range(3):
        QApplication.processEvents()
    assert not card.given.isVisible()
    assert "Cycle 1 of 6, day 1" in said(card)
    desk.view.undo()
    QApplication.processEvents()
    assert card.given.isVisible()


def test_a_cycle_that_is_late_can_still_be_given(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    late = Cycle(happened_on=TODAY - timedelta(2), line_id="line", number=1)
    coming = Cycle(happened_on=TODAY + timedelta(12), line_id="line", number=2)
    desk = new_desk(cycle_path(empty_path, late, coming))
    assert where(desk).due_words.text() == "Cycle 1 was planned for 11\u00a0Nov."
    where(desk).given.click()
    assert desk.view is not None
    after = {cycle.number: cycle.happened_on for cycle in desk.view.live.read.all(Cycle)}
    assert after == {1: TODAY, 2: TODAY + timedelta(14)}


def test_a_day_without_treatment_says_so(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    card = where(new_desk(empty_path))
    assert "No treatment is written down yet" in said(card)
    assert card.to_treatment is not None


def test_a_line_that_ended_is_named(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    ended = cycle_path(
        empty_path,
        Cycle(happened_on=TODAY - timedelta(50), line_id="line", number=1, state=CycleState.GIVEN),
        ended_on=TODAY - timedelta(9),
    )
    assert "FOLFOX ended on 4\u00a0November\u00a02026." in said(where(new_desk(ended)))


def test_a_line_that_is_to_come_is_announced(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    coming = Cycle(happened_on=TODAY + timedelta(5), line_id="line", number=1)
    words = said(where(new_desk(cycle_path(empty_path, coming))))
    assert "FOLFOX is planned for Wednesday 18\u00a0Nov, in 5 days." in words


def test_the_main_point_is_kept_with_the_visit(new_desk: Callable[..., Desk], followed_path: Path) -> None:
    visits = [
        Appointment(happened_on=TODAY + timedelta(2), what_for="Blood test", is_team_visit=False),
        Appointment(happened_on=TODAY + timedelta(5), what_for="Visit"),
    ]
    with open_journal(followed_path) as journal, journal.change("visits") as draft:
        draft.save_all(visits)
    desk = new_desk(followed_path)
    assert desk.view is not None
    page = desk.view.page
    assert isinstance(page, TodayPage)
    assert page.visit.point_words.text() == "My main point on 18\u00a0Nov"
    page.visit.point.setPlainText("The diarrhoea keeps me at home.")
    page.finish()
    kept = {visit.what_for: visit.main_point for visit in page.live.read.all(Appointment)}
    assert kept == {"Blood test": "", "Visit": "The diarrhoea keeps me at home."}
