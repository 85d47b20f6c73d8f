"""The sidebar: whose journal it is, the pages, and the team's number at its foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QPushButton, QScrollArea, QSizePolicy, QWidget

from journal.text.language import _
from journal.ui.nav_button import WIDTH, NavButton
from journal.ui.pages import PAGES
from journal.ui.team_number import TeamNumberCard
from journal.ui.theme.look import follow, size, space
from journal.ui.widgets.buttons import pressed_by
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Picture, Words


class JournalButton(QPushButton):
    """Whose journal it is; opens the menu with everything that is about the file."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "nav")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = Words("", "h3")
        self._lock = Picture("lock-simple", "muted", 16)
        self._place = Words("", "small", "muted")
        top = Row(Picture("bookmark-simple-fill", "accent", 22), self._name, gap=8)
        top.setStretch(1, 1)
        below = Row(self._lock, self._place, Picture("caret-down", "muted", 16), gap=8)
        below.setStretch(1, 1)
        self._column = Column(top, below, gap=2, padding=(10, 4))
        self.setLayout(self._column)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_journal(self, name: str, *, is_read_only: bool) -> None:
        """Say whose journal it is."""
        self._name.setText(name)
        self._place.setText(_("For reading only") if is_read_only else _("Only on this computer"))
        self._lock.set_icon("eye" if is_read_only else "lock-simple")
        self.setAccessibleName(_("{journal}: menu").format(journal=name))
        self.setToolTip(_("Open, switch or copy journals"))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(size(62), self._column.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(size(WIDTH - 28), self.heightForWidth(size(WIDTH - 28)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, size(62))

    def open_menu(self, menu: QMenu) -> None:
        """Open *menu* under the button."""
        corner = self.rect().bottomRight() if QApplication.isRightToLeft() else self.rect().bottomLeft()
        menu.popup(self.mapToGlobal(corner))


class Sidebar(QFrame):
    """Turned to pages from here; `turned_to` brings the key.  In a narrow window it lies over the page as a menu."""

    turned_to = Signal(str)
    left = Signal()

    def __init__(self, on_edit_number: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.journal = JournalButton()
        self.number = TeamNumberCard(on_edit_number)
        self.buttons: dict[str, NavButton] = {}
        for entry in PAGES:
            self.buttons[entry.key] = NavButton(entry, lambda key=entry.key: self.turned_to.emit(key))  # type: ignore[misc]
        self.set_current(PAGES[0].key)  # most starts; later, it would be styled twice
        pages = QWidget()
        pages.setProperty("ground", "clear")
        top = [self.buttons[entry.key] for entry in PAGES if not entry.at_foot]
        foot = [self.buttons[entry.key] for entry in PAGES if entry.at_foot]
        self._pages = Column(*top, None, *foot, gap=2)
        pages.setLayout(self._pages)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(pages)
        column = Column(self.journal, scroll, self.number, gap=10, padding=(14, 14))
        column.setStretch(1, 1)
        self.setLayout(column)
        follow(self._dress)

    def _dress(self) -> None:
        self.setProperty("ground", "sidebar_rtl" if QApplication.isRightToLeft() else "sidebar")
        self.setFixedWidth(size(WIDTH))
        self._pages.setSpacing(space(2))

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for each, button in self.buttons.items():
            button.mark(each == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = QApplication.focusWidget()
        buttons = list(self.buttons.values())
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step is not None and focused in buttons:
            place = buttons.index(focused)
            buttons[max(0, min(len(buttons) - 1, place + step))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
