"""The check-in: which symptoms stand on it, in which order, and what stays when one is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journal.actions.check_in import check_in, follow, followed, known_symptom, own_names
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.store.journal import Journal
from journal.store.opening import create

TODAY = date(2026, 5, 12)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as made:
        yield made


def choose(journal: Journal, *keys: str, own: tuple[str, ...] = ()) -> list[str]:
    with journal.change("Symptoms to follow") as draft:
        follow(draft, journal, keys, TODAY, own)
    return [each.symptom for each in followed(journal)]


def test_an_own_symptom_keeps_its_name_when_it_is_left_out(journal: Journal) -> None:
    (own,) = [key for key in choose(journal, "nausea", own=("Cold hurts",)) if key != "nausea"]
    with journal.change("Entry") as draft:
        draft.save(SymptomEntry(happened_on=TODAY, symptom=own, level=2))
    assert choose(journal, "fatigue") == ["fatigue"]
    assert [each.name for each in check_in(journal, TODAY).followed] == ["Tiredness"]
    assert own_names(journal) == {own: "Cold hurts"}
    assert choose(journal, own, "fatigue") == [own, "fatigue"]
    assert journal.count(TrackedSymptom) == 2


def test_a_name_that_is_there_is_no_new_symptom(journal: Journal) -> None:
    (own,) = choose(journal, own=("Cold hurts",))
    assert known_symptom(journal, " cold  HURTS ") == own
    assert known_symptom(journal, "Nausea") == "nausea"
    assert known_symptom(journal, "Cold feet") is None
    assert known_symptom(journal, "  ") is None


def test_the_order_is_the_person_s(journal: Journal) -> None:
    assert choose(journal, "nausea", "fatigue") == ["nausea", "fatigue"]
    assert choose(journal, "fatigue", "nausea") == ["fatigue", "nausea"]
    assert choose(journal) == []
