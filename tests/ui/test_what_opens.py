"""Every dialog, popup, form and unfolded part, at every text size, in large and small windows, and mirrored.

Pages as they first stand are looked at in `test_every_page`; here is what stands on them, or over them, after a click.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QMenu, QWidget

import journal.ui
from journal.ui.desk import Desk
from journal.ui.main_window import SMALLEST
from journal.ui.pages.visits.preview_card import PreviewCard
from journal.ui.widgets.chart_view import ChartPicture
from journal.ui.widgets.dates import CalendarPopup
from tests.ui.acting import settle
from tests.ui.openings import OPENINGS, Opening
from tests.ui.seeing import cut_off, nameless, out_of_reach, sideways, too_low

NewDesk = Callable[..., Desk]

USUAL = QSize(1280, 860)
KINDS = ("Dialog", "Form", "Popup", "Message")

# Mirrored where most is arranged anew: the pseudo-language is longer, too.  Each look takes about five seconds.
LOOKS = ((100, "en"), (150, "en"), (200, "en"), (250, "en"), (150, "qps-rtl"), (250, "qps-rtl"))

# Bases of what opens, and what is never opened by itself.
PARTS = {"Form"}


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(("text_size", "language"), LOOKS)
def test_what_opens_can_be_read_and_used(new_desk: NewDesk, sample_path: Path, text_size: int, language: str) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=text_size, language=language))
    wrong: list[str] = []
    for openings in ([each for each in OPENINGS if each.page], [each for each in OPENINGS if not each.page]):
        for room in (USUAL, SMALLEST):
            desk.window.resize(room)
            settle()
            for opening in openings:
                where = f"{opening.page}, {opening.name}, {room.width()} px wide"
                wrong += [f"{where}: {fault}" for fault in looked_at(opening, desk)]
    assert not wrong, "\n".join(wrong)


def looked_at(opening: Opening, desk: Desk) -> list[str]:
    """Open it, return what is wrong with it, and close it."""
    shown = opening.open(desk)
    faults = faults_of(shown, desk)
    if faults:  # what the worker brings meanwhile moves what stands below
        QTest.qWait(100)
        faults = faults_of(shown, desk)
    close(shown)
    return faults


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts and printed pages stand as large as ever, and are not drawn: here nobody looks at them."""
    monkeypatch.setattr("journal.ui.widgets.chart_card.drawn", lambda _chart, _canvas, _background: ChartPicture(b""))
    monkeypatch.setattr(PreviewCard, "_make", lambda _self: None)


def faults_of(shown: QWidget, desk: Desk) -> list[str]:
    """Return what cannot be read, reached or heard of *shown*."""
    found = [*nameless(shown), *cut_off(shown), *sideways(shown), *out_of_reach(shown)]
    if not isinstance(shown, CalendarPopup | QMenu):  # as dense as calendars and menus are
        found += too_low(shown)
    if shown.isWindow():
        room = desk.window.size() if isinstance(shown, QDialog) else shown.screen().availableSize()
        if shown.width() > room.width() or shown.height() > room.height():
            found.append(f"{shown.width()} × {shown.height()} where there are {room.width()} × {room.height()}")
    return found


def close(shown: QWidget) -> None:
    """Close what opened as a window; what was unfolded stays, as it may."""
    for _ in range(3):
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is not None:
            QDialog.reject(over) if isinstance(over, QDialog) else over.close()
    if shown.isWindow():
        shown.hide()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def classes_of_the_window() -> Iterator[type[QWidget]]:
    """Yield every widget class that `journal.ui` defines."""
    for found in pkgutil.walk_packages(journal.ui.__path__, "journal.ui."):
        module = importlib.import_module(found.name)
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, QWidget) and each.__module__ == found.name:
                yield each


def test_nothing_that_opens_is_forgotten() -> None:
    """A new dialog, form or popup belongs into the table, so that it is looked at as well."""
    opened = {opening.shows for opening in OPENINGS}
    classes = list(classes_of_the_window())
    bases = {base for each in classes for base in each.__mro__[1:]}
    forgotten = [
        f"{each.__module__}.{each.__name__}"
        for each in classes
        if (issubclass(each, QDialog | QMenu | QCalendarWidget) or each.__name__.endswith(KINDS))
        and each not in opened
        and each not in bases
        and each.__name__ not in PARTS
    ]
    assert not forgotten, f"not in tests/ui/openings.py: {forgotten}"
