"""Writing a sheet down with the keyboard: typing, going on, pasting, what is asked, and one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from journal.actions.lab_sheet import Column
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult, VitalSign
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.pages.results import sheet_dialog
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.results.sheet_dialog import SheetDialog
from journal.ui.pages.results.sheet_model import COLUMNS
from tests.ui.pages.results.turning import results_page, sheet_of, view_of
from tests.ui.seeing import cut_off, nameless, too_low

SIZES = (100, 150, 200, 250)
OPEN = Settings(theme="light", keep_results_open=True)


@pytest.fixture
def page(new_desk: Callable[..., Desk], sample_path: Path) -> ResultsPage:
    return results_page(new_desk(sample_path, OPEN))


@pytest.fixture
def dialog(page: ResultsPage, qtbot: QtBot) -> SheetDialog:
    made = page.write_sheet()
    qtbot.waitExposed(made)
    return made


def type_into(qtbot: QtBot, dialog: SheetDialog, *cells: str, go_on: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type *cells* one after another, as fingers do."""
    for text in cells:
        for letter in text:
            qtbot.keyClicks(_at(dialog), letter)
        qtbot.keyClick(_at(dialog), go_on)
        QApplication.processEvents()  # Enter is taken when the editor has seen it


def _at(dialog: SheetDialog) -> QWidget:
    """Return what takes the keys: the editor of a cell while one is open, else the grid."""
    editors = [each for each in dialog.grid.viewport().findChildren(QLineEdit) if each.isVisible()]
    return editors[0] if editors else dialog.grid


def texts(dialog: SheetDialog) -> list[list[str]]:
    return [[row.text(column) for column in COLUMNS] for row in dialog.model.rows]


def keep(dialog: SheetDialog) -> None:
    dialog.keep.click()


def test_a_sheet_is_typed_with_tab_and_kept_as_one_step(page: ResultsPage, dialog: SheetDialog, qtbot: QtBot) -> None:
    before = page.live.read.count(LabResult)
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "13,4", "", "", "", "Zonulin", "45", "ng/mL", "20-60", "first")
    assert texts(dialog) == [
        ["CEA", "13,4", "ng/mL", "under 5.0", ""],
        ["Zonulin", "45", "ng/mL", "20-60", "first"],
    ]
    keep(dialog)
    assert page.live.read.count(LabResult) == before + 2
    made = page.live.read.latest(LabResult, analyte="cea")[0]
    assert (made.happened_on, made.quantity, made.printed) == (
        date(2026, 11, 13), Quantity(Decimal("13.4"), "ng/mL"), "13,4",
    )  # fmt: skip
    assert view_of(page).toast.words == "2 results of 13\u00a0Nov"
    qtbot.waitUntil(lambda: page.day.title.text() == "13\u00a0November\u00a02026")
    view_of(page).undo()
    assert page.live.read.count(LabResult) == before


def test_enter_goes_down_the_results(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.same.click()
    assert dialog.grid.currentIndex().column() == COLUMNS.index(Column.VALUE)
    type_into(qtbot, dialog, "13.1", "104", go_on=Qt.Key.Key_Return)
    assert [row.value for row in dialog.model.rows[:3]] == ["13.1", "104", ""]
    assert dialog.grid.currentIndex().row() == 2


def test_what_is_as_last_time_says_so_until_it_is_typed(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA")
    assert dialog.model.cell(0, COLUMNS.index(Column.RANGE)).text == "under 5.0, as last time"
    dialog.grid.go_to(0, Column.RANGE)
    type_into(qtbot, dialog, "< 4")
    assert dialog.model.cell(0, COLUMNS.index(Column.RANGE)).text == "< 4"


def test_another_laboratory_has_no_range_of_last_time(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA")
    dialog.laboratory.setText("Another lab")
    dialog.laboratory.finish()
    assert [dialog.model.rows[0].unit, dialog.model.rows[0].range] == ["ng/mL", ""]


def test_a_name_completes_from_the_catalogue(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    qtbot.keyClicks(dialog.grid, "f")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "errit")
    completer = editor.completer()
    assert completer is not None
    assert completer.currentCompletion() == "Ferritin"


def test_tab_goes_on_to_the_result_while_names_are_suggested(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    qtbot.keyClicks(dialog.grid, "C")
    qtbot.keyClicks(QApplication.activePopupWidget() or QApplication.focusWidget(), "EA")
    suggestions = QApplication.activePopupWidget()
    assert isinstance(suggestions, QListView)  # it is what gets the keys, as long as it is open
    qtbot.keyClick(suggestions, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert dialog.grid.hasFocus()
    assert dialog.grid.currentIndex().column() == COLUMNS.index(Column.VALUE)
    assert dialog.model.rows[0].test == "CEA"


def test_the_grid_is_no_trap_for_the_keyboard(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.grid
    dialog.grid.go_to(0, Column.TEST)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is not dialog.grid


def test_each_mistake_is_said_below_with_row_and_column(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "1,234", "", "", "", "Haemoglobin", "1080", "", "", "")
    assert [words.partition("?")[0] for words in dialog.notes.sentences] == [
        "Row 1, Result: Is “1,234” a thousand or a decimal",
        "Row 2, Result: Is 1080\u00a0g/L right for Haemoglobin",
    ]
    keep(dialog)
    assert dialog.isVisible()
    assert (dialog.grid.currentIndex().row(), dialog.grid.currentIndex().column()) == (0, 1)
    assert texts(dialog)[0][1] == "1,234"


def test_it_is_right_is_a_way_on(page: ResultsPage, dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "Haemoglobin", "1080")
    answer = next(b for b in dialog.notes.findChildren(type(dialog.keep)) if b.text().strip() == "It is right")
    answer.click()
    assert dialog.notes.sentences == ()
    keep(dialog)
    assert page.live.read.latest(LabResult, analyte="haemoglobin")[0].printed == "1080"


def test_a_day_to_come_is_asked_about(page: ResultsPage, dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "12")
    dialog.day.field.setText("2027-01-05")
    dialog.day.finish()
    assert dialog.notes.sentences == ("5\u00a0January\u00a02027 has not come yet. Check the date.",)
    keep(dialog)
    assert dialog.isVisible()
    answer = next(b for b in dialog.notes.findChildren(type(dialog.keep)) if b.text().strip() == "It is right")
    answer.click()
    keep(dialog)
    assert page.live.read.latest(LabResult)[0].happened_on == date(2027, 1, 5)


def test_what_is_no_day_stays_as_typed(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "12")
    dialog.day.field.setText("someday")
    keep(dialog)
    assert dialog.isVisible()
    assert dialog.day.field.text() == "someday"
    assert dialog.notes.sentences[0].startswith("“someday” is not a day.")


def test_a_pasted_sheet_waits_in_the_grid(page: ResultsPage, qtbot: QtBot) -> None:
    before = page.live.read.count(LabResult)
    QGuiApplication.clipboard().setText(
        "BLOOD COUNT\nCollected: 10 Nov 2026\nLaboratory: Royal lab\n"
        "Haemoglobin 108 g/L 115-160 L\nCEA 11.8 ng/mL < 5\n"
    )
    page.day.paste.click()
    dialog = sheet_of(page)
    assert [row[:4] for row in texts(dialog)] == [
        ["Haemoglobin", "108", "g/L", "115 to 160"],
        ["CEA", "11.8", "ng/mL", "under 5"],
    ]
    assert (dialog.day.day, dialog.laboratory.text()) == (date(2026, 11, 10), "Royal lab")
    assert dialog.notes.sentences == ("1 line is no result: “BLOOD COUNT”",)
    assert page.live.read.count(LabResult) == before
    keep(dialog)
    assert page.live.read.count(LabResult) == before + 2
    assert page.live.read.between(LabResult, date(2026, 11, 10), date(2026, 11, 10))[0].laboratory == "Royal lab"


def test_ctrl_v_pastes_rows_and_single_words(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    QGuiApplication.clipboard().setText("Sodium\t140\tmmol/L\nPotassium\t4.1\tmmol/L")
    qtbot.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.test for row in dialog.model.rows] == ["Sodium", "Potassium"]
    dialog.grid.go_to(1, Column.NOTE)
    QGuiApplication.clipboard().setText("fasting")
    qtbot.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.model.rows[1].note == "fasting"
    dialog.paste.setFocus()
    QGuiApplication.clipboard().setText("Dear Marianne")
    dialog.paste.click()
    assert dialog.notes.sentences[0].startswith("No results were found in what was copied.")


def test_several_pasted_days_are_kept_one_after_the_other(page: ResultsPage, dialog: SheetDialog, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Test\tUnit\t2026-11-02\t2026-11-09\nCEA\tng/mL\t12.6\t11.8\n")
    dialog.paste_clipboard()
    assert dialog.days_row.isVisible()
    assert (dialog.day.day, texts(dialog)[0][1]) == (date(2026, 11, 9), "11.8")
    keep(dialog)
    assert dialog.isVisible()
    assert (dialog.day.day, texts(dialog)[0][1]) == (date(2026, 11, 2), "12.6")
    keep(dialog)
    assert [
        r.printed for r in page.live.read.between(LabResult, date(2026, 11, 1), date(2026, 11, 9), analyte="cea")
    ] == [
        "12.6",
        "11.8",
    ]


def test_edits_of_the_sheet_are_taken_back_in_the_grid(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "12", "", "", "")
    dialog.grid.go_to(0, Column.TEST)
    dialog.row_out.click()
    assert texts(dialog) == []
    dialog.back.click()
    assert texts(dialog)[0][:2] == ["CEA", "12"]
    dialog.grid.go_to(0, Column.VALUE)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Delete)
    assert texts(dialog)[0][:2] == ["CEA", ""]


def test_what_is_typed_is_not_thrown_away_without_asking(
    page: ResultsPage, dialog: SheetDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, words: str, *_more: object, **_how: object) -> bool:
        asked.append(words)
        return len(asked) > 1

    monkeypatch.setattr(sheet_dialog, "ask", answer)
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "CEA", "12")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.cancel.click()
    assert not dialog.isVisible()
    assert len(asked) == 2


def test_an_untouched_sheet_closes_at_once(dialog: SheetDialog) -> None:
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_nothing_to_keep_is_said(dialog: SheetDialog) -> None:
    keep(dialog)
    assert dialog.notes.sentences == ("There is no result to keep yet. Write a test and its result.",)


def test_a_sheet_is_changed_where_the_row_is(page: ResultsPage, qtbot: QtBot) -> None:
    page.day.table.setCurrentIndex(page.day.model.index(1, 0))
    page.day.change.click()
    dialog = sheet_of(page)
    assert (dialog.grid.currentIndex().row(), dialog.grid.currentIndex().column()) == (1, 1)
    before = page.day.model.cell(1, 1).text
    type_into(qtbot, dialog, "106.5")
    keep(dialog)
    assert view_of(page).toast.words == "Sheet of 12\u00a0Nov changed"
    qtbot.waitUntil(lambda: page.day.model.cell(1, 1).text == "106.5")
    view_of(page).undo()
    qtbot.waitUntil(lambda: page.day.model.cell(1, 1).text == before)


def test_vital_signs_are_written_down_here_too(page: ResultsPage, dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.grid.go_to(0, Column.TEST)
    type_into(qtbot, dialog, "Blood pressure", "128/76", "", "", "", "Weight", "71,2", "", "", "")
    keep(dialog)
    made = page.live.read.between(VitalSign, date(2026, 11, 13), date(2026, 11, 13))
    assert {("bp_systolic", "128"), ("bp_diastolic", "76"), ("weight", "71,2")} <= {
        (each.analyte, each.printed) for each in made
    }


@pytest.mark.parametrize("text_size", SIZES)
def test_the_sheet_can_be_read_and_used(
    new_desk: Callable[..., Desk], sample_path: Path, qtbot: QtBot, text_size: int
) -> None:
    desk = new_desk(sample_path, Settings(theme="light", keep_results_open=True, text_size=text_size))
    dialog = results_page(desk).write_sheet()
    dialog.same.click()
    dialog.grid.go_to(0, Column.VALUE)
    type_into(qtbot, dialog, "1,234")
    for _ in range(5):
        QApplication.processEvents()
    assert nameless(dialog) == []
    assert too_low(dialog) == []
    assert cut_off(dialog) == []


@pytest.mark.parametrize("text_size", [100, 150, 200])  # at 250 % the cell with the keyboard takes the room
def test_a_sheet_opens_with_its_day_in_sight(
    new_desk: Callable[..., Desk], sample_path: Path, qtbot: QtBot, text_size: int
) -> None:
    dialog = results_page(new_desk(sample_path, Settings(theme="light", text_size=text_size))).write_sheet()
    qtbot.wait(50)
    field = dialog.day.field
    assert not field.visibleRegion().isEmpty()
    assert field.visibleRegion().boundingRect().height() == field.height()
