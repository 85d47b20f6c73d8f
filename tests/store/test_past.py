"""The journal can be looked at as it was, told from the history alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from journal.domain.notes import Note
from journal.domain.record import Record
from journal.store.opening import create

START = datetime(2026, 5, 1, 9, tzinfo=UTC)


def test_every_moment_can_be_looked_at_again(path: Path) -> None:
    clock = iter(START + timedelta(hours=number) for number in range(20))
    seen: list[set[Record]] = [set()]
    with create(path, clock=lambda: next(clock)) as journal:

        def look() -> None:
            seen.append(set(journal.everything()))

        first, second = (Note(happened_on=date(2026, 5, 1), text=text) for text in ("one", "two"))
        with journal.change("Add") as draft:
            draft.save_all([first, second])
        look()
        with journal.change("Correct") as draft:
            draft.save(replace(first, text="one, corrected"))
        look()
        with journal.change("Delete") as draft:
            draft.delete(second)
        look()
        for step in (journal.undo, journal.undo, journal.redo):
            step()
            look()
        for number, records in enumerate(seen):
            moment = START + timedelta(hours=number) - timedelta(minutes=1)
            assert set(journal.as_it_was(moment)) == records
        assert journal.agrees_with_history()


def test_a_clock_that_was_wrong_once_hides_nothing(path: Path) -> None:
    clock = iter((datetime(2031, 1, 1, tzinfo=UTC), START))
    with create(path, clock=lambda: next(clock)) as journal:
        for text in ("written in a wrong year", "after it"):
            with journal.change("Add") as draft:
                draft.save(Note(happened_on=date(2026, 5, 1), text=text))
        assert len(journal.as_it_was(START)) == 2
