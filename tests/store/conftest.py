"""Journals and records for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.store.journal import Journal
from journal.store.opening import create


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anna.journal"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with create(path, author="Anna") as journal:
        yield journal
