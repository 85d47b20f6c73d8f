"""A view that is put away is gone: its widgets, and what they hold of the journal."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journal.store.opening import create
from journal.ui.desk import Desk
from journal.ui.pages import PAGES
from tests.ui.acting import settle
from tests.ui.reaching import view_of

NewDesk = Callable[..., Desk]


def see_all_pages(desk: Desk) -> None:
    for entry in PAGES:
        view_of(desk).go_to(entry.key)
        settle()
        page = view_of(desk).page
        assert page is not None
        page.show_all()
    for _ in range(500):  # the worker holds what it draws for
        if desk.background.is_idle:
            break
        QTest.qWait(10)
    assert desk.background.is_idle


def let_go() -> None:
    """Do what the program does between two events, all at once."""
    for _ in range(3):
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.unfreeze()
        gc.collect()


@pytest.mark.parametrize("has_passphrase", [False, True])
def test_another_language_lets_the_old_view_go(
    new_desk: NewDesk, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_passphrase: bool
) -> None:
    desk = new_desk(sample_path)
    if has_passphrase:
        path = tmp_path / "Secret.journal"
        desk.take(create(path, "a long enough passphrase"), "a long enough passphrase", "today")
    see_all_pages(desk)
    let_go()
    at_first = len(QApplication.allWidgets())
    for language in ("qps-rtl", "en"):
        view = view_of(desk)
        old: dict[str, weakref.ref[QWidget]] = {key: weakref.ref(page) for key, page in view._pages.items()}
        old["view"] = weakref.ref(view)
        del view
        desk.set_settings(replace(desk.settings, language=language))
        see_all_pages(desk)
        let_go()
        assert [key for key, each in old.items() if each() is not None] == []
    assert len(QApplication.allWidgets()) <= at_first
