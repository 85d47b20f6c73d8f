"""Search finds what was written and the explanations, and leads there with the keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.actions.search import NOT_FOUND, TITLES
from journal.domain.visits import HospitalStay, TeamCall
from journal.store.tables import KINDS
from journal.ui.desk import Desk
from journal.ui.pages.visits.page import VisitsPage
from journal.ui.search_dialog import PLACES, SearchDialog
from tests.ui.seeing import nameless, too_low


@pytest.fixture
def desk(new_desk: Callable[..., Desk], sample_path: Path) -> Desk:
    return new_desk(sample_path)


def opened(desk: Desk) -> SearchDialog:
    (found,) = desk.window.findChildren(SearchDialog)
    assert isinstance(found, SearchDialog)
    return found


def test_every_kind_that_is_found_leads_to_a_page() -> None:
    assert set(TITLES) | NOT_FOUND == set(KINDS)
    assert set(PLACES) == set(TITLES)


@pytest.mark.parametrize("kind", [HospitalStay, TeamCall])
def test_a_stay_and_a_call_lead_to_where_they_stand(desk: Desk, kind: type[HospitalStay | TeamCall]) -> None:
    view = desk.view
    assert view is not None
    record = view.live.read.all(kind)[0]
    view.go_to(PLACES[kind][0], record.id)
    QApplication.processEvents()
    page = view.page
    assert isinstance(page, VisitsPage)
    button = QApplication.focusWidget()
    assert button in (*page.stays.buttons.values(), *page.calls.buttons.values())


def test_search_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    desk.window.activateWindow()
    qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(desk)
    qtbot.waitUntil(dialog.field.hasFocus)
    qtbot.keyClicks(dialog.field, "folfiri")
    qtbot.waitUntil(lambda: dialog.results.count() > 0)
    assert nameless(dialog) == too_low(dialog) == []
    chosen: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda page, record: chosen.append((page, record)))
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert len(chosen) == 1
    assert all(chosen[0])
    assert not dialog.isVisible()


def test_explanations_come_first(qtbot: QtBot, desk: Desk) -> None:
    assert desk.view is not None
    desk.view.open_search()
    dialog = opened(desk)
    qtbot.keyClicks(dialog.field, "stable disease")
    qtbot.waitUntil(lambda: dialog.results.count() > 0)
    page, anchor = dialog.results.item(0).data(Qt.ItemDataRole.UserRole)
    assert (page, bool(anchor)) == ("understand", True)
    dialog.reject()


def test_nothing_found_says_what_to_try(qtbot: QtBot, desk: Desk) -> None:
    assert desk.view is not None
    desk.view.open_search()
    dialog = opened(desk)
    qtbot.keyClicks(dialog.field, "xyzzyqwv")
    qtbot.waitUntil(lambda: "Nothing found" in dialog.state.text())
    dialog.field.clear()
    qtbot.waitUntil(lambda: "Nothing found" not in dialog.state.text())
    dialog.reject()
