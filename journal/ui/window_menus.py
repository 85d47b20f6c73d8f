"""Menus and shortcuts of the window: what is about files, the last changes, the pages and the look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from journal.text.language import _
from journal.ui.look_menus import language_menu, text_size_menu, theme_menu
from journal.ui.pages import PAGES

if TYPE_CHECKING:
    from journal.ui.desk import Desk  # the desk owns its menus

ALONE: Final = ("new", "open", "quit", "larger", "smaller", "usual")  # what makes sense without a journal
STANDARD: Final = QKeySequence.StandardKey


class WindowMenus(QObject):
    """Makes the actions once; the menu under the journal's name is made from them when it is opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, desk.window
        self._actions: dict[str, QAction] = {}
        self.build()

    def build(self) -> None:
        """Make all actions, in the language in use."""
        for action in self._actions.values():
            self._window.removeAction(action)
            action.deleteLater()
        self._actions = {}
        desk, window = self._desk, self._window
        self._add("new", _("New journal"), desk.choose_and_start, STANDARD.New)
        self._add("open", _("Open a journal …"), desk.choose_and_open, STANDARD.Open)
        self._add("import", _("Import results …"), desk.choose_and_import, "Ctrl+I")
        self._add("copy", _("Save a copy …"), desk.save_copy, "Ctrl+Shift+S")
        self._add("lock", _("Lock the journal"), desk.secrecy.lock, "Ctrl+Shift+L")
        self._add("restore", _("Bring back a copy …"), desk.restoring.open_dialog)
        self._add("close", _("Close this journal"), desk.back_to_welcome, "Ctrl+W")
        self._add("quit", _("Quit"), window.close, "Ctrl+Q")
        self._add("undo", _("Undo"), lambda: self._in_view("undo"), STANDARD.Undo)
        self._add("redo", _("Redo"), lambda: self._in_view("redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        self._add("quick", _("Write anything"), lambda: self._in_view("focus_quick_line"), "Ctrl+L")
        self._add("search", _("Search"), lambda: self._in_view("open_search"), "Ctrl+K", STANDARD.Find)
        self._add("history", _("History of this entry"), lambda: self._in_view("show_history"), "Ctrl+H")
        self._add("past", _("The journal as it was …"), desk.looking_back.choose)
        self._add("bin", _("Bin …"), lambda: self._in_view("open_bin"))
        self._add("pages", _("Go to the pages"), lambda: self._in_view("open_menu"), "F6")
        self._add("menu", _("Menu"), self.open_menu, "F10")
        self._add("number", _("My team’s sheet"), desk.edit_care_sheet)
        self._add("larger", _("Larger text"), lambda: window.grow_text(1), STANDARD.ZoomIn, "Ctrl+=")
        self._add("smaller", _("Smaller text"), lambda: window.grow_text(-1), STANDARD.ZoomOut)
        self._add("usual", _("Usual text size"), lambda: window.grow_text(0), "Ctrl+0")
        for place, entry in enumerate(PAGES, 1):
            # The page at the foot is the settings; Ctrl+0 is the usual text size, as elsewhere.
            shortcut = "Ctrl+," if entry.at_foot else f"Ctrl+{place}"
            self._add(entry.key, _(entry.title), lambda key=entry.key: self._go_to(key), shortcut)  # type: ignore[misc]

    def _add(self, key: str, text: str, do: Callable[[], object], *shortcuts: str | QKeySequence.StandardKey) -> None:
        action = QAction(text, self)
        action.triggered.connect(lambda: do())
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        self._actions[key] = action
        self._window.addAction(action)

    def action(self, key: str) -> QAction:
        """Return one action."""
        return self._actions[key]

    def refresh(self) -> None:
        """Follow what is in the window now."""
        if self._desk.view is not None:
            self._desk.view.sidebar.journal.clicked.connect(self.open_menu)
        self.offer()

    def offer(self) -> None:
        """Offer what makes sense: without a journal, nothing that needs one; locked, nothing that shows one."""
        view, is_locked = self._desk.view, self._desk.secrecy.is_locked
        alone = ("quit", "larger", "smaller", "usual") if is_locked else ALONE
        for key, action in self._actions.items():
            action.setEnabled(key in alone or (view is not None and not is_locked))
        if view is not None and not is_locked:
            for key in ("undo", "redo", "quick", "number", "import"):
                self._actions[key].setEnabled(not view.live.is_read_only)
            self._actions["lock"].setEnabled(self._desk.secrecy.has_passphrase)
            self._actions["restore"].setEnabled(self._desk.has_copies and not view.live.is_read_only)

    def _in_view(self, name: str) -> None:
        if self._desk.view is not None:
            getattr(self._desk.view, name)()

    def _go_to(self, key: str) -> None:
        if self._desk.view is not None:
            self._desk.view.go_to(key)

    def open_menu(self) -> None:
        """Open the menu under the journal's name."""
        view = self._desk.view
        if view is None:
            return
        if not view.sidebar.isVisible():
            view.open_menu()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        view.sidebar.journal.open_menu(menu)

    def menu(self) -> QMenu:
        """Return the menu with everything that is about the file, the last changes and the look."""
        window = self._window
        menu = QMenu(window)
        self._say_labels()
        menu.addActions([self._actions[key] for key in ("undo", "redo")])
        menu.addActions([self._actions[key] for key in ("history", "past", "bin")])
        menu.addSeparator()
        self._add_recent(menu)
        menu.addActions([self._actions[key] for key in ("open", "new", "import", "copy", "restore", "lock", "close")])
        menu.addSeparator()
        menu.addAction(self._actions["number"])
        for make in (text_size_menu, theme_menu, language_menu):
            menu.addMenu(make(window, window.settings, window.set_settings))
        menu.addSeparator()
        menu.addAction(self._actions["quit"])
        return menu

    def _say_labels(self) -> None:
        view = self._desk.view
        for key, word, labelled in (("undo", _("Undo"), _("Undo: {label}")), ("redo", _("Redo"), _("Redo: {label}"))):
            label = getattr(view.live, f"{key}_label") if view is not None and not view.live.is_read_only else ""
            self._actions[key].setText(labelled.format(label=label.replace("&", "&&")) if label else word)

    def _add_recent(self, menu: QMenu) -> None:
        """Add the other journals opened before: two clicks lead from one to the next."""
        view = self._desk.view
        current = str(view.live.read.path.absolute()) if view is not None else ""
        others = [Path(path) for path in self._window.settings.recent if path != current]
        for path in others[:5]:
            action = menu.addAction(_("Switch to {journal}").format(journal=path.stem.replace("&", "&&")))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked, path=path: self._desk.open_path(path))
        if others:
            menu.addSeparator()
