"""What the symptoms page reads and writes: days as sheets, two scorers, the running cycle against the one before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.actions import symptom_days as days
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create

TODAY = date(2026, 5, 12)
OWN, CARER = ScoredBy.PATIENT, ScoredBy.CARER


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as made:
        with made.change("Start") as draft:
            for place, key in enumerate(("nausea", "fatigue")):
                draft.save(TrackedSymptom(happened_on=TODAY, symptom=key, position=place))
        yield made


def felt(journal: Journal, symptom: str, levels: str, by: ScoredBy = OWN, last: date = TODAY) -> None:
    """Write down one digit a day, the last one on *last*; a point is a day without an entry."""
    with journal.change("Entries") as draft:
        for back, level in enumerate(reversed(levels)):
            if level != ".":
                on = last - timedelta(back)
                draft.save(SymptomEntry(happened_on=on, symptom=symptom, level=int(level), scored_by=by))


def cycles(journal: Journal, *days_ago: int) -> None:
    with journal.change("Cycles") as draft:
        line = TreatmentLine(happened_on=TODAY - timedelta(days_ago[0]), name="FOLFOX", cycle_days=14)
        draft.save(line)
        for number, back in enumerate(days_ago, 1):
            on = TODAY - timedelta(back)
            draft.save(Cycle(happened_on=on, line_id=line.id, number=number, state=CycleState.GIVEN))


def test_a_sheet_holds_what_is_followed_and_what_has_an_entry(journal: Journal) -> None:
    felt(journal, "diarrhea", "2", CARER)
    sheet = days.day_sheet(journal, TODAY, ("insomnia",))
    assert [row.key for row in sheet.rows] == ["nausea", "fatigue", "diarrhea", "insomnia"]
    assert [entry.level for entry in sheet.entries(CARER)] == [2]
    assert sheet.entries(OWN) == ()
    assert (sheet.cycle, sheet.cycle_day) == (None, None)


@pytest.mark.parametrize(("back", "day"), [(0, 1), (41, 42), (42, None)])
def test_a_day_lies_in_a_cycle_until_that_is_long_over(journal: Journal, back: int, day: int | None) -> None:
    cycles(journal, back)
    assert days.day_sheet(journal, TODAY).cycle_day == day


def test_each_scorer_writes_an_entry_of_their_own(journal: Journal) -> None:
    for who, level in ((OWN, 1), (CARER, 3), (OWN, 2)):
        row = days.day_sheet(journal, TODAY).rows[0]
        with journal.change("Nausea") as draft:
            days.score_day(draft, row, level, TODAY, who)
    (day,) = days.days_of(journal, "nausea", TODAY, TODAY).values()
    assert (day.own, day.carer, day.differs) == (2, 3, True)
    assert journal.count(SymptomEntry) == 2
    row = days.day_sheet(journal, TODAY).rows[0]
    with journal.change("Nausea") as draft:
        days.score_day(draft, row, None, TODAY, OWN)
    (day,) = days.days_of(journal, "nausea", TODAY, TODAY).values()
    assert (day.own, day.carer) == (None, 3)


def test_the_day_before_fills_only_what_is_blank(journal: Journal) -> None:
    felt(journal, "nausea", "30")
    felt(journal, "fatigue", "2.")
    before = days.day_sheet(journal, TODAY - timedelta(1))
    with journal.change("Same as the day before") as draft:
        days.copy_day_before(draft, days.day_sheet(journal, TODAY), before, OWN)
    assert {e.symptom: e.level for e in journal.between(SymptomEntry, TODAY)} == {"nausea": 0, "fatigue": 2}


@pytest.mark.parametrize(("levels", "back"), [("", 0), ("1", 1), ("1.11", 2), ("1" * 20, 0)])
def test_the_last_blank_day_is_offered(journal: Journal, levels: str, back: int) -> None:
    felt(journal, "nausea", levels)
    assert days.last_blank_day(journal, TODAY) == TODAY - timedelta(back)


def test_a_cycle_is_compared_with_the_one_before(journal: Journal) -> None:
    assert days.cycle_summary(journal, TODAY) is None
    cycles(journal, 18, 4)
    felt(journal, "nausea", "0" * 14 + "1320")  # day 1 to 4 of cycle 2
    felt(journal, "fatigue", "01.22200000000." + "0110")
    summary = days.cycle_summary(journal, TODAY)
    assert summary is not None
    assert (summary.number, summary.day, summary.before, summary.logged) == (2, 5, 1, 4 + 1)
    assert [(each.key, each.change) for each in summary.symptoms] == [("nausea", 1), ("fatigue", -1)]


def test_what_is_no_longer_followed_is_still_offered(journal: Journal) -> None:
    felt(journal, "diarrhea", "1")
    assert days.with_entries(journal) == ("diarrhea",)
    offered = days.choices(journal, days.with_entries(journal))
    assert [(each.key, each.is_followed) for each in offered] == [
        ("nausea", True),
        ("fatigue", True),
        ("diarrhea", False),
    ]
