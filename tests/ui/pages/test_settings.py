"""Settings, driven as a person would: everything is saved as one goes, and what is about the person can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.actions.call_lines import suggestions
from journal.domain.patient import CallRule, CareSheet, Contact, ContactRole, Patient, Sex, Urgency
from journal.domain.problems import Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Precision
from journal.domain.results import VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.settings import Settings
from journal.store.opening import open_journal
from journal.text.call_lines import compared
from journal.ui.care_sheet_dialog import CareSheetDialog
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.pages.settings.known_day import read_known_day
from journal.ui.pages.settings.page import SettingsPage
from journal.ui.theme.look import look
from journal.ui.widgets.fields import ChoiceField, TextField
from journal.ui.widgets.limit_field import LimitField
from journal.ui.widgets.words import Words
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

TODAY = NOW.date()
NewDesk = Callable[..., Desk]


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


@pytest.fixture
def desk(new_desk: NewDesk, empty_path: Path) -> Desk:
    desk = new_desk(empty_path)
    view_of(desk).go_to("settings")
    settle()
    return desk


def view_of(desk: Desk) -> JournalView:
    assert desk.view is not None
    return desk.view


@pytest.fixture
def page(desk: Desk) -> SettingsPage:
    return page_of(desk)


def page_of(desk: Desk) -> SettingsPage:
    page = view_of(desk).page
    assert isinstance(page, SettingsPage)
    return page


def type_in(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    if isinstance(field, TextField):
        field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(field: QWidget, value: object) -> None:
    assert isinstance(field, ChoiceField)
    field.set_value(value)
    field.chosen.emit(value)


def sheet(page: SettingsPage) -> CareSheet:
    (found,) = page.live.read.all(CareSheet)
    return found


# The sheet


def test_a_limit_that_is_typed_from_the_paper_counts(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    form = page.sheet.form
    assert "No limit" in page.sheet.state.text()
    assert not page.sheet.confirm.isEnabled()
    type_in(qtbot, form.by_name["phone"], "020 7946 0123")
    type_in(qtbot, form.by_name["fever_at"], "37,5")
    assert (sheet(page).phone, sheet(page).fever_at, sheet(page).confirmed_on) == (
        "020 7946 0123",
        Decimal("37.5"),
        TODAY,
    )
    settle()
    assert page.sheet.confirm.isChecked()
    assert page.sheet.state.text() == "Confirmed on 13\u00a0November\u00a02026."
    number = view_of(desk).sidebar.number
    assert number.limit.text() == "Call at 37.5\u00a0°C or above"
    view_of(desk).undo()
    assert (sheet(page).fever_at, sheet(page).confirmed_on) == (None, None)


def test_a_limit_can_be_unconfirmed_and_confirmed(qtbot: QtBot, page: SettingsPage) -> None:
    type_in(qtbot, page.sheet.form.by_name["fever_at"], "38")
    settle()
    page.sheet.confirm.click()
    assert sheet(page).confirmed_on is None
    settle()
    assert "Not confirmed yet" in page.sheet.state.text()
    page.sheet.confirm.click()
    assert sheet(page).confirmed_on == TODAY


def test_an_unlikely_limit_is_asked_about(qtbot: QtBot, page: SettingsPage) -> None:
    form = page.sheet.form
    type_in(qtbot, form.by_name["fever_at"], "41.5")
    assert page.live.read.count(CareSheet) == 0
    assert form.question_of["fever_at"].isVisible()
    assert "41.5\u00a0°C" in form.question_of["fever_at"].words.text()
    form.question_of["fever_at"].right.click()
    assert sheet(page).fever_at == Decimal("41.5")


def test_a_limit_may_be_typed_in_fahrenheit(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    """What was typed stays; it is kept in °C, and shown in °F to who measures in °F."""
    field, row = page.sheet.form.by_name["fever_at"], page.sheet.form.row_of["fever_at"]
    assert isinstance(field, LimitField)
    type_in(qtbot, field, "100.4")
    settle()
    assert str(sheet(page).fever_at) == "38.0"
    assert field.text() == "100.4"
    assert field.accessibleName() == "Fever: call at, °F"
    assert row._behind is not None
    assert row._behind.text() == "°F or above, that is 38.0\u00a0°C"
    view = view_of(desk)
    assert view.sidebar.number.limit.text() == "Call at 38.0\u00a0°C or above"
    fever = VitalSign(happened_on=TODAY, analyte="body_temperature", quantity=Quantity(Decimal("98.6"), "[degF]"))
    view.write("Temperature", lambda draft: draft.save(fever))
    settle()
    assert view.sidebar.number.limit.text() == "Call at 100.4\u00a0°F or above"
    low = page.sheet.form.by_name["low_at"]
    type_in(qtbot, low, "120")
    assert "Is 120.0\u00a0°F what the sheet says?" in page.sheet.form.question_of["low_at"].words.text()
    desk.edit_care_sheet()
    (dialog,) = desk.window.findChildren(CareSheetDialog)
    assert isinstance(dialog, CareSheetDialog)
    assert (dialog.fever.text(), dialog.fever.celsius) == ("100.4", Decimal("38.0"))
    dialog.fever.setText("100.5")
    dialog.keep.click()
    assert sheet(page).fever_at == Decimal("38.0555555556")
    assert view.sidebar.number.limit.text() == "Call at 100.5\u00a0°F or above"


def test_what_cannot_be_read_stays_as_it_was_typed(qtbot: QtBot, page: SettingsPage) -> None:
    field = page.sheet.form.by_name["fever_at"]
    assert isinstance(field, TextField)
    type_in(qtbot, field, "warm")
    assert "not a number" in page.sheet.form.row_of["fever_at"].mistake
    assert field.text() == "warm"
    assert page.live.read.count(CareSheet) == 0


def test_what_teams_print_is_shown_with_its_source(page: SettingsPage) -> None:
    assert page.sheet.printed is None
    page.sheet.printed_link.click()
    settle()
    assert page.sheet.printed is not None
    assert page.sheet.printed.isVisible()
    texts = [words.text() for words in page.sheet.printed.findChildren(Words)]
    assert "Leeds (GB): 38.0 °C or above" in texts


# Lines


def test_suggestions_count_only_when_they_are_ticked(desk: Desk, page: SettingsPage) -> None:
    row = page.lines.suggested["RF12"]
    assert not row.check.isChecked()
    assert row.details.text().startswith("Not confirmed.")
    assert "Macmillan" in row.details.text()
    row.check.click()
    (rule,) = page.live.read.all(CallRule)
    assert (rule.rule, rule.measure, rule.at_least, rule.urgency, rule.confirmed_on) == (
        "RF12",
        "shortness_of_breath",
        Decimal(2),
        Urgency.CALL_NOW,
        TODAY,
    )
    settle()
    assert "confirmed on 13\u00a0November\u00a02026" in row.details.text()
    entry = SymptomEntry(happened_on=TODAY, symptom="shortness_of_breath", level=2)
    view_of(desk).write("x", lambda draft: draft.save(entry))
    assert view_of(desk).calls.banner is not None
    row.check.click()
    (rule,) = page.live.read.all(CallRule)
    assert rule.confirmed_on is None
    assert view_of(desk).calls.banner is None
    view_of(desk).undo()
    settle()
    assert row.check.isChecked()


def test_every_suggestion_names_what_it_compares_and_its_source(page: SettingsPage) -> None:
    shown = suggestions(page.live.read)
    assert set(page.lines.suggested) == {each.suggested.key for each in shown}
    assert "RF01" not in page.lines.suggested  # it is the limit on the sheet
    for each in shown:
        assert each.suggested.seen_in in page.lines.suggested[each.suggested.key].details.text()


def test_a_line_of_ones_own_is_typed(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    page.lines.add_button.click()
    settle()
    form = page.lines.form
    assert form is not None
    form.keep.click()
    assert form.what_row.mistake
    qtbot.keyClicks(form.what, "Diarrhoea that keeps you at home")
    choose(form.urgency, Urgency.CALL_TODAY)
    choose(form.measure, "diarrhea")
    settle()
    assert form.level_row.isVisible()
    assert not form.limit_row.isVisible()
    choose(form.level, 2)
    form.keep.click()
    (rule,) = page.live.read.all(CallRule)
    assert (rule.what, rule.measure, rule.unit, rule.at_least, rule.urgency, rule.confirmed_on) == (
        "Diarrhoea that keeps you at home",
        "diarrhea",
        "level",
        Decimal(2),
        Urgency.CALL_TODAY,
        TODAY,
    )
    assert compared(rule) == "Diarrhoea: moderate or worse"
    settle()
    assert rule.id in page.lines.own_rows
    page.lines.own_rows[rule.id].edit.click()
    assert page.lines.form is not None
    page.lines.form.take_out.click()
    assert page.live.read.count(CallRule) == 0
    view_of(desk).undo()
    assert page.live.read.count(CallRule) == 1


def test_a_line_about_a_value_needs_its_limit(qtbot: QtBot, page: SettingsPage) -> None:
    page.lines.open_new()
    form = page.lines.form
    assert form is not None
    qtbot.keyClicks(form.what, "Low platelets")
    choose(form.measure, "platelets")
    assert "10⁹/L" in form.limit_row.behind
    form.keep.click()
    assert form.limit_row.mistake
    qtbot.keyClicks(form.limit, "50")
    choose(form.direction, False)
    form.keep.click()
    (rule,) = page.live.read.all(CallRule)
    assert (rule.below, rule.at_least, rule.unit) == (Decimal(50), None, "10*9/L")


def test_a_line_about_temperature_takes_both_scales(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    """As on the sheet above it: a number says its scale, it is kept in °C, and shown in the scale of the person."""
    page.lines.open_new()
    form = page.lines.form
    assert form is not None
    qtbot.keyClicks(form.what, "Chills with a temperature")
    choose(form.measure, "body_temperature")
    settle()
    assert form.degrees_row.isVisible()
    assert not form.limit_row.isVisible()
    assert form.degrees_row.behind == "°C"
    form.keep.click()
    assert form.degrees_row.mistake
    qtbot.keyClicks(form.degrees, "100,4")
    assert form.degrees_row.behind == "°F, that is 38.0\u00a0°C"
    assert form.degrees.accessibleName() == "Limit, °F"
    form.keep.click()
    (rule,) = page.live.read.all(CallRule)
    assert (rule.at_least, rule.below, rule.unit) == (Decimal("38.0"), None, "Cel")
    settle()
    assert "38.0\u00a0°C or above" in page.lines.own_rows[rule.id].details.text()
    fever = VitalSign(happened_on=TODAY, analyte="body_temperature", quantity=Quantity(Decimal("100.6"), "[degF]"))
    view_of(desk).write("Fever", lambda draft: draft.save(fever))
    settle()
    assert "100.4\u00a0°F or above" in page.lines.own_rows[rule.id].details.text()
    page.lines.open(rule.id)
    assert page.lines.form is not None
    assert (page.lines.form.degrees.text(), page.lines.form.degrees.scale) == ("100.4", "[degF]")
    page.lines.form.keep.click()
    assert page.live.read.all(CallRule)[0].at_least == Decimal("38.0")  # read and kept again, it is the same


def test_an_odd_limit_of_temperature_is_asked_about_in_its_scale(qtbot: QtBot, page: SettingsPage) -> None:
    page.lines.open_new()
    form = page.lines.form
    assert form is not None
    qtbot.keyClicks(form.what, "Fever")
    choose(form.measure, "body_temperature")
    qtbot.keyClicks(form.degrees, "120")
    form.keep.click()
    settle()
    assert "120\u00a0°F" in form.question.words.text()
    assert page.live.read.count(CallRule) == 0


def test_a_line_in_words_alone_is_kept_and_says_so(qtbot: QtBot, page: SettingsPage) -> None:
    page.lines.open_new()
    form = page.lines.form
    assert form is not None
    qtbot.keyClicks(form.what, "Bleeding that does not stop")
    form.keep.click()
    settle()
    (rule,) = page.live.read.all(CallRule)
    assert "cannot watch" in page.lines.own_rows[rule.id].details.text()


# The person


def test_the_person_is_saved_as_one_goes(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    form = page.person.form
    type_in(qtbot, form.by_name["call_me"], "Marianne")
    type_in(qtbot, form.by_name["height_cm"], "168")
    choose(form.by_name["sex"], Sex.FEMALE)
    choose(form.by_name["cancer"], "colorectal")
    form.by_name["allergies"].setPlainText("penicillin (rash)\n\n latex ")  # type: ignore[attr-defined]
    page.finish()
    type_in(qtbot, page.person.found_on, "May 2025")
    (patient,) = page.live.read.all(Patient)
    assert (patient.call_me, patient.height_cm, patient.sex, patient.cancer) == (
        "Marianne",
        Decimal(168),
        Sex.FEMALE,
        "colorectal",
    )
    assert patient.allergies == ("penicillin (rash)", "latex")
    assert (patient.diagnosed_on, patient.diagnosed_precision) == (date(2025, 5, 1), Precision.MONTH)
    assert view_of(desk).sidebar.journal.accessibleName() == "Marianne’s journal: menu"
    view_of(desk).undo()
    assert page.live.read.all(Patient)[0].diagnosed_on is None


def test_a_height_in_metres_is_asked_about(qtbot: QtBot, page: SettingsPage) -> None:
    type_in(qtbot, page.person.form.by_name["height_cm"], "1.68")
    assert page.live.read.count(Patient) == 0
    assert page.person.form.question_of["height_cm"].isVisible()


def test_a_birth_in_the_future_is_asked_about(qtbot: QtBot, page: SettingsPage) -> None:
    field = page.person.form.by_name["born_on"]
    type_in(qtbot, field.field, (TODAY + timedelta(3)).isoformat())  # type: ignore[attr-defined]
    assert page.live.read.count(Patient) == 0
    assert page.person.form.question_of["born_on"].isVisible()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", None),
        ("2025", (date(2025, 1, 1), Precision.YEAR)),
        ("May 2025", (date(2025, 5, 1), Precision.MONTH)),
        ("sep 2025", (date(2025, 9, 1), Precision.MONTH)),
        ("2025-05", (date(2025, 5, 1), Precision.MONTH)),
        ("05/2025", (date(2025, 5, 1), Precision.MONTH)),
        ("12 May 2025", (date(2025, 5, 12), Precision.DAY)),
        ("2025-05-12", (date(2025, 5, 12), Precision.DAY)),
    ],
)
def test_days_are_known_as_far_as_they_are(text: str, known: object) -> None:
    assert read_known_day(text, TODAY) == known


@pytest.mark.parametrize("text", ["ju 2025", "13/2025", "2025-13", "yellow", "May", "99"])
def test_what_is_no_day_is_said(text: str) -> None:
    assert isinstance(read_known_day(text, TODAY), Problem)


# People to call


def test_people_are_added_changed_and_taken_out(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    page.contacts.add_button.click()
    form = page.contacts.form
    assert form is not None
    qtbot.keyClicks(form.fields["name"], "Ruth Amadi")
    choose(form.fields["role"], ContactRole.NURSE)
    qtbot.keyClicks(form.fields["phone"], "020 7946 0181")
    form.keep.click()
    (contact,) = page.live.read.all(Contact)
    assert (contact.name, contact.role, contact.phone) == ("Ruth Amadi", ContactRole.NURSE, "020 7946 0181")
    settle()
    assert "nurse" in page.contacts.rows[contact.id].details.text()
    page.show_record(contact.id)
    assert page.contacts.form is not None
    page.contacts.form.take_out.click()
    assert page.live.read.count(Contact) == 0
    view_of(desk).undo()
    assert page.live.read.count(Contact) == 1


# This computer


def test_the_look_changes_at_once(desk: Desk, page: SettingsPage) -> None:
    kept: list[Settings] = []
    desk.window._keep = kept.append
    choose(page.look.theme, "dark")
    assert look().theme.name == "dark"
    choose(page.look.text_size, 150)
    assert look().text_size == 150
    page.look.keep_open.click()
    assert (kept[-1].theme, kept[-1].text_size, kept[-1].keep_results_open) == ("dark", 150, True)
    desk.menus.action("usual").trigger()
    settle()
    assert page.look.text_size.value == 100


def test_another_language_keeps_the_page(desk: Desk, page: SettingsPage) -> None:
    choose(page.look.language, "en")
    choose(page.look.language, "qps")
    settle()
    assert page_of(desk).title.text() == "⟦Séttîñgs àñd hélp⟧"


def test_who_writes_signs_from_now_on(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    type_in(qtbot, page.writing.author, "Tom")
    assert desk.settings.author == "Tom"
    type_in(qtbot, page.person.form.by_name["call_me"], "Marianne")
    assert page.live.read.all(Patient)[0].author == "Tom"
    choose(page.writing.paper, "letter")
    type_in(qtbot, page.writing.emergency, "112")
    assert (desk.settings.paper, desk.settings.emergency_number) == ("letter", "112")


def test_the_file_and_its_copy(monkeypatch: pytest.MonkeyPatch, desk: Desk, page: SettingsPage) -> None:
    assert page.file.place.text() == str(view_of(desk).live.read.path.absolute())
    assert "47a98e39" in page.file.key_note.text()
    asked: list[bool] = []
    monkeypatch.setattr(desk, "save_copy", lambda: asked.append(True))
    page.file.copy_button.click()
    assert asked == [True]


def test_licences_are_there(page: SettingsPage) -> None:
    page.help.licences_button.click()
    assert page.help.licences.isVisible()
    text = page.help.licences.toPlainText()
    assert "LOINC" in text
    assert "sqlcipher3" in text


def test_a_journal_for_reading_only_cannot_be_changed(new_desk: NewDesk, sample_path: Path) -> None:
    from journal.ui.live_journal import LiveJournal

    desk = new_desk()
    desk._show(LiveJournal(open_journal(sample_path, read_only=True)))
    view_of(desk).go_to("settings")
    settle()
    page = page_of(desk)
    assert not page.sheet.form.isEnabled()
    assert not page.sheet.confirm.isEnabled()
    assert not page.lines.suggested["RF12"].check.isEnabled()
    assert not page.contacts.add_button.isVisible()


@pytest.mark.parametrize("text_size", [100, 250])
def test_open_forms_can_be_read_and_used(desk: Desk, page: SettingsPage, text_size: int) -> None:
    choose(page.look.text_size, text_size)
    page.lines.open_new()
    page.contacts.open_new()
    page.help.licences_button.click()
    page.sheet.printed_link.click()
    settle()
    assert nameless(desk.window) == too_low(desk.window) == cut_off(desk.window) == sideways(desk.window) == []
