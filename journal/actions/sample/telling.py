"""Collects the sample's records with ids, authors and times that are the same every time for one day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

from journal.domain.record import Record

R = TypeVar("R", bound=Record)

PERSON: Final = "Marianne Ellis"
CARER: Final = "Tom Ellis"
_NAMESPACE: Final = UUID("6d1f6f5e-4c1c-4c55-9d2b-7d0a3f7f1b11")


class Telling:
    """What has been told so far.  Days are counted back from *today*: 0 is today, -1 tomorrow."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.records: list[Record] = []
        self.chance = random.Random(20260524)  # one seed: the sample is the same for everybody
        self._counts: dict[str, int] = {}

    def day(self, before: int) -> date:
        """Return the date *before* days before today."""
        return self.today - timedelta(before)

    def add(self, kind: type[R], before: int, /, *, by: str = PERSON, written: int | None = None, **fields: Any) -> R:
        """Add a record of *kind* about that day, written down in the evening of it (or *written* days before today)."""
        number = self._counts[kind.__name__] = self._counts.get(kind.__name__, 0) + 1
        evening = self.day(max(before, 0) if written is None else written)
        record = kind(
            id=uuid5(_NAMESPACE, f"{kind.__name__} {number}").hex,
            happened_on=self.day(before),
            author=by,
            written_at=datetime.combine(evening, time(18, number % 60), UTC),
            **fields,
        )
        self.records.append(record)
        return record

    def change(self, record: R, **fields: Any) -> R:
        """Put a later version of *record* in its place."""
        changed = replace(record, **fields)
        self.records[next(i for i, known in enumerate(self.records) if known.id == record.id)] = changed
        return changed

    def happens(self, share: float) -> bool:
        """Say yes in about *share* of the times."""
        return self.chance.random() < share

    def near(self, value: float, spread: float, decimals: int = 0) -> str:
        """Return a number near *value*, as a laboratory prints it."""
        return f"{max(0.0, self.chance.gauss(value, spread)):.{decimals}f}"
