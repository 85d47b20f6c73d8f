"""Sheets as they are copied from portals, PDF files and spreadsheets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.pasted_lines import row_in
from journal.exchange.pasted_sheet import PastedSheet, day_in, read_pasted


def shown(sheet: PastedSheet) -> list[tuple[str, ...]]:
    return [(row.test, row.value, row.unit, row.range, row.flag) for row in sheet.rows]


PDF = """FULL BLOOD COUNT
Patient: M. Example   Born 02/02/1958
Collected: 26 May 2026 08:15
Laboratory: Royal Infirmary laboratory
Haemoglobin 108 g/L 115-160 L
White cells   3.9  10^9/L  (4.0 - 11.0)  L
Neutrophils 1.8 x10^9/L 2.0-7.5 L
Platelets: 142 10*9/L [150 - 400]
CA 125 43 U/mL <35 H
CA 19-9 12 U/mL 0 - 37
Vitamin B12 350 pg/mL 200-900
CEA 11.8 H ng/mL < 5.0
eGFR >90 mL/min/1.73m2 >60
Creatinine 68 µmol/L 45 to 84
CRP <0.5 mg/L <5
ctDNA not detected
Printed 27/05/2026 page 1 of 2
Dr A. Smith, 12 High Street
"""


def test_lines_of_a_pdf() -> None:
    sheet = read_pasted(PDF)
    assert shown(sheet) == [
        ("Haemoglobin", "108", "g/L", "115-160", "L"),
        ("White cells", "3.9", "10^9/L", "4.0 - 11.0", "L"),
        ("Neutrophils", "1.8", "x10^9/L", "2.0-7.5", "L"),
        ("Platelets", "142", "10*9/L", "150 - 400", ""),
        ("CA 125", "43", "U/mL", "<35", "H"),
        ("CA 19-9", "12", "U/mL", "0 - 37", ""),
        ("Vitamin B12", "350", "pg/mL", "200-900", ""),
        ("CEA", "11.8", "ng/mL", "< 5.0", "H"),
        ("eGFR", ">90", "mL/min/1.73m2", ">60", ""),
        ("Creatinine", "68", "µmol/L", "45 to 84", ""),
        ("CRP", "<0.5", "mg/L", "<5", ""),
        ("ctDNA", "not detected", "", "", ""),
    ]
    assert sheet.laboratory == "Royal Infirmary laboratory"
    assert [day.day for day in sheet.days] == [date(2026, 5, 26)]


def test_what_is_no_result_is_said() -> None:
    assert read_pasted(PDF).unread == ("FULL BLOOD COUNT", "Dr A. Smith, 12 High Street")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Test\tResult\tUnits\tReference Range\tFlag\n"
            "Hemoglobin\t11.2\tg/dL\t12.0 - 16.0\tL\nWBC\t5,4\tK/uL\t4-11\t\n",
            [("Hemoglobin", "11.2", "g/dL", "12.0 - 16.0", "L"), ("WBC", "5,4", "K/uL", "4-11", "")],
        ),
        (
            "Hämoglobin;10,8;g/dl;12,0-16,0;L\nLeukozyten;3,9;G/l;4,0-11,0\nCRP;<0,5;mg/l;<5\n",
            [
                ("Hämoglobin", "10,8", "g/dl", "12,0-16,0", "L"),
                ("Leukozyten", "3,9", "G/l", "4,0-11,0", ""),
                ("CRP", "<0,5", "mg/l", "<5", ""),
            ],
        ),
        (
            "Haemoglobin,108,g/L,115-160,L\nCreatinine,68,umol/L,45-84,\n",
            [("Haemoglobin", "108", "g/L", "115-160", "L"), ("Creatinine", "68", "umol/L", "45-84", "")],
        ),
        ('"Bilirubin, total","14","umol/L","0-21"\n', [("Bilirubin, total", "14", "umol/L", "0-21", "")]),
        ("Kalium\t4,1\tmmol/l\t3,5\t5,1\n", [("Kalium", "4,1", "mmol/l", "3,5 - 5,1", "")]),
        (
            "| Haemoglobin | 108 | g/L | 115-160 |\n| Platelets | 142 | 10^9/L | 150-400 |",
            [("Haemoglobin", "108", "g/L", "115-160", ""), ("Platelets", "142", "10^9/L", "150-400", "")],
        ),
        (
            "Test,Low,High,Value,Unit\nSodium,133,146,140,mmol/L\n",
            [("Sodium", "140", "mmol/L", "133 - 146", "")],
        ),
    ],
    ids=["tabs with headings", "semicolons", "commas", "quoted commas", "limits in two cells", "pipes", "low and high"],
)
def test_tables(text: str, expected: list[tuple[str, ...]]) -> None:
    assert shown(read_pasted(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "HEMOGLOBIN\nNormal range: 11.7 - 15.5 g/dL\nValue\n11.2 Low\n"
        "PLATELET COUNT\nNormal range: 150 - 400 K/uL\nValue\n142\n",
        "HEMOGLOBIN\n11.2\nLow\ng/dL\n11.7 - 15.5\nPLATELET COUNT\n142\nK/uL\n150 - 400\n",
        "HEMOGLOBIN\n11.2 g/dL Low\n11.7 - 15.5\n\nPLATELET COUNT\n142 K/uL\n150 - 400",
    ],
    ids=["range above the value", "a line a cell", "name above the result"],
)
def test_a_result_on_several_lines(text: str) -> None:
    assert shown(read_pasted(text)) == [
        ("HEMOGLOBIN", "11.2", "g/dL", "11.7 - 15.5", "Low"),
        ("PLATELET COUNT", "142", "K/uL", "150 - 400", ""),
    ]


def test_a_table_with_a_column_for_each_day_gives_each_day_its_sheet() -> None:
    sheet = read_pasted("Test\tUnit\t2026-05-12\t2026-05-01\nCEA\tng/mL\t11.8\t12.6\nALT\tU/L\t24\t\n")
    assert [(day.day, [(row.test, row.value) for row in day.rows]) for day in sheet.days] == [
        (date(2026, 5, 1), [("CEA", "12.6")]),
        (date(2026, 5, 12), [("CEA", "11.8"), ("ALT", "24")]),
    ]


def test_a_column_of_days_gives_each_day_its_sheet() -> None:
    sheet = read_pasted("Date;Test;Value;Unit\n2026-05-01;CEA;12.6;ng/mL\n2026-05-12;CEA;11.8;ng/mL\n")
    assert [day.day for day in sheet.days] == [date(2026, 5, 1), date(2026, 5, 12)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Haemoglobin 108 g/L 115-160 L", ("Haemoglobin", "108", "g/L", "115-160", "L")),
        ("Haemoglobin 108L g/L 115-160", ("Haemoglobin", "108", "g/L", "115-160", "L")),
        ("Haemoglobin 108 (115-160) g/L", ("Haemoglobin", "108", "g/L", "115-160", "")),
        ("Haemoglobin: 108 g/L (Reference range 115-160)", ("Haemoglobin", "108", "g/L", "115-160", "")),
        ("Potassium 4.1 mmol/L", ("Potassium", "4.1", "mmol/L", "", "")),
        ("Blood pressure 128/76 mmHg", ("Blood pressure", "128/76", "mmHg", "", "")),
        ("TSH 2.4 mIU/L 0.4-4.0 N", ("TSH", "2.4", "mIU/L", "0.4-4.0", "N")),
        ("CRP < 0.5 mg/L", ("CRP", "< 0.5", "mg/L", "", "")),
        ("Zonulin 45.2 ng/mL 20-60", ("Zonulin", "45.2", "ng/mL", "20-60", "")),
        ("SARS-CoV-2 PCR Not detected", ("SARS-CoV-2 PCR", "Not detected", "", "", "")),
        ("Neutrophils % 62 % 40-75", ("Neutrophils %", "62", "%", "40-75", "")),
    ],
)
def test_one_line(line: str, expected: tuple[str, ...]) -> None:
    row = row_in(line)
    assert row is not None
    assert (row.test, row.value, row.unit, row.range, row.flag) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Page 1 of 2",
        "12 High Street",
        "Please come at 9 on Tuesday.",
        "Telephone 020 7946 0123",
        "Haemoglobin",
        "108 g/L",
        "",
    ],
)
def test_a_line_that_is_no_result(line: str) -> None:
    assert row_in(line) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-26", date(2026, 5, 26)),
        ("26.5.2026", date(2026, 5, 26)),
        ("26 May 2026", date(2026, 5, 26)),
        ("26-May-2026", date(2026, 5, 26)),
        ("May 26, 2026", date(2026, 5, 26)),
        ("26/05/2026", date(2026, 5, 26)),
        ("05/26/2026", date(2026, 5, 26)),
        ("05/05/2026", date(2026, 5, 5)),
        ("03/04/2026", None),
        ("31.02.2026", None),
        ("no day", None),
    ],
)
def test_a_day_is_only_taken_where_it_is_certain(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_the_day_of_birth_is_no_day_of_a_sample() -> None:
    assert [day.day for day in read_pasted("DOB: 2 Feb 1958\nHaemoglobin 108 g/L 115-160").days] == [None]


@given(st.text(alphabet="Ab1.,;\t\n -<>/%()|:", max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    sheet = read_pasted(text)
    assert all(row.test and row.value for row in sheet.rows)


@given(st.lists(st.sampled_from(["Haemoglobin", "CEA", "Sodium", "ALT"]), min_size=1, max_size=6, unique=True))
def test_all_results_of_a_sheet_are_found_in_order(tests: list[str]) -> None:
    text = "\n".join(f"{test}\t{place}.5\tg/L" for place, test in enumerate(tests))
    assert [row.test for row in read_pasted(text).rows] == tests
