"""A printout is written whole or not at all, and what a person got wrong is said."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from journal.domain.problems import Problem
from journal.reports import REPORTS, write_report
from journal.text.sayings import say_problem
from tests.reports.conftest import Written
from tests.reports.journals import NOW, TODAY, usual


@pytest.mark.parametrize("kind", [kind for kind, _function in REPORTS])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_printout_is_written(written: Written, tmp_path: Path, kind: str, paper: str) -> None:
    out = tmp_path / "for the visit.pdf"
    write_report(written(usual()), kind, out, TODAY, paper=paper, now=NOW)
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
        assert len(pdf.pages) >= 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".export")]


def test_an_unknown_printout_or_paper_names_the_choices(written: Written, tmp_path: Path) -> None:
    journal = written(())
    with pytest.raises(Problem) as caught:
        write_report(journal, "poster", tmp_path / "x.pdf", TODAY)
    assert say_problem(caught.value) == (
        "There is no printout “poster”. Use one of: " + ", ".join(kind for kind, _function in REPORTS) + "."
    )
    with pytest.raises(Problem) as caught:
        write_report(journal, "visit", tmp_path / "x.pdf", TODAY, paper="a5")
    assert say_problem(caught.value) == "There is no paper “a5”. Use one of: a4, letter."
    assert not (tmp_path / "x.pdf").exists()


def test_a_place_that_cannot_be_written_is_said_and_the_old_file_stays(written: Written, tmp_path: Path) -> None:
    journal = written(())
    with pytest.raises(Problem) as caught:
        write_report(journal, "visit", tmp_path / "no folder" / "x.pdf", TODAY)
    assert "“x.pdf” could not be written" in say_problem(caught.value)
    folder = tmp_path / "taken.pdf"
    folder.mkdir()
    with pytest.raises(Problem):
        write_report(journal, "visit", folder, TODAY)
    assert folder.is_dir()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".export")]


def test_the_clock_s_own_moment_is_taken(written: Written, tmp_path: Path) -> None:
    out = tmp_path / "now.pdf"
    now = datetime(2026, 11, 24, 9, 5, 7, 123_456).astimezone()
    write_report(written(usual()), "visit", out, now.date(), now=now)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1
