"""What an entry went through can be read, and any earlier state of it, or of everything, comes back in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.actions.entry_words import known_names, moment_words
from journal.actions.sample.writing import write_sample
from journal.actions.time_machine import apart, bring_all_back, bring_back, moments_of
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.store.opening import create

DAY = date(2026, 5, 1)
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


def hours_apart(path: Path, author: str = "Anna") -> Journal:
    """Return a new journal in which an hour passes with each change."""
    ticks = count()
    return create(path, author=author, clock=lambda: START + timedelta(hours=next(ticks)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anna.journal"


def save(journal: Journal, *records: Record, label: str = "Write") -> None:
    with journal.change(label) as draft:
        draft.save_all(records)


def test_each_change_of_an_entry_says_who_when_and_what_stood_before(path: Path) -> None:
    note, other = Note(happened_on=DAY, text="first"), Note(happened_on=DAY, text="another")
    with hours_apart(path) as journal:
        save(journal, note, other, label="Note added")
        journal.author = "Tom"
        save(journal, replace(note, text="second", author="", written_at=None), label="Note changed")
        with journal.change("Note taken out") as draft:
            draft.delete(note)
        journal.undo()
        told = moments_of(journal, [note])
        words = [moment_words(moment, known_names(journal)) for moment in told]
    assert [moment.author for moment in told] == ["Tom", "Tom", "Tom", "Anna"]
    assert [moment.at for moment in told] == [START + timedelta(hours=hour) for hour in (3, 2, 1, 0)]
    assert [each.label for each in words] == [
        "Taken back: Note taken out",
        "Note taken out",
        "Note changed",
        "Note added",
    ]
    (changed,) = words[2].steps
    assert [line.words for line in changed.lines] == ["Text: second. Before: first"]
    assert [len(moment.steps) for moment in told] == [1, 1, 1, 1], "another entry of the same change is not told"


def test_several_entries_are_told_together_and_come_back_as_they_stood(path: Path) -> None:
    notes = [Note(happened_on=DAY, text=text) for text in ("a", "b")]
    with hours_apart(path) as journal:
        save(journal, *notes)
        save(journal, replace(notes[0], text="a2"), replace(notes[1], text="b2"))
        save(journal, replace(notes[0], text="a3"))
        middle = moments_of(journal, notes)[1]
        with journal.change("Back") as draft:
            bring_back(journal, draft, middle.stood)
        assert sorted(note.text for note in journal.all(Note)) == ["a2", "b2"]
        journal.undo()
        assert sorted(note.text for note in journal.all(Note)) == ["a3", "b2"]


def test_what_comes_back_brings_what_it_belongs_to(path: Path) -> None:
    scan, lesion = Scan(happened_on=DAY), Lesion(happened_on=DAY, name="liver 1")
    size = Measurement(happened_on=DAY, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(12))
    with hours_apart(path) as journal:
        save(journal, scan, lesion, size)
        before = set(journal.everything())
        with journal.change("Delete") as draft:
            draft.delete(scan)
            draft.delete(lesion)
        (stood,) = moments_of(journal, [size])[1].stood
        with journal.change("Back") as draft:
            bring_back(journal, draft, [stood])
        assert set(journal.everything()) == before
        assert journal.agrees_with_history()


def test_a_state_comes_back_under_the_hand_that_wrote_it(path: Path) -> None:
    note = Note(happened_on=DAY, text="unsigned")
    with hours_apart(path, author="") as journal:
        save(journal, note)
        (stood,) = journal.all(Note)
        journal.author = "Tom"
        save(journal, replace(stood, text="signed", author=""))
        with journal.change("Back") as draft:
            bring_back(journal, draft, [stood])
        assert journal.all(Note) == [stood]
        assert journal.history()[0].author == "Tom", "the history says who brought it back"


def test_the_sample_as_it_was_stands_again_and_undo_takes_that_back(tmp_path: Path) -> None:
    with write_sample(tmp_path / "sample.journal", DAY) as journal:
        now = set(journal.everything())
        first, second = (sorted(journal.all(Scan), key=lambda scan: scan.happened_on)[place] for place in (0, -1))
        seq = journal.last_seq()
        with journal.change("Delete") as draft:
            draft.delete(first)
        save(journal, replace(second, note="changed"), Note(happened_on=DAY, text="since"))
        later = set(journal.everything())
        then = journal.as_it_was_after(seq)
        assert set(then) == now
        difference = apart(journal, then)
        assert {record.id for record in difference.since if isinstance(record, Note)}
        assert first in difference.back
        with journal.change("Everything back") as draft:
            bring_all_back(journal, draft, then)
        assert set(journal.everything()) == now
        assert apart(journal, then).is_none
        journal.undo()
        assert set(journal.everything()) == later
        assert journal.agrees_with_history()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_earlier_moment_comes_back_whole_in_one_step(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever was added, changed, deleted, undone and redone: each state that ever stood can stand again."""
    scans = [Scan(id=f"scan {number}", happened_on=DAY) for number in range(2)]
    lesions = [Lesion(id=f"lesion {name}", happened_on=DAY, name=name) for name in "ab"]
    sizes = [
        Measurement(id=f"{scan.id}, {lesion.id}", happened_on=DAY, scan_id=scan.id, lesion_id=lesion.id)
        for scan in scans
        for lesion in lesions
    ]
    with hours_apart(tmp_path / f"{uuid4().hex}.journal") as journal:
        save(journal, *scans, *lesions, *sizes)
        seen = {journal.last_seq(): set(journal.everything())}
        for _ in range(data.draw(st.integers(1, 8))):
            _do_something(journal, data, [*scans, *lesions, *sizes])
            seen[journal.last_seq()] = set(journal.everything())
        seq = data.draw(st.sampled_from(sorted(seen)))
        present = set(journal.everything())
        with journal.change("Back") as draft:
            bring_all_back(journal, draft, journal.as_it_was_after(seq))
        assert set(journal.everything()) == seen[seq]
        if draft.change is not None:
            assert len(journal.history(limit=1)) == 1
            journal.undo()
        assert set(journal.everything()) == present
        assert journal.agrees_with_history()


def _do_something(journal: Journal, data: st.DataObject, written: list[Record]) -> None:
    standing = list(journal.everything())
    what = data.draw(st.sampled_from(("change", "delete", "undo", "redo", "again")))
    if what == "undo":
        journal.undo()
    elif what == "redo":
        journal.redo()
    elif what == "again":
        ids = {record.id for record in standing}
        gone = [record for record in written if record.id not in ids]
        if gone:
            with journal.change("Again") as draft:
                bring_back(journal, draft, [data.draw(st.sampled_from(gone))])
    elif standing:
        record = data.draw(st.sampled_from(sorted(standing, key=lambda record: record.id)))
        with journal.change(what) as draft:
            _edit(draft, record, data.draw(TEXTS)) if what == "change" else draft.delete(record)


def _edit(draft: Draft, record: Record, text: str) -> None:
    draft.save(replace(record, note=text))  # type: ignore[call-arg]
