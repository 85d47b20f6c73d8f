"""What can be done about a damaged journal: a copy in its place, or what can still be read in a new file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from journal.actions.copy_contents import Candidate, candidates
from journal.actions.copy_log import read_log
from journal.text.language import _
from journal.ui.background import Background
from journal.ui.copying.copy_choice import CopyChoice
from journal.ui.copying.restore_dialog import fit, scrolled
from journal.ui.theme.look import follow
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words


class DamageDialog(QDialog):
    """`wanted` brings a copy for the place of *path* and what opens it; `salvage_wanted` asks for what is readable."""

    wanted = Signal(object, object)
    salvage_wanted = Signal()

    def __init__(
        self, path: Path, background: Background, passphrase: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A damaged file"))
        self.head = Words(_("“{file}” is damaged").format(file=path.name), "h2")
        self.words = Words(_("Nothing in it was changed. Look at your copies first. The newest whole one is best."))
        self.choice = CopyChoice(background, None, passphrase)
        self.choice.seeks_whole = True
        self.take = primary(_("Put this copy in its place"), self._take, icon="arrow-counter-clockwise")
        self.salvage = quiet(_("Save what can still be read …"), self._salvage)
        self.cancel = quiet(_("Not now"), self.reject)
        self._lay_out()
        self.choice.looked.connect(self._arrange)
        self._arrange()
        background.run(lambda _progress: _copies(path), self.choice.show_candidates, owner=self)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        head = Row(Picture("warning-circle", "caution", 26), self.head, gap=10)
        head.setStretch(1, 1)
        note = Words(
            _("The damaged file is kept under another name. What was written after the copy is missing in the copy."),
            "small",
            "muted",
        )
        inside.setLayout(Column(head, self.words, self.choice, note, gap=10, padding=(4, 0, 12, 0)))
        column = Column(scrolled(inside), Flow(self.take, self.salvage, self.cancel, gap=12), gap=16, padding=24)
        column.setStretch(0, 1)
        self.setLayout(column)
        follow(self._dress)

    def _dress(self) -> None:
        fit(self, 760, 680)

    def _arrange(self) -> None:
        self.take.setEnabled(self.choice.ready)

    def _take(self) -> None:
        chosen = self.choice.chosen
        if chosen is not None and self.choice.ready:
            self.wanted.emit(chosen.path, self.choice.chosen_passphrase)
            self.accept()

    def _salvage(self) -> None:
        self.accept()
        self.salvage_wanted.emit()


def _copies(path: Path) -> tuple[Candidate, ...]:
    return candidates(path, read_log(path).folders())
