"""Fields keep what was typed, read it as people write it, and say in words what they cannot read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from journal.text.sayings import say_problem
from journal.ui.theme.look import colour
from journal.ui.widgets.dates import CalendarPopup, DateField
from journal.ui.widgets.fields import Check, ChoiceField, NoteField, NumberField, TextField
from journal.ui.widgets.form import Form, FormRow

TODAY = date(2026, 5, 30)


@pytest.fixture
def number(qtbot: QtBot) -> NumberField:
    field = NumberField("Temperature")
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("38.5", "38.5"),
        ("38,5", "38.5"),
        (" 38 ", "38"),
        ("−2", "-2"),
        ("-0,30", "-0.30"),
        (".5", "0.5"),
        ("+4", "4"),
    ],
)
def test_numbers_are_read_as_people_type_them(qtbot: QtBot, number: NumberField, typed: str, value: str) -> None:
    with qtbot.waitSignal(number.number_finished) as heard:
        number.insert(typed)
        qtbot.keyClick(number, Qt.Key.Key_Return)
    assert heard.args == [Decimal(value)]
    assert str(heard.args[0]) == value
    assert number.text() == typed


@pytest.mark.parametrize("typed", ["3..8", "abc", "1,234.5", "38 5", "--3", "½"])
def test_what_is_no_number_stays_and_is_said(qtbot: QtBot, number: NumberField, typed: str) -> None:
    row = FormRow("Temperature", number, unit="°C")
    qtbot.addWidget(row)
    with qtbot.assertNotEmitted(number.number_finished):
        number.insert(typed)
        qtbot.keyClick(number, Qt.Key.Key_Return)
    assert number.text() == typed
    assert "is not a number" in row.mistake
    assert number.accessibleDescription() == row.mistake
    number.clear()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert row.mistake == ""


def test_a_value_is_finished_once(qtbot: QtBot, number: NumberField) -> None:
    heard: list[Decimal | None] = []
    number.number_finished.connect(heard.append)
    qtbot.keyClicks(number, "3")
    assert heard == []  # "3" is not a low temperature
    qtbot.keyClicks(number, "8")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    number.finish()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert heard == [Decimal(38)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 May 2026", date(2026, 5, 12)),
        ("2026-05-12", date(2026, 5, 12)),
        ("12.5.2026", date(2026, 5, 12)),
        ("yesterday", date(2026, 5, 29)),
        ("29 Feb 2024", date(2024, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(qtbot: QtBot, typed: str, day: date) -> None:
    field = DateField("Day", lambda: TODAY)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.day_finished) as heard:
        field.field.insert(typed)
        qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert heard.args == [day]
    assert field.day == day
    shown = field.field.text()
    field.set_day(field.day)
    assert field.field.text() == shown


@pytest.mark.parametrize("typed", ["05/06/2026", "31 June 2026", "soon", "12"])
def test_a_day_that_is_none_or_two_is_asked_about(qtbot: QtBot, typed: str) -> None:
    field = DateField("Day", lambda: TODAY)
    row = FormRow("Day", field)
    qtbot.addWidget(row)
    field.field.insert(typed)
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert field.day is None
    assert field.problem is not None
    assert row.mistake == say_problem(field.problem)
    assert field.field.text() == typed


def test_days_of_other_months_are_quieter_in_the_calendar(qtbot: QtBot) -> None:
    popup = CalendarPopup(DateField("Day", lambda: TODAY), date(2026, 3, 29))
    qtbot.addWidget(popup)
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)

    def is_quiet(day: date) -> bool:
        shown = calendar.dateTextFormat(QDate(day.year, day.month, day.day))
        return shown.foreground().color() == colour("muted")

    assert [is_quiet(date(2026, *day)) for day in ((2, 28), (3, 1), (3, 31), (4, 1))] == [True, False, False, True]
    calendar.showNextMonth()
    assert [is_quiet(date(2026, *day)) for day in ((3, 31), (4, 1), (4, 30), (5, 1))] == [True, False, False, True]


def test_a_day_picked_from_the_calendar_does_not_shift(qtbot: QtBot) -> None:
    field = DateField("Day", lambda: TODAY, date(2026, 3, 29))
    qtbot.addWidget(field)
    popup = CalendarPopup(field, date(2026, 3, 29))
    qtbot.addWidget(popup)
    popup.picked.connect(field._pick)
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(calendar.selectedDate())
    assert field.day == date(2026, 3, 29)


def test_the_calendar_says_what_its_parts_are(qtbot: QtBot) -> None:
    popup = CalendarPopup(DateField("Day", lambda: TODAY), TODAY)
    qtbot.addWidget(popup)
    turns = [popup.findChild(QToolButton, f"qt_calendar_{name}month") for name in ("prev", "next")]
    assert [turn.accessibleName() for turn in turns if turn] == ["The month before", "The month after"]
    days = popup.findChild(QTableView)
    assert days is not None
    assert days.accessibleName() == "Days of the month"


def test_a_choice_says_its_value(qtbot: QtBot) -> None:
    field = ChoiceField("Kind", [("ct", "CT"), ("mri", "MRI")], "mri")
    qtbot.addWidget(field)
    assert field.value == "mri"
    with qtbot.waitSignal(field.chosen) as heard:
        field.show()
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert heard.args == ["ct"]
    field.set_value("gone")
    assert field.value is None


def test_a_note_grows_and_is_finished_on_leaving(qtbot: QtBot) -> None:
    note, other = NoteField("A note"), TextField("Other")
    for field in (note, other):
        qtbot.addWidget(field)
    note.resize(200, 44)
    note.show()
    low = note.height()
    qtbot.keyClicks(note, "Slept badly and woke at four")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    qtbot.keyClicks(note, "then tea")
    assert note.height() > low
    with qtbot.waitSignal(note.finished) as heard:
        note.finish()
    assert heard.args == ["Slept badly and woke at four\nthen tea"]
    note.finish()  # nothing new: nobody is told


def test_an_idle_field_leaves_undo_to_the_journal(qtbot: QtBot) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    field = TextField("Name", "Anna")
    qtbot.addWidget(field)

    def takes_undo() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    assert not takes_undo()
    qtbot.keyClicks(field, "x")
    assert takes_undo()


def test_a_click_anywhere_on_a_check_turns_it(qtbot: QtBot) -> None:
    check = Check("Keep results open, so that nobody has to click each time that something came in")
    qtbot.addWidget(check)
    check.resize(300, check.heightForWidth(300))
    check.show()
    assert check.height() > 44
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()


def test_labels_of_a_form_stand_in_one_column(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("Weight", NumberField(""), unit="kg", last="last 64.8")
    form.add("Temperature in the ear", NumberField(""))
    form.resize(1100, 200)
    form.show()
    assert len({row.label.width() for row in form.rows}) == 1
    assert form.rows[0].field.accessibleName() == "Weight (kg)"
    form.resize(500, 400)
    qtbot.waitUntil(lambda: form.rows[0].label.geometry().bottom() < form.rows[0].field.mapTo(form, form.pos()).y())


@pytest.mark.parametrize("unit", ["", "kg"])
def test_a_narrow_field_stands_at_its_label(qtbot: QtBot, unit: str) -> None:
    form = Form()
    qtbot.addWidget(form)
    row = form.add("Cycles planned", NumberField("Cycles planned"), unit=unit)
    form.resize(1100, 80)
    form.show()
    QApplication.processEvents()
    start = row.field.mapTo(row, row.field.rect().topLeft()).x()
    assert start < row.label.width() + 30
