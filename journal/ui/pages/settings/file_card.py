"""Where the journal lies, whether a passphrase keeps others out, and how to copy it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journal.domain.problems import Problem
from journal.store.keys import OPEN_KEY
from journal.store.opening import needs_passphrase
from journal.text.language import _
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words


class FileCard(Card):
    """One person, one file."""

    def __init__(self, path: Path, on_copy: Callable[[], object], *, is_read_only: bool) -> None:
        super().__init__(_("The file"), icon="lock-simple", gap=8)
        self.place = Words(str(path.absolute()), "small", selectable=True)
        self.copy_button = quiet(_("Save a copy …"), on_copy, icon="copy-simple")
        self.add(Words(_("All that you write is in this one file:")), self.place)
        if is_read_only:
            self.add(Words(_("It is open for reading only."), "strong"))
        if _has_passphrase(path):
            self.add(
                Words(_("It opens with its passphrase only. If that is lost, nobody can open it."), "small", "muted")
            )
        else:
            self._say_open_key()
        self.add(Words(_("Keep a copy on another disk or stick."), "small", "muted"), Flow(self.copy_button))

    def _say_open_key(self) -> None:
        """Say that a file without a passphrase hides nothing, and what key opens it in any SQLCipher tool."""
        self.key_note = Words(
            _(
                "Its raw key is the same for everybody: {key}, followed by the file’s first 16 bytes as salt. "
                "Any SQLCipher 4 tool opens it with that."
            ).format(key=OPEN_KEY),
            "small",
            "muted",
            selectable=True,
        )
        more = link(_("How other programs open it"), lambda: self.key_note.setVisible(self.key_note.isHidden()))
        self.add(
            Words(
                _("It has no passphrase. It is checked for damage, but hides nothing from others."), "small", "muted"
            ),
            Flow(more),
            self.key_note,
        )
        self.key_note.hide()


def _has_passphrase(path: Path) -> bool:
    try:
        return needs_passphrase(path)
    except Problem:  # moved away while it is open
        return False
