"""Which kinds of records are kept, and in which tables; parents stand before their children."""

from __future__ import annotations

from typing import Any, Final

from journal.domain.record import Record
from journal.store.tables import attachments, imaging, medicines, notes, patient, results, symptoms, treatment, visits
from journal.store.tables.mapping import Kept

TABLES: Final[tuple[Kept[Any], ...]] = (
    *patient.TABLES,
    *treatment.TABLES,
    *symptoms.TABLES,
    *results.TABLES,
    *imaging.TABLES,
    *medicines.TABLES,
    *visits.TABLES,
    *attachments.TABLES,
    *notes.TABLES,
)
KINDS: Final[tuple[type[Record], ...]] = tuple(kept.kind for kept in TABLES)
BY_KIND: Final[dict[type[Record], Kept[Any]]] = {kept.kind: kept for kept in TABLES}
BY_NAME: Final[dict[str, Kept[Any]]] = {kept.name: kept for kept in TABLES}
CHILDREN: Final[dict[str, tuple[tuple[Kept[Any], str], ...]]] = {
    parent.name: tuple(
        (child, field) for child in TABLES for field, name in child.parents.items() if name == parent.name
    )
    for parent in TABLES
}
