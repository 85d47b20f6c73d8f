"""The tables as SQLAlchemy knows them; loaded by what writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from journal.store.tables import TABLES
from journal.store.tables.mapping import Kept, Stored

METADATA: Final = MetaData()
_TYPES: Final[Mapping[Stored, type[Text] | type[Integer]]] = {"text": Text, "integer": Integer}


def _column(kept: Kept[Any], name: str) -> Column[Any]:
    kind = _TYPES[kept.stored[name]]
    if name == "id":
        return Column("id", kind, primary_key=True)
    if name in kept.parents:
        # Deferred, so that undo may put a family back in any order within one transaction.
        key = ForeignKey(f"{kept.parents[name]}.id", deferrable=True, initially="DEFERRED")
        return Column(name, kind, key, nullable=name in kept.optional)
    return Column(name, kind, nullable=name != "happened_on")


def _table(kept: Kept[Any]) -> Table:
    return Table(
        kept.name,
        METADATA,
        *(_column(kept, name) for name in kept.stored),
        Index(f"{kept.name}_by_day", "happened_on"),
        *(Index(f"{kept.name}_by_{field}", field, "happened_on") for field in kept.by),
        *(Index(f"{kept.name}_of_{field}", field) for field in kept.parents),
    )


TABLE_BY_NAME: Final[Mapping[str, Table]] = {kept.name: _table(kept) for kept in TABLES}

# Rows are only ever added, with one exception: emptying the bin takes erased records out of them.
HISTORY: Final = Table(
    "history",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", Text, nullable=False),  # do, undo, redo, emptied
    Column("label", Text, nullable=False),
    Column("target", Integer),  # of undo and redo: the "do" row it takes back or brings back
    Column("undo_below", Integer),
    Column("redo_below", Integer),
    Column("entries", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

PIECES: Final = Table(
    "attachment_pieces",
    METADATA,
    Column("sha256", Text, primary_key=True),  # of the whole file
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
