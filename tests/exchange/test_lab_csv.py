"""Sheets of results, in the ways that people and laboratories write them."""

from __future__ import annotations

import contextlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.problems import Problem
from journal.domain.quantity import Comparator
from journal.domain.results import LabResult
from journal.exchange import lab_csv
from journal.exchange.batch import Batch
from tests.places import shared

HEAD = "date,test,value,unit,low,high,laboratory,note\n"


def read(folder: Path, data: str | bytes) -> Batch:
    path = folder / "labs.csv"
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return lab_csv.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_semicolons_commas_and_encodings(tmp_path: Path, encoding: str) -> None:
    text = HEAD.replace(",", ";") + "01.05.2026;CEA;<5,40;ng/mL;0;5,0;Köln;µ\n"
    (result,) = read(tmp_path, text.encode(encoding)).records
    assert isinstance(result, LabResult)
    assert result.quantity is not None
    assert (result.happened_on, str(result.quantity.value)) == (date(2026, 5, 1), "5.40")
    assert result.quantity.comparator is Comparator.LESS
    assert (result.analyte, result.high, result.laboratory) == ("cea", Decimal("5.0"), "Köln")


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("03/04/2026,CEA,5,ng/mL,,,,", "day first"),
        ("soon,CEA,5,ng/mL,,,,", "no date"),
        ("2026-05-01,CEA,,ng/mL,,,,", "value is blank"),
        ('2026-05-01,CEA,"1,234",ng/mL,,,,', "thousand"),
        ("2026-05-01,,5,ng/mL,,,,", "name of the test"),
        ("2026-05-01,INR,2,5,,,,,", "more cells"),  # a decimal comma without quotes
        ("2026-05-01,CEA,5.4,ng/mL,,,,,a comma, later", "more cells"),
        ("2026-05-01,PLT,150.000,/µl,,,,", "thousand"),  # 150 000 cells in Germany
    ],
)
def test_questions_name_the_line(tmp_path: Path, row: str, part: str) -> None:
    batch = read(tmp_path, HEAD + "2026-04-01,CEA,5,ng/mL,,,,\n" + row + "\n")
    assert len(batch.records) == 1
    assert part in batch.left_out[0].reason
    assert batch.left_out[0].where == "3"


def test_a_quotation_mark_that_never_ends_names_its_line(tmp_path: Path) -> None:
    rows = "2026-04-01,CEA,5,ng/mL,,,,\n" + '2026-05-01,"CEA,5,ng/mL,,,,\n' + "2026-06-01,CEA,6,ng/mL,,,,\n" * 3
    with pytest.raises(Problem, match="stray quotation mark") as caught:
        read(tmp_path, HEAD + rows)
    assert caught.value.values["line"] == 3


def test_a_row_over_two_lines_is_named_by_its_first(tmp_path: Path) -> None:
    batch = read(tmp_path, HEAD + '2026-04-01,CEA,5,ng/mL,,,,"one\ntwo"\nsoon,CEA,5,ng/mL,,,,"one\ntwo"\n')
    assert len(batch.records) == 1
    assert [item.where for item in batch.left_out] == ["4"]


def test_a_name_alone_never_decides(tmp_path: Path) -> None:
    (result,) = read(tmp_path, HEAD + "2026-04-01,CEA,5,mmol/L,,,,\n").records
    assert isinstance(result, LabResult)
    assert (result.analyte, result.name) == ("", "CEA")


@pytest.mark.parametrize(
    ("name", "rows", "people"),
    [("psa_trial.csv", 41, 11), ("cdisc_labs_subject1.csv", 323, 1), ("smart_labs.tsv", 3513, 39)],
)
def test_real_sheets(name: str, rows: int, people: int) -> None:
    batch = lab_csv.read(shared("samples", "csv", name))
    assert len(batch.records) + len(batch.left_out) == rows
    assert len(batch.people) == people


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_never_a_traceback(tmp_path: Path, body: str | bytes) -> None:
    data = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
    for start in (b"", HEAD.encode()):
        with contextlib.suppress(Problem):
            read(tmp_path, start + data)
