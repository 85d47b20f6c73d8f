"""Questions kept with a star."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journal.actions.starring import star, starred
from journal.domain.visits import Question
from journal.store.journal import Journal
from journal.store.opening import create

TODAY = date(2026, 5, 30)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as journal:
        yield journal


def test_a_starred_question_stands_last_and_is_found_again(journal: Journal) -> None:
    for text in ("First?", "Second?"):
        with journal.change("star") as draft:
            star(draft, journal.all(Question), text, f"page/{text[0]}", TODAY)
    questions = journal.all(Question)
    assert sorted((each.position, each.text) for each in questions) == [(0, "First?"), (1, "Second?")]
    found = starred(questions, "Second?")
    assert found is not None
    assert found.starred_from == "page/S"
    # Its words may have changed since, or are in another language now: the key finds it.
    assert starred(questions, "Zweite?", "page/S") == found
    assert starred(questions, "Third?", "page/T") is None


def test_an_answered_question_can_be_asked_again(journal: Journal) -> None:
    asked = Question(happened_on=TODAY, text="First?", starred_from="page/F", answered_on=TODAY)
    assert starred([asked], "First?", "page/F") is None
