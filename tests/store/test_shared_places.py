"""Folders that other computers have, too: recognised, one file at any time, one computer that writes."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.domain.notes import Note
from journal.store.faults import LockedElsewhere, LockedJournal
from journal.store.integrity import check
from journal.store.lock import GONE_AFTER_S, WriterLock, holder_of, lock_file_of
from journal.store.opening import create, open_journal
from journal.store.places import HERE, Place, Sharing, kind_in, place_of
from tests.reliability.journals import filled, save_family, sum_in


@pytest.fixture
def cloud(tmp_path: Path) -> Path:
    folder = tmp_path / "Dropbox" / "health"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def path(cloud: Path) -> Path:
    return filled(cloud / "anna.journal", 3)


def claim(path: Path, computer: str = "KITCHEN", ago_s: float = 0, mark: str = "theirs") -> None:
    note = {"computer": computer, "mark": mark, "beat": time.time() - ago_s}
    lock_file_of(path).write_text(json.dumps(note))


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/notes", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Hospital Trust/a/b", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-anna@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Documents", ""),
        ("My OneDrive notes", ""),
        ("Dropboxes", ""),
    ],
)
def test_programs_are_known_by_their_folders(tmp_path: Path, folder: str, program: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    found = place_of(tmp_path / folder)
    assert found == (Place(Sharing.SYNCED, program) if program else HERE)


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_0123abcd.db", "Nextcloud"),
        (".tmp.driveupload", "Google Drive"),
        ("readme.txt", ""),
    ],
)
def test_programs_are_known_by_what_they_leave(tmp_path: Path, marker: str, program: str) -> None:
    deep = tmp_path / "kept" / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "kept" / marker).touch()
    assert place_of(deep).by == program


MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "nas:/home /mnt/nas nfs4 rw 0 0",
    r"//box/share /mnt/my\040box cifs rw 0 0",
    "me@host: /home/anna/far fuse.sshfs rw 0 0",
    "/dev/sdb1 /mnt/nas/stick vfat rw 0 0",
]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna", ""),
        ("/mnt/nas/anna", "nfs4"),
        ("/mnt/my box/anna", "cifs"),
        ("/home/anna/far/a", "fuse.sshfs"),
        ("/mnt/nas/stick/a", ""),
        ("/mnt/nasty", ""),
    ],
)
def test_network_disks_are_known_by_their_kind(folder: str, kind: str) -> None:
    assert kind_in(MOUNTS, Path(folder)) == kind


def test_the_journal_is_one_file_at_any_time(path: Path) -> None:
    with open_journal(path) as journal:
        save_family(journal, 7, "new")
        names = {entry.name for entry in path.parent.iterdir()}
        assert names == {"anna.journal", ".anna.journal.lock"}
        with open_journal(path, read_only=True) as second:
            assert second.count(Note) == 4
            save_family(journal, 8, "newer")
            assert second.count(Note) == 5
        assert check(path).records == 20
    assert [entry.name for entry in path.parent.iterdir()] == ["anna.journal"]


def test_one_that_comes_from_this_computer_s_own_disk_is_one_file_from_then_on(tmp_path: Path, cloud: Path) -> None:
    with create(tmp_path / "own.journal") as journal:
        save_family(journal, 0, "x")
        assert (tmp_path / "own.journal-wal").exists()
    (tmp_path / "own.journal").rename(cloud / "own.journal")
    with open_journal(cloud / "own.journal") as journal:
        save_family(journal, 1, "x")
        assert not (cloud / "own.journal-wal").exists()


CUT_OFF = """
import os, sys
from pathlib import Path
from journal.store.connection import connect
from journal.store.lock import WriterLock
from journal.store.opening import unlocked
path = Path(sys.argv[1])
lock = WriterLock(path)
lock.acquire()
connection = connect(path, unlocked(path))
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE notes SET text = 'half done'")
connection.execute("UPDATE history SET label = 'half done'")
connection.execute("UPDATE scans SET origin = 'half done'")
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills itself")
def test_a_change_that_a_crash_cut_off_is_taken_back(path: Path) -> None:
    before = sum_in(path)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], check=False)
    assert path.with_name("anna.journal-journal").stat().st_size > 0
    with pytest.raises(LockedJournal):
        open_journal(path, read_only=True).all(Note)
    assert sum_in(path) == before


def test_another_computer_is_named_and_looking_is_possible(path: Path) -> None:
    claim(path)
    with pytest.raises(LockedElsewhere) as refused:
        open_journal(path)
    assert refused.value.values["computer"] == "KITCHEN"
    assert holder_of(path) is not None
    with open_journal(path, read_only=True) as journal:
        assert journal.count(Note) == 3
    assert holder_of(path) is not None


def test_a_computer_that_crashed_locks_nobody_out(path: Path) -> None:
    claim(path, ago_s=GONE_AFTER_S + 1)
    with open_journal(path) as journal:
        save_family(journal, 9, "after it")
    lock_file_of(path).write_bytes(b"\x00 half a note")
    with open_journal(path) as journal:
        assert journal.count(Note) == 4


def test_a_lock_of_this_computer_that_a_crash_left_locks_nobody_out(path: Path) -> None:
    claim(path, platform.node())
    open_journal(path).close()
    assert not lock_file_of(path).exists()


def test_on_a_disk_of_its_own_the_system_s_lock_is_enough(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.journal", 1)
    claim(path)
    open_journal(path).close()


def test_a_lock_that_another_computer_took_meanwhile_is_noticed_and_left(path: Path) -> None:
    with open_journal(path) as journal:
        assert journal.keep_lock()
        first = holder_of(path)
        claim(path)
        assert not journal.keep_lock()
        assert holder_of(path) != first
    assert holder_of(path) is not None


def test_the_lock_says_who_holds_it(path: Path) -> None:
    lock = WriterLock(path)
    lock.acquire()
    holder = holder_of(path)
    assert holder is not None
    assert not holder.is_elsewhere
    assert holder.is_there(time.time())
    assert lock_file_of(path).stat().st_mode & 0o077 == 0
    with pytest.raises(LockedJournal) as refused:
        WriterLock(path).acquire()
    assert type(refused.value) is LockedJournal
    lock.release()
