"""A start opens its journal beside the loading of the window, and shows nothing of it before it was checked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.domain.patient import Patient
from journal.store import opening as store_opening
from journal.store.faults import DamagedJournal, LockedJournal, NeedsPassphrase
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.ui import opening_ahead as under_test
from journal.ui.desk import Desk
from journal.ui.opening_ahead import OpenedAhead, opened_ahead

NewDesk = Callable[..., Desk]


def test_it_opens_on_a_thread_of_its_own(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def opened(path: Path, author: str = "") -> Journal:
        threads.append(threading.current_thread())
        return open_journal(path, author=author)

    monkeypatch.setattr(under_test, "open_journal", opened)
    ahead = opened_ahead(sample_path, "Tom")
    assert ahead is not None
    with ahead.journal() as journal:
        assert journal.author == "Tom"
        assert journal.all(Patient)
        assert not journal.is_read_only
    assert threads
    assert threading.current_thread() not in threads
    assert not any(each.is_alive() for each in threads)


def test_the_window_shows_what_was_opened_ahead(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(None)
    assert desk.open_path(sample_path, opened_ahead(sample_path, ""))
    assert desk.view is not None
    assert desk.view.live.read.path == sample_path
    with pytest.raises(LockedJournal):  # it is this window that writes it
        open_journal(sample_path)


def test_nothing_is_opened_that_must_be_asked_about_or_explained(tmp_path: Path) -> None:
    secret = tmp_path / "Secret.journal"
    create(secret, "a long enough passphrase").close()
    letter = tmp_path / "letter.journal"
    letter.write_text("Dear Anna")
    for path in (None, secret, letter, tmp_path / "gone.journal"):
        assert opened_ahead(path, "") is None


def test_what_stood_in_the_way_is_said_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "Secret.journal"
    create(path, "a long enough passphrase").close()
    with pytest.raises(NeedsPassphrase):
        OpenedAhead(path, "").journal()
    broken = tmp_path / "Broken.journal"
    create(broken).close()
    content = bytearray(broken.read_bytes())
    content[5_000] ^= 1
    broken.write_bytes(content)
    with pytest.raises(DamagedJournal):
        OpenedAhead(broken, "").journal()


def test_a_damaged_journal_is_never_shown(
    new_desk: NewDesk, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytearray(sample_path.read_bytes())
    content[len(content) // 2] ^= 1
    sample_path.write_bytes(content)
    desk = new_desk(None)
    offered: list[Path] = []

    def offer(path: Path, _passphrase: str | None) -> bool:
        offered.append(path)
        return False

    monkeypatch.setattr(desk.damage, "offer", offer)
    assert not desk.open_path(sample_path, opened_ahead(sample_path, ""))
    assert offered == [sample_path]
    assert desk.view is None


def test_a_journal_that_another_window_writes_is_handed_to_it(
    new_desk: NewDesk, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[Path] = []

    def answered(path: Path) -> bool:
        rung.append(path)
        return True

    monkeypatch.setattr("journal.ui.opening.ring", answered)
    with store_opening.open_journal(sample_path):
        desk = new_desk(None)
        assert not desk.open_path(sample_path, opened_ahead(sample_path, ""))
    assert rung == [sample_path]
