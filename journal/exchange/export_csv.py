"""Everything as tables: one CSV a kind of record, readable by any spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, Final, get_origin

from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.exchange.batch import bytes_of
from journal.exchange.plain import hints_of, plain_record, record_of

PARTS: Final = ("value", "unit", "comparator")


def file_name(kind: type[Record]) -> str:
    """Return the name of a kind's table: "lab_result.csv"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower() + ".csv"


def write(records: Iterable[Record], kinds: Sequence[type[Record]]) -> dict[str, bytes]:
    """Return one table a kind by file name, also of kinds without any record."""
    by_kind: dict[type[Record], list[Record]] = {kind: [] for kind in kinds}
    for record in records:
        by_kind[type(record)].append(record)
    return {file_name(kind): _table(kind, held) for kind, held in by_kind.items()}


def write_zip(
    whole: BinaryIO, tables: Mapping[str, bytes], now: datetime, files: Mapping[str, Iterable[bytes]] | None = None
) -> None:
    """Write *tables*, and *files* as their bytes come, as one zip file into *whole*."""
    moment = (max(now.year, 1980), now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in tables.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
        for name, pieces in (files or {}).items():
            # Reports and pictures are packed already; packing them again takes long and saves nothing.
            with archive.open(zipfile.ZipInfo(name, moment), "w") as file:
                for piece in pieces:
                    file.write(piece)


def _table(kind: type[Record], records: Sequence[Record]) -> bytes:
    hints = hints_of(kind)
    columns: list[str] = []
    for field in fields(kind):
        is_quantity = hints[field.name][0] is Quantity
        columns += [f"{field.name}_{part}" for part in PARTS] if is_quantity else [field.name]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    for record in records:
        row: list[Any] = []
        for name, value in plain_record(record).items():
            if hints[name][0] is Quantity:
                row += [value[part] for part in PARTS] if value is not None else ["", "", ""]
            else:
                row.append(_cell(value))
        writer.writerow(row)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")  # the mark tells spreadsheets that it is UTF-8


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def read_csv(source: Path, kinds: Sequence[type[Record]]) -> list[Record]:
    """Return the records of a zip or folder that was exported, kinds in the order of *kinds*."""
    found: list[Record] = []
    try:
        for kind, data in zip(kinds, _tables(source, kinds), strict=True):
            rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
            found += [record_of(kind, _fields(kind, row)) for row in rows]
    except (ValueError, KeyError, TypeError, InvalidOperation, csv.Error, zipfile.BadZipFile):
        raise Problem(N_("“{file}” is not a whole export of Treatment Journal."), file=source.name) from None
    return found


def _tables(source: Path, kinds: Sequence[type[Record]]) -> list[bytes]:
    if source.is_dir():
        return [bytes_of(source / file_name(kind)) for kind in kinds]
    with zipfile.ZipFile(io.BytesIO(bytes_of(source))) as archive:
        return [archive.read(file_name(kind)) for kind in kinds]


def _fields(kind: type[Record], row: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name, (hint, _) in hints_of(kind).items():
        if hint is Quantity:
            parts = {part: row[f"{name}_{part}"] for part in PARTS}
            given[name] = parts if parts["value"] else None
        elif hint is str and not hints_of(kind)[name][1]:
            given[name] = row[name]
        elif hint is bool:
            given[name] = row[name] == "yes"
        elif get_origin(hint) is tuple:
            given[name] = json.loads(row[name])
        elif row[name] == "" and hints_of(kind)[name][1]:
            given[name] = None
        else:
            given[name] = row[name]
    return given
