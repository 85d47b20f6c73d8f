"""Files go along when the day of what they are about is changed; undo takes both back, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.following_files import FEW, follow
from journal.actions.time_machine import bring_all_back
from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.notes import Note
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.visits import Appointment
from journal.store.journal import Journal
from journal.store.opening import create

OLD, NEW, OTHER = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)
NOTE = Note(id="note", happened_on=OLD, text="a letter came")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as journal:
        journal.accompany(lambda draft: follow(journal, draft))
        yield journal


def save(journal: Journal, *records: Record) -> None:
    with journal.change("Save") as draft:
        draft.save_all(records)


def attached(journal: Journal, *, scan_id: str | None = None, appointment_id: str | None = None) -> Attachment:
    """Attach an invented letter to a scan or an appointment, else to the old day."""
    sha256, size = journal.keep_bytes(b"an invented letter")
    return Attachment(
        happened_on=OLD,
        name="letter.pdf",
        size=size,
        sha256=sha256,
        scan_id=scan_id,
        appointment_id=appointment_id,
    )


def day_of(journal: Journal, file: Attachment) -> date:
    found = journal.get(Attachment, file.id)
    assert found is not None
    assert b"".join(journal.file_bytes(found.sha256)) == b"an invented letter"
    return found.happened_on


def result(analyte: str) -> LabResult:
    return LabResult(happened_on=OLD, analyte=analyte, quantity=Quantity(Decimal("5.4"), "g/dL"))


def test_a_note_takes_the_file_of_its_day_along_and_undo_brings_both_back(journal: Journal) -> None:
    file = attached(journal)
    save(journal, NOTE, file)
    save(journal, replace(NOTE, happened_on=NEW))
    assert day_of(journal, file) == NEW
    journal.undo()
    assert (day_of(journal, file), journal.all(Note)[0].happened_on) == (OLD, OLD)
    journal.redo()
    assert (day_of(journal, file), journal.all(Note)[0].happened_on) == (NEW, NEW)


def test_as_long_as_something_stays_on_the_day_its_files_stay(journal: Journal) -> None:
    file, first, second = attached(journal), result("haemoglobin"), result("platelets")
    save(journal, file, first, second)
    save(journal, replace(first, happened_on=NEW))
    assert day_of(journal, file) == OLD
    save(journal, replace(second, happened_on=NEW))  # the last of the sheet
    assert day_of(journal, file) == NEW


def test_a_whole_sheet_goes_at_once_and_not_in_two_directions(journal: Journal) -> None:
    file = attached(journal)
    sheet = [result(f"own {number}") for number in range(FEW + 5)]
    save(journal, file, *sheet)
    save(journal, *(replace(each, happened_on=NEW) for each in sheet))
    assert day_of(journal, file) == NEW
    half = len(sheet) // 2
    save(
        journal,
        *(replace(each, happened_on=OLD) for each in sheet[:half]),
        *(replace(each, happened_on=OTHER) for each in sheet[half:]),
    )
    assert day_of(journal, file) == NEW


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        (Scan(id="owner", happened_on=OLD), "scan_id"),
        (Appointment(id="owner", happened_on=OLD, what_for="check-up"), "appointment_id"),
    ],
)
def test_files_of_a_scan_or_a_visit_follow_it_alone(journal: Journal, owner: Record, field: str) -> None:
    own, of_the_day = attached(journal, **{field: "owner"}), attached(journal)
    dated = replace(attached(journal, **{field: "owner"}), happened_on=OTHER)  # by whoever sent it
    save(journal, owner, NOTE)
    save(journal, own, of_the_day, dated)
    save(journal, replace(owner, happened_on=NEW))
    assert [day_of(journal, each) for each in (own, of_the_day, dated)] == [NEW, OLD, OTHER]


def test_an_entry_that_is_deleted_leaves_the_files_of_its_day(journal: Journal) -> None:
    file = attached(journal)
    save(journal, NOTE, file)
    with journal.change("Delete") as draft:
        draft.delete(NOTE)
    assert day_of(journal, file) == OLD
    assert journal.has_whole_files()


def test_what_the_change_says_of_a_file_itself_counts(journal: Journal) -> None:
    file = attached(journal)
    save(journal, NOTE, file)
    save(journal, replace(NOTE, happened_on=NEW), replace(file, happened_on=OTHER))
    assert day_of(journal, file) == OTHER


def test_an_earlier_state_comes_back_with_each_file_in_its_place(journal: Journal) -> None:
    stays = replace(attached(journal), happened_on=NEW)
    save(journal, NOTE, stays)
    then = journal.as_it_was(datetime.now(UTC))
    save(journal, replace(NOTE, happened_on=NEW))
    with journal.change("As it was") as draft:
        bring_all_back(journal, draft, then)
    assert (day_of(journal, stays), journal.all(Note)[0].happened_on) == (NEW, OLD)
