"""Results, vital signs and documents from FHIR R4 (HL7 FHIR 4.0.1), as patient portals hand them out.

Read with `json` alone: a validating library takes 40 times as long and refuses what hospitals really send.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Final, TypeAlias

from journal.domain.problems import N_, LeftOut
from journal.domain.quantity import Quantity
from journal.domain.record import Precision, Record
from journal.domain.results import LabResult, ResultStatus, VitalSign
from journal.exchange import fhir_documents
from journal.exchange.batch import Batch, Person
from journal.exchange.fhir_json import (
    CONTAINED,
    Resource,
    codes_of,
    concept_text,
    decimal,
    listed,
    moment,
    node,
    resources_in,
    text,
)
from journal.exchange.fhir_values import Value, is_same_unit, range_text_of, value_of
from journal.exchange.matching import BAD_NUMBER, NO_UNIT, WRONG_UNIT, analyte_for
from journal.reference.analytes import Analyte, analytes
from journal.reference.units import belongs

_When: TypeAlias = tuple[date, time | None, Precision]

LOINC: Final = "http://loinc.org"
ANALYTE: Final = "urn:treatment-journal:analyte"  # our own exports name what was measured, whatever it was called
STATUSES: Final[Mapping[str, ResultStatus]] = {
    "registered": ResultStatus.PRELIMINARY,
    "preliminary": ResultStatus.PRELIMINARY,
    "corrected": ResultStatus.CORRECTED,
    "amended": ResultStatus.CORRECTED,
}
TAKEN_BACK: Final = ("entered-in-error", "cancelled")
# Read with the results and documents.
BESIDE: Final = ("Patient", "Organization", "Practitioner", "PractitionerRole", "Specimen", "Binary")
KINDS: Final[Mapping[str, str]] = {
    "Condition": "conditions",
    "MedicationRequest": "medicines",
    "MedicationStatement": "medicines",
    "MedicationAdministration": "medicines",
    "Procedure": "procedures",
    "DiagnosticReport": "reports",
    "DocumentReference": "attachments",
}
NOT_YET = N_("Entries of the kind {type} are not read yet by this version.")
NO_DATE = N_("{where}: there is no date. Type the result in, with its day.")
NO_VALUE = N_("{where}: there is no value to keep.")
PANEL = N_("{where}: this is only the heading of a group. Its results are read one by one.")
WITHDRAWN = N_("{where}: the hospital took this entry back.")
OTHER = N_("{where}: this is neither a laboratory result nor a vital sign that this version knows.")
TWICE = N_("{where}: the entry stands in the file twice. It is read once.")


def recognises(head: str) -> bool:
    """Say whether a file that begins with *head* is JSON."""
    return head.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def read(path: Path) -> Batch:
    """Return the results, vital signs and documents of a bundle, a resource, a list or one resource a line."""
    found = resources_in(path)
    return _Reading(found).batch()


class _Reading:
    def __init__(self, resources: list[tuple[str, Resource]]) -> None:
        self._resources = resources
        self._by_address: dict[str, Resource] = {}
        for address, resource in resources:
            kind, key = text(resource.get("resourceType")), text(resource.get("id"))
            for name in (
                address,
                f"{kind}/{key}" if key else "",
                f"urn:uuid:{key}" if key else "",
                f"#{key}" if key else "",
            ):
                if name:
                    self._by_address.setdefault(name, resource)
        self._people: dict[str, Person] = {}
        self._owners: dict[str, str] = {}
        self._left_out: list[LeftOut] = []
        self._files: dict[str, bytes] = {}

    def batch(self) -> Batch:
        """Read everything once."""
        for _, resource in self._resources:
            if resource.get("resourceType") == "Patient":
                person = _person(resource)
                self._people.setdefault(person.key, person)
        records: list[Record] = []
        seen: dict[str, tuple[int, int]] = {}  # origin -> where its records stand
        same_id: Counter[str] = Counter()
        for number, (address, resource) in enumerate(self._resources, start=1):
            kind = text(resource.get("resourceType"))
            if kind in fhir_documents.KINDS and fhir_documents.is_there(resource):
                records.extend(self._documents(resource, number))
                continue
            if kind != "Observation":
                if kind not in BESIDE and address != CONTAINED:
                    self._leave(KINDS.get(kind, "other"), NOT_YET, "", type=kind or "?")
                continue
            records_here = self._observation(resource, number)
            if not records_here:
                continue
            key = text(resource.get("id"))
            origin = f"fhir:{self._subject(resource)}/{key}" if key else ""
            if origin in seen:
                first, count = seen[origin]
                before = records[first : first + count]
                if _same(before, records_here):
                    self._leave("results", TWICE, _where(resource, number))
                    continue
                if len(records_here) == count and _status(resource) is ResultStatus.CORRECTED:
                    records[first : first + count] = _from(records_here, origin)
                    self._own(records[first : first + count], resource)
                    continue
                same_id[origin] += 1
                origin = f"{origin}~{same_id[origin] + 1}"
            signed = _from(records_here, origin)
            if origin:
                seen[origin] = len(records), len(signed)
            self._own(signed, resource)
            records.extend(signed)
        kept = {record.id for record in records}
        owners = {record_id: key for record_id, key in self._owners.items() if record_id in kept}
        return Batch(tuple(records), tuple(self._left_out), tuple(self._people.values()), owners, self._files)

    def _documents(self, resource: Resource, number: int) -> list[Record]:
        """Return the files of a document or report; what is none of them is said."""
        if text(resource.get("status")) in TAKEN_BACK:
            self._leave("attachments", WITHDRAWN, text(resource.get("id")) or f"#{number}")
            return []
        key, found = text(resource.get("id")), list[Record]()
        origin = f"fhir:{self._subject(resource)}/{key}" if key else ""
        for place, document in enumerate(fhir_documents.documents_in(resource, self._by_address.get)):
            if document.attachment is None:
                self._leave("attachments", document.reason, document.where)
                continue
            self._files[document.attachment.sha256] = document.content
            found.append(replace(document.attachment, origin=f"{origin}@{place}" if origin else ""))
        self._own(found, resource)
        return found

    def _own(self, records: list[Record], resource: Resource) -> None:
        key = self._subject(resource)
        if not key:
            return
        self._people.setdefault(key, Person(key))
        for record in records:
            self._owners[record.id] = key

    def _leave(self, kind: str, reason: str, where: str, **values: str) -> None:
        self._left_out.append(LeftOut(kind=kind, reason=reason, values={"where": where, **values}, where=where))

    def _subject(self, resource: Resource) -> str:
        reference = text(node(resource, "subject").get("reference"))
        resolved = self._by_address.get(reference)
        if resolved is not None and resolved.get("resourceType") == "Patient":
            return _person(resolved).key
        return reference.rsplit("/", 1)[-1].removeprefix("urn:uuid:")

    def _observation(self, resource: Resource, number: int) -> list[Record]:
        where = _where(resource, number)
        if text(resource.get("status")) in TAKEN_BACK:
            self._leave("results", WITHDRAWN, where)
            return []
        category = set(codes_of(resource.get("category")))
        when = _when(resource)
        parts = [part for part in listed(resource.get("component")) if isinstance(part, dict)]
        own = value_of(resource)
        items = [resource] if own is not None else []
        items += [part for part in parts if value_of(part) is not None]
        if not items:
            reason = PANEL if resource.get("hasMember") else NO_VALUE
            self._leave("results", reason, where)
            return []
        made: list[Record] = []
        for item in items:
            record = self._record(resource, item, category, when, where)
            if record is not None:
                made.append(record)
        return made

    def _record(
        self,
        resource: Resource,
        item: Resource,
        category: set[str],
        when: _When | None,
        where: str,
    ) -> Record | None:
        """Return what one value of an entry becomes; None where it is left out, which is said."""
        value = value_of(item) or Value()
        analyte = _analyte(item, value.quantity)
        is_vital = "vital-signs" in category or (analyte is not None and analyte.is_vital)
        kind = "vitals" if is_vital else "markers" if analyte is not None and analyte.is_marker else "results"
        is_lab = "laboratory" in category or (
            not category and bool(item.get("referenceRange") or resource.get("specimen"))
        )
        if analyte is None and not is_lab:
            self._leave("vitals" if is_vital else "other", OTHER, where)
            return None
        if value.is_bad:
            self._leave(kind, BAD_NUMBER, where)
            return None
        if when is None:
            self._leave(kind, NO_DATE, where)
            return None
        if analyte is None:
            return self._result(resource, item, "", value, when)
        if value.quantity is not None:
            unit = value.quantity.unit
            fitting = next((u for u in (unit, *value.codes) if belongs(u, analyte.key)), None)
            if fitting is None:
                self._leave(kind, WRONG_UNIT if unit else NO_UNIT, where, unit=unit, test=analyte.name)
                return None
            value = replace(value, quantity=replace(value.quantity, unit=fitting))
        if not analyte.is_vital:
            return self._result(resource, item, analyte.key, value, when)
        if value.quantity is None:
            self._leave(kind, NO_VALUE, where)
            return None
        return _vital_sign(resource, analyte.key, value.quantity, value.printed, when)

    def _result(self, resource: Resource, item: Resource, analyte: str, value: Value, when: _When) -> LabResult:
        on, at, precision = when
        result = LabResult(
            happened_on=on,
            happened_at=at,
            precision=precision,
            analyte=analyte,
            name=next(iter(_names(item)), ""),
            loinc=next(iter(codes_of(item.get("code"), LOINC)), ""),
            quantity=value.quantity,
            printed=value.printed,
            status=_status(resource),
            note=_notes(resource),
            method=concept_text(resource.get("method")),
        )
        return self._with_surroundings(result, resource, item)

    def _with_surroundings(self, result: LabResult, resource: Resource, item: Resource) -> LabResult:
        ranges = [node(one) for one in listed(item.get("referenceRange"))]
        usual = [one for one in ranges if not one.get("type") or "normal" in codes_of(one.get("type"))]
        limits = next(iter(usual), {})
        flags = [code for code in codes_of(item.get("interpretation")) if code]
        performer, specimen = node(resource, "performer"), node(resource, "specimen")
        lab = self._by_address.get(text(performer.get("reference")), {})
        sample = self._by_address.get(text(specimen.get("reference")), {})
        in_same_unit = all(is_same_unit(limits.get(end), result.quantity) for end in ("low", "high"))
        return replace(
            result,
            low=decimal(node(limits, "low").get("value")) if in_same_unit else None,
            high=decimal(node(limits, "high").get("value")) if in_same_unit else None,
            range_text=text(limits.get("text")) or ("" if in_same_unit else range_text_of(limits)),
            flag=", ".join(flags) or concept_text(item.get("interpretation")),
            laboratory=text(performer.get("display")) or (text(lab.get("name")) if "name" in lab else ""),
            specimen=text(specimen.get("display")) or concept_text(sample.get("type")),
        )


def _analyte(item: Resource, quantity: Quantity | None) -> Analyte | None:
    """Return the test of ours that an entry is of; None where it is none that this version knows."""
    named = (analytes()[key] for key in codes_of(item.get("code"), ANALYTE) if key in analytes())
    own = next(named, None)
    unit = quantity.unit if quantity is not None else ""
    return own or analyte_for(codes_of(item.get("code"), LOINC), _names(item), unit, quantity is not None)


def _vital_sign(resource: Resource, analyte: str, quantity: Quantity, printed: str, when: _When) -> VitalSign:
    on, at, precision = when
    return VitalSign(
        happened_on=on,
        happened_at=at,
        precision=precision,
        analyte=analyte,
        quantity=quantity,
        printed=printed,
        note=_notes(resource),
    )


def _same(one: list[Record], other: list[Record]) -> bool:
    return [replace(r, id="", origin="") for r in one] == [replace(r, id="", origin="") for r in other]


def _from(records: list[Record], origin: str) -> list[Record]:
    if not origin:
        return records
    single = len(records) == 1
    return [
        replace(r, origin=origin if single else f"{origin}#{getattr(r, 'analyte', '') or getattr(r, 'loinc', '')}.{n}")
        for n, r in enumerate(records)
    ]


def _where(resource: Resource, number: int) -> str:
    """Return how a person finds the entry again: the test's name and its day; an id says nothing to them."""
    name = next(iter(_names(resource)), "")
    when = _when(resource)
    if not name:
        return text(resource.get("id")) or f"#{number}"
    if when is None:
        return name
    on, _at, precision = when
    known = {Precision.YEAR: f"{on:%Y}", Precision.MONTH: f"{on:%Y-%m}"}.get(precision, on.isoformat())
    return f"{name} {known}"


def _status(resource: Resource) -> ResultStatus:
    return STATUSES.get(text(resource.get("status")), ResultStatus.FINAL)


def _person(resource: Resource) -> Person:
    said = node(resource, "name")
    given = " ".join(text(part) for part in listed(said.get("given")))
    family = " ".join(text(part) for part in listed(said.get("family")))  # a list in DSTU2
    name = text(said.get("text")) or f"{given} {family}".strip()
    born = moment(resource.get("birthDate"))
    also = [text(node(one).get("value")) for one in listed(resource.get("identifier"))]
    key = text(resource.get("id")) or next(iter(also), "") or name
    born_on = born[0] if born is not None and born[2] is Precision.DAY else None
    return Person(key, name, born_on, tuple(word for word in also if word))


def _names(item: Resource) -> Iterator[str]:
    code = node(item, "code")
    for said in (code.get("text"), *(node(coding).get("display") for coding in listed(code.get("coding")))):
        if text(said):
            yield text(said)
    for coding in listed(code.get("coding")):
        if text(node(coding).get("code")):
            yield text(node(coding).get("code"))


def _when(resource: Resource) -> _When | None:
    period = node(resource, "effectivePeriod")
    for value in (
        resource.get("effectiveDateTime"),
        period.get("start"),
        resource.get("effectiveInstant"),
        resource.get("issued"),
    ):
        found = moment(value)
        if found is not None:
            return found
    return None


def _notes(resource: Resource) -> str:
    said = [text(node(one).get("text")) for one in listed(resource.get("note"))]
    return "\n".join(word for word in [*said, text(resource.get("comments"))] if word)
