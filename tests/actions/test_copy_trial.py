"""Copies are tried by bringing them back; one that is not the same is found, and nothing is left behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal.actions.backups import back_up
from journal.actions.copy_log import Trial
from journal.actions.copy_trial import is_due, try_newest
from journal.domain.notes import Note
from journal.store.journal import Journal
from journal.store.opening import create, open_journal

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def add(journal: Journal, *texts: str) -> None:
    with journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=text) for text in texts)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as journal:
        add(journal, "one", "two")
        yield journal


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (Trial(NOW - timedelta(days=29), 2), False),
        (Trial(NOW - timedelta(days=30), 2), True),
        (Trial(NOW - timedelta(hours=23), 0, "/own"), False),
        (Trial(NOW - timedelta(days=1), 0, "/own"), True),
        (Trial(NOW + timedelta(days=400), 2), True),  # a clock that was wrong then
    ],
)
def test_trials_come_monthly_and_daily_after_a_failure(last: Trial | None, due: bool) -> None:
    assert is_due(last, NOW) is due


@pytest.mark.parametrize("changes_since", [False, True])
def test_the_newest_copy_of_each_folder_is_tried(tmp_path: Path, journal: Journal, changes_since: bool) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    stick.mkdir()
    back_up(journal.path, NOW, stick, own=own)
    if changes_since:
        add(journal, "three")
    before = sorted(own.iterdir())
    assert try_newest(journal, (own, stick), NOW, own=own) == Trial(NOW, 2)
    assert sorted(own.iterdir()) == before


def test_without_copies_there_is_no_trial(tmp_path: Path, journal: Journal) -> None:
    assert try_newest(journal, (tmp_path / "own", tmp_path / "away"), NOW, own=tmp_path / "own") is None


def test_a_damaged_copy_fails_the_trial(tmp_path: Path, journal: Journal) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    stick.mkdir()
    outcome = back_up(journal.path, NOW, stick, own=own)
    (copy,) = (each for each in outcome.made if each.parent == stick)
    content = bytearray(copy.read_bytes())
    content[9_000] ^= 1
    copy.write_bytes(content)
    assert try_newest(journal, (own, stick), NOW, own=own) == Trial(NOW, 0, str(stick))
    assert not (own / ".trial").exists()


def test_a_whole_copy_of_something_else_fails_the_trial(tmp_path: Path, journal: Journal) -> None:
    own = tmp_path / "own"
    (copy,) = back_up(journal.path, NOW, own=own).made
    other = tmp_path / "other.journal"
    shutil.copyfile(journal.path, other)  # the same key, without what its log holds: an older state
    with open_journal(other) as second:
        for _ in range(journal.last_seq() - second.last_seq()):
            add(second, "not what was written")
    shutil.copyfile(other, copy)
    assert try_newest(journal, (own,), NOW, own=own) == Trial(NOW, 0, str(own))
