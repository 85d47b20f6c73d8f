"""The files of one entry in its dialog or form, which no page fills: it follows the journal by itself."""

from __future__ import annotations

from journal.actions.attaching import Owner, attachments_of
from journal.domain.attachments import Attachment
from journal.store.change import Change
from journal.ui.attachments.files_part import FilesPart
from journal.ui.live_journal import LiveJournal
from journal.ui.window_services import WindowServices


class OwnFiles(FilesPart):
    """A button to add one, until there is a file; nothing before it stands in its form and `belong_to` was called."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, is_aside=True)
        live.changed.connect(self._follow)

    def belong_to(self, owner: Owner) -> None:
        """Show the files of *owner* from now on."""
        self.show_files(owner, attachments_of(self._live.read, owner))

    def _follow(self, change: Change) -> None:
        if change.touches(Attachment) and self.owner is not None:
            self.belong_to(self.owner)
