"""Which results the person opened since the start; every page asks here, so that none is opened twice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class OpenedResults(QObject):
    """The ids of scans and results; `changed` comes when one was opened or folded again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: frozenset[str] = frozenset()

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._ids

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return self._ids

    def open(self, *record_ids: str) -> None:
        """Remember that these were opened."""
        self._take(self._ids.union(record_ids))

    def fold(self, record_id: str) -> None:
        """Remember that this one was folded again."""
        self._take(self._ids - {record_id})

    def turn(self, record_id: str, is_open: bool) -> None:
        """Remember which of the two it is."""
        self.open(record_id) if is_open else self.fold(record_id)

    def _take(self, ids: Iterable[str]) -> None:
        taken = frozenset(ids)
        if taken != self._ids:
            self._ids = taken
            self.changed.emit()
