"""Reading the project's own CSV sheets: header, rows with line numbers, and refusals that name the line."""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from journal.domain.problems import N_, Problem

MAX_DIGITS = 12
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Go through the rows of a UTF-8 sheet that must have *columns*, each with its line number."""
    return ((line, dict(zip(columns, cells, strict=True))) for line, cells in cells_of(path, columns))


def cells_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows of a UTF-8 sheet, each as its line number and its cells in the order of *columns*.

    Blank lines are passed over, a row that ends early has blank cells, and of two columns of one name the last counts.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Problem(N_("There is no file “{file}”. Check the name."), file=path.name) from None
    except UnicodeDecodeError as error:
        raise Problem(
            N_("“{file}” is not UTF-8 text (byte {byte}). Save the sheet as CSV UTF-8, then try again."),
            file=path.name,
            byte=error.start,
        ) from None
    except OSError:
        raise Problem(N_("“{file}” could not be read. Check the name and the disk."), file=path.name) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1
    try:
        header = [name.strip() for name in next(reader, ())]
        missing = [name for name in columns if name not in header]
        if missing:
            raise Problem(N_("Line 1: the column “{column}” is missing. Add it to the header."), column=missing[0])
        place_of = {name: place for place, name in enumerate(header)}
        places = [place_of[name] for name in columns]
        nameless = place_of.get("")
        begun = reader.line_num + 1
        for row in reader:
            if not row:
                continue
            line = reader.line_num
            if len(row) != len(header):
                row.extend([""] * (len(header) - len(row)))
            if len(row) > len(header) or (nameless is not None and row[nameless]):
                raise Problem(N_("Line {line}: there are more cells than columns. Check the commas."), line=line)
            yield line, [row[place].strip() for place in places]
            begun = line + 1
    except csv.Error:
        # A quotation mark that never ends runs to the end of the sheet; the mistake is where its row began.
        raise Problem(N_("Line {line}: this is not a proper CSV line. Check the quotes."), line=begun) from None


def day_in(text: str, line: int) -> date:
    """Return the day in a cell, written like 2026-05-12."""
    day = _day(text)
    if day is None:
        raise Problem(N_("Line {line}: “{word}” is not a date. Write it like 2026-05-12."), line=line, word=text)
    return day


@functools.lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):  # the standard library reads "2026-W19-2" as well
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def not_one_of(word: str, choices: Iterable[str], line: int, column: str) -> Problem:
    """Return the refusal of a word that is none of *choices*."""
    message = N_("Line {line}: “{word}” is not a {column}. Use one of: {choices}.")
    return Problem(message, line=line, word=word, column=column, choices=", ".join(choices))


def number_in(text: str, line: int, column: str) -> Decimal | None:
    """Return the number in a cell, written with a point or a comma; None where the cell is blank."""
    if not text:
        return None
    value = _decimal(text)
    if value is None:
        raise Problem(
            N_("Line {line}: “{word}” is not a number. Write the {column} in digits, like 12.5."),
            line=line,
            word=text,
            column=column,
        )
    return value


@functools.lru_cache(maxsize=4096)
def _decimal(text: str) -> Decimal | None:
    if len(text) > MAX_DIGITS or text.count(",") + text.count(".") > 1 or "_" in text:
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    # "1e99999" is a number too, but nothing that was ever measured, and too long to reckon with.
    return value if value.is_finite() and abs(value.adjusted()) <= MAX_DIGITS else None
