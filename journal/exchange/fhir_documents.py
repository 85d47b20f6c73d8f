"""Documents that a FHIR file holds whole: notes, letters and reports, in DocumentReference and DiagnosticReport.

HL7 FHIR 4.0.1: DocumentReference.content.attachment and DiagnosticReport.presentedForm are of the type Attachment,
whose *data* is the file in base64, or whose *url* leads to it; a Binary of the same file counts as there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from journal.domain.attachments import Attachment, safe_name
from journal.domain.problems import N_
from journal.domain.record import Precision
from journal.exchange.fhir_json import Resource, concept_text, listed, moment, node, text
from journal.exchange.file_kinds import fitting_name, kind_of_bytes

KINDS: Final = ("DocumentReference", "DiagnosticReport")
NO_FILE: Final = N_("{where}: only the address of the file is given. Add the file yourself.")
BROKEN: Final = N_("{where}: the file is broken. Fetch it again.")
NO_DAY: Final = N_("{where}: there is no date. Add the file yourself, at its day.")

Find = Callable[[str], Resource | None]  # the resource with this address


@dataclass(frozen=True)
class Document:
    """One file: the *attachment* and its *content*; or *reason*, why it is none, with *where* to find it."""

    where: str
    attachment: Attachment | None = None
    content: bytes = b""
    reason: str = ""


def is_there(resource: Resource) -> bool:
    """Say whether *resource* speaks of a file at all: a report may hold results alone."""
    return bool(_given(resource))


def documents_in(resource: Resource, find: Find) -> Iterator[Document]:
    """Read the files of *resource*; one that is there in several forms is read in each."""
    title = concept_text(resource.get("type")) or concept_text(resource.get("code"))
    for given in _given(resource):
        when = _when(resource, given)
        name = text(given.get("title")) or title
        where = f"{name} {_day(when)}".strip() or text(resource.get("id"))
        encoded = text(given.get("data")) or text((find(text(given.get("url"))) or {}).get("data"))
        if not encoded:
            yield Document(where, reason=NO_FILE)
            continue
        content = _decoded(encoded)
        if not content:
            yield Document(where, reason=BROKEN)
        elif when is None:
            yield Document(where, reason=NO_DAY)
        else:
            given_name = text(given.get("title")) or where
            yield Document(where, _attachment(given_name, content, when), content)


def _given(resource: Resource) -> list[Resource]:
    """Return what FHIR calls attachments: each may hold a file."""
    contents = [node(one, "attachment") for one in listed(resource.get("content")) if isinstance(one, dict)]
    forms = [one for one in listed(resource.get("presentedForm")) if isinstance(one, dict)]
    return [each for each in (*contents, *forms) if each]


def _attachment(name: str, content: bytes, when: tuple[date, time | None, Precision]) -> Attachment:
    kind = kind_of_bytes(content)
    on, at, precision = when
    return Attachment(
        happened_on=on,
        happened_at=at,
        precision=precision,
        name=safe_name(fitting_name(safe_name(name), kind)),
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _when(resource: Resource, given: Resource) -> tuple[date, time | None, Precision] | None:
    """Return the day that the file is of: when it was made, else when it was filed or what it is about happened."""
    period, about = node(resource, "context", "period"), node(resource, "effectivePeriod")
    for value in (
        given.get("creation"),
        resource.get("effectiveDateTime"),
        about.get("start"),
        resource.get("date"),
        resource.get("issued"),
        period.get("start"),
    ):
        found = moment(value)
        if found is not None:
            return found
    return None


def _day(when: tuple[date, time | None, Precision] | None) -> str:
    if when is None:
        return ""
    on, _at, precision = when
    return {Precision.YEAR: f"{on:%Y}", Precision.MONTH: f"{on:%Y-%m}"}.get(precision, on.isoformat())


def _decoded(encoded: str) -> bytes:
    """Return the bytes of a text in base64; none where it is broken."""
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
