"""The call card: shown when a confirmed line is met, on every page, kept in the journal, answered, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.domain.patient import CallRule, CareSheet, Patient, Urgency
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.visits import CallAnswer, CallNotice, Question, TeamCall
from journal.store.opening import open_journal
from journal.ui.calling.call_card import CallNowCard, CallTodayCard
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.pages.today.page import TodayPage
from journal.ui.widgets.words import Words
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

TODAY = NOW.date()
SHEET = CareSheet(
    happened_on=TODAY - timedelta(90),
    phone="020 7946 0123",
    emergency_number="999",
    fever_at=Decimal("37.5"),
    low_at=Decimal("36.0"),
    team="Ward 12",
    confirmed_on=TODAY - timedelta(90),
)
NewDesk = Callable[..., Desk]


def line(measure: str, at_least: str, urgency: Urgency, **fields: object) -> CallRule:
    made = CallRule(
        happened_on=TODAY,
        rule="",
        what="Breathless at rest",
        measure=measure,
        at_least=Decimal(at_least),
        unit="level",
        urgency=urgency,
        confirmed_on=TODAY,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def write(path: Path, *records: Record) -> Path:
    with open_journal(path) as journal, journal.change("set up") as draft:
        draft.save_all(records)
    return path


@pytest.fixture
def path(empty_path: Path) -> Path:
    tracked = (
        TrackedSymptom(happened_on=TODAY, symptom=key, position=place)
        for place, key in enumerate(("nausea", "shortness_of_breath", "numbness_tingling", "mouth_throat_sores"))
    )
    return write(empty_path, SHEET, Patient(happened_on=TODAY, devices=("Port in the chest",)), *tracked)


@pytest.fixture
def desk(new_desk: NewDesk, path: Path) -> Desk:
    return new_desk(path)


def view_of(desk: Desk) -> JournalView:
    assert desk.view is not None
    return desk.view


def today_of(desk: Desk) -> TodayPage:
    page = view_of(desk).page
    assert isinstance(page, TodayPage)
    return page


def now_card(desk: Desk) -> CallNowCard:
    banner = view_of(desk).calls.banner
    assert banner is not None
    assert isinstance(banner.card, CallNowCard)
    return banner.card


def words(desk: Desk) -> str:
    banner = view_of(desk).calls.banner
    return "" if banner is None else "\n".join(each.text() for each in banner.findChildren(Words))


def type_temperature(qtbot: QtBot, desk: Desk, text: str) -> None:
    field = today_of(desk).check_in.temperature
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def notices(desk: Desk) -> list[CallNotice]:
    return view_of(desk).live.read.all(CallNotice)


def test_a_fever_brings_the_card_when_it_is_finished(qtbot: QtBot, desk: Desk) -> None:
    field = today_of(desk).check_in.temperature
    field.setFocus()
    qtbot.keyClicks(field, "3")
    assert view_of(desk).calls.banner is None  # "3" is not a low temperature
    qtbot.keyClicks(field, "8.1")
    assert view_of(desk).calls.banner is None
    qtbot.keyClick(field, Qt.Key.Key_Return)
    card = now_card(desk)
    assert card.isVisible()
    said = words(desk)
    assert "Your sheet says: call now" in said
    assert "Your sheet says: call at 37.5\u00a0°C or above. You wrote 38.1\u00a0°C." in said
    assert "020 7946 0123" in said
    assert "Ward 12" in said
    assert "Temperature 38.1\u00a0°C, at 08:20" in said
    assert "Port in the chest" in said
    assert "Kept in the journal: shown at 08:20." in said
    assert "This program cannot call for you. If you feel very unwell, call 999." in said
    assert view_of(desk).sidebar.number.heading.text() == "Call now"
    (notice,) = notices(desk)
    assert (notice.rule, notice.happened_on, notice.answer) == ("fever", TODAY, CallAnswer.WAITING)
    assert notice.happened_at == NOW.time().replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["37.4", "36.1"])
def test_between_the_limits_nothing_is_said(qtbot: QtBot, desk: Desk, text: str) -> None:
    type_temperature(qtbot, desk, text)
    assert view_of(desk).calls.banner is None
    assert notices(desk) == []


def test_without_a_confirmed_sheet_no_card_comes(qtbot: QtBot, new_desk: NewDesk, empty_path: Path) -> None:
    desk = new_desk(write(empty_path, replace(SHEET, confirmed_on=None)))
    type_temperature(qtbot, desk, "39.5")
    assert view_of(desk).calls.banner is None


def test_undo_of_the_entry_takes_the_card_away(qtbot: QtBot, desk: Desk) -> None:
    type_temperature(qtbot, desk, "38.1")
    view_of(desk).undo()
    assert view_of(desk).calls.banner is None
    assert view_of(desk).live.read.count(VitalSign) == 0
    assert notices(desk) == []
    assert view_of(desk).sidebar.number.heading.text() == "My team, day and night"
    view_of(desk).redo()
    assert now_card(desk).isVisible()


def test_a_corrected_slip_is_kept_as_that(qtbot: QtBot, desk: Desk) -> None:
    type_temperature(qtbot, desk, "38.1")
    type_temperature(qtbot, desk, "36.8")
    assert view_of(desk).calls.banner is None
    (notice,) = notices(desk)
    assert notice.answer is CallAnswer.CORRECTED


def test_the_card_is_on_every_page(qtbot: QtBot, desk: Desk) -> None:
    from journal.ui.pages import PAGES

    type_temperature(qtbot, desk, "38.1")
    for entry in PAGES:
        view_of(desk).go_to(entry.key)
        page = view_of(desk).page
        assert page is not None
        assert page.isAncestorOf(now_card(desk))
        assert now_card(desk).isVisible()


def test_we_called_is_kept_and_outlives_a_restart(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(path)
    type_temperature(qtbot, desk, "38.1")
    now_card(desk).called.click()
    (notice,) = notices(desk)
    assert (notice.answer, notice.answered_at is not None) == (CallAnswer.CALLED, True)
    (call,) = view_of(desk).live.read.all(TeamCall)
    assert (call.reason, call.rule, call.happened_on) == ("Temperature 38.1\u00a0°C", "fever", TODAY)
    banner = view_of(desk).calls.banner
    assert banner is not None
    assert banner.card is None
    assert banner.called_line is not None
    assert view_of(desk).sidebar.number.heading.text() == "My team, day and night"
    banner.called_line.said.setPlainText("Come in at once")
    desk.back_to_welcome()
    again = new_desk(path)
    assert view_of(again).calls.banner is None
    (call,) = view_of(again).live.read.all(TeamCall)
    assert call.outcome == "Come in at once"


def test_taking_back_the_call_brings_the_card_back(qtbot: QtBot, desk: Desk) -> None:
    type_temperature(qtbot, desk, "38.1")
    now_card(desk).called.click()
    view_of(desk).undo()
    assert now_card(desk).isVisible()
    assert view_of(desk).live.read.count(TeamCall) == 0


def test_not_yet_keeps_the_card_and_outlives_a_restart(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(path)
    type_temperature(qtbot, desk, "38.1")
    now_card(desk).not_yet.click()
    assert not now_card(desk).not_yet.isVisible()
    assert "Not called yet at" in words(desk)
    assert notices(desk)[0].answer is CallAnswer.NOT_YET
    desk.back_to_welcome()
    again = new_desk(path)
    assert now_card(again).isVisible()
    assert len(notices(again)) == 1
    now_card(again).called.click()
    assert notices(again)[0].answer is CallAnswer.CALLED


def test_another_reading_is_another_card(qtbot: QtBot, desk: Desk) -> None:
    type_temperature(qtbot, desk, "38.1")
    now_card(desk).called.click()
    later = VitalSign(
        happened_on=TODAY, happened_at=NOW.time(), analyte="body_temperature", quantity=Quantity(Decimal("38.4"), "Cel")
    )
    view_of(desk).write("later", lambda draft: draft.save(later))
    assert "38.4" in words(desk)
    assert sorted(notice.answer for notice in notices(desk)) == [CallAnswer.WAITING, CallAnswer.CALLED]


def test_the_quick_line_brings_it_too(qtbot: QtBot, desk: Desk) -> None:
    field = view_of(desk).top_bar.quick_line.field
    qtbot.keyClicks(field, "temp 100.4 F")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "You wrote 100.4\u00a0°F." in words(desk)
    view_of(desk).undo()
    assert view_of(desk).calls.banner is None


def test_what_came_in_without_the_window_is_shown_and_kept(new_desk: NewDesk, path: Path) -> None:
    fever = VitalSign(happened_on=TODAY, analyte="body_temperature", quantity=Quantity(Decimal("38.1"), "Cel"))
    desk = new_desk(write(path, fever))
    assert now_card(desk).isVisible()
    assert len(notices(desk)) == 1
    assert not view_of(desk).toast.isVisible()


def test_an_old_fever_is_over(new_desk: NewDesk, path: Path) -> None:
    old = VitalSign(
        happened_on=TODAY - timedelta(2), analyte="body_temperature", quantity=Quantity(Decimal("39"), "Cel")
    )
    assert view_of(new_desk(write(path, old))).calls.banner is None


def test_an_emergency_names_that_number_and_the_team_below(new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, line("shortness_of_breath", "3", Urgency.EMERGENCY)))
    today_of(desk).check_in.steps["shortness_of_breath"].choose(3)
    said = [each.text().strip("\u2066\u2069") for each in now_card(desk).findChildren(Words)]
    assert said[0] == "Your sheet says: call 999 now"
    assert said.index("999") < said.index("020 7946 0123")
    assert any("Breathless at rest" in each and "severe" in each for each in said)


def test_what_is_for_today_is_calmer(new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, line("mouth_throat_sores", "2", Urgency.CALL_TODAY)))
    today_of(desk).check_in.steps["mouth_throat_sores"].choose(2)
    banner = view_of(desk).calls.banner
    assert banner is not None
    assert isinstance(banner.card, CallTodayCard)
    assert "Your sheet says: call today" in words(desk)
    assert view_of(desk).sidebar.number.heading.text() == "My team, day and night"
    banner.card.called.click()
    assert view_of(desk).live.read.count(TeamCall) == 1


def test_what_can_wait_becomes_a_question(new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, line("numbness_tingling", "3", Urgency.TELL_AT_VISIT)))
    today_of(desk).check_in.steps["numbness_tingling"].choose(3)
    banner = view_of(desk).calls.banner
    assert banner is not None
    assert banner.card is None
    banner.tell_lines[0].ask.click()
    (question,) = view_of(desk).live.read.all(Question)
    assert question.text == "My sheet says to tell you this: Numbness or tingling: severe."
    assert view_of(desk).calls.banner is None
    view_of(desk).undo()
    assert view_of(desk).live.read.count(Question) == 0
    banner = view_of(desk).calls.banner
    assert banner is not None
    banner.tell_lines[0].leave.click()
    assert view_of(desk).calls.banner is None
    assert view_of(desk).live.read.count(SymptomEntry) == 1


def test_several_lines_stand_on_one_card_and_are_not_counted(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, line("mouth_throat_sores", "2", Urgency.CALL_TODAY)))
    today_of(desk).check_in.steps["mouth_throat_sores"].choose(2)
    type_temperature(qtbot, desk, "38.1")
    assert len(now_card(desk).content.why) == 2
    assert now_card(desk).content.heading == "Your sheet says: call now"
    now_card(desk).called.click()
    assert {notice.answer for notice in notices(desk)} == {CallAnswer.CALLED}


def test_confirming_a_limit_afterwards_shows_it_at_once(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, replace(SHEET, confirmed_on=None)))
    type_temperature(qtbot, desk, "38.1")
    assert view_of(desk).calls.banner is None
    view_of(desk).write("My team’s sheet", lambda draft: draft.save(SHEET))
    assert now_card(desk).isVisible()
    assert len(notices(desk)) == 1


@pytest.mark.parametrize("text_size", [100, 150, 200, 250])
def test_the_card_can_be_read_and_used(qtbot: QtBot, desk: Desk, text_size: int) -> None:
    type_temperature(qtbot, desk, "38.1")
    desk.set_settings(replace(desk.settings, text_size=text_size))
    for _ in range(5):
        QApplication.processEvents()
    assert nameless(desk.window) == too_low(desk.window) == cut_off(desk.window) == sideways(desk.window) == []


def test_a_sheet_without_a_number_asks_for_it(qtbot: QtBot, new_desk: NewDesk, path: Path) -> None:
    desk = new_desk(write(path, replace(SHEET, phone="")))
    type_temperature(qtbot, desk, "38.1")
    assert now_card(desk).write_number.isVisible()
