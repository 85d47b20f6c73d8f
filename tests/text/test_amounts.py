"""Every kind of record has its own words for an amount."""

from __future__ import annotations

from datetime import date

from journal.domain.notes import Note
from journal.domain.record import Record
from journal.text.amounts import amount, amounts, amounts_of, entries
from journal.text.language import set_language


def all_kinds(kind: type[Record] = Record) -> set[type[Record]]:
    return {child for direct in kind.__subclasses__() for child in ({direct} | all_kinds(direct))}


def test_every_kind_has_words_for_one_and_many() -> None:
    kinds = {kind for kind in all_kinds() if kind.__module__.startswith("journal.domain")}
    said = [amount(kind, count) for kind in kinds for count in (1, 2)]
    assert len(set(said)) == 2 * len(kinds)
    assert not any("other entr" in each for each in said)


def test_amounts_leave_out_what_there_is_none_of() -> None:
    assert amounts({Note: 0}) == ()
    assert amounts_of([Note(happened_on=date(2026, 5, 1), text="x")] * 1_204) == ("1,204 notes",)
    assert entries(1) == "1 entry"


def test_amounts_are_translated() -> None:
    try:
        set_language("qps")
        assert amount(Note, 2) == "⟦2 ñötés⟧"
    finally:
        set_language("en")
