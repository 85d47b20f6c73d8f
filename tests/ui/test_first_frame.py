"""The first frame of a page is whole as far as one sees, whatever follows it; and Tab goes as one reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.page import Page
from tests.ui.seeing import cut_off

NewDesk = Callable[..., Desk]
KEYS = ("today", "treatment", "symptoms", "understand", "visits", "settings")  # part of each waits
SIZES = ((1024, 700, 100), (1280, 860, 100), (1280, 860, 200), (1900, 1500, 100))
WAIT_S = 20.0


def turned_to(
    new_desk: NewDesk, journal: Path, key: str, width: int, height: int, text_size: int
) -> tuple[JournalView, Page]:
    """Open *journal* in a window of that size and turn to a page, which nobody has seen before."""
    desk = new_desk(None)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    desk.window.resize(width, height)
    QApplication.processEvents()
    assert desk.open_path(journal)
    view = desk.view
    assert view is not None
    if key != view.page_key:
        QApplication.processEvents()
        view.go_to(key)
    assert view.page is not None
    return view, view.page


def quieten(view: JournalView) -> None:
    """Wait for all that is drawn aside."""
    end = time.monotonic() + WAIT_S
    for _ in range(3):  # one answer may ask for the next
        idle = threading.Event()
        view.background.run(lambda _progress: None, lambda _nothing, idle=idle: idle.set(), owner=view)  # type: ignore[misc]
        while not idle.is_set() and time.monotonic() < end:
            QApplication.processEvents()
        time.sleep(0.15)  # a chart settles before it is drawn
        for _ in range(5):
            QApplication.processEvents()


def seen(page: Page) -> QImage:
    return page.scroll_area.grab().toImage()


def at_rest(view: JournalView, page: Page) -> QImage:
    """Return *page* as it is seen once nothing moves any more: on a busy machine, what is drawn aside comes late."""
    end = time.monotonic() + WAIT_S
    before, now = None, seen(page)
    while before != now and time.monotonic() < end:
        quieten(view)
        before, now = now, seen(page)
    return now


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
@pytest.mark.parametrize("key", KEYS)
def test_what_follows_the_first_frame_changes_nothing_in_view(
    new_desk: NewDesk,
    sample_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    width: int,
    height: int,
    text_size: int,
) -> None:
    # Nothing follows, for now.
    monkeypatch.setattr(Page, "_show_next", lambda page: page.scroll_area.setUpdatesEnabled(True))
    view, page = turned_to(new_desk, sample_path, key, width, height, text_size)
    bar = page.scroll_area.verticalScrollBar()
    first, where = at_rest(view, page), bar.isVisible()
    page.show_all()
    whole = at_rest(view, page)
    if where:  # its handle becomes smaller, as there is more to scroll to
        bar.setStyleSheet("QScrollBar::handle { background: transparent }")
        whole = seen(page)
        strip = whole.width() - bar.width() if page.isLeftToRight() else 0
        first, whole = (each.copy(0, 0, strip, each.height()) for each in (first, whole))
    assert first == whole


# At 250 %, the words behind the weight on Today find their place in the second frame.
@pytest.mark.parametrize(
    ("key", "text_size"), [(key, size) for key in KEYS for size in (100, 250) if (key, size) != ("today", 250)]
)
def test_no_frame_shows_what_has_not_found_its_place_yet(
    new_desk: NewDesk, sample_path: Path, key: str, text_size: int
) -> None:
    view, page = turned_to(new_desk, sample_path, key, 1024, 700, text_size)
    squeezed: list[list[str]] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                squeezed.append(cut_off(page))
            return False

    ground = page.scroll_area.widget()
    assert ground is not None
    watcher = Painted()
    ground.installEventFilter(watcher)
    quieten(view)
    assert squeezed
    assert [each for each in squeezed if each] == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_out_of_sight_follows_by_itself(new_desk: NewDesk, sample_path: Path, key: str) -> None:
    view, page = turned_to(new_desk, sample_path, key, 1024, 700, 100)
    assert page._waiting
    quieten(view)
    assert not page._waiting
    before = len(page.findChildren(QObject))
    page.show_all()
    assert len(page.findChildren(QObject)) == before


def test_a_record_further_down_is_found_before_the_page_was_ever_painted(new_desk: NewDesk, sample_path: Path) -> None:
    from journal.domain.patient import Contact  # only this test needs one

    desk = new_desk(sample_path)
    assert desk.view is not None
    contact = desk.view.live.read.all(Contact)[0]
    desk.view.go_to("settings", contact.id)
    page = desk.view.page
    assert page is not None
    QApplication.processEvents()
    assert page.scroll_area.verticalScrollBar().value() > 0
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
