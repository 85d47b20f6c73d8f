"""Adding, changing and removing the passphrase: asks for the present one, and stays until it is done."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journal.actions.earlier_keys import about_earlier_keys
from journal.domain.problems import Problem
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.copying.copy_names import names_of
from journal.ui.locking.secrecy import Changed, Secrecy
from journal.ui.new_passphrase import NewPassphrase
from journal.ui.passphrase import PassphraseField
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.words import Picture, Words


class Way(Enum):
    """What is done about the passphrase."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class PassphraseChange(Dialog):
    """Holds on to *secrecy* alone: the page it was opened from is gone when the journal comes back."""

    def __init__(self, way: Way, secrecy: Secrecy, parent: QWidget | None = None) -> None:
        super().__init__(_("Passphrase"), parent, width=600)
        self.way, self._secrecy = way, secrecy
        self._is_busy = False
        self.present: PassphraseField | None = None
        self.chosen: NewPassphrase | None = None
        self.form = Form()
        if way is not Way.ADD:
            self.present = PassphraseField(_("Present passphrase"))
            self.present_row = self.form.add(_("Present passphrase"), self.present)
        if way is not Way.REMOVE:
            self.chosen = NewPassphrase(self.form, _("New passphrase"))
        self.mistake = Words("")
        self._mistake_row = QWidget()
        row = Row(Picture("warning-circle", "caution"), self.mistake, gap=8)
        row.setStretch(1, 1)
        self._mistake_row.setLayout(row)
        self._mistake_row.hide()
        self.busy = BusyBar()
        self.go_on = primary(_GO_ON[way](), self.finish)
        self.cancel = quiet(_("Cancel"), self.reject)
        self.fill(
            Words(_TITLES[way](), "h2"),
            *(Words(words) for words in _notes(way)),
            self.form,
            self._mistake_row,
            self.busy,
            foot=Flow(self.go_on, self.cancel, gap=12),
            gap=14,
        )
        self.go_on.setDefault(True)
        self.form.rows[0].field.setFocus()

    def finish(self) -> None:
        """Do it, if what was typed can be used."""
        self._mistake_row.hide()
        fits = self._present_fits()
        new = self.chosen.typed if self.chosen is not None else None
        if self.chosen is not None:
            fits = self.chosen.is_fit() and fits
            if not new:
                self.chosen.row.say_mistake(_("Type a passphrase, or let us offer you six words."))
                fits = False
        if not fits:
            first = next(row for row in self.form.rows if row.mistake)
            QTimer.singleShot(0, self, lambda: self.bring_into_view(first))
            return
        self._be_busy(True)
        self._secrecy.change(new, self._on_changed)

    def _present_fits(self) -> bool:
        if self.present is None:
            return True
        fits = self._secrecy.is_right(self.present.passphrase)
        wrong = _("This is not the present passphrase. Check capital letters and try again.")
        self.present_row.say_mistake("" if fits else wrong)
        self.present.field.setAccessibleDescription("" if fits else wrong)
        if not fits:
            self.present.field.selectAll()
            self.present.setFocus()
        return fits

    def _be_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for each in (self.form, self.go_on, self.cancel):
            each.setEnabled(not is_busy)
        if is_busy:
            self.busy.begin(_("Your journal is written anew and checked. This takes a moment."))
        else:
            self.busy.end()

    def _on_changed(self, changed: Changed) -> None:
        self._be_busy(False)
        if changed.problem is not None:
            self._say(changed.problem)
            return
        self.accept()
        self._secrecy.say(_DONE[self.way]())
        if left := _copies_left(self.way, changed):
            self._secrecy.tell(left)

    def _say(self, problem: Problem) -> None:
        self.mistake.setText(say_problem(problem))
        self._mistake_row.show()
        QTimer.singleShot(0, self, lambda: self.bring_into_view(self._mistake_row))

    def reject(self) -> None:
        """Close, but not while the file is being written."""
        if not self._is_busy:
            super().reject()


_TITLES = {
    Way.ADD: lambda: _("Add a passphrase"),
    Way.CHANGE: lambda: _("Change the passphrase"),
    Way.REMOVE: lambda: _("Remove the passphrase"),
}
_GO_ON = {
    Way.ADD: lambda: _("Add it"),
    Way.CHANGE: lambda: _("Change it"),
    Way.REMOVE: lambda: _("Remove it"),
}
_DONE = {
    Way.ADD: lambda: _("The journal has a passphrase now."),
    Way.CHANGE: lambda: _("The journal has a new passphrase."),
    Way.REMOVE: lambda: _("The journal has no passphrase any more."),
}


def _notes(way: Way) -> tuple[str, ...]:
    """Return what to know before it is done."""
    if way is Way.ADD:
        return (
            _("If it is forgotten, nobody can open the journal, not even we."),
            _("Copies made before have no passphrase: whoever has one can read it."),
        )
    if way is Way.CHANGE:
        return (_("Copies made before still open with the old passphrase. So does an old recovery sheet."),)
    return (
        _("Then anybody who has the file can read it."),
        _("Copies made before still need the passphrase. Keep it as long as you keep them."),
    )


def _copies_left(way: Way, changed: Changed) -> str:
    """Return what is said of copies that are as before, of those from still earlier, and of a folder that is away."""
    copies, away, paragraphs = changed.copies, changed.away, []
    if copies:
        said = _SAID_OF_COPIES[way](len(copies)).format(count=len(copies))
        paragraphs += [said, "\n".join(names_of(copies))]
    if changed.earlier is not None:
        paragraphs += about_earlier_keys(changed.earlier, names_of)
    if away is not None:
        gone = _("“{folder}” is not there now. Copies in it are as before, too.")
        paragraphs.append(gone.format(folder=away.name))
    return "\n\n".join(paragraphs)


_SAID_OF_COPIES: Final[dict[Way, Callable[[int], str]]] = {
    Way.ADD: lambda count: ngettext(
        "{count} older copy of the journal has no passphrase. Delete it if others could read it.",
        "{count} older copies of the journal have no passphrase. Delete them if others could read them.",
        count,
    ),
    Way.CHANGE: lambda count: ngettext(
        "{count} older copy of the journal still opens with the old passphrase. Keep it as long as the copy.",
        "{count} older copies of the journal still open with the old passphrase. Keep it as long as the copies.",
        count,
    ),
    Way.REMOVE: lambda count: ngettext(
        "{count} older copy of the journal still needs the passphrase. Keep it as long as the copy.",
        "{count} older copies of the journal still need the passphrase. Keep it as long as the copies.",
        count,
    ),
}
