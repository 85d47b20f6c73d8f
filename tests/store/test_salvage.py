"""What can be read of a damaged file is saved into a new one, with an account; the damaged file stays as it is."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from journal.actions.salvaging import account_lines, save_what_is_left
from journal.domain.attachments import Attachment
from journal.domain.imaging import Measurement, Scan
from journal.store.connection import connect
from journal.store.faults import AlreadyThere, DamagedJournal, ForeignFile, NeedsPassphrase, WrongPassphrase
from journal.store.integrity import check
from journal.store.opening import create, open_journal, unlocked
from tests.reliability.journals import filled, sum_in

PAGE = 4_096


def break_pages(path: Path, pages: list[int]) -> bytes:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 50 : (page - 1) * PAGE + 90] = random.Random(page).randbytes(40)
    path.write_bytes(content)
    return bytes(content)


def pages_of(path: Path, table: str) -> list[int]:
    """Return the root page of *table*, and of its index of ids."""
    connection = connect(path, unlocked(path))
    try:
        query = "SELECT rootpage FROM sqlite_master WHERE name IN (?, ?) ORDER BY name DESC"
        return [page for (page,) in connection.execute(query, (table, f"sqlite_autoindex_{table}_1"))]
    finally:
        connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "anna.journal", 30)


@pytest.mark.parametrize("broken", ["scans", "first page"])
def test_what_a_table_lost_stands_in_the_history(path: Path, tmp_path: Path, broken: str) -> None:
    before = sum_in(path)
    damaged = break_pages(path, [1] if broken == "first page" else pages_of(path, broken))
    with pytest.raises(DamagedJournal):
        open_journal(path)
    account = save_what_is_left(path, tmp_path / "saved.journal")
    assert account.is_whole
    assert sum_in(tmp_path / "saved.journal") == before
    assert account_lines(account) == (
        "Saved: 120 entries.",
        "Nothing is missing, and the whole history is there.",
    )
    assert path.read_bytes() == damaged
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["anna.journal", "saved.journal"]


def test_what_the_history_lost_stands_in_the_tables(path: Path, tmp_path: Path) -> None:
    break_pages(path, pages_of(path, "history"))
    with_history = filled(tmp_path / "other.journal", 1)
    account = save_what_is_left(path, tmp_path / "saved.journal")
    assert sum(account.saved.values()) == 120
    assert not account.older
    assert not account.lost
    with open_journal(tmp_path / "saved.journal") as journal:
        assert journal.count(Scan) == journal.count(Measurement) == 30
    assert check(with_history).records == 4


def test_what_both_lost_is_counted_and_named(path: Path, tmp_path: Path) -> None:
    connection = connect(path, unlocked(path))
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    # Beyond what creating made: most leaves of the tables and of the history.
    break_pages(path, list(range(pages // 2, pages + 1)))
    account = save_what_is_left(path, tmp_path / "saved.journal")
    verdict = check(tmp_path / "saved.journal")
    assert verdict.records == sum(account.saved.values())
    assert not account.is_whole
    assert any("could not be read" in line for line in account_lines(account))


def test_a_passphrase_is_kept_and_asked_for(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.journal", 5, "six words of hers")
    damaged = break_pages(path, [1])
    with pytest.raises(NeedsPassphrase):
        save_what_is_left(path, tmp_path / "saved.journal")
    with pytest.raises(WrongPassphrase):
        save_what_is_left(path, tmp_path / "saved.journal", "other words")
    assert not (tmp_path / "saved.journal").exists()
    account = save_what_is_left(path, tmp_path / "saved.journal", "six words of hers")
    assert account.is_whole
    assert check(tmp_path / "saved.journal", "six words of hers").records == 20
    assert path.read_bytes() == damaged


def test_nothing_is_overwritten_or_left(path: Path, tmp_path: Path) -> None:
    break_pages(path, [2])
    create(tmp_path / "there.journal").close()
    with pytest.raises(AlreadyThere):
        save_what_is_left(path, tmp_path / "there.journal")
    (tmp_path / "foreign").write_bytes(b"%PDF-1.7")
    with pytest.raises(ForeignFile):
        save_what_is_left(tmp_path / "foreign", tmp_path / "saved.journal")
    path.write_bytes(path.read_bytes()[:16] + random.Random(1).randbytes(90_000))
    with pytest.raises(DamagedJournal):
        save_what_is_left(path, tmp_path / "saved.journal")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["anna.journal", "foreign", "there.journal"]


def test_a_whole_file_is_saved_in_full(path: Path, tmp_path: Path) -> None:
    account = save_what_is_left(path, tmp_path / "saved.journal")
    assert account.is_whole
    assert sum_in(tmp_path / "saved.journal") == sum_in(path)


@pytest.mark.parametrize("bytes_lost", [False, True])
def test_attached_files_come_whole_or_are_counted_as_lost(path: Path, tmp_path: Path, bytes_lost: bool) -> None:
    letter = tmp_path / "letter.bin"
    letter.write_bytes(random.Random(1).randbytes(300_000))
    with open_journal(path) as journal:
        sha256, size = journal.keep_file(letter)
        with journal.change("Attach") as draft:
            draft.save(Attachment(happened_on=date(2026, 5, 1), name="letter.bin", size=size, sha256=sha256))
    pages = path.stat().st_size // PAGE
    break_pages(path, [pages - 20] if bytes_lost else pages_of(path, "notes"))
    account = save_what_is_left(path, tmp_path / "saved.journal")
    assert check(tmp_path / "saved.journal").records == (120 if bytes_lost else 121)
    assert account.lost == ({Attachment: 1} if bytes_lost else {})
    with open_journal(tmp_path / "saved.journal", read_only=True) as journal:
        assert b"".join(journal.file_bytes(sha256)) == (b"" if bytes_lost else letter.read_bytes())
