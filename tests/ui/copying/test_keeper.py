"""Copies are made beside the work: after a change, when a stick is back, on closing; and nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from journal.actions.backups import copies_it_opens, own_folder
from journal.actions.copy_log import read_log
from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.store.faults import DiskFull
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.ui.background import Background
from journal.ui.copying import keeper as keeping
from journal.ui.copying.keeper import CopyKeeper
from journal.ui.desk import Desk
from journal.ui.live_journal import LiveJournal
from tests.ui.conftest import NOW


class Shop:
    """A keeper with a clock that can be set, and what it said."""

    def __init__(self, live: LiveJournal, background: Background) -> None:
        self.now, self.said, self.told = NOW, list[str](), list[str]()
        self.live, self.background, self.owner = live, background, QObject()
        self.open()

    def open(self) -> None:
        self.keeper = CopyKeeper(
            self.live,
            lambda: None,
            self.background,
            lambda: self.now,
            say=self.said.append,
            tell=self.told.append,
            parent=self.owner,
        )

    def write(self, text: str = "more") -> None:
        with self.live.change("Add") as draft:
            draft.save(Note(happened_on=NOW.date(), text=text))

    def copies(self, folder: Path | None = None) -> list[datetime]:
        path = self.live.read.path
        return [copy.made_at for copy in copies_it_opens(path, (folder or own_folder(),))]


@pytest.fixture
def shop(live: LiveJournal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    for name in ("QUIET", "LOOK_AGAIN", "AFTER_A_PROBLEM", "TRIAL_AFTER"):
        monkeypatch.setattr(keeping, name, timedelta(milliseconds=30))
    background = Background()
    shop = Shop(live, background)
    yield shop
    shop.owner.deleteLater()
    background.close()


def test_a_copy_follows_a_change_at_most_once_an_hour(qtbot: QtBot, shop: Shop, journal: Journal) -> None:
    shop.write("one")
    qtbot.waitUntil(lambda: len(shop.copies()) == 1)
    shop.write("two")
    qtbot.waitUntil(lambda: 3_500_000 < shop.keeper._timer.remainingTime() < 3_700_000)
    assert len(shop.copies()) == 1
    shop.now += timedelta(hours=1)
    shop.keeper._on_time()
    qtbot.waitUntil(lambda: len(shop.copies()) == 2)
    assert shop.said == shop.told == []
    (newest, _older) = copies_it_opens(journal.path, (own_folder(),))
    assert check(newest.path) == check(journal.path)


def test_the_copies_are_tried_once_a_month(qtbot: QtBot, shop: Shop, journal: Journal) -> None:
    shop.write()
    qtbot.waitUntil(lambda: shop.keeper.log.trial is not None)
    trial = shop.keeper.log.trial
    assert trial is not None
    assert (trial.at, trial.entries, trial.failed) == (NOW, 1, "")
    qtbot.waitUntil(lambda: read_log(journal.path).trial == trial)


def test_a_stick_that_comes_is_found_without_a_word(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shop.keeper.choose(stick)
    qtbot.waitUntil(lambda: len(shop.copies(stick)) == 1)
    qtbot.waitUntil(lambda: shop.said == ["A copy was made and checked."])
    stick.rename(tmp_path / "taken away")
    shop.write()
    shop.now += timedelta(hours=1)
    shop.keeper._on_time()
    qtbot.waitUntil(lambda: len(shop.copies()) == 2)
    qtbot.wait(150)
    assert not stick.exists()
    (tmp_path / "taken away").rename(stick)
    qtbot.waitUntil(lambda: len(shop.copies(stick)) == 2)
    assert len(shop.said) == 1
    assert shop.told == []


def test_what_goes_wrong_is_said_once(
    qtbot: QtBot, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = [True]

    def backup(path: Path, folder: Path, *rest: object) -> Path:
        if full:
            raise DiskFull(folder / "copy")
        copy = folder / path.name
        copy.write_bytes(path.read_bytes())
        return copy

    monkeypatch.setattr("journal.actions.backups.backup", backup)
    shop.write()
    qtbot.waitUntil(lambda: bool(shop.said))
    qtbot.wait(300)
    assert len(shop.said) == 1
    assert "no room left" in shop.said[0]
    assert list(shop.keeper.problems) == [own_folder()]
    full.clear()
    qtbot.waitUntil(lambda: not shop.keeper.problems)
    assert len(shop.said) == 1


def test_damage_of_the_open_file_is_told(qtbot: QtBot, shop: Shop, journal: Journal) -> None:
    shop.write()
    with journal.path.open("rb+") as file:
        for page in range(4_096, journal.path.stat().st_size, 4_096):
            file.seek(page + 100)
            file.write(b"xx")
    qtbot.waitUntil(lambda: bool(shop.told))
    assert "is damaged" in shop.told[0]
    assert shop.copies() == []


def test_a_journal_that_is_locked_waits_for_its_passphrase(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "QUIET", timedelta(milliseconds=20))
    background, key, said = Background(), list[str](), list[str]()
    with create(tmp_path / "locked.journal", "six words") as journal:
        live = LiveJournal(journal)
        keeper = CopyKeeper(
            live,
            lambda: key[0] if key else None,
            background,
            lambda: NOW,
            say=said.append,
            tell=said.append,
            parent=(owner := QObject()),
        )
        with journal.change("Add") as draft:
            draft.save(Note(happened_on=NOW.date(), text="hidden"))
        qtbot.wait(100)
        assert keeper.log.made == {}
        key.append("six words")
        qtbot.waitUntil(lambda: bool(keeper.log.made), timeout=10_000)
    assert said == []
    owner.deleteLater()
    background.close()


def test_closing_copies_what_is_new_and_only_that(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    desk = new_desk(empty_path)
    assert desk.view is not None
    desk.view.page.check_in.note.setPlainText("last words of the day")  # type: ignore[union-attr]
    desk.window.close()
    (copy,) = copies_it_opens(empty_path, (own_folder(),))
    with open_journal(copy.path, read_only=True) as journal:
        assert [note.text for note in journal.all(Note)] == ["last words of the day"]
    again = new_desk(empty_path)
    again.window.close()
    assert len(copies_it_opens(empty_path, (own_folder(),))) == 1


def test_switching_journals_copies_beside_the_work(
    qtbot: QtBot, new_desk: Callable[..., Desk], empty_path: Path
) -> None:
    desk = new_desk(empty_path)
    assert desk.view is not None
    desk.view.write("Add", lambda draft: draft.save(Note(happened_on=NOW.date(), text="new")))
    desk.back_to_welcome()
    assert desk.copies is None
    qtbot.waitUntil(lambda: len(copies_it_opens(empty_path, (own_folder(),))) == 1)


def test_samples_and_what_is_read_only_are_not_copied(new_desk: Callable[..., Desk], empty_path: Path) -> None:
    desk = new_desk()
    desk.open_sample()
    assert desk.copies is None


def test_other_errors_are_faults(qtbot: QtBot, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_rest: object, **_named: object) -> None:
        raise ValueError

    monkeypatch.setattr(keeping, "copy_round", broken)
    with qtbot.captureExceptions() as caught:
        shop.keeper.make_now()
        qtbot.waitUntil(lambda: bool(caught))
    assert not shop.keeper._is_busy
    assert not any(isinstance(error, Problem) for _kind, error, _trace in caught)
