"""The recovery sheet: asks for the passphrase, shows the page, prints it or saves it.  It touches no disk unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.domain.problems import Problem
from journal.exchange.writing import write_file
from journal.reports.papers import paper_named
from journal.reports.recovery_content import recovery_sheet
from journal.reports.recovery_page import recovery_page
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Progress
from journal.ui.messages import tell
from journal.ui.passphrase import PassphraseField
from journal.ui.places import documents_folder
from journal.ui.printing import Printout, print_pages, printout_of, set_up, where_it_went
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.sheet_view import SheetsView
from journal.ui.widgets.words import Picture, Words
from journal.ui.window_services import WindowServices

PICTURE_WIDTH = 1_000  # pixels


class RecoveryDialog(Dialog):
    """First the passphrase, then the page."""

    def __init__(self, window: WindowServices, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("Recovery sheet"), parent, width=760)
        self._window, self._path = window, path
        self.printout: Printout | None = None
        self.field = PassphraseField(_("Present passphrase"))
        self.busy = BusyBar()
        self.mistake = Words("")
        self._mistake_row = QWidget()
        row = Row(Picture("warning-circle", "caution"), self.mistake, gap=8)
        row.setStretch(1, 1)
        self._mistake_row.setLayout(row)
        self._mistake_row.hide()
        self.show_button = primary(_("Show the sheet"), self.make)
        self.print_button = primary(_("Print …"), self.print_out, icon="printer")
        self.save_button = quiet(_("Save as PDF"), self.save, icon="file-pdf")
        self.sheets = SheetsView()
        self._asking = QWidget()
        self._asking.setLayout(
            Column(
                Words(_("A page with the key of this journal. It opens the file when the passphrase is lost.")),
                Words(_("Whoever has it and the file can read all of it. Print it, and lock it away."), tone="muted"),
                Words(_("Type the passphrase to see it.")),
                self.field,
                self._mistake_row,
                self.busy,
                gap=14,
            )
        )
        self.fill(
            Words(_("Recovery sheet"), "h2"),
            self._asking,
            self.sheets,
            None,
            foot=Flow(self.show_button, self.print_button, self.save_button, quiet(_("Close"), self.reject), gap=12),
            gap=14,
        )
        self._turn(is_made=False)
        self.show_button.setDefault(True)
        self.field.setFocus()

    def _turn(self, *, is_made: bool) -> None:
        """Ask, or show the page."""
        for each in (self._asking, self.show_button):
            each.setVisible(not is_made)
        for each in (self.sheets, self.print_button, self.save_button):
            each.setVisible(is_made)

    def make(self) -> None:
        """Set the page, if the passphrase is right."""
        typed = self.field.passphrase
        if not self._window.secrecy.is_right(typed):
            self._say(_("This is not the present passphrase. Check capital letters and try again."))
            self.field.field.selectAll()
            self.field.setFocus()
            return
        self._mistake_row.hide()
        path, today, now = self._path, self._window.today(), self._window.now()
        paper, background = paper_named(self._window.settings.paper), self._window.background

        def work(_progress: Progress) -> Printout:
            try:
                pdf = background.drawing.call(recovery_page, recovery_sheet(path, today, typed), paper, now)
            finally:
                background.drawing.end()  # it holds the key
            return printout_of(pdf, PICTURE_WIDTH)

        self.show_button.setEnabled(False)
        self.busy.begin(_("The page is being made."))
        background.run(work, self._show, owner=self, failed=self._fail)

    def _show(self, made: Printout) -> None:
        self.busy.end()
        self.field.field.clear()
        self.printout = made
        self.sheets.show_sheets(made.sheets)
        self._turn(is_made=True)
        self.fit()
        self.print_button.setDefault(True)
        self.print_button.setFocus()

    def _fail(self, error: Exception) -> None:
        self.busy.end()
        self.show_button.setEnabled(True)
        if not isinstance(error, Problem):
            raise error
        self._say(say_problem(error))

    def _say(self, words: str) -> None:
        self.mistake.setText(words)
        self.field.field.setAccessibleDescription(words)
        self._mistake_row.show()
        QTimer.singleShot(0, self, lambda: self.bring_into_view(self._mistake_row))

    def print_out(self) -> None:
        """Ask the system for a printer, and print."""
        if self.printout is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self.printout.pdf)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print"))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        if print_pages(printer, self.printout.pdf):
            self._window.say(where_it_went(printer))
        else:
            tell(self, _("The printer did not take it. Check that it is on, or save as PDF and print that."))

    def save(self) -> None:
        """Ask where to put the PDF, and write it there for its owner alone."""
        if self.printout is None:
            return
        wanted = documents_folder() / _("Recovery sheet of {file}.pdf").format(file=self._path.stem)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), str(wanted), _("PDF (*.pdf)"))
        if not chosen:
            return
        out = Path(chosen)
        out = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        try:
            write_file(out, self.printout.pdf)
        except Problem as problem:
            tell(self, say_problem(problem))
            return
        self._window.say(_("Saved: {file}").format(file=out.name))
