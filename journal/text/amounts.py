"""How many entries of one kind, in words: "3 blood tests"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

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
from journal.text.language import ngettext

# In the order in which amounts are told: what a person writes most often first.
_AMOUNTS: Final[Mapping[type[Record], Callable[[int], str]]] = {
    SymptomEntry: lambda n: ngettext("{count} symptom entry", "{count} symptom entries", n),
    VitalSign: lambda n: ngettext("{count} vital sign", "{count} vital signs", n),
    LabResult: lambda n: ngettext("{count} blood test result", "{count} blood test results", n),
    Scan: lambda n: ngettext("{count} scan", "{count} scans", n),
    Lesion: lambda n: ngettext("{count} spot", "{count} spots", n),
    Measurement: lambda n: ngettext("{count} size", "{count} sizes", n),
    ScanReading: lambda n: ngettext("{count} other reading of a scan", "{count} other readings of scans", n),
    GenomicFinding: lambda n: ngettext("{count} gene finding", "{count} gene findings", n),
    TreatmentLine: lambda n: ngettext("{count} treatment", "{count} treatments", n),
    Drug: lambda n: ngettext("{count} drug of a treatment", "{count} drugs of treatments", n),
    Cycle: lambda n: ngettext("{count} cycle", "{count} cycles", n),
    Dose: lambda n: ngettext("{count} dose", "{count} doses", n),
    Procedure: lambda n: ngettext("{count} procedure", "{count} procedures", n),
    Medicine: lambda n: ngettext("{count} medicine", "{count} medicines", n),
    Intake: lambda n: ngettext("{count} intake", "{count} intakes", n),
    Appointment: lambda n: ngettext("{count} appointment", "{count} appointments", n),
    Question: lambda n: ngettext("{count} question", "{count} questions", n),
    HospitalStay: lambda n: ngettext("{count} hospital stay", "{count} hospital stays", n),
    TeamCall: lambda n: ngettext("{count} call to the team", "{count} calls to the team", n),
    CallNotice: lambda n: ngettext("{count} call notice", "{count} call notices", n),
    Note: lambda n: ngettext("{count} note", "{count} notes", n),
    Attachment: lambda n: ngettext("{count} attached file", "{count} attached files", n),
    Contact: lambda n: ngettext("{count} contact", "{count} contacts", n),
    CareSheet: lambda n: ngettext("{count} team sheet", "{count} team sheets", n),
    CallRule: lambda n: ngettext("{count} line of the team sheet", "{count} lines of the team sheet", n),
    TrackedSymptom: lambda n: ngettext("{count} followed symptom", "{count} followed symptoms", n),
    Patient: lambda n: ngettext("{count} person", "{count} people", n),
}


def amount(kind: type[Record], count: int) -> str:
    """Return "3 scans"."""
    say = _AMOUNTS.get(kind)
    said = say(count) if say is not None else ngettext("{count} other entry", "{count} other entries", count)
    return said.format(count=f"{count:,}")


def entries(count: int) -> str:
    """Return "1,204 entries"."""
    return ngettext("{count} entry", "{count} entries", count).format(count=f"{count:,}")


def amounts(counts: Mapping[type[Record], int]) -> tuple[str, ...]:
    """Return one amount for each kind that has any, in a fixed order."""
    order = [*_AMOUNTS, *(kind for kind in counts if kind not in _AMOUNTS)]
    return tuple(amount(kind, counts[kind]) for kind in order if counts.get(kind))


def amounts_of(records: Iterable[Record]) -> tuple[str, ...]:
    """Return how many of each kind *records* are."""
    return amounts(Counter(type(record) for record in records))
