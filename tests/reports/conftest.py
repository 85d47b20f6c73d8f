"""Journals for the tests of printouts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from journal.domain.record import Record
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text import language

Written = Callable[[Iterable[Record]], Journal]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Written]:
    """Make a journal that holds the given records."""
    opened: list[Journal] = []

    def write(records: Iterable[Record]) -> Journal:
        journal = create(tmp_path / f"{len(opened)}.journal")
        opened.append(journal)
        with journal.change("Records") as draft:
            draft.save_all(records)
        return journal

    yield write
    for journal in opened:
        journal.close()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    language.set_language("en")
