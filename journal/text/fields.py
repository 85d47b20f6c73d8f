"""What each field of each record is called, and what stands in it, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, Modality, NewLesion, Response, Scan
from journal.domain.medicines import Medicine
from journal.domain.patient import CareSheet, ContactRole, Sex, Urgency
from journal.domain.quantity import Quantity
from journal.domain.record import Precision, Record
from journal.domain.results import GenomicFinding, LabResult, ResultStatus
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.domain.treatment import Cycle, CycleState, Intent, ProcedureKind, TreatmentLine, WhyEnded
from journal.domain.visits import CallAnswer, HospitalStay
from journal.reference.regimens import regimens
from journal.text import dates, numbers
from journal.text.cancers import cancer_name
from journal.text.findings.calls import answer_name, urgency_name
from journal.text.language import _
from journal.text.names import (
    analyte_name,
    lesion_role_name,
    lesion_state_name,
    level_name,
    modality_name,
    new_lesion_word,
    response_name,
    symptom_name,
)
from journal.text.people import role_name, scorer_name, sex_name
from journal.text.scan_readings import reading_name, reading_word
from journal.text.treatment import cycle_state_name, intent_choice, procedure_name, why_ended

# What ties records together, or says where they came from: nobody wrote it, so it is not read out.
BOOKKEEPING: Final = frozenset(
    {
        *("id", "author", "written_at", "origin", "loinc", "rule", "starred_from", "sha256"),
        *("line_id", "cycle_id", "drug_id", "scan_id", "lesion_id", "medicine_id", "appointment_id", "entry_id"),
    }
)

_NAMES: Final[Mapping[str, Callable[[], str]]] = {
    "happened_on": lambda: _("Day"),
    "happened_at": lambda: _("Time"),
    "precision": lambda: _("How exact the day is"),
    "name": lambda: _("Name"),
    "note": lambda: _("Note"),
    "text": lambda: _("Text"),
    "private": lambda: _("Private"),
    "call_me": lambda: _("Called"),
    "born_on": lambda: _("Born"),
    "sex": lambda: _("Sex"),
    "hospital_number": lambda: _("Hospital number"),
    "diagnosis": lambda: _("Diagnosis"),
    "cancer": lambda: _("Kind of cancer"),
    "stage": lambda: _("Stage"),
    "diagnosed_on": lambda: _("Day of diagnosis"),
    "diagnosed_precision": lambda: _("How exact the day of diagnosis is"),
    "allergies": lambda: _("Allergies"),
    "devices": lambda: _("Port and other devices"),
    "height_cm": lambda: _("Height in cm"),
    "role": lambda: _("Role"),
    "phone": lambda: _("Phone number"),
    "emergency_number": lambda: _("Emergency number"),
    "fever_at": lambda: _("Call from this temperature on"),
    "low_at": lambda: _("Call at this temperature or below"),
    "confirmed_on": lambda: _("Checked against the paper"),
    "team": lambda: _("Team"),
    "what": lambda: _("What"),
    "measure": lambda: _("About"),
    "at_least": lambda: _("From"),
    "below": lambda: _("Below"),
    "unit": lambda: _("Unit"),
    "urgency": lambda: _("What to do"),
    "number": lambda: _("Number"),
    "regimen": lambda: _("From the list of treatments"),
    "intent": lambda: _("What for"),
    "cycle_days": lambda: _("Days in a cycle"),
    "planned_cycles": lambda: _("Planned cycles"),
    "ended_on": lambda: _("Last day"),
    "why_ended": lambda: _("Why it ended"),
    "route": lambda: _("How it is given"),
    "planned": lambda: _("Planned dose"),
    "given": lambda: _("Given dose"),
    "days": lambda: _("Days of the cycle"),
    "state": lambda: _("State"),
    "planned_on": lambda: _("Planned day"),
    "reason": lambda: _("Reason"),
    "kind": lambda: _("Kind"),
    "site": lambda: _("Part of the body"),
    "symptom": lambda: _("Symptom"),
    "level": lambda: _("How strong"),
    "scored_by": lambda: _("Whose score"),
    "position": lambda: _("Place in the list"),
    "analyte": lambda: _("Test"),
    "quantity": lambda: _("Value"),
    "printed": lambda: _("As printed"),
    "low": lambda: _("Lowest of the lab’s range"),
    "high": lambda: _("Highest of the lab’s range"),
    "range_text": lambda: _("The lab’s range in words"),
    "flag": lambda: _("The lab’s mark"),
    "laboratory": lambda: _("Laboratory"),
    "method": lambda: _("Method"),
    "detection_limit": lambda: _("Smallest amount it can find"),
    "specimen": lambda: _("Sample"),
    "status": lambda: _("How final it is"),
    "gene": lambda: _("Gene"),
    "result": lambda: _("Result"),
    "variant": lambda: _("Variant"),
    "modality": lambda: _("Kind of scan"),
    "region": lambda: _("Part of the body"),
    "facility": lambda: _("Where"),
    "is_baseline": lambda: _("First scan to compare with"),
    "new_lesion": lambda: _("New spots"),
    "called": lambda: _("What it was called"),
    "called_text": lambda: _("In the report’s words"),
    "called_by": lambda: _("Who called it that"),
    "slice_mm": lambda: _("Slice in mm"),
    "organ": lambda: _("Organ"),
    "is_node": lambda: _("Lymph node"),
    "mm": lambda: _("Size in mm"),
    "long_mm": lambda: _("Length in mm"),
    "short_mm": lambda: _("Breadth in mm"),
    "word": lambda: _("In a word"),
    "dose": lambda: _("Dose"),
    "schedule": lambda: _("How often"),
    "when_needed": lambda: _("Only when needed"),
    "purpose": lambda: _("What for"),
    "stopped_on": lambda: _("Stopped"),
    "why_stopped": lambda: _("Why it was stopped"),
    "is_blood_thinner": lambda: _("Thins the blood"),
    "taken": lambda: _("Taken"),
    "amount": lambda: _("How much"),
    "what_for": lambda: _("What for"),
    "who": lambda: _("With whom"),
    "place": lambda: _("Place"),
    "is_team_visit": lambda: _("Visit about how treatment is going"),
    "main_point": lambda: _("The main point"),
    "decisions": lambda: _("Decisions"),
    "next_step": lambda: _("Next step"),
    "answer": lambda: _("Answer"),
    "answered_on": lambda: _("Answered"),
    "answered_at": lambda: _("Answered"),
    "outcome": lambda: _("What they said"),
    "limit": lambda: _("Limit on the sheet"),
    "wrote": lambda: _("What was written"),
    "media_type": lambda: _("Kind of file"),
    "size": lambda: _("Size in bytes"),
}
_OWN_NAMES: Final[Mapping[tuple[type[Record], str], Callable[[], str]]] = {
    (TreatmentLine, "happened_on"): lambda: _("First dose"),
    (TreatmentLine, "number"): lambda: _("Which line of treatment"),
    (Cycle, "happened_on"): lambda: _("Day 1"),
    (Medicine, "happened_on"): lambda: _("Since"),
    (HospitalStay, "happened_on"): lambda: _("First day"),
    (Lesion, "happened_on"): lambda: _("First seen"),
    (Lesion, "role"): lambda: _("How it is followed"),
    (LabResult, "happened_on"): lambda: _("Day of the sample"),
    (CareSheet, "note"): lambda: _("Note on the sheet"),
}

# What a scan or a test gave: it stays folded until the person opens it.
RESULTS: Final[Mapping[type[Record], frozenset[str]]] = {
    Scan: frozenset({"called", "called_text", "new_lesion", "note"}),
    Lesion: frozenset({"name", "role", "organ", "note"}),
    Measurement: frozenset({"mm", "state", "printed", "note"}),
    ScanReading: frozenset({"name", "long_mm", "short_mm", "quantity", "word", "printed"}),
    LabResult: frozenset({"quantity", "printed", "flag", "note"}),
    GenomicFinding: frozenset({"result", "variant", "note"}),
}

_PRECISIONS: Final[Mapping[Precision, Callable[[], str]]] = {
    Precision.DAY: lambda: _("to the day"),
    Precision.MONTH: lambda: _("to the month"),
    Precision.YEAR: lambda: _("to the year"),
}
_STATUSES: Final[Mapping[ResultStatus, Callable[[], str]]] = {
    ResultStatus.FINAL: lambda: _("final"),
    ResultStatus.PRELIMINARY: lambda: _("not final yet"),
    ResultStatus.CORRECTED: lambda: _("corrected by the lab"),
}
_WORDS: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    Precision: lambda value: _PRECISIONS[value](),
    ResultStatus: lambda value: _STATUSES[value](),
    Sex: sex_name,
    ContactRole: role_name,
    Urgency: urgency_name,
    Intent: intent_choice,
    WhyEnded: why_ended,
    CycleState: cycle_state_name,
    ProcedureKind: procedure_name,
    ScoredBy: scorer_name,
    Modality: modality_name,
    NewLesion: new_lesion_word,
    Response: response_name,
    LesionRole: lesion_role_name,
    LesionState: lesion_state_name,
    CallAnswer: answer_name,
    Quantity: numbers.quantity,
    datetime: lambda value: moment(value),
    date: dates.day,
    time: dates.clock,
    bool: lambda value: _("yes") if value else _("no"),
    int: numbers.number,
    Decimal: numbers.number,
}


def read_out(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of *kind* that a person wrote, in their order."""
    return tuple(field.name for field in fields(kind) if field.name not in BOOKKEEPING)


def field_name(kind: type[Record], field: str) -> str:
    """Return what a field is called."""
    return (_OWN_NAMES.get((kind, field)) or _NAMES[field])()


def field_words(record: Record, field: str, own: Mapping[str, str] | None = None) -> str:
    """Return what stands in a field; "" where nothing does.  *own* names the person's own symptoms."""
    value = getattr(record, field)
    if value is None or value == "" or value == ():
        return ""
    if field == "happened_on":
        return dates.day(value, record.precision)
    if isinstance(record, SymptomEntry) and field == "level":
        return level_name(value)
    if field == "symptom":
        return symptom_name(value, own)
    if field in ("analyte", "measure"):
        return symptom_name(analyte_name(value), own)
    if field == "cancer":
        return cancer_name(value)
    if field == "regimen":
        known = regimens().get(value)
        return known.name if known is not None else str(value)
    if isinstance(record, ScanReading) and field == "what":
        return reading_name(value)
    if isinstance(record, ScanReading) and field == "word":
        return reading_word(record.what, value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    words = _WORDS.get(type(value))
    return words(value) if words is not None else str(value)


def moment(at: datetime) -> str:
    """Return "12 May 2026, 14:05" on this computer's own clock."""
    here = at.astimezone()
    return _("{day}, {time}").format(day=dates.day(here.date()), time=dates.clock(here.time()))


def apart(before: Record | None, after: Record) -> tuple[str, ...]:
    """Return the fields in which *after* differs from *before*; those that are filled, where it was not there."""
    return tuple(
        field
        for field in read_out(type(after))
        if (getattr(before, field) != getattr(after, field) if before is not None else field_words(after, field))
    )
