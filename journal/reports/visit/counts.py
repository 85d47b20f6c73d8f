"""Slot 5: what decides whether the next dose can be given: six counts, last and before, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.domain.results import LabResult
from journal.reference.analytes import analytes
from journal.reference.units import convert, normalise_unit
from journal.reports.printable import shortened, typed
from journal.reports.visit.reading import Reading
from journal.rules.markers.trend import against_range
from journal.text import numbers
from journal.text.language import _
from journal.text.names import analyte_name

SIX: Final = ("neutrophils", "platelets", "haemoglobin", "creatinine", "bilirubin_total", "alt")
LONGEST_VALUE: Final = 8  # signs in a cell; a longer number is looked up in the journal rather than cut
LONGEST_UNIT: Final = 18
DECIMALS_TURNED: Final = 2  # of a value turned into another unit
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
BLANK: Final = "–"
_SHORT: Final[Mapping[str, Callable[[], str]]] = {
    "bilirubin_total": lambda: _("Bilirubin"),
    "calcium_total": lambda: _("Calcium"),
    "protein_total": lambda: _("Protein"),
}


@dataclass(frozen=True)
class CountRow:
    """One test; *place* is "low" or "high" in words where the last value lies outside the laboratory's range.

    *note* and *before_note* are letters that the table's notes explain: another day, another unit.
    """

    name: str
    place: str
    last: str
    note: str
    before: str
    before_note: str
    unit: str


@dataclass(frozen=True)
class Counts:
    """The table, its headings, and what its signs and letters mean."""

    title: str
    test: str
    last_day: str
    before_day: str
    unit: str
    rows: tuple[CountRow, ...]
    notes: str


@dataclass(frozen=True)
class _Row:
    name: str
    last: LabResult | None
    before: LabResult | None


def counts(reading: Reading) -> Counts:
    """Return the six counts; one that was never measured leaves its place to another that is out of range."""
    rows = _rows(_by_analyte(reading))
    reading.shown([result for row in rows for result in (row.last, row.before) if result is not None])
    last_day = _usual_day([row.last for row in rows])
    before_day = _usual_day([row.before for row in rows])
    notes: dict[str, str] = {}
    shown = tuple(_shown(reading, row, last_day, before_day, notes) for row in rows)
    return Counts(
        title=_("Blood, weight, temperature"),
        test=_("Test"),
        last_day=_heading(reading, last_day) or _("last"),
        before_day=_heading(reading, before_day) or _("before"),
        unit=_("unit"),
        rows=shown,
        notes=_notes(shown, notes),
    )


def also_out_of_range(reading: Reading) -> tuple[int, int]:
    """Return how many tests beyond those in the table were out of range on the last day, and how many there were."""
    courses = _by_analyte(reading)
    shown = {row.last.analyte for row in _rows(courses) if row.last is not None}
    days = [course[-1].happened_on for key, course in courses.items() if key in shown]
    if not days:
        return 0, 0
    others = [c[-1] for key, c in courses.items() if key not in shown and c[-1].happened_on == max(days)]
    return sum(_place(result) != 0 for result in others), len(others)


def _by_analyte(reading: Reading) -> dict[str, list[LabResult]]:
    known = analytes()
    found: dict[str, list[LabResult]] = {}
    for result in reading.so_far(LabResult):
        analyte = known.get(result.analyte)
        if analyte is not None and not analyte.is_marker and not analyte.is_vital:
            found.setdefault(result.analyte, []).append(result)
    return found


def _rows(courses: dict[str, list[LabResult]]) -> list[_Row]:
    others = [key for key in analytes() if key in courses and key not in SIX and _place(courses[key][-1]) != 0]
    others.sort(key=lambda key: courses[key][-1].happened_on, reverse=True)
    rows: list[_Row] = []
    for key in SIX:
        shown = key if key in courses or not others else others.pop(0)
        course = courses.get(shown, [])
        before = course[-2] if len(course) > 1 else None
        rows.append(
            _Row(_SHORT[shown]() if shown in _SHORT else analyte_name(shown), course[-1] if course else None, before)
        )
    return rows


def _place(result: LabResult) -> int:
    return against_range(result) or 0


def _usual_day(results: Sequence[LabResult | None]) -> date | None:
    """Return the day that most of *results* share, the latest of two."""
    days = Counter(result.happened_on for result in results if result is not None)
    return max(days, key=lambda day: (days[day], day), default=None)


def _heading(reading: Reading, day: date | None) -> str:
    """Return a day that may stand on two lines."""
    return reading.day(day).replace(numbers.NO_BREAK, " ") if day is not None else ""


def _unit(printed: str) -> str:
    """Return a unit as people read it; nothing longer than any laboratory prints."""
    shown = typed(numbers.unit(printed))
    return shortened(shown, LONGEST_UNIT)


def _shown(
    reading: Reading, row: _Row, last_day: date | None, before_day: date | None, notes: dict[str, str]
) -> CountRow:
    unit = row.last.quantity.unit if row.last is not None and row.last.quantity is not None else ""
    before, before_note = BLANK, ""
    if row.before is not None:
        before, other_unit = _in_unit(row.before, unit)
        before_note = _letter(reading, row.before, before_day, other_unit, notes)
    place = _place(row.last) if row.last is not None else 0
    return CountRow(
        name=row.name,
        place={-1: _("low"), 0: "", 1: _("high")}[place],
        last=_value(row.last) if row.last is not None else BLANK,
        note=_letter(reading, row.last, last_day, "", notes) if row.last is not None else "",
        before=before,
        before_note=before_note,
        unit=_unit(unit),
    )


def _value(result: LabResult) -> str:
    quantity = result.quantity
    if quantity is None:
        words = typed(result.printed)
        return words if 0 < len(words) <= LONGEST_VALUE else _("in words")
    sign = numbers.quantity(quantity).removesuffix(f"{numbers.NO_BREAK}{numbers.unit(quantity.unit)}")
    return sign if len(sign) <= LONGEST_VALUE else _("long")


def _in_unit(result: LabResult, unit: str) -> tuple[str, str]:
    """Return the value in *unit*, and "" or its own unit where it cannot be turned into that."""
    quantity = result.quantity
    if quantity is None or normalise_unit(quantity.unit) == normalise_unit(unit) or not unit:
        return _value(result), ""
    turned = convert(quantity, result.analyte, unit)
    if turned is None:
        return _value(result), _unit(quantity.unit) or _("no unit")
    places = max(0, -int(turned.value.as_tuple().exponent))
    return numbers.number(turned.value, DECIMALS_TURNED if places > DECIMALS_TURNED else None), ""


def _letter(reading: Reading, result: LabResult, usual: date | None, other_unit: str, notes: dict[str, str]) -> str:
    """Return the letter of the note that a value needs, "" where it needs none."""
    day = reading.day(result.happened_on) if result.happened_on != usual else ""
    words = ", ".join(part for part in (day, other_unit) if part)
    if not words:
        return ""
    return notes.setdefault(words, LETTERS[len(notes)])


def _notes(rows: Sequence[CountRow], notes: dict[str, str]) -> str:
    sentences: list[str] = []
    if any(row.place for row in rows):
        sentences.append(_("low, high: outside this lab’s range"))
    if any(row.last == BLANK for row in rows):
        sentences.append(_("–: not written down"))
    sentences += _explained(notes)
    return " · ".join(sentences)


def _explained(notes: dict[str, str]) -> Iterator[str]:
    for words, letter in notes.items():
        yield _("{letter}: {words}").format(letter=letter, words=words)
