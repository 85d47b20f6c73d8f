"""What a course of treatment says of marker values, whoever wrote it down: the journal or a sheet."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MarkerValue:
    """One value of one test.  With *is_limit* it was printed as "< value"; *word* is said instead of a number."""

    on: date
    analyte: str
    value: Decimal | None = None
    is_limit: bool = False
    word: str = ""
    upper_limit: Decimal | None = None  # the laboratory's own, in the unit of the value
    record_id: str = ""
    is_less: bool = False  # of a limit: "< value", where "<= value" may be the value itself


@dataclass(frozen=True)
class MarkerCourse:
    """The values of one case from before a treatment's start to its last, oldest first; *events* with their days."""

    case: str
    started_on: date
    values: tuple[MarkerValue, ...]
    events: tuple[tuple[date, str], ...] = ()

    def of(self, analyte: str) -> tuple[MarkerValue, ...]:
        """Return the values of one test."""
        return self._by_test.get(analyte, ())

    @functools.cached_property
    def _by_test(self) -> Mapping[str, tuple[MarkerValue, ...]]:
        tests: dict[str, list[MarkerValue]] = {}
        for value in self.values:
            tests.setdefault(value.analyte, []).append(value)
        return {test: tuple(values) for test, values in tests.items()}
