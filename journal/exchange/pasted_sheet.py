"""A sheet of results copied from a portal, a PDF or a spreadsheet: text in, rows to look through out.

Nothing is judged and nothing is saved here.  What is no result is kept as `unread`, so that a person sees what was
passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from journal.exchange.pasted_lines import PastedRow, is_flag, is_range, is_unit, is_value, is_word, parted, row_in
from journal.exchange.printed_range import LABEL
from journal.reference.analytes import analyte_named
from journal.reference.tables import folded

MOST_LINES: Final = 2_000
MOST_LETTERS: Final = 200_000
_HEADERS: Final[Mapping[str, str]] = {
    "test": "test|tests|analyte|name|test name|component|parameter|investigation|analysis|"
    "Untersuchung|Analyse|Bezeichnung",
    "value": "value|result|results|your value|your result|Wert|Ergebnis|résultat",
    "unit": "unit|units|Einheit|unité",
    "range": "range|reference range|ref range|reference|normal range|standard range|reference interval|normal|"
    "biological reference interval|normal values|Referenzbereich|Referenz|Normwert|valeurs de référence",
    "low": "low|lower limit|range low",
    "high": "high|upper limit|range high",
    "flag": "flag|abnormal|abnormal flag|status|H/L",
    "date": "date|collected|collection date|sample date|taken on|Datum",
    "note": "note|notes|comment|comments",
}
_FIELDS: Final = {folded(name): field for field, names in _HEADERS.items() for name in names.split("|")}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
_DOTTED: Final = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b", re.ASCII)
_SLASHED: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", re.ASCII)
_DAY_MONTH: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4})\b", re.ASCII)
_MONTH_DAY: Final = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.ASCII)
_TAKEN: Final = re.compile(
    r"collect|sample|specimen|taken|drawn|observation|probenahme|entnahme|abnahme|prélèvement", re.IGNORECASE
)
_OTHER_DAY: Final = re.compile(r"birth|\bdob\b|born|print|report|geb|geburt|né[e]? le", re.IGNORECASE)
_LABORATORY: Final = re.compile(
    r"^(?:performing |testing )?(?:laboratory|lab|labor|laboratoire)\s*[:=]\s*(.+)$", re.IGNORECASE
)


@dataclass(frozen=True)
class PastedDay:
    """The results of one day; *day* is None where the text does not say it for certain."""

    day: date | None
    rows: tuple[PastedRow, ...]


@dataclass(frozen=True)
class PastedSheet:
    """All results of a text, oldest day first, the laboratory it names, and the lines that are no results."""

    days: tuple[PastedDay, ...] = ()
    laboratory: str = ""
    unread: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[PastedRow, ...]:
        """All results."""
        return tuple(row for day in self.days for row in day.rows)


def read_pasted(text: str) -> PastedSheet:
    """Return the results that *text* holds, in whatever shape it was copied."""
    lines = [line.rstrip() for line in text[:MOST_LETTERS].replace("\u00a0", " ").splitlines()[:MOST_LINES]]
    reading = _Reading()
    for cells in _as_table(lines):
        reading.table_row(*cells)
    if reading.columns is None and not reading.found:
        reading = _Reading()
        for line, words in _joined(lines):
            reading.line(line, words)
    return reading.sheet()


def day_in(text: str) -> date | None:
    """Return the day that *text* names; None where it names none, or could mean two ("03/04/2026")."""
    try:
        if found := _ISO.search(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DOTTED.search(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _SLASHED.search(text):
            first, second = int(found[1]), int(found[2])
            if first <= 12 and second <= 12 and first != second:
                return None
            day, month = (first, second) if second <= 12 else (second, first)
            return date(int(found[3]), month, day)
        if (found := _DAY_MONTH.search(text)) and found[2].casefold() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[2].casefold()) + 1, int(found[1]))
        if (found := _MONTH_DAY.search(text)) and found[1].casefold() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[1].casefold()) + 1, int(found[2]))
    except ValueError:
        return None
    return None


def _delimiter(lines: Sequence[str]) -> str:
    """Return what parts the cells: the sign that most lines have, a comma only where it cannot be a decimal sign."""
    filled = [line for line in lines if line.strip()]
    for sign in "\t;|":
        if sum(sign in line for line in filled) * 2 > len(filled):
            return sign
    commas = [line for line in filled if len(re.findall(r",(?!\d)|(?<!\d),", line)) >= 1 and line.count(",") >= 2]
    return "," if len(commas) * 2 > len(filled) else ""


def _as_table(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return the cells of each line, with its number; nothing where the text is no table."""
    delimiter = _delimiter(lines)
    if not delimiter:
        return []
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cells = next(csv.reader(io.StringIO(line), delimiter=delimiter, skipinitialspace=True), [])
            except csv.Error:
                cells = line.split(delimiter)
            rows.append((number, [cell.strip() for cell in cells]))
    return rows


def _joined(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines, with a name and the value, unit and range that follow on lines of their own as one."""
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not words:
            continue
        if found and _goes_on(found[-1][1], words):
            found[-1][1].append(words)
        else:
            found.append((number, [words]))
    return [(number, _in_order(parts)) for number, parts in found]


def _goes_on(block: Sequence[str], words: str) -> bool:
    """Say whether *words* belong to the test that *block* began."""
    if row_in(block[0]) is not None or row_in(words) is not None:
        return False
    lone = is_value(words) or is_word(words) or is_flag(words) or is_unit(words) or is_range(words)
    has_label = LABEL.match(words) is not None or words.casefold().rstrip(":") in ("value", "result", "your value")
    first = words.split()[0]
    begins_with_value = is_value(first) and len(words.split()) <= 6
    is_name = len(block[0]) <= 60 and not is_value(block[0]) and _LABORATORY.match(block[0]) is None
    return is_name and day_in(words) is None and (lone or has_label or begins_with_value)


def _in_order(parts: Sequence[str]) -> str:
    """Return the lines of one test as one: name, value, then the rest."""
    if len(parts) == 1:
        return parts[0]
    rest = [part for part in parts[1:] if part.casefold().rstrip(":") not in ("value", "result", "your value")]
    labelled = [part for part in rest if LABEL.match(part)]
    plain = [part for part in rest if part not in labelled]
    values = [part for part in plain if is_value(part.split()[0]) and not is_range(part)] or [
        part for part in plain if is_word(part)
    ]
    others = [part for part in plain if part not in values[:1]]
    return " ".join([parts[0], *values[:1], *others, *(LABEL.sub("", part) for part in labelled)])


class _Reading:
    """Collects what lines and cells say."""

    def __init__(self) -> None:
        self.columns: dict[int, str] | None = None
        self.day_columns: dict[int, date] = {}
        self.found: list[tuple[date | None, PastedRow]] = []
        self._unread: list[str] = []
        self._day: date | None = None
        self._is_sure = False
        self._laboratory = ""

    def sheet(self) -> PastedSheet:
        """Return what was found; rows without a day of their own are of the day that the text names."""
        days: dict[date | None, list[PastedRow]] = {}
        for day, row in self.found:
            days.setdefault(day or self._day, []).append(row)
        ordered = sorted(days, key=lambda day: (day is not None, day))
        return PastedSheet(
            tuple(PastedDay(day, tuple(days[day])) for day in ordered), self._laboratory, tuple(self._unread)
        )

    def line(self, number: int, words: str) -> None:
        """Take one line of words and numbers."""
        if self._head(words):
            return
        row = row_in(words, number)
        if row is None:
            self._unread.append(words)
        else:
            self.found.append((None, row))

    def _head(self, words: str) -> bool:
        """Take a line that names the laboratory or the day of the sample."""
        if named := _LABORATORY.match(words):
            self._laboratory = self._laboratory or named.group(1).strip()
            return True
        day = day_in(words)
        if day is None:
            return False
        is_taken = _TAKEN.search(words) is not None
        if is_taken and not self._is_sure:
            self._day, self._is_sure = day, True
        elif self._day is None and not _OTHER_DAY.search(words):
            self._day = day
        return row_in(words) is None or is_taken or _OTHER_DAY.search(words) is not None

    def table_row(self, number: int, cells: list[str]) -> None:
        """Take one row of a table: its heading, or a result."""
        filled = [cell for cell in cells if cell]
        if self._is_heading(cells):
            return
        if len(filled) == 1:
            self.line(number, filled[0])
            return
        if self.day_columns:
            self._wide_row(number, cells)
            return
        row, day = self._named_row(number, cells) if self.columns else self._loose_row(number, cells)
        if row is not None:
            self.found.append((day, row))
        elif not self._head(": ".join(filled)):
            self._unread.append(" ".join(filled))

    def _is_heading(self, cells: list[str]) -> bool:
        named = {at: _FIELDS[folded(cell)] for at, cell in enumerate(cells) if folded(cell) in _FIELDS}
        if any(is_value(cell) for cell in cells):
            return False
        days = {at: day for at, cell in enumerate(cells) if at and (day := day_in(cell)) is not None}
        if {"test", "value"} <= set(named.values()):
            self.columns = named
            return True
        if len(days) >= 2 or (days and "test" in named.values()):
            self.columns, self.day_columns = named, days
            return True
        return False

    def _wide_row(self, number: int, cells: list[str]) -> None:
        """Take a row with one test and a result for each of several days."""
        fields = self._fields(cells)
        test = fields.get("test", "") or cells[0]
        any_found = False
        for at, day in self.day_columns.items():
            if test and at < len(cells) and (is_value(cells[at]) or is_word(cells[at])):
                value, flag = parted(cells[at])
                row = PastedRow(test, value, fields.get("unit", ""), _range_of(fields), flag, "", number)
                self.found.append((day, row))
                any_found = True
        if not any_found:
            self._unread.append(" ".join(cell for cell in cells if cell))

    def _fields(self, cells: list[str]) -> dict[str, str]:
        return {field: cells[at] for at, field in (self.columns or {}).items() if at < len(cells)}

    def _named_row(self, number: int, cells: list[str]) -> tuple[PastedRow | None, date | None]:
        fields = self._fields(cells)
        test, shown = fields.get("test", ""), fields.get("value", "")
        if not test or not shown:
            return None, None
        value, flag = parted(shown)
        row = PastedRow(
            test,
            value,
            fields.get("unit", ""),
            _range_of(fields),
            flag or fields.get("flag", ""),
            fields.get("note", ""),
            number,
        )
        if not is_value(value) and (whole := row_in(f"{test} {shown}", number)) is not None:
            row = replace(
                row, test=whole.test, value=whole.value, unit=row.unit or whole.unit, flag=row.flag or whole.flag
            )
        return row, day_in(fields.get("date", ""))

    def _loose_row(self, number: int, cells: list[str]) -> tuple[PastedRow | None, date | None]:
        """Take a row without headings: each cell is what it looks like."""
        fields: dict[str, str] = {}
        day: date | None = None
        for cell in (cell for cell in cells if cell):
            kind = _kind_of(cell, fields)
            if kind == "date":
                day = day_in(cell)
            elif kind:
                fields[kind] = cell
            elif "test" in fields:
                fields["note"] = f"{fields.get('note', '')} {cell}".strip()
        if "test" not in fields:
            return None, None
        if "value" not in fields:
            return row_in(" ".join(cell for cell in cells if cell), number), day
        value, flag = parted(fields["value"])
        row = PastedRow(
            fields["test"],
            value,
            fields.get("unit", ""),
            _range_of(fields),
            flag or fields.get("flag", ""),
            fields.get("note", ""),
            number,
        )
        return row, day


def _range_of(fields: Mapping[str, str]) -> str:
    if fields.get("range"):
        return fields["range"]
    low, high = fields.get("low", ""), fields.get("high", "")
    if low and high:
        return f"{low} - {high}"
    return f"> {low}" if low else f"< {high}" if high else ""


def _kind_of(cell: str, before: Mapping[str, str]) -> str:
    """Return what a cell looks like, given what stands before it in its row."""
    if "test" not in before:
        known = analyte_named(cell) is not None
        is_name = any(letter.isalpha() for letter in cell) and not is_value(cell)
        return "date" if day_in(cell) is not None and not known else "test" if known or is_name else ""
    if day_in(cell) is not None and not is_value(cell):
        return "date"
    if "value" not in before and (is_value(cell) or is_word(cell)):
        return "value"
    if "value" in before and "range" not in before:
        if is_range(cell):
            return "range"
        if is_value(cell):  # two bare numbers behind the value are the limits
            return "high" if "low" in before else "low"
    if "flag" not in before and is_flag(cell):
        return "flag"
    return "unit" if "unit" not in before and is_unit(cell) else ""
