"""Copies that the present passphrase does not open stay named as long as they lie anywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal.actions.backups import back_up, bring_back
from journal.actions.copy_log import CopyLog, choosing, read_log, write_log
from journal.actions.earlier_keys import EarlierKeys, about_earlier_keys, copies_under_earlier_keys
from journal.domain.notes import Note
from journal.store.backup import backup
from journal.store.opening import create
from journal.store.passphrase import change_passphrase
from tests.text.readability import grade

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with create(tmp_path / "anna.journal", "first") as journal, journal.change("Add") as draft:
        draft.save(Note(happened_on=date(2026, 5, 1), text="one"))
    return tmp_path / "anna.journal"


def test_those_under_the_first_stay_named_after_the_second_change(path: Path, tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    stick.mkdir()
    first = {*back_up(path, NOW, stick, "first", own).made, backup(path, tmp_path, NOW, "first")}
    folders = (own, stick, tmp_path / "unplugged")
    assert copies_under_earlier_keys(path, folders) == EarlierKeys()
    change_passphrase(path, "first", "second")
    second = set(back_up(path, NOW + timedelta(hours=1), stick, "second", own).made)
    assert set(copies_under_earlier_keys(path, folders).others) == first
    left = change_passphrase(path, "second", "third", folders)
    found = copies_under_earlier_keys(path, folders)
    assert set(left) == second
    assert set(found.others) == first | second
    assert set(found.without(left).others) == first
    for copy in first:
        copy.unlink()
    assert set(copies_under_earlier_keys(path, folders).others) == second


def test_what_is_open_to_everybody_is_told_from_what_needs_a_passphrase(path: Path, tmp_path: Path) -> None:
    locked = backup(path, tmp_path, NOW, "first")
    kept = tmp_path / "anna (format 3).journal"
    change_passphrase(path, "first", None)
    kept.write_bytes(path.read_bytes())
    open_copy = backup(path, tmp_path, NOW + timedelta(hours=1))
    assert copies_under_earlier_keys(path, ()) == EarlierKeys((), (locked,))
    aside = bring_back(locked, path, NOW, "first")  # the key of that time is back
    assert aside is not None
    found = copies_under_earlier_keys(path, ())
    assert (set(found.open), found.others) == ({open_copy, aside, kept}, ())
    change_passphrase(path, "first", "second")
    found = copies_under_earlier_keys(path, ())
    assert (set(found.open), found.others) == ({open_copy, aside, kept}, (locked,))


def test_strangers_are_not_named(path: Path, tmp_path: Path) -> None:
    (tmp_path / "anna 2026-05-01 0930.journal").write_bytes(b"no journal of ours")
    create(tmp_path / "annabel 2026-05-01 0930.journal", "other").close()
    (tmp_path / "anna 2026-05-02 0930.journal").mkdir()
    assert copies_under_earlier_keys(path, (tmp_path,)) == EarlierKeys()
    assert about_earlier_keys(EarlierKeys(), lambda paths: [path.name for path in paths]) == ()


@pytest.mark.parametrize("count", [1, 2])
def test_it_is_said_plainly(count: int) -> None:
    paths = tuple(Path(f"{number}.journal") for number in range(count))
    for words in about_earlier_keys(EarlierKeys(paths, paths), lambda paths: [path.name for path in paths]):
        said, *names = words.splitlines()
        assert names == [path.name for path in paths]
        assert grade(said) <= 6
        assert str(count) in said


def test_folders_of_before_are_remembered(path: Path, tmp_path: Path) -> None:
    own, one, two = tmp_path / "own", tmp_path / "one", tmp_path / "two"
    log = choosing(choosing(choosing(CopyLog(), one, own), two, own), None, own)
    assert log.folders(own) == (own,)
    assert log.all_folders(own) == (own, one, two)
    assert write_log(path, log, own)
    assert read_log(path, own) == log
    again = choosing(log, one, own)
    assert again.all_folders(own) == (own, one, two)
