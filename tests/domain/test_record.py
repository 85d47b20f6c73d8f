"""What every record says of itself."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from journal.domain.notes import Note


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program cannot be changed here")
@pytest.mark.parametrize(
    ("zone", "written_at", "later"),
    [
        ("America/New_York", datetime(2026, 5, 2, 1, tzinfo=UTC), False),  # nine in the evening of the first
        ("America/New_York", datetime(2026, 5, 2, 13, tzinfo=UTC), True),
        ("Asia/Tokyo", datetime(2026, 5, 1, 14, tzinfo=UTC), False),
        ("Asia/Tokyo", datetime(2026, 5, 1, 15, tzinfo=UTC), True),  # midnight has passed there
        ("UTC", datetime(2026, 5, 1, 23, 59, tzinfo=UTC), False),
        ("UTC", datetime(2026, 5, 2, tzinfo=UTC), True),
    ],
)
def test_written_later_goes_by_the_person_s_own_calendar(
    zone: str, written_at: datetime, later: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert Note(happened_on=date(2026, 5, 1), text="x", written_at=written_at).was_written_later is later
    finally:
        monkeypatch.undo()
        time.tzset()
