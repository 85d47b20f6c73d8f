"""The files of a day alone, where no entry of that day shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions.attaching import Day
from journal.text.language import _
from journal.ui.attachments.own_files import OwnFiles
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Flow
from journal.ui.window_services import WindowServices


class DayFilesDialog(Dialog):
    """To open, save or take out what is attached to *day*."""

    def __init__(self, live: LiveJournal, window: WindowServices, day: Day, parent: QWidget | None = None) -> None:
        super().__init__(_("Files"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.files = OwnFiles(live, window)
        self.close_button = primary(_("Close"), self.reject)
        self.fill(self.files, None, foot=Flow(self.close_button), gap=14)
        self.files.belong_to(day)
        self.close_button.setDefault(True)
