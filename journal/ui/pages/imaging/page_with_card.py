"""The card of one scan or spot over the grid: opened, kept up to date, and closed; one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt

from journal.actions.attaching import attachments_of
from journal.actions.scan_grid import ScanGrid, key_of
from journal.actions.scan_readings import rules_of
from journal.domain.imaging import Lesion, LesionRole, Measurement, Scan
from journal.domain.scan_readings import ScanReading
from journal.domain.treatment import TreatmentLine
from journal.ui.page import Page
from journal.ui.pages.imaging.grid_card import ALL, GridCard
from journal.ui.pages.imaging.grid_rows import NEW_ROW
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.pages.imaging.spot_card import SpotCard
from journal.ui.unkept import may_leave
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column


class PageWithCard(Page):
    """A page with a grid of scans over which the card of one scan or spot can stand."""

    grid: GridCard
    empty: Card
    open_card: ScanCard | SpotCard | None
    _grid: ScanGrid
    _main: Column
    _shown: str  # the course that the grid shows

    def _show_course(self, key: object) -> None:
        raise NotImplementedError

    def _refresh_open_card(self, scans: Iterable[Scan], lesions: Iterable[Lesion], said: Iterable[Measurement]) -> None:
        card = self.open_card
        if card is None or card.is_new:
            return
        if isinstance(card, ScanCard):
            scan = next((each for each in scans if each.id == card.record.id), None)
            if scan is not None:
                card.show_record(scan, said)
                card.files.show_files(scan, attachments_of(self.live.read, scan))
                self._show_readings(card, scan)
            else:
                self._close_card()
        else:
            lesion = next((each for each in lesions if each.id == card.record.id), None)
            if lesion is not None:
                card.show_record(lesion, said)
            else:
                self._close_card()

    def _may_open(self) -> bool:
        """Ask about what is typed in the card that stands there; say whether another one may take its place."""
        return may_leave(self.open_card)

    def _open(self, card: ScanCard | SpotCard) -> None:
        self._close_card()
        self.open_card = card
        card.closed.connect(self._close_card)
        card.added.connect(self._on_added)
        self._main.insertWidget(0, card)
        self.empty.hide()
        self.scroll_area.verticalScrollBar().setValue(0)
        (card.day.field if isinstance(card, ScanCard) else card.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_card(self) -> None:
        card, self.open_card = self.open_card, None
        if card is not None:
            card.hide()
            card.setParent(None)
            card.deleteLater()
            self.empty.setVisible(not self._grid.scans)
            (self.grid.view if self._grid.scans else self.empty).setFocus()

    def _open_new_scan(self) -> None:
        if not self._may_open():
            return
        shown = [scan for group in self._grid.groups if self._shown in (ALL, key_of(group)) for scan in group.scans]
        card = ScanCard(self.live, self.window_services, None, like=shown[-1] if shown else None)
        starts = [group.start for group in self._grid.groups if group.start is not None]
        card.hint_start(self.live.read.all(TreatmentLine), starts)
        self._open(card)

    def _open_scan(self, scan: Scan) -> None:
        if not self._may_open():
            return
        card = ScanCard(self.live, self.window_services, scan, self.live.read.all(Measurement))
        card.files.show_files(scan, attachments_of(self.live.read, scan))
        self._show_readings(card, scan)
        card.set_read_only(self.live.is_read_only)
        self._open(card)

    def _show_readings(self, card: ScanCard, scan: Scan) -> None:
        if not card.is_new:
            card.readings.show_readings(scan, self.live.read.all(ScanReading), rules_of(self.live.read, scan))

    def _open_readings(self, scan: Scan) -> None:
        """Open the card of a scan at what its report says beside sizes."""
        self._open_scan(scan)
        if isinstance(self.open_card, ScanCard):
            self.bring_into_view(self.open_card.readings.first)

    def _open_report(self, scan: Scan) -> None:
        """Open the card of a scan at what the report calls it."""
        self._open_scan(scan)
        if isinstance(self.open_card, ScanCard):
            self.bring_into_view(self.open_card.called)

    def _open_spot(self, lesion: Lesion | None) -> None:
        if not self._may_open():
            return
        group = next((group for group in self._grid.groups if key_of(group) == self._shown), None)
        ids = group.scan_ids if group is not None else frozenset(scan.id for scan in self._grid.scans)
        card = SpotCard(self.window_services, lesion, self._seen_on, ids)
        if lesion is not None:
            card.show_record(lesion, self.live.read.all(Measurement))
            card.set_read_only(self.live.is_read_only)
        self._open(card)

    def _seen_on(self, role: LesionRole) -> date:
        """Return the day a new spot was first seen: at the start, or at the last scan where it is new."""
        group = next((group for group in self._grid.groups if key_of(group) == self._shown), None)
        scans = group.scans if group is not None else self._grid.scans
        if not scans:
            return self.window_services.today()
        first = group.start if group is not None and group.start is not None else scans[0]
        return scans[-1].happened_on if role is LesionRole.NEW else first.happened_on

    def _on_added(self, record: Scan | Lesion) -> None:
        self.refresh()
        if isinstance(record, Scan):
            group = self._grid.group_of(record.id)
            self._close_card()
            if rules_of(self.live.read, record):  # its report says more than sizes
                self._open_readings(record)
                return
            if group is not None:
                self._show_course(key_of(group))
                first = next((row.key for row in self.grid.model.rows if row.lesions), NEW_ROW)
                self.grid.view.go_to(first, record.id)
        else:
            scans = self.grid.model.scans
            at = scans[-1] if record.role is LesionRole.NEW else scans[0] if scans else None
            if at is not None:
                # Of several that are added in a row, the sizes are typed from the top.
                waiting = (row.key for row in self.grid.model.rows if any(map(self._grid.waits, row.lesions)))
                self.grid.view.go_to(next(waiting, record.id), at.id)
