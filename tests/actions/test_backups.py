"""Backups are checked, thinned like a calendar, compared with what stands, and a restore can be taken back."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions.backups import back_up, copies_of
from journal.actions.thinning import DAYS, HOURS, MONTHS, TIERS, WEEKS, staying
from journal.domain.notes import Note
from journal.store.faults import NoSuchJournal
from journal.store.integrity import check
from journal.store.opening import create, open_journal

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), max_size=60)


def write(path: Path, *texts: str) -> None:
    with open_journal(path) as journal, journal.change("Add") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text=text) for text in texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "anna.journal").close()
    write(tmp_path / "anna.journal", "one", "two")
    return tmp_path / "anna.journal"


@given(MOMENTS)
def test_the_newest_and_the_oldest_stay_and_thinning_twice_thins_no_more(moments: list[datetime]) -> None:
    kept = staying(moments)
    assert kept <= set(moments)
    assert staying(kept) == kept
    if moments:
        assert {min(moments), max(moments)} <= kept
    assert len(kept) <= sum(tier.count for tier in TIERS) + 2


@given(MOMENTS)
def test_every_recent_period_with_a_copy_keeps_its_newest(moments: list[datetime]) -> None:
    kept = staying(moments)
    for period, count in ((HOURS, 24), (DAYS, 14), (WEEKS, 8), (MONTHS, 36)):
        newest: dict[tuple[int, ...], datetime] = {}
        for moment in sorted(moments):
            newest[period(moment)] = moment
        assert set(sorted(newest.values())[-count:]) <= kept


@given(MOMENTS, st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1)))
def test_a_new_copy_removes_one_from_each_tier_at_most(moments: list[datetime], later: datetime) -> None:
    before = staying(moments)
    assert len(before - staying({*before, later})) <= len(TIERS)


def test_a_year_of_hourly_copies() -> None:
    start = datetime(2026, 1, 1)
    kept = staying(start + timedelta(hours=number) for number in range(24 * 365))
    assert len({moment.date() for moment in kept if moment > datetime(2026, 12, 18)}) == 14
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) < 60


def test_a_round_of_backups_goes_on_where_the_stick_is_away(path: Path, tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    outcome = back_up(path, NOW, stick, own=own)
    assert [copy.parent for copy in outcome.made] == [own]
    assert isinstance(outcome.failed[stick], NoSuchJournal)
    stick.mkdir()
    outcome = back_up(path, NOW + timedelta(hours=1), stick, own=own)
    assert not outcome.failed
    assert {copy.parent for copy in outcome.made} == {own, stick}
    assert all(check(copy) == check(path) for copy in outcome.made)
    assert [copy.made_at.hour for copy in copies_of(path, (own, stick))] == [10, 10, 9]


def test_thinning_takes_this_journal_s_copies_only(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    others = [own / "anna.journal", own / "anna 2026-99-99 9999.journal", own / "tom 2026-04-30 0900.journal"]
    copies = [own / f"anna 2026-04-30 09{minute:02d}.journal" for minute in range(3)]
    of_another = own / "anna 2026-04-30 0901 (2).journal"  # the same name, from another folder
    for file in (*others, *copies):
        file.write_bytes(path.read_bytes()[:16])
    of_another.write_bytes(b"TJn1 another one")
    outcome = back_up(path, NOW, own=own)
    assert outcome.thinned == (copies[1],)  # one an hour stays, and the oldest
    assert all(file.exists() for file in (*others, of_another, copies[0], copies[2]))


@pytest.mark.parametrize("years", [-10, 4])
def test_a_clock_that_was_wrong_crowds_out_no_copy(path: Path, tmp_path: Path, years: int) -> None:
    """Copies of four years stand there, and the clock is wrong by *years*: what is made then, and later, stays."""
    own = tmp_path / "own"
    own.mkdir()
    long_ago = [NOW - timedelta(days=30 * number) for number in range(48)]
    lately = [NOW - timedelta(days=number) for number in range(20)] + [NOW - timedelta(hours=n) for n in range(30)]
    for moment in dict.fromkeys((*long_ago, *lately)):
        shutil.copyfile(path, own / f"anna {moment:%Y-%m-%d %H%M}.journal")
    wrong = NOW.replace(year=NOW.year + years)
    for hours in range(3):
        outcome = back_up(path, wrong + timedelta(hours=hours), own=own)
        assert outcome.made[0].exists()
    right = [back_up(path, NOW + timedelta(hours=hours), own=own).made[0] for hours in range(1, 4)]
    assert all(copy.exists() for copy in right), "each of the last hours has its copy"
