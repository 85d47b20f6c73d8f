"""What can be brought back is listed with what it holds, what would change, and whether the same key opens it."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal.actions.backups import back_up, bring_back
from journal.actions.copy_contents import candidates, contents
from journal.actions.copy_trial import try_newest
from journal.domain.notes import Note
from journal.store.connection import connect
from journal.store.faults import DamagedJournal, NeedsPassphrase
from journal.store.opening import create, open_journal, unlocked
from journal.store.passphrase import change_passphrase

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def write(path: Path, *texts: str) -> None:
    with open_journal(path) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=text) for text in texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "anna.journal").close()
    write(tmp_path / "anna.journal", "one", "two")
    return tmp_path / "anna.journal"


def test_what_a_restore_would_change_and_taking_it_back(path: Path, tmp_path: Path) -> None:
    (copy,) = back_up(path, NOW, own=tmp_path / "own").made
    with open_journal(path) as journal:
        assert contents(copy, journal).is_same
        one, _two = sorted(journal.all(Note), key=lambda note: note.text)
        with journal.change("Delete") as draft:
            draft.delete(one)
    write(path, "three")
    with open_journal(path) as journal:
        difference = contents(copy, journal)
    assert difference.back == (one,)
    assert [note.text for note in difference.gone if isinstance(note, Note)] == ["three"]
    assert (difference.other, difference.holds) == ((), 2)
    aside = bring_back(copy, path, NOW)
    assert aside is not None
    with open_journal(path) as journal:
        assert contents(copy, journal).is_same
    bring_back(aside, path, NOW)
    with open_journal(path) as journal:
        assert sorted(note.text for note in journal.all(Note)) == ["three", "two"]


def test_copies_and_what_was_set_aside_are_listed(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (copy,) = back_up(path, NOW, own=own).made
    bring_back(copy, path, NOW + timedelta(hours=1))
    for stray in ("anna before long.journal", "anna before 2026-99-99 0000.journal", "annabel 2026-05-01 0900.journal"):
        (tmp_path / stray).write_bytes(b"")
    aside, listed = candidates(path, (own, tmp_path / "away"))
    assert (aside.path.name, aside.is_aside, aside.has_same_key) == ("anna before 2026-05-01 1030.journal", True, True)
    assert (listed.path, listed.is_aside, listed.has_same_key) == (copy, False, True)
    assert listed.size_bytes == copy.stat().st_size
    change_passphrase(path, None, "six words of hers")
    assert [each.has_same_key for each in candidates(path, (own,))] == [False, False]


def test_a_copy_under_another_passphrase_asks_for_it(path: Path, tmp_path: Path) -> None:
    change_passphrase(path, None, "words of then")
    (copy,) = back_up(path, NOW, own=tmp_path / "own", passphrase="words of then").made
    with pytest.raises(NeedsPassphrase):
        contents(copy)
    assert contents(copy, passphrase="words of then").held == {Note: 2}


def test_a_damaged_copy_is_no_copy(path: Path, tmp_path: Path) -> None:
    (copy,) = back_up(path, NOW, own=tmp_path / "own").made
    damaged = bytearray(copy.read_bytes())
    damaged[20_000] ^= 1
    copy.write_bytes(damaged)
    with pytest.raises(DamagedJournal):
        contents(copy)


def test_a_copy_of_an_earlier_format_is_read_and_tried(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (copy,) = back_up(path, NOW, own=own).made
    with contextlib.closing(connect(copy, unlocked(copy))) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA journal_mode = DELETE")
    before = copy.read_bytes()
    with open_journal(path) as journal:
        assert contents(copy, journal, own=own).is_same
        trial = try_newest(journal, (own,), NOW, own=own)
    assert trial is not None
    assert (trial.entries, trial.failed) == (2, "")
    assert copy.read_bytes() == before
    assert [entry.name for entry in own.iterdir()] == [copy.name]
