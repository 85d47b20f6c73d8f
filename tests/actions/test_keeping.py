"""The keyring holds the key of one file, nothing else does, and every way in which it fails is one calm sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.actions import keeping
from journal.domain.problems import Problem
from journal.store.faults import WrongPassphrase
from journal.store.opening import create, open_journal
from journal.store.passphrase import change_passphrase
from tests.text.readability import grade

keyring = pytest.importorskip("keyring", reason="the environment is older than the pins")

from tests.keyrings import Drawer, LockedDrawer  # noqa: E402

PHRASE = "correct horse battery"


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before = keyring.get_keyring()
    drawer = Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Anna Smith.journal"
    create(path, PHRASE).close()
    return path


def test_what_is_kept_opens_the_file_and_is_not_the_passphrase(drawer: Drawer, path: Path) -> None:
    mark = keeping.remember(path, PHRASE)
    kept = keeping.recall(mark)
    assert kept is not None
    assert PHRASE not in kept
    with open_journal(path, kept):
        pass
    (entry,) = drawer.entries
    assert entry == ("Treatment Journal", path.read_bytes()[:16].hex())
    assert keeping.mark_of(path) == mark


def test_it_follows_the_file_and_is_forgotten(drawer: Drawer, path: Path) -> None:
    mark = keeping.remember(path, PHRASE)
    moved = path.rename(path.with_name("Moved.journal"))
    assert keeping.recall(keeping.mark_of(moved)) is not None
    keeping.forget(mark)
    keeping.forget(mark)
    assert drawer.entries == {}
    assert keeping.recall(mark) is None


def test_a_wrong_passphrase_is_not_kept(drawer: Drawer, path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        keeping.remember(path, "wrong")
    assert drawer.entries == {}


def test_an_entry_of_before_a_change_opens_nothing(drawer: Drawer, path: Path) -> None:
    mark = keeping.remember(path, PHRASE)
    before = keeping.recall(mark)
    change_passphrase(path, PHRASE, "another one")
    assert keeping.mark_of(path) != mark
    with pytest.raises(WrongPassphrase):
        open_journal(path, before)


@pytest.mark.parametrize("backend", ["fail", "null", "weak", "locked"])
def test_each_failure_is_one_calm_sentence(drawer: Drawer, path: Path, backend: str) -> None:
    from keyring.backends import fail, null

    made = {"fail": fail.Keyring, "null": null.Keyring, "weak": lambda: Drawer(0.5), "locked": LockedDrawer}[backend]()
    keyring.set_keyring(made)
    expected = keeping.SilentKeyring if backend == "locked" else keeping.NoKeyring
    for step in (
        lambda: keeping.remember(path, PHRASE),
        lambda: keeping.recall("00" * 16),
        lambda: keeping.forget("00" * 16),
    ):
        with pytest.raises(expected) as caught:
            step()
        assert grade(caught.value.message) <= 6
    assert path.read_bytes()[:4] == b"TJp1"


def test_a_computer_without_the_library_has_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(Problem, match="no safe place"):
        keeping.recall("00" * 16)


def test_it_waits_to_be_wanted() -> None:
    """Importing it is left to those who remember a journal; no start waits for it."""
    code = "import sys, journal.actions.keeping; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False).returncode == 0
