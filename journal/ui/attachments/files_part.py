"""The files of a scan, an appointment or a day: add or drop some, open, save, take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.actions.attaching import Day, Owner, about, can_be_opened, new_attachment, opened_name, write_out
from journal.domain.attachments import Attachment
from journal.domain.problems import Problem
from journal.store.pieces import MOST_BYTES
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.numbers import number
from journal.text.sayings import say_problem
from journal.ui.attachments.opened_files import OPENED
from journal.ui.background import Cancelled, Job, Progress
from journal.ui.curtain import main_window
from journal.ui.importing.drops import files_in
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.places import documents_folder
from journal.ui.widgets.buttons import icon_button, quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

Taken = tuple[list[Attachment], list[tuple[str, Problem]]]  # what came in; what did not, by name


class FilesPart(QWidget):
    """Filled by `show_files` when it stands in its place; hidden where there is nothing to belong to.

    Where it *is_aside*, it is a button alone until there is a file.
    """

    def __init__(self, live: LiveJournal, window: WindowServices, *, is_aside: bool = False) -> None:
        super().__init__()
        self._live, self._window, self._is_aside = live, window, is_aside
        self.owner: Owner | None = None
        self.files: tuple[Attachment, ...] = ()
        self.rows: dict[str, RecordRow] = {}
        self._job: Job[Taken] | None = None
        self.can_write = not live.is_read_only
        self.busy = BusyBar(self.cancel)
        self._column = Column(gap=0)
        self.add_button = quiet(_("Add a file …"), self.choose, icon="paperclip")
        self.limit = Words(
            _("Reports, letters, photographs. Each may have up to {most} MB. You can also drop them here.").format(
                most=number(MOST_BYTES // 1_000_000)
            ),
            "small",
            "muted",
        )
        self._title = Words(_("Files"), "strong")
        if is_aside:
            self.add_button.setToolTip(self.limit.text())
        self.setLayout(Column(self._title, self._column, self.busy, Flow(self.add_button), self.limit, gap=6))
        self.setAccessibleName(_("Files"))
        self.setAcceptDrops(self.can_write)
        self.hide()

    # Showing

    def show_files(self, owner: Owner | None, files: Sequence[Attachment]) -> None:
        """Show the *files* of *owner*; nothing without one."""
        is_same = owner is not None and self.owner is not None and owner.id == self.owner.id
        self.owner = owner
        self.setVisible(owner is not None and (self.can_write or bool(files)))
        self.add_button.setVisible(self.can_write)
        if isinstance(owner, Day):  # it stands beside one entry of that day, and is about the day
            self._title.setText(_("Files of {day}").format(day=dates.day(owner.happened_on)))
            self.setAccessibleName(self._title.text())
        has_words = bool(files) or not self._is_aside
        self._title.setVisible(has_words)
        self.limit.setVisible(has_words and self.can_write)
        if is_same and tuple(files) == self.files:
            return
        self.files = tuple(files)
        while self._column.count():
            empty_out(self._column.takeAt(0))
        self.rows = {}
        for file in self.files:
            row = self.rows[file.id] = self._row(file)
            self._column.addWidget(row)

    def _row(self, file: Attachment) -> RecordRow:
        buttons = []
        if can_be_opened(file):
            opens = quiet(_("Open"), partial(self.open, file))
            opens.set_text(_("Open"), _("Open {name}").format(name=file.name))
            buttons.append(opens)
        saves = quiet(_("Save as …"), partial(self.save_as, file))
        saves.set_text(_("Save as …"), _("Save {name} as …").format(name=file.name))
        buttons.append(saves)
        if self.can_write:
            takes_out = icon_button("trash", _("Take out {name}").format(name=file.name), partial(self.take_out, file))
            buttons.append(takes_out)
        row = RecordRow(*buttons)
        row.say(file.name, about(file))
        return row

    def records_here(self, widget: QWidget, _at: object = None) -> tuple[Attachment, ...]:
        """Return the file whose row *widget* is in."""
        return tuple(f for f in self.files if (row := self.rows[f.id]) is widget or row.isAncestorOf(widget))

    # Taking in

    def choose(self) -> None:
        """Let the person choose files, and take them in."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), _("Add files"), str(documents_folder()))
        self.take([Path(path) for path in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.can_write and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(files_in(event.mimeData()))

    def take(self, sources: Sequence[Path]) -> None:
        """Take in *sources*, beside the window, as one step of undo."""
        owner, journal, today = self.owner, self._live.read, self._window.today()
        if not sources or owner is None or not self.can_write:
            return
        self.cancel()

        def work(progress: Progress) -> Taken:
            taken: list[Attachment] = []
            refused: list[tuple[str, Problem]] = []
            try:
                for place, source in enumerate(sources):
                    told = partial(_told, progress, place, len(sources))
                    try:
                        taken.append(new_attachment(journal, source, owner, today, told))
                    except Problem as problem:
                        refused.append((source.name, problem))
                progress.check()
            except Cancelled:
                journal.let_files_go([file.sha256 for file in taken])
                raise
            return taken, refused

        def told_here(share: float | None, words: str) -> None:
            if shiboken6.isValid(self):
                self.busy.report(share, words)

        words = ngettext("{count} file is on its way in.", "{count} files are on their way in.", len(sources))
        self.busy.begin(words.format(count=len(sources)))
        self._job = self._window.background.run(
            work, self._keep, owner=self._live, failed=self._failed, progress=told_here
        )

    def _end(self) -> QWidget | None:
        """Say no more that files are taken in; return where to say what came of it, also when its dialog is closed."""
        self._job = None
        if not shiboken6.isValid(self):
            return main_window()
        self.busy.end()
        return self.window()

    def _keep(self, read: Taken) -> None:
        where = self._end()
        taken, refused = read
        if self._live.read.is_closed:
            return  # the bytes go with the next start
        if taken:
            label = (
                _("File attached: {name}").format(name=taken[0].name)
                if len(taken) == 1
                else ngettext("{count} file attached", "{count} files attached", len(taken)).format(count=len(taken))
            )
            self._window.write(label, lambda draft: draft.save_all(taken))
        if refused:
            lines = [_("{file}: {reason}").format(file=name, reason=say_problem(problem)) for name, problem in refused]
            tell(where, "\n".join(lines), _("Not attached"))

    def _failed(self, error: Exception) -> None:
        where = self._end()
        if not isinstance(error, Problem):
            raise error
        tell(where, say_problem(error))

    def cancel(self) -> None:
        """Take in no more; what is half in, goes."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.busy.end()

    def is_unkept(self) -> bool:
        """Say whether files are on their way in; who leaves now leaves them out."""
        return self._job is not None

    def question_on_leaving(self) -> str:
        """Return what is asked about them."""
        return _("Files are still on their way into the journal. Leave them out?")

    # Giving out

    def open(self, file: Attachment) -> None:
        """Let the program for such files show a private copy."""
        place = OPENED.place_for(opened_name(file))

        def show(_done: object) -> None:
            self.busy.end()
            if self._window.secrecy.is_locked:  # it took long, and nobody is there to see it
                OPENED.clear()
                return
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
                tell(self.window(), _("No program here shows such files. Save it, and open it elsewhere."))
                return
            self._window.say(
                _("A private copy is shown. It goes when the journal is closed or locked. Changes to it are not kept.")
            )

        self._give_out(file, place, show)

    def save_as(self, file: Attachment) -> None:
        """Let the person choose where to save a copy."""
        wanted = documents_folder() / opened_name(file)
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save a copy of the file"), str(wanted))
        if not chosen:
            return
        out = Path(chosen)

        def said(_done: object) -> None:
            self.busy.end()
            self._window.say(_("Saved outside of the journal, where others may read it: {file}").format(file=out.name))

        self._give_out(file, out, said)

    def _give_out(self, file: Attachment, out: Path, done: Callable[[object], object]) -> None:
        journal = self._live.read
        self.busy.begin(_("The file is being written."))
        self._window.background.run(
            lambda progress: write_out(journal, file, out, progress.check),
            done,
            owner=self,
            failed=self._failed,
            writes=True,
        )

    def take_out(self, file: Attachment) -> None:
        """Take a file out; undo, and the bin, bring it back."""
        current = self._live.read.get(Attachment, file.id)
        if current is not None:
            label = _("File taken out: {name}").format(name=file.name)
            self._window.write(label, lambda draft: draft.delete(current))
            self.add_button.setFocus()


def _told(progress: Progress, place: int, of: int, share: float) -> None:
    progress.report((place + share) / of)
