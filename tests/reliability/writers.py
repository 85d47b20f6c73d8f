"""Two programs that save into one journal at once, and a hundred copies that are brought back."""

from __future__ import annotations

import os
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from journal.store.backup import backup, restore
from journal.store.faults import LockedJournal
from journal.store.opening import create, open_journal
from tests.reliability.children import start
from tests.reliability.figures import Figures
from tests.reliability.journals import filled, save_family, sum_in

NOW: Final = datetime(2026, 5, 1, 9, tzinfo=UTC)
PATIENCE_S: Final = 60.0


def _saves(path: Path, name: str, runs: int) -> None:
    for number in range(runs):
        with open_journal(path, patience_s=PATIENCE_S) as journal:
            save_family(journal, number, f"{name} {number}")


def two_at_once(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Have two programs open, save and close at the same time: all entries of both are there, neither fails."""
    figures = Figures.without("entries lost", "crashes")
    path = folder / "anna.journal"
    create(path).close()
    children = [start(lambda name=name: _saves(path, name, runs)) for name in ("one", "two")]  # type: ignore[misc]
    figures.faults["crashes"] += sum(os.waitpid(child, 0)[1] != 0 for child in children)
    with open_journal(path) as journal:
        found = {record.origin for record in journal.everything()}
        figures.tried["changes saved"] = journal.count_changes()
    figures.faults["entries lost"] += sum(
        f"{name} {number}" not in found for name in ("one", "two") for number in range(runs)
    )
    with open_journal(path):
        try:
            open_journal(path, patience_s=0.2).close()
            figures.faults["crashes"] += 1
        except LockedJournal:
            figures.tried["told that it is open elsewhere"] = 1
    return figures


def two_at_once_in_a_synced_folder(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Do the same where changes go into the one file, without a log beside it."""
    synced = folder / "Dropbox"
    synced.mkdir()
    return two_at_once(synced, runs, chance)


def restored_copies(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Copy a growing journal again and again, bring each copy back elsewhere and over a later state, and compare."""
    figures = Figures.without("unequal", "set aside unequal")
    path, stick = filled(folder / "anna.journal", 5), folder / "stick"
    stick.mkdir()
    copies: list[tuple[Path, str]] = []
    for number in range(runs):
        with open_journal(path) as journal:
            save_family(journal, number, f"later {number}")
            copies.append((backup(path, stick, NOW + timedelta(minutes=number)), ""))
        copies[-1] = copies[-1][0], sum_in(path)
    latest = sum_in(path)
    for number, (copy, state) in enumerate(copies):
        elsewhere = folder / "elsewhere.journal"
        elsewhere.unlink(missing_ok=True)
        restore(copy, elsewhere, NOW)
        over = folder / "over.journal"
        shutil.copyfile(path, over)
        aside = restore(copy, over, NOW + timedelta(minutes=number))
        equal = sum_in(elsewhere) == sum_in(over) == state
        figures.tried["copies restored equal"] += equal
        figures.faults["unequal"] += not equal
        figures.faults["set aside unequal"] += aside is None or sum_in(aside) != latest
    return figures
