"""The page for the visit as it will be printed: made by the worker, saved here, printed on the page Paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from journal.actions.where_we_are import new_markers
from journal.domain.imaging import Scan
from journal.domain.problems import Problem
from journal.exchange.writing import write_file
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.places import documents_folder
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.sheet_view import SheetsView
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

if TYPE_CHECKING:
    from journal.ui.printing import Printout

SETTLE_MS: Final = 300  # after a change, before the page is made anew
PICTURE_WIDTH: Final = 1_000  # pixels; the card is narrow


class PreviewCard(Card):
    """Shows the page for the visit; saves it, or leads to where it is printed."""

    about_to_grow = Signal()

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(_("For the visit"), kind="sunken", padding=(18, 16), gap=12)
        self._live, self._window = live, window
        self.pdf = b""
        self.print = quiet(_("Print …"), lambda: window.go_to("paper"), icon="printer")
        self.save = quiet(_("Save as PDF"), self.save_pdf, icon="file-pdf")
        self.save.setEnabled(False)
        self.open_results = Check(_("With the newest results"), window.settings.keep_results_open)
        self.open_results.toggled.connect(lambda _on: self.make_soon())
        self.sheets = SheetsView()
        self.busy = BusyBar()
        self.trouble = Words("", tone="caution")
        self.trouble.hide()
        self.add(Flow(self.print, self.save, gap=12), self.open_results, self.busy, self.trouble, self.sheets)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self._make)
        self._is_wanted = False

    def make_soon(self) -> None:
        """Make the page anew, once nothing changes any more."""
        journal = self._live.read
        self.open_results.setVisible(journal.count(Scan) > 0 or bool(new_markers(journal, self._window.today())))
        self._is_wanted = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_wanted:
            self._soon.start()

    def _make(self) -> None:
        self._is_wanted = False
        journal, today, now = self._live.read, self._window.today(), self._window.now()
        paper, is_open = self._window.settings.paper, self.open_results.isChecked()
        background = self._window.background
        self.busy.begin(_("The page is being made."))

        def work(_progress: Progress) -> Printout:
            # What sets and draws the page takes a moment to load.
            from journal.reports.papers import paper_named
            from journal.reports.visit_content import visit_content
            from journal.reports.visit_page import visit_page
            from journal.ui.printing import printout_of

            content = visit_content(journal, today, None, now, is_open)
            return printout_of(background.drawing.call(visit_page, content, paper_named(paper)).pdf, PICTURE_WIDTH)

        background.run(work, self._show, owner=self, failed=self._fail, key="page for the visit")

    def _show(self, made: Printout) -> None:
        self.busy.end()
        self.trouble.hide()
        self.pdf = made.pdf
        self.about_to_grow.emit()
        self.sheets.show_sheets(made.sheets)
        self.save.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        self.busy.end()
        words = say_problem(error) if isinstance(error, Problem) else _("The page could not be made. Nothing is lost.")
        self.trouble.setText(words)
        self.trouble.show()
        if not isinstance(error, Problem):
            raise error

    def save_pdf(self) -> None:
        """Let the person choose a file, and write the page that is shown."""
        if not self.pdf:
            return
        name = _("Visit {day}").format(day=dates.day(self._window.today()).replace("\u00a0", " "))
        kinds = _("PDF (*.pdf)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save as PDF"), str(documents_folder() / f"{name}.pdf"), kinds
        )
        if not chosen:
            return
        out = Path(chosen)
        out = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        try:
            write_file(out, self.pdf)
        except Problem as problem:
            tell(self.window(), say_problem(problem))
            return
        self._window.say(_("The page is saved: {file}").format(file=out.name))
