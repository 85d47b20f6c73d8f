"""A sheet is read as it stands, or refused with one sentence that names the line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.actions.assess import assess, best_responses
from journal.domain.problems import Problem

HEAD = "case,date,lesion,role,node,mm,status\n"
BASE = "1,2026-01-05,A,target,no,20,\n"


def sheet(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sizes.csv"
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("rows", "line", "part"),
    [
        ("1,2026-03-05,A,target,no,,\n", 3, "neither a size nor a status"),
        ("1,2026-03-05,A,target,no,twelve,\n", 3, "not a number"),
        ("1,2026-03-05,A,target,no,-3,\n", 3, "less than 0"),
        ("1,2026-03-05,A,target,no,nan,\n", 3, "not a number"),
        ("1,2026-03-05,A,target,no,12mm,\n", 3, "not a number"),
        ('1,2026-03-05,A,target,no,"1,234.5",\n', 3, "not a number"),
        ("1,2026-03-05,A,tarjet,no,12,\n", 3, "{column}"),
        ("1,2026-03-05,A,target,maybe,12,\n", 3, "{column}"),
        ("1,2026-03-05,A,target,no,,vanished\n", 3, "{column}"),
        ("1,05/03/2026,A,target,no,12,\n", 3, "not a date"),
        ("1,2026-02-30,A,target,no,12,\n", 3, "not a date"),
        (",2026-03-05,A,target,no,12,\n", 3, "blank"),
        ("1,2026-01-05,A,target,no,12,\n", 3, "already has a row"),
        ("1,2026-03-05,A,non-target,no,12,\n", 3, "another role"),
        ("1,2026-03-05,A,target,no,12,absent\n", 3, "no size"),
        ("1,2026-01,A,target,no,12,\n", 3, "not certain"),
        ("1,2026-03-05,A,target,no,2.1,\n", 3, "millimetres"),
        ("1,2026-03-05,A,target,no,205,\n", 3, "millimetres"),
        ("1,2026-03-05,A,target,no,301,\n", 3, "millimetres"),
        ('1,2026-03-05,A,target,no,"12,\n', 3, "quotes"),
        ('1,2026-03-05,A,target,no,"12,\n1,2026-04-05,A,target,no,12,\n\n', 3, "quotes"),
        ("1,2026-03-05,A,target,no,1_2,\n", 3, "not a number"),
        ("1,2026-03-05,A,target,no,1e999999,\n", 3, "not a number"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, rows: str, line: int, part: str) -> None:
    with pytest.raises(Problem) as caught:
        assess(sheet(tmp_path, HEAD + BASE + rows))
    assert part in caught.value.message
    assert caught.value.values["line"] == line


def test_header_and_encoding(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="column"):
        assess(sheet(tmp_path, "case,date\n"))
    path = tmp_path / "latin.csv"
    path.write_bytes(HEAD.encode() + b"\xe9")
    with pytest.raises(Problem, match="UTF-8"):
        assess(path)
    with pytest.raises(Problem, match="no file"):
        assess(tmp_path / "absent.csv")


def test_what_is_legal(tmp_path: Path) -> None:
    text = "\ufeffstatus,mm,node,role,lesion,date,case,remark\r\n"
    text += ',"14,0",no,target,A,2026-03-05,1,later\r\n,20,,target,A,2026-01,1,first\r\n'
    (row,) = assess(sheet(tmp_path, text))
    assert (row["date"], row["sum_mm"], row["baseline_sum_mm"], row["overall"]) == (
        "2026-03-05",
        14,
        20,
        "PR",
    )
    (row,) = assess(sheet(tmp_path, HEAD + BASE + "1,2026-03-05,A,target,no,2.1,\n"), accept_unusual=True)
    assert row["overall"] == "PR"
    assert assess(sheet(tmp_path, HEAD)) == []


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_judged_or_refused(tmp_path: Path, text: str) -> None:
    for read in (assess, best_responses):
        for head in (HEAD + BASE, "case,date,overall,start\n", ""):
            path = tmp_path / "any.csv"
            path.write_text(head + text, "utf-8", errors="replace")
            # Anything else than a refusal that a person can read fails the test.
            with contextlib.suppress(Problem):
                read(path)


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("1,2026-03-05,XX,2026-01-01\n", "not a response"),
        ("1,2026-03-05,SD,\n", "not a date"),
        ("1,2025-12-31,SD,2026-01-01\n", "before the treatment"),
        ("1,2026-03,SD,2026-01-01\n", "not a date"),
        ("1,2026-W19-2,SD,2026-01-01\n", "not a date"),
        ("1,2026-03-05,SD,2026-01-01\n1,2026-03-05,PR,2026-01-01\n", "already has a response"),
        ("1,2026-03-05,SD,2026-01-01\n1,2026-04-05,PR,2026-01-02\n", "another day"),
        (",2026-03-05,SD,2026-01-01\n", "blank"),
    ],
)
def test_mistakes_in_a_sheet_of_responses(tmp_path: Path, rows: str, part: str) -> None:
    with pytest.raises(Problem) as caught:
        best_responses(sheet(tmp_path, "case,date,overall,start\n" + rows))
    assert part in caught.value.message


def test_a_case_without_assessments_is_not_evaluable(tmp_path: Path) -> None:
    path = sheet(tmp_path, "case,date,overall,start\n1,,,2026-01-01\n2,2026-03-05,PR,2026-01-01\n")
    assert [(row["case"], row["best"], row["date"]) for row in best_responses(path)] == [
        ("1", "NE", None),
        ("2", "PR", "2026-03-05"),
    ]
