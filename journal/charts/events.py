"""What happened beside the values of a chart: treatments that began, scans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.domain.treatment import TreatmentLine
from journal.text.language import _


@dataclass(frozen=True)
class Event:
    """A treatment that began: its name as written down, and its number."""

    on: date
    name: str
    number: int

    @property
    def text(self) -> str:
        """What is said of it."""
        return _("{name} starts").format(name=self.name) if self.name.strip() else self.short_text

    @property
    def short_text(self) -> str:
        """The same where room is short."""
        return _("line {number}").format(number=self.number)


def line_starts(lines: Iterable[TreatmentLine], since: date, until: date) -> tuple[Event, ...]:
    """Return the treatments that began between two days, both included, oldest first."""
    began = [line for line in lines if since <= line.happened_on <= until]
    ordered = sorted(began, key=lambda line: (line.happened_on, line.number, line.id))
    return tuple(Event(line.happened_on, line.name, line.number) for line in ordered)
