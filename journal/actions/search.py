"""Searching everything that was written down: texts, names, numbers and dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.notes import Note
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.record import Record
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, Dose, Drug, Procedure, TreatmentLine
from journal.domain.visits import Appointment, CallNotice, HospitalStay, Question, TeamCall
from journal.store.journal import Journal
from journal.text import dates
from journal.text.findings.calls import notice_wrote
from journal.text.language import _
from journal.text.names import analyte_name, level_name, modality_name, symptom_name
from journal.text.numbers import quantity

# What a result was called stays folded until the person opens it, so it is neither found nor shown here.
FOLDED: Final[Mapping[type[Record], frozenset[str]]] = {Scan: frozenset({"called", "called_text", "note"})}
UNSEARCHED: Final = frozenset(
    {"id", "origin", "author", "written_at", "sha256", "media_type", "scan_id", "appointment_id"}
)


@dataclass(frozen=True)
class Hit:
    """One record that was found: what it is, in words, and the day it is about."""

    kind: type[Record]
    record_id: str
    title: str
    on: date


def search(journal: Journal, words: str, limit: int = 60) -> tuple[Hit, ...]:
    """Return the records that hold all of *words*, newest first; small letters and accents make no difference."""
    wanted = plain(words).split()
    if not wanted:
        return ()
    own = {tracked.symptom: tracked.name for tracked in journal.all(TrackedSymptom) if tracked.name}
    hits: list[Hit] = []
    for kind in TITLES:
        for record in journal.all(kind):
            title = title_of(record, own)
            text = plain(" ".join((title, *strings_of(record))))
            if all(word in text for word in wanted):
                hits.append(Hit(kind, record.id, title, record.happened_on))
    return tuple(sorted(hits, key=lambda hit: hit.on, reverse=True)[:limit])


def plain(text: str) -> str:
    """Return *text* as it is compared: small letters without accents, one kind of space."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def title_of(record: Record, own_symptoms: Mapping[str, str] | None = None) -> str:
    """Return what *record* is, in a few words."""
    return TITLES[type(record)](record, own_symptoms or {})


def strings_of(record: Record) -> Iterator[str]:
    """Yield the texts that *record* is found by: its day and its words, without what stays folded."""
    yield dates.day(record.happened_on, record.precision)
    yield record.happened_on.isoformat()
    hidden = FOLDED.get(type(record), frozenset()) | UNSEARCHED
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in hidden and isinstance(value, str):
            yield str(value)
        elif field.name not in hidden and isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, str))


def shortened(text: str, length: int = 90) -> str:
    """Return *text* in one line, cut where it is longer than *length*."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


# The kinds of records that can be found, in the order of equal days, each with its words.
TITLES: Final[Mapping[type[Any], Callable[[Any, Mapping[str, str]], str]]] = {
    Note: lambda note, own: shortened(note.text),
    Question: lambda question, own: _("Question: {text}").format(text=shortened(question.text)),
    Appointment: lambda visit, own: _("Appointment: {text}").format(text=shortened(visit.what_for)),
    SymptomEntry: lambda entry, own: _("{name}: {value}").format(
        name=symptom_name(entry.symptom, own), value=level_name(entry.level)
    ),
    LabResult: lambda result, own: _("{name}: {value}").format(
        name=analyte_name(result.analyte, result.name),
        value=quantity(result.quantity) if result.quantity is not None else result.printed,
    ),
    VitalSign: lambda sign, own: _("{name}: {value}").format(
        name=analyte_name(sign.analyte), value=quantity(sign.quantity)
    ),
    Scan: lambda scan, own: (
        _("{kind}, {region}").format(kind=modality_name(scan.modality), region=scan.region)
        if scan.region
        else modality_name(scan.modality)
    ),
    Lesion: lambda lesion, own: _("Spot: {name}").format(name=lesion.name),
    TreatmentLine: lambda line, own: _("Treatment: {name}").format(name=line.name),
    Cycle: lambda cycle, own: _("Cycle {number}").format(number=cycle.number),
    Drug: lambda drug, own: _("Drug: {name}").format(name=drug.name),
    Procedure: lambda procedure, own: procedure.name,
    Medicine: lambda medicine, own: _("Medicine: {name}").format(name=medicine.name),
    GenomicFinding: lambda finding, own: _("{name}: {value}").format(name=finding.gene, value=finding.result),
    HospitalStay: lambda stay, own: _("In hospital: {reason}").format(reason=shortened(stay.reason)),
    TeamCall: lambda call, own: _("Call to the team: {reason}").format(reason=shortened(call.reason)),
    CallNotice: lambda notice, own: _("Call card: {what}").format(what=notice_wrote(notice, own)),
    Contact: lambda contact, own: contact.name,
    Patient: lambda patient, own: patient.name or patient.call_me,
    CareSheet: lambda sheet, own: _("The team’s sheet"),
    Attachment: lambda attachment, own: _("File: {name}").format(name=attachment.name),
    CallRule: lambda rule, own: _("The team’s sheet: {what}").format(what=rule.what),
}
# Found through what they belong to, or not about anything that is looked for by itself.
NOT_FOUND: Final = frozenset({Measurement, ScanReading, Dose, Intake, TrackedSymptom})
