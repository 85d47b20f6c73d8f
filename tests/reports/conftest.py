"""Journals for the tests of printouts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from journal.domain.record import Record
from journal.reports import computer_typefaces
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text import language
from journal.typefaces import Face

Written = Callable[[Iterable[Record]], Journal]
Install = Callable[..., None]


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


@pytest.fixture(autouse=True)
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Say which typefaces the computer has: none, until a test says otherwise; so no test depends on the machine's."""

    def these(*faces: Face) -> None:
        computer_typefaces.forget()
        monkeypatch.setattr(computer_typefaces, "installed", functools.cache(lambda: faces))

    these()
    yield these
    monkeypatch.undo()
    computer_typefaces.forget()
