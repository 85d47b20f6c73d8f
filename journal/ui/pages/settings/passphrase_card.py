"""The passphrase in Settings: add, change, remove; remember it here; when the window locks; the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from journal.settings import LOCK_AFTER
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.pages.settings.look_card import labelled
from journal.ui.pages.settings.passphrase_change import PassphraseChange, Way
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check, ChoiceField
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

_WAITS: Final[dict[int, Callable[[], str]]] = {
    0: lambda: _("Never by itself"),
    1: lambda: _("After 1 minute"),
    5: lambda: _("After 5 minutes"),
    15: lambda: _("After 15 minutes"),
    60: lambda: _("After 1 hour"),
}


class PassphraseCard(Card):
    """Shows what a journal with a passphrase can do, or how to get one."""

    def __init__(self, window: WindowServices, path: Path) -> None:
        super().__init__(_("Passphrase"), icon="key", gap=12)
        self._window, self._secrecy, self._path = window, window.secrecy, path
        if self._secrecy.has_passphrase:
            self._show_passphrase()
        else:
            self._show_none()
        self.show_settings()

    def _show_none(self) -> None:
        self.add_button = quiet(_("Add a passphrase …"), lambda: self._open(Way.ADD))
        self.add(
            Words(_("It has none: whoever has the file can read it.")),
            Flow(self.add_button, gap=12),
        )
        self.add_button.setEnabled(self._secrecy.may_change)

    def _show_passphrase(self) -> None:
        self.change_button = quiet(_("Change it …"), lambda: self._open(Way.CHANGE))
        self.remove_button = quiet(_("Remove it …"), lambda: self._open(Way.REMOVE))
        self.sheet_button = quiet(_("Recovery sheet …"), self._open_sheet, icon="printer")
        self.remember = Check(_("Remember it on this computer"))
        self.remember.clicked.connect(self._remember)
        self.trouble = Words("", tone="caution")
        self.trouble.hide()
        self.wait = ChoiceField(_("Lock by itself"), [(minutes, _WAITS[minutes]()) for minutes in LOCK_AFTER])
        self.wait.chosen.connect(
            lambda minutes: self._window.set_settings(replace(self._window.settings, lock_after=minutes))
        )
        self.lock_button = quiet(_("Lock now"), self._secrecy.lock, icon="lock-simple")
        self.add(
            Words(_("Only the passphrase opens this journal.")),
            Flow(self.change_button, self.remove_button, gap=12),
            labelled(_("Lock by itself"), self.wait),
            Words(_("It also locks when the computer sleeps. What you are writing is kept."), "small", "muted"),
            Flow(self.lock_button),
            self.remember,
            self.trouble,
            Words(
                _("Its key then lies in the system’s keyring. Whoever uses your account here can open the journal."),
                "small",
                "muted",
            ),
            Flow(self.sheet_button),
            Words(_("A page to print: how to get in if all else fails."), "small", "muted"),
        )
        for each in (self.change_button, self.remove_button):
            each.setEnabled(self._secrecy.may_change)

    def show_settings(self) -> None:
        """Show what is chosen on this computer."""
        if self._secrecy.has_passphrase:
            self.wait.set_value(self._window.settings.lock_after)
            self.remember.setChecked(self._secrecy.is_remembered)

    def _open(self, way: Way) -> None:
        if not may_leave(self.window()):  # the journal is closed and opened again
            return
        dialog = PassphraseChange(way, self._secrecy, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_sheet(self) -> None:
        from journal.ui.pages.settings.recovery_dialog import RecoveryDialog  # and with it what sets and prints

        dialog = RecoveryDialog(self._window, self._path, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _remember(self, on: bool) -> None:
        self.remember.setEnabled(False)
        problem = self._secrecy.remember(on)
        self.remember.setEnabled(True)
        self.remember.setChecked(self._secrecy.is_remembered)
        self.trouble.setText(say_problem(problem) if problem is not None else "")
        self.trouble.setVisible(problem is not None)
