"""Treatment, driven as a person would: lines, cycles and doses, medicines, operations; each step is one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.domain.medicines import Intake, Medicine
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import GenomicFinding
from journal.domain.treatment import (
    Cycle,
    CycleState,
    Dose,
    Drug,
    Intent,
    Procedure,
    ProcedureKind,
    TreatmentLine,
    WhyEnded,
)
from journal.store.journal import Journal
from journal.store.opening import open_journal
from journal.text import dates
from journal.ui.desk import Desk
from journal.ui.pages.treatment.line_forms import EndForm, PlanForm
from journal.ui.pages.treatment.page import TreatmentPage
from journal.ui.theme.fonts import font
from journal.ui.widgets.record_form import RecordForm
from tests.ui.acting import press, said, settle, type_in, write_cell
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

R = TypeVar("R", bound=Record)

TODAY = NOW.date()
FIRST = TODAY - timedelta(28)
LINE = TreatmentLine(happened_on=FIRST, name="FOLFOX", cycle_days=14, planned_cycles=6)
MG150 = Quantity(Decimal(150), "mg")
OXALI = Drug(happened_on=FIRST, line_id=LINE.id, name="oxaliplatin", planned=MG150, days=(1,))


def a_cycle(number: int, day: int, state: CycleState = CycleState.PLANNED) -> Cycle:
    on = FIRST + timedelta(day)
    return Cycle(happened_on=on, planned_on=on, line_id=LINE.id, number=number, state=state)


# Two given, the third planned for three days ago, two more to come.
CYCLES = (
    a_cycle(1, 0, CycleState.GIVEN),
    a_cycle(2, 14, CycleState.GIVEN),
    a_cycle(3, 25),
    a_cycle(4, 39),
    a_cycle(5, 53),
)


@pytest.fixture
def open_page(new_desk: Callable[..., Desk], empty_path: Path) -> Callable[..., TreatmentPage]:
    def make(*records: Record, path: Path | None = None) -> TreatmentPage:
        if records:
            with open_journal(empty_path) as journal, journal.change("set up") as draft:
                draft.save_all(records)
        desk = new_desk(path or empty_path)
        assert desk.view is not None
        desk.view.go_to("treatment")
        settle()
        page = desk.view.page
        assert isinstance(page, TreatmentPage)
        return page

    return make


@pytest.fixture
def page(open_page: Callable[..., TreatmentPage]) -> TreatmentPage:
    return open_page(LINE, OXALI, *CYCLES)


def cycles(page: TreatmentPage) -> list[Cycle]:
    return sorted(page.live.read.all(Cycle), key=lambda cycle: cycle.number)


def days(page: TreatmentPage) -> list[int]:
    return [(cycle.happened_on - FIRST).days for cycle in cycles(page)]


def undo(page: TreatmentPage) -> None:
    page.live.undo()
    settle()


def only(journal: Journal, kind: type[R]) -> R:
    (record,) = journal.all(kind)
    return record


# Cycles


def test_the_page_says_how_far_the_line_is(page: TreatmentPage) -> None:
    words = said(page.line)
    assert "2 of 6 cycles given. Cycle 3 was planned for 10 November 2026. Was it given?".replace(" ", " ") in (
        words.replace("\u00a0", " ")
    )
    assert "First line, every 14 days" in words
    assert page.line.ribbon.accessibleName().replace("\u00a0", " ") == (
        "Cycles: Cycle 3, Planned for Tuesday 10 November 2026"
    )


def test_given_today_is_one_click_and_one_undo(page: TreatmentPage) -> None:
    press(page.line, "Given today")
    assert [cycle.state.value for cycle in cycles(page)] == ["given", "given", "given", "planned", "planned"]
    assert days(page) == [0, 14, 28, 42, 56]  # three days late: the rest moves by three
    assert cycles(page)[2].days_late == 3
    assert "3 days late" in said(page.line.panel)
    undo(page)
    assert days(page) == [0, 14, 25, 39, 53]
    assert cycles(page)[2].state is CycleState.PLANNED


def test_given_as_planned_moves_nothing(page: TreatmentPage) -> None:
    press(page.line, "Given on 10 Nov, as planned".replace("10 Nov", "10\u00a0Nov"))
    assert (days(page), cycles(page)[2].state) == ([0, 14, 25, 39, 53], CycleState.GIVEN)


def test_a_delay_is_shown_before_it_is_kept(qtbot: QtBot, page: TreatmentPage) -> None:
    press(page.line, "It comes later")
    form = page.line.panel.form
    assert form is not None
    press(form, "2 weeks later")
    type_in(form.reason, "neutrophils too low")
    shown = form.preview.text().replace("\u00a0", " ")
    assert "Cycle 4 moves to 8 December 2026, from 24 Nov." in shown
    assert days(page) == [0, 14, 25, 39, 53]  # nothing is written yet
    press(form, "Keep")
    assert days(page) == [0, 14, 39, 53, 67]
    third = cycles(page)[2]
    assert (third.state, third.reason, third.days_late) == (CycleState.PLANNED, "neutrophils too low", 14)
    assert "Why: neutrophils too low" in said(page.line.panel)
    undo(page)
    assert days(page) == [0, 14, 25, 39, 53]


def test_a_reason_is_one_click(page: TreatmentPage) -> None:
    press(page.line, "It is left out")
    form = page.line.panel.form
    assert form is not None
    press(form, "Blood counts too low")
    press(form, "Keep")
    third = cycles(page)[2]
    assert (third.state, third.reason) == (CycleState.SKIPPED, "Blood counts too low")
    assert days(page) == [0, 14, 25, 39, 53]
    assert "Crossed: left out." in page.line.legend.text()
    press(page.line.panel, "Back to planned")
    assert (cycles(page)[2].state, cycles(page)[2].reason) == (CycleState.PLANNED, "")


@pytest.mark.parametrize(
    ("day", "mistake"),
    [("20 November 2026", "has not come yet"), ("20 October 2026", "is not after cycle 2"), ("soon", "is not a day")],
)
def test_an_impossible_day_is_said_and_nothing_is_written(page: TreatmentPage, day: str, mistake: str) -> None:
    press(page.line, "Given on another day")
    form = page.line.panel.form
    assert form is not None
    type_in(form.day, day)
    press(form, "Keep")
    assert mistake in form.day_row.mistake
    assert form.day.field.text().replace("\u00a0", " ") == day
    assert days(page) == [0, 14, 25, 39, 53]


def test_the_day_of_a_given_cycle_can_be_mended(page: TreatmentPage) -> None:
    page.line.ribbon.setFocus()
    QTest.keyClick(page.line.ribbon, Qt.Key.Key_Left)
    press(page.line.panel, "Change day or reason")
    form = page.line.panel.form
    assert form is not None
    type_in(form.day, "1 November 2026")
    press(form, "Keep")
    assert days(page) == [0, 16, 27, 41, 55]


@pytest.mark.parametrize("text_size", [100, 150, 250])
def test_each_cycle_has_room_for_its_whole_day(page: TreatmentPage, text_size: int) -> None:
    """“30” alone is no day: “30 Sept” stands below a cycle at every size."""
    page.window_services.set_settings(replace(page.window_services.settings, text_size=text_size))
    ribbon = page.line.ribbon
    september = [replace(cycle, happened_on=date(2026, 9, 28 + n % 3)) for n, cycle in enumerate(CYCLES * 6)]
    assert page.line.course is not None
    ribbon.show_course(replace(page.line.course, cycles=tuple(september)), None, TODAY)
    settle()
    metrics = QFontMetrics(font("small"))
    for place, cycle in enumerate(september):
        assert ribbon.cell(place).width() >= metrics.horizontalAdvance(dates.short_day(cycle.happened_on))
        assert ribbon.cell(place).right() <= ribbon.width() + 1


def test_arrow_keys_choose_a_cycle(page: TreatmentPage) -> None:
    ribbon = page.line.ribbon
    QTest.keyClick(ribbon, Qt.Key.Key_Home)
    assert page.line.panel.title.text() == "Cycle 1"
    QTest.keyClick(ribbon, Qt.Key.Key_Right)
    assert page.line.panel.title.text() == "Cycle 2"
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    assert page.line.panel.title.text() == "Cycle 5"
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=ribbon.cell(0).center().toPoint())
    assert page.line.panel.title.text() == "Cycle 1"
    ribbon.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(ribbon, Qt.Key.Key_Left)
    assert page.line.panel.title.text() == "Cycle 2"
    assert ribbon.cell(0).left() > ribbon.cell(1).left()


def test_taking_a_cycle_out_closes_the_numbers(page: TreatmentPage) -> None:
    page.line.choose(CYCLES[3].id)
    press(page.line.panel, "Take out")
    assert [(cycle.number, day) for cycle, day in zip(cycles(page), days(page), strict=True)] == [
        (1, 0), (2, 14), (3, 25), (4, 53),
    ]  # fmt: skip
    undo(page)
    assert len(cycles(page)) == 5


def test_everything_due_is_given_at_once(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page(LINE, *(replace(cycle, state=CycleState.PLANNED) for cycle in CYCLES))
    press(page.line, "All up to today as planned")
    assert [cycle.state.value for cycle in cycles(page)] == ["given"] * 3 + ["planned"] * 2
    assert days(page) == [0, 14, 25, 39, 53]
    assert not page.line.due.isVisible()


def test_more_cycles_are_planned_in_the_rhythm(page: TreatmentPage) -> None:
    press(page.line, "Plan the next cycles")
    form = page.line.form
    assert isinstance(form, PlanForm)
    assert form.count.text() == "1"  # six planned, five written
    type_in(form.count, "70")
    assert "from 1 to 60" in form.count_row.mistake
    type_in(form.count, "3")
    assert "Cycle 6 on" in form.preview.text()
    press(form, "Keep")
    assert days(page) == [0, 14, 25, 39, 53, 67, 81, 95]


def test_the_cycles_can_be_read_as_a_table(page: TreatmentPage) -> None:
    press(page.line, "Show the cycles as a table")
    table = page.line.table
    assert table is not None
    assert table.isVisible()
    rows = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert rows == ["1", "2", "3", "4", "5"]
    press(page.line, "Hide the table")
    assert not table.isVisible()


# Doses


def test_a_lower_dose_is_typed_with_its_reason(page: TreatmentPage) -> None:
    page.line.choose(CYCLES[1].id)
    settle()
    table = page.line.panel.doses
    assert table is not None
    write_cell(table.table, 0, 2, "80 %")
    dose = only(page.live.read, Dose)
    assert (dose.planned, dose.given, dose.cycle_id) == (MG150, Quantity(Decimal(120), "mg"), CYCLES[1].id)
    write_cell(table.table, 0, 4, "numb fingers")
    dose = only(page.live.read, Dose)
    assert (dose.reason, dose.given) == ("numb fingers", Quantity(Decimal(120), "mg"))
    assert "Low bar: less than planned." in page.line.legend.text()
    assert "oxaliplatin 80\u00a0% of plan" in page.line.ribbon.accessibleName()
    undo(page)
    undo(page)
    assert page.live.read.all(Dose) == []


def test_a_dose_far_above_the_plan_is_asked_about(page: TreatmentPage) -> None:
    page.line.choose(CYCLES[1].id)
    settle()
    table = page.line.panel.doses
    assert table is not None
    write_cell(table.table, 0, 2, "1500")
    assert page.live.read.all(Dose) == []
    assert table.question.words.text().replace("\u00a0", " ") == "The plan is 150 mg. Is 1500 mg right?"
    press(table, "It is right")
    dose = only(page.live.read, Dose)
    assert dose.given == Quantity(Decimal(1500), "mg")


def test_what_is_no_dose_is_said_below_the_table(page: TreatmentPage) -> None:
    page.line.choose(CYCLES[1].id)
    settle()
    table = page.line.panel.doses
    assert table is not None
    write_cell(table.table, 0, 2, "full")
    assert "“full” is not a dose" in said(table)
    assert page.live.read.all(Dose) == []


def test_doses_as_planned_and_as_before(page: TreatmentPage) -> None:
    page.line.choose(CYCLES[0].id)
    press(page.line.panel, "All doses as planned")
    assert [dose.given for dose in page.live.read.all(Dose)] == [MG150]
    page.line.choose(CYCLES[1].id)
    press(page.line.panel, "Same doses as cycle 1")
    assert [dose.given for dose in page.live.read.all(Dose)] == [MG150, MG150]
    assert "oxaliplatin\n100\u00a0%" in said(page.intensity)
    assert "Your team chooses this to keep you safe." in said(page.intensity)


# Lines


def test_an_empty_page_leads_to_the_first_treatment(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    assert "No treatment yet" in said(page)
    press(page.nothing, "Add a treatment")
    card = page.new_line
    assert card is not None
    QTest.keyClicks(card.name, "xelox")
    settle()
    press(card, "Choose")
    assert (card.name.text(), card.rhythm.text()) == ("CAPOX", "21")
    assert "Doses stay blank" in said(card)
    type_in(card.count, "8")
    type_in(card.day, "2 November 2026")
    card.intent.set_value(Intent.ADJUVANT)
    press(card, "Keep")
    line = only(page.live.read, TreatmentLine)
    assert (line.name, line.regimen, line.cycle_days, line.planned_cycles) == ("CAPOX", "capox", 21, 8)
    assert (line.intent, line.happened_on, line.number) == (Intent.ADJUVANT, date(2026, 11, 2), 1)
    assert {drug.name for drug in page.live.read.all(Drug)} == {"capecitabine", "oxaliplatin"}
    assert all(drug.planned is None for drug in page.live.read.all(Drug))
    assert [cycle.happened_on for cycle in cycles(page)] == [line.happened_on + timedelta(21 * n) for n in range(8)]
    assert page.new_line is None
    assert page.line.title.text() == "CAPOX"
    undo(page)
    assert "No treatment yet" in said(page)


def test_a_typed_treatment_needs_only_a_name(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    press(page.nothing, "Add a treatment")
    card = page.new_line
    assert card is not None
    press(card, "Keep")
    assert "Write the name" in card.name_row.mistake
    type_in(card.name, "Tablets from the trial")
    press(card, "Keep")
    line = only(page.live.read, TreatmentLine)
    assert (line.name, line.regimen, line.happened_on, cycles(page)) == ("Tablets from the trial", "", TODAY, [])


def test_a_line_saves_as_you_go(page: TreatmentPage) -> None:
    press(page.line, "Change")
    form = page.line.form
    assert isinstance(form, RecordForm)
    type_in(form.fields["name"], "mFOLFOX6")
    assert only(page.live.read, TreatmentLine).name == "mFOLFOX6"
    assert page.line.title.text() == "mFOLFOX6"
    type_in(form.fields["cycle_days"], "21")
    assert days(page) == [0, 14, 35, 56, 77]  # what is planned goes by the new rhythm
    undo(page)
    assert days(page) == [0, 14, 25, 39, 53]
    assert form.fields["cycle_days"].text() == "14"  # type: ignore[union-attr]
    form.fields["name"].setFocus()
    QTest.keyClick(form.fields["name"], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(form.fields["name"], Qt.Key.Key_Delete)
    QTest.keyClick(form.fields["name"], Qt.Key.Key_Tab)
    assert "Write something" in form.rows["name"].mistake
    assert only(page.live.read, TreatmentLine).name == "mFOLFOX6"


def test_drugs_are_written_in_their_table(page: TreatmentPage) -> None:
    press(page.line, "Change")
    drugs = page.line._drugs
    assert drugs is not None
    type_in(drugs.name, "irinotecan")
    press(drugs, "Add this drug")
    write_cell(drugs.table, 0, 1, "310 mg")
    write_cell(drugs.table, 0, 3, "1, 8 to 10")
    by_name = {drug.name: drug for drug in page.live.read.all(Drug)}
    assert by_name["irinotecan"].planned == Quantity(Decimal(310), "mg")
    assert by_name["irinotecan"].days == (1, 8, 9, 10)
    write_cell(drugs.table, 0, 3, "first")
    assert "is not a day of the cycle" in drugs.mistake.text()
    drugs.table.setCurrentIndex(drugs.model.index(0, 0))
    press(drugs, "Take this drug out")
    assert [drug.name for drug in page.live.read.all(Drug)] == ["oxaliplatin"]
    undo(page)
    assert len(page.live.read.all(Drug)) == 2


def test_a_line_ends_with_a_reason_and_what_was_planned_goes(page: TreatmentPage) -> None:
    press(page.line, "This treatment has ended")
    form = page.line.form
    assert isinstance(form, EndForm)
    assert "3 planned cycles are taken out with it." in said(form)
    press(form, "Keep")
    assert form.why_row.mistake
    form.why.set_value(WhyEnded.SIDE_EFFECTS)
    press(form, "Keep")
    line = only(page.live.read, TreatmentLine)
    assert (line.ended_on, line.why_ended, len(cycles(page))) == (TODAY, WhyEnded.SIDE_EFFECTS, 2)
    assert "side effects" in said(page.line)
    undo(page)
    assert len(cycles(page)) == 5
    assert page.line.end.isVisible()


def test_a_line_taken_out_comes_back_whole(page: TreatmentPage) -> None:
    press(page.line, "Change")
    press(page.line.form, "Take out")  # type: ignore[arg-type]
    assert page.live.read.all(Cycle) == []
    assert "No treatment yet" in said(page)
    undo(page)
    assert (len(page.live.read.all(Cycle)), page.line.title.text()) == (5, "FOLFOX")


def test_another_line_is_shown(open_page: Callable[..., TreatmentPage], sample_path: Path) -> None:
    page = open_page(path=sample_path)
    assert page.line.title.text() == "FOLFIRI"
    press(page.lines, "FOLFOX")
    assert page.line.title.text() == "FOLFOX"
    assert "completed" in said(page.line)
    assert len(page.line.ribbon.cycles) == 12


# Medicines


def test_a_medicine_is_added_taken_changed_stopped_and_taken_out(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    card = page.medicines
    press(card, "Add a medicine")
    form = card.form
    assert form is not None
    press(form, "Keep")
    assert form.rows["name"].mistake
    type_in(form.fields["name"], "ondansetron")
    type_in(form.fields["dose"], "8 mg")
    assert page.live.read.all(Medicine) == []
    press(form, "Keep")
    medicine = only(page.live.read, Medicine)
    assert (medicine.name, medicine.dose, medicine.happened_on) == ("ondansetron", "8 mg", TODAY)
    press(card, "Taken today")
    press(card, "Taken again")
    assert [(i.happened_on, i.taken, i.medicine_id) for i in page.live.read.all(Intake)] == [
        (TODAY, True, medicine.id)
    ] * 2
    assert "Taken 2 times today" in said(card)
    card.open(medicine.id)
    settle()
    type_in(card.form.fields["schedule"], "mornings")  # type: ignore[union-attr]
    assert only(page.live.read, Medicine).schedule == "mornings"
    press(card, "Stopped today")
    assert only(page.live.read, Medicine).stopped_on == TODAY
    undo(page)
    card.open(medicine.id)
    settle()
    press(card, "Take out")
    assert (page.live.read.all(Medicine), page.live.read.all(Intake)) == ([], [])
    undo(page)
    assert len(page.live.read.all(Intake)) == 2


def test_days_of_a_medicine_are_read_mended_and_taken_out(open_page: Callable[..., TreatmentPage]) -> None:
    medicine = Medicine(happened_on=FIRST, name="loperamide")
    page = open_page(medicine, Intake(happened_on=TODAY - timedelta(1), medicine_id=medicine.id))
    page.medicines.open(medicine.id)
    settle()
    intakes = page.medicines.intakes
    assert intakes is not None
    write_cell(intakes.table, 0, 2, "2 tablets")
    assert only(page.live.read, Intake).amount == "2 tablets"
    type_in(intakes.day, "20 November 2026")
    press(intakes, "Write this day down")
    assert "has not come yet" in intakes.day_row.mistake
    type_in(intakes.day, "9 November 2026")
    intakes.taken.set_value(False)
    press(intakes, "Write this day down")
    assert [(i.happened_on.day, i.taken) for i in page.live.read.all(Intake)] == [(9, False), (12, True)]
    intakes.table.setCurrentIndex(intakes.model.index(1, 0))
    press(intakes, "Take this day out")
    assert [i.happened_on.day for i in page.live.read.all(Intake)] == [12]


def test_a_start_that_has_not_come_is_asked_about(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    press(page.medicines, "Add a medicine")
    form = page.medicines.form
    assert form is not None
    type_in(form.fields["name"], "apixaban")
    type_in(form.fields["happened_on"], "20 December 2026")
    assert "has not come yet" in form.questions["happened_on"].words.text()
    press(form, "Keep")
    assert page.live.read.all(Medicine) == []
    press(form, "It is right")  # Keep waited for that alone
    assert only(page.live.read, Medicine).happened_on == date(2026, 12, 20)


# Operations and genes


def test_an_operation_is_written_and_read_back(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    press(page.procedures, "Add one")
    form = page.procedures.form
    assert form is not None
    type_in(form.fields["name"], "Radiotherapy of the hip")
    form.fields["kind"].set_value(ProcedureKind.RADIOTHERAPY)  # type: ignore[union-attr]
    type_in(form.fields["happened_on"], "2 November 2026")
    type_in(form.fields["ended_on"], "6 November 2026")
    press(form, "Keep")
    procedure = only(page.live.read, Procedure)
    assert (procedure.kind, procedure.ended_on) == (ProcedureKind.RADIOTHERAPY, date(2026, 11, 6))
    assert "Radiotherapy, 2 November 2026 to 6 November 2026" in said(page.procedures).replace("\u00a0", " ")


def test_a_gene_is_written_and_taken_out(open_page: Callable[..., TreatmentPage]) -> None:
    page = open_page()
    press(page.genes, "Add a gene")
    form = page.genes.form
    assert form is not None
    type_in(form.fields["gene"], "KRAS")
    type_in(form.fields["result"], "mutated")
    press(form, "Keep")
    finding = only(page.live.read, GenomicFinding)
    assert "KRAS: mutated" in said(page.genes)
    page.genes.open(finding.id)
    settle()
    press(page.genes, "Take out")
    assert page.live.read.all(GenomicFinding) == []


# The whole page


def test_a_link_leads_to_each_record(open_page: Callable[..., TreatmentPage], sample_path: Path) -> None:
    page = open_page(path=sample_path)
    journal = page.live.read
    old = next(line for line in journal.all(TreatmentLine) if line.name == "FOLFOX")
    third = next(cycle for cycle in journal.all(Cycle, line_id=old.id) if cycle.number == 3)
    page.show_record(third.id)
    assert (page.line.title.text(), page.line.panel.title.text()) == ("FOLFOX", "Cycle 3")
    dose = journal.all(Dose)[-1]
    page.show_record(dose.id)
    assert page.line.title.text() == "FOLFIRI"
    stopped = next(medicine for medicine in journal.all(Medicine) if medicine.stopped_on is not None)
    page.show_record(stopped.id)
    assert page.medicines.form is not None
    assert page.medicines.form.record.id == stopped.id
    page.show_record(journal.all(GenomicFinding)[0].id)
    assert page.genes.form is not None


@pytest.mark.parametrize("text_size", [100, 150, 200, 250])
def test_forms_can_be_read_and_used(new_desk: Callable[..., Desk], sample_path: Path, text_size: int) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    assert desk.view is not None
    desk.view.go_to("treatment")
    page = desk.view.page
    assert isinstance(page, TreatmentPage)
    page.show_all()  # else what is out of sight follows the first frame
    page.line.panel.open("delay")
    page.line.change.click()
    page.medicines.open(next(iter(page.medicines.rows)))
    page.procedures.open_new()
    page.open_new_line()
    settle()
    assert nameless(desk.window) == []
    assert too_low(desk.window) == []
    assert cut_off(desk.window) == []
    assert sideways(desk.window) == []


def test_a_journal_that_is_only_read_offers_nothing_to_change(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    with open_journal(sample_path, read_only=True) as journal:
        from journal.ui.live_journal import LiveJournal

        desk = new_desk()
        desk._show(LiveJournal(journal))
        assert desk.view is not None
        desk.view.go_to("treatment")
        settle()
        page = desk.view.page
        assert isinstance(page, TreatmentPage)
        words = {button.text().strip() for button in page.findChildren(QPushButton) if button.isVisible()}
        assert words <= {"Show the cycles as a table", "Capecitabine", "FOLFOX", "Why does it say this?", "Show 3 stopped medicines", "Show 1 more"}  # fmt: skip  # noqa: E501
