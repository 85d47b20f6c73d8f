"""Courses of marker values as a person would note them, for the tests of the criteria."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from journal.domain.marker_values import MarkerCourse, MarkerValue

START = date(2026, 1, 1)


def course(
    analyte: str, *values: str, limit: str | None = None, events: tuple[tuple[int, str], ...] = ()
) -> MarkerCourse:
    """Read "0: 100", "70: < 5": the day counted from the start of treatment, and the value; words stay words."""
    return mixed({analyte: values}, limit=limit, events=events)


def mixed(
    series: dict[str, tuple[str, ...]], limit: str | None = None, events: tuple[tuple[int, str], ...] = ()
) -> MarkerCourse:
    """Read several tests at once."""
    read = [_value(analyte, text, limit) for analyte, values in series.items() for text in values]
    dated = tuple((START + timedelta(days), event) for days, event in events)
    return MarkerCourse("case", START, tuple(sorted(read, key=lambda value: (value.on, value.analyte))), dated)


def visits(text: str, short: Mapping[str, str]) -> MarkerCourse:
    """Read "0 M 30 U 500; 28 M 15 U < 100": the day, then each test, by its *short* name or its own, with its value."""
    series: dict[str, list[str]] = {}
    for visit in text.split(";"):
        day, *words = visit.replace("< ", "<").replace("<= ", "<=").split()
        for name, value in zip(words[::2], words[1::2], strict=True):
            spaced = value.replace("<=", "<= ") if "<=" in value else value.replace("<", "< ")
            spaced = spaced.replace("/", " / ")
            series.setdefault(short.get(name, name), []).append(f"{day}: {spaced}")
    return mixed({name: tuple(values) for name, values in series.items()})


def _value(analyte: str, text: str, limit: str | None) -> MarkerValue:
    day, _colon, value = text.partition(": ")
    on = START + timedelta(int(day))
    value, _bar, own = value.partition(" / ")
    if value[0].isalpha():
        return MarkerValue(on, analyte, word=value)
    upper = own or limit
    number = Decimal(value.removeprefix("<").removeprefix("=").strip())
    high = Decimal(upper) if upper else None
    return MarkerValue(on, analyte, number, value[0] == "<", upper_limit=high, is_less=value[:2] == "< ")
