"""PDF on the screen and on the printer: pages become pictures through QtPdf, the same for both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from journal.domain.problems import N_, Problem
from journal.text.language import _
from journal.ui.theme.look import size

WIDEST: Final = 860  # px at 100 % that a page is shown at; wider, it is hard to take in

POINTS_AN_INCH: Final = 72
MOST_WIDTH: Final = 1_400  # pixels of a page's picture: one takes 3 MB then
GREY: Final = QImage.Format.Format_Grayscale8  # paper knows no colour, and a picture without takes a quarter
LEAST_DPI: Final = 300  # of what goes to a printer


@dataclass(frozen=True)
class Sheet:
    """One page of a printout: its picture, and its words for a screen reader."""

    picture: QImage
    words: str


@dataclass(frozen=True)
class Printout:
    """A PDF and its pages as pictures; *titles* of nothing but what is on them."""

    pdf: bytes
    sheets: tuple[Sheet, ...]


def printout_of(pdf: bytes, width: int | None = None) -> Printout:
    """Return *pdf* with pictures of its pages, *width* pixels wide (None: as wide as one is ever shown on this screen).

    Usable on any thread.
    """
    if width is None:
        ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
        width = min(MOST_WIDTH, round(size(WIDEST) * ratio))
    with Opened(pdf) as document:
        sheets = tuple(
            Sheet(_picture(document, page, width), document.getAllText(page).text())
            for page in range(document.pageCount())
        )
    return Printout(pdf, sheets)


class Opened:
    """A PDF held open for as long as the block lasts."""

    def __init__(self, pdf: bytes) -> None:
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)
        self._document = QPdfDocument()

    def __enter__(self) -> QPdfDocument:
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready:
            raise Problem(N_("The printout could not be shown. Nothing is lost. Try again."))
        return self._document

    def __exit__(self, *_error: object) -> None:
        self._document.close()
        self._buffer.close()


def _picture(document: QPdfDocument, page: int, width: int) -> QImage:
    points = document.pagePointSize(page)
    height = round(width * points.height() / points.width())
    drawn = document.render(page, QSize(width, height))
    # A PDF's page has no ground of its own.
    picture = QImage(drawn.size(), GREY)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return picture


def set_up(printer: QPrinter, pdf: bytes) -> None:
    """Tell *printer* which paper the printout is made for; the margins are in the page already."""
    with Opened(pdf) as document:
        points: QSizeF = document.pagePointSize(0)
    page_size = QPageSize(points, QPageSize.Unit.Point)
    layout = QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setResolution(max(LEAST_DPI, min(printer.resolution(), 2 * LEAST_DPI)))
    printer.setDocName("Treatment Journal")


def where_it_went(printer: QPrinter) -> str:
    """Say where what was printed is now: a printer of the system may be a file."""
    if printer.outputFileName():
        return _("Written to a file: {file}").format(file=Path(printer.outputFileName()).name)
    return _("The printout went to the printer.")


def print_pages(printer: QPrinter, pdf: bytes) -> bool:
    """Draw the pages that were asked for on *printer*; say whether it took them."""
    with Opened(pdf) as document:
        painter = QPainter()
        if not painter.begin(printer):
            return False
        try:
            first = max(1, printer.fromPage() or 1)
            last = min(document.pageCount(), printer.toPage() or document.pageCount())
            for page in range(first, last + 1):
                if page > first and not printer.newPage():
                    return False
                width = round(document.pagePointSize(page - 1).width() / POINTS_AN_INCH * printer.resolution())
                picture = _picture(document, page - 1, width)
                painter.drawImage(printer.pageLayout().fullRectPixels(printer.resolution()), picture)
        finally:
            painter.end()
    return True
