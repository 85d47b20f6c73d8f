"""Files that go along when the day of what they are about is changed, in the same step of undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.treatment import TreatmentLine
from journal.domain.visits import Appointment
from journal.store.change import Draft
from journal.store.journal import Journal

OF_THEIR_OWN: Final[tuple[tuple[type[Record], str], ...]] = (
    (Scan, "scan_id"),
    (Appointment, "appointment_id"),
)
OF_THEIR_DAY: Final[tuple[type[Record], ...]] = (LabResult, VitalSign, Note, TreatmentLine)
FEW: Final = 20  # looked up one by one

Moved = tuple[Record, Record]  # as it stands, as it will


def follow(journal: Journal, draft: Draft) -> None:
    """Add to *draft* the files whose entry it gives another day.

    A file of a scan or an appointment goes with it.  A file of a day belongs to whatever stands on that day: it goes
    along when all of that moves to one other day, and stays as long as something stays.
    """
    kinds = (*(kind for kind, _field in OF_THEIR_OWN), *OF_THEIR_DAY)
    touched = {kind: [each for each in draft.steps.values() if type(each) is kind] for kind in kinds}
    if not any(touched.values()) or not journal.count(Attachment):
        return
    for kind, field in OF_THEIR_OWN:
        for before, after in _moved(journal, kind, touched[kind]):
            files = journal.all(Attachment, happened_on=before.happened_on, **{field: before.id})
            _take_along(draft, files, after.happened_on)
    days: dict[date, set[date]] = {}
    for kind in OF_THEIR_DAY:
        for before, after in _moved(journal, kind, touched[kind]):
            days.setdefault(before.happened_on, set()).add(after.happened_on)
    for left, reached in days.items():
        if len(reached) == 1 and not _something_stays(journal, draft, left):
            files = journal.all(Attachment, happened_on=left, scan_id=None, appointment_id=None)
            _take_along(draft, files, *reached)


def _moved(journal: Journal, kind: type[Record], records: Sequence[Record]) -> Iterator[Moved]:
    """Go through those of *records* that stand on another day now."""
    many = {each.id: each for each in journal.all(kind)} if len(records) > FEW else None
    for record in records:
        before = journal.get(kind, record.id) if many is None else many.get(record.id)
        if before is not None and before.happened_on != record.happened_on:
            yield before, record


def _something_stays(journal: Journal, draft: Draft, day: date) -> bool:
    """Say whether an entry that shows the files of *day* is on it once *draft* is written."""
    if any(type(each) in OF_THEIR_DAY and each.happened_on == day for each in draft.steps.values() if each is not None):
        return True
    touched = {record_id for _table, record_id in draft.steps}
    return any(each.id not in touched for kind in OF_THEIR_DAY for each in journal.all(kind, happened_on=day))


def _take_along(draft: Draft, files: Sequence[Attachment], day: date) -> None:
    """Give *files* the day *day*, but for those of which *draft* says something itself."""
    touched = {record_id for _table, record_id in draft.steps}
    draft.save_all(replace(file, happened_on=day) for file in files if file.id not in touched)
