"""Deleted things wait in the bin, come back whole, and leave no byte when it is emptied on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.actions.backups import back_up
from journal.actions.bin import copies_holding, empty, in_the_bin, put_back
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import create, open_journal, unlocked
from tests.store.decrypted import pages

DAY = date(2026, 5, 1)
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
CANARY = "canary-7f3a-kanarienvogel"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anna.journal"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    ticks = count()
    with create(path, author="Anna", clock=lambda: START + timedelta(hours=next(ticks))) as journal:
        yield journal


def save(journal: Journal, *records: Record, label: str = "Write") -> None:
    with journal.change(label) as draft:
        draft.save_all(records)


def delete(journal: Journal, *records: Record) -> None:
    with journal.change("Delete") as draft:
        for record in records:
            draft.delete(record)


def note(text: str) -> Note:
    return Note(id=text, happened_on=DAY, text=text)


def test_the_bin_lists_what_left_when_and_by_whose_hand(journal: Journal) -> None:
    save(journal, note("a"), note("b"), note("c"))
    delete(journal, note("a"))
    journal.author = "Tom"
    delete(journal, note("b"))
    save(journal, note("d"))
    journal.undo()
    found = in_the_bin(journal)
    assert [(each.record.id, each.step.author, each.was_deleted) for each in found] == [
        ("d", "Tom", False),
        ("b", "Tom", True),
        ("a", "Anna", True),
    ]
    assert found[-1].step.at == START + timedelta(hours=1)


def scan_with_sizes() -> tuple[Scan, Lesion, Measurement]:
    scan, lesion = Scan(id="scan", happened_on=DAY), Lesion(id="lesion", happened_on=DAY, name="liver 1")
    return scan, lesion, Measurement(id="size", happened_on=DAY, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(12))


def test_a_scan_comes_back_with_its_sizes_in_one_step(journal: Journal) -> None:
    scan, lesion, size = scan_with_sizes()
    save(journal, scan, lesion, size)
    before = set(journal.everything())
    delete(journal, scan)
    (found,) = in_the_bin(journal)
    assert found.record == journal.as_it_was_after(1)[0]
    assert [type(part) for part in found.parts] == [Measurement]
    with journal.change("Back") as draft:
        put_back(journal, draft, [found])
    assert set(journal.everything()) == before
    assert in_the_bin(journal) == ()
    journal.undo()
    assert len(in_the_bin(journal)) == 1


def test_a_part_that_was_deleted_before_its_whole_brings_the_whole_back(journal: Journal) -> None:
    scan, lesion, size = scan_with_sizes()
    save(journal, scan, lesion, size)
    delete(journal, size)
    delete(journal, scan)
    assert [each.record.id for each in in_the_bin(journal)] == ["scan", "size"]
    with journal.change("Back") as draft:
        put_back(journal, draft, in_the_bin(journal)[1:])
    assert {record.id for record in journal.everything()} == {"scan", "lesion", "size"}


def test_what_is_in_the_bin_stays_over_closing_and_backups(path: Path, journal: Journal, tmp_path: Path) -> None:
    save(journal, note("a"))
    delete(journal, note("a"))
    journal.close()
    (tmp_path / "own").mkdir()
    (copy,) = back_up(path, datetime(2026, 6, 1, 8, 0), own=tmp_path / "own").made
    with open_journal(copy, read_only=True) as held:
        assert [each.record.id for each in in_the_bin(held)] == ["a"]


@pytest.mark.parametrize("how", ["deleted", "taken back", "in an earlier wording", "among much else"])
def test_emptying_leaves_no_byte_behind(path: Path, journal: Journal, how: str) -> None:
    """Neither in the tables, nor in the history, nor in any page of the file or its log, free or not."""
    others = [note(f"stays {number}") for number in range(400 if how == "among much else" else 3)]
    save(journal, *others, note(CANARY), label=f"Note added: {CANARY}")
    if how == "in an earlier wording":
        save(journal, replace(note(CANARY), text="other words"), label=f"{CANARY} changed")
    if how == "taken back":
        journal.undo()
        save(journal, *others)
    else:
        delete(journal, note(CANARY))
    key = unlocked(path, None)
    journal.clean()
    assert CANARY.encode() in pages(path, key) or how == "among much else", "the test would see it"
    standing = set(journal.everything())
    assert empty(journal)
    assert CANARY.encode() not in pages(path, key)
    assert not path.with_name(f"{path.name}-wal").read_bytes()
    told = journal.history()
    assert CANARY not in "".join(change.label for change in told)
    assert all(record.id != CANARY for change in told for record in (*change.before(), *change.after()))
    assert in_the_bin(journal) == ()
    assert set(journal.everything()) == standing
    assert told[0].action == "emptied"
    assert "1 entry" in told[0].label
    journal.close()
    assert check(path).records == len(standing)
    assert CANARY.encode() not in pages(path, key)


def test_undo_and_redo_step_over_what_was_erased(journal: Journal) -> None:
    save(journal, note("stays"), label="first")
    save(journal, note("goes"), label="second")
    save(journal, replace(note("stays"), text="changed"), label="third")
    delete(journal, note("goes"))
    empty(journal)
    labels = []
    while (change := journal.undo()) is not None:
        labels.append(change.label)
        assert journal.agrees_with_history()
    assert labels == ["third", "first"]
    assert list(journal.everything()) == []
    labels = []
    while (change := journal.redo()) is not None:
        labels.append(change.label)
    assert labels == ["first", "third"]
    assert [each.text for each in journal.all(Note)] == ["changed"]
    assert journal.agrees_with_history()


def test_redo_that_waits_is_neither_lost_nor_brings_back_what_was_erased(journal: Journal) -> None:
    save(journal, note("stays"))
    save(journal, replace(note("stays"), text="changed"), label="the change")
    save(journal, note("goes"))
    journal.undo()
    journal.undo()
    empty(journal)
    assert journal.redo() is not None
    assert [each.text for each in journal.all(Note)] == ["changed"]
    assert journal.redo() is None


def test_undo_ends_at_a_step_that_needs_what_was_erased(journal: Journal) -> None:
    scan, lesion, size = scan_with_sizes()
    other = Scan(id="other", happened_on=DAY)
    save(journal, scan, other, lesion, size)
    save(journal, replace(size, scan_id="other"), label="moved")
    save(journal, note("above"), label="above")
    delete(journal, scan)
    empty(journal)
    assert (change := journal.undo()) is not None
    assert change.label == "above"
    assert journal.undo() is None, "the size cannot go back to a scan that is no more"
    assert journal.redo() is not None
    assert journal.agrees_with_history()


def test_an_empty_bin_is_left_alone(journal: Journal) -> None:
    save(journal, note("a"))
    seq = journal.last_seq()
    assert journal.empty_bin(lambda count: "emptied", "erased") is None
    assert journal.last_seq() == seq


def test_copies_that_still_hold_it_are_named(path: Path, journal: Journal, tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    own.mkdir()
    stick.mkdir()
    here = [(START + timedelta(hours=hours)).astimezone() for hours in (-2, 0, 30)]
    save(journal, note("a"))  # at START
    delete(journal, note("a"))
    for now in here:
        back_up(path, now, chosen=stick, own=own)
    named = copies_holding(journal, in_the_bin(journal), [own, stick])
    assert {copy.path.parent.name for copy in named} == {"own", "stick"}
    assert {copy.made_at for copy in named} == {now.replace(tzinfo=None) for now in here[1:]}
    empty(journal)
    assert copies_holding(journal, in_the_bin(journal), [own, stick]) == ()


IDS = st.sampled_from("abcd")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), IDS, st.integers(0, 3)),
        st.tuples(st.just("delete"), IDS, st.none()),
        st.tuples(st.sampled_from(["undo", "redo", "empty", "back"]), st.none(), st.none()),
    ),
    min_size=3,
    max_size=16,
)


@given(steps=STEPS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_emptying_at_any_moment_changes_nothing_that_stands(
    tmp_path: Path, steps: list[tuple[str, str | None, int | None]]
) -> None:
    erased: set[str] = set()  # texts that must never be seen again, unless they are written again
    with create(tmp_path / f"{uuid4().hex}.journal", author="Anna") as journal:
        for step, name, number in steps:
            before = set(journal.everything())
            if step == "save":
                text = f"{name}{number}"
                erased.discard(text)
                save(journal, Note(id=str(name), happened_on=DAY, text=text))
            elif step == "delete":
                delete(journal, Note(id=str(name), happened_on=DAY, text=""))
            elif step == "back":
                with journal.change("Back") as draft:
                    put_back(journal, draft, in_the_bin(journal)[:1])
            elif step == "empty":
                gone = {each.record.id for each in in_the_bin(journal)}
                journal.empty_bin(lambda count: "emptied", "erased")
                assert set(journal.everything()) == before
                told = {record.id for change in journal.history() for record in (*change.before(), *change.after())}
                assert not gone & told
                erased |= {f"{name}{number}" for name in gone for number in range(4)}
            else:
                change = journal.undo() if step == "undo" else journal.redo()
                assert (change is None) == (set(journal.everything()) == before)
            assert not {each.text for each in journal.all(Note)} & erased
            assert journal.agrees_with_history()
