"""Taking over what others wrote: first a preview, then one step that can be taken back."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from journal.domain.attachments import Attachment
from journal.domain.problems import N_, LeftOut, Problem
from journal.domain.record import Record
from journal.domain.results import LabResult, ResultStatus, VitalSign
from journal.exchange import IMPORTERS
from journal.exchange.batch import Batch, Person, bytes_of
from journal.reference.analytes import analytes
from journal.reference.tables import folded
from journal.store.change import Change
from journal.store.journal import Journal
from journal.store.pieces import MOST_BYTES, Told
from journal.text.language import _, ngettext
from journal.text.names import analyte_name
from journal.text.sayings import say_left_out

SNIFFED_BYTES = 8_192
MEGA = 1_000_000
PLACES_NAMED = 5
REPORT_EVERY = 500
KIND_ORDER = ("results", "markers", "vitals", "attachments")
FUTURE = N_("{where}: the day lies in the future. Check it.")
TWICE = N_("{where}: the same result stands in the file twice. It is taken once.")
FILE_TWICE = N_("{where}: the same file stands in there twice. It is taken once.")
TOO_LARGE = N_("{where}: this file has {size} MB. The journal takes files of up to {most} MB.")
OTHER_PERSON = N_("Entries of other people in the same file are not taken.")
NO_PERSON = N_("{where}: the file does not say whose entry this is.")


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do.  *new* records are saved as they are; those that replace an older one have its id.

    *files* holds the bytes of attached files by their SHA-256.
    """

    source: str
    new: tuple[Record, ...] = ()
    already: tuple[Record, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    person: Person | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def new_files(self) -> tuple[bytes, ...]:
        """The bytes that have to be taken in before the new records are saved."""
        wanted = {record.sha256 for record in self.new if isinstance(record, Attachment)}
        return tuple(content for sha256, content in self.files.items() if sha256 in wanted)

    @property
    def new_counts(self) -> dict[str, int]:
        """How many of each kind are new."""
        return _counts(self.new)

    @property
    def already_counts(self) -> dict[str, int]:
        """How many of each kind are in the journal already."""
        return _counts(self.already)


def preview(source: Path, journal: Journal, today: date, patient: str | None = None) -> ImportPreview:
    """Say what reading *source* would add; nothing is written.  *patient* chooses one of several people."""
    batch = read(source)
    person = _chosen(batch, patient)
    if patient is None and person is not None:
        _check_person(person, journal)
    return preview_of(batch, source.name, journal, today, person)


def preview_of(
    batch: Batch,
    name: str,
    journal: Journal,
    today: date,
    person: Person | None,
    report: Callable[[float], object] = lambda share: None,
) -> ImportPreview:
    """Say what *batch*, read from the file *name*, would add of *person*; *report* is told the share that is done."""
    mine, left_out = _of_person(batch, person)
    new: list[Record] = []
    already: list[Record] = []
    held = _Held(journal)
    in_file: set[tuple[Any, ...]] = set()
    for count, record in enumerate(mine):
        if count % REPORT_EVERY == 0:
            report(count / len(mine))
        if record.happened_on > today:
            left_out.append(_left(record, FUTURE))
            continue
        if isinstance(record, Attachment) and record.size > MOST_BYTES:
            size, most = -(-record.size // MEGA), MOST_BYTES // MEGA
            left_out.append(_left(record, TOO_LARGE, size=str(size), most=str(most)))
            continue
        known = held.match(record)
        if known is None and _sameness(record) in in_file:
            left_out.append(_left(record, FILE_TWICE if isinstance(record, Attachment) else TWICE))
        elif known is None:
            in_file.add(_sameness(record))
            new.append(record)
        elif _replaces(record, known):
            new.append(replace(record, id=known.id))
        else:
            already.append(record)
    return ImportPreview(name, tuple(new), tuple(already), tuple(left_out), person, batch.files)


def carry_out(preview: ImportPreview, journal: Journal) -> Change | None:
    """Write what *preview* calls new, as one step of undo; None where there is nothing new."""
    if not preview.new:
        return None
    keep_files(preview, journal)
    with journal.change(label_of(preview)) as draft:
        draft.save_all(preview.new)
    return draft.change


def keep_files(preview: ImportPreview, journal: Journal, told: Told = lambda share: None) -> None:
    """Take in the bytes of the new files, from any thread; broken off by an error or by *told*, none stays."""
    files, kept = preview.new_files, list[str]()

    def told_of(place: int) -> Told:
        return lambda share: told((place + share) / len(files))

    try:
        for place, content in enumerate(files):
            sha256, _size = journal.keep_bytes(content, told_of(place))
            kept.append(sha256)
    except BaseException:
        journal.let_files_go(kept)
        raise


def label_of(preview: ImportPreview) -> str:
    """Return what an import is called in the Undo menu."""
    return _("Import {file}").format(file=preview.source)


def read(source: Path) -> Batch:
    """Read a foreign file by what it contains; Problem where no importer knows it."""
    data = bytes_of(source)[:SNIFFED_BYTES]
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = data.decode("utf-16" if is_utf16 else "utf-8", "replace")
    for importer in IMPORTERS:
        if importer.recognises(head):
            return importer.read(source)
    if not data.strip():
        raise Problem(N_("“{file}” is empty. Choose another file."), file=source.name)
    raise Problem(
        N_("“{file}” is not a file this version can read. It reads FHIR R4 (JSON) and sheets of results (CSV)."),
        file=source.name,
    )


def _chosen(batch: Batch, patient: str | None) -> Person | None:
    listing = "; ".join(f"{person.key} {person.name}".strip() for person in batch.people)
    if patient is not None:
        found = [person for person in batch.people if person.is_called(patient)]
        if len(found) != 1:
            raise Problem(
                N_("“{word}” is not one person in this file. It holds: {people}."), word=patient, people=listing
            )
        return found[0]
    if len(batch.people) > 1:
        raise Problem(N_("The file is about several people. Choose one with --patient: {people}."), people=listing)
    return batch.people[0] if batch.people else None


def _check_person(person: Person, journal: Journal) -> None:
    if is_somebody_else(person, journal):
        raise Problem(
            N_("Is this file about the same person? Name or birth date differ. If it is, choose --patient {key}."),
            key=person.key,
        )


def is_somebody_else(person: Person, journal: Journal) -> bool:
    """Say whether name or birth date of *person* differ from the journal's own; what is not known differs from none."""
    own = journal.patient()
    if own is None:
        return False
    born_apart = own.born_on is not None and person.born_on is not None and own.born_on != person.born_on
    ours, theirs = _words(own.name), _words(person.name)
    return born_apart or bool(ours and theirs and not ours & theirs)


def _words(name: str) -> set[str]:
    # Synthetic names carry numbers ("Streich926"); initials alone decide nothing.
    words = {folded(word).strip("0123456789") for word in name.split()}
    return {word for word in words if len(word) > 1}


def _of_person(batch: Batch, person: Person | None) -> tuple[list[Record], list[LeftOut]]:
    left_out = [
        item for item in batch.left_out if person is None or str(item.values.get("person", "")) in ("", person.key)
    ]
    if person is None or len(batch.people) < 2:
        return list(batch.records), left_out
    mine: list[Record] = []
    for record in batch.records:
        owner = batch.owners.get(record.id)
        if owner == person.key:
            mine.append(record)
        else:
            left_out.append(_left(record, OTHER_PERSON if owner else NO_PERSON))
    return mine, left_out


def _left(record: Record, reason: str, **values: str) -> LeftOut:
    where = f"{_name(record)} {record.happened_on.isoformat()}".strip()
    return LeftOut(kind=kind_of(record), reason=reason, values={"where": where, **values}, where=where)


def _name(record: Record) -> str:
    if isinstance(record, Attachment):
        return record.name
    if isinstance(record, LabResult) and record.name:
        return record.name
    return analyte_name(record.analyte) if isinstance(record, LabResult | VitalSign) else ""


def kind_of(record: Record) -> str:
    """Return what the contract calls this kind of record: results, markers, vitals, attachments."""
    if isinstance(record, Attachment):
        return "attachments"
    if isinstance(record, VitalSign):
        return "vitals"
    known = analytes().get(record.analyte) if isinstance(record, LabResult) else None
    return "markers" if known is not None and known.is_marker else "results"


def _counts(records: Iterable[Record]) -> dict[str, int]:
    found = Counter(kind_of(record) for record in records)
    return {kind: found[kind] for kind in KIND_ORDER if found[kind]}


def _sameness(record: Record) -> tuple[Any, ...]:
    """What makes two results the same: test, day, time, value, comparator, unit; two files: the day and each byte."""
    if isinstance(record, Attachment):
        return Attachment, record.sha256, record.happened_on
    if not isinstance(record, LabResult | VitalSign):
        return (type(record), record.id)
    quantity = record.quantity
    value = (quantity.value, quantity.comparator, quantity.unit) if quantity is not None else record.printed
    name = record.analyte or folded(record.name if isinstance(record, LabResult) else "")
    return type(record), name, record.happened_on, record.happened_at, record.precision, value


def _is_same_entry(record: Record, known: Record) -> bool:
    """Say whether two with one origin are one entry: two hospitals may both number from 1, and a person may edit."""
    if type(record) is not type(known):
        return False
    if isinstance(record, Attachment):
        return _sameness(record) == _sameness(known)
    one, other = _sameness(record), _sameness(known)
    corrected = isinstance(record, LabResult) and record.status is ResultStatus.CORRECTED
    same_test, same_day, same_value = one[1] == other[1], one[2] == other[2], one[5] == other[5]
    return (same_test and corrected) or same_test + same_day + same_value >= 2


class _Held:
    """What the journal holds already, by origin and by sameness."""

    def __init__(self, journal: Journal) -> None:
        held: list[Record] = [*journal.all(LabResult), *journal.all(VitalSign), *journal.all(Attachment)]
        self._by_origin = {record.origin: record for record in held if record.origin}
        self._same = {_sameness(record): record for record in held}

    def match(self, record: Record) -> Record | None:
        found = self._by_origin.get(record.origin) if record.origin else None
        if found is not None and _is_same_entry(record, found):
            return found
        return self._same.get(_sameness(record))


def _replaces(record: Record, known: Record) -> bool:
    """Say whether *record* is a later word on *known*: a correction, or the final result after a first one."""
    if record.origin != known.origin or not isinstance(record, LabResult) or not isinstance(known, LabResult):
        return False
    if record.status is ResultStatus.CORRECTED:
        return known.status is not ResultStatus.CORRECTED or _sameness(record) != _sameness(known)
    return record.status is ResultStatus.FINAL and known.status is ResultStatus.PRELIMINARY


def grouped(left_out: Iterable[LeftOut]) -> list[tuple[LeftOut, int]]:
    """Return what was left out for the same reason as one, with its places and how many there are."""
    groups: dict[tuple[Any, ...], list[LeftOut]] = {}
    for item in left_out:
        values = tuple(sorted((k, str(v)) for k, v in item.values.items() if k not in ("where", "person")))
        groups.setdefault((item.kind, item.reason, values), []).append(item)
    answer: list[tuple[LeftOut, int]] = []
    for items in groups.values():
        first = items[0]
        places = [item.where for item in items if item.where]
        where = ", ".join(places[:PLACES_NAMED]) + (", …" if len(places) > PLACES_NAMED else "")
        answer.append((replace(first, values={**first.values, "where": where}, where=where), len(items)))
    return answer


def as_json(preview: ImportPreview) -> dict[str, Any]:
    """Return *preview* as the JSON contract names it."""
    return {
        "new": preview.new_counts,
        "already": preview.already_counts,
        "left_out": [
            {"kind": item.kind, "reason": say_left_out(item), "count": count}
            for item, count in grouped(preview.left_out)
        ],
    }


def as_text(preview: ImportPreview) -> str:
    """Return *preview* in words, one line a matter."""
    new, already = len(preview.new), len(preview.already)
    lines = [
        ngettext("{count} entry is new.", "{count} entries are new.", new).format(count=new),
        ngettext(
            "{count} entry is in the journal already.", "{count} entries are in the journal already.", already
        ).format(count=already),
    ]
    for item, count in grouped(preview.left_out):
        left = ngettext("{count} entry left out: {reason}", "{count} entries left out: {reason}", count)
        lines.append(left.format(count=count, reason=say_left_out(item)))
    return "\n".join(lines)
