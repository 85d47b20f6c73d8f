"""Days as the person and a carer scored them, and weeks and months of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.symptoms import LEVELS, ScoredBy, SymptomEntry
from journal.rules.symptom_course import first_of_month, in_spans, monday_of, scored_days

DAY = date(2026, 5, 12)


def entry(level: int, by: ScoredBy = ScoredBy.PATIENT, on: date = DAY, symptom: str = "nausea") -> SymptomEntry:
    return SymptomEntry(happened_on=on, symptom=symptom, level=level, scored_by=by)


@pytest.mark.parametrize(
    ("own", "carer", "level", "differs"),
    [
        ((2,), (), 2, False),
        ((), (3,), 3, False),
        ((2,), (2,), 2, False),
        ((1,), (3,), 1, True),
        ((1, 4), (0,), 4, True),
    ],
)
def test_own_scores_count_before_a_carer_s(
    own: tuple[int, ...], carer: tuple[int, ...], level: int, differs: bool
) -> None:
    entries = [*map(entry, own), *(entry(each, ScoredBy.CARER) for each in carer)]
    (day,) = scored_days([*entries, entry(4, symptom="fatigue")], "nausea")
    assert (day.level, day.differs) == (level, differs)


@pytest.fixture
def western_clock() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "PST8"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone for a test")
def test_an_evening_in_the_west_is_the_same_day(western_clock: None) -> None:
    written = SymptomEntry(happened_on=DAY, symptom="nausea", level=1, written_at=datetime(2026, 5, 13, 4, tzinfo=UTC))
    assert not written.was_written_later
    (day,) = scored_days([written], "nausea")
    assert not day.was_written_later


levels = st.dictionaries(st.integers(0, 800), st.sampled_from(LEVELS), min_size=1, max_size=120)


@given(levels)
def test_no_day_is_lost_or_invented_in_weeks_and_months(course: dict[int, int]) -> None:
    days = scored_days([entry(level, on=DAY + timedelta(number)) for number, level in course.items()], "nausea")
    for begin in (monday_of, first_of_month):
        spans = in_spans(days, begin)
        assert sum(span.days for span in spans) == len(course)
        assert max(span.high for span in spans) == max(course.values())
        assert min(span.low for span in spans) == min(course.values())
        assert all(span.low <= span.median <= span.high for span in spans)
        assert [span.since for span in spans] == sorted({begin(day.on) for day in days})
