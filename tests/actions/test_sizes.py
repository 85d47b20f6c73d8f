"""What is typed into a cell of sizes: read, asked about, kept; and a spot that is followed in another way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions.sizes import (
    STATES_OF,
    Said,
    ask_size,
    follow_as,
    move_scan,
    read_new_lesion,
    read_said,
    write_said,
)
from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, NewLesion, Scan
from journal.domain.problems import Problem
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.language import set_language
from journal.text.names import lesion_state_name
from journal.text.sayings import say_problem

TARGET, WATCHED = LesionRole.TARGET, LesionRole.NON_TARGET


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


@pytest.mark.parametrize(
    ("text", "role", "state", "mm"),
    [
        ("24", TARGET, LesionState.MEASURED, "24"),
        ("20,5", TARGET, LesionState.MEASURED, "20.5"),
        ("20.5 mm", TARGET, LesionState.MEASURED, "20.5"),
        ("2,4 cm", TARGET, LesionState.MEASURED, "24"),
        (".5", TARGET, LesionState.MEASURED, "0.5"),
        ("0", TARGET, LesionState.ABSENT, None),  # looked for, and gone
        ("-", TARGET, LesionState.NOT_ASSESSED, None),
        ("–", WATCHED, LesionState.NOT_ASSESSED, None),
        ("g", TARGET, LesionState.ABSENT, None),
        ("Too", TARGET, LesionState.TOO_SMALL, None),
        ("not looked at", TARGET, LesionState.NOT_ASSESSED, None),
        ("th", WATCHED, LesionState.PRESENT, None),
        ("gr", WATCHED, LesionState.PROGRESSED, None),
        ("12", WATCHED, LesionState.MEASURED, "12"),
    ],
)
def test_reading(text: str, role: LesionRole, state: LesionState, mm: str | None) -> None:
    assert read_said(text, role) == Said(state, None if mm is None else Decimal(mm), text)


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("24 x 18", TARGET, "not one size"),
        ("-5", TARGET, "less than 0"),
        ("1.23456", TARGET, "too many decimals"),
        ("t", WATCHED, "too small"),  # there, or too small: nothing is guessed
        ("smaller", TARGET, "not known here"),
        ("growing", TARGET, "not known here"),  # the sizes of a target say so themselves
        ("1e3", TARGET, "not one size"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, role: LesionRole, words: str) -> None:
    with pytest.raises(Problem) as caught:
        read_said(text, role)
    assert words in say_problem(caught.value)


def test_blank_is_nothing() -> None:
    assert read_said("  ", TARGET) is None


@pytest.mark.parametrize("language", ["en", "qps-rtl"])
@pytest.mark.parametrize("role", list(LesionRole))
def test_every_word_that_is_offered_can_be_read(role: LesionRole, language: str) -> None:
    set_language(language)
    try:
        for state in STATES_OF[role]:
            said = read_said(lesion_state_name(state), role)
            assert said is not None
            assert said.state is state
    finally:
        set_language("en")


@given(st.decimals(min_value=Decimal("0.001"), max_value=999, places=3))
def test_a_size_is_kept_exactly(mm: Decimal) -> None:
    for text in (str(mm), str(mm).replace(".", ",")):
        said = read_said(text, TARGET)
        assert said is not None
        assert said.mm == mm
        assert said.printed == text


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("none", NewLesion.NO),
        ("y", NewLesion.YES),
        ("d", NewLesion.EQUIVOCAL),
        ("", NewLesion.UNKNOWN),
        ("not said", NewLesion.UNKNOWN),
    ],
)
def test_reading_new_spots(text: str, new: NewLesion) -> None:
    assert read_new_lesion(text) is new


@pytest.mark.parametrize(
    ("text", "others", "instead"),
    [
        ("2.4", ["24"], "24"),
        ("2,1", ["24"], "21"),
        ("2.4", [None, "26"], "24"),  # only a later scan has a size
        ("240", ["24"], None),
        ("301", [None], None),
    ],
)
def test_odd_sizes_are_asked_about(text: str, others: list[str | None], instead: str | None) -> None:
    asked = ask_size(read_said(text, TARGET), [None if other is None else Decimal(other) for other in others])
    assert asked is not None
    assert (asked.instead.mm if asked.instead else None) == (None if instead is None else Decimal(instead))
    assert asked.said.printed == text


@pytest.mark.parametrize(
    ("text", "other"), [("3", "24"), ("24", "26"), ("300", None), ("8.5", "11"), ("gone", "24"), ("9.5", "12")]
)
def test_usual_sizes_are_not(text: str, other: str | None) -> None:
    assert ask_size(read_said(text, TARGET), [None if other is None else Decimal(other)]) is None


def test_a_cell_is_written_mended_and_blanked(journal: Journal) -> None:
    scan, lesion = Scan(happened_on=date(2026, 2, 18)), Lesion(happened_on=date(2026, 2, 18), name="Liver")
    with journal.change("two") as draft:
        draft.save_all([scan, lesion])
        write_said(draft, scan, lesion, None, read_said("31", TARGET))
    (first,) = journal.all(Measurement)
    assert (first.mm, first.state, first.happened_on) == (Decimal(31), LesionState.MEASURED, scan.happened_on)
    with journal.change("gone") as draft:
        write_said(draft, scan, lesion, first, read_said("gone", TARGET))
    (second,) = journal.all(Measurement)
    assert (second.id, second.mm, second.state) == (first.id, None, LesionState.ABSENT)
    with journal.change("blank") as draft:
        write_said(draft, scan, lesion, second, None)
    assert journal.all(Measurement) == []
    journal.undo()
    journal.undo()
    assert journal.all(Measurement)[0].mm == Decimal(31)


def test_a_size_from_a_file_is_known_there_after_it_was_mended(journal: Journal) -> None:
    scan, lesion = Scan(happened_on=date(2026, 2, 18)), Lesion(happened_on=date(2026, 2, 18), name="Liver")
    read = Measurement(
        happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(31), origin="a file: 7"
    )
    with journal.change("all") as draft:
        draft.save_all([scan, lesion, read])
    with journal.change("mended") as draft:
        write_said(draft, scan, lesion, read, read_said("32", TARGET))
    (mended,) = journal.all(Measurement)
    assert (mended.mm, mended.origin) == (Decimal(32), "a file: 7")


def test_a_scan_takes_its_sizes_to_its_new_day(journal: Journal) -> None:
    scan, lesion = Scan(happened_on=date(2026, 2, 18)), Lesion(happened_on=date(2026, 2, 18), name="Liver")
    with journal.change("two") as draft:
        draft.save_all([scan, lesion])
        write_said(draft, scan, lesion, None, read_said("31", TARGET))
    moved = Scan(id=scan.id, happened_on=date(2026, 2, 19))
    with journal.change("moved") as draft:
        move_scan(draft, moved, journal.all(Measurement))
    assert journal.all(Measurement)[0].happened_on == date(2026, 2, 19)
    journal.undo()
    assert journal.all(Measurement)[0].happened_on == date(2026, 2, 18)


def test_a_new_spot_that_is_measured_from_a_new_start_on_stays_new_before(journal: Journal) -> None:
    scans = [Scan(happened_on=date(2026, month, 1), is_baseline=month in (1, 5)) for month in (1, 3, 5)]
    lesion = Lesion(happened_on=scans[1].happened_on, name="Liver, segment 4", role=LesionRole.NEW)
    with journal.change("all") as draft:
        draft.save_all([*scans, lesion])
        for scan in scans[1:]:
            write_said(draft, scan, lesion, None, read_said("12", LesionRole.NEW))
    with journal.change("measured") as draft:
        changed = follow_as(draft, lesion, TARGET, {scans[2].id}, journal.all(Measurement))
    assert changed.id != lesion.id
    roles = {each.id: each.role for each in journal.all(Lesion)}
    by_scan = {each.scan_id: roles[each.lesion_id] for each in journal.all(Measurement)}
    assert by_scan == {scans[1].id: LesionRole.NEW, scans[2].id: TARGET}


def test_a_spot_of_one_course_alone_just_changes(journal: Journal) -> None:
    scan, lesion = Scan(happened_on=date(2026, 2, 18)), Lesion(happened_on=date(2026, 2, 18), name="Liver")
    with journal.change("all") as draft:
        draft.save_all([scan, lesion])
        write_said(draft, scan, lesion, None, read_said("31", TARGET))
    with journal.change("watched") as draft:
        changed = follow_as(draft, lesion, WATCHED, {scan.id}, journal.all(Measurement))
    assert (changed.id, changed.role) == (lesion.id, WATCHED)
    assert len(journal.all(Lesion)) == 1
