"""What the two criteria for PET in solid tumours answer: their categories, the working and its codes."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from journal.domain.finding import Finding
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.rules.response.judged import JudgedValue

UPTAKE, GONE = "tumour-uptake", "GONE"  # what the reader says: no more than the tissue around it
NEW, YES = "new-lesion", "YES"


class Category(StrEnum):
    """What a PET points to."""

    CMR = "CMR"
    PMR = "PMR"
    SMD = "SMD"
    PMD = "PMD"
    NE = "NE"


OVERALL: Final = {category: f"pet.overall.{category.value.lower()}" for category in Category}


@dataclass(frozen=True, kw_only=True)
class Answer(JudgedValue):
    """One PET judged.  *value* is the uptake that the criterion reads, *nadir* the lowest before, the first among them.

    Where a report gives another kind of uptake, its value is shown and nothing is judged.
    """

    rule: str
    overall: Category
    record_ids: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What would have been needed."""
        return tuple(dict.fromkeys(name for why in self.reasons for name in why.missing))

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={"day": self.on, "rule": self.rule, "from_baseline": self.from_baseline},
            record_ids=self.record_ids,
            missing=self.missing,
            source=self.reasons[0].source,
            reasons=self.reasons,
        )


class PetCourse:
    """The values of one course by test and day."""

    def __init__(self, course: MarkerCourse, tests: Collection[str]) -> None:
        self._course = course
        self._first: dict[str, Decimal | None] = {}
        self._values: dict[tuple[str, date], MarkerValue] = {}
        self._ids: dict[date, list[str]] = {}
        days: set[date] = set()
        for value in course.values:
            if value.on <= course.started_on:
                self._first[value.analyte] = None if value.is_limit else value.value
            elif value.analyte in tests:
                days.add(value.on)
            self._values.setdefault((value.analyte, value.on), value)
            if value.record_id:
                self._ids.setdefault(value.on, []).append(value.record_id)
        self.days = sorted(days)

    def baseline(self, name: str) -> Decimal | None:
        """Return the last value on or before the start; None without one, or where only a limit was printed."""
        return self._first.get(name)

    def at(self, name: str, on: date) -> MarkerValue | None:
        """Return what was measured, or said, on that day."""
        return self._values.get((name, on))

    def says(self, name: str, on: date, word: str) -> bool:
        """Say whether the report used that word on that day."""
        value = self.at(name, on)
        return value is not None and value.word == word

    def lowest(self, name: str, before: date) -> Decimal | None:
        """Return the lowest value before a day, the baseline among them."""
        first = self.baseline(name)
        later = [v.value for v in self._course.of(name) if self._course.started_on < v.on < before]
        return min((value for value in (first, *later) if value is not None), default=None)

    def answer(
        self, on: date, rule: str, measures: tuple[str, str], category: Category, reasons: Sequence[Finding]
    ) -> Answer:
        """Return what *rule* says of one PET, with the values it reads, or else of the second of *measures*."""
        read, shown = measures
        measure = read if self.at(read, on) or self.baseline(read) is not None else shown
        now = self.at(measure, on)
        return Answer(
            on=on,
            rule=rule,
            value=now.value if now else None,
            baseline=self.baseline(measure),
            nadir=self.lowest(measure, on),
            overall=category,
            reasons=tuple(reasons),
            record_ids=tuple(self._ids.get(on, ())),
        )


@functools.cache  # the steps are few, and hold nothing of a person
def reason(code: str, source: str, missing: tuple[str, ...] = ()) -> Finding:
    """Return one step of the working."""
    return Finding(code=code, source=source, missing=missing)
