"""Everything that was written, by day: one entry for what belongs together, such as a day's check-in or a lab sheet.

Nothing here says what a scan or a marker gave: a list must not give away what is folded until a person opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final, Protocol

from journal.actions.check_in import own_names
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.notes import Note
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.record import Precision, Record
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Dose, Drug, Procedure, TreatmentLine
from journal.domain.visits import Appointment, CallNotice, HospitalStay, Question, TeamCall
from journal.store.journal import Journal


class Topic(StrEnum):
    """What an entry is about, in the order of the filters."""

    CHECK_IN = "check_in"
    TREATMENT = "treatment"
    MEDICINES = "medicines"
    RESULTS = "results"
    SCANS = "scans"
    VISITS = "visits"
    NOTES = "notes"
    ABOUT = "about"


class Part(StrEnum):
    """Which end of something lasting an entry tells of."""

    WHOLE = ""
    END = "end"


@dataclass(frozen=True)
class TimelineEntry:
    """What stands on one line: the records that belong together, the one that leads to their page first."""

    topic: Topic
    on: date
    records: tuple[Record, ...]
    part: Part = Part.WHOLE

    @property
    def head(self) -> Record:
        """The record that the line leads to."""
        return self.records[0]

    @property
    def head_id(self) -> str:
        """Its id."""
        return self.head.id

    @property
    def at(self) -> time | None:
        """The time of day, where one was written down."""
        return self.head.happened_at if self.part is Part.WHOLE else None

    @property
    def precision(self) -> Precision:
        """How much of the day is known."""
        return self.head.precision if self.part is Part.WHOLE else Precision.DAY

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it."""
        return tuple(dict.fromkeys(record.author for record in self.records if record.author))

    @property
    def written_later(self) -> datetime | None:
        """When it was written down, if that was on a later day; the latest of several."""
        late = [r.written_at for r in self.records if r.written_at is not None and r.written_at.date() > self.on]
        return max(late, default=None)


@dataclass(frozen=True)
class Names:
    """What other records are called, for those that only hold an id."""

    symptoms: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Timeline:
    """Entries, newest first, with the names they need."""

    entries: tuple[TimelineEntry, ...] = ()
    names: Names = field(default_factory=Names)


def timeline(journal: Journal, since: date | None = None) -> Timeline:
    """Return everything written about the days from *since* on; of all days, where that is None."""
    found = [entry for gather in GATHERERS for entry in gather(journal, since)]
    return Timeline(tuple(sorted(found, key=newest_first)), names_in(journal))


def names_in(journal: Journal) -> Names:
    """Return what records are called that others only hold an id of."""
    return Names(
        own_names(journal),
        {line.id: line.name for line in journal.all(TreatmentLine)},
        {medicine.id: medicine.name for medicine in journal.all(Medicine)},
    )


class Placed(Protocol):
    """What has a place in the timeline."""

    @property
    def topic(self) -> Topic: ...

    @property
    def on(self) -> date: ...

    @property
    def at(self) -> time | None: ...

    @property
    def head_id(self) -> str: ...


def newest_first(placed: Placed) -> tuple[int, int, int, str]:
    """Return what sorts the newest day first, and within a day what happened before what was written about it."""
    at = placed.at
    minute = at.hour * 60 + at.minute if at is not None else -1
    return -placed.on.toordinal(), _ORDER[placed.topic], -minute, placed.head_id


# What belongs together


def _check_ins(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    """Yield the check-ins year by year: they are most of a journal, and all at once would take much memory."""
    kinds = (SymptomEntry, VitalSign)
    spans = [span for span in map(journal.span, kinds) if span is not None]
    if not spans:
        return
    earliest, latest = min(first for first, _last in spans), max(last for _first, last in spans)
    start = earliest if since is None else max(earliest, since)
    for year in range(start.year, latest.year + 1):
        days: dict[date, list[Record]] = {}
        for kind in kinds:
            for record in journal.between(kind, max(start, date(year, 1, 1)), date(year, 12, 31)):
                days.setdefault(record.happened_on, []).append(record)
        yield from (TimelineEntry(Topic.CHECK_IN, day, tuple(records)) for day, records in days.items())


def _treatment(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    drugs = _by(journal.all(Drug), lambda drug: drug.line_id)
    for line in journal.all(TreatmentLine):
        if since is None or line.happened_on >= since:
            yield TimelineEntry(Topic.TREATMENT, line.happened_on, (line, *drugs.get(line.id, ())))
        if line.ended_on is not None and (since is None or line.ended_on >= since):
            yield TimelineEntry(Topic.TREATMENT, line.ended_on, (line,), Part.END)
    doses = _by(journal.between(Dose, since), lambda dose: dose.cycle_id)
    for cycle in journal.between(Cycle, since):
        yield TimelineEntry(Topic.TREATMENT, cycle.happened_on, (cycle, *doses.get(cycle.id, ())))
    for procedure in journal.between(Procedure, since):
        yield TimelineEntry(Topic.TREATMENT, procedure.happened_on, (procedure,))


def _medicines(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    for medicine in journal.all(Medicine):
        if since is None or medicine.happened_on >= since:
            yield TimelineEntry(Topic.MEDICINES, medicine.happened_on, (medicine,))
        if medicine.stopped_on is not None and (since is None or medicine.stopped_on >= since):
            yield TimelineEntry(Topic.MEDICINES, medicine.stopped_on, (medicine,), Part.END)
    for (day, _taken), intakes in _by(journal.between(Intake, since), lambda i: (i.happened_on, i.taken)).items():
        yield TimelineEntry(Topic.MEDICINES, day, tuple(intakes))


def _results(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    sheets = _by(journal.between(LabResult, since), lambda result: (result.happened_on, result.laboratory))
    for (day, _laboratory), results in sheets.items():
        yield TimelineEntry(Topic.RESULTS, day, tuple(results))
    for day, genes in _by(journal.between(GenomicFinding, since), lambda gene: gene.happened_on).items():
        yield TimelineEntry(Topic.RESULTS, day, tuple(genes))


def _scans(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    """Yield scans with their sizes; spots first seen on a day are told with its scan, and never by name."""
    sizes = _by(journal.between(Measurement, since), lambda size: size.scan_id)
    read = _by(journal.between(ScanReading, since), lambda reading: reading.scan_id)
    spots = _by(journal.between(Lesion, since), lambda spot: spot.happened_on)
    for scan in journal.between(Scan, since):
        mine = spots.pop(scan.happened_on, [])
        said = (*sizes.get(scan.id, ()), *read.get(scan.id, ()))
        yield TimelineEntry(Topic.SCANS, scan.happened_on, (scan, *said, *mine))
    for day, others in spots.items():
        yield TimelineEntry(Topic.SCANS, day, tuple(others))


def _visits(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    kinds: tuple[type[Record], ...] = (Appointment, Question, HospitalStay, TeamCall, CallNotice)
    for kind in kinds:
        for record in journal.between(kind, since):
            yield TimelineEntry(Topic.VISITS, record.happened_on, (record,))


def _notes(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    return (TimelineEntry(Topic.NOTES, note.happened_on, (note,)) for note in journal.between(Note, since))


def _files(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    for file in journal.between(Attachment, since):
        topic = Topic.SCANS if file.scan_id else Topic.VISITS if file.appointment_id else Topic.NOTES
        yield TimelineEntry(topic, file.happened_on, (file,))


def _about(journal: Journal, since: date | None) -> Iterator[TimelineEntry]:
    single: tuple[type[Record], ...] = (Patient, Contact)
    for kind in single:
        for record in journal.between(kind, since):
            yield TimelineEntry(Topic.ABOUT, record.happened_on, (record,))
    sheets: list[Record] = [*journal.between(CareSheet, since), *journal.between(CallRule, since)]
    together: Sequence[Sequence[Record]] = (sheets, journal.between(TrackedSymptom, since))
    for records in together:
        for day, same in _by(records, lambda record: record.happened_on).items():
            yield TimelineEntry(Topic.ABOUT, day, tuple(same))


def _by(records: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


GATHERERS: Final = (_check_ins, _treatment, _medicines, _results, _scans, _visits, _notes, _files, _about)
# Within a day: what happened to the person before what they wrote about themselves.
_ORDER: Final = {
    topic: place
    for place, topic in enumerate(
        (
            Topic.VISITS,
            Topic.TREATMENT,
            Topic.SCANS,
            Topic.RESULTS,
            Topic.MEDICINES,
            Topic.CHECK_IN,
            Topic.NOTES,
            Topic.ABOUT,
        )
    )
}
