"""A passphrase is changed, added and removed whole or not at all, and copies under the old key are named."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal.domain.notes import Note
from journal.store import passphrase
from journal.store.backup import backup
from journal.store.faults import DamagedJournal, LockedJournal, NeedsPassphrase, WrongPassphrase
from journal.store.opening import before_of, create, needs_passphrase, open_journal, unlocked
from journal.store.passphrase import FailedPassphrase, change_passphrase

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def fill(path: Path, words: str | None = None) -> None:
    with create(path, words) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=f"note {number}") for number in range(50))


@pytest.mark.parametrize(("old", "new"), [("old", "new"), (None, "new"), ("old", None), ("same", "same")])
def test_only_the_new_one_opens_it_and_one_file_remains(path: Path, old: str | None, new: str | None) -> None:
    fill(path, old)
    salt = path.read_bytes()[:16]
    assert change_passphrase(path, old, new) == ()
    assert os.listdir(path.parent) == [path.name]
    assert path.read_bytes()[4:16] != salt[4:16]
    assert needs_passphrase(path) == (new is not None)
    with open_journal(path, new) as journal:
        assert journal.count(Note) == 50
        assert journal.undo() is not None
    if old and new and old != new:
        with pytest.raises(WrongPassphrase):
            open_journal(path, old)


def test_what_is_refused_changes_nothing(path: Path) -> None:
    fill(path, "old")
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(path, "other", "new")
    with pytest.raises(NeedsPassphrase):
        change_passphrase(path, None, "new")
    with open_journal(path, "old"), pytest.raises(LockedJournal):
        change_passphrase(path, "old", "new")
    damaged = bytearray(before)
    damaged[-100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(DamagedJournal):
        change_passphrase(path, "old", "new")
    assert path.read_bytes() == damaged


def test_a_copy_that_is_not_the_same_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, "old")
    before = path.read_bytes()
    monkeypatch.setattr(passphrase, "hold_the_same", lambda *_arguments: False)
    with pytest.raises(FailedPassphrase):
        change_passphrase(path, "old", "new")
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_copies_under_the_old_key_are_named(path: Path, tmp_path: Path) -> None:
    fill(path, "old")
    stick = tmp_path / "stick"
    stick.mkdir()
    copies = {backup(path, stick, NOW, "old"), backup(path, tmp_path, NOW, "old")}
    fill(tmp_path / "another.journal", "old")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    assert set(change_passphrase(path, "old", "new", (stick, tmp_path / "unplugged"))) == copies
    later = backup(path, stick, NOW, "new")
    assert change_passphrase(path, "new", "newer", (stick,)) == (later,)


def test_the_raw_key_opens_the_file_where_the_passphrase_does(path: Path, tmp_path: Path) -> None:
    fill(path, "old")
    raw = unlocked(path, "old").raw
    digits = raw[2:-1]
    in_groups = " ".join(digits[at : at + 4] for at in range(0, 96, 4))
    for typed in (raw, digits, in_groups, digits.upper(), f"x' {in_groups} '"):
        with open_journal(path, typed) as journal:
            assert journal.count(Note) == 50
    copy = backup(path, tmp_path, NOW, raw)
    assert change_passphrase(path, in_groups, "new") == (copy,)
    open_journal(path, "new").close()
    for wrong in (raw, digits[:-1], f"{'0' * 64}{path.read_bytes()[:16].hex()}"):
        with pytest.raises(WrongPassphrase):
            open_journal(path, wrong)


def test_what_a_killed_change_left_goes_when_the_file_has_opened(path: Path) -> None:
    fill(path, "new")
    before_of(path).write_bytes(b"the file under the old key")
    with pytest.raises(WrongPassphrase):
        open_journal(path, "old")
    assert before_of(path).exists()
    open_journal(path, "new").close()
    assert os.listdir(path.parent) == [path.name]


def test_a_reader_of_the_file_before_takes_no_log_from_the_one_after(path: Path, tmp_path: Path) -> None:
    """What is still being read while the journal closes opened the file that had this name before."""
    fill(path, "old")
    before = open_journal(path, "old")
    with before._readers.lend() as reading:
        reading.execute("SELECT count(*) FROM notes").fetchone()
        before.close()
    change_passphrase(path, "old", "new")
    with open_journal(path, "new") as journal:
        with journal.change("Add") as draft:
            draft.save(Note(happened_on=date(2026, 5, 2), text="after"))
        before._readers.let_go()  # at the latest when the old journal is let go
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for tail in ("", "-wal"):
            shutil.copyfile(path.with_name(f"{path.name}{tail}"), crashed / f"{path.name}{tail}")
    with open_journal(crashed / path.name, "new") as journal:
        assert journal.count(Note) == 51


def test_a_journal_that_was_closed_can_be_asked_once_more_and_keeps_nothing_open(path: Path) -> None:
    fill(path)
    journal = open_journal(path)
    journal.close()
    assert journal.count(Note) == 50  # a page that is on its way out
    assert journal._readers._idle == []
