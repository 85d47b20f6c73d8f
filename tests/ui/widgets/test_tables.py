"""Tables of records, tried without a window first and then with the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.domain.problems import N_, Problem
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable

EDIT = Qt.ItemDataRole.EditRole


@dataclass(frozen=True)
class Size:
    name: str
    mm: int | None


def written(size: Size, typed: str) -> Size:
    if typed and not typed.isdecimal():
        raise Problem(N_("“{word}” is not a number. Write digits, like 38.5."), word=typed)
    return replace(size, mm=int(typed) if typed else None)


COLUMNS = (
    ColumnOf[Size]("Spot", lambda size: Cell(size.name, is_strong=True), stretches=True),
    ColumnOf[Size](
        "mm",
        lambda size: Cell(str(size.mm)) if size.mm is not None else Cell("not looked at", is_unknown=True),
        is_number=True,
        write=written,
        typed=lambda size: str(size.mm or ""),
    ),
)
SIZES = (Size("Liver", 28), Size("Lung", None), Size("Node", 16))


@pytest.fixture
def model(qapp: QApplication) -> RecordModel[Size]:
    return RecordModel(COLUMNS, SIZES)


def test_the_model_keeps_qts_rules(model: RecordModel[Size]) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_records(SIZES[:1])
    model.set_records(())
    assert model.rowCount() == 0


def test_cells_say_what_is_not_known(model: RecordModel[Size]) -> None:
    shown = [[model.data(model.index(row, column)) for column in range(2)] for row in range(3)]
    assert shown == [["Liver", "28"], ["Lung", "not looked at"], ["Node", "16"]]
    assert model.data(model.index(1, 1), EDIT) == ""
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(2)] == ["Spot", "mm"]


def test_an_edit_brings_the_record_before_and_after(qtbot: QtBot, model: RecordModel[Size]) -> None:
    with qtbot.waitSignal(model.written) as heard:
        assert model.setData(model.index(0, 1), " 29 ")
    assert heard.args == [Size("Liver", 28), Size("Liver", 29)]
    with qtbot.assertNotEmitted(model.written):
        assert model.setData(model.index(0, 1), "29")
    assert not model.setData(model.index(0, 0), "Other")


def test_what_cannot_be_read_is_refused_in_words(qtbot: QtBot, model: RecordModel[Size]) -> None:
    with qtbot.waitSignal(model.refused) as heard, qtbot.assertNotEmitted(model.written):
        assert not model.setData(model.index(0, 1), "big")
    assert isinstance(heard.args[0], Problem)
    assert model.records == SIZES


def test_typing_edits_and_enter_goes_down(qtbot: QtBot, model: RecordModel[Size]) -> None:
    table = RecordTable("Sizes", model)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_3)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName() == "mm"
    qtbot.keyClicks(editor, "1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.records[0].mm == 31)
    assert table.currentIndex().row() == 1


def test_a_table_is_as_high_as_its_rows(qtbot: QtBot, model: RecordModel[Size]) -> None:
    table = RecordTable("Sizes", model)
    qtbot.addWidget(table)
    table.show()
    high = table.height()
    model.set_records(SIZES * 3)
    assert table.height() == high + 6 * table.rowHeight(0)
    assert table.rowHeight(0) >= 32
    assert not table.verticalScrollBar().isVisible()


def test_enter_opens_a_row_that_is_not_edited_in_place(qtbot: QtBot) -> None:
    model = RecordModel(COLUMNS[:1], SIZES)
    table = RecordTable("Sizes", model)
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(model.index(2, 0))
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [SIZES[2]]
    assert table.focus_area().height() == table.rowHeight(2)


def test_tab_goes_on_within_an_edit_and_out_behind_the_last_cell(qtbot: QtBot, model: RecordModel[Size]) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    table, after = RecordTable("Sizes", model, most_rows=4), QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(table)
    column.addWidget(after)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    table.setFocus()
    last = model.rowCount() - 1
    table.setCurrentIndex(model.index(last - 1, 1))
    for typed in ("3", "4"):
        editor = QApplication.focusWidget()
        assert editor is not None
        qtbot.keyClicks(editor, typed)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert [record.mm for record in model.records[-2:]] == [3, 4]
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()  # nobody is caught in the table
