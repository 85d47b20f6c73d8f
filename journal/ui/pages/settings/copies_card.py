"""The copies that the program keeps: where, since when, whether they were tried; another folder, and bringing back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from journal.actions.copy_log import Trial
from journal.actions.copy_round import FolderState
from journal.actions.earlier_keys import EarlierKeys, about_earlier_keys
from journal.actions.shared_places import about_place
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.copying.copy_names import names_of
from journal.ui.copying.keeper import CopyKeeper, say_failed
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words


class CopiesCard(Card):
    """What the person can rely on, in a few lines."""

    about_to_grow = Signal()  # what is read in the folders comes later than the card

    def __init__(self, keeper: CopyKeeper) -> None:
        super().__init__(_("Copies"), icon="copy-simple", gap=8)
        self._keeper = keeper
        self.own = Words("", "small")
        self.chosen = Words("", "small")
        self.trial = Words("", "small")
        self.trouble = Words("", "small", "caution")
        self.earlier = Words("", "small")
        self.earlier.hide()
        self.place = Words("", "small", "muted")
        self.now = quiet(_("Make a copy now"), keeper.make_now, icon="copy-simple")
        self.choose = quiet(_("Choose a folder …"), self._choose, icon="folder-open")
        self.leave = link(_("No more copies there"), lambda: keeper.choose(None))
        self.restore = quiet(_("Bring back a copy …"), keeper.restore_wanted.emit, icon="arrow-counter-clockwise")
        self.go_back = link(_("Go back to the file from before"), keeper.go_back_wanted.emit)
        self.add(
            Words(_("The program copies your journal by itself, and checks each copy."), "small", "muted"),
            self.own,
            self.chosen,
            Flow(self.leave),
            self.trial,
            self.trouble,
            self.earlier,
            self.place,
            Flow(self.now, self.choose, self.restore),
            Flow(self.go_back),
        )
        keeper.changed.connect(self.show_copies)

        self._say_place()
        self.show_copies()

    def _say_place(self) -> None:
        words = about_place(self._keeper.path)
        self.place.setText(words)
        self.place.setVisible(bool(words))

    def show_copies(self) -> None:
        """Show what is remembered, and look into the folders."""
        self.about_to_grow.emit()
        log = self._keeper.log
        self.leave.setVisible(bool(log.chosen))
        self.choose.set_text(_("Choose another folder …") if log.chosen else _("Choose a folder …"))
        self.trial.setText(_of_trial(log.trial))
        self.trial.setVisible(log.trial is not None)
        troubles = [say_problem(problem) for problem in self._keeper.problems.values()]
        self.trouble.setText("\n".join(dict.fromkeys(troubles)))
        self.trouble.setVisible(bool(troubles))
        if not log.chosen:
            self.chosen.setText(_("Choose a folder on a stick, too. Then a lost computer loses nothing."))
        self.go_back.setVisible(bool(log.aside))
        self._keeper.look(self._show_folders, self)
        self._keeper.look_for_earlier_keys(self._show_earlier, self)

    def _show_earlier(self, found: EarlierKeys) -> None:
        self.about_to_grow.emit()
        words = about_earlier_keys(found, names_of)
        self.earlier.setText("\n\n".join(words))
        self.earlier.setVisible(bool(words))

    def _show_folders(self, states: tuple[FolderState, ...]) -> None:
        self.about_to_grow.emit()
        for state in states:
            if state.is_own:
                self.own.setText(_of_own(state))
            else:
                self.chosen.setText(_of_chosen(state))

    def _choose(self) -> None:
        start = self._keeper.log.chosen
        chosen = QFileDialog.getExistingDirectory(self.window(), _("Where to put copies, too"), start)
        if chosen:
            self._keeper.choose(Path(chosen))


def moment(at: datetime) -> str:
    """Return "13 November 2026, 08:20"."""
    return _("{day}, {clock}").format(day=dates.day(at.date()), clock=dates.clock(at.time()))


def _of_own(state: FolderState) -> str:
    if state.last is None:
        return _("On this computer: no copy yet. One is made a minute after you write.")
    said = ngettext(
        "On this computer: {count} copy, made {moment}.",
        "On this computer: {count} copies. The last one: {moment}.",
        state.count,
    )
    return said.format(count=state.count, moment=moment(state.last))


def _of_chosen(state: FolderState) -> str:
    folder = _short(state.folder)
    if state.is_there and state.last is not None:
        said = ngettext(
            "In “{folder}”: {count} copy, made {moment}.",
            "In “{folder}”: {count} copies. The last one: {moment}.",
            state.count,
        )
        return said.format(folder=folder, count=state.count, moment=moment(state.last))
    if state.is_there:
        return _("In “{folder}”: no copy yet. One is made a minute after you write.").format(folder=folder)
    if state.last is None:
        return _("In “{folder}”: no copy yet. The stick or folder is not there now.").format(folder=folder)
    return _("In “{folder}”: last copy {moment}. The stick or folder is not there now.").format(
        folder=folder, moment=moment(state.last)
    )


def _short(folder: Path) -> str:
    """Return the end of a path, enough to know a stick by."""
    return str(Path(*folder.parts[-2:])) if len(folder.parts) > 2 else str(folder)


def _of_trial(trial: Trial | None) -> str:
    if trial is None:
        return ""
    if trial.failed:
        return say_failed(trial)
    said = ngettext(
        "Last tried on {day}: the {count} entry was there.",
        "Last tried on {day}: all {count} entries were there.",
        trial.entries,
    )
    return said.format(day=dates.day(trial.at.date()), count=f"{trial.entries:,}")
