"""The open journal as the window sees it: one signal for every change, and undo with its words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal

from journal.store.change import Change, Draft
from journal.store.journal import Journal
from journal.ui.opened_results import OpenedResults


class LiveJournal(QObject):
    """A journal that tells the window what changed.  Read with `read`; write only with `change`.

    `changed` comes after each change, undo and redo, with what was changed; `opened` knows which results were opened.
    """

    changed = Signal(object)
    is_past = False  # True where it shows how an earlier day was

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self.opened = OpenedResults(self)
        self._before_this_start = journal.last_seq()
        journal.watch(self._announce)
        self.accompany(None)

    def _announce(self, change: Change) -> None:
        self.changed.emit(change)

    @property
    def read(self) -> Journal:
        """The journal, for reading: `get`, `all`, `between`, `latest`, `count`, `patient`."""
        return self._journal

    @property
    def is_read_only(self) -> bool:
        """Say whether it was opened for reading only."""
        return self._journal.is_read_only

    def change(self, label: str) -> AbstractContextManager[Draft]:
        """Collect what the person does into one step of undo, called *label* in the Undo menu and the toast."""
        return self._journal.change(label)

    def sign_as(self, author: str) -> None:
        """Sign what is written from now on as *author*."""
        self._journal.author = author

    def accompany(self, companion: Callable[[Draft], None] | None) -> None:
        """Let *companion* add to each later draft; what it adds is done and undone with it.  Files follow always."""

        def both(draft: Draft) -> None:
            from journal.actions.following_files import follow  # no start waits for it

            follow(self._journal, draft)
            if companion is not None:
                companion(draft)

        self._journal.accompany(both)

    @property
    def undo_label(self) -> str:
        """What undo would take back; nothing where there is nothing."""
        change = self._journal.next_undo()
        return change.label if change is not None else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back; nothing where there is nothing."""
        change = self._journal.next_redo()
        return change.label if change is not None else ""

    @property
    def undo_is_from_before(self) -> bool:
        """Say whether undo would take back something from before this start, which is asked about first."""
        change = self._journal.next_undo()
        return change is not None and change.seq <= self._before_this_start

    def undo(self) -> Change | None:
        """Take back the last change."""
        return self._journal.undo()

    def redo(self) -> Change | None:
        """Bring back what was taken back last."""
        return self._journal.redo()

    def close(self) -> None:
        """Close the file."""
        self._journal.close()
