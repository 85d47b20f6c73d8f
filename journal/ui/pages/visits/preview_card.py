"""The page for the visit as it will be printed: made by the worker, shown as a picture of the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from journal.domain.problems import Problem
from journal.exchange.writing import write_file
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import tell
from journal.ui.pages.welcome.start_form import documents_folder
from journal.ui.theme.look import border, colour, follow, size
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

SETTLE_MS: Final = 300  # after a change, before the page is made anew
USUAL_SHAPE: Final = 297 / 210


class PagePicture(QWidget):
    """The first sheet of a PDF, as wide as its place."""

    def __init__(self) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None  # QtPdf takes a moment to load, and waits for the first page
        self._buffer = QBuffer(self)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self.update)

    @property
    def is_shown(self) -> bool:
        """Say whether there is a page to see."""
        return self._document is not None and self._document.pageCount() > 0

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of *pdf*."""
        from PySide6.QtPdf import QPdfDocument

        if self._document is None:
            self._document = QPdfDocument(self)
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._image = QImage()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._document is None or not self.is_shown:
            return round(width * USUAL_SHAPE)
        page = self._document.pagePointSize(0)
        return round(width * page.height() / page.width())

    def sizeHint(self) -> QSize:
        width = size(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(size(200), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._document is not None and self.is_shown:
            ratio = self.devicePixelRatioF()
            wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
            if self._image.size() != wanted:
                self._image = self._document.render(0, wanted)
                self._image.setDevicePixelRatio(ratio)
            painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in every theme
            painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(colour("edge"), border()))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PreviewCard(Card):
    """Shows the page for the visit; saves it, or leads to where it is printed."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(_("For the visit"), kind="sunken", padding=(18, 16), gap=12)
        self._live, self._window = live, window
        self.pdf = b""
        self.print = quiet(_("Print …"), lambda: window.go_to("paper"), icon="printer")
        self.save = quiet(_("Save as PDF"), self.save_pdf, icon="file-pdf")
        self.save.setEnabled(False)
        self.open_results = Check(_("With the last scan’s result"), window.settings.keep_results_open)
        self.open_results.toggled.connect(lambda _on: self.make_soon())
        self.picture = PagePicture()
        self.busy = BusyBar()
        self.trouble = Words("", tone="caution")
        self.trouble.hide()
        self.add(Flow(self.print, self.save, gap=12), self.open_results, self.busy, self.trouble, self.picture)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self._make)
        self._is_wanted = False

    def make_soon(self) -> None:
        """Make the page anew, once nothing changes any more."""
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
        self.busy.begin(_("The page is being made."))

        def work(_progress: Progress) -> bytes:
            # What sets and draws the page takes a moment to load.
            from journal.reports.papers import paper_named
            from journal.reports.visit_content import visit_content
            from journal.reports.visit_page import visit_page

            return visit_page(visit_content(journal, today, None, now, is_open), paper_named(paper)).pdf

        self._window.background.run(work, self._show, owner=self, failed=self._fail, key="page for the visit")

    def _show(self, pdf: bytes) -> None:
        self.busy.end()
        self.trouble.hide()
        self.pdf = pdf
        self.picture.show_pdf(pdf)
        self.picture.setAccessibleName(_("Preview of the page for the visit"))
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
