"""Search finds texts, names and dates, whatever the letters, and never gives a folded result away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journal.actions.search import plain, search
from journal.domain.imaging import Response, Scan
from journal.domain.medicines import Medicine
from journal.domain.notes import Note
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.visits import Question
from journal.store.journal import Journal
from journal.store.opening import create

DAY = date(2026, 5, 12)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as journal:
        with journal.change("all") as draft:
            draft.save(Note(happened_on=DAY, text="Café with Łucja, slept BADLY"))
            draft.save(Question(happened_on=date(2026, 6, 1), text="Can I travel in July?"))
            draft.save(Medicine(happened_on=DAY, name="Ondansetron", purpose="against nausea"))
            draft.save(SymptomEntry(happened_on=DAY, symptom="nausea", level=2))
            draft.save(TrackedSymptom(happened_on=DAY, symptom="own_1", name="Cold hurts"))
            draft.save(SymptomEntry(happened_on=DAY, symptom="own_1", level=1))
            draft.save(Scan(happened_on=DAY, region="chest", called=Response.PD, called_text="progression"))
        yield journal


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cafe", {"Note"}),
        ("slept badly", {"Note"}),
        ("badly slept", {"Note"}),
        ("nausea", {"Medicine", "SymptomEntry"}),
        ("cold", {"SymptomEntry"}),
        ("12 may 2026", {"Note", "Medicine", "SymptomEntry", "Scan"}),
        ("2026-06", {"Question"}),
        ("chest", {"Scan"}),
        ("progression", set()),
        ("PD", set()),
        ("travel badly", set()),
        ("   ", set()),
    ],
)
def test_what_is_found(journal: Journal, words: str, found: set[str]) -> None:
    assert {hit.kind.__name__ for hit in search(journal, words)} == found


def test_newest_first_and_not_too_many(journal: Journal) -> None:
    with journal.change("many") as draft:
        draft.save_all(Note(happened_on=date(2026, 1, day), text="walk") for day in range(1, 31))
    hits = search(journal, "walk", limit=10)
    assert [hit.on.day for hit in hits] == list(range(30, 20, -1))


def test_letters_are_compared_plainly() -> None:
    assert plain("  Ärger\u00a0im  Bauch ") == "arger im bauch"
