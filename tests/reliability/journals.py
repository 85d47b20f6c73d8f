"""Journals for the experiments: families of records that belong together, and a sum over all that a file holds."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from journal.domain.imaging import Lesion, Measurement, Modality, Scan
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.store.tables import BY_KIND

DAY = date(2026, 5, 1)
FAMILY = 4  # records that one change writes


def family(number: int, mark: str) -> list[Record]:
    """Return a scan, a spot, its size and a note: whole only together; *mark* stands in each as its origin."""
    on = DAY + timedelta(number % 900)
    scan = Scan(happened_on=on, modality=Modality.CT, origin=mark)
    lesion = Lesion(happened_on=on, name=f"spot {number}", origin=mark)
    size = Measurement(happened_on=on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(number % 90), origin=mark)
    return [scan, lesion, size, Note(happened_on=on, text=f"{mark} " + "words " * (number % 40), origin=mark)]


def save_family(journal: Journal, number: int, mark: str) -> None:
    """Write one family in one change."""
    with journal.change("Add") as draft:
        draft.save_all(family(number, mark))


def filled(path: Path, families: int = 20, passphrase: str | None = None) -> Path:
    """Make a journal with a few families at *path*."""
    with create(path, passphrase, author="Anna") as journal:
        for number in range(families):
            save_family(journal, number, f"first {number}")
    return path


def sum_of(journal: Journal) -> str:
    """Return a checksum over every record and every step of history."""
    total = hashlib.sha256()
    for record in journal.everything():
        total.update(repr(sorted(BY_KIND[type(record)].encode(record).items())).encode("utf-8"))
    for change in journal.history():
        total.update(repr((change.seq, change.at, change.author, change.action, change.label, change.entries)).encode())
    return total.hexdigest()


def sum_in(path: Path, passphrase: str | None = None, *, read_only: bool = False) -> str:
    """Open *path* and return `sum_of` it."""
    with open_journal(path, passphrase, read_only=read_only) as journal:
        return sum_of(journal)


def digest(path: Path) -> str:
    """Return a checksum over the bytes of *path*."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
