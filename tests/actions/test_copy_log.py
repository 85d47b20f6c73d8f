"""What is remembered of copies comes back as it was, and a broken memory stops nobody."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.actions.copy_log import CopyLog, Made, Trial, choosing, read_log, write_log

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    journal, own = tmp_path / "anna.journal", tmp_path / "own"
    log = CopyLog(
        "/stick", True, {"/stick": Made(NOW, 7)}, trial=Trial(NOW, 1_204), aside="/x before", told=("Dropbox",)
    )
    assert write_log(journal, log, own)
    assert read_log(journal, own) == log
    assert read_log(tmp_path / "tom.journal", own) == CopyLog()
    (written,) = own.iterdir()
    assert written.stat().st_mode & 0o077 == 0
    assert "anna" not in written.name


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"chosen": 3}', '{"made": {"/x": {"at": "never"}}}'])
def test_a_broken_memory_is_none(tmp_path: Path, broken: str) -> None:
    write_log(tmp_path / "anna.journal", CopyLog("/stick"), tmp_path / "own")
    (written,) = (tmp_path / "own").iterdir()
    written.write_text(broken)
    assert read_log(tmp_path / "anna.journal", tmp_path / "own") == CopyLog()


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write anywhere")
def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir(mode=0o500)
    assert not write_log(tmp_path / "anna.journal", CopyLog(), own)


def test_an_empty_place_where_a_stick_was_is_not_the_stick(tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    stick.mkdir()
    here = choosing(CopyLog(), stick, own)
    assert not here.chosen_is_elsewhere
    assert here.chosen_is_there(own)
    stick.rmdir()
    assert not here.chosen_is_there(own)
    stick.mkdir()  # what a disk that was taken away leaves: an empty folder on this computer's own disk
    assert not CopyLog(str(stick), chosen_is_elsewhere=True).chosen_is_there(own)
    assert choosing(here, None) == CopyLog(left=(str(stick),))
