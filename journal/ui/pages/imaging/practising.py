"""The way into practice and out of it: a button beside an opened result, and the place for its card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from journal.actions.practice import Practice
from journal.actions.scan_grid import ScanGrid
from journal.charts.tumour_size import TumourSizeChart, tumour_size
from journal.text.language import _
from journal.ui.pages.imaging.practice_card import PracticeCard
from journal.ui.pages.imaging.result_words import ScanResult
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.layouts import Column
from journal.ui.window_services import WindowServices


class Practising(QWidget):
    """Holds the card while somebody practises; *button* stands where the page puts it."""

    def __init__(self, window: WindowServices, turn_to: Callable[[QWidget, QWidget], object]) -> None:
        """*turn_to* scrolls to the top of its first widget, and gives its second the keyboard."""
        super().__init__()
        self._window, self._turn_to = window, turn_to
        self._found: Practice | None = None
        self._grid = ScanGrid((), (), {})
        self.card: PracticeCard | None = None
        self.button = quiet(_("What would change this?"), self.start, icon="sliders-horizontal")
        self.button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place = Column(gap=0)
        self.setLayout(self._place)
        self.hide()

    def offer(self, result: ScanResult | None, grid: ScanGrid) -> None:
        """Offer practice with *result*, None where no result is open.

        A card that is open follows the records, and goes away with the scan that it is about.
        """
        self._grid = grid
        self._found = Practice.of(result.group, result.scan) if result is not None else None
        self.button.setVisible(self._found is not None)
        before = self.card.practice if self.card is not None else None
        if self.card is None or before is None:
            return
        if self._found is None or self._found.scan.id != before.scan.id:
            self.stop()
        else:
            self.card.show_practice(before.again_with(self._found.group, self._found.scan) or self._found)

    def start(self) -> None:
        """Open the card, or turn to it."""
        if self._found is None:
            return
        if self.card is None:
            self.card = PracticeCard(self._window.background, self._chart)
            self.card.closed.connect(self._close)
            self._place.addWidget(self.card)
            self.card.show_practice(self._found)
        self.show()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # where the card is must be known
        self._turn_to(self.card, self.card.first_field())

    def _chart(self, practice: Practice) -> TumourSizeChart:
        sizes = practice.measurements(self._grid.sizes.values())
        return tumour_size(practice.group.scans, self._grid.lesions, sizes, (), self._window.today())

    def _close(self) -> None:
        self.stop()
        self.button.setFocus()

    def stop(self) -> None:
        """Put the card away with everything that was moved."""
        card, self.card = self.card, None
        if card is not None:
            card.setParent(None)
            card.deleteLater()
            self.hide()
