"""One change: what a person did, as one transaction, one row of history and one step of undo."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record
from journal.store.tables import BY_KIND, BY_NAME
from journal.store.tables.mapping import Row

PACK_FROM_BYTES: Final = 4_096  # shorter histories are not worth packing


@dataclass(frozen=True)
class Entry:
    """One record of a change: its cells before and after; None where it was not there."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    @property
    def turned(self) -> Entry:
        """The same step backwards."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row of the history.

    *action* is "do", "undo" or "redo", *label* then what was done, taken back or brought back; or "emptied", where
    deleted records were erased from the rows before it.
    """

    seq: int
    at: datetime
    author: str
    action: str
    label: str
    entries: tuple[Entry, ...] = ()

    @cached_property
    def kinds(self) -> frozenset[type[Record]]:
        """The kinds of records that it touched."""
        return frozenset(BY_NAME[entry.table].kind for entry in self.entries)

    def touches(self, *kinds: type[Record]) -> bool:
        """Say whether a record of one of *kinds* was added, edited or deleted."""
        return not self.kinds.isdisjoint(kinds)

    def before(self) -> tuple[Record, ...]:
        """The records as they stood before, without those it added."""
        return tuple(decoded(entry.table, entry.before) for entry in self.entries if entry.before is not None)

    def after(self) -> tuple[Record, ...]:
        """The records as they stood afterwards, without those it deleted."""
        return tuple(decoded(entry.table, entry.after) for entry in self.entries if entry.after is not None)


def decoded(table: str, row: Row) -> Record:
    """Return the record that a row of the history holds."""
    kept = BY_NAME[table]
    record: Record = kept.decode(kept.complete(row))
    return record


def packed(entries: Iterable[Entry]) -> bytes:
    """Return *entries* as they are kept in the history: JSON, deflated where that saves room."""
    text = json.dumps(
        [[entry.table, entry.id, entry.before, entry.after] for entry in entries],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8")
    return text if len(text) < PACK_FROM_BYTES else zlib.compress(text, 1)


def unpacked(data: bytes) -> tuple[Entry, ...]:
    """Return what `packed` was given."""
    return tuple(Entry(*item) for item in json.loads(inflated(data)) if item[0] in BY_NAME)


def inflated(data: bytes) -> bytes:
    """Return the JSON text that `packed` kept."""
    return data if data.startswith(b"[") else zlib.decompress(data)


class Draft:
    """What is to be changed, collected until the block ends; if it ends with an error, nothing was written."""

    def __init__(self, author: str, now: datetime) -> None:
        self._author = author
        self._now = now
        self._steps: dict[tuple[str, str], Record | None] = {}
        self.change: Change | None = None  # set when the block has ended and something was changed

    def save(self, record: Record) -> None:
        """Add *record*, or put it in the place of the one with the same id."""
        self._steps[BY_KIND[type(record)].name, record.id] = self._signed(record)

    def save_all(self, records: Iterable[Record]) -> None:
        """Add or replace many records; all go in together."""
        for record in records:
            self.save(record)

    def put_back(self, record: Record) -> None:
        """Make *record* stand just as it once did, under its author and moment of that time."""
        self._steps[BY_KIND[type(record)].name, record.id] = record

    def delete(self, record: Record) -> None:
        """Delete *record* and whatever belongs to it (a scan's measurements, a line's cycles)."""
        self._steps[BY_KIND[type(record)].name, record.id] = None

    @property
    def steps(self) -> dict[tuple[str, str], Record | None]:
        """What was asked for, by table and id, in order; None to delete."""
        return self._steps

    def _signed(self, record: Record) -> Record:
        if record.author and record.written_at is not None:
            return record
        return replace(record, author=record.author or self._author, written_at=record.written_at or self._now)
