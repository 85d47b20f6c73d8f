"""What is exported can be read back, equal to the last digit."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.record import Record
from journal.domain.visits import Appointment
from journal.exchange import calendar, export_csv, export_json
from journal.store.tables import KINDS
from tests.records import records

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SETTINGS = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@SETTINGS
@given(st.data())
def test_every_kind_comes_back_equal(tmp_path: Path, kind: type[Record], data: st.DataObject) -> None:
    given = data.draw(st.lists(records(kind), max_size=3))
    path = tmp_path / "all.json"
    path.write_bytes(export_json.write(given, NOW))
    assert export_json.read_json(path, KINDS) == given
    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        export_csv.write_zip(file, export_csv.write(given, KINDS), NOW)
    assert export_csv.read_csv(path, KINDS) == given


def test_calendar_folds_and_escapes() -> None:
    visit = Appointment(
        id="a1",
        happened_on=date(2026, 5, 1),
        happened_at=time(10, 30),
        what_for="Bl\u00f6d, lang; \\ " + "\u00e4" * 80,
        place="a\nb",
    )
    data = calendar.write([visit, Appointment(happened_on=date(2026, 5, 2), what_for="x")], NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = data.decode("utf-8").replace("\r\n ", "")
    assert "DTSTART:20260501T103000\r\n" in text
    assert "SUMMARY:Bl\u00f6d\\, lang\\; \\\\ " + "\u00e4" * 80 in text
    assert "LOCATION:a\\nb" in text
    assert "UID:a1@treatment-journal\r\nDTSTAMP:20261124T120000Z" in text
    assert "DTSTART;VALUE=DATE:20260502" in text
