"""Everything leaves the journal in open formats, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.exporting import FORMATS, export
from journal.actions.importing import carry_out, preview
from journal.domain.patient import Patient
from journal.domain.problems import Problem
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult, VitalSign
from journal.exchange.export_csv import read_csv
from journal.exchange.export_json import read_json
from journal.reference.analytes import analytes
from journal.store.journal import Journal
from journal.store.opening import create
from journal.store.tables import KINDS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CEA = LabResult(
    happened_on=date(2026, 5, 1),
    happened_at=time(8, 5),
    analyte="cea",
    name="CEA",
    quantity=Quantity(Decimal("5.40"), "ng/mL", Comparator.LESS),
    printed="<5.40",
    low=Decimal("0.0"),
    high=Decimal("5"),
    flag="H",
    laboratory="Lab",
)
TEXT = LabResult(happened_on=date(2026, 5, 2), analyte="", name="Foo", printed="not found")
WEIGHT = VitalSign(happened_on=date(2026, 5, 2), analyte="weight", quantity=Quantity(Decimal("70.5"), "kg"))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        with journal.change("Add") as draft:
            patient = Patient(happened_on=date(2026, 1, 1), name="Anna Berg", born_on=date(1960, 1, 2), diagnosis="x")
            draft.save_all([patient, CEA, TEXT, WEIGHT])
        yield journal


def test_json_and_csv_read_back_equal(journal: Journal, tmp_path: Path) -> None:
    everything = list(journal.everything())
    export(journal, "json", tmp_path / "all.json", NOW)
    assert read_json(tmp_path / "all.json", KINDS) == everything
    for out in (tmp_path / "all.zip", tmp_path / "tables"):
        export(journal, "csv", out, NOW)
        assert read_csv(out, KINDS) == everything


def test_fhir_is_read_by_our_own_import(journal: Journal, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    export(journal, "fhir", out, NOW)
    with create(tmp_path / "other.journal") as other:
        carry_out(preview(out, other, NOW.date()), other)
        result, foo = other.all(LabResult)
        for name in ("happened_on", "happened_at", "analyte", "quantity", "low", "high", "flag", "laboratory"):
            assert getattr(result, name) == getattr(CEA, name), name
        assert result.quantity is not None
        assert str(result.quantity.value) == "5.40"
        assert (foo.name, foo.printed) == ("Foo", "not found")
        assert other.all(VitalSign)[0].quantity == WEIGHT.quantity
    assert preview(out, journal, NOW.date()).new == ()


def test_every_analyte_comes_back_from_fhir_under_any_name(tmp_path: Path) -> None:
    given: list[LabResult | VitalSign] = []
    for key, analyte in analytes().items():
        quantity = Quantity(Decimal("1.50"), analyte.unit)
        if analyte.is_vital:
            given.append(VitalSign(happened_on=CEA.happened_on, analyte=key, quantity=quantity))
        else:
            given.append(LabResult(happened_on=CEA.happened_on, analyte=key, name="Our own test", quantity=quantity))
            words = LabResult(happened_on=TEXT.happened_on, analyte=key, name="Own", loinc="1-8", printed="see note")
            given.append(words)
    out = tmp_path / "all.json"
    with create(tmp_path / "a.journal") as journal, create(tmp_path / "b.journal") as other:
        with journal.change("Add") as draft:
            draft.save_all(given)
        export(journal, "fhir", out, NOW)
        assert preview(out, journal, NOW.date()).new == ()
        carry_out(preview(out, other, NOW.date()), other)
        came: list[LabResult | VitalSign] = [*other.all(LabResult), *other.all(VitalSign)]
    assert sorted((r.analyte, str(r.quantity)) for r in came) == sorted((r.analyte, str(r.quantity)) for r in given)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_what_is_written_is_for_its_owner_alone(journal: Journal, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        for format in FORMATS:
            export(journal, format, tmp_path / f"all.{format}", NOW)
        export(journal, "csv", tmp_path / "folder", NOW)
    finally:
        os.umask(before)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > len(FORMATS) + 5
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_half_file(journal: Journal, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "all.zip"
    out.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem):
        export(journal, format, out, NOW)
    assert out.read_bytes() == b"before"
    assert list(folder.iterdir()) == [out]
    with pytest.raises(Problem):
        export(journal, format, tmp_path / "nowhere" / "all.zip", NOW)


@pytest.mark.parametrize("out", ["tables", "all.zip", "all.json"])
def test_a_disk_that_says_late_that_it_is_full(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    """On a network, room is counted when the bytes arrive: that is asked for before it is called done."""
    before = set(os.listdir(tmp_path))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem):
        export(journal, "json" if out.endswith("json") else "csv", tmp_path / out, NOW)
    assert set(os.listdir(tmp_path)) == before
