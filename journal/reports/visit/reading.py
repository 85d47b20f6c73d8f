"""The journal as the visit page reads it: up to a day, since the last visit, and by whom it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar, cast

from journal.domain.record import Precision, Record
from journal.domain.visits import Appointment
from journal.text import dates

if TYPE_CHECKING:  # the process that draws opens no journal
    from journal.store.journal import Journal

R = TypeVar("R", bound=Record)

YEAR_IS_CLEAR: Final = timedelta(300)  # within them a day and a month leave no doubt of the year


@dataclass(frozen=True)
class Reading:
    """Records up to *today*; *since* is the day of the last visit, None where there was none."""

    journal: Journal
    today: date
    since: date | None
    _read: dict[type[Record], list[Record]] = field(default_factory=dict, repr=False)
    _authors: dict[str, None] = field(default_factory=dict, repr=False)

    def all(self, kind: type[R]) -> list[R]:
        """Return all records of *kind*, also those that are still to come, oldest first."""
        if kind not in self._read:
            self._read[kind] = cast("list[Record]", self.journal.all(kind))
        return cast("list[R]", self._read[kind])

    def so_far(self, kind: type[R]) -> list[R]:
        """Return the records of *kind* up to today, oldest first."""
        return [record for record in self.all(kind) if record.happened_on <= self.today]

    def recent(self, kind: type[R]) -> list[R]:
        """Return the records of *kind* from the day of the last visit up to today, oldest first."""
        return self.shown([record for record in self.so_far(kind) if self.is_recent(record.happened_on)])

    def is_recent(self, on: date) -> bool:
        """Say whether a day lies between the last visit and today, both included."""
        return on <= self.today and (self.since is None or on >= self.since)

    def shown(self, records: list[R]) -> list[R]:
        """Return *records*, and remember who wrote them."""
        self._authors.update(dict.fromkeys(record.author.strip() for record in records if record.author.strip()))
        return records

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote what was shown, in the order met."""
        return tuple(self._authors)

    def day(self, on: date, precision: Precision = Precision.DAY) -> str:
        """Return a day in its short form, with its year where that is in doubt."""
        if precision is Precision.DAY and abs(on - self.today) <= YEAR_IS_CLEAR:
            return dates.short_day(on)
        return dates.day(on, precision)

    def days(self, first: date, last: date) -> str:
        """Return a period in its short form, with years where they are in doubt."""
        if first >= last:
            return self.day(first)
        if abs(first - self.today) <= YEAR_IS_CLEAR:
            return dates.period(first, last)
        dash = f"{dates.WORD_JOINER}–{dates.WORD_JOINER}"
        return f"{self.day(first)}{dash}{self.day(last)}"


def last_visit(journal: Journal, today: date) -> date | None:
    """Return the day of the last visit to the team before *today*."""
    earlier = journal.latest(Appointment, today - timedelta(1), is_team_visit=True)
    return earlier[0].happened_on if earlier else None


def next_visit(journal: Journal, today: date) -> Appointment | None:
    """Return the visit to the team on *today*, or the next one."""
    later = journal.between(Appointment, today, None, is_team_visit=True)
    return later[0] if later else None
