"""Choosing a passphrase: typed twice, with a word on how hard it is to guess, and six words offered by chance."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from journal.actions import passphrases
from journal.text.language import _
from journal.ui.passphrase import PassphraseField
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words

SHORTEST_PASSPHRASE: Final = 8


class NewPassphrase:
    """Two rows in *form*, and below them the strength and the offer.  Left blank, there is no passphrase."""

    def __init__(self, form: Form, label: str, hint: str = "") -> None:
        self.field = PassphraseField(label)
        self.again = PassphraseField(_("Passphrase once more"))
        self.row = form.add(label, self.field, hint=hint)
        self.again_row = form.add(_("Once more"), self.again)
        self.strength = Words("", "small", "muted")
        self.strength.hide()
        self.offer = link(_("Offer me six words"), self.draw, icon="key")
        self.drawn = Words("", "h3", selectable=True)
        self.take = quiet(_("Take these words"), self._take)
        self.others = link(_("Other words"), self.draw)
        note = Words(_("They are drawn by chance. Write them on paper before you go on."), "small", "muted")
        self._drawn = QWidget()
        self._drawn.setLayout(Column(self.drawn, note, Flow(self.take, self.others, gap=12), gap=8))
        self._drawn.hide()
        below = QWidget()
        below.setLayout(Column(self.strength, Flow(self.offer), self._drawn, gap=8))
        form.add_wide(below)
        self.field.field.textChanged.connect(self._say_strength)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.field.passphrase

    def is_fit(self) -> bool:
        """Say below the fields what is wrong, and whether nothing is; blank is fit."""
        typed = self.typed
        too_short = bool(typed) and len(typed) < SHORTEST_PASSPHRASE
        short = _("A passphrase needs {count} letters or more. Several words are good.")
        self.row.say_mistake(short.format(count=SHORTEST_PASSPHRASE) if too_short else "")
        differ = typed != self.again.passphrase and not too_short
        self.again_row.say_mistake(_("The two are not the same. Type it once more.") if differ else "")
        return not (too_short or differ)

    def draw(self) -> None:
        """Show six words that nobody can guess."""
        self.drawn.setText(passphrases.suggested())
        self.take.set_text(_("Take these words"), _("Take these words: {words}").format(words=self.drawn.text()))
        self._drawn.show()
        self.offer.hide()
        self.take.setFocus()

    def _take(self) -> None:
        for each in (self.field, self.again):
            each.field.setText(self.drawn.text())
        self.row.say_mistake("")
        self.again_row.say_mistake("")

    def _say_strength(self, typed: str) -> None:
        said = passphrases.strength(typed).said() if typed else ""
        self.strength.setText(said)
        self.strength.setVisible(bool(typed))
        self.field.field.setAccessibleDescription(said)
