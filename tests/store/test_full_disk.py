"""A full disk, for real: a small file system in memory, where this machine lets us have one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal.domain.notes import Note
from journal.store.backup import backup
from journal.store.faults import DiskFull, ReadOnlyPlace
from journal.store.integrity import check
from journal.store.opening import create, open_journal

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs rights that this user lacks")
    yield place
    subprocess.run(["umount", place], check=True)


def notes(count: int, on: date = date(2026, 5, 1)) -> list[Note]:
    return [Note(happened_on=on, text="x" * 200) for _ in range(count)]


def test_a_full_disk_leaves_the_old_file_whole_and_a_retry_works(small_disk: Path) -> None:
    path = small_disk / "a.journal"
    with create(path) as journal:
        with journal.change("Add") as draft:
            draft.save_all(notes(100))
        with pytest.raises(DiskFull), journal.change("Too much") as draft:
            draft.save_all(notes(5000))
        assert journal.count(Note) == 100
        with journal.change("Less") as draft:
            draft.save_all(notes(5))
    assert check(path).counts["notes"] == 105
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 2_000_000)
    with pytest.raises(DiskFull):
        create(small_disk / "b.journal")
    with pytest.raises(DiskFull):
        backup(path, small_disk, NOW)
    filler.unlink()
    assert not any("b.journal" in entry.name for entry in small_disk.iterdir())
    assert check(path).counts["notes"] == 105
    with open_journal(path) as journal, journal.change("Again") as draft:
        draft.save_all(notes(5))
    assert check(path).counts["notes"] == 110


def test_a_disk_that_turned_read_only(small_disk: Path) -> None:
    path = small_disk / "a.journal"
    with create(path) as journal, journal.change("Add") as draft:
        draft.save_all(notes(10))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ReadOnlyPlace):
        open_journal(path)
    with open_journal(path, read_only=True) as journal:
        assert journal.count(Note) == 10
    with pytest.raises(ReadOnlyPlace):
        create(small_disk / "b.journal")
