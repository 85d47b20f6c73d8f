"""First sum, smallest sum, this sum, and the two changes; each number leads to where it stands in the grid."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from journal.actions.scan_grid import ScanGroup
from journal.domain.imaging import Scan
from journal.rules.response.recist_1_1 import Assessment
from journal.text import dates
from journal.text.findings.recist import GROWTH, PARTIAL
from journal.text.language import _
from journal.text.numbers import NO_BREAK, number, percent
from journal.ui.pages.imaging.grid_rows import SUM_ROW
from journal.ui.theme.look import follow, size, space
from journal.ui.widgets.buttons import link
from journal.ui.widgets.words import Words

ShowCell: TypeAlias = Callable[[str, str], object]  # a row of the grid (a lesion's id, or SUM_ROW) and a scan's id

LINK: Final = 30  # px at 100 %: how high a link is


class SumTable(QGridLayout):
    """Words, mm, and day or percent; a number is a link to its cell."""

    def __init__(self, group: ScanGroup, scan: Scan, judged: Assessment, show_cell: ShowCell) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setVerticalSpacing(0)
        self.setColumnStretch(0, 1)
        self._show_cell = show_cell
        smallest = group.smallest_before(scan)
        self._add(_("First sum"), judged.baseline_sum_mm, _day(group.start), group.start)
        self._add(_("Smallest sum"), judged.nadir_mm, _day(smallest), smallest)
        self._add(_("This sum"), judged.sum_mm, _day(scan), scan)
        first, least = judged.from_baseline, judged.from_nadir
        self._add(_("Since the first"), judged.mm_from_baseline, _percent(first, PARTIAL), sign=True)
        self._add(_("Since the smallest"), judged.mm_from_nadir, _percent(least, GROWTH), sign=True)
        follow(self._measure)

    def _measure(self) -> None:
        self.setHorizontalSpacing(space(10))
        for row in range(1, self.rowCount()):
            self.setRowMinimumHeight(row, size(LINK))  # those without a link stand no closer

    def _add(self, name: str, mm: Decimal | None, behind: str, scan: Scan | None = None, *, sign: bool = False) -> None:
        row = self.rowCount()
        words = _("no sum") if mm is None else f"{number(mm, sign=sign)}{NO_BREAK}mm"
        more = Words(behind if mm is not None or scan is not None else "", "small", "muted", wraps=False, tabular=True)
        self.addWidget(Words(name), row, 0)
        if scan is None:
            value = Words(words, "strong", wraps=False, tabular=True)
            self.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTrailing)
        else:
            place = scan.id
            # A button reads as the window does: without the marks, "73 mm" would read "mm 73" from right to left.
            leading = link(f"\u2066{words}\u2069", lambda: self._show_cell(SUM_ROW, place))
            day = dates.day(scan.happened_on, scan.precision)
            leading.setAccessibleName(
                _("{name}: {value}, {day}. Show it in the grid.").format(name=name, value=words, day=day)
            )
            leading.setToolTip(_("Show it in the grid"))
            self.addWidget(leading, row, 1, Qt.AlignmentFlag.AlignTrailing)
        self.addWidget(more, row, 2, Qt.AlignmentFlag.AlignTrailing)


def _percent(share: Fraction | None, limit: Fraction) -> str:
    return percent(share, (limit,), sign=True) if share is not None else ""


def _day(scan: Scan | None) -> str:
    return dates.short_day(scan.happened_on) if scan is not None else ""
