"""Reading the reference tables."""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal

from journal.resources import resource


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of resources/reference/NAME.csv by column name."""
    with resource("reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        names, *cells = csv.reader(file)  # a DictReader takes three times as long, and each start reads two tables
    return [dict(zip(names, row, strict=True)) for row in cells if row]


def number(text: str) -> Decimal | None:
    """Return the number in a cell; None where it is blank."""
    return Decimal(text) if text else None


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several, divided by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def folded(text: str) -> str:
    """Return *text* as it is compared: letters and digits only, small, without accents ("CA 19-9" and "ca199")."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
