"""The page Appointments, driven as a person would: ask, order, answer, decide, save for the phone and the team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from journal.domain.visits import Appointment, HospitalStay, Question, TeamCall
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.pages.visits.page import VisitsPage
from journal.ui.pages.visits.record_dialogs import AppointmentDialog, CallDialog, RecordDialog, StayDialog
from journal.ui.widgets.buttons import Button
from journal.ui.widgets.dates import DateField
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways

TODAY = NOW.date()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def on_page(desk: Desk) -> VisitsPage:
    assert desk.view is not None
    desk.view.go_to("visits")
    settle()
    page = desk.view.page
    assert isinstance(page, VisitsPage)
    return page


@pytest.fixture
def page(new_desk: Callable[..., Desk], sample_path: Path) -> VisitsPage:
    return on_page(new_desk(sample_path))


def field(dialog: RecordDialog, attribute: str) -> QLineEdit:
    """Return the line to type in for *attribute*."""
    found = dialog.form.fields[attribute]
    line = found.field if isinstance(found, DateField) else found
    assert isinstance(line, QLineEdit)
    return line


def dialog_of(page: VisitsPage) -> RecordDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecordDialog)
    return dialog


def shown_questions(page: VisitsPage) -> list[str]:
    return [row.words.text() for row in page.questions.rows.values()]


def words_of(page: VisitsPage) -> str:
    labels = page.findChildren(QLabel)
    return plain(" ".join(label.text() for label in labels if label.isVisible()))


def button_called(page: VisitsPage, start: str) -> Button:
    """Return the one button that is seen and whose name begins like that."""
    (found,) = [
        button
        for button in page.findChildren(Button)
        if button.isVisible() and button.accessibleName().startswith(start)
    ]
    return found


def test_the_next_visit_stands_on_top(page: VisitsPage) -> None:
    assert plain(page.next.when.text()) == "Saturday 14 November 2026, 09:45"
    assert page.next.point.text().startswith("The diarrhoea keeps me")
    assert "Tomorrow" in words_of(page)


def test_the_main_point_saves_as_one_goes(qtbot: QtBot, page: VisitsPage) -> None:
    page.next.point.selectAll()
    qtbot.keyClicks(page.next.point, "I cannot sleep.")
    page.finish()
    settle()
    visit = page.live.read.between(Appointment, TODAY, is_team_visit=True)[0]
    assert visit.main_point == "I cannot sleep."
    page.live.undo()
    settle()
    assert page.next.point.text().startswith("The diarrhoea") or page.next.point.hasFocus()


def test_a_question_is_typed_and_moved_with_the_keyboard(qtbot: QtBot, page: VisitsPage) -> None:
    qtbot.keyClicks(page.questions.new, "May I swim?")
    qtbot.keyClick(page.questions.new, Qt.Key.Key_Return)
    settle()
    assert shown_questions(page)[-1] == "5. May I swim?"
    assert page.questions.new.text() == ""
    row = list(page.questions.rows.values())[-1]
    row.up.setFocus()
    qtbot.keyClick(row.up, Qt.Key.Key_Space)
    settle()
    assert shown_questions(page)[3] == "4. May I swim?"
    row = list(page.questions.rows.values())[3]
    assert row.up.hasFocus()
    qtbot.keyClick(row.up, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    assert shown_questions(page)[2] == "3. May I swim?"
    assert not next(iter(page.questions.rows.values())).up.isEnabled()
    assert not list(page.questions.rows.values())[-1].down.isEnabled()


def test_an_equal_question_is_not_added(qtbot: QtBot, page: VisitsPage) -> None:
    before = page.live.read.count(Question)
    qtbot.keyClicks(page.questions.new, "what else helps against the diarrhoea")
    page.questions.add_button.click()
    settle()
    assert page.live.read.count(Question) == before


def test_an_answer_closes_a_question_and_stands_with_the_visit(
    new_desk: Callable[..., Desk], sample_path: Path, qtbot: QtBot
) -> None:
    with open_journal(sample_path) as journal, journal.change("Visit today") as draft:
        draft.save(Appointment(happened_on=TODAY, what_for="Visit", who="Dr A. Okafor"))
    page = on_page(new_desk(sample_path))
    row = next(iter(page.questions.rows.values()))
    question = row.asked.question
    row.edit.click()
    assert row.inside.isVisible()
    qtbot.keyClicks(row.answer, "No, it can go on.")
    row.keep_answer.click()
    settle()
    kept = page.live.read.get(Question, question.id)
    assert kept is not None
    assert (kept.answer, kept.answered_on) == ("No, it can go on.", TODAY)
    assert question.id not in page.questions.rows
    assert page.after.answers[question.id].toPlainText() == "No, it can go on."
    page.live.undo()
    settle()
    assert question.id in page.questions.rows


def test_a_typed_answer_is_not_lost_on_leaving(qtbot: QtBot, page: VisitsPage) -> None:
    row = next(iter(page.questions.rows.values()))
    row.open(True)
    qtbot.keyClicks(row.answer, "Yes")
    page.finish()
    settle()
    kept = page.live.read.get(Question, row.asked.question.id)
    assert kept is not None
    assert kept.answer == "Yes"


def test_a_blank_question_stays_as_it_was(qtbot: QtBot, page: VisitsPage) -> None:
    row = next(iter(page.questions.rows.values()))
    row.open(True)
    row.text.setText("  ")
    row.text.finish()
    settle()
    assert row.text.text() == row.asked.question.text


def test_what_changed_becomes_a_question_or_is_put_aside(page: VisitsPage) -> None:
    aside = button_called(page, "Not now")
    first = aside.accessibleName()
    aside.click()
    settle()
    add = button_called(page, "Add the question")
    asked = add.accessibleName().removeprefix("Add the question: ")
    assert asked not in first
    add.click()
    settle()
    assert plain(asked) in plain(shown_questions(page)[-1])


def test_decisions_and_the_next_step_are_kept(qtbot: QtBot, page: VisitsPage) -> None:
    visit = page.after.visit
    assert visit is not None
    page.after.next_step.setFocus()
    qtbot.keyClicks(page.after.next_step, "Scan in January")
    page.finish()
    settle()
    kept = page.live.read.get(Appointment, visit.id)
    assert kept is not None
    assert (kept.next_step, kept.decisions) == ("Scan in January", visit.decisions)


def test_past_visits_are_folded_and_open(page: VisitsPage) -> None:
    assert page.past.isHidden()
    page.past_fold.click()
    settle()
    assert page.past.isVisible()
    oldest = page._shown.past[-1] if page._shown is not None else None
    assert oldest is not None
    while oldest.id not in page.past.buttons:
        page.past.more.click()
    page.past.buttons[oldest.id].click()  # type: ignore[attr-defined]
    settle()
    assert page.after.visit == oldest
    assert page.after.back.isVisible()
    page.after.back.click()
    settle()
    assert page.after.visit != oldest


def test_an_appointment_is_added_changed_and_taken_out(page: VisitsPage) -> None:
    page.new.click()
    dialog = dialog_of(page)
    assert isinstance(dialog, AppointmentDialog)
    dialog.form.keep.click()
    assert dialog.form.rows["happened_on"].mistake
    assert dialog.form.rows["what_for"].mistake
    field(dialog, "happened_on").setText("3 December 2026")
    field(dialog, "happened_at").setText("quarter past")
    field(dialog, "what_for").setText("Port check")
    dialog.form.keep.click()
    assert "is not a time" in dialog.form.rows["happened_at"].mistake
    field(dialog, "happened_at").setText("9.15")
    dialog.form.fields["is_team_visit"].setChecked(False)  # type: ignore[union-attr]
    dialog.form.keep.click()
    settle()
    (kept,) = page.live.read.between(Appointment, date(2026, 12, 3), date(2026, 12, 3))
    assert (kept.what_for, kept.happened_at, kept.is_team_visit) == ("Port check", time(9, 15), False)
    page.coming.buttons[kept.id].click()  # type: ignore[attr-defined]
    dialog_of(page).form.take_out.click()
    settle()
    assert page.live.read.get(Appointment, kept.id) is None
    page.live.undo()
    assert page.live.read.get(Appointment, kept.id) == kept


def test_a_day_far_away_is_asked_about_once(page: VisitsPage) -> None:
    page.new.click()
    dialog = dialog_of(page)
    assert isinstance(dialog, AppointmentDialog)
    field(dialog, "happened_on").setText("2062-12-03")
    field(dialog, "what_for").setText("Visit")
    dialog.form.keep.click()
    question = dialog.form.questions["happened_on"]
    assert "far away" in question.words.text()
    assert dialog.isVisible()
    assert not page.live.read.between(Appointment, date(2062, 1, 1))
    question.right.click()  # that is all: it was to be kept
    settle()
    assert QApplication.activeModalWidget() is None
    assert len(page.live.read.between(Appointment, date(2062, 1, 1))) == 1


def test_a_stay_and_a_call_are_written_down(page: VisitsPage) -> None:
    page.new_stay.click()
    dialog = dialog_of(page)
    assert isinstance(dialog, StayDialog)
    field(dialog, "happened_on").setText("2026-11-02")
    field(dialog, "ended_on").setText("2026-11-01")
    field(dialog, "reason").setText("fever")
    dialog.form.keep.click()
    assert "before the first" in dialog.form.rows["ended_on"].mistake
    field(dialog, "ended_on").setText("2026-11-03")
    dialog.form.keep.click()
    settle()
    stay = page.live.read.latest(HospitalStay)[0]
    assert (stay.reason, stay.ended_on) == ("fever", date(2026, 11, 3))
    page.new_call.click()
    call = dialog_of(page)
    assert isinstance(call, CallDialog)
    field(call, "happened_on").setText("2026-11-14")
    field(call, "reason").setText("rash")
    call.form.keep.click()
    assert "has not come yet" in plain(call.form.questions["happened_on"].words.text())
    field(call, "happened_on").setText("2026-11-12")
    call.form.keep.click()
    settle()
    assert page.live.read.latest(TeamCall)[0].reason == "rash"
    assert "rash" in words_of(page)


def test_the_calendar_file_holds_what_is_to_come(
    page: VisitsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "visits"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(out), ""))
    page.calendar_file.click()
    text = (tmp_path / "visits.ics").read_text("utf-8")
    coming = page.live.read.between(Appointment, TODAY)
    assert text.count("BEGIN:VEVENT") == len(coming) == 3
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: ("", ""))
    page.calendar_file.click()
    assert sorted(path.name for path in tmp_path.glob("*.ics")) == ["visits.ics"]


def test_the_page_for_the_visit_is_previewed_and_saved(
    qtbot: QtBot, page: VisitsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.preview.save.isEnabled()
    qtbot.waitUntil(lambda: page.preview.sheets.count == 1, timeout=20_000)
    folded = page.preview.pdf
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "visit"), ""))
    page.preview.save.click()
    assert (tmp_path / "visit.pdf").read_bytes() == folded
    page.preview.open_results.click()
    qtbot.waitUntil(lambda: page.preview.pdf != folded, timeout=20_000)
    visited: list[str] = []
    monkeypatch.setattr(type(page.window_services), "go_to", lambda self, key, record_id="": visited.append(key))
    page.preview.print.click()
    assert visited == ["paper"]


def test_a_found_record_is_brought_into_view(page: VisitsPage) -> None:
    journal = page.live.read
    visit = journal.all(Appointment)[0]
    page.show_record(visit.id)
    assert page.after.visit == visit
    answered = next(each for each in journal.all(Question) if each.answered_on is not None)
    page.show_record(answered.id)
    assert answered.id in page.after.answers
    for kind in (HospitalStay, TeamCall):
        page.show_record(journal.all(kind)[0].id)
    asked = next(each for each in journal.all(Question) if each.answered_on is None)
    page.show_record(asked.id)
    page.show_record("nothing")


def test_reading_only_offers_nothing_to_write(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    desk = new_desk()
    desk._take(open_journal(sample_path, read_only=True))
    page = on_page(desk)
    enabled = [page.new, page.new_stay, page.new_call, page.questions.new, page.next.point, page.after.decisions]
    assert not any(widget.isEnabled() for widget in enabled)
    assert page.calendar_file.isEnabled()


@pytest.mark.parametrize("text_size", [100, 200])
def test_what_opens_can_be_read_and_used(new_desk: Callable[..., Desk], sample_path: Path, text_size: int) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    page, window = on_page(desk), desk.window
    next(iter(page.questions.rows.values())).open(True)
    page.past_fold.click()
    settle()
    assert nameless(window) == []
    assert cut_off(window) == []
    assert sideways(window) == []
    page.new.click()
    dialog = dialog_of(page)
    settle()
    assert nameless(dialog) == []
    assert cut_off(dialog) == []
    dialog.reject()


def test_a_visit_today_is_next_and_last(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    with open_journal(empty_path) as journal, journal.change("Visit") as draft:
        draft.save(Appointment(happened_on=TODAY, what_for="Visit"))
        draft.save(Appointment(happened_on=TODAY + timedelta(1), what_for="Scan", is_team_visit=False))
    page = on_page(new_desk(empty_path))
    assert page.next.visit is not None
    assert page.after.visit == page.next.visit
    assert plain(page.after.title.text()) == "After the visit on 13 November 2026"
