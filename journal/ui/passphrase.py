"""Asking for a passphrase: to open a file that has one, and to choose one for a new file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from journal.domain.problems import Problem
from journal.store.faults import DamagedJournal, LockedJournal, WrongPassphrase
from journal.store.journal import Journal
from journal.store.opening import open_journal
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.widgets.buttons import icon_button, primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.words import Picture, Words


class PassphraseField(QWidget):
    """A field whose letters are hidden until the eye is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = TextField(name)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = icon_button("eye", _("Show the letters"), self._turn)
        self.setLayout(Row(self.field, self._eye, gap=8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # six words need room
        self.setFocusProxy(self.field)
        self.setAccessibleName(name)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.field.text()

    def _turn(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-slash" if hidden else "eye")
        self._eye.set_text("", _("Hide the letters") if hidden else _("Show the letters"))
        self._eye.setToolTip(self._eye.accessibleName())


class PassphraseDialog(Dialog):
    """Opens *path* with what is typed, and says so where it does not fit; `journal` is the opened one."""

    def __init__(self, path: Path, author: str = "", parent: QWidget | None = None, *, read_only: bool = False) -> None:
        super().__init__(_("Passphrase"), parent, width=480)
        self._path, self._author, self._read_only = path, author, read_only
        self.journal: Journal | None = None
        self.passphrase = ""
        self.locked: LockedJournal | None = None  # the passphrase is right, but somebody else has it open
        self.is_damaged = False  # the passphrase may be right, but the file is not whole
        self.field = PassphraseField(_("Passphrase"))
        self.mistake = Words("")
        self._mistake_row = QWidget()
        row = Row(Picture("warning-circle", "caution"), self.mistake, gap=8)
        row.setStretch(1, 1)
        self._mistake_row.setLayout(row)
        self._mistake_row.hide()
        self.open_button = primary(_("Open"), self._open, icon="lock-simple")
        self.fill(
            Words(_("“{file}” has a passphrase").format(file=path.name), "h2"),
            Words(_("Type it to open the journal. The key on your recovery sheet opens it, too.")),
            self.field,
            self._mistake_row,
            foot=Flow(self.open_button, quiet(_("Cancel"), self.reject), gap=12),
            gap=12,
        )
        self.open_button.setDefault(True)
        self.field.setFocus()

    def _open(self) -> None:
        try:
            self.journal = open_journal(self._path, self.field.passphrase, self._author, read_only=self._read_only)
        except DamagedJournal:
            self.is_damaged, self.passphrase = True, self.field.passphrase
            self.reject()
        except LockedJournal as problem:
            self.locked, self.passphrase = problem, self.field.passphrase
            self.reject()
        except WrongPassphrase as problem:
            self.say(say_problem(problem))
            self.field.field.selectAll()
            self.field.setFocus()
        except Problem as problem:
            self.say(say_problem(problem))
        else:
            self.passphrase = self.field.passphrase
            self.accept()

    def say(self, words: str) -> None:
        """Say *words* below the field."""
        self.mistake.setText(words)
        self.field.field.setAccessibleDescription(self.mistake.text())
        self._mistake_row.show()
