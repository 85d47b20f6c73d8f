"""Results, vital signs, diagnosis and medicines as a FHIR R4 bundle (HL7 FHIR 4.0.1), which our own import reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from string import ascii_letters, digits
from typing import Any, Final

from journal.domain.attachments import Attachment
from journal.domain.medicines import Medicine
from journal.domain.patient import Patient, Sex
from journal.domain.quantity import Quantity
from journal.domain.record import Precision, Record
from journal.domain.results import LabResult, VitalSign
from journal.exchange.fhir_r4 import ANALYTE, LOINC
from journal.reference.analytes import analytes
from journal.reference.units import normalise_unit

PATIENT: Final = "patient"
UNRESERVED: Final = frozenset(f"{ascii_letters}{digits}-._~/")
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
UCUM: Final = "http://unitsofmeasure.org"
NO_PATIENT: Final[Mapping[str, Any]] = {"resourceType": "Patient", "id": PATIENT}


def write(records: Iterable[Record], now: datetime, files: Mapping[str, str] | None = None) -> bytes:
    """Return what of *records* FHIR has a place for, as a collection bundle.

    *files* says, by the id of an attachment, where its bytes lie, seen from the folder that the bundle goes to.
    """
    given = list(records)
    own = next((record for record in reversed(given) if isinstance(record, Patient)), None)
    resources = [_patient(own) if own is not None else dict(NO_PATIENT)]
    if own is not None and own.diagnosis:
        resources.append(_condition(own))
    for record in given:
        if isinstance(record, LabResult):
            resources.append(_result(record))
        elif isinstance(record, VitalSign):
            resources.append(_vital(record))
        elif isinstance(record, Medicine):
            resources.append(_medicine(record))
        elif isinstance(record, Attachment):
            resources.append(_document(record, (files or {}).get(record.id, "")))
    stamp = now.isoformat() if now.tzinfo is not None else f"{now.isoformat()}Z"
    entries = [{"resource": resource} for resource in resources]
    bundle = {"resourceType": "Bundle", "type": "collection", "timestamp": stamp, "entry": entries}
    return _dumped(bundle).encode("utf-8")


def _dumped(value: Any) -> str:
    # json.dumps knows no Decimal, and a float would lose the printed digits.
    if isinstance(value, dict):
        inside = (f"{json.dumps(key)}:{_dumped(part)}" for key, part in value.items() if part not in ("", None, [], {}))
        return "{" + ",".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(_dumped(part) for part in value) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _patient(own: Patient) -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": PATIENT,
        "identifier": [{"value": own.hospital_number}] if own.hospital_number else [],
        "name": [{"text": own.name}] if own.name else [],
        "gender": own.sex.value if own.sex is not Sex.UNKNOWN else "",
        "birthDate": own.born_on.isoformat() if own.born_on is not None else "",
    }


def _document(attachment: Attachment, file: str) -> dict[str, Any]:
    content = {
        "contentType": attachment.media_type,
        "url": _as_url(file),
        "size": attachment.size,
        "title": attachment.name,
        "creation": _cut(attachment.happened_on.isoformat(), attachment.precision),
    }
    return {
        "resourceType": "DocumentReference",
        "id": attachment.id,
        "status": "current",
        "subject": _subject(),
        "description": attachment.note or attachment.name,
        "content": [{"attachment": content}],
    }


def _as_url(path: str) -> str:
    """Return a relative path as a URL (RFC 3986, section 2.3: all but the unreserved letters is written as bytes)."""
    return "".join(chr(byte) if chr(byte) in UNRESERVED else f"%{byte:02X}" for byte in path.encode("utf-8"))


def _condition(own: Patient) -> dict[str, Any]:
    diagnosed = own.diagnosed_on
    when = _cut(diagnosed.isoformat(), own.diagnosed_precision) if diagnosed is not None else ""
    stage = [{"summary": {"text": own.stage}}] if own.stage else []
    said = {"code": {"text": own.diagnosis}, "subject": _subject(), "onsetDateTime": when, "stage": stage}
    return {"resourceType": "Condition", "id": f"{own.id}-diagnosis", **said}


def _subject() -> dict[str, str]:
    return {"reference": f"Patient/{PATIENT}"}


def _cut(day: str, precision: Precision) -> str:
    return day[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]


def _observation(record: Record, category: str, status: str) -> dict[str, Any]:
    when = _cut(record.happened_on.isoformat(), record.precision)
    if record.happened_at is not None and record.precision is Precision.DAY:
        # FHIR asks for a zone beside a time; the journal keeps none, and our import never shifts by it.
        when += f"T{record.happened_at:%H:%M:%S}Z"
    return {
        "resourceType": "Observation",
        "id": record.id,
        "status": status,
        "category": [{"coding": [{"system": CATEGORY, "code": category}]}],
        "subject": _subject(),
        "effectiveDateTime": when,
    }


def _code(analyte: str, name: str, loinc: str) -> dict[str, Any]:
    known = analytes().get(analyte)
    code = loinc or (known.loinc if known is not None else "")
    coding = [{"system": LOINC, "code": code}] if code else []
    if known is not None:
        # Some tests have no code of their own (ctDNA), and a printed name alone would not find them again.
        coding.append({"system": ANALYTE, "code": analyte})
    return {"coding": coding, "text": name or (known.name if known is not None else analyte)}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    code = normalise_unit(quantity.unit)
    given = {"value": quantity.value, "comparator": quantity.comparator.value, "unit": quantity.unit}
    return {**given, "system": UCUM, "code": code} if code else given


def _result(record: LabResult) -> dict[str, Any]:
    unit = record.quantity.unit if record.quantity is not None else ""
    low, high = ({"value": v, "unit": unit} if v is not None else {} for v in (record.low, record.high))
    limits = {name: part for name, part in (("low", low), ("high", high), ("text", record.range_text)) if part}
    made = _observation(record, "laboratory", record.status.value)
    made["code"] = _code(record.analyte, record.name, record.loinc)
    if record.quantity is not None:
        made["valueQuantity"] = _quantity(record.quantity)
    elif record.printed:
        made["valueString"] = record.printed
    else:
        made["dataAbsentReason"] = {"coding": [{"system": ABSENT, "code": "unknown"}]}
    return {
        **made,
        "referenceRange": [limits] if limits else [],
        "interpretation": [{"text": record.flag}] if record.flag else [],
        "performer": [{"display": record.laboratory}] if record.laboratory else [],
        "method": {"text": record.method} if record.method else {},
        "specimen": {"display": record.specimen} if record.specimen else {},
        "note": [{"text": record.note}] if record.note else [],
    }


def _vital(record: VitalSign) -> dict[str, Any]:
    made = _observation(record, "vital-signs", "final")
    made["code"] = _code(record.analyte, "", "")
    note = [{"text": record.note}] if record.note else []
    return {**made, "valueQuantity": _quantity(record.quantity), "note": note}


def _medicine(record: Medicine) -> dict[str, Any]:
    period = {"start": _cut(record.happened_on.isoformat(), record.precision)}
    if record.stopped_on is not None:
        period["end"] = record.stopped_on.isoformat()
    words = " ".join(word for word in (record.dose, record.schedule) if word)
    return {
        "resourceType": "MedicationStatement",
        "id": record.id,
        "status": "active" if record.stopped_on is None else "stopped",
        "medicationCodeableConcept": {"text": record.name},
        "subject": _subject(),
        "effectivePeriod": period,
        "reasonCode": [{"text": record.purpose}] if record.purpose else [],
        "dosage": [{"text": words, "asNeededBoolean": record.when_needed}],
    }
