"""What rules make of a scan that says more than sizes; they load where one does: Today asks at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journal.domain.imaging import Scan
from journal.domain.patient import Patient
from journal.domain.scan_readings import ScanReading
from journal.store.journal import Journal

if TYPE_CHECKING:  # for the reason above
    from journal.rules.response.readings import ReadAnswer


# Kinds of cancer whose rule reads two diameters of a spot, which stand on the card of their scan.
_ALONG_AND_ACROSS: Final = frozenset({"lymphoma", "brain"})


def sizes_stand_on_cards(journal: Journal) -> bool:
    """Say whether sizes are written down along and across, on the card of each scan."""
    patient = next(iter(journal.all(Patient)), None)
    return patient is not None and patient.cancer in _ALONG_AND_ACROSS


def answers_beside_sizes(journal: Journal, scan: Scan) -> tuple[ReadAnswer, ...]:
    """Return what each rule says that *scan* has readings for."""
    if not journal.all(ScanReading, scan_id=scan.id):
        return ()
    from journal.actions.scan_readings import answers_of

    return answers_of(journal, scan)
