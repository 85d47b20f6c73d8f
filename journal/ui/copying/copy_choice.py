"""A list of what can be brought back, and below it what the chosen one holds and would change."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.actions.backups import own_folder
from journal.actions.copy_contents import Candidate, Contents, contents
from journal.domain.problems import Problem
from journal.store.faults import NeedsPassphrase, WrongPassphrase
from journal.store.journal import Journal
from journal.text import dates
from journal.text.amounts import amounts, amounts_of, entries
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Background
from journal.ui.passphrase import PassphraseField
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.tables import ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words

MOST_ROWS: Final = 5
PAUSE_MS: Final = 150  # while somebody walks through the list


class CopyChoice(QWidget):
    """Shows candidates.  `looked` comes when the chosen one was read: `ready` says that it is whole.

    *journal* is what it is compared with, None where that cannot be read; *passphrase* is tried on files that have
    the same key.
    """

    looked = Signal()

    def __init__(self, background: Background, journal: Journal | None, passphrase: str | None) -> None:
        super().__init__()
        self._background, self._journal, self._own_passphrase = background, journal, passphrase
        self._typed: dict[Path, str] = {}
        self.ready = False
        self.seeks_whole = False  # whether to go on to the next one while a copy is damaged
        self.model: RecordModel[Candidate] = RecordModel(
            (
                ColumnOf(_("Made"), moment_of),
                ColumnOf(_("Where"), place_of, stretches=True),
                ColumnOf(_("Size"), lambda each: size_of(each.size_bytes), is_number=True),
            )
        )
        self.table = RecordTable(_("Copies, newest first"), self.model, most_rows=MOST_ROWS)
        self.table.hide()  # until there is something to choose from
        self.verdict = Words("", "strong")
        self.held = Words("", "small", "muted")
        self.back, self.gone, self.other = Words(""), Words(""), Words("")
        self.passphrase = PassphraseField(_("Passphrase of this copy"))
        self.passphrase.field.returnPressed.connect(self._try_passphrase)
        self.unlock = quiet(_("Look into it"), self._try_passphrase)
        self._asking = QWidget()
        self._asking.setLayout(Column(self.passphrase, Flow(self.unlock), gap=8))
        self._asking.hide()
        self.setLayout(
            Column(self.table, self.verdict, self.back, self.gone, self.other, self.held, self._asking, None, gap=8)
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._turn())
        self._say("")

    @property
    def chosen(self) -> Candidate | None:
        """The chosen file."""
        row = self.table.currentIndex().row()
        return self.model.records[row] if 0 <= row < len(self.model.records) else None

    @property
    def chosen_passphrase(self) -> str | None:
        """What opens the chosen file, as far as that is known."""
        chosen = self.chosen
        if chosen is None:
            return None
        return self._typed.get(chosen.path, self._own_passphrase)

    def show_candidates(self, found: tuple[Candidate, ...]) -> None:
        """Show *found*, the first one chosen."""
        self.model.set_records(found)
        self.table.setVisible(bool(found))
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self._turn()
        else:
            self._say(_("There is no copy of this journal in the folders that are there now."))

    def add(self, candidate: Candidate) -> None:
        """Show one more file first, and choose it."""
        others = tuple(each for each in self.model.records if each.path != candidate.path)
        self.show_candidates((candidate, *others))

    def _turn(self) -> None:
        self.ready = False
        self._asking.hide()
        self._say(_("Reading the copy …"))
        self.looked.emit()
        self._pause.start()

    def _look(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        path, journal, passphrase = chosen.path, self._journal, self.chosen_passphrase

        def show(found: Contents) -> None:
            self.ready, self.seeks_whole = True, False
            self._show(found)
            self.looked.emit()

        self._background.run(
            lambda _progress: contents(path, journal, passphrase),
            show,
            owner=self,
            failed=self._failed,
            key="contents of a copy",
        )

    def _show(self, found: Contents) -> None:
        self._say(
            _("This copy is whole. It holds {entries}.").format(entries=entries(found.holds)),
            held=_listed(amounts(found.held)),
        )
        if self._journal is None:
            return
        if found.is_same:
            self._line(self.back, _("It holds just what stands in the journal now."))
            return
        for words, sentence, records in (
            (self.back, _("It would bring back: {amounts}."), found.back),
            (self.gone, _("It would take out what came later: {amounts}."), found.gone),
            (self.other, _("These would read as they did then: {amounts}."), found.other),
        ):
            self._line(words, sentence.format(amounts=_listed(amounts_of(records))) if records else "")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        chosen = self.chosen
        if isinstance(error, (NeedsPassphrase, WrongPassphrase)) and chosen is not None:
            if chosen.path in self._typed:
                self._say(say_problem(error))
            else:
                self._say(_("This copy opens with another passphrase: the one that the journal had then."))
            self._asking.show()
        else:
            self._say(say_problem(error))
            following = self.table.currentIndex().row() + 1
            if self.seeks_whole and following < len(self.model.records):
                self.table.setCurrentIndex(self.model.index(following, 0))
        self.looked.emit()

    def _try_passphrase(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.passphrase.passphrase:
            self._typed[chosen.path] = self.passphrase.passphrase
            self._say(_("Reading the copy …"))
            self._look()

    def _say(self, verdict: str, held: str = "") -> None:
        self._line(self.verdict, verdict)
        self._line(self.held, held)
        for words in (self.back, self.gone, self.other):
            self._line(words, "")

    def _line(self, words: Words, text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))


def moment_of(candidate: Candidate) -> str:
    """Return "13 November 2026, 08:20"."""
    at = candidate.made_at
    return _("{day}, {clock}").format(day=dates.day(at.date()), clock=dates.clock(at.time()))


def place_of(candidate: Candidate) -> str:
    """Return where a file lies, in a few words."""
    if candidate.is_aside:
        return _("set aside before a copy was brought back")
    if candidate.path.parent == own_folder():
        return _("this computer")
    return candidate.path.parent.name or str(candidate.path.parent)


def size_of(count: int) -> str:
    """Return "412 KB"."""
    if count < 1_000_000:
        return _("{count} KB").format(count=f"{max(1, round(count / 1_000)):,}")
    return _("{count} MB").format(count=f"{count / 1_000_000:,.1f}")


def _listed(parts: tuple[str, ...]) -> str:
    return " · ".join(parts)
