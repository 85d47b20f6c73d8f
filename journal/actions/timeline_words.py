"""What a line of the timeline says: a title and details, and by which words it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from journal.actions.attaching import about
from journal.actions.search import plain, shortened, strings_of, title_of
from journal.actions.timeline import Names, Part, TimelineEntry, Topic
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.notes import Note
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.record import Record
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Drug, Procedure, ProcedureKind, TreatmentLine
from journal.domain.visits import Appointment, CallNotice, HospitalStay, Question, TeamCall
from journal.text import dates
from journal.text.findings.calls import answer_name
from journal.text.language import _, ngettext
from journal.text.names import analyte_name, level_name, symptom_name
from journal.text.numbers import quantity
from journal.text.treatment import cycle_state_name, procedure_name

MOST_NAMED: Final = 3

_TOPICS: Final[Mapping[Topic, Callable[[], str]]] = {
    Topic.CHECK_IN: lambda: _("Check-ins"),
    Topic.TREATMENT: lambda: _("Treatment"),
    Topic.MEDICINES: lambda: _("Medicines"),
    Topic.RESULTS: lambda: _("Tests"),
    Topic.SCANS: lambda: _("Scans"),
    Topic.VISITS: lambda: _("Visits and calls"),
    Topic.NOTES: lambda: _("Notes"),
    Topic.ABOUT: lambda: _("About me"),
}
# Not found by their own words, which say what stays folded: values, sizes, what a spot was called.
_UNSEARCHED: Final = (Lesion, Measurement, ScanReading, LabResult, GenomicFinding)


@dataclass(frozen=True)
class EntryWords:
    """What a line says."""

    title: str
    details: str = ""


def topic_name(topic: Topic) -> str:
    """Return what the filter of *topic* is called."""
    return _TOPICS[topic]()


def words_of(entry: TimelineEntry, names: Names) -> EntryWords:
    """Return what the line of *entry* says."""
    return _WORDS[type(entry.head)](entry, names)


def found_by(entry: TimelineEntry, names: Names) -> str:
    """Return the words that *entry* is found by, as they are compared."""
    words = words_of(entry, names)
    parts = [words.title, words.details, dates.day(entry.on), entry.on.isoformat(), *entry.authors]
    for record in entry.records:
        if isinstance(record, LabResult):
            parts.append(analyte_name(record.analyte, record.name))
        elif isinstance(record, SymptomEntry):
            parts.append(symptom_name(record.symptom, names.symptoms))
            parts.append(record.note)
        elif not isinstance(record, _UNSEARCHED):
            parts.extend(strings_of(record))
    return plain(" ".join(parts))


def listed(parts: list[str], most: int = MOST_NAMED) -> str:
    """Return the first of *parts*, and how many more there are."""
    text = ""
    for part in parts[:most]:
        text = _("{first}, {second}").format(first=text, second=part) if text else part
    left = len(parts) - most
    if left <= 0:
        return text
    return ngettext("{first} and {count} more", "{first} and {count} more", left).format(first=text, count=left)


def _of(entry: TimelineEntry, kind: type[Any]) -> Iterator[Any]:
    return (record for record in entry.records if isinstance(record, kind))


def _check_in(entry: TimelineEntry, names: Names) -> EntryWords:
    felt = sorted(_of(entry, SymptomEntry), key=lambda each: -each.level)
    strong = [
        _("{name}: {value}").format(name=symptom_name(each.symptom, names.symptoms), value=level_name(each.level))
        for each in felt
        if each.level
    ]
    measured = [
        _("{name}: {value}").format(name=analyte_name(each.analyte), value=quantity(each.quantity))
        for each in _of(entry, VitalSign)
    ]
    if not felt:
        return EntryWords(_("Measured"), listed(measured))
    said = listed(strong) if strong else _("everything at none")
    return EntryWords(_("Check-in"), listed([said, *measured], 4))


def _line(entry: TimelineEntry, _names: Names) -> EntryWords:
    line = entry.head
    assert isinstance(line, TreatmentLine)
    if entry.part is Part.END:
        return EntryWords(_("{name} ended").format(name=line.name))
    return EntryWords(_("{name} begins").format(name=line.name), listed([drug.name for drug in _of(entry, Drug)], 4))


def _cycle(entry: TimelineEntry, names: Names) -> EntryWords:
    cycle = entry.head
    assert isinstance(cycle, Cycle)
    title = _("{line}, cycle {number}").format(line=names.lines.get(cycle.line_id, ""), number=cycle.number)
    return EntryWords(title, listed([part for part in (cycle_state_name(cycle.state), cycle.reason) if part]))


def _procedure(entry: TimelineEntry, _names: Names) -> EntryWords:
    procedure = entry.head
    assert isinstance(procedure, Procedure)
    kind = "" if procedure.kind is ProcedureKind.OTHER else procedure_name(procedure.kind)
    return EntryWords(procedure.name, listed([part for part in (kind, procedure.site) if part]))


def _medicine(entry: TimelineEntry, _names: Names) -> EntryWords:
    medicine = entry.head
    assert isinstance(medicine, Medicine)
    if entry.part is Part.END:
        return EntryWords(_("{name} stopped").format(name=medicine.name), medicine.why_stopped)
    details = listed([part for part in (medicine.dose, medicine.schedule, medicine.purpose) if part])
    return EntryWords(_("{name} begins").format(name=medicine.name), details)


def _intakes(entry: TimelineEntry, names: Names) -> EntryWords:
    intakes: list[Intake] = list(_of(entry, Intake))
    said = [names.medicines.get(intake.medicine_id, "") for intake in intakes]
    return EntryWords(_("Taken") if intakes[0].taken else _("Left out"), listed(list(dict.fromkeys(said))))


def _results(entry: TimelineEntry, _names: Names) -> EntryWords:
    results: list[LabResult] = list(_of(entry, LabResult))
    count = len(results)
    said = ngettext("{count} result", "{count} results", count).format(count=count)
    tests = listed(list(dict.fromkeys(analyte_name(result.analyte, result.name) for result in results)))
    return EntryWords(_("Blood test"), listed([part for part in (results[0].laboratory, said, tests) if part]))


def _genes(entry: TimelineEntry, _names: Names) -> EntryWords:
    return EntryWords(_("Gene test"), listed(list(dict.fromkeys(gene.gene for gene in _of(entry, GenomicFinding))), 6))


def _scan(entry: TimelineEntry, _names: Names) -> EntryWords:
    scan = entry.head
    assert isinstance(scan, Scan)
    return EntryWords(title_of(scan), scan.facility)


def _appointment(entry: TimelineEntry, _names: Names) -> EntryWords:
    visit = entry.head
    assert isinstance(visit, Appointment)
    at = dates.clock(visit.happened_at) if visit.happened_at is not None else ""
    return EntryWords(shortened(visit.what_for), listed([part for part in (at, visit.who, visit.place) if part]))


def _note(entry: TimelineEntry, _names: Names) -> EntryWords:
    note = entry.head
    assert isinstance(note, Note)
    return EntryWords(shortened(note.text), _("private: it is never printed by itself") if note.private else "")


def _file(entry: TimelineEntry, _names: Names) -> EntryWords:
    file = entry.head
    assert isinstance(file, Attachment)
    return EntryWords(title_of(file), about(file))


def _stay(entry: TimelineEntry, _names: Names) -> EntryWords:
    stay = entry.head
    assert isinstance(stay, HospitalStay)
    until = _("until {day}").format(day=dates.day(stay.ended_on)) if stay.ended_on is not None else ""
    return EntryWords(title_of(stay), listed([part for part in (stay.place, until) if part]))


def _call_card(entry: TimelineEntry, names: Names) -> EntryWords:
    notice = entry.head
    assert isinstance(notice, CallNotice)
    at = dates.clock(notice.happened_at) if notice.happened_at is not None else ""
    return EntryWords(
        title_of(notice, names.symptoms), listed([part for part in (at, answer_name(notice.answer)) if part])
    )


def _plain_title(entry: TimelineEntry, names: Names) -> EntryWords:
    return EntryWords(title_of(entry.head, names.symptoms))


def _tracked(entry: TimelineEntry, names: Names) -> EntryWords:
    followed = [symptom_name(each.symptom, names.symptoms) for each in _of(entry, TrackedSymptom)]
    return EntryWords(_("Symptoms to follow"), listed(followed))


_WORDS: Final[Mapping[type[Record], Callable[[TimelineEntry, Names], EntryWords]]] = {
    SymptomEntry: _check_in,
    VitalSign: _check_in,
    TreatmentLine: _line,
    Cycle: _cycle,
    Procedure: _procedure,
    Medicine: _medicine,
    Intake: _intakes,
    LabResult: _results,
    GenomicFinding: _genes,
    Scan: _scan,
    Lesion: lambda entry, names: EntryWords(_("Spots on the scans")),
    Appointment: _appointment,
    Question: _plain_title,
    HospitalStay: _stay,
    TeamCall: _plain_title,
    CallNotice: _call_card,
    Note: _note,
    Attachment: _file,
    Patient: lambda entry, names: EntryWords(_("About me")),
    Contact: _plain_title,
    CareSheet: lambda entry, names: EntryWords(_("The team’s sheet")),
    CallRule: lambda entry, names: EntryWords(_("The team’s sheet")),
    TrackedSymptom: _tracked,
}
