"""Free notes."""

from __future__ import annotations

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Note(Record):
    """A free note; a private one never prints by itself."""

    text: str
    private: bool = False
