"""What a sheet says once its rows are read: records, what must be mended, and what is asked about.

A sheet is kept as one step, when nothing stands in the way any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from journal.actions.checks import ask_day, ask_unit, ask_value
from journal.actions.lab_sheet import (
    Column,
    Measured,
    Sheet,
    SheetRow,
    detection_limit_in,
    is_ctdna,
    range_text,
)
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Precision
from journal.domain.results import LabResult, VitalSign
from journal.exchange.matching import is_unsure, number_in
from journal.exchange.pasted_lines import is_unit, parted
from journal.exchange.printed_range import read_range
from journal.reference.analytes import Analyte, analyte_named, analytes
from journal.reference.tables import folded
from journal.reference.units import belongs, normalise_unit
from journal.store.change import Draft
from journal.text import numbers
from journal.text.names import analyte_name

BLOOD_PRESSURE: Final = ("bp_systolic", "bp_diastolic")
PRESSURE_NAMES: Final = frozenset({"bloodpressure", "bp", "rr", "blutdruck"})
CTDNA_NAMES: Final = frozenset({"ctdna", "circulatingtumourdna", "circulatingtumordna", "tumourdna", "tumordna"})
CTDNA_BY_UNIT: Final = {"%": "ctdna_vaf", "{MTM}/mL": "ctdna_mtm"}
COUNTED_GROUP: Final = "blood_count"  # its shares in percent are tests of their own
_PRESSURE: Final = re.compile(r"(\d{2,3})\s*/\s*(\d{2,3})")
_WITH_UNIT: Final = re.compile(r"((?:<=|>=|<|>|≤|≥)?\s*[+-]?\d[\d.,]*)\s*(\D.*)")


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with one cell, or asked about it.  *row* counts from 0.

    *question* names what is asked, so that "It is right" can be remembered; "" where the cell must be mended.
    """

    row: int
    column: Column
    problem: Problem
    question: str = ""

    @property
    def is_question(self) -> bool:
        """Say whether it may be answered "It is right"."""
        return bool(self.question)


@dataclass(frozen=True)
class SheetReading:
    """What a sheet says: the records of its rows, and what stands in the way of keeping them."""

    records: tuple[Measured, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    day_problem: Problem | None = None
    waiting: int = 0  # tests whose result is blank

    @property
    def can_be_kept(self) -> bool:
        """Say whether there is something to keep, and nothing in the way."""
        return bool(self.records) and not self.problems and self.day_problem is None


def read_sheet(sheet: Sheet, today: date, born_on: date | None = None, *, day_is_right: bool = False) -> SheetReading:
    """Return the records of *sheet* and its problems; rows whose result is blank are left out, not mistaken."""
    records: list[Measured] = []
    problems: list[CellProblem] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(sheet.rows):
        if row.is_blank or row.is_waiting:
            continue
        reading = _RowReading(number, row, sheet, today)
        for record in reading.records():
            first = seen.setdefault(key_of(record), number)
            if first != number:
                reading.ask(Column.TEST, Problem(N_("This test stands in row {row} already."), row=first + 1))
            records.append(record)
        problems += reading.problems
    waiting = sum(row.is_waiting for row in sheet.rows)
    return SheetReading(
        tuple(records), tuple(problems), None if day_is_right else ask_sheet_day(sheet.day, today, born_on), waiting
    )


def ask_sheet_day(day: date | None, today: date, born_on: date | None) -> Problem | None:
    """Ask about the day of a sheet."""
    if day is None:
        return Problem(N_("The day of the sample is blank. Write it like 12 May 2026."))
    return ask_day(day, today, born_on)


def confirm(row: SheetRow, problems: Iterable[CellProblem]) -> SheetRow:
    """Return *row* with what *problems* ask about it answered "It is right"."""
    answers = [problem.question for problem in problems if problem.is_question]
    return replace(row, confirmed=tuple(dict.fromkeys([*row.confirmed, *answers])))


def key_of(record: Measured) -> str:
    """Return what tells one test from another, also where the catalogue does not know it."""
    return record.analyte or f"own:{folded(record.name if isinstance(record, LabResult) else '')}"


def keep(draft: Draft, reading: SheetReading, before: Iterable[Measured] = ()) -> None:
    """Write what *reading* holds; of *before*, what no row stands for any more is deleted."""
    known = {record.id: record for record in before}
    kept = {record.id for record in reading.records}
    for record in known.values():
        if record.id not in kept:
            draft.delete(record)
    for record in reading.records:
        if record.id not in known:
            draft.save(record)
        elif known[record.id] != record:
            draft.save(replace(record, author="", written_at=None))


class _RowReading:
    """Reads one row, and collects what is wrong with it."""

    def __init__(self, number: int, row: SheetRow, sheet: Sheet, today: date) -> None:
        self._number, self._row, self._sheet = number, row, sheet
        self._day = sheet.day or today  # without a day, nothing is kept
        self.problems: list[CellProblem] = []

    def _mistake(self, column: Column, problem: Problem) -> None:
        self.problems.append(CellProblem(self._number, column, problem))

    def ask(self, column: Column, problem: Problem | None) -> None:
        """Note what is asked about, unless it was answered for just this text."""
        if problem is not None:
            question = f"{problem.message} {self._row.text(column)}"
            if question not in self._row.confirmed:
                self.problems.append(CellProblem(self._number, column, problem, question))

    def records(self) -> list[Measured]:
        """Return the records of the row: one, two for a blood pressure, none where it cannot be read."""
        row, before = self._row, self._row.record
        if before is not None and row.is_as_kept:
            return [self._placed(before)]
        test = row.test.strip()
        if not test:
            self._mistake(Column.TEST, Problem(N_("The test has no name. Write which test this is.")))
            return []
        if folded(test) in PRESSURE_NAMES:
            return self._pressures()
        value, _flag = parted(row.value)
        quantity = self._quantity(value)
        if isinstance(quantity, Problem):
            self._mistake(Column.VALUE, quantity)
            return []
        known = analyte_meant(test, quantity)
        if known is not None and known.is_vital:
            return self._vital_sign(known, quantity, value)
        return [self._result(test, known, quantity, value)]

    def _placed(self, before: Measured) -> Measured:
        placed = replace(before, **self._when(before))  # type: ignore[arg-type]
        return replace(placed, laboratory=self._sheet.laboratory) if isinstance(placed, LabResult) else placed

    def _when(self, before: Measured | None) -> dict[str, object]:
        if before is not None and before.happened_on == self._day:
            return {}
        return {"happened_on": self._day, "happened_at": None, "precision": Precision.DAY}

    def _pressures(self) -> list[Measured]:
        pressure = _PRESSURE.fullmatch(self._row.value.strip())
        if pressure is None:
            self._mistake(Column.VALUE, Problem(N_("A blood pressure is two numbers. Write it like 120/80.")))
            return []
        made: list[Measured] = []
        for key, value in zip(BLOOD_PRESSURE, pressure.groups(), strict=True):
            made += self._vital_sign(analytes()[key], Quantity(Decimal(value), "mm[Hg]"), value)
        return made

    def _quantity(self, value: str) -> Quantity | Problem | None:
        """Return the number with its unit; None where the result is in words."""
        unit = self._row.unit.strip()
        split = _WITH_UNIT.fullmatch(value)
        if split is not None and is_unit(split.group(2)) and (not unit or Column.UNIT in self._row.offered):
            value, unit = split.group(1).strip(), split.group(2).strip()
        before = self._row.record.quantity if self._row.record is not None else None
        if before is not None and unit == numbers.unit(before.unit):
            unit = before.unit  # as the paper has it, not as it is shown
        if is_unsure(value):
            return Problem(
                N_("Is “{word}” a thousand or a decimal? Write it with a point, or without a comma."), word=value
            )
        found = number_in(value)
        if found is not None:
            return Quantity(found[0], unit, found[1])
        if any(letter.isdigit() for letter in value):
            words = Problem(N_("“{word}” is not a number. Mend it, or keep it in these words."), word=value)
            self.ask(Column.VALUE, words)
        return None

    def _vital_sign(self, known: Analyte, quantity: Quantity | None, value: str) -> list[Measured]:
        name = analyte_name(known.key)
        if quantity is None or not quantity.is_exact:
            self._mistake(Column.VALUE, Problem(N_("{name} needs a number, without a sign before it."), name=name))
            return []
        if self._row.range.strip() and Column.RANGE not in self._row.offered:
            self._mistake(Column.RANGE, Problem(N_("{name} has no lab range. Leave this cell blank."), name=name))
        self._check(known, quantity)
        before = self._row.record
        sign = before if isinstance(before, VitalSign) and before.analyte == known.key else None
        sign = sign or VitalSign(happened_on=self._day, analyte=known.key, quantity=quantity)
        note = self._row.note.strip()
        return [replace(sign, **self._when(before), quantity=quantity, printed=value, note=note)]  # type: ignore[arg-type]

    def _check(self, known: Analyte, quantity: Quantity) -> None:
        unit_problem = ask_unit(quantity, known.key)
        self.ask(Column.UNIT, unit_problem)
        if unit_problem is None or quantity.value < 0:
            self.ask(Column.VALUE, ask_value(quantity, known.key))

    def _result(self, test: str, known: Analyte | None, quantity: Quantity | None, value: str) -> LabResult:
        analyte = known.key if known is not None else ""
        if known is not None and quantity is not None:
            self._check(known, quantity)
            if quantity.unit and not belongs(quantity.unit, known.key):
                analyte = ""  # in a unit of its own it is another test: it never joins the line
        before = self._row.record if isinstance(self._row.record, LabResult) else None
        named: dict[str, object] = {"analyte": analyte, "name": test}
        if before is not None and test == analyte_name(before.analyte, before.name):
            named = {}
        elif before is not None:
            named["loinc"] = ""
        result = before or LabResult(happened_on=self._day, analyte=analyte)
        return replace(
            result,
            **self._when(before),  # type: ignore[arg-type]
            **named,  # type: ignore[arg-type]
            **self._range(analyte),  # type: ignore[arg-type]
            quantity=quantity,
            printed=value,
            flag=self._row.flag or parted(self._row.value)[1],
            laboratory=self._sheet.laboratory.strip(),
            note=self._row.note.strip(),
        )

    def _range(self, analyte: str) -> dict[str, object]:
        """Return the fields that the range cell fills: two limits or words; of a ctDNA test, from where it finds it."""
        before, text = self._row.record, self._row.range.strip()
        if isinstance(before, LabResult) and text == range_text(before):
            return {}
        if is_ctdna(analyte) and (limit := detection_limit_in(text)) is not None:
            return {"detection_limit": limit, "low": None, "high": None, "range_text": ""}
        found = read_range(text)
        if found.runs_backwards:
            self._mistake(Column.RANGE, Problem(N_("The range runs from high to low. Check its two numbers.")))
        elif found.words and any(letter.isdigit() for letter in text):
            unread = Problem(N_("“{word}” is no range like 115 to 160. Mend it, or keep it in these words."), word=text)
            self.ask(Column.RANGE, unread)
        return {"low": found.low, "high": found.high, "range_text": found.words, "detection_limit": None}


def analyte_meant(test: str, quantity: Quantity | None = None) -> Analyte | None:
    """Return the test of the catalogue that a name means; None where it is a test of its own.

    "ctDNA" alone is told by the unit.  A share in percent of a count is not the count.
    """
    unit = normalise_unit(quantity.unit) if quantity is not None else ""
    if folded(test) in CTDNA_NAMES:
        return analytes()[CTDNA_BY_UNIT.get(unit, "ctdna_status")]
    known = analyte_named(test)
    is_share = known is not None and unit == "%" and known.group == COUNTED_GROUP and not belongs(unit, known.key)
    return None if is_share else known
