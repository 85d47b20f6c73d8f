"""Backup, restore, check and upgrade: what they hold is counted, and what stood before is kept."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.store import upgrading
from journal.store.backup import backup, restore
from journal.store.connection import connect
from journal.store.faults import DamagedJournal, FailedUpgrade, NoSuchJournal, WrongPassphrase
from journal.store.formats import CURRENT, REVISIONS
from journal.store.integrity import check
from journal.store.opening import create, open_journal, unlocked

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def fill(path: Path, count: int = 50, passphrase: str | None = None) -> None:
    with create(path, passphrase) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=f"note {number}") for number in range(count))


def test_check_counts(path: Path) -> None:
    fill(path)
    verdict = check(path)
    assert (verdict.records, verdict.counts["notes"], verdict.changes) == (50, 50, 1)


def test_every_flipped_bit_is_noticed_and_the_file_left_alone(path: Path) -> None:
    fill(path, 200)
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with pytest.raises(Problem):
            check(path)
        assert path.read_bytes() == bytes(data)
    path.write_bytes(whole)
    assert check(path).records == 200


def test_a_backup_holds_the_same_even_while_the_journal_is_open(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    fill(path)
    with open_journal(path) as journal:
        with journal.change("Add") as draft:
            draft.save(Note(happened_on=date(2026, 5, 2), text="new"))
        copy = backup(path, folder, NOW)
        second = backup(path, folder, NOW)
    assert copy.name == "anna 2026-05-01 0930.journal"
    assert second != copy
    assert check(copy) == check(path)
    assert sorted(os.listdir(folder)) == sorted([copy.name, second.name])
    with pytest.raises(NoSuchJournal):
        backup(path, tmp_path / "gone", NOW)


def test_a_restore_sets_aside_what_stood_there(path: Path, tmp_path: Path) -> None:
    fill(path, 5, "secret words")
    copy = backup(path, tmp_path, NOW, "secret words")
    with open_journal(path, "secret words") as journal, journal.change("Later") as draft:
        draft.save(Note(happened_on=date(2026, 5, 2), text="later"))
    with pytest.raises(WrongPassphrase):
        restore(copy, path, NOW, "other words")
    aside = restore(copy, path, NOW, "secret words")
    assert aside is not None
    assert check(path, "secret words").records == 5
    assert check(aside, "secret words").records == 6
    assert restore(copy, tmp_path / "new.journal", NOW, "secret words") is None


def test_a_damaged_backup_restores_nothing(path: Path, tmp_path: Path) -> None:
    fill(path)
    copy = backup(path, tmp_path, NOW)
    data = bytearray(copy.read_bytes())
    data[-100] ^= 1
    copy.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(DamagedJournal):
        restore(copy, path, NOW)
    assert path.read_bytes() == before


def schema(path: Path) -> set[str]:
    with contextlib.closing(connect(path, unlocked(path))) as connection:
        inspector = sa.inspect(sa.create_engine("sqlite://", creator=lambda: connect(path, unlocked(path))))
        tables = {
            f"{table}.{column['name']} {column['type']} {column['nullable']} {column.get('primary_key')}"
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
        }
        rows = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'").fetchall()
    return tables | {f"{name} on {table}" for name, table in rows}


def test_the_migrations_make_what_a_new_file_has(path: Path, tmp_path: Path) -> None:
    create(path).close()
    bare = tmp_path / "bare.journal"
    create(bare).close()
    with contextlib.closing(connect(bare, unlocked(bare))) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if not name.startswith("sqlite_"):
                connection.execute(f'DROP TABLE "{name}"')
        connection.execute("PRAGMA user_version = 0")
    upgrading.upgrade(bare, unlocked(bare))
    assert schema(bare) == schema(path)
    assert len(REVISIONS) == CURRENT


MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision = "0002_next"
down_revision = "0001_first"
def upgrade():
    with op.batch_alter_table("notes") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder of migrations in which one comes after today's last."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for script in upgrading.SCRIPTS.glob("*.py"):
        (folder / script.name).write_text(script.read_text("utf-8"), "utf-8")
    for script in (upgrading.SCRIPTS / "versions").glob("*.py"):
        (folder / "versions" / script.name).write_text(script.read_text("utf-8"), "utf-8")
    (folder / "versions" / "0002_next.py").write_text(MIGRATION.replace("0001_first", REVISIONS[-1]), "utf-8")
    return folder


def test_an_upgrade_keeps_the_old_file_and_every_record(path: Path, scripts: Path) -> None:
    fill(path)
    before = path.read_bytes()
    kept = upgrading.upgrade(path, unlocked(path), scripts, CURRENT)
    assert kept.read_bytes() == before
    with open_journal(path) as journal:
        assert journal.count(Note) == 50
        assert journal.undo() is not None  # an old row of history fits the new table
    assert sorted(os.listdir(path.parent)) == sorted([path.name, kept.name, "migrations"])


def test_an_upgrade_that_loses_records_is_refused(path: Path, scripts: Path) -> None:
    fill(path)
    before = path.read_bytes()
    (scripts / "versions" / "0002_next.py").write_text(
        MIGRATION.replace("0001_first", REVISIONS[-1]) + "    op.execute('DELETE FROM notes WHERE rowid = 7')\n",
        "utf-8",
    )
    with pytest.raises(FailedUpgrade):
        upgrading.upgrade(path, unlocked(path), scripts, CURRENT)
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == sorted([path.name, "migrations"])


def test_a_file_that_mixes_two_moments_is_noticed(path: Path) -> None:
    # Page by page such a file is whole: a log taken away after a crash leaves tables and history apart.
    fill(path)
    with contextlib.closing(connect(path, unlocked(path))) as connection:
        connection.execute("UPDATE notes SET text = 'another' WHERE rowid = 7")
    with pytest.raises(DamagedJournal):
        check(path)
    path.with_name(f".{path.name}.lock").write_bytes(b"")  # the program that had it open was killed
    before = path.read_bytes()
    with pytest.raises(DamagedJournal):
        open_journal(path)
    assert path.read_bytes() == before


def test_a_restore_over_a_file_under_another_passphrase_sets_it_aside(path: Path, tmp_path: Path) -> None:
    fill(path, 5, "other words")
    copy = tmp_path / "copy.journal"
    fill(copy, 3)
    aside = restore(copy, path, NOW)
    assert aside is not None
    assert check(path).records == 3
    assert check(aside, "other words").records == 5


def killed_within_a_change(path: Path, passphrase: str | None = None, text: str = "'half'") -> str:
    """Write more than fits into memory and die; return the log that stays beside the file."""
    script = """
import os, sys
from pathlib import Path
from journal.store.connection import connect
from journal.store.opening import open_journal, unlocked
path, passphrase = Path(sys.argv[1]), sys.argv[2] or None
journal = open_journal(path, passphrase)
connection = connect(path, unlocked(path, passphrase))
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute(f"UPDATE notes SET text = {sys.argv[3]}")
for number in range(200):
    connection.execute("INSERT INTO attachment_pieces VALUES (?, 0, ?)", (str(number), os.urandom(4_000)))
if "Dropbox" not in path.parts:
    connection.execute("COMMIT")
os._exit(9)
"""
    ended = subprocess.run([sys.executable, "-c", script, str(path), passphrase or "", text], check=False)
    assert ended.returncode == 9
    (log,) = {f"{path.name}-wal", f"{path.name}-journal"} & set(os.listdir(path.parent))
    return log


@pytest.fixture(params=["", "Dropbox"])
def any_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder where changes go into a log beside the file, and one where they go into the file."""
    folder = tmp_path / str(request.param) if request.param else tmp_path
    folder.mkdir(exist_ok=True)
    return folder


def test_a_log_without_its_file_is_never_taken_for_the_restored_one_s(any_folder: Path) -> None:
    path = any_folder / "anna.journal"
    fill(path, 5)
    copy = backup(path, any_folder, NOW)
    log = killed_within_a_change(path)
    (any_folder / log).rename(any_folder / "kept")
    kept = (any_folder / "kept").read_bytes()
    path.unlink()
    (any_folder / "kept").rename(any_folder / log)
    restore(copy, path, NOW)
    assert check(path) == check(copy)
    with open_journal(path) as journal:
        assert {note.text for note in journal.all(Note)} == {f"note {number}" for number in range(5)}
    tail = log.removeprefix(path.name)
    assert (any_folder / f"anna before 2026-05-01 0930.journal{tail}").read_bytes() == kept


def test_a_log_without_its_file_is_never_taken_for_a_new_one_s(any_folder: Path) -> None:
    path = any_folder / "anna.journal"
    fill(path, 5)
    log = killed_within_a_change(path)
    path.unlink()
    create(path, clock=lambda: NOW).close()
    assert check(path).records == 0
    assert (any_folder / f"anna before 2026-05-01 0930.journal{log.removeprefix(path.name)}").exists()


def test_half_a_change_under_another_passphrase_never_undoes_a_restore(any_folder: Path) -> None:
    path, other = any_folder / "anna.journal", any_folder / "other.journal"
    fill(path, 5, "words of then")
    fill(other, 7)
    killed_within_a_change(path, "words of then", text="text")
    aside = restore(other, path, NOW)
    assert check(path).records == 7
    assert aside is not None
    with open_journal(aside, "words of then") as journal:  # with its log, it is what it was
        assert journal.count(Note) == 5


def test_a_copy_takes_no_name_beside_which_a_log_was_left(path: Path, tmp_path: Path) -> None:
    fill(path, 5)
    (tmp_path / "anna 2026-05-01 0930.journal-wal").write_bytes(b"left")
    assert backup(path, tmp_path, NOW).name == "anna 2026-05-01 0930 (2).journal"
