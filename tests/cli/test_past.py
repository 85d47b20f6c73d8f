"""`history` says who wrote what and when, of the whole journal and of one entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journal.cli.main import main
from journal.domain.notes import Note
from journal.store.opening import create

NOTE = Note(id="abc123", happened_on=date(2026, 5, 1), text="first words")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "anna.journal"
    with create(path, author="Anna") as journal:
        for text in ("first words", "second words"):
            with journal.change(f"Wrote {text}") as draft:
                draft.save(replace(NOTE, text=text))
        with journal.change("Took it out") as draft:
            draft.delete(NOTE)
        with journal.change("Another") as draft:
            draft.save(replace(NOTE, id="abd", text="another"))
    return path


def test_of_a_whole_journal_newest_first(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(file), "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("by Anna: Another")
    assert lines[1].split()[0] == "abd"
    assert lines[2].endswith("by Anna: Took it out")
    assert len(lines) == 4


def test_of_one_entry_that_is_deleted(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(file), "abc"]) == 0
    told = capsys.readouterr().out
    assert "Text: second words. Before: first words" in told
    assert told.index("Took it out") < told.index("Wrote second words") < told.index("Wrote first words")


@pytest.mark.parametrize(("begins", "words"), [("zz", "No entry has an id"), ("ab", "2 entries have an id")])
def test_an_id_that_is_not_one(file: Path, capsys: pytest.CaptureFixture[str], begins: str, words: str) -> None:
    assert main(["history", str(file), begins]) == 1
    assert words in capsys.readouterr().err
