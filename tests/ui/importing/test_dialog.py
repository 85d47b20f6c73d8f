"""Importing a file in the window: preview, choice, whose results, one step, and what goes wrong."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journal.domain.attachments import Attachment
from journal.domain.patient import Patient
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.settings import Settings
from journal.store.opening import create
from journal.ui.desk import Desk
from journal.ui.importing.dialog import ImportDialog
from journal.ui.importing.left_out import LeftOutPart
from journal.ui.widgets.notices import ErrorCard
from tests.ui.seeing import cut_off, nameless, too_low

SHEET = """date,test,value,unit,low,high,laboratory
2026-05-01,CEA,12.6,ng/mL,,5,Lab A
2026-05-12,CEA,11.8,ng/mL,,5,Lab A
2026-05-12,Haemoglobin,108,g/L,115,160,Lab A
2026-05-12,Weight,71,kg,,,
2026-05-12,Sodium,"1,234",mmol/L,,,Lab A
2027-05-12,CEA,9,ng/mL,,5,Lab A
"""
NewDesk: TypeAlias = Callable[..., Desk]
Preview: TypeAlias = Callable[[Desk, Path], ImportDialog]
PEOPLE = """patient,date,test,value,unit
A1,2026-05-01,CEA,12.6,ng/mL
B2,2026-05-01,CEA,3.1,ng/mL
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "results.csv"
    path.write_text(SHEET, "utf-8")
    return path


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    def look(desk: Desk, path: Path) -> ImportDialog:
        desk.import_files([path])
        return dialog_of()

    return look


def dialog_of() -> ImportDialog:
    open_ones = [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible()]
    assert len(open_ones) == 1
    return open_ones[0]


def shown(dialog: ImportDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def count(desk: Desk, kind: type[Record] = LabResult) -> int:
    assert desk.view is not None
    return desk.view.live.read.count(kind)


def wait_for_preview(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.preview is not None)
    QApplication.processEvents()  # what was just laid out is shown


def test_documents_are_shown_and_taken_in_beside_the_window(
    new_desk: NewDesk, preview: Preview, empty_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "portal.json"
    content = base64.b64encode(b"%PDF-1.7 an invented letter" * 60).decode()
    letter = {"contentType": "application/pdf", "data": content, "title": "Letter"}
    document = {"resourceType": "DocumentReference", "date": "2026-05-01", "content": [{"attachment": letter}]}
    source.write_text(json.dumps(document), "utf-8")
    desk = new_desk(empty_path)
    dialog = preview(desk, source)
    wait_for_preview(qtbot, dialog)
    (entry,) = dialog.model.records
    assert entry.name == "Letter.pdf"
    assert entry.value.replace("\u00a0", " ") == "PDF, 2 kB"
    assert count(desk, Attachment) == 0
    dialog.take.click()
    qtbot.waitUntil(lambda: count(desk, Attachment) == 1, timeout=10_000)
    assert desk.view is not None
    assert desk.view.live.undo_label == "1 entry taken from portal.json"
    assert desk.view.live.read.has_whole_files()


def test_a_preview_says_what_is_new_and_what_is_left_out(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot
) -> None:
    desk = new_desk(empty_path)
    dialog = preview(desk, sheet)
    wait_for_preview(qtbot, dialog)
    assert dialog.summary.text() == "4 entries are new."
    assert dialog.take.text().strip() == "Take over 4 entries"
    assert "2 entries left out." in shown(dialog)
    assert "thousand or a decimal" not in shown(dialog)  # two reasons are folded to one line
    (part,) = dialog.findChildren(LeftOutPart)
    qtbot.keyClick(part.unfold, Qt.Key.Key_Space)
    words = shown(dialog)
    assert "is “1,234” a thousand or a decimal?" in words
    assert "the day lies in the future" in words
    assert [dialog.model.cell(row, 0).text for row in range(4)] == ["CEA", "Haemoglobin", "Weight", "CEA"]
    assert part.unfold.text().strip() == "Hide them"
    part.unfold.click()
    assert "thousand or a decimal" not in shown(dialog)
    assert count(desk) == 0
    dialog.cancel.click()
    assert count(desk) == 0


def test_taking_over_is_one_step_that_is_undone(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot
) -> None:
    desk = new_desk(empty_path)
    dialog = preview(desk, sheet)
    wait_for_preview(qtbot, dialog)
    dialog.take.click()
    assert desk.view is not None
    assert (count(desk), count(desk, VitalSign)) == (3, 1)
    assert desk.view.toast.words == "4 entries taken from results.csv"
    desk.view.undo()
    assert (count(desk), count(desk, VitalSign)) == (0, 0)


def test_what_is_there_already_is_not_taken_twice(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot
) -> None:
    desk = new_desk(empty_path)
    first = preview(desk, sheet)
    wait_for_preview(qtbot, first)
    first.take.click()
    again = preview(desk, sheet)
    wait_for_preview(qtbot, again)
    assert "4 entries are in the journal already." in shown(again)
    assert again.summary.text() == "Nothing in this file is new."
    assert not again.take.isVisible()
    assert again.model.cell(0, 4).text == "there already"
    again.cancel.click()


def test_rows_and_kinds_are_left_out_with_the_keyboard(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot
) -> None:
    desk = new_desk(empty_path)
    dialog = preview(desk, sheet)
    wait_for_preview(qtbot, dialog)
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.cell(0, 4).text == "left out by you"
    assert dialog.summary.text() == "3 of 4 new entries are chosen."
    dialog.checks["vitals"].click()
    assert dialog.take.text().strip() == "Take over 2 entries"
    assert not dialog.checks["vitals"].isChecked()
    qtbot.mouseClick(
        dialog.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.table.visualRect(dialog.model.index(0, 0)).center(),
    )
    assert dialog.take.text().strip() == "Take over 3 entries"
    dialog.take.click()
    assert (count(desk), count(desk, VitalSign)) == (3, 0)


def test_a_file_about_several_people_asks_whose(
    new_desk: NewDesk, preview: Preview, empty_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    desk = new_desk(empty_path)
    dialog = preview(desk, path)
    qtbot.waitUntil(dialog.person.isVisible)
    assert [dialog.person.itemText(at) for at in range(dialog.person.count())] == ["A1", "B2"]
    dialog.take.click()
    assert dialog.preview is None  # nobody is chosen for the person
    dialog.person.setCurrentIndex(1)
    dialog.take.click()
    wait_for_preview(qtbot, dialog)
    assert dialog.summary.text() == "1 entry is new."
    assert "Entries of other people in the same file are not taken." in shown(dialog)
    dialog.take.click()
    assert desk.view is not None
    assert [result.printed for result in desk.view.live.read.all(LabResult)] == ["3.1"]


def bundle(path: Path, name: str, born: str) -> Path:
    patient = {"resourceType": "Patient", "id": "p", "name": [{"text": name}], "birthDate": born}
    result = {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2039-6"}], "text": "CEA"},
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": "2026-05-01",
        "valueQuantity": {"value": 12.6, "unit": "ng/mL", "system": "http://unitsofmeasure.org", "code": "ng/mL"},
    }
    entries = [{"fullUrl": f"urn:{each['id']}", "resource": each} for each in (patient, result)]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8")
    return path


def test_a_file_about_somebody_else_is_asked_about(
    new_desk: NewDesk, preview: Preview, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "own.journal"
    with create(own) as journal, journal.change("Patient") as draft:
        draft.save(Patient(happened_on=date(2026, 1, 1), name="Marianne Example", born_on=date(1958, 2, 2)))
    desk = new_desk(own)
    dialog = preview(desk, bundle(tmp_path / "other.json", "Harold Other", "1940-01-01"))
    qtbot.waitUntil(lambda: dialog.take.text().strip() == "It is the same person")
    assert "Harold Other, born 1\u00a0January\u00a01940" in shown(dialog)
    dialog.take.click()
    wait_for_preview(qtbot, dialog)
    assert dialog.summary.text() == "1 entry is new."
    dialog.cancel.click()


@pytest.mark.parametrize("text", ["", "Dear Marianne", "{]"])
def test_a_file_that_cannot_be_read_says_so(
    new_desk: NewDesk, preview: Preview, empty_path: Path, tmp_path: Path, qtbot: QtBot, text: str
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(text, "utf-8")
    dialog = preview(new_desk(empty_path), path)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ErrorCard)))
    assert "letter.txt" in dialog.findChildren(ErrorCard)[0].words.text()
    assert "Nothing was changed." in dialog.findChildren(ErrorCard)[0].words.text()
    assert not dialog.take.isVisible()
    dialog.cancel.click()


def test_cancelling_while_it_is_read_lets_go(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot
) -> None:
    desk = new_desk(empty_path)
    dialog = preview(desk, sheet)
    dialog.reject()
    qtbot.wait(200)
    assert count(desk) == 0


def drop(desk: Desk, *paths: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(400, 400), actions, dragged, button, keys)
    QApplication.sendEvent(desk.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(400, 400), actions, dragged, button, keys))


def test_files_are_dropped_on_the_window(
    new_desk: NewDesk, empty_path: Path, sheet: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "more.csv"
    other.write_text("date,test,value,unit\n2026-04-01,CEA,14,ng/mL\n", "utf-8")
    desk = new_desk(empty_path)
    drop(desk, sheet, other)
    for new in ("4 entries are new.", "1 entry is new."):
        dialog = dialog_of()
        wait_for_preview(qtbot, dialog)
        assert dialog.summary.text() == new
        dialog.take.click()
    assert count(desk) == 4


def test_a_journal_dropped_on_the_window_is_opened(new_desk: NewDesk, empty_path: Path, sample_path: Path) -> None:
    desk = new_desk(empty_path)
    drop(desk, sample_path)
    assert desk.view is not None
    assert desk.view.live.read.path == sample_path


def test_the_menu_leads_to_the_import(
    new_desk: NewDesk, empty_path: Path, sheet: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_args: ([str(sheet)], ""))
    desk = new_desk(empty_path)
    assert desk.menus.action("import") in desk.menus.menu().actions()
    desk.menus.action("import").trigger()
    wait_for_preview(qtbot, dialog_of())
    dialog_of().cancel.click()


@pytest.mark.parametrize("text_size", [100, 150, 200, 250])
def test_the_preview_can_be_read_and_used(
    new_desk: NewDesk, preview: Preview, empty_path: Path, sheet: Path, qtbot: QtBot, text_size: int
) -> None:
    dialog = preview(new_desk(empty_path, Settings(theme="light", text_size=text_size)), sheet)
    wait_for_preview(qtbot, dialog)
    for _ in range(5):
        QApplication.processEvents()
    assert nameless(dialog) == []
    assert too_low(dialog) == []
    assert cut_off(dialog) == []
    dialog.cancel.click()


@pytest.mark.parametrize("keeps_open", [False, True])
def test_a_marker_that_came_in_lately_is_not_given_away(
    new_desk: NewDesk, preview: Preview, empty_path: Path, tmp_path: Path, qtbot: QtBot, keeps_open: bool
) -> None:
    path = tmp_path / "late.csv"
    path.write_text("date,test,value,unit\n2026-11-10,CEA,77.7,ng/mL\n2026-05-01,CEA,12.6,ng/mL\n", "utf-8")
    dialog = preview(new_desk(empty_path, Settings(theme="light", keep_results_open=keeps_open)), path)
    wait_for_preview(qtbot, dialog)
    late, old = dialog.model.cell(0, 2), dialog.model.cell(1, 2)
    assert (late.text, late.is_unknown) == (("77.7", False) if keeps_open else ("folded", True))
    assert old.text == "12.6"
    dialog.cancel.click()


def test_a_value_with_sixteen_digits_is_shown_short_and_kept_as_printed(
    new_desk: NewDesk, preview: Preview, empty_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "long.csv"
    path.write_text(
        "date,test,value,unit\n2026-05-01,Haemoglobin,13.412345678901234,g/dL\n2026-04-01,Haemoglobin,13.40,g/dL\n"
    )
    desk = new_desk(empty_path)
    dialog = preview(desk, path)
    wait_for_preview(qtbot, dialog)
    assert [dialog.model.cell(row, 2).text for row in range(2)] == ["13.41", "13.40"]
    dialog.take.click()
    assert desk.view is not None
    assert {each.printed for each in desk.view.live.read.all(LabResult)} == {"13.412345678901234", "13.40"}
