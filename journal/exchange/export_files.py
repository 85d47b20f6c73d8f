"""Attached files beside an export: where each goes, and the index that says which is which."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journal.domain.attachments import Attachment
from journal.domain.record import Record

INDEX = "index.csv"
COLUMNS = ("file", "id", "name", "media_type", "size", "sha256")


@dataclass(frozen=True)
class Placed:
    """An attached file and the name it has in an export."""

    attachment: Attachment
    file: str


def placed(records: Iterable[Record]) -> tuple[Placed, ...]:
    """Return the attached files among *records*, each under a name of its own: "0001 report.pdf"."""
    files = (record for record in records if isinstance(record, Attachment))
    return tuple(Placed(file, f"{number:04d} {file.name}") for number, file in enumerate(files, 1))


def index(files: Iterable[Placed]) -> bytes:
    """Return the table that says which attachment each file is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in files:
        kept = each.attachment
        writer.writerow([each.file, kept.id, kept.name, kept.media_type, kept.size, kept.sha256])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def paths(files: Iterable[Placed], folder: str) -> Mapping[str, str]:
    """Return where each file lies, by its attachment's id, seen from the export."""
    return {each.attachment.id: f"{folder}/{each.file}" for each in files}
