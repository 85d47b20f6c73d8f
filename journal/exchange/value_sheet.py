"""The sheet of values: columns case, date, analyte, value, unit, upper_limit, event; one row a value or an event."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from journal.domain.imaging import Response
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.domain.problems import N_, Problem
from journal.exchange.sheets import cells_of, day_in, not_one_of, number_in
from journal.reference.units import normalise_unit

COLUMNS: Final = ("case", "date", "analyte", "value", "unit", "upper_limit", "event")
START: Final = "start"
EVENTS: Final = (START, "surgery", "mouse-antibodies")
PLAIN: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class _Kind:
    """What may stand in the cells of one test: its units (with what they are times), or words instead of a number."""

    units: Mapping[str, Decimal] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    is_count: bool = False


_SAME: Final = Decimal(1)
_CHAIN: Final = _Kind({"mg/L": _SAME, "mg/dL": Decimal(10)})
_YES_OR_NO: Final = _Kind(words=("YES", "NO"))
KINDS: Final[Mapping[str, _Kind]] = {
    "psa": _Kind({"ng/mL": _SAME, "ug/L": _SAME}),
    "bone-new": _Kind(is_count=True),
    "ca-125": _Kind(dict.fromkeys(("U/mL", "kU/L", "[IU]/mL", "k[IU]/L"), _SAME)),
    "recist": _Kind(words=tuple(response.value for response in Response)),
    "m-protein": _Kind({"g/L": _SAME, "g/dL": Decimal(10)}),
    "urine-m-protein": _Kind({"mg/24h": _SAME, "g/24h": Decimal(1000), "mg/d": _SAME, "g/d": Decimal(1000)}),
    "flc-kappa": _CHAIN,
    "flc-lambda": _CHAIN,
    "flc-ratio": _Kind(),
    "plasma-cells": _Kind({"%": _SAME}),
    "clonal-cells": _Kind(words=("PRESENT", "ABSENT")),
    "immunofixation-serum": _Kind(words=("POSITIVE", "NEGATIVE")),
    "immunofixation-urine": _Kind(words=("POSITIVE", "NEGATIVE")),
    "plasmacytoma": _Kind({"mm2": _SAME, "cm2": Decimal(100)}),
    "new-lesion": _YES_OR_NO,
    "hypercalcaemia": _YES_OR_NO,
    "sul-peak": _Kind(),
    "liver-sul-mean": _Kind(),
    "liver-sul-sd": _Kind(),
    "suv-bsa": _Kind(),
    "suv-max": _Kind(),
    "tlg": _Kind(),
    "extent": _Kind({"mm": _SAME, "cm": Decimal(10)}),
    "cycles": _Kind(is_count=True),
    "tumour-uptake": _Kind(words=("GONE", "PRESENT")),
}
_NAMES: Final = {PLAIN.sub("", name): name for name in KINDS}


@dataclass
class _Case:
    """What the rows of one case have said so far; values by their day and test."""

    first_line: int
    start: date | None = None
    values: dict[tuple[date, str], MarkerValue] = field(default_factory=dict)
    events: list[tuple[date, str]] = field(default_factory=list)


def read_values(path: Path) -> Iterator[MarkerCourse]:
    """Go through the courses of a sheet, in the order in which their cases first appear; mistakes name their line."""
    cases: dict[str, _Case] = {}
    for line, (name, day, test, text, unit, upper_limit, word) in cells_of(path, COLUMNS):
        if not name:
            raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column="case")
        case = cases.get(name)
        if case is None:
            case = cases[name] = _Case(line)
        on = day_in(day, line)
        event = _event(word, line) if word else ""
        if event == START:
            if case.start not in (None, on):
                raise Problem(N_("Line {line}: this case began on another day above. Use the same start."), line=line)
            case.start = on
        elif event:
            case.events.append((on, event))
        if not test:
            if not event or text:
                raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column="analyte")
            continue
        value = _value(on, test, text, unit, upper_limit, line)
        if (on, value.analyte) in case.values:
            raise Problem(N_("Line {line}: this test already has a value on that date. Delete one."), line=line)
        case.values[on, value.analyte] = value
    for case in cases.values():
        if case.start is None:
            message = N_("Line {line}: this case has no start. Add a row with its date and the event “start”.")
            raise Problem(message, line=case.first_line)
    return (
        MarkerCourse(
            name,
            case.start,
            tuple([case.values[key] for key in sorted(case.values)]),
            tuple(sorted(case.events)),
        )
        for name, case in cases.items()
        if case.start is not None
    )


@functools.lru_cache(maxsize=1024)
def _analyte(word: str) -> str | None:
    return _NAMES.get(PLAIN.sub("", word.lower()))


def _value(on: date, test: str, text: str, unit_text: str, upper_limit: str, line: int) -> MarkerValue:
    analyte = _analyte(test)
    if analyte is None:
        raise not_one_of(test, tuple(KINDS), line, "analyte")
    kind = KINDS[analyte]
    if not text:
        raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column="value")
    if kind.words:
        if text.upper() not in kind.words:
            raise not_one_of(text, kind.words, line, "value")
        return MarkerValue(on, analyte, word=text.upper())
    is_limit = text.startswith("<")
    is_less = is_limit and not text.startswith("<=")
    number = _least_zero(text.removeprefix("<").lstrip("=").strip(), line, "value")
    upper = _least_zero(upper_limit, line, "upper_limit") if upper_limit else None
    if kind.is_count and (is_limit or number != number.to_integral_value()):
        raise Problem(N_("Line {line}: “{word}” is not a whole number. Count once more."), line=line, word=text)
    if not kind.units:
        return MarkerValue(on, analyte, number, is_limit, upper_limit=upper, is_less=is_less)
    unit = normalise_unit(unit_text.replace("²", "2"))
    if unit not in kind.units:
        raise not_one_of(unit_text, tuple(kind.units), line, "unit")
    times = kind.units[unit]
    upper = None if upper is None else upper * times
    return MarkerValue(on, analyte, number * times, is_limit, upper_limit=upper, is_less=is_less)


def _least_zero(text: str, line: int, column: str) -> Decimal:
    number = number_in(text, line, column)
    if number is None:
        raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column=column)
    if number < 0:
        raise Problem(N_("Line {line}: a value cannot be less than 0. Check it."), line=line)
    return number


def _event(word: str, line: int) -> str:
    event = word.lower().replace(" ", "-")
    if event not in EVENTS:
        raise not_one_of(word, EVENTS, line, "event")
    return event
