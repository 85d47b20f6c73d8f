"""Files lie in the journal in pieces, whole or not at all; the history never holds a byte of them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.problems import Problem
from journal.store import pieces
from journal.store.connection import connect
from journal.store.faults import DamagedJournal, ReadOnlyPlace
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import create, open_journal, unlocked
from journal.store.tables.schema import HISTORY, PIECES
from tests.store.decrypted import pages

DAY = date(2026, 5, 1)
SCAN = Scan(id="scan", happened_on=DAY)


def source_of(folder: Path, size: int) -> Path:
    path = folder / f"{size}.bin"
    path.write_bytes(os.urandom(size))
    return path


def attached(journal: Journal, source: Path, name: str = "report.pdf") -> Attachment:
    sha256, size = journal.keep_file(source)
    attachment = Attachment(id=name, happened_on=DAY, name=name, size=size, sha256=sha256, scan_id=SCAN.id)
    with journal.change("File attached") as draft:
        draft.save_all([SCAN, attachment])
    return attachment


def count_pieces(journal: Journal) -> int:
    with journal._engine().connect() as connection:
        return int(connection.execute(select(func.count()).select_from(PIECES)).scalar_one())


@pytest.mark.parametrize("size", [1, pieces.PIECE - 1, pieces.PIECE, pieces.PIECE + 1, 9 * pieces.PIECE + 5])
def test_bytes_come_out_as_they_went_in(journal: Journal, tmp_path: Path, size: int) -> None:
    source = source_of(tmp_path, size)
    attachment = attached(journal, source)
    assert b"".join(journal.file_bytes(attachment.sha256)) == source.read_bytes()
    assert count_pieces(journal) == -(-size // pieces.PIECE)
    assert attachment.size == size
    assert journal.has_whole_files()


def test_undo_and_history_move_no_byte(journal: Journal, tmp_path: Path) -> None:
    source = source_of(tmp_path, 3 * pieces.PIECE)
    attachment = attached(journal, source)
    with journal.change("Renamed") as draft:
        draft.save(replace(attachment, name="other.pdf"))
    with journal.change("Taken out") as draft:
        draft.delete(attachment)
    journal.undo()
    assert b"".join(journal.file_bytes(attachment.sha256)) == source.read_bytes()
    assert count_pieces(journal) == 3
    with journal._engine().connect() as connection:
        longest = connection.execute(select(func.max(func.length(HISTORY.c.entries)))).scalar_one()
    assert longest < 2_000
    assert journal.agrees_with_history()


def test_deleting_a_scan_takes_its_files_and_undo_brings_them_back(journal: Journal, tmp_path: Path) -> None:
    attachment = attached(journal, source_of(tmp_path, 10))
    with journal.change("Scan deleted") as draft:
        draft.delete(SCAN)
    assert journal.all(Attachment) == []
    journal.undo()
    assert [each.id for each in journal.all(Attachment)] == [attachment.id]


def test_the_same_bytes_are_kept_once(journal: Journal, tmp_path: Path) -> None:
    source = source_of(tmp_path, 2 * pieces.PIECE)
    for name in ("one.pdf", "two.pdf"):
        attached(journal, source, name)
    assert count_pieces(journal) == 2


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_broken_off_nothing_stays(journal: Journal, tmp_path: Path, at: float) -> None:
    class BrokenOff(Exception):
        pass

    def told(share: float) -> None:
        if share >= at:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        journal.keep_file(source_of(tmp_path, 40 * pieces.PIECE), told)
    assert count_pieces(journal) == 0


def test_what_a_killed_start_left_is_written_anew(journal: Journal, tmp_path: Path) -> None:
    source = source_of(tmp_path, 3 * pieces.PIECE)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    with journal._engine().begin() as connection:
        connection.execute(PIECES.insert(), [{"sha256": sha256, "number": 0, "data": b"half of it"}])
    attached(journal, source)
    assert b"".join(journal.file_bytes(sha256)) == source.read_bytes()


def put_in_half(journal: Journal, name: str, pieces_of: int = 3) -> str:
    """Leave what a killed program leaves: some pieces of a file that no change attached."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    with journal._engine().begin() as connection:
        rows = [{"sha256": sha256, "number": number, "data": os.urandom(pieces.PIECE)} for number in range(pieces_of)]
        connection.execute(PIECES.insert(), rows)
    return sha256


def files_with_bytes(journal: Journal) -> set[str]:
    with journal._engine().connect() as connection:
        return set(connection.execute(select(PIECES.c.sha256)).scalars())


def test_what_was_never_attached_goes_and_all_else_stays(path: Path, tmp_path: Path) -> None:
    with create(path) as journal:
        stands = attached(journal, source_of(tmp_path, 10), "stands.pdf")
        deleted = attached(journal, source_of(tmp_path, 20), "deleted.pdf")
        with journal.change("Taken out") as draft:
            draft.delete(deleted)
        undone = attached(journal, source_of(tmp_path, 30), "undone.pdf")
        journal.undo()
        never, _size = journal.keep_file(source_of(tmp_path, pieces.PIECE * 2))
        half = put_in_half(journal, "half")
    with open_journal(path) as journal:
        assert files_with_bytes(journal) == {stands.sha256, deleted.sha256, undone.sha256, never, half}
        assert journal.take_out_left_files() == 2
        assert files_with_bytes(journal) == {stands.sha256, deleted.sha256, undone.sha256}
        assert journal.take_out_left_files() == 0
        journal.redo()
        assert [each.name for each in journal.all(Attachment)] == ["stands.pdf", "undone.pdf"]
        assert journal.has_whole_files()
    check(path)


def test_what_is_about_to_be_attached_stays(path: Path, tmp_path: Path) -> None:
    create(path).close()
    source = source_of(tmp_path, pieces.PIECE * 3)
    with open_journal(path) as journal:
        journal.keep_file(source)
    with open_journal(path) as journal:  # whole already, but left by an earlier start
        sha256, size = journal.keep_file(source)
        assert journal.take_out_left_files() == 0
        with journal.change("File attached") as draft:
            draft.save(Attachment(happened_on=DAY, name="report.pdf", size=size, sha256=sha256))
        assert b"".join(journal.file_bytes(sha256)) == source.read_bytes()


def test_what_will_not_be_attached_after_all_goes_at_once(journal: Journal, tmp_path: Path) -> None:
    kept = attached(journal, source_of(tmp_path, 10))
    sha256, _size = journal.keep_file(source_of(tmp_path, 20))
    again, _size = journal.keep_file(source_of(tmp_path, 30))
    journal.let_files_go([sha256, kept.sha256])
    assert files_with_bytes(journal) == {kept.sha256, again}
    assert journal.has_whole_files()


def test_what_came_into_the_history_meanwhile_stays(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and taking out, a change may need the bytes, and a second one take it back."""
    with create(path) as journal:
        sha256 = put_in_half(journal, "wanted")
    look = pieces._never_attached
    with open_journal(path) as journal:

        def look_and_wait(readers: object) -> object:
            found = look(readers)  # type: ignore[arg-type]
            with journal.change("File attached") as draft:
                draft.save(Attachment(happened_on=DAY, name="report.pdf", size=1, sha256=sha256))
            journal.undo()
            return found

        monkeypatch.setattr(pieces, "_never_attached", look_and_wait)
        assert journal.take_out_left_files() == 0
        assert files_with_bytes(journal) == {sha256}


def test_with_nothing_left_no_change_is_prepared(path: Path) -> None:
    create(path).close()
    with open_journal(path) as journal:
        assert journal.take_out_left_files() == 0
        assert journal._made_engine is None


def test_read_only_takes_nothing_out(path: Path) -> None:
    with create(path) as journal:
        put_in_half(journal, "half")
    with open_journal(path, read_only=True) as journal, pytest.raises(ReadOnlyPlace):
        journal.take_out_left_files()


def test_too_large_and_empty_files_are_refused_in_words(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "MOST_BYTES", 2_000_000)
    with pytest.raises(Problem) as found:
        journal.keep_file(source_of(tmp_path, 2_000_001))
    assert (found.value.values["size"], found.value.values["most"]) == (3, 2)
    with pytest.raises(Problem):
        journal.keep_file(source_of(tmp_path, 0))
    with pytest.raises(Problem):
        journal.keep_file(tmp_path / "not there.pdf")
    assert count_pieces(journal) == 0


def test_read_only_takes_no_file(path: Path, tmp_path: Path) -> None:
    create(path).close()
    with open_journal(path, read_only=True) as journal, pytest.raises(ReadOnlyPlace):
        journal.keep_file(source_of(tmp_path, 10))


def test_emptying_the_bin_takes_the_bytes_that_nothing_needs(path: Path, tmp_path: Path) -> None:
    canary = b"canary-in-a-scan-report " * 20
    source, shared = tmp_path / "report.txt", source_of(tmp_path, 50)
    source.write_bytes(canary)
    with create(path) as journal:
        gone = attached(journal, source, "report.txt")
        attached(journal, shared, "stays.bin")
        also = attached(journal, shared, "goes.bin")
        key = unlocked(path, None)
        journal.clean()
        assert canary[:200] in pages(path, key)
        with journal.change("Taken out") as draft:
            draft.delete(gone)
            draft.delete(also)
        journal.empty_bin(lambda count: "emptied", "erased")
        assert journal.clean()
        assert canary[:24] not in pages(path, key)
        assert b"".join(journal.file_bytes(also.sha256)) == shared.read_bytes(), "another file has the same bytes"
        assert journal.has_whole_files()


def test_check_notices_a_file_that_is_not_whole(path: Path, tmp_path: Path) -> None:
    with create(path) as journal:
        attachment = attached(journal, source_of(tmp_path, 3 * pieces.PIECE))
    check(path)
    connection = connect(path, unlocked(path, None))
    connection.execute("DELETE FROM attachment_pieces WHERE number = 1")
    connection.close()
    with pytest.raises(DamagedJournal):
        check(path)
    assert attachment.size == 3 * pieces.PIECE
