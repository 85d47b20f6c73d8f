"""A person at the keyboard: every key goes where the system would send it, and nothing is reached in another way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from journal.ui.desk import Desk
from journal.ui.widgets.focus_ring import FocusRing
from tests.ui.acting import settle
from tests.ui.seeing import name_of

CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
NONE: Final = Qt.KeyboardModifier.NoModifier
MOST_STOPS: Final = 300  # of one round with Tab
MOST_WAITS: Final = 2_000  # of 10 ms

Place = tuple[QWidget, object]


# Keys


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press *key* in whatever window has the keyboard: a menu, a dialog, or the window itself."""
    for _ in range(times):
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the keyboard"
        QTest.keyClick(window, key, modifiers)
        settle()


def write(text: str) -> None:
    """Type *text* where the keyboard is."""
    for letter in text:
        QTest.keyClicks(QApplication.activePopupWidget() or at(), letter)
    settle()


def rewrite(text: str) -> None:
    """Type *text* instead of all that stands where the keyboard is."""
    press(Qt.Key.Key_A, CTRL)
    write(text)


def fill(name: str, text: str) -> None:
    """Go to the field called *name* with Tab, and type *text* instead of what stands there."""
    tab_to(name)
    rewrite(text)


def activate(name: str) -> None:
    """Go to the button called *name* with Tab, and press it with the space bar."""
    tab_to(name)
    press(Qt.Key.Key_Space)


def wait_for_all(desk: Desk) -> None:
    """Wait until all that is made aside has come."""
    for _ in range(MOST_WAITS):
        settle()
        if desk.window.background.is_idle:
            return
        QTest.qWait(10)
    raise AssertionError("what is made aside does not come")


# Where the keyboard is


def at() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def called() -> str:
    """Return what a screen reader calls the control that has the keyboard."""
    return plain(at().accessibleName())


def plain(words: str) -> str:
    """Return *words* without what only the layout needs of them."""
    for mark in ("\u2066", "\u2067", "\u2068", "\u2069"):
        words = words.replace(mark, "")
    return words.replace("\u00a0", " ").strip()


def place() -> Place:
    """Return what has the keyboard, and where in it: the cell of a table that Tab goes through, the link of a text."""
    widget = at()
    if isinstance(widget, QAbstractItemView):
        return widget, (widget.currentIndex().row(), widget.currentIndex().column())
    if isinstance(widget, QLabel):
        return widget, widget.selectionStart()
    return widget, None


def unseen() -> str:
    """Say why nobody could see where the keyboard is; nothing where it can be seen."""
    widget = at()
    ring = widget.window().findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if ring is None or not ring.isVisible():
        return f"no ring at {name_of(widget)}"
    if widget.visibleRegion().isEmpty():
        return f"{name_of(widget)} is scrolled away"
    area = widget.focus_area() if hasattr(widget, "focus_area") else widget.rect()
    around = QRect(widget.mapTo(widget.window(), area.topLeft()), area.size())
    if not ring.geometry().intersects(around):
        return f"the ring is not at {name_of(widget)}"
    return ""


# Tab


def tab_to(name: str, *, back: bool = False) -> QWidget:
    """Press Tab (Shift+Tab where *back*) until the control called *name* has the keyboard.

    A name may go on with ": " and what is chosen there.  Fails where one round does not come to it, and where one
    could not see the keyboard on the way.
    """
    passed: list[str] = []
    for _ in round_with_tab(back=back):
        if called() == name or called().startswith(f"{name}: "):
            return at()
        passed.append(called() or name_of(at()))
    raise AssertionError(f"Tab never comes to “{name}”; it comes to: {', '.join(passed)}")


def round_with_tab(*, back: bool = False) -> Iterator[Place]:
    """Go round once with Tab, and yield each stop; the first is where the keyboard is already."""
    start = here = place() if QApplication.focusWidget() is not None else None
    if here is not None:
        yield here
    been: set[tuple[int, object]] = set()
    for _ in range(MOST_STOPS):
        press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
        here = place()
        start = start or here
        if (id(here[0]), here[1]) in been:
            assert here == start, f"Tab comes back to {name_of(here[0])} and never to {name_of(start[0])}"
            return
        been.add((id(here[0]), here[1]))
        assert not unseen(), unseen()
        if here == start:
            return
        yield here
    raise AssertionError(f"{MOST_STOPS} stops, and no end")


def focusable(window: QWidget) -> list[QWidget]:
    """Return what Tab should come to."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is window
    ]
