"""From a record's fields to columns and back, so that a new kind of record needs no code of its own.

Text is kept as it is, numbers exactly (a Decimal as its digits), a date as its ISO text, which sorts like time.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from inspect import get_annotations
from typing import Any, Generic, Literal, TypeVar, Union, cast, get_args, get_origin

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record

Cell = str | int | None
Row = dict[str, Cell]
Stored = Literal["text", "integer"]  # what SQLite keeps in a column
R = TypeVar("R", bound=Record)

QUANTITY_PARTS = ("value", "unit", "comparator")
_COMPARATORS: dict[str, Comparator] = {comparator.value: comparator for comparator in Comparator}


@dataclass(frozen=True)
class Codec:
    """How one type of field is written into a cell and read from it."""

    stored: Stored
    write: Callable[[Any], Cell] | None  # None: as it is
    read: Callable[[Any], Any] | None


@cache
def _codec(kind: Any) -> Codec:
    if kind is str:
        return Codec("text", None, None)
    if kind is bool:
        return Codec("integer", int, bool)
    if kind is int:
        return Codec("integer", None, None)
    if kind is Decimal:
        return Codec("text", str, Decimal)
    if kind in (date, datetime, time):
        return Codec("text", lambda value: value.isoformat(), kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        # A lookup in the enum's own table costs a tenth of calling the enum, and says the same.
        return Codec("text", lambda value: str(value.value), kind._value2member_map_.__getitem__)
    if get_origin(kind) is tuple:
        return Codec("text", lambda value: json.dumps(value, ensure_ascii=False), lambda text: tuple(json.loads(text)))
    raise TypeError(f"no column for fields of type {kind}")


@cache
def _required(hint: Any) -> Any:
    """Return *hint* without its "or None"."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [part for part in get_args(hint) if part is not types.NoneType]
    return hint


@cache
def _own_hints(kind: type) -> Mapping[str, Any]:
    """Return the types of the fields that *kind* adds; what all kinds have in common is worked out once."""
    return get_annotations(kind, eval_str=True)


class Kept(Generic[R]):
    """One kind of record and the table it is kept in.

    *parents* names the kinds whose id a field holds, if any: a record is deleted together with its parent.  *by*
    names the fields that are looked up together with a period.
    """

    def __init__(
        self,
        name: str,
        kind: type[R],
        *,
        by: tuple[str, ...] = (),
        parents: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.parents = dict(parents or {})
        self.by = by

    # What follows is worked out when it is first asked for: a start reads few of the kinds.

    @cached_property
    def _hints(self) -> Mapping[str, Any]:
        return {name: hint for base in reversed(self.kind.__mro__) for name, hint in _own_hints(base).items()}

    @cached_property
    def _codecs(self) -> Mapping[str, Codec]:
        kinds = {field.name: _required(self._hints[field.name]) for field in fields(self.kind)}
        return {name: _codec(kind) for name, kind in kinds.items() if kind is not Quantity}

    @cached_property
    def optional(self) -> Set[str]:
        """The fields that may be None."""
        return {name for name, hint in self._hints.items() if _required(hint) is not hint}

    @cached_property
    def _quantities(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.kind) if _required(self._hints[field.name]) is Quantity)

    @cached_property
    def stored(self) -> Mapping[str, Stored]:
        """The columns of the table in their order, and what is kept in each."""
        columns = {name: codec.stored for name, codec in self._codecs.items()}
        columns.update((f"{field}_{part}", "text") for field in self._quantities for part in QUANTITY_PARTS)
        return columns

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in table order."""
        return tuple(self.stored)

    @cached_property
    def select(self) -> str:
        """The statement that reads whole rows, all of them."""
        columns = ", ".join(f'"{column}"' for column in self.columns)
        return f"SELECT {columns} FROM {self.name}"

    @cached_property
    def _quantity_columns(self) -> tuple[tuple[str, str, str, str], ...]:
        return tuple((name, f"{name}_value", f"{name}_unit", f"{name}_comparator") for name in self._quantities)

    @cached_property
    def _writers(self) -> tuple[tuple[str, Callable[[Any], Cell]], ...]:
        return tuple((name, codec.write) for name, codec in self._codecs.items() if codec.write is not None)

    @cached_property
    def _readers(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((name, codec.read) for name, codec in self._codecs.items() if codec.read is not None)

    def encode(self, record: R) -> Row:
        """Return *record* as cells by column name."""
        row: dict[str, Any] = dict(vars(record))
        for name, write in self._writers:
            if row[name] is not None:
                row[name] = write(row[name])
        for name in self._quantities:
            quantity: Quantity | None = row.pop(name)
            given = quantity is not None
            row[f"{name}_value"] = str(quantity.value) if quantity is not None else None
            row[f"{name}_unit"] = quantity.unit if quantity is not None else None
            row[f"{name}_comparator"] = quantity.comparator.value if given and quantity is not None else None
        return row

    def decode(self, cells: Mapping[str, Cell]) -> R:
        """Return the record that *cells* hold, all columns of them."""
        return self._record(dict(cells), {})

    def decode_all(self, rows: Iterable[Sequence[Any]]) -> list[R]:
        """Return the records that whole rows of the table hold."""
        columns, record = self.columns, self._record
        seen: dict[tuple[Any, Cell], Any] = {}
        return [record(dict(zip(columns, row, strict=True)), seen) for row in rows]

    def _record(self, row: dict[str, Any], seen: dict[tuple[Any, Cell], Any]) -> R:
        """Turn *row* into a record; *seen* remembers what a cell was read as, since most values come again."""
        for name, read in self._readers:
            cell = row[name]
            if cell is not None:
                key = read, cell
                value = seen.get(key)
                if value is None:
                    value = seen[key] = read(cell)
                row[name] = value
        for name, value_column, unit_column, comparator_column in self._quantity_columns:
            value, unit = row.pop(value_column), row.pop(unit_column)
            comparator = row.pop(comparator_column)
            row[name] = None if value is None else Quantity(Decimal(value), unit, _COMPARATORS[comparator])
        # What stands in the table was checked when it was written; going round __init__ saves most of the time.
        record = object.__new__(self.kind)
        object.__setattr__(record, "__dict__", row)
        return record

    def cell(self, field: str, value: object) -> Cell:
        """Return *value* as it stands in the column of *field*, for a comparison."""
        write = self._codecs[field].write
        return write(value) if write is not None and value is not None else cast(Cell, value)

    def complete(self, cells: Mapping[str, Cell]) -> Row:
        """Return *cells* from an older history with the columns that did not exist then, at their defaults."""
        known = {name: cells[name] for name in self.columns if name in cells}
        if len(known) == len(self.columns):
            return known
        return self._defaults | known

    @cached_property
    def _defaults(self) -> Row:
        row: Row = dict.fromkeys(self.columns)
        for field in fields(self.kind):
            if field.name in self._codecs and isinstance(field.default, (str, int)):
                row[field.name] = field.default.value if isinstance(field.default, Enum) else field.default
            elif field.default == ():
                row[field.name] = "[]"
        return row
