"""Records go in and come out as they were; a change is one transaction and one step of undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.patient import Patient
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.store.change import Change, Draft
from journal.store.faults import ReadOnlyPlace
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.store.tables import BY_KIND, KINDS
from tests.records import records

DAY = date(2026, 5, 1)


def cea(value: str, on: date = DAY) -> LabResult:
    return LabResult(happened_on=on, analyte="cea", quantity=Quantity(Decimal(value), "ng/mL"), printed=value)


def test_a_result_keeps_what_was_printed(journal: Journal) -> None:
    below = replace(cea("0.10"), quantity=Quantity(Decimal("0.10"), "ng/mL", Comparator.LESS), printed="< 0,10")
    with journal.change("Add CEA") as draft:
        draft.save(below)
    (read,) = journal.all(LabResult)
    assert read.quantity == Quantity(Decimal("0.10"), "ng/mL", Comparator.LESS)
    assert str(read.quantity.value) == "0.10"
    assert read.printed == "< 0,10"


def test_author_and_time_are_signed_once_and_stay(path: Path) -> None:
    first, second = datetime(2026, 5, 1, 9, tzinfo=UTC), datetime(2026, 5, 2, 9, tzinfo=UTC)
    with create(path, author="Anna", clock=lambda: first) as journal, journal.change("Add") as draft:
        draft.save(cea("5.4"))
    with open_journal(path, author="Tom", clock=lambda: second) as journal:
        (result,) = journal.all(LabResult)
        with journal.change("Correct") as draft:
            draft.save(replace(result, printed="5.5"))
        (result,) = journal.all(LabResult)
        assert (result.author, result.written_at) == ("Anna", first)
        assert [(change.author, change.at) for change in journal.history()] == [
            ("Tom", second),
            ("Anna", first),
        ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=25)
def test_every_kind_survives_its_table(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    kept = BY_KIND[kind]
    row = kept.encode(record)
    assert set(row) == set(kept.columns)
    assert kept.decode(row) == record


def test_period_includes_both_ends_and_comes_in_order(journal: Journal) -> None:
    days = [date(2026, 5, day) for day in (9, 1, 5, 3, 7)]
    late = replace(cea("9"), happened_on=date(2026, 5, 5), happened_at=time(18))
    with journal.change("Add") as draft:
        draft.save_all([*(cea("1", day) for day in days), late])
    found = journal.between(LabResult, date(2026, 5, 3), date(2026, 5, 7), analyte="cea")
    assert [result.happened_on.day for result in found] == [3, 5, 5, 7]
    assert found[2] == journal.get(LabResult, late.id)
    assert [result.happened_on.day for result in journal.latest(LabResult, date(2026, 5, 8), limit=2)] == [
        7,
        5,
    ]
    assert journal.between(LabResult, analyte="psa") == []


def test_a_span_runs_from_the_first_day_to_the_last(journal: Journal) -> None:
    assert journal.span(Note) is None
    days = [date(2026, 5, 3), date(2016, 2, 29), date(2027, 1, 1)]
    with journal.change("write") as draft:
        draft.save_all([Note(happened_on=day, text="x") for day in days])
    assert journal.span(Note) == (date(2016, 2, 29), date(2027, 1, 1))
    assert journal.span(Scan) is None


def test_one_day_s_records_come_in_the_order_they_were_written_in(path: Path) -> None:
    clock = iter(datetime(2026, 5, 1, hour, tzinfo=UTC) for hour in range(9, 20))
    with create(path, clock=lambda: next(clock)) as journal:
        for value in "12345678":  # ids are random and must not decide
            with journal.change("Add") as draft:
                draft.save(cea(value))
        assert [result.printed for result in journal.all(LabResult)] == list("12345678")
        assert [result.printed for result in journal.latest(LabResult, limit=2)] == ["8", "7"]


def test_an_error_in_the_block_changes_nothing(journal: Journal) -> None:
    def fail() -> None:
        with journal.change("Add") as draft:
            draft.save(cea("1"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert journal.count(LabResult) == 0
    assert journal.history() == ()


def test_a_measurement_without_its_scan_is_refused_whole(journal: Journal) -> None:
    lesion = Lesion(happened_on=DAY, name="Liver")
    stray = Measurement(happened_on=DAY, scan_id="nowhere", lesion_id=lesion.id, mm=Decimal(12))
    with pytest.raises(Exception, match="FOREIGN KEY"), journal.change("Add") as draft:
        draft.save_all([lesion, stray])
    assert journal.count(Lesion) == 0


def test_saving_what_stands_is_no_change(journal: Journal) -> None:
    with journal.change("Add") as draft:
        draft.save(cea("1"))
    with journal.change("Nothing") as draft:
        draft.save_all(journal.all(LabResult))
    assert draft.change is None
    assert len(journal.history()) == 1


def test_the_history_is_numbered_from_one(journal: Journal) -> None:
    assert journal.last_seq() == 0
    with journal.change("Add") as draft:
        draft.save(cea("1"))
    journal.undo()
    assert journal.last_seq() == journal.history()[0].seq == 2


def test_deleting_a_scan_takes_its_measurements_and_undo_brings_all_back(journal: Journal) -> None:
    scan, lesion = Scan(happened_on=DAY), Lesion(happened_on=DAY, name="Liver")
    size = Measurement(happened_on=DAY, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal("12.0"))
    with journal.change("Add scan") as draft:
        draft.save_all([size, lesion, scan])  # in any order
    before = list(journal.everything())
    with journal.change("Delete scan") as draft:
        draft.delete(scan)
    assert (journal.count(Measurement), journal.count(Lesion)) == (0, 1)
    journal.undo()
    assert list(journal.everything()) == before


def test_undo_and_redo_survive_closing(path: Path) -> None:
    with create(path) as journal:
        for value in "123":
            with journal.change(f"Add {value}") as draft:
                draft.save(cea(value))
        journal.undo()
    with open_journal(path) as journal:
        assert [r.printed for r in journal.all(LabResult)] != ["1", "2", "3"]
        undone, redone = journal.next_undo(), journal.next_redo()
        assert undone is not None
        assert redone is not None
        assert (undone.label, redone.label) == ("Add 2", "Add 3")
        journal.undo()
        journal.undo()
        assert journal.undo() is None
        assert [change.label for change in (journal.redo(), journal.redo(), journal.redo()) if change] == [
            "Add 1",
            "Add 2",
            "Add 3",
        ]
        assert journal.redo() is None
        assert sorted(result.printed for result in journal.all(LabResult)) == ["1", "2", "3"]


def test_a_new_change_ends_redo(journal: Journal) -> None:
    for value in "12":
        with journal.change(value) as draft:
            draft.save(cea(value))
    journal.undo()
    with journal.change("3") as draft:
        draft.save(cea("3"))
    assert journal.redo() is None
    undone = journal.undo()
    assert undone is not None
    assert undone.label == "3"


def test_watchers_hear_what_was_touched(journal: Journal) -> None:
    heard: list[Change] = []
    journal.watch(heard.append)
    with journal.change("Add") as draft:
        draft.save(cea("1"))
    journal.undo()
    assert [change.action for change in heard] == ["do", "undo"]
    assert all(change.touches(LabResult) and not change.touches(Scan) for change in heard)
    assert heard[0].after() == heard[1].before()


NAMES = st.sampled_from(["a", "b", "c"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.dictionaries(NAMES, st.integers(0, 4), min_size=1)),
        st.tuples(st.just("delete"), st.sets(NAMES, min_size=1)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.none()),
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_changes_undone_and_redone_give_the_same_journal(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "a.journal"
    with create(path, author="Anna") as journal:
        states = [list(journal.everything())]  # the pile of states that undo goes down
        undone: list[list[Record]] = []
        for action, what in steps:
            if action in ("undo", "redo"):
                change = journal.undo() if action == "undo" else journal.redo()
                pile, other = (states[1:], undone) if action == "undo" else (undone, states)
                assert (change is None) == (not pile)
                if change is not None and action == "undo":
                    undone.append(states.pop())
                elif change is not None:
                    other.append(undone.pop())
            else:
                with journal.change("Change") as draft:
                    for name in sorted(what):  # type: ignore[call-overload]
                        level = what[name] if isinstance(what, dict) else 0
                        entry = SymptomEntry(id=name, happened_on=DAY, symptom="nausea", level=level)
                        if action == "save":
                            draft.save(entry)
                        else:
                            draft.delete(entry)
                if draft.change is not None:
                    states.append(list(journal.everything()))
                    undone.clear()
            assert list(journal.everything()) == states[-1]
        while journal.undo() is not None:
            pass
        assert list(journal.everything()) == []
        while journal.redo() is not None:
            pass
        assert list(journal.everything()) == (undone[0] if undone else states[-1])


def test_read_only_takes_no_change(path: Path) -> None:
    with create(path) as journal, journal.change("Add") as draft:
        draft.save(Patient(happened_on=DAY, name="Anna"))
    with open_journal(path, read_only=True) as journal:
        assert journal.patient() is not None
        with pytest.raises(ReadOnlyPlace), journal.change("Add") as draft:
            draft.save(Note(happened_on=DAY, text="x"))
        with pytest.raises(ReadOnlyPlace):
            journal.undo()


def test_repr_tells_nothing(journal: Journal) -> None:
    note = Note(happened_on=DAY, text="canary")
    assert "canary" not in repr(note)
    with journal.change("Add") as draft:
        draft.save(note)
    assert "canary" not in repr(draft.change and draft.change.after())


def test_a_companion_adds_to_each_change_and_goes_with_it(journal: Journal) -> None:
    def companion(draft: Draft) -> None:
        if any(isinstance(record, LabResult) for record in draft.steps.values()):
            draft.save(Note(happened_on=DAY, text="came with it"))

    journal.accompany(companion)
    with journal.change("Add CEA") as draft:
        draft.save(cea("5.4"))
    assert (journal.count(LabResult), journal.count(Note)) == (1, 1)
    journal.undo()
    assert (journal.count(LabResult), journal.count(Note)) == (0, 0)
    journal.redo()
    assert (journal.count(LabResult), journal.count(Note)) == (1, 1)
    journal.accompany(None)
    with journal.change("Add CEA") as draft:
        draft.save(cea("5.5"))
    assert journal.count(Note) == 1
