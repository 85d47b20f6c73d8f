"""Each kind of file that cannot be opened gets its own sentence and stays byte for byte as it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from journal.domain.notes import Note
from journal.store import formats
from journal.store.backup import backup, restore
from journal.store.connection import connect
from journal.store.faults import (
    AlreadyThere,
    DamagedJournal,
    ForeignFile,
    JournalProblem,
    LockedJournal,
    LongName,
    NeedsPassphrase,
    NewerJournal,
    NoSuchJournal,
    ReadOnlyPlace,
    WrongPassphrase,
)
from journal.store.integrity import check
from journal.store.keys import OPEN_KEY
from journal.store.lock import is_held
from journal.store.opening import LONGEST_NAME, create, needs_passphrase, open_journal, unlocked
from journal.store.passphrase import change_passphrase

PASSPHRASE = "häuser am fluss 7"


def fill(path: Path, passphrase: str | None = None) -> None:
    with create(path, passphrase) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=f"canary {number}") for number in range(400))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path: Path, problem: type[JournalProblem], passphrase: str | None = None) -> None:
    before = digest(path)
    with pytest.raises(problem) as caught:
        open_journal(path, passphrase).close()
    assert path.name in str(caught.value.values["file"])
    assert digest(path) == before
    assert os.listdir(path.parent) == [path.name]


def test_one_file_remains_after_closing(path: Path) -> None:
    fill(path)
    assert os.listdir(path.parent) == [path.name]
    assert path.read_bytes()[:4] == b"TJn1"
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_nothing_can_be_read_without_the_key(path: Path) -> None:
    fill(path, PASSPHRASE)
    assert b"canary" not in path.read_bytes()
    assert path.read_bytes()[:4] == b"TJp1"
    assert needs_passphrase(path)


def test_passphrase_opens_and_only_it(path: Path) -> None:
    fill(path, PASSPHRASE)
    with open_journal(path, PASSPHRASE) as journal:
        assert journal.count(Note) == 400
    refused(path, NeedsPassphrase)
    refused(path, WrongPassphrase, "häuser am fluss 8")


def test_letters_that_no_text_holds_are_just_a_wrong_passphrase(path: Path) -> None:
    fill(path, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        open_journal(path, "half a letter \ud83d")  # as a pasted picture may be cut


def test_any_sqlcipher_tool_opens_it_with_the_passphrase(path: Path) -> None:
    fill(path, PASSPHRASE)
    tool = dbapi2.connect(str(path))
    tool.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert tool.execute("SELECT count(*) FROM notes").fetchone() == (400,)
    tool.close()


def test_the_key_without_passphrase_is_the_one_the_readme_prints() -> None:
    assert hashlib.sha256(b"Treatment Journal without passphrase").hexdigest() == OPEN_KEY
    readme = Path(__file__).parents[2] / "README.md"
    assert OPEN_KEY in readme.read_text("utf-8")


def test_foreign_files(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE notes (id)")
    plain.commit()
    plain.close()
    refused(path, ForeignFile)
    path.write_bytes(b"")
    refused(path, ForeignFile)
    path.write_bytes(b"TJ")
    refused(path, ForeignFile)
    path.write_bytes(b"%PDF-1.7 and so on, long enough")
    refused(path, ForeignFile)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NoSuchJournal):
        open_journal(tmp_path / "no.journal")
    with pytest.raises(ForeignFile):
        open_journal(tmp_path)


def test_newer_format(path: Path) -> None:
    fill(path)
    connection = connect(path, unlocked(path))
    connection.execute(f"PRAGMA user_version = {formats.CURRENT + 1}")
    connection.close()
    refused(path, NewerJournal)
    path.write_bytes(b"TJn2" + path.read_bytes()[4:])
    refused(path, NewerJournal)


@pytest.mark.parametrize("at", [16, 100, 4095])
def test_damage_where_the_file_begins(path: Path, at: int) -> None:
    fill(path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    refused(path, DamagedJournal)


def test_damage_anywhere_is_said_before_anything_is_written(path: Path) -> None:
    fill(path)
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 + 2000] ^= 1
        path.write_bytes(data)
        refused(path, DamagedJournal)


def test_a_new_journal_is_made_over_what_a_killed_one_left(path: Path) -> None:
    # Killed while it was built, a journal leaves its beginning beside the place, under another key.
    fill(path)
    path.rename(path.with_name(f".{path.name}.new"))
    fill(path)
    with open_journal(path) as journal:
        assert journal.count(Note) == 400


def test_a_file_cut_off(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[:3000])
    refused(path, DamagedJournal)


def test_a_second_program_is_told_and_the_first_goes_on(path: Path) -> None:
    fill(path)
    code = "import sys; from pathlib import Path; from journal.store.opening import open_journal\n"
    code += "from journal.store.faults import LockedJournal\n"
    code += "try: open_journal(Path(sys.argv[1]))\nexcept LockedJournal: sys.exit(7)\n"
    root = Path(__file__).parents[2]
    with open_journal(path) as journal:
        with pytest.raises(LockedJournal):
            open_journal(path)
        second = subprocess.run([sys.executable, "-c", code, str(path)], cwd=root, check=False)
        assert second.returncode == 7
        with open_journal(path, read_only=True) as reader:
            assert reader.count(Note) == 400
        with journal.change("Go on") as draft:
            draft.save(Note(happened_on=date(2026, 5, 2), text="still here"))
    with open_journal(path) as journal:
        assert journal.count(Note) == 401


def test_a_lock_left_by_a_crash_locks_nobody_out(path: Path) -> None:
    fill(path)
    path.with_name(f".{path.name}.lock").write_bytes(b"")
    with open_journal(path) as journal:
        assert journal.count(Note) == 400
    assert os.listdir(path.parent) == [path.name]


def test_a_killed_program_loses_nothing_it_had_saved(path: Path) -> None:
    fill(path)
    code = (
        "import os, sys; from pathlib import Path; from datetime import date\n"
        "from journal.store.opening import open_journal\nfrom journal.domain.notes import Note\n"
        "journal = open_journal(Path(sys.argv[1]))\n"
        "with journal.change('Add') as draft: draft.save(Note(happened_on=date(2026, 5, 3), text='last words'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[2], check=False)
    with open_journal(path) as journal:
        assert journal.latest(Note)[0].text == "last words"


@pytest.fixture
def link(path: Path, tmp_path: Path) -> Path:
    """Return a link, in a folder of its own, to a journal."""
    fill(path)
    link = tmp_path / "links" / "mine.journal"
    link.parent.mkdir()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this user may make no links")
    return link


def test_a_link_is_the_journal_itself(path: Path, link: Path) -> None:
    with open_journal(path) as journal:
        with pytest.raises(LockedJournal):
            open_journal(link)
        with journal.change("Add") as draft:
            draft.save(Note(happened_on=date(2026, 5, 1), text="in the log so far"))
        assert check(link).records == 401
        with open_journal(link, read_only=True) as looked_at:
            assert looked_at.count(Note) == 401
    with open_journal(link) as journal:
        assert journal.path == path.resolve()
        with pytest.raises(LockedJournal):
            open_journal(path)


def test_what_takes_the_place_of_a_journal_takes_that_of_the_file_behind_the_link(path: Path, link: Path) -> None:
    copy = backup(path, path.parent, datetime(2026, 5, 1, 9, 30, tzinfo=UTC))
    change_passphrase(link, None, "six words")
    assert link.is_symlink()
    assert needs_passphrase(path)
    aside = restore(copy, link, datetime(2026, 5, 1, 9, 30, tzinfo=UTC), None)
    assert link.is_symlink()
    assert not needs_passphrase(path)
    assert aside is not None
    assert aside.parent == path.parent.resolve()
    assert check(aside, "six words") == check(path)
    assert os.listdir(link.parent) == [link.name]


@pytest.mark.parametrize("letter", ["a", "é"])
def test_a_name_leaves_room_for_its_copies(tmp_path: Path, letter: str) -> None:
    """The longest name that is taken can be copied, brought back and given a passphrase; longer ones are refused."""
    most = (LONGEST_NAME - len(".journal")) // len(letter.encode())
    with pytest.raises(LongName):
        create(tmp_path / f"{letter * (most + 1)}.journal")
    assert os.listdir(tmp_path) == []
    path = tmp_path / f"{letter * most}.journal"
    fill(path)
    moment = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    copies = [backup(path, tmp_path, moment) for _ in range(11)]
    assert copies[-1].stem.endswith("(11)")
    for _ in range(3):
        aside = restore(copies[0], path, moment)
    assert aside is not None
    change_passphrase(path, None, "six words")
    check(path, "six words")


def test_a_name_that_no_disk_takes_is_said_plainly(path: Path, tmp_path: Path) -> None:
    fill(path)
    with pytest.raises(LongName):
        restore(path, tmp_path / f"{'a' * 240}.journal", datetime(2026, 5, 1, 9, 30, tzinfo=UTC))


def test_create_overwrites_nothing(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(AlreadyThere):
        create(path)
    assert path.read_text() == "mine"
    with pytest.raises(NoSuchJournal):
        create(path.parent / "no folder" / "a.journal")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(path: Path) -> None:
    fill(path)
    path.parent.chmod(0o500)
    try:
        refused(path, ReadOnlyPlace)
        with open_journal(path, read_only=True) as journal:
            assert journal.count(Note) == 400
        with pytest.raises(ReadOnlyPlace):
            create(path.with_name("b.journal"))
    finally:
        path.parent.chmod(0o700)


def test_who_writes_it_is_seen_without_touching_anything(path: Path) -> None:
    create(path).close()
    assert not is_held(path)
    with open_journal(path):
        assert is_held(path)
    assert not is_held(path)
    left = path.with_name(f".{path.name}.lock")
    left.touch()  # by a crash: the next opening shall see it
    assert not is_held(path)
    assert left.exists()


def test_on_a_mac_the_disk_itself_is_asked_to_hold_each_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(sys, "platform", "darwin")
    with contextlib.closing(connect(path, unlocked(path))) as connection:
        for pragma in ("fullfsync", "checkpoint_fullfsync"):
            assert connection.execute(f"PRAGMA {pragma}").fetchone() == (1,)
