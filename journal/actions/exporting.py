"""Writing everything in an open format; the file is there whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.domain.problems import N_, Problem
from journal.domain.visits import Appointment
from journal.exchange import calendar, export_csv, export_fhir, export_json
from journal.exchange.writing import said_plainly, write_file
from journal.store.journal import Journal
from journal.store.tables import KINDS

OWNER_ONLY: Final = 0o600
FORMATS: Final = ("csv", "json", "fhir", "ics")


def export(journal: Journal, format: str, out: Path, now: datetime) -> None:
    """Write everything in *journal* to *out*: csv (a zip; a folder where *out* has no suffix), json, fhir, ics.

    FHIR holds results, vital signs, the diagnosis and medicines, ics the appointments: they have no place for more.
    """
    if format not in FORMATS:
        raise Problem(N_("There is no format “{word}”. Use one of: {choices}."), word=format, choices=FORMATS)
    if format == "csv":
        tables = export_csv.write(journal.everything(), KINDS)
        if out.suffix:
            write_file(out, export_csv.zipped(tables, now))
        else:
            _write_folder(out, tables)
    elif format == "json":
        write_file(out, export_json.write(journal.everything(), now))
    elif format == "fhir":
        write_file(out, export_fhir.write(journal.everything(), now))
    else:
        write_file(out, calendar.write(journal.all(Appointment), now))


def _write_folder(out: Path, tables: Mapping[str, bytes]) -> None:
    with said_plainly(out):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Problem(N_("“{file}” is there already. Choose another name or an empty folder."), file=out.name)
        beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=".export-"))
        try:
            for name, data in tables.items():
                (beside / name).touch(OWNER_ONLY)  # also where the folder is opened to others later
                (beside / name).write_bytes(data)
            if out.exists():
                out.rmdir()
            beside.replace(out)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
