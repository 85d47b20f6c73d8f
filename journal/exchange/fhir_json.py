"""JSON as servers and apps write it: a bundle, a resource, a list, or one resource a line; and safe ways to read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from journal.domain.problems import N_, Problem
from journal.domain.record import Precision
from journal.exchange.batch import text_of
from journal.exchange.matching import is_sane

Resource = dict[str, Any]

CONTAINED: Final = "#"  # the address of a resource that another one carries inside

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*)?)?)?", re.ASCII | re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\r\n]*")


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def resources_in(path: Path) -> list[tuple[str, Resource]]:
    """Return the resources of a file with their full addresses (may be blank), as they stand."""
    text = text_of(path)
    decoder = json.JSONDecoder(parse_float=_decimal, parse_int=_decimal, parse_constant=str)
    found: list[tuple[str, Resource]] = []
    at = _after_space(text, 0)
    if at == len(text):
        raise Problem(N_("“{file}” is empty. Choose another file."), file=path.name)
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            found.extend(_resources(value))
            at = _after_space(text, at)
    except json.JSONDecodeError as error:
        raise Problem(
            N_("“{file}” is broken at line {line}, column {column}. Fetch the file again."),
            file=path.name,
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise Problem(N_("“{file}” is nested too deeply to be a health record."), file=path.name) from None
    if not any(isinstance(resource.get("resourceType"), str) for _, resource in found):
        raise Problem(N_("“{file}” holds no health records in the FHIR format. Choose another file."), file=path.name)
    return found


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match is not None else at


def _resources(value: Any) -> Iterator[tuple[str, Resource]]:
    waiting = [("", value)]
    while waiting:
        address, item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(("", part) for part in reversed(item))
        elif isinstance(item, dict):
            if item.get("resourceType") == "Bundle":
                entries = [entry for entry in listed(item.get("entry")) if isinstance(entry, dict)]
                waiting.extend((text(e.get("fullUrl")), e.get("resource")) for e in reversed(entries))
            else:
                yield address, item
                waiting.extend((CONTAINED, part) for part in reversed(listed(item.get("contained"))))


def listed(value: Any) -> list[Any]:
    """Return *value* as a list: DSTU2 and sloppy senders write one where R4 has many."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def node(value: Any, *path: str) -> Resource:
    """Return the object at *path*, the first of a list; an empty one where there is none."""
    for name in ("", *path):
        value = value.get(name) if name and isinstance(value, dict) else value
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            return {}
    return dict(value)


def text(value: Any) -> str:
    """Return *value* as clean text; blank where it is neither text nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | Decimal):
        return ""
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()


def decimal(value: Any) -> Decimal | None:
    """Return a number as printed; None where it is none, or none that can stand on a report."""
    return value if isinstance(value, Decimal) and is_sane(value) else None


def concept_text(value: Any) -> str:
    """Return what a CodeableConcept says: its text, else the first display, else the first code."""
    concept = node(value)
    codings = [node(coding) for coding in listed(concept.get("coding"))]
    said = [
        text(concept.get("text")),
        *(text(c.get("display")) for c in codings),
        *(text(c.get("code")) for c in codings),
    ]
    return next((word for word in said if word), "")


def codes_of(value: Any, system: str = "") -> list[str]:
    """Return the codes of one CodeableConcept or several, those of *system* only if it is given."""
    codings = [node(coding) for concept in listed(value) for coding in listed(node(concept).get("coding"))]
    return [text(c.get("code")) for c in codings if c.get("code") and (not system or text(c.get("system")) == system)]


def moment(value: Any) -> tuple[date, time | None, Precision] | None:
    """Read a FHIR date: the calendar day as it is written there, whatever the time zone; None where it is none."""
    match = _DATE.fullmatch(text(value))
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    try:
        on = date(year or 0, month or 1, day or 1)
        at = time(hour, minute or 0, min(second or 0, 59)) if hour is not None else None
    except ValueError:
        return None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return on, at, precision
