"""What is said about folders that others have, too, and which files are second versions of a journal."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.actions.shared_places import about_conflicts, about_place, conflict_copies
from journal.store.backup import backup, restore
from journal.store.opening import create


def journal_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    create(folder / "anna.journal").close()
    return folder / "anna.journal"


def test_a_synced_folder_is_explained(tmp_path: Path) -> None:
    assert "Nextcloud keeps this folder in step" in about_place(tmp_path / "Nextcloud" / "anna.journal")
    assert about_place(tmp_path / "Documents" / "anna.journal") == ""


@pytest.mark.parametrize(
    ("folder", "name", "is_one"),
    [
        ("Dropbox", "anna (Tom's conflicted copy 2026-05-01).journal", True),
        ("Nextcloud", "anna (conflicted copy 2026-05-01 101010).journal", True),
        ("Sync", "anna.sync-conflict-20260501-101010-ABCDEFG.journal", True),
        ("OneDrive", "anna-KITCHEN.journal", True),
        ("Google Drive", "anna (1).journal", True),
        ("Documents", "anna (1).journal", False),  # a copy that somebody made
        ("Dropbox", "anna (format 1).journal", False),
        ("Dropbox", "hannah.journal", False),
    ],
)
def test_second_versions_are_known(tmp_path: Path, folder: str, name: str, is_one: bool) -> None:
    path = journal_in(tmp_path / folder)
    shutil.copyfile(path, path.with_name(name))
    assert conflict_copies(path) == ((path.with_name(name),) if is_one else ())
    assert (name in about_conflicts(conflict_copies(path))) is is_one


def test_copies_of_our_own_and_other_journals_are_none(tmp_path: Path) -> None:
    path = journal_in(tmp_path / "Dropbox")
    now = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    copy = backup(path, path.parent, now)
    restore(copy, path, now)
    create(path.with_name("anna (conflicted copy).journal")).close()  # the name alone says little
    assert conflict_copies(path) == ()
