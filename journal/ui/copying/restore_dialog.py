"""Choosing a copy to bring back; the present file is set aside first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QScrollArea, QWidget

from journal.actions.copy_contents import Candidate, candidates
from journal.actions.copy_log import CopyLog
from journal.domain.problems import Problem
from journal.store.journal import Journal
from journal.text.language import _
from journal.ui.background import Background
from journal.ui.copying.copy_choice import CopyChoice
from journal.ui.theme.look import follow, size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words


class RestoreDialog(QDialog):
    """`wanted` brings the file to bring back and what opens it."""

    wanted = Signal(object, object)

    def __init__(
        self,
        journal: Journal,
        log: CopyLog,
        background: Background,
        passphrase: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = journal.path
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring back a copy"))
        self.choice = CopyChoice(background, journal, passphrase)
        self.take = primary(_("Bring this copy back"), self._take, icon="arrow-counter-clockwise")
        self.other = quiet(_("Another file …"), self._choose_file, icon="folder-open")
        self.cancel = quiet(_("Cancel"), self.reject)
        self._lay_out()
        self.choice.looked.connect(self._arrange)
        self._arrange()
        path = self._path
        background.run(
            lambda _progress: candidates(path, log.folders()),
            self.choice.show_candidates,
            owner=self,
            failed=_fault,
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(
            Column(
                Words(_("Which copy?"), "h2"),
                Words(_("The journal as it is now is set aside first. You can go back to it."), tone="muted"),
                self.choice,
                gap=10,
                padding=(4, 0, 12, 0),
            )
        )
        column = Column(scrolled(inside), Flow(self.take, self.other, self.cancel, gap=12), gap=16, padding=24)
        column.setStretch(0, 1)
        self.setLayout(column)
        follow(self._dress)

    def _dress(self) -> None:
        fit(self, 760, 680)

    def _arrange(self) -> None:
        self.take.setEnabled(self.choice.ready)

    def _choose_file(self) -> None:
        kinds = _("Journals (*{suffix});;All files (*)").format(suffix=self._path.suffix)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Another file"), str(self._path.parent), kinds)
        if chosen:
            self.choice.add(as_candidate(Path(chosen)))

    def _take(self) -> None:
        chosen = self.choice.chosen
        if chosen is not None and self.choice.ready:
            self.wanted.emit(chosen.path, self.choice.chosen_passphrase)
            self.accept()


def as_candidate(path: Path) -> Candidate:
    """Return any file as one to choose; when it was written stands for when it was made."""
    try:
        stat = path.stat()
    except OSError:
        return Candidate(path, datetime.now().astimezone(), 0, is_aside=False, has_same_key=False)
    made_at = datetime.fromtimestamp(stat.st_mtime).astimezone().replace(tzinfo=None)
    return Candidate(path, made_at, stat.st_size, is_aside=False, has_same_key=False)


def scrolled(inside: QWidget) -> QScrollArea:
    """Return *inside* in a frame that scrolls where it is too high."""
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Make *dialog* so large, in px at 100 %, or as large as the window around it allows."""
    parent = dialog.parentWidget()
    room = parent.size() if parent is not None else dialog.screen().availableSize()
    dialog.resize(min(size(width), room.width() - 48), min(size(height), room.height() - 48))


def _fault(error: Exception) -> None:
    if not isinstance(error, Problem):
        raise error
