"""What wants to be seen or heard while the window is locked: it waits here until the window opens again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from journal.domain.late_dataclass import dataclass


@dataclass(frozen=True)
class _Waiting:
    owner: QObject
    act: Callable[[], object]


class Curtain:
    """Closed while the window is locked.

    A dialog that was shown and hidden again at once would be read aloud, and a question would count as answered: so
    none is shown at all.  Whoever waits for an answer waits on.
    """

    def __init__(self) -> None:
        self.is_closed = False
        self._waiting: list[_Waiting] = []

    def close(self) -> None:
        """Let nothing through from now on."""
        self.is_closed = True

    def holds(self, dialog: QDialog) -> bool:
        """Say whether *dialog* has to wait; then it is shown when the curtain opens."""
        if self.is_closed and not self.is_waiting(dialog):
            self._waiting.append(_Waiting(dialog, dialog.show))
        return self.is_closed

    def is_waiting(self, dialog: QDialog) -> bool:
        """Say whether *dialog* will be shown when the curtain opens."""
        return any(each.owner is dialog for each in self._waiting)

    def lets_go(self, dialog: QDialog) -> None:
        """Take note that *dialog* was closed before anybody saw it."""
        self._waiting = [each for each in self._waiting if each.owner is not dialog]

    def when_open(self, owner: QObject, act: Callable[[], object]) -> None:
        """Do *act* now, or when the curtain opens, as long as *owner* lives."""
        if self.is_closed:
            self._waiting.append(_Waiting(owner, act))
        else:
            act()

    def open(self) -> None:
        """Show and say what waited, in its order."""
        waiting, self._waiting, self.is_closed = self._waiting, [], False
        for each in waiting:
            if shiboken6.isValid(each.owner):
                each.act()

    def drop(self) -> None:
        """Let what waited go, unseen: it was about a journal that is closed.  Whoever waits for an answer gets no."""
        for each in self._waiting[:]:
            if isinstance(each.owner, QDialog) and shiboken6.isValid(each.owner):
                each.owner.reject()
        self._waiting, self.is_closed = [], False


CURTAIN: Final = Curtain()


def main_window() -> QMainWindow | None:
    """Return the program's window, which keeps what is shown on it; None where there is none yet."""
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)), None)
