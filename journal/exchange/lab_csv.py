"""Sheets of laboratory results: our own simple one, CDISC's LB domain, and what portals and spreadsheets write."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Final

from journal.domain.problems import N_, LeftOut, Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Precision, Record
from journal.domain.results import LabResult, VitalSign
from journal.exchange.batch import Batch, Person, text_of
from journal.exchange.matching import NO_UNIT, WRONG_UNIT, analyte_for, is_unsure, number_in
from journal.reference.tables import folded
from journal.reference.units import belongs

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": (
        "date",
        "LBDTC",
        "day",
        "sample date",
        "taken on",
        "collected",
        "collection date",
        "effective date",
        "Datum",
    ),
    "test": ("test", "analyte", "name", "test name", "LBTEST", "display name", "parameter", "component"),
    "code": ("LBTESTCD", "test code"),
    "value": ("value", "result", "LBORRES", "Wert"),
    "unit": ("unit", "units", "LBORRESU", "Einheit"),
    "low": ("low", "LBORNRLO", "lower limit", "range low"),
    "high": ("high", "LBORNRHI", "upper limit", "range high"),
    "flag": ("flag", "LBNRIND", "abnormal"),
    "loinc": ("loinc", "loinc code", "LBLOINC"),
    "laboratory": ("laboratory", "lab", "LBNAM"),
    "note": ("note", "notes", "comment"),
    "person": ("USUBJID", "PID", "patient", "patient id", "mrn", "subject"),
}
_FIELDS: Final = {folded(name): field for field, names in HEADERS.items() for name in names}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*)?)?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
NO_DATE = N_("{where}: there is no date that can be read. Write it like 2026-05-12.")
UNSURE_DATE = N_("{where}: is “{word}” day first or month first? Write it like 2026-05-12.")
UNSURE_NUMBER = N_("{where}: is “{word}” a thousand or a decimal? Write it with a point, or without a comma.")
MORE_CELLS = N_("{where}: there are more cells than headings. Put quotes around a number with a comma.")
NO_TEST = N_("{where}: the name of the test is blank.")
NO_VALUE = N_("{where}: the value is blank.")
NO_NUMBER = N_("{where}: the value of a vital sign must be a number.")


class _UnsureDateError(Exception):
    pass


def recognises(head: str) -> bool:
    """Say whether a file that begins with *head* has the headings of a sheet of results."""
    lines = head.lstrip("\ufeff\r\n \t").splitlines()
    return bool(lines) and {"value", "date"} <= set(_columns(_cells(lines[0])).values())


def read(path: Path) -> Batch:
    """Return the results of a sheet; a row that cannot be taken is left out, with its line number."""
    sheet = text_of(path, fallback="cp1252").replace("\x00", "")
    body = sheet.lstrip("\r\n \t")
    lines = body.splitlines()
    header = lines[0] if lines else ""
    columns = _columns(_cells(header))
    known = set(columns.values())
    if not {"date", "value"} <= known or not known & {"test", "code", "loinc"}:
        raise Problem(
            N_("“{file}” is not a sheet of results: its first line must name date, test and value."), file=path.name
        )
    skipped = len(sheet[: len(sheet) - len(body)].splitlines())
    reading = _Sheet()
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=_delimiter(header), strict=True)
    line = skipped + 1  # where a row begins; a quotation mark that never ends would run to the end of the sheet
    try:
        width = len(next(reader))
        line = skipped + reader.line_num + 1
        for cells in reader:
            named = {field: cells[at].strip() for at, field in columns.items() if at < len(cells)}
            if len(cells) > width and (any(cells[width:]) or _limit(named.get("unit", "")) is not None):
                reading.leave(line, MORE_CELLS, named)
            elif any(cell.strip() for cell in cells):
                reading.row(line, named)
            line = skipped + reader.line_num + 1
    except csv.Error:
        raise Problem(N_("Line {line} cannot be read. Look for a stray quotation mark."), line=line) from None
    return reading.batch()


def _delimiter(header: str) -> str:
    return max("\t;,", key=header.count)


def _cells(header: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=_delimiter(header)), [])
    except csv.Error:
        return []


def _columns(cells: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        field = _FIELDS.get(folded(cell))
        if field is not None and field not in found.values():
            found[at] = field
    return found


class _Sheet:
    def __init__(self) -> None:
        self._records: list[Record] = []
        self._left_out: list[LeftOut] = []
        self._people: dict[str, Person] = {}
        self._owners: dict[str, str] = {}

    def batch(self) -> Batch:
        return Batch(tuple(self._records), tuple(self._left_out), tuple(self._people.values()), self._owners)

    def leave(self, line: int, reason: str, cells: Mapping[str, str], kind: str = "results", **values: str) -> None:
        """Leave a row out, with its line and the reason."""
        where = str(line)
        self._left_out.append(
            LeftOut(
                kind=kind,
                reason=reason,
                values={"where": where, "person": cells.get("person", ""), **values},
                where=where,
            )
        )

    def row(self, line: int, cells: Mapping[str, str]) -> None:
        """Take one row, or leave it out with the reason."""
        person = cells.get("person", "")
        if person:
            self._people.setdefault(person, Person(person))
        try:
            when = _day(cells.get("date", ""))
        except _UnsureDateError:
            self.leave(line, UNSURE_DATE, cells, word=cells["date"])
            return
        names = [cells[field] for field in ("test", "code") if cells.get(field)]
        loinc, value = cells.get("loinc", ""), cells.get("value", "")
        if when is None or not value or not (names or loinc):
            self.leave(line, NO_DATE if when is None else NO_VALUE if not value else NO_TEST, cells)
            return
        if is_unsure(value, cells.get("unit", "")):
            self.leave(line, UNSURE_NUMBER, cells, word=value)
            return
        record = self._record(line, cells, names, when)
        if record is not None:
            self._records.append(record)
            if person:
                self._owners[record.id] = person

    def _record(
        self, line: int, cells: Mapping[str, str], names: list[str], when: tuple[date, time | None, Precision]
    ) -> Record | None:
        value, unit, loinc = cells["value"], cells.get("unit", ""), cells.get("loinc", "")
        number = number_in(value)
        quantity = Quantity(number[0], unit, number[1]) if number is not None else None
        analyte = analyte_for([loinc], names, unit, number is not None)
        kind = "vitals" if analyte and analyte.is_vital else "markers" if analyte and analyte.is_marker else "results"
        if analyte is not None and quantity is not None and not belongs(unit, analyte.key):
            self.leave(line, WRONG_UNIT if unit else NO_UNIT, cells, kind, unit=unit, test=analyte.name)
            return None
        on, at, precision = when
        if analyte is not None and analyte.is_vital:
            if quantity is None:
                self.leave(line, NO_NUMBER, cells, kind)
                return None
            return VitalSign(
                happened_on=on,
                happened_at=at,
                precision=precision,
                analyte=analyte.key,
                quantity=quantity,
                printed=value,
                note=cells.get("note", ""),
            )
        low, high = _limit(cells.get("low", "")), _limit(cells.get("high", ""))
        said = [cells.get("low", ""), cells.get("high", "")]
        return LabResult(
            happened_on=on,
            happened_at=at,
            precision=precision,
            analyte=analyte.key if analyte is not None else "",
            name=next(iter(names), ""),
            loinc=loinc,
            quantity=quantity,
            printed=value,
            low=low,
            high=high,
            range_text="–".join(said) if any(said) and low is None and high is None else "",
            flag=cells.get("flag", ""),
            laboratory=cells.get("laboratory", ""),
            note=cells.get("note", ""),
        )


def _limit(cell: str) -> Decimal | None:
    found = number_in(cell) if not is_unsure(cell) else None
    return found[0] if found is not None else None


def _day(cell: str) -> tuple[date, time | None, Precision] | None:
    iso = _ISO.fullmatch(cell)
    try:
        if iso is not None:
            year, month, day, hour, minute, second = (int(part) if part else None for part in iso.groups())
            at = time(hour, minute or 0, second or 0) if hour is not None else None
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return date(year or 0, month or 1, day or 1), at, precision
        dotted, slashed = _DOTTED.fullmatch(cell), _SLASHED.fullmatch(cell)
        if dotted is not None:  # points are only written day first
            day, month, year = (int(part) for part in dotted.groups())
            return date(year, month, day), None, Precision.DAY
        if slashed is not None:
            first, second, year = (int(part) for part in slashed.groups())
            if first <= 12 and second <= 12 and first != second:
                raise _UnsureDateError
            day, month = (first, second) if first > 12 else (second, first)
            return date(year, month, day), None, Precision.DAY
    except ValueError:
        return None
    return None
