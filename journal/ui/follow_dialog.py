"""Choosing which symptoms stand on the check-in, from the catalogue or in one's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.actions.check_in import USUAL, follow, followed, known_symptom, own_names
from journal.domain.problems import N_, Problem
from journal.reference.symptoms import symptoms
from journal.store.change import Draft
from journal.text.language import _
from journal.text.names import symptom_name
from journal.ui.live_journal import LiveJournal
from journal.ui.theme.look import look, size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.fields import Check, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.form_dialog import FormDialog
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words

HIGHEST: Final = 640  # px at 100 %: the list is long, and scrolls
STANDS_UP_TO: Final = 150  # percent of text size at which the list still has room beside the field below it


class FollowDialog(FormDialog):
    """Every symptom with a tick: those followed now first, then those that most people follow, then the rest.

    The field for another one stands in sight below them; where text is large, it scrolls with them.
    """

    def __init__(
        self,
        live: LiveJournal,
        today: Callable[[], date],
        write: Callable[[str, Callable[..., object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Choose symptoms"), parent)
        self._live, self._today, self._write = live, today, write
        names = own_names(live.read)
        now = [each.symptom for each in followed(live.read)]
        core = [key for key, symptom in symptoms().items() if symptom.is_core]
        self.checks = {
            key: Check(symptom_name(key, names), key in now or (not now and key in USUAL))
            for key in dict.fromkeys([*now, *names, *USUAL, *core, *symptoms()])
        }
        self.own = TextField(_("In your own words"))
        self._form = Form()
        self.own_row = self._form.add(_("Another one"), self.own, hint=_("As you would call it"))
        self.own.textChanged.connect(lambda _text: self.own_row.say_mistake(None))
        self.keep = primary(_("Keep"), self.save)
        self.fill(
            Words(_("What do you want to follow?"), "h2"),
            Words(_("Six to eight are quick to fill in. Old entries stay, whatever you choose."), tone="muted"),
            Column(*self.checks.values(), gap=0),
            foot=Flow(self.keep, quiet(_("Cancel"), self.cancel), gap=12),
            gap=12,
        )

    def fit(self) -> None:
        if look().text_size > STANDS_UP_TO:
            self.items.addWidget(self._form)
        else:
            self.foot.insertWidget(0, self._form)
        self.resize(min(size(560), self.room.width()), min(size(HIGHEST), self.room.height()))

    def save(self) -> None:
        """Write down what was chosen, as one change; a name that is in the list stays one symptom."""
        known = known_symptom(self._live.read, self.own.text())
        if known is not None:
            name = self.checks[known].text()
            self.own_row.say_mistake(Problem(N_("“{name}” is in the list already. Tick it there."), name=name))
            self.own.setFocus()
            self.bring_into_view(self.checks[known])
            return
        keys = [key for key, check in self.checks.items() if check.isChecked()]
        own = [self.own.text()] if self.own.text().strip() else []

        def change(draft: Draft) -> None:
            follow(draft, self._live.read, keys, self._today(), own)

        if self._write(_("Symptoms to follow"), change):
            self.accept()
