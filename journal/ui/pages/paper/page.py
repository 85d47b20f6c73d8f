"""The page Paper: the very PDF beside the choices; printed, saved, and found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.actions.where_we_are import new_markers
from journal.domain.imaging import Scan
from journal.domain.problems import Problem
from journal.domain.visits import Appointment
from journal.exchange.writing import write_file
from journal.reports import REPORTS
from journal.reports.papers import paper_named
from journal.reports.visit_page import make_ready
from journal.store.tables import KINDS
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Job, Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.page import Page
from journal.ui.pages.paper.choices_card import ChoicesCard
from journal.ui.printing import Printout, print_pages, printout_of, set_up, where_it_went
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.notices import BusyBar, ErrorCard
from journal.ui.widgets.sheet_view import SheetsView
from journal.ui.window_services import WindowServices


class PaperPage(Page):
    """Printouts, as they will lie in the tray."""

    shows = KINDS

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Paper"), _("This is what comes out of the printer"))
        settings = window.settings
        self.choices = ChoicesCard(window.today, settings.paper, open_results=settings.keep_results_open)
        self.sheets = SheetsView()
        self.busy = BusyBar()
        self.printout: Printout | None = None
        self.saved: Path | None = None
        self._fault = Column()
        self._job: Job[Printout] | None = None
        preview = QWidget()
        preview.setLayout(Column(self._fault, self.busy, self.sheets, gap=8))
        self.add(Columns(preview, self.choices, side_first=True))
        self.choices.chosen.connect(self._choose)
        self.choices.print_button.clicked.connect(self.print_out)
        self.choices.save_button.clicked.connect(self.save)
        self.choices.folder_button.clicked.connect(self.open_folder)
        self._offer(False)

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        visits = [v for v in journal.between(Appointment, until=today) if v.is_team_visit and v.happened_on < today]
        self.choices.show_journal(
            visits[-1].happened_on if visits else None,
            has_results=bool(journal.latest(Scan, today) or new_markers(journal, today)),
        )
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep what draws at hand: each choice makes the page anew."""
        super().showEvent(event)
        background = self.window_services.background
        background.drawing.is_kept = True
        background.run(lambda _progress: background.drawing.call(make_ready), lambda _ready: None, owner=self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.window_services.background.drawing.is_kept = False

    def _choose(self) -> None:
        paper = self.choices.choice.paper
        if paper != self.window_services.settings.paper:
            self.window_services.set_settings(replace(self.window_services.settings, paper=paper))
        self._draw()

    def _draw(self) -> None:
        choice, journal = self.choices.choice, self.live.read
        today, now = self.window_services.today(), self.window_services.now()
        report, paper, background = (
            dict(REPORTS)[choice.kind],
            paper_named(choice.paper),
            self.window_services.background,
        )

        def work(_progress: Progress) -> Printout:
            set_by = background.drawing.call
            return printout_of(
                report(journal, today, choice.since, paper, now, open_results=choice.open_results, set_by=set_by)
            )

        self.busy.begin(_("Making the printout …"))
        self._job = background.run(work, self._show, owner=self, failed=self._say_fault, key="paper")

    def _show(self, printout: Printout) -> None:
        self._settle()
        self.printout = printout
        self.sheets.show_sheets(printout.sheets)
        self._offer(True)

    def _settle(self) -> None:
        self.busy.end()
        while self._fault.count():
            empty_out(self._fault.takeAt(0))

    def _say_fault(self, error: Exception) -> None:
        """Say what a person can mend; anything else is a fault of ours, and shows as one."""
        self._settle()
        self._offer(False)
        if not isinstance(error, Problem):
            raise error
        self._fault.addWidget(ErrorCard(error))

    def _offer(self, there: bool) -> None:
        self.choices.print_button.setEnabled(there)
        self.choices.save_button.setEnabled(there)

    # What is done with it

    def print_out(self) -> None:
        """Ask the system for a printer, and print."""
        if self.printout is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self.printout.pdf)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print"))
        dialog.setMinMax(1, len(self.printout.sheets))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        if print_pages(printer, self.printout.pdf):
            self.window_services.say(where_it_went(printer))
        else:
            tell(self.window(), _("The printer did not take it. Check that it is on, or save as PDF and print that."))

    def save(self) -> None:
        """Ask where to put the PDF, and write it there."""
        if self.printout is None:
            return
        folder = self.saved.parent if self.saved is not None else _documents()
        pattern = _("Charts {day}.pdf") if self.choices.choice.kind == "charts" else _("Visit {day}.pdf")
        name = pattern.format(day=self.window_services.today().isoformat())
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window(), _("Save as PDF"), str(folder / name), _("PDF (*.pdf)")
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".pdf")
        try:
            write_file(path, self.printout.pdf)
        except Problem as problem:
            tell(self.window(), say_problem(problem))
            return
        self.saved = path
        self.choices.folder_button.show()
        self.window_services.say(_("Saved: {file}").format(file=path.name))

    def open_folder(self) -> None:
        """Show the folder that the PDF was saved in."""
        if self.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saved.parent)))


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home()))
