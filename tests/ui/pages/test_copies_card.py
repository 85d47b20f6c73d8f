"""The card of copies says what can be relied on: where copies are, of when, and whether they were tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journal.actions.copy_log import Trial
from journal.domain.notes import Note
from journal.store.faults import DiskFull
from journal.ui.desk import Desk
from journal.ui.pages.settings.copies_card import CopiesCard
from journal.ui.pages.settings.page import SettingsPage
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, too_low

NewDesk = Callable[..., Desk]


@pytest.fixture
def card(new_desk: NewDesk, empty_path: Path) -> CopiesCard:
    return card_of(new_desk(empty_path))


def card_of(desk: Desk) -> CopiesCard:
    assert desk.view is not None
    desk.view.go_to("settings")
    page = desk.view.page
    assert isinstance(page, SettingsPage)
    assert page.copies is not None
    return page.copies


def write(card: CopiesCard, text: str) -> None:
    with card._keeper._live.change("Add") as draft:
        draft.save(Note(happened_on=NOW.date(), text=text))


def test_it_says_where_and_when(qtbot: QtBot, card: CopiesCard) -> None:
    qtbot.waitUntil(lambda: card.own.text() == "On this computer: no copy yet. One is made a minute after you write.")
    assert "Choose a folder on a stick" in card.chosen.text()
    assert card.leave.isHidden()
    write(card, "one")
    card.now.click()
    qtbot.waitUntil(lambda: "1 copy, made" in card.own.text())
    assert card.own.text() == "On this computer: 1 copy, made 13\u00a0November\u00a02026, 08:20."
    write(card, "two")
    card.now.click()
    qtbot.waitUntil(lambda: "2 copies. The last one: 13" in card.own.text())


def test_a_folder_of_one_s_own(qtbot: QtBot, card: CopiesCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "media" / "STICK"
    stick.mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(stick))
    card.choose.click()
    qtbot.waitUntil(lambda: "1 copy, made" in card.chosen.text())
    assert card.chosen.text().startswith("In “media/STICK”: 1 copy")
    assert card.choose.accessibleName() == "Choose another folder …"
    (copy,) = stick.iterdir()
    stick.rename(tmp_path / "elsewhere")
    card.show_copies()
    qtbot.waitUntil(lambda: "not there now" in card.chosen.text())
    assert "last copy 13\u00a0November\u00a02026, 08:20" in card.chosen.text()
    card.leave.click()
    qtbot.waitUntil(lambda: "Choose a folder on a stick" in card.chosen.text())
    assert (tmp_path / "elsewhere" / copy.name).exists()


def test_it_says_how_the_last_trial_went(card: CopiesCard) -> None:
    keeper = card._keeper
    assert card.trial.isHidden()
    keeper._remember(replace(keeper.log, trial=Trial(NOW - timedelta(days=3), 1_204)))
    assert card.trial.text() == "Last tried on 10\u00a0November\u00a02026: all 1,204 entries were there."
    keeper._remember(replace(keeper.log, trial=Trial(NOW, 0, "/media/STICK")))
    assert "“STICK” could not be brought back" in card.trial.text()
    assert "Make a copy now" in card.trial.text()


def test_trouble_stays_to_be_read(card: CopiesCard) -> None:
    assert card.trouble.isHidden()
    card._keeper.problems = {Path("/x"): DiskFull(Path("/x/Empty.journal"))}
    card.show_copies()
    assert "no room left" in card.trouble.text()


def test_nothing_is_cut_off_or_nameless(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    card = card_of(desk)
    assert cut_off(card) == nameless(card) == too_low(card) == []


def test_samples_have_no_copies(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.open_sample()
    assert desk.view is not None
    desk.view.go_to("settings")
    assert isinstance(desk.view.page, SettingsPage)
    assert desk.view.page.copies is None
