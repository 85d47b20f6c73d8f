"""The sheet of values is read as a person would write it, and a mistake is refused with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from journal.domain.marker_values import MarkerValue
from journal.domain.problems import Problem
from journal.exchange.value_sheet import COLUMNS, read_values

HEADER = ",".join(COLUMNS)
START = "1,2026-01-01,,,,,start"


def sheet(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "values.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def test_values_and_events_are_read_in_any_order(tmp_path: Path) -> None:
    rows = (
        '1,2026-03-01,CA 125,"< 5,5",kU/l,35,',
        "1,2026-02-01,,,,,Mouse antibodies",
        "1,2026-01-01,ca-125,200,U/mL,35.0,start",
        "1,2026-03-01,RECIST,pr,,,",
        "2,2026-01-05,PSA,0.10,µg/l,,start",
    )
    first, second = read_values(sheet(tmp_path, *rows))
    assert (first.case, first.started_on) == ("1", date(2026, 1, 1))
    assert first.events == ((date(2026, 2, 1), "mouse-antibodies"),)
    assert first.of("ca-125") == (
        MarkerValue(date(2026, 1, 1), "ca-125", Decimal(200), upper_limit=Decimal("35.0")),
        MarkerValue(date(2026, 3, 1), "ca-125", Decimal("5.5"), True, upper_limit=Decimal(35), is_less=True),
    )
    assert first.of("recist") == (MarkerValue(date(2026, 3, 1), "recist", word="PR"),)
    assert second.of("psa")[0].value == Decimal("0.10")


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("m-protein,1.5,g/dL", "15"),
        ("M protein,15,g/L", "15"),
        ("urine-m-protein,0.5,g/24 h", "500"),
        ("urine-m-protein,500,mg/d", "500"),
        ("flc-kappa,< 1.2,mg/dl", "12"),
        ("flc-lambda,12,mg/L", "12"),
        ("flc-ratio,1.65,", "1.65"),
        ("plasma-cells,5,%", "5"),
        ("plasmacytoma,4,cm²", "400"),
    ],
)
def test_units_are_brought_to_one(tmp_path: Path, cells: str, value: str) -> None:
    (course,) = read_values(sheet(tmp_path, START, f"1,2026-02-01,{cells},2,"))
    assert course.values[0].value == Decimal(value)
    assert course.values[0].upper_limit == 2 * Decimal(value) / Decimal(cells.split(",")[1].removeprefix("< "))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",2026-01-02,psa,1,ng/mL,,", "blank"),
        ("1,2026-1-2,psa,1,ng/mL,,", "not a date"),
        ("1,2026-02-30,psa,1,ng/mL,,", "not a date"),
        ("1,2026-W19-2,psa,1,ng/mL,,", "not a date"),
        ("1,2026-01-02,gold,1,ng/mL,,", "Use one of"),
        ("1,2026-01-02,psa,1,mg/dL,,", "Use one of"),
        ("1,2026-01-02,psa,1,,,", "Use one of"),
        ("1,2026-01-02,psa,,ng/mL,,", "blank"),
        ("1,2026-01-02,psa,<,ng/mL,,", "blank"),
        ("1,2026-01-02,psa,-1,ng/mL,,", "less than 0"),
        ("1,2026-01-02,psa,> 5,ng/mL,,", "not a number"),
        ("1,2026-01-02,psa,NaN,ng/mL,,", "not a number"),
        ("1,2026-01-02,psa,1e99999999,ng/mL,,", "not a number"),
        ("1,2026-01-02,psa,1e13,ng/mL,,", "not a number"),
        ("1,2026-01-02,psa,1e-13,ng/mL,,", "not a number"),
        ("1,2026-01-02,ca-125,1,U/mL,-35,", "less than 0"),
        ("1,2026-01-02,ca-125,1,U/mL,high,", "not a number"),
        ("1,2026-01-02,recist,good,,,", "Use one of"),
        ("1,2026-01-02,bone-new,1.5,,,", "whole number"),
        ("1,2026-01-02,bone-new,< 2,,,", "whole number"),
        ("1,2026-01-02,psa,1,ng/mL,,holiday", "Use one of"),
        ("1,2026-01-02,,1,ng/mL,,", "blank"),
        ("1,2026-01-02,,,,,", "blank"),
        ("1,2026-01-02,,,,,start", "another day"),
        ("2,2026-01-02,psa,1,ng/mL,,", "no start"),
        ("1,2026-01-01,psa,2,ng/mL,,", "already has a value"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(Problem) as caught:
        read_values(sheet(tmp_path, START, "1,2026-01-01,psa,1,ng/mL,,", row))
    assert words in caught.value.message
    assert caught.value.values["line"] == 4


def test_at_most_is_kept_apart_from_less(tmp_path: Path) -> None:
    rows = ("1,2026-02-01,plasma-cells,< 5,%,,", "1,2026-02-02,plasma-cells,<= 5,%,,", "1,2026-02-03,flc-ratio,<=1,,,")
    (course,) = read_values(sheet(tmp_path, START, *rows))
    assert [(value.is_limit, value.is_less) for value in course.values] == [(True, True), (True, False), (True, False)]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_values(sheet(tmp_path, header="case,date,analyte,value,unit,event"))
    assert caught.value.values["column"] == "upper_limit"
