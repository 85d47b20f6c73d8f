"""Writing everything in an open format, attached files too; it is there whole, or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.visits import Appointment
from journal.exchange import calendar, export_csv, export_fhir, export_files, export_json
from journal.exchange.export_files import Placed
from journal.exchange.writing import said_plainly, write_file, writing
from journal.store.journal import Journal
from journal.store.tables import KINDS

OWNER_ONLY: Final = 0o600
OWNER_ONLY_FOLDER: Final = 0o700
FORMATS: Final = ("csv", "json", "fhir", "ics")
FILES: Final = "files"  # the folder of attached files in a CSV export


def export(journal: Journal, format: str, out: Path, now: datetime) -> None:
    """Write everything in *journal* to *out*: csv (a zip; a folder where *out* has no suffix), json, fhir, ics.

    FHIR holds results, vital signs, the diagnosis, medicines and documents, ics the appointments: they have no place
    for more.  Attached files lie in the zip or folder; of json and fhir in a folder beside, called like *out*.
    """
    if format not in FORMATS:
        raise Problem(N_("There is no format “{word}”. Use one of: {choices}."), word=format, choices=FORMATS)
    if format == "ics":
        write_file(out, calendar.write(journal.all(Appointment), now))
        return
    records = tuple(journal.everything())
    files = export_files.placed(records)
    if format == "csv":
        _write_tables(journal, records, files, out, now)
    else:
        _write_text(journal, export_json.write if format == "json" else export_fhir.write, records, files, out, now)


def _write_tables(
    journal: Journal, records: Sequence[Record], files: Sequence[Placed], out: Path, now: datetime
) -> None:
    tables = export_csv.write(records, KINDS)
    if files:
        tables |= {f"{FILES}/{export_files.INDEX}": export_files.index(files)}
    if out.suffix:
        with writing(out) as whole:
            pieces = {f"{FILES}/{each.file}": _bytes(journal, each) for each in files}
            export_csv.write_zip(whole, tables, now, pieces)
        return
    with _new_folder(out) as beside:
        for name, data in tables.items():
            (beside / name).parent.mkdir(exist_ok=True)
            (beside / name).write_bytes(data)
        _write_files(journal, files, beside / FILES)


Write = Callable[[Sequence[Record], datetime, Mapping[str, str]], bytes]


def _write_text(
    journal: Journal, write: Write, records: Sequence[Record], files: Sequence[Placed], out: Path, now: datetime
) -> None:
    """Write one file of text, and the attached files into a folder beside it."""
    if not files:
        write_file(out, write(records, now, {}))
        return
    folder = out.with_name(f"{out.stem} {FILES}")
    with _new_folder(folder) as beside:
        (beside / export_files.INDEX).write_bytes(export_files.index(files))
        _write_files(journal, files, beside)
        write_file(out, write(records, now, export_files.paths(files, folder.name)))


def _write_files(journal: Journal, files: Sequence[Placed], folder: Path) -> None:
    for each in files:
        with (folder / each.file).open("wb") as file:
            for piece in _bytes(journal, each):
                file.write(piece)


def _bytes(journal: Journal, placed: Placed) -> Iterator[bytes]:
    """Go through the bytes of a file; Problem at their end, if they are not what was attached."""
    digest = hashlib.sha256()
    for piece in journal.file_bytes(placed.attachment.sha256):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != placed.attachment.sha256:
        raise Problem(N_("An attached file is not whole in the journal. Check the journal, then export again."))


def _settle(path: Path) -> None:
    """Have the disk hold *path*: a disk on a network may say only now that it is full."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Lend a folder beside *out*, which takes its place when the block ends well."""
    with said_plainly(out):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Problem(N_("“{file}” is there already. Choose another name or an empty folder."), file=out.name)
        beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=".export-"))
        try:
            yield beside
            for path in beside.rglob("*"):  # also where the folder is opened to others later
                path.chmod(OWNER_ONLY_FOLDER if path.is_dir() else OWNER_ONLY)
                if path.is_file():
                    _settle(path)
            if out.exists():
                out.rmdir()
            beside.replace(out)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
