"""A sheet as it is typed: what becomes a record, what must be mended, what is asked about, what last time offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.blood_tests import editable_sheet, last_time, same_tests, sheet_of_day
from journal.actions.lab_sheet import Column, LastTime, Sheet, SheetRow, offered, row_of, row_of_pasted
from journal.actions.sheet_reading import SheetReading, confirm, keep, read_sheet
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult, VitalSign
from journal.exchange.pasted_lines import PastedRow
from journal.exchange.pasted_sheet import read_pasted
from journal.reference.analytes import Analyte, analytes
from journal.reference.units import belongs
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text import numbers
from journal.text.sayings import say_problem

TODAY = date(2026, 5, 28)
DAY = date(2026, 5, 26)
LAB = "Royal Infirmary laboratory"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as made:
        yield made


def row(test: str = "", value: str = "", unit: str = "", range: str = "", note: str = "") -> SheetRow:
    return SheetRow(test=test, value=value, unit=unit, range=range, note=note)


def read(*rows: SheetRow, day: date | None = DAY) -> SheetReading:
    return read_sheet(Sheet(day, LAB, rows), TODAY)


def said(reading: SheetReading) -> list[tuple[int, Column, str, bool]]:
    return [(each.row, each.column, say_problem(each.problem), each.is_question) for each in reading.problems]


def write(journal: Journal, reading: SheetReading, before: tuple[LabResult | VitalSign, ...] = ()) -> None:
    with journal.change("Sheet") as draft:
        keep(draft, reading, before)


def test_a_row_becomes_a_result_with_its_own_range() -> None:
    (made,) = read(row("Haemoglobin", "108", "g/L", "115-160", "fasting")).records
    assert isinstance(made, LabResult)
    assert (made.analyte, made.name, made.happened_on, made.laboratory) == ("haemoglobin", "Haemoglobin", DAY, LAB)
    assert made.quantity == Quantity(Decimal(108), "g/L")
    assert (made.low, made.high, made.printed, made.note) == (Decimal(115), Decimal(160), "108", "fasting")


@pytest.mark.parametrize(
    ("typed", "quantity", "flag"),
    [
        ("5,4", Quantity(Decimal("5.4"), "ng/mL"), ""),
        ("5.4", Quantity(Decimal("5.4"), "ng/mL"), ""),
        ("<0.5", Quantity(Decimal("0.5"), "ng/mL", Comparator.LESS), ""),
        ("≤ 0,5", Quantity(Decimal("0.5"), "ng/mL", Comparator.AT_MOST), ""),
        (">1000", Quantity(Decimal(1000), "ng/mL", Comparator.MORE), ""),
        ("11.8 H", Quantity(Decimal("11.8"), "ng/mL"), "H"),
        ("not detected", None, ""),
        ("see report", None, ""),
    ],
)
def test_a_result_is_read_as_people_type_it(typed: str, quantity: Quantity | None, flag: str) -> None:
    (made,) = read(row("CEA", typed, "ng/mL")).records
    assert isinstance(made, LabResult)
    assert (made.quantity, made.flag) == (quantity, flag)


def test_a_unit_typed_behind_the_number_is_the_unit() -> None:
    (made,) = read(row("CEA", "5.4 ng/mL")).records
    assert made.quantity == Quantity(Decimal("5.4"), "ng/mL")
    typed = offered(row("CEA", "5.4 ug/L"), LastTime(unit="ng/mL"))
    assert read(typed).records[0].quantity == Quantity(Decimal("5.4"), "ug/L")


def test_a_test_of_ones_own_is_kept_in_its_words() -> None:
    (made,) = read(row("Zonulin", "45", "ng/mL")).records
    assert isinstance(made, LabResult)
    assert (made.analyte, made.name) == ("", "Zonulin")


def test_vital_signs_stand_on_the_sheet_as_well() -> None:
    weight, upper, lower = read(row("Weight", "71,2", "kg"), row("Blood pressure", "128/76")).records
    assert isinstance(weight, VitalSign)
    assert (weight.analyte, weight.quantity, weight.printed) == ("weight", Quantity(Decimal("71.2"), "kg"), "71,2")
    assert (upper.analyte, upper.quantity) == ("bp_systolic", Quantity(Decimal(128), "mm[Hg]"))
    assert (lower.analyte, lower.quantity) == ("bp_diastolic", Quantity(Decimal(76), "mm[Hg]"))


def test_a_share_of_a_count_is_a_test_of_its_own() -> None:
    share, count = read(row("Neutrophils", "62", "%"), row("Neutrophils", "1.8", "10^9/L")).records
    assert (share.analyte, count.analyte) == ("", "neutrophils")


def test_a_blank_row_is_nothing_and_a_blank_result_waits() -> None:
    reading = read(row(), row("CEA", "", "ng/mL"), row("ALT", "24", "U/L"))
    assert [each.analyte for each in reading.records] == ["alt"]
    assert (reading.problems, reading.waiting) == ((), 1)


@pytest.mark.parametrize(
    ("typed", "column", "words"),
    [
        (row("", "5"), Column.TEST, "The test has no name. Write which test this is."),
        (row("CEA", "1,234", "ng/mL"), Column.VALUE, "Is “1,234” a thousand or a decimal?"),
        (row("CEA", "5", "ng/mL", "10-5"), Column.RANGE, "The range runs from high to low."),
        (row("Weight", "<70", "kg"), Column.VALUE, "Weight needs a number, without a sign before it."),
        (row("Weight", "70", "kg", "60-80"), Column.RANGE, "Weight has no lab range."),
        (row("Blood pressure", "128"), Column.VALUE, "A blood pressure is two numbers. Write it like 120/80."),
    ],
)
def test_a_mistake_names_its_row_and_column(typed: SheetRow, column: Column, words: str) -> None:
    reading = read(row("ALT", "24", "U/L"), typed)
    ((number, where, sentence, is_question),) = said(reading)
    assert (number, where, is_question) == (1, column, False)
    assert sentence.startswith(words)
    assert not reading.can_be_kept


@pytest.mark.parametrize(
    ("typed", "column", "words"),
    [
        (row("Haemoglobin", "1080", "g/L"), Column.VALUE, "Is 1080\u00a0g/L right for Haemoglobin?"),
        (row("Temperature", "101", "Cel"), Column.VALUE, "Is 101 in Fahrenheit?"),
        (row("CEA", "5", "mm"), Column.UNIT, "CEA is not measured in “mm”."),
        (row("CEA", "5"), Column.UNIT, "CEA needs a unit."),
        (row("CEA", "-5", "ng/mL"), Column.VALUE, "A value below zero is not possible here."),
        (row("CEA", "12a3", "ng/mL"), Column.VALUE, "“12a3” is not a number."),
        (row("CEA", "5", "ng/mL", "0-5/10"), Column.RANGE, "“0-5/10” is no range like 115 to 160."),
    ],
)
def test_what_is_unusual_is_asked_about_and_kept_if_it_is_right(typed: SheetRow, column: Column, words: str) -> None:
    reading = read(typed)
    ((_number, where, sentence, is_question),) = said(reading)
    assert (where, is_question) == (column, True)
    assert sentence.startswith(words)
    answered = read(confirm(typed, reading.problems))
    assert answered.can_be_kept


def test_an_answer_is_for_the_text_it_was_given_for() -> None:
    typed = row("Haemoglobin", "1080", "g/L")
    answered = confirm(typed, read(typed).problems)
    assert read(answered).problems == ()
    assert read(answered.with_text(Column.VALUE, "2080")).problems != ()


def test_a_wrong_unit_that_is_right_makes_another_test_that_never_joins_the_line() -> None:
    typed = row("CEA", "5", "mm")
    (made,) = read(confirm(typed, read(typed).problems)).records
    assert made.analyte == ""


def test_the_same_test_twice_is_asked_about() -> None:
    reading = read(row("CEA", "5", "ng/mL"), row("cea", "6", "ng/mL"))
    assert said(reading) == [(1, Column.TEST, "This test stands in row 1 already.", True)]


def test_the_day_is_asked_about() -> None:
    cea = row("CEA", "5", "ng/mL")
    missing, to_come = read(cea, day=None), read(cea, day=date(2026, 6, 1))
    assert missing.day_problem is not None
    assert to_come.day_problem is not None
    assert say_problem(to_come.day_problem) == "1\u00a0June\u00a02026 has not come yet. Check the date."
    confirmed = read_sheet(Sheet(date(2026, 6, 1), LAB, (cea,)), TODAY, day_is_right=True)
    assert confirmed.can_be_kept


@pytest.mark.parametrize(
    ("typed", "analyte"),
    [
        (row("ctDNA", "not detected"), "ctdna_status"),
        (row("ctDNA", "0.22", "%"), "ctdna_vaf"),
        (row("ctDNA", "<0.02 %"), "ctdna_vaf"),
        (row("ctDNA", "1.4", "MTM/mL"), "ctdna_mtm"),
    ],
)
def test_tumour_dna_is_told_by_its_unit(typed: SheetRow, analyte: str) -> None:
    reading = read(typed)
    assert reading.problems == ()
    assert reading.records[0].analyte == analyte


def test_tumour_dna_has_a_limit_instead_of_a_range() -> None:
    (made,) = read(row("ctDNA", "not detected", "", "limit 0.01 %")).records
    assert isinstance(made, LabResult)
    assert made.detection_limit == Decimal("0.01")
    assert row_of(made).range == "from 0.01"


def test_unit_and_range_of_last_time_are_offered_and_marked(journal: Journal) -> None:
    write(journal, read(row("CEA", "5.1", "ng/mL", "< 5"), row("Weight", "70", "kg")))
    assert last_time(journal, "cea", LAB) == LastTime("ng/mL", "under 5")
    assert last_time(journal, "CEA", "Another lab") == LastTime("ng/mL", "")
    assert last_time(journal, "Weight", LAB) == LastTime("kg")
    assert last_time(journal, "Nothing known", LAB) == LastTime()
    typed = offered(row("CEA", "6"), last_time(journal, "CEA", LAB))
    assert typed.offered == {Column.UNIT, Column.RANGE}
    (made,) = read(typed).records
    assert isinstance(made, LabResult)
    assert (made.quantity, made.high) == (Quantity(Decimal(6), "ng/mL"), Decimal(5))


def test_what_was_typed_is_never_replaced_by_an_offer() -> None:
    typed = offered(row("CEA", "6", "ug/L"), LastTime("ng/mL", "under 5"))
    assert (typed.unit, typed.range, typed.offered) == ("ug/L", "under 5", frozenset({Column.RANGE}))
    assert typed.with_text(Column.RANGE, "< 4").offered == frozenset()


def test_the_tests_of_the_last_sheet_are_offered_with_blank_results(journal: Journal) -> None:
    write(journal, read(row("CEA", "5.1", "ng/mL"), row("ALT", "24", "U/L"), row("Weight", "70", "kg")))
    assert [(each.test, each.value) for each in same_tests(journal)] == [("CEA", ""), ("ALT", "")]


def test_a_sheet_opened_and_kept_as_it_is_changes_nothing(journal: Journal) -> None:
    imported = LabResult(
        happened_on=DAY,
        analyte="neutrophils",
        name="Neutrophils Abs",
        quantity=Quantity(Decimal("1.80"), "10*9/L"),
        printed="1.80",
        low=Decimal("2.0"),
        high=Decimal("7.5"),
        laboratory=LAB,
        method="kit",
        origin="file/7",
    )
    odd = replace(imported, id="odd", analyte="", name="Ratio", quantity=None, printed="1,234", origin="file/8")
    with journal.change("Import") as draft:
        draft.save_all([imported, odd])
    sheet, before = editable_sheet(sheet_of_day(journal, DAY), DAY, LAB)
    assert read_sheet(sheet, TODAY).can_be_kept
    write(journal, read_sheet(sheet, TODAY), before)
    assert len(journal.history()) == 1


def test_changing_a_sheet_keeps_ids_and_deletes_rows_taken_out(journal: Journal) -> None:
    write(journal, read(row("CEA", "5.1", "ng/mL", "< 5"), row("ALT", "24", "U/L"), row("Sodium", "140", "mmol/L")))
    sheet, before = editable_sheet(sheet_of_day(journal, DAY), DAY, LAB)
    cea, alt, _sodium = sheet.rows
    changed = replace(sheet, rows=(cea.with_text(Column.VALUE, "6,1"), alt, row("CRP", "7", "mg/L")))
    write(journal, read_sheet(changed, TODAY), before)
    now = {result.analyte: result for result in journal.all(LabResult)}
    assert set(now) == {"cea", "alt", "crp"}
    assert (now["cea"].id, now["cea"].printed, now["cea"].high) == (before[0].id, "6,1", Decimal(5))
    assert len(journal.history()) == 2
    journal.undo()
    assert {result.printed for result in journal.all(LabResult)} == {"5.1", "24", "140"}


def test_another_day_moves_the_whole_sheet(journal: Journal) -> None:
    write(journal, read(row("CEA", "5.1", "ng/mL"), row("Weight", "70", "kg")))
    sheet, before = editable_sheet(sheet_of_day(journal, DAY), DAY, LAB)
    write(journal, read_sheet(replace(sheet, day=date(2026, 5, 25)), TODAY), before)
    assert [each.analyte for each in sheet_of_day(journal, date(2026, 5, 25))] == ["cea", "weight"]
    assert sheet_of_day(journal, DAY) == ()


def test_a_pasted_row_stands_in_the_grid_as_it_is_read() -> None:
    pasted = PastedRow("Haemoglobin", "108", "g/L", "115-160", "L")
    typed = row_of_pasted(pasted)
    assert (typed.test, typed.value, typed.unit, typed.range, typed.flag) == (
        "Haemoglobin", "108", "g/L", "115 to 160", "L",
    )  # fmt: skip
    (made,) = read(typed).records
    assert isinstance(made, LabResult)
    assert (made.flag, made.low) == ("L", Decimal(115))


def test_a_mended_value_loses_the_mark_of_the_old_one() -> None:
    typed = row_of_pasted(PastedRow("Haemoglobin", "108", "g/L", "115-160", "L")).with_text(Column.VALUE, "118")
    assert typed.flag == ""


def test_a_pasted_sheet_is_kept_as_one_step(journal: Journal) -> None:
    pasted = read_pasted("Haemoglobin 108 g/L 115-160 L\nCEA 11.8 ng/mL < 5.0 H\nctDNA not detected\n")
    write(journal, read(*map(row_of_pasted, pasted.rows)))
    assert journal.count(LabResult) == 3
    journal.undo()
    assert journal.count(LabResult) == 0


@pytest.mark.parametrize("analyte", [each for each in analytes().values() if numbers.unit(each.unit)])
def test_a_unit_as_it_is_shown_can_be_typed(analyte: Analyte) -> None:
    assert belongs(numbers.unit(analyte.unit), analyte.key)
