"""A sheet of results as it is typed: a day, a laboratory, and rows of text that show a result or become one.

What the rows say is read by `sheet_reading`; nothing is written before a person keeps the sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from journal.domain.record import new_id
from journal.domain.results import LabResult, VitalSign
from journal.exchange.matching import number_in
from journal.exchange.pasted_lines import PastedRow
from journal.exchange.printed_range import NUMBER, read_range
from journal.reference.analytes import analytes
from journal.text import numbers
from journal.text.language import _
from journal.text.names import analyte_name

Measured: TypeAlias = LabResult | VitalSign

_FROM: Final = re.compile(
    rf"(?:lod|lob|limit of detection|detection limit|limit|finds it from|from|over|>=?|≥)\s*[:=]?\s*({NUMBER})\s*%?",
    re.IGNORECASE,
)


class Column(StrEnum):
    """The columns of a sheet, in order."""

    TEST = "test"
    VALUE = "value"
    UNIT = "unit"
    RANGE = "range"
    NOTE = "note"


@dataclass(frozen=True)
class SheetRow:
    """One row as typed.  *offered* names the columns that stand "as last time"; *confirmed* the text that is right.

    *record* is the one that the row changes; None where it is a new one.
    """

    test: str = ""
    value: str = ""
    unit: str = ""
    range: str = ""
    note: str = ""
    flag: str = ""
    offered: frozenset[Column] = frozenset()
    confirmed: tuple[str, ...] = ()
    record: Measured | None = None
    id: str = field(default_factory=new_id)

    def text(self, column: Column) -> str:
        """Return what stands in *column*."""
        return str(getattr(self, column.value))

    def with_text(self, column: Column, text: str) -> SheetRow:
        """Return the row with *text* in *column*; it is then no longer as last time, and asked about anew."""
        kept = self.confirmed if text == self.text(column) else ()
        flag = "" if column is Column.VALUE and text != self.value else self.flag
        typed = {column.value: text}
        return replace(self, **typed, flag=flag, offered=self.offered - {column}, confirmed=kept)  # type: ignore[arg-type]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed into it."""
        return not any(self.text(column).strip() for column in Column if column not in self.offered)

    @property
    def is_as_kept(self) -> bool:
        """Say whether it shows its record just as it is in the journal."""
        if self.record is None:
            return False
        own = row_of(self.record)
        return all(self.text(column).strip() == own.text(column).strip() for column in Column)

    @property
    def is_waiting(self) -> bool:
        """Say whether a test stands there whose result is still blank."""
        return bool(self.test.strip()) and not self.value.strip()


@dataclass(frozen=True)
class Sheet:
    """A sheet as typed: its day, the laboratory and the rows."""

    day: date | None
    laboratory: str = ""
    rows: tuple[SheetRow, ...] = ()


@dataclass(frozen=True)
class LastTime:
    """The unit and the laboratory's range that a test had last time, as they are shown."""

    unit: str = ""
    range: str = ""


def is_ctdna(analyte: str) -> bool:
    """Say whether *analyte* is tumour DNA in blood, whose test has a limit from which it finds something."""
    known = analytes().get(analyte)
    return known is not None and known.is_ctdna


def detection_limit_in(text: str) -> Decimal | None:
    """Return the limit from which a test finds tumour DNA: "limit 0.01", "from 0.01 %"; None where it says none."""
    found = _FROM.fullmatch(text.strip())
    number = number_in(found.group(1)) if found is not None else None
    return number[0] if number is not None else None


def range_text(result: Measured) -> str:
    """Return the laboratory's own range as it is read and typed: "115 to 160", "under 5"."""
    if not isinstance(result, LabResult):
        return ""
    if is_ctdna(result.analyte) and result.detection_limit is not None:
        return _("from {limit}").format(limit=numbers.number(result.detection_limit))
    low = result.low
    if low is not None and result.high is not None:
        return _("{low} to {high}").format(low=numbers.number(low), high=numbers.number(result.high))
    if result.high is not None:
        return _("under {high}").format(high=numbers.number(result.high))
    if low is not None:
        return _("over {low}").format(low=numbers.number(low))
    return result.range_text


def value_text(result: Measured) -> str:
    """Return a result as the paper has it; the number as the reader writes it where nothing was printed."""
    if result.printed.strip():
        return result.printed.strip()
    return numbers.quantity(replace(result.quantity, unit="")) if result.quantity is not None else ""


def shown_text(result: Measured) -> str:
    """Return a result for a list: as the paper has it, but with no more digits than people can read."""
    quantity = result.quantity
    if quantity is None or str(numbers.readable(quantity.value)) == str(quantity.value):
        return value_text(result)
    return numbers.quantity(replace(quantity, unit=""))


def row_of(result: Measured) -> SheetRow:
    """Return the row that shows *result* and changes it."""
    name = result.name if isinstance(result, LabResult) else ""
    return SheetRow(
        test=analyte_name(result.analyte, name),
        value=value_text(result),
        unit=numbers.unit(result.quantity.unit) if result.quantity is not None else "",
        range=range_text(result),
        note=result.note,
        flag=result.flag if isinstance(result, LabResult) else "",
        record=result,
    )


def row_of_pasted(pasted: PastedRow) -> SheetRow:
    """Return the row for a result that was pasted."""
    return SheetRow(
        test=pasted.test,
        value=pasted.value,
        unit=pasted.unit,
        range=read_range(pasted.range).words or range_text(_with_range(pasted)),
        note=pasted.note,
        flag=pasted.flag,
    )


def _with_range(pasted: PastedRow) -> LabResult:
    found = read_range(pasted.range)
    return LabResult(happened_on=date.min, analyte="", low=found.low, high=found.high)


def offered(row: SheetRow, last: LastTime) -> SheetRow:
    """Return *row* with the unit and range of last time where these are blank, marked as offered."""
    taken = {
        column: text
        for column, text in ((Column.UNIT, last.unit), (Column.RANGE, last.range))
        if text and not (row.text(column).strip() and column not in row.offered)
    }
    if not taken:
        return row
    return replace(
        row,
        **{column.value: text for column, text in taken.items()},  # type: ignore[arg-type]
        offered=row.offered | frozenset(taken),
    )
