"""A tour by keyboard alone: from the welcome to a journal that holds everything, and out with Ctrl+Q."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.patient import CareSheet
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Dose, Drug, TreatmentLine
from journal.domain.visits import Question
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import open_journal
from journal.ui.desk import Desk
from journal.ui.search_dialog import TYPING_PAUSE_MS
from tests.ui.acting import said
from tests.ui.keyboard import (
    CTRL,
    activate,
    answering,
    called,
    choose,
    choose_in_menu,
    fill,
    plain,
    press,
    rewrite,
    tab_to,
    turn_to,
    wait_for_all,
    write,
)
from tests.ui.seeing import StrayWindows

NewDesk = Callable[..., Desk]
Key = Qt.Key


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents with nothing among them, where journals lie unless one wants otherwise."""
    monkeypatch.setattr("journal.ui.pages.welcome.start_form.documents_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_stands_alone(qapp: QApplication) -> Iterator[None]:
    """No part of the window stands alone on the screen."""
    watch = StrayWindows(qapp)
    yield
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def shown(desk: Desk) -> str:
    """All words on the page."""
    assert desk.view is not None
    assert desk.view.page is not None
    return plain(said(desk.view.page))


def start_a_journal(desk: Desk) -> None:
    activate("Start my journal")
    assert called() == "What shall we call you?"
    write("Anna")
    fill("Kind of cancer", "bowel cancer")
    fill("Your team’s 24-hour number", "020 7946 0123")
    fill("Call at or above, °C", "38,0")
    activate("Start my journal")
    assert desk.view is not None
    assert desk.view.journal_name == "Anna’s journal"


def log_a_day(desk: Desk) -> None:
    turn_to(desk, "today")
    press(Key.Key_L, CTRL)
    write("nausea 2")
    press(Key.Key_Return)
    activate("Choose symptoms")
    fill("In your own words", "Cold hurts")
    activate("Keep")
    fill("Temperature, °C", "37,1")
    tab_to("Nausea: Moderate")
    tab_to("Tiredness")
    write("1")
    assert called() == "Pain: nothing chosen"  # a digit answers, and goes on
    press(Key.Key_Right)
    tab_to("Cold hurts")
    write("3")
    assert called() == "A note"
    write("Slept well.")
    press(Key.Key_Tab)
    assert called() == "Choose symptoms"  # no text box keeps the keyboard


def add_a_treatment(desk: Desk) -> None:
    turn_to(desk, "treatment")
    activate("Add a treatment")
    assert called() == "Name"
    write("FOLFOX")
    press(Key.Key_Tab)
    assert called() == "Choose mFOLFOX6"  # what was found comes next, as one reads it
    press(Key.Key_Space)
    assert called() == "First day"
    rewrite("30 Oct 2026")
    fill("Cycles planned", "4")
    activate("Keep")
    assert called() == "Cycles: Cycle 1, Planned for Friday 30 October 2026"
    activate("Given on 30 Oct, as planned")
    assert "1 of 4 cycles given" in shown(desk)
    tab_to("Doses of cycle 1")
    press(Key.Key_Right, times=2)
    write("150 mg")
    press(Key.Key_Tab)
    assert called() == "Why"  # within a table, Tab goes to the next cell that is written in
    write("less, because of the hands")
    press(Key.Key_Return)
    tab_to("Cycles")
    press(Key.Key_Right)
    assert called() == "Cycles: Cycle 2, Planned for Friday 13 November 2026"


def add_two_scans(desk: Desk) -> None:
    turn_to(desk, "imaging")
    activate("Add the first scan")
    assert called() == "Day of the scan"
    rewrite("2 Sep 2026")
    choose("Kind", "MRI")
    activate("Add this scan")
    activate("Add a spot")
    assert called() == "Name"
    for spot in ("Liver, segment 6", "Lung, left"):
        write(spot)
        press(Key.Key_Return)
    activate("Done")
    tab_to("Sizes: spots down, scans across")
    press(Key.Key_Up, times=9)
    for size in ("32", "11,5"):
        write(size)
        press(Key.Key_Return)
    activate("Add a scan")
    assert called() == "Day of the scan"
    rewrite("10 Nov 2026")
    choose("Kind", "MRI")
    activate("Add this scan")
    tab_to("Sizes: spots down, scans across")
    for size in ("24", "9"):
        write(size)
        press(Key.Key_Return)
    activate("Scan (MRI), 10 November 2026: Open when you are ready")
    assert "All measured spots together" in shown(desk)


def write_a_blood_sheet(desk: Desk) -> None:
    turn_to(desk, "results")
    activate("New sheet")
    assert called() == "Sheet of results"
    for cell in ("CEA", "5.4", "ng/mL", "0-5", "", "Haemoglobin", "118", "g/L", "", ""):
        write(cell)
        press(Key.Key_Tab)
    press(Key.Key_Return, CTRL)
    wait_for_all(desk)
    assert "CEA was 5.4 ng/mL on 13 November 2026." in shown(desk)


def star_a_question(desk: Desk) -> None:
    turn_to(desk, "understand")
    activate("Put on your list: Which scan was this one compared with?")
    assert called().startswith("Take off your list: Which scan was this one compared with?")
    turn_to(desk, "visits")
    assert "Which scan was this one compared with?" in shown(desk)


def take_back_and_bring_back(desk: Desk) -> None:
    assert desk.view is not None
    press(Key.Key_Z, CTRL)
    assert plain(desk.view.toast.words) == "Taken back: Star a question"
    assert "Which scan was this one compared with?" not in shown(desk)
    press(Key.Key_Y, CTRL)
    assert plain(desk.view.toast.words) == "Brought back: Star a question"
    assert "Which scan was this one compared with?" in shown(desk)


def find_something(desk: Desk) -> None:
    press(Key.Key_K, CTRL)
    assert called() == "Search everything written"
    write("haemoglobin")
    QTest.qWait(TYPING_PAUSE_MS + 50)
    wait_for_all(desk)
    press(Key.Key_Down)
    press(Key.Key_Return)
    wait_for_all(desk)
    assert desk.view is not None
    assert desk.view.page_key == "understand"
    assert "The part of red blood cells that carries oxygen." in shown(desk)


def save_the_paper(desk: Desk, out: Path) -> None:
    turn_to(desk, "paper")
    choose("Paper", "Letter")
    wait_for_all(desk)
    tab_to("Save as PDF …")

    def name_it() -> None:
        press(Key.Key_A, CTRL)
        write(str(out))
        press(Key.Key_Return)

    with answering(name_it):
        press(Key.Key_Space)
    assert out.read_bytes().startswith(b"%PDF")


def change_the_look(desk: Desk) -> None:
    turn_to(desk, "settings")
    choose("Text size", "125 %")
    choose("Light or dark", "Dark")
    assert (desk.settings.text_size, desk.settings.theme) == (125, "dark")
    press(Key.Key_0, CTRL)
    press(Key.Key_F10)
    choose_in_menu("Light or dark", "Light")
    assert (desk.settings.text_size, desk.settings.theme) == (100, "light")


def mend_the_care_sheet(desk: Desk) -> None:
    press(Key.Key_F10)
    choose_in_menu("My team’s sheet")
    assert called() == "24-hour number"
    fill("Who answers", "Ward 5")
    fill("Call at or above, °C", "37,8")
    press(Key.Key_Return)
    wait_for_all(desk)
    assert desk.view is not None
    assert plain(desk.view.sidebar.number.limit.text()) == "Call at 37.8 °C or above"


def test_from_the_welcome_to_a_full_journal_and_back(new_desk: NewDesk, home: Path) -> None:
    desk = new_desk()
    start_a_journal(desk)
    log_a_day(desk)
    add_a_treatment(desk)
    add_two_scans(desk)
    write_a_blood_sheet(desk)
    star_a_question(desk)
    take_back_and_bring_back(desk)
    find_something(desk)
    save_the_paper(desk, home / "for the visit.pdf")
    change_the_look(desk)
    mend_the_care_sheet(desk)
    press(Key.Key_Q, CTRL)
    assert not desk.window.isVisible()
    with open_journal(home / "Anna.journal") as journal:
        read_back(journal)
        assert journal.agrees_with_history()
    assert check(home / "Anna.journal").records > 20


def read_back(journal: Journal) -> None:
    """What was typed on the tour is in the file, as it was typed."""
    patient, (sheet,) = journal.patient(), journal.all(CareSheet)
    assert patient is not None
    assert (patient.call_me, patient.diagnosis) == ("Anna", "bowel cancer")
    assert (sheet.phone, sheet.team, str(sheet.fever_at)) == ("020 7946 0123", "Ward 5", "37.8")
    own = {each.symptom: each.name for each in journal.all(TrackedSymptom)}
    scored = {own.get(entry.symptom) or entry.symptom: entry.level for entry in journal.all(SymptomEntry)}
    assert scored == {"nausea": 2, "fatigue": 1, "general_pain": 0, "Cold hurts": 3}
    assert {sign.analyte: sign.printed for sign in journal.all(VitalSign)} == {"body_temperature": "37,1"}
    assert [note.text for note in journal.all(Note)] == ["Slept well."]
    (line,), cycles = journal.all(TreatmentLine), journal.all(Cycle)
    assert (line.name, line.planned_cycles, len(journal.all(Drug))) == ("mFOLFOX6", 4, 4)
    assert sorted(cycle.state.value for cycle in cycles) == ["given", "planned", "planned", "planned"]
    (dose,) = journal.all(Dose)
    assert (dose.given, dose.reason) == (Quantity(Decimal(150), "mg"), "less, because of the hands")
    spots = {lesion.id: lesion.name for lesion in journal.all(Lesion)}
    days = {scan.id: scan.happened_on.isoformat() for scan in journal.all(Scan)}
    assert {(spots[m.lesion_id], days[m.scan_id]): str(m.mm) for m in journal.all(Measurement)} == {
        ("Liver, segment 6", "2026-09-02"): "32",
        ("Lung, left", "2026-09-02"): "11.5",
        ("Liver, segment 6", "2026-11-10"): "24",
        ("Lung, left", "2026-11-10"): "9",
    }
    assert {result.analyte: result.printed for result in journal.all(LabResult)} == {"cea": "5.4", "haemoglobin": "118"}
    assert [question.text for question in journal.all(Question)] == ["Which scan was this one compared with?"]
