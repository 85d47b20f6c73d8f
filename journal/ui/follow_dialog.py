"""Choosing which symptoms stand on the check-in, from the catalogue or in one's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from journal.actions.check_in import USUAL, follow, followed, own_names
from journal.reference.symptoms import symptoms
from journal.store.change import Draft
from journal.text.language import _
from journal.text.names import symptom_name
from journal.ui.live_journal import LiveJournal
from journal.ui.tab_order import go_on
from journal.ui.theme import look
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.fields import Check, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words


class FollowDialog(QDialog):
    """Every symptom with a tick: those followed now first, then those that most people follow, then the rest."""

    def __init__(
        self,
        live: LiveJournal,
        today: Callable[[], date],
        write: Callable[[str, Callable[..., object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._today, self._write = live, today, write
        self.setWindowTitle(_("Choose symptoms"))
        self.setModal(True)
        names = own_names(live.read)
        now = [each.symptom for each in followed(live.read)]
        core = [key for key, symptom in symptoms().items() if symptom.is_core]
        self.checks = {
            key: Check(symptom_name(key, names), key in now or (not now and key in USUAL))
            for key in dict.fromkeys([*now, *names, *USUAL, *core, *symptoms()])
        }
        inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(Column(*self.checks.values(), gap=0))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.own = TextField(_("In your own words"))
        form = Form()
        form.add(_("Another one"), self.own, hint=_("As you would call it"))
        self.keep = primary(_("Keep"), self.save)
        column = Column(
            Words(_("What do you want to follow?"), "h2"),
            Words(_("Six to eight are quick to fill in. Old entries stay, whatever you choose."), tone="muted"),
            scroll,
            form,
            Flow(self.keep, quiet(_("Cancel"), self.reject), gap=12),
            gap=12,
            padding=24,
        )
        column.setStretch(2, 1)
        self.setLayout(column)
        look.follow(self._dress)

    def _dress(self) -> None:
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(look.size(560), room.width() - 48), min(look.size(640), room.height() - 48))

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)  # and scroll to where the keyboard is, also from beside the list

    def save(self) -> None:
        """Write down what was chosen, as one change."""
        keys = [key for key, check in self.checks.items() if check.isChecked()]
        own = [self.own.text()] if self.own.text().strip() else []

        def change(draft: Draft) -> None:
            follow(draft, self._live.read, keys, self._today(), own)

        if self._write(_("Symptoms to follow"), change):
            self.accept()
