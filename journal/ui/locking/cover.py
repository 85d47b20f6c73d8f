"""Takes everything of a journal out of the window, and brings it back as it was.

What is hidden can still be read by a program that reads the screen aloud, as long as it belongs to a window.  So the
journal and its open forms are taken out of their windows: they live on, with all that is typed in them, and nobody but
this program can reach them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget

from journal.ui.curtain import CURTAIN

MOST_POPUPS: Final = 20  # a menu in a menu in a menu


@dataclass(frozen=True)
class _PutAway:
    """An open dialog as it stood.  One that is waited for (a question) has answered no, and does not come back."""

    dialog: QDialog
    parent: QWidget | None
    flags: Qt.WindowType
    place: QRect
    modality: Qt.WindowModality

    @property
    def comes_back(self) -> bool:
        """Say whether nobody waited for it; `QDialog.exec` ends as soon as its dialog is hidden."""
        return self.modality is not Qt.WindowModality.ApplicationModal


class Cover(QObject):
    """Lies over *window* from the start: *page* is shown, nothing else of it, until `lift` or `drop`."""

    def __init__(self, window: QMainWindow, page: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._focus = QApplication.focusWidget()
        self._away: list[_PutAway] = []
        self._dark = QWidget()  # never shown
        for _popup in range(MOST_POPUPS):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        QToolTip.hideText()
        self._view = window.takeCentralWidget()
        if self._view is not None:
            self._view.hide()
        self._put_away_dialogs()
        CURTAIN.close()
        window.setCentralWidget(page)
        page.show()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @property
    def has_open_forms(self) -> bool:
        """Say whether something was open that may hold what is not written down yet."""
        return any(each.comes_back and shiboken6.isValid(each.dialog) for each in self._away)

    def take(self, view: QWidget) -> None:
        """Bring back *view* in the place of what was taken out: slow work may turn to another one meanwhile."""
        if self._view is not None and self._view is not view:
            self._view.deleteLater()
        view.hide()
        self._view, self._focus = view, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What wants to be shown meanwhile waits, too: our own dialogs behind the curtain, Qt's (for files) in here."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog) and watched.isWindow():
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # this comes before its window is shown
            QTimer.singleShot(0, self, self._put_away_dialogs)
        return False

    def _put_away_dialogs(self) -> None:
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        for dialog in sorted(shown, key=_depth):  # what stands on another comes back after it
            stood = _PutAway(
                dialog, dialog.parentWidget(), dialog.windowFlags(), dialog.geometry(), dialog.windowModality()
            )
            self._away.append(stood)
            dialog.hide()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
            if stood.comes_back:
                dialog.setParent(self._dark)

    def lift(self) -> None:
        """Bring everything back."""
        self._let_go()
        page = self._window.takeCentralWidget()
        if self._view is not None:
            self._window.setCentralWidget(self._view)
            self._view.show()
        if page is not None:
            page.hide()
            page.deleteLater()
        CURTAIN.is_closed = False  # what was open before comes back before what waited
        for each in self._away:
            if each.comes_back and shiboken6.isValid(each.dialog):
                parent = each.parent if each.parent is not None and shiboken6.isValid(each.parent) else self._window
                each.dialog.setParent(parent, each.flags)
                each.dialog.setGeometry(each.place)
                if each.modality is Qt.WindowModality.WindowModal:
                    each.dialog.open()
                else:
                    each.dialog.show()
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._end()
        CURTAIN.open()

    def drop(self) -> None:
        """The journal was closed: nothing of it comes back."""
        self._let_go()
        for each in self._away:
            if each.comes_back and shiboken6.isValid(each.dialog):
                each.dialog.deleteLater()
        if self._view is not None and shiboken6.isValid(self._view):
            self._view.deleteLater()
        self._end()
        CURTAIN.drop()

    def _let_go(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _end(self) -> None:
        self._dark.deleteLater()
        self.deleteLater()


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
