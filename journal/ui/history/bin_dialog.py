"""The bin: deleted entries, to bring back one by one, until it is emptied on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from journal.actions.backups import Copy, own_folder
from journal.actions.bin import Discarded, copies_holding, empty, in_the_bin, put_back
from journal.actions.copy_log import read_log
from journal.actions.entry_words import KnownNames, entry_title, known_names, titled_with_day, with_parts
from journal.domain.problems import Problem
from journal.text.fields import moment as moment_words
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem
from journal.ui.background import Progress
from journal.ui.copying.copy_names import names_of
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import ask, tell
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.history_button import history_button
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.notices import BusyBar, EmptyState
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

MOST_ROWS: Final = 9
MEASURED_ROWS: Final = 100  # for the width of columns; there may be thousands


class BinDialog(Dialog):
    """Lists what was deleted, last first."""

    def __init__(self, live: LiveJournal, window: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(_("Bin"), parent, width=860)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._live, self._window = live, window
        self._names = KnownNames()
        self.about = Words(_("Deleted entries stay here until you empty the bin."), tone="muted")
        self.busy = BusyBar()
        self.model = RecordModel(self._columns(), [])
        self.table = RecordTable(_("Deleted entries"), self.model, most_rows=MOST_ROWS, widest=0.5)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.nothing = EmptyState("trash", _("The bin is empty"), _("What you delete waits here, and can come back."))
        self.back = primary(_("Bring back"), self._bring_back, icon="arrow-counter-clockwise")
        self.history = history_button(lambda: [each.record for each in self.chosen[:1]])
        self.empty_out = quiet(_("Empty the bin …"), self._ask_and_empty, icon="trash")
        self.close_button = quiet(_("Close"), self.reject)
        buttons = Flow(self.back, self.history, self.empty_out, self.close_button, gap=12)
        head = (Words(_("Bin"), "h2"), self.about, self.busy)
        self.fill(*head, self.table, self.nothing, None, foot=buttons, gap=14)
        for widget in (self.table, self.nothing, self.back, self.history, self.empty_out):
            widget.hide()
        live.changed.connect(self._read)
        self._read()

    def _columns(self) -> list[ColumnOf[Discarded]]:
        return [
            ColumnOf(_("Entry"), lambda each: Cell(self._title(each), is_strong=True)),
            ColumnOf(_("Deleted"), lambda each: moment_words(each.step.at)),
            ColumnOf(_("By"), lambda each: Cell(self._who(each), "muted")),
        ]

    def _title(self, each: Discarded) -> str:
        return with_parts(titled_with_day(each.record, self._names), len(each.parts))

    def _who(self, each: Discarded) -> str:
        who = each.step.author or _("not signed")
        return who if each.was_deleted else _("{who}, with Undo").format(who=who)

    # Reading

    def _read(self, _change: object = None) -> None:
        journal = self._live.read
        self.busy.begin(_("The bin is being looked through."))

        def work(_progress: Progress) -> tuple[tuple[Discarded, ...], KnownNames]:
            return in_the_bin(journal), known_names(journal)

        self._window.background.run(work, self._take, owner=self, key="bin")

    def _take(self, read: tuple[tuple[Discarded, ...], KnownNames]) -> None:
        self.busy.end()
        found, self._names = read
        self.model.set_records(found)
        can_write = not self._live.is_read_only
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.about.setVisible(bool(found))
        self.history.setVisible(bool(found))
        self.back.setVisible(bool(found) and can_write)
        self.empty_out.setVisible(bool(found) and can_write)
        if found and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()
        elif not found:
            self.close_button.setFocus()
        self._follow_choice()

    @property
    def chosen(self) -> Sequence[Discarded]:
        """The entries that are chosen."""
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return [self.model.records[row] for row in sorted(rows) if row < len(self.model.records)]

    def _follow_choice(self) -> None:
        self.back.setEnabled(bool(self.chosen))

    # Bringing back

    def _bring_back(self) -> None:
        chosen, journal = self.chosen, self._live.read
        if not chosen:
            return
        title = entry_title(chosen[0].record, self._names)
        label = (
            _("Brought back: {entry}").format(entry=title)
            if len(chosen) == 1
            else ngettext("Brought back: {count} entry", "Brought back: {count} entries", len(chosen)).format(
                count=len(chosen)
            )
        )
        self._window.write(label, lambda draft: put_back(journal, draft, chosen))

    # Emptying

    def _ask_and_empty(self) -> None:
        """Ask once, naming what still holds the entries; then erase them."""
        journal, found = self._live.read, self.model.records
        folders = read_log(journal.path, own_folder()).folders(own_folder())
        self.busy.begin(_("The copies are being looked through."))

        def work(_progress: Progress) -> tuple[Copy, ...]:
            return copies_holding(journal, found, folders)

        def answer(copies: tuple[Copy, ...]) -> None:
            self.busy.end()
            words = emptying_words(len(found), [copy.path for copy in copies])
            if ask(self, words, _("Erase for good"), _("Leave it"), _("Empty the bin"), loses=True):
                self._empty()

        self._window.background.run(work, answer, owner=self, key="bin copies")

    def _empty(self) -> None:
        journal = self._live.read
        self.setEnabled(False)  # nothing else is written meanwhile
        self.busy.begin(_("The bin is being emptied."))

        def done(is_clean: bool) -> None:
            self._end_emptying()
            if not is_clean:
                tell(
                    self,
                    _("The entries are erased. Another program reads the file: the last bytes go when it is closed."),
                )

        def failed(error: Exception) -> None:
            self._end_emptying()
            if not isinstance(error, Problem):
                raise error
            tell(self, say_problem(error))

        self._window.background.run(lambda _progress: empty(journal), done, owner=self, failed=failed, writes=True)

    def _end_emptying(self) -> None:
        self.setEnabled(True)
        self._read()


def emptying_words(count: int, copies: Sequence[Path]) -> str:
    """Return what is said before the bin is emptied."""
    first = ngettext(
        "{count} entry will be erased for good, with its history. This cannot be taken back.",
        "{count} entries will be erased for good, with their history. This cannot be taken back.",
        count,
    ).format(count=count)
    if not copies:
        return first
    holding = ngettext(
        "{count} copy of the journal still holds what you erase:",
        "{count} copies of the journal still hold what you erase:",
        len(copies),
    ).format(count=len(copies))
    return "\n".join((first, "", holding, *names_of(copies)))
