"""Records of every kind for property tests, as hypothesis strategies made from the fields themselves."""

from __future__ import annotations

import types
from dataclasses import fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-9999, max_value=9999, places=2)
QUANTITIES = st.builds(Quantity, NUMBERS, TEXTS, st.sampled_from(Comparator))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)).map(lambda m: m.replace(microsecond=0, tzinfo=UTC))


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        given = st.one_of(*[_values(part) for part in get_args(hint) if part is not types.NoneType])
        return st.none() | given.filter(lambda value: value != "")  # no field means one thing by None, another by ""
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    known = {
        str: TEXTS,
        int: st.integers(-9, 9999),
        bool: st.booleans(),
        Decimal: NUMBERS,
        Quantity: QUANTITIES,
        date: st.dates(date(1920, 1, 1), date(2080, 1, 1)),
        datetime: MOMENTS,
        time: st.times().map(lambda t: t.replace(microsecond=0)),
    }
    return known[hint]


def records(kind: type[Record], **fixed: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for records of *kind*, already signed; *fixed* fields take the given strategy."""
    hints = get_type_hints(kind)
    parts = {field.name: _values(hints[field.name]) for field in fields(kind)}
    parts["id"] = st.uuids().map(lambda value: value.hex)
    parts["author"] = st.just("Anna")
    parts["written_at"] = MOMENTS
    return st.builds(kind, **{**parts, **fixed})
