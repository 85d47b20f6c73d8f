"""A start loads what Today shows, and leaves for later what it does not: each module of these is felt."""

from __future__ import annotations

import subprocess
import sys

import pytest

FOR_LATER = (
    "alembic",
    "hashlib",
    "html",
    "journal.actions.backups",
    "journal.actions.explain",
    "journal.rules.response.recist_1_1",
    "journal.text.findings.every_saying",
    "journal.ui.copying.keeper",
    "journal.ui.widgets.dates",
    "matplotlib",
    "sqlalchemy",
    "statistics",
    "typst",
    "uuid",
)
MADE_AT_ONCE = {"journal.settings"}  # which imports nothing of ours
CODE = """
import dataclasses, sys
make, made = dataclasses._process_class, []
def noted(kind, init, *more, **options):
    made.append((kind.__module__, init))
    return make(kind, init, *more, **options)
dataclasses._process_class = noted
import journal.app, journal.ui.desk, journal.ui.pages.today.page, journal.ui.theme.look, journal.ui.faults
print(*sys.modules)
print(*sorted({module for module, init in made if init and getattr(sys.modules[module], "__file__", "")}))
"""


@pytest.fixture(scope="module")
def loaded() -> tuple[set[str], set[str]]:
    """The modules that a start has loaded, and those of them whose classes had all their methods compiled."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60)
    modules, at_once = done.stdout.splitlines()
    return set(modules.split()), set(at_once.split())


@pytest.mark.parametrize("module", FOR_LATER)
def test_it_is_not_there_yet(loaded: tuple[set[str], set[str]], module: str) -> None:
    assert module not in loaded[0]


def test_what_today_shows_is_there(loaded: tuple[set[str], set[str]]) -> None:
    assert {"journal.store.opening", "journal.actions.where_we_are", "journal.ui.journal_view"} <= loaded[0]


def test_frozen_classes_of_ours_are_made_late(loaded: tuple[set[str], set[str]]) -> None:
    ours = {module for module in loaded[1] if module.startswith("journal.")}
    # Where this fails, import `dataclass` from journal.domain.late_dataclass in the module that is named.
    assert ours - MADE_AT_ONCE <= {"journal.ui.background"}  # its classes change
