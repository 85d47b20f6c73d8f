"""A real file of every format there ever was opens, holds what it held, and is kept as it was."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from journal.domain.attachments import Attachment
from journal.exchange.export_json import read_json
from journal.store import formats
from journal.store.connection import connect
from journal.store.faults import OlderJournal
from journal.store.integrity import check
from journal.store.opening import create, open_journal, unlocked
from journal.store.tables import KINDS

FOLDER = Path(__file__).parent / "formats"
OLDER = range(1, formats.CURRENT)


def test_there_is_a_file_of_every_older_format() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.journal")) == [f"format-{number}" for number in OLDER]


@pytest.fixture(params=OLDER)
def number(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def older(number: int, tmp_path: Path) -> Path:
    return Path(shutil.copy(FOLDER / f"format-{number}.journal", tmp_path / "anna.journal"))


def test_it_opens_and_holds_what_it_held(older: Path, number: int) -> None:
    before = hashlib.sha256(older.read_bytes()).hexdigest()
    with open_journal(older, author="Anna") as journal:
        assert list(journal.everything()) == read_json(FOLDER / f"format-{number}.json", KINDS)
        assert journal.agrees_with_history()
        assert journal.next_undo() is not None
        while journal.undo() is not None:
            pass
        assert list(journal.everything()) == []
        while journal.redo() is not None:
            pass
        assert list(journal.everything()) == read_json(FOLDER / f"format-{number}.json", KINDS)
    check(older)
    kept = older.with_name(f"anna (format {number}).journal")
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == before, "the file before the upgrade is kept as it was"


def test_for_reading_only_it_says_what_to_do_and_changes_nothing(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(OlderJournal):
        open_journal(older, read_only=True)
    assert older.read_bytes() == before


def test_an_upgraded_file_has_the_tables_of_a_new_one(older: Path, tmp_path: Path) -> None:
    open_journal(older).close()
    create(tmp_path / "new.journal").close()
    assert _shape(older) == _shape(tmp_path / "new.journal")


def _shape(path: Path) -> dict[str, object]:
    """Return columns, indexes and references of each table."""
    connection = connect(path, unlocked(path, None), read_only=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    shape: dict[str, object] = {}
    for table in tables:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        indexes = connection.execute(f"PRAGMA index_list({table})").fetchall()
        shape[table] = (
            [column[1:] for column in columns],
            sorted(key[2:] for key in keys),
            sorted(index[1:3] for index in indexes),
        )
    connection.close()
    return shape


def test_files_can_be_attached_after_the_upgrade(older: Path, tmp_path: Path) -> None:
    source = tmp_path / "report.pdf"
    source.write_bytes(b"%PDF-1.7")
    with open_journal(older) as journal:
        sha256, size = journal.keep_file(source)
        with journal.change("File attached") as draft:
            draft.save(Attachment(happened_on=date(2026, 5, 1), name="report.pdf", sha256=sha256, size=size))
        assert journal.has_whole_files()
