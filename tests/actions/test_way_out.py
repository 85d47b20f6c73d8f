"""Nobody is locked in: an export holds everything, and Python's standard library alone reads it back in full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from journal.actions.attaching import new_attachment
from journal.actions.exporting import export
from journal.actions.sample.writing import write_sample
from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.visits import Appointment
from journal.exchange.export_csv import read_csv
from journal.exchange.export_json import read_json
from journal.store import pieces
from journal.store.connection import connect
from journal.store.journal import Journal
from journal.store.opening import create, open_journal, unlocked
from journal.store.tables import KINDS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
WAY_OUT = Path(__file__).parents[1] / "way_out.py"
EXPORTS = (("json", "all.json"), ("csv", "all.zip"), ("csv", "tables"))
HOSTILE = 'Straße; "quoted", comma\r\nnew line \u202e =1+1 \U0001f600'


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The made-up journal with every kind of record in it, hostile words, and files of several sizes."""
    folder = tmp_path_factory.mktemp("way out")
    with write_sample(folder / "Marianne.journal", TODAY) as journal:
        scan, visit = journal.all(Scan)[-1], journal.all(Appointment)[-1]
        files: list[Attachment] = []
        for name, size, owner in (
            ("report.pdf", 1, scan),
            ("report.pdf", pieces.PIECE * 2 + 7, scan),
            ("=cmd|' /C calc'!A0.txt", 90_000, visit),
            ("letter, from home.pdf", 300, None),
        ):
            source = folder / "to attach" / str(len(files)) / name.replace("/", "_")
            source.parent.mkdir(parents=True)
            source.write_bytes(os.urandom(size))
            files.append(new_attachment(journal, source, owner, TODAY))
        with journal.change("Attach") as draft:
            draft.save_all(files)
            draft.save(Note(happened_on=TODAY, text=HOSTILE, private=True))
            draft.save(replace(scan, called_text=HOSTILE))
            draft.save(score_of(scan))
        assert {type(record) for record in journal.everything()} == set(KINDS)
        yield journal


def score_of(scan: Scan) -> ScanReading:
    """Return what the made-up person has none of: something that a scan says beside sizes."""
    return ScanReading(
        happened_on=scan.happened_on,
        scan_id=scan.id,
        rule=ReadingRule.PET,
        what="sul-peak",
        quantity=Quantity(Decimal("4.20")),
        printed=HOSTILE,
    )


def told(value: Any) -> Any:
    """Return *value* as JSON says it; written here anew, not with the code that exports."""
    if isinstance(value, Quantity):
        return {"value": str(value.value), "unit": value.unit, "comparator": value.comparator.value}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [told(part) for part in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def as_cell(value: Any) -> Any:
    """Return what the same value is in a cell of a table."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, dict) else "" if value is None else str(value)


def expected(journal: Journal, *, in_cells: bool) -> dict[str, Any]:
    records: dict[str, dict[str, Any]] = {}
    for record in journal.everything():
        values = {field.name: told(getattr(record, field.name)) for field in fields(record)}
        if in_cells:
            values = {name: as_cell(value) for name, value in values.items()}
        records.setdefault(type(record).__name__, {})[record.id] = values
    files = {file.id: [file.size, file.sha256] for file in journal.all(Attachment)}
    return {"records": records, "files": files}


@pytest.mark.parametrize(("format", "name"), EXPORTS)
def test_the_standard_library_alone_reads_everything_back(
    journal: Journal, tmp_path: Path, format: str, name: str
) -> None:
    export(journal, format, tmp_path / name, NOW)
    # -I -S: nothing but the standard library is in reach.
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(WAY_OUT), str(tmp_path / name)], capture_output=True, check=True
    )
    assert json.loads(answer.stdout) == expected(journal, in_cells=format == "csv")


@pytest.mark.parametrize(("format", "name"), EXPORTS)
def test_a_journal_made_from_an_export_is_the_same_journal(
    journal: Journal, tmp_path: Path, format: str, name: str
) -> None:
    out = tmp_path / name
    export(journal, format, out, NOW)
    records: list[Record] = read_json(out, KINDS) if format == "json" else read_csv(out, KINDS)
    with create(tmp_path / "again.journal") as again:
        with again.change("Again") as draft:
            for record in records:
                draft.put_back(record)
        assert list(again.everything()) == list(journal.everything())


@pytest.mark.parametrize("format", ["json", "fhir", "csv"])
def test_each_file_lies_there_under_its_name_with_an_index(journal: Journal, tmp_path: Path, format: str) -> None:
    out = tmp_path / ("all" if format == "csv" else "all.json")
    export(journal, format, out, NOW)
    folder = out / "files" if format == "csv" else tmp_path / "all files"
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 5
    assert names[-1] == "index.csv"
    assert any(name.endswith(" report.pdf") for name in names)
    if format == "fhir":
        bundle = json.loads(out.read_text("utf-8"))
        documents = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "DocumentReference"]
        assert len(documents) == 4
        assert all(each["content"][0]["attachment"]["url"].startswith("all%20files/000") for each in documents)


def test_a_journal_without_files_is_one_file_as_before(tmp_path: Path) -> None:
    with create(tmp_path / "a.journal") as journal:
        (tmp_path / "out").mkdir()
        export(journal, "json", tmp_path / "out" / "all.json", NOW)
        export(journal, "json", tmp_path / "out" / "all.json", NOW)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["all.json"]


@pytest.mark.parametrize(("format", "name"), EXPORTS)
def test_with_a_file_that_is_not_whole_nothing_is_left_half_written(tmp_path: Path, format: str, name: str) -> None:
    path = tmp_path / "a.journal"
    source = tmp_path / "report.pdf"
    source.write_bytes(os.urandom(pieces.PIECE * 2))
    with create(path) as journal, journal.change("Attach") as draft:
        draft.save(new_attachment(journal, source, None, TODAY))
    connection = connect(path, unlocked(path, None))
    connection.execute("DELETE FROM attachment_pieces WHERE number = 1")
    connection.close()
    (tmp_path / "out").mkdir()
    with open_journal(path) as journal, pytest.raises(Problem):
        export(journal, format, tmp_path / "out" / name, NOW)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_there_is_not_mixed_with_another_export(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "all files").mkdir()
    (tmp_path / "all files" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(Problem):
        export(journal, "json", tmp_path / "all.json", NOW)
    assert not (tmp_path / "all.json").exists()
    assert os.listdir(tmp_path / "all files") == ["mine.txt"]
