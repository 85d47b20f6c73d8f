"""A person at the keyboard: every key goes where the system would send it, and nothing is reached in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from journal.ui.desk import Desk
from journal.ui.pages import PAGES
from journal.ui.widgets.focus_ring import FocusRing
from tests.ui.acting import settle
from tests.ui.seeing import name_of

CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
NONE: Final = Qt.KeyboardModifier.NoModifier
MOST_STOPS: Final = 300  # of one round with Tab
MOST_WAITS: Final = 1_000  # of 10 ms

SHORTCUTS: Final = {entry.key: getattr(Qt.Key, f"Key_{place}") for place, entry in enumerate(PAGES[:9], 1)}
SHORTCUTS["settings"] = Qt.Key.Key_Comma

Place = tuple[QWidget, object]


# Keys


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press *key* in whatever window has the keyboard: a menu, a dialog, or the window itself."""
    for _ in range(times):
        with _in_time(f"{key.name} opens a question, and nobody answers it"):
            QTest.keyClick(window_with_keyboard(), key, modifiers)
        settle()


@contextmanager
def _in_time(words: str) -> Iterator[None]:
    """Fail with *words* where what is done does not end by itself."""
    late: list[QWidget] = []

    def leave() -> None:
        question = QApplication.activeModalWidget()
        if question is not None:
            late.append(question)
            question.close()

    timer = QTimer()
    timer.timeout.connect(leave)
    timer.start(MOST_WAITS * 10)
    yield
    timer.stop()
    assert not late, words


def write(text: str) -> None:
    """Type *text* where the keyboard is."""
    window_with_keyboard()
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


def choose(name: str, words: str) -> None:
    """Go to the choice called *name* with Tab, open it, and choose *words* with the arrow keys."""
    field = tab_to(name, QComboBox)
    assert isinstance(field, QComboBox)
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Home)
    for _ in range(field.count()):
        if plain(str(field.view().currentIndex().data())) == words:
            break
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert plain(field.currentText()) == words


def choose_in_menu(*path: str) -> None:
    """Choose with the arrow keys in the menu that is open; all but the last of *path* lead to menus within."""
    for words in path:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        for _ in range(len(menu.actions()) + 1):
            action = menu.activeAction()
            if action is not None and plain(action.text().replace("&&", "&")) == words:
                break
            press(Qt.Key.Key_Down)
        else:
            raise AssertionError(f"no “{words}” among {[each.text() for each in menu.actions()]}")
        press(Qt.Key.Key_Return)


@contextmanager
def answering(act: Callable[[], object]) -> Iterator[None]:
    """Do *act* as soon as a question is open that waits for its answer; close it, if it was not answered."""
    faults: list[BaseException] = []
    answered: list[QWidget] = []

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        if asked is None or QGuiApplication.focusWindow() is not asked.windowHandle():
            QTimer.singleShot(10, answer)
            return
        answered.append(asked)
        try:
            act()
        except BaseException as fault:  # the question has a loop of its own, in which an error would be lost
            faults.append(fault)
        finally:
            if isValid(asked) and asked.isVisible():
                asked.close()

    QTimer.singleShot(0, answer)
    yield
    assert answered, "nothing was asked"
    if faults:
        raise faults[0]


def turn_to(desk: Desk, key: str) -> None:
    """Turn to a page by its shortcut, and wait until what is made aside stands on it."""
    press(SHORTCUTS[key], CTRL)
    assert desk.view is not None
    assert desk.view.page_key == key
    wait_for_all(desk)


def wait_for_all(desk: Desk) -> None:
    """Wait until all that is made aside has come."""
    still = 0
    for _ in range(MOST_WAITS):
        settle()
        still = still + 1 if desk.window.background.is_idle else 0
        if still == 3:
            return
        QTest.qWait(10)
    raise AssertionError("what is made aside does not come")


# Where the keyboard is


def window_with_keyboard() -> QWindow:
    """Return the window that has the keyboard; where one was closed, the one beneath, as window managers do it."""
    if QGuiApplication.focusWindow() is None:
        beneath = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible()
        ]
        (QApplication.activeModalWidget() or beneath[-1]).activateWindow()
        settle()
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


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


def tab_to(name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """Press Tab until the control called *name*, of this *kind*, has the keyboard.

    A name may go on with ": " and what is chosen there.  Fails where one round does not come to it, and where one
    could not see the keyboard on the way.
    """
    passed: list[str] = []
    for _ in round_with_tab():
        if isinstance(at(), kind) and (called() == name or called().startswith(f"{name}: ")):
            return at()
        passed.append(called() or name_of(at()))
    raise AssertionError(f"Tab never comes to “{name}”; it comes to: {', '.join(passed)}")


def round_with_tab(*, back: bool = False) -> Iterator[Place]:
    """Go round once with Tab, and yield each stop; the first is where the keyboard is already."""
    window_with_keyboard()
    been: list[Place] = []
    if QApplication.focusWidget() is not None:
        been.append(place())
        yield been[0]
    while len(been) < MOST_STOPS:
        press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
        here = place()
        assert not unseen(), unseen()
        if here in been:
            assert here == been[0], f"Tab comes back to {name_of(here[0])} and never to {name_of(been[0][0])}"
            return
        been.append(here)
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
