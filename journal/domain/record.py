"""What every record has: an id that survives edits, an author, and two points in time."""

from __future__ import annotations

import os
from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from journal.domain.late_dataclass import dataclass


def new_id() -> str:
    """Return an id that no other record on any computer has (32 hexadecimal digits)."""
    return os.urandom(16).hex()


class Precision(StrEnum):
    """How much of a date is known; the unknown parts of the stored date are 1."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Record:
    """One thing written down.  An edit is a new value with the same id.

    *happened_on* is the day it is about, as the person or the paper states it: a calendar date without a time
    zone, which never shifts.  *author* and *written_at* (UTC) say who typed it and when; the store fills them in
    when they are left empty.  *origin* names the entry in a foreign file that the record was read from.
    """

    id: str = field(default_factory=new_id)
    happened_on: date
    happened_at: time | None = None
    precision: Precision = Precision.DAY
    author: str = ""
    written_at: datetime | None = None
    origin: str = ""

    # Equal in all fields.  Written once for all kinds: made by `dataclass`, for each anew, they delay a start.
    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        # Kind and id only: a record may end up in a log or an error text, its content may not.
        return f"<{type(self).__name__} {self.id}>"

    @property
    def was_written_later(self) -> bool:
        """Say whether this was written on a later day than the one it is about, by this computer's own calendar."""
        # In UTC it may be tomorrow already while the person's evening is not over.
        return self.written_at is not None and self.written_at.astimezone().date() > self.happened_on
