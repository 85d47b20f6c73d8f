"""The sheet of two diameters is read as a person would write it, and a mistake is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.domain.diameters import Diameters
from journal.domain.problems import Problem
from journal.exchange.diameter_sheet import COLUMNS, LYMPHOMA, read_diameters

HEADER = ",".join(COLUMNS)


def sheet(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "diameters.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def test_rows_are_read_in_any_order(tmp_path: Path) -> None:
    rows = (
        "1,2026-03-01,,Deauville,,,X",
        "1,2026-01-01,neck,node,30.5,20,",
        "1,2026-03-01,neck,Node,,,Too small",
        "2,2026-01-01,,spleen,140,,",
        "1,2026-03-01,groin,new-node,12,8,present",
    )
    first, second = read_diameters(sheet(tmp_path, *rows), LYMPHOMA)
    assert [point.on for point in first.points] == [date(2026, 1, 1), date(2026, 3, 1)]
    assert first.points[0].lines == (Diameters("neck", "node", 30_500, 20_000),)
    assert first.points[1].lines == (
        Diameters("", "deauville", word="x"),
        Diameters("neck", "node", word="too-small"),
        Diameters("groin", "new-node", 12_000, 8_000, "present"),
    )
    assert second.points[0].of("spleen")[0].long_um == 140_000


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",2026-01-02,neck,node,30,20,", "blank"),
        ("1,,neck,node,30,20,", "blank"),
        ("1,2026-01-02,neck,,30,20,", "blank"),
        ("1,2026-01-02,,node,30,20,", "blank"),
        ("1,2026-1-2,neck,node,30,20,", "not a date"),
        ("1,2026-01-02,neck,lump,30,20,", "Use one of"),
        ("1,2026-01-02,neck,node,30,20,large", "Use one of"),
        ("1,2026-01-02,,spleen,140,,large", "Use one of"),
        ("1,2026-01-02,,deauville,,,6", "Use one of"),
        ("1,2026-01-02,,deauville,4,,", "no such size"),
        ("1,2026-01-02,,spleen,140,80,", "no such size"),
        ("1,2026-01-02,neck,node,,,", "neither a size nor a word"),
        ("1,2026-01-02,neck,node,,20,", "neither a size nor a word"),
        ("1,2026-01-02,neck,node,30,20,absent", "no size, but one is given"),
        ("1,2026-01-02,neck,node,20,30,", "Swap"),
        ("1,2026-01-02,neck,node,-1,-2,", "less than 0"),
        ("1,2026-01-02,neck,node,300.1,20,", "millimetres"),
        ("1,2026-01-02,neck,node,30.0001,20,", "decimals"),
        ("1,2026-01-02,neck,node,big,20,", "not a number"),
        ("1,2026-01-01,neck,node,31,20,", "already has a row"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(Problem) as caught:
        read_diameters(sheet(tmp_path, "1,2026-01-01,neck,node,30,20,", row), LYMPHOMA)
    assert words in caught.value.message
    assert caught.value.values["line"] == 3


def test_an_unusual_size_can_be_right(tmp_path: Path) -> None:
    path = sheet(tmp_path, "1,2026-01-01,neck,node,300.1,20,")
    (course,) = read_diameters(path, LYMPHOMA, accept_unusual=True)
    assert course.points[0].lines[0].long_um == 300_100
    (course,) = read_diameters(sheet(tmp_path, "1,2026-01-01,neck,node,300,20,"), LYMPHOMA)
    assert course.points[0].lines[0].product == 6_000_000_000


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_diameters(sheet(tmp_path, header="case,date,item,kind,long_mm,word"), LYMPHOMA)
    assert caught.value.values["column"] == "short_mm"
