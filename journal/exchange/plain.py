"""Records as plain words and back, from their fields alone: a new kind of record needs nothing here."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record

R = TypeVar("R", bound=Record)


def plain(value: Any) -> Any:
    """Return *value* as JSON can hold it: an exact number as its digits, a date as its ISO text."""
    if isinstance(value, Quantity):
        return {"value": str(value.value), "unit": value.unit, "comparator": value.comparator.value}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def plain_record(record: Record) -> dict[str, Any]:
    """Return all fields of *record* by name."""
    return {field.name: plain(getattr(record, field.name)) for field in fields(record)}


_HINTS: dict[type[Record], Mapping[str, tuple[Any, bool]]] = {}


def hints_of(kind: type[Record]) -> Mapping[str, tuple[Any, bool]]:
    """Return the type of each field, and whether it may be None."""
    if kind in _HINTS:
        return _HINTS[kind]
    found: dict[str, tuple[Any, bool]] = {}
    for name, hint in get_type_hints(kind).items():
        parts = [part for part in get_args(hint) if part is not types.NoneType]
        is_optional = get_origin(hint) in (Union, types.UnionType)
        found[name] = (parts[0], True) if is_optional else (hint, False)
    _HINTS[kind] = found
    return found


def value_of(hint: Any, given: Any) -> Any:
    """Return the value of type *hint* that `plain` was given; ValueError, TypeError or KeyError where it is none."""
    if given is None:
        return None
    if hint is Quantity:
        return Quantity(Decimal(given["value"]), given["unit"], Comparator(given["comparator"]))
    if get_origin(hint) is tuple:
        return tuple(value_of(get_args(hint)[0], part) for part in given)
    if hint in (date, datetime, time):
        return hint.fromisoformat(given)
    return hint(given)


def record_of(kind: type[R], given: Mapping[str, Any]) -> R:
    """Return the record of *kind* whose fields are *given*; those that are missing keep their defaults."""
    hints = hints_of(kind)
    known = {f.name: value_of(hints[f.name][0], given[f.name]) for f in fields(kind) if f.name in given}
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    if any(name not in known for name in needed):
        raise ValueError("a field is missing")
    return kind(**known)
