"""Files with damage at random: what share of the records comes back, and whether one comes back wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.store.integrity import check
from journal.store.opening import open_journal
from journal.store.salvage import salvage
from tests.reliability.children import emptied
from tests.reliability.figures import Figures
from tests.reliability.journals import filled

PAGE: Final = 4_096
Damage = Callable[[bytearray, random.Random], bytes | bytearray]


def lived_in(path: Path, families: int) -> dict[str, Record]:
    """Make a journal with edits, deletions and undone changes in it; return its records by id."""
    filled(path, families)
    with open_journal(path) as journal:
        notes = journal.all(Note)
        for number, note in enumerate(notes):
            if number % 3 == 0:
                with journal.change("Edit") as draft:
                    draft.save(replace(note, text=f"{note.text} edited"))
            elif number % 7 == 0:
                with journal.change("Delete") as draft:
                    draft.delete(note)
            if number % 11 == 0:
                journal.undo()
        return {record.id: record for record in journal.everything()}


def _bits(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(PAGE, len(content))] ^= 1 << chance.randrange(8)
    return content


def _pages_gone(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(1, len(content) // PAGE) * PAGE
        content[at : at + PAGE] = bytes(PAGE)
    return content


def _stretch_gone(content: bytearray, chance: random.Random) -> bytearray:
    length = chance.randrange(PAGE, len(content) // 4)
    at = chance.randrange(PAGE, len(content) - length)
    content[at : at + length] = chance.randbytes(length)
    return content


def _cut_off(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(len(content) // 2, len(content))]


def _first_page_gone(content: bytearray, chance: random.Random) -> bytearray:
    content[16:PAGE] = chance.randbytes(PAGE - 16)
    return content


DAMAGES: Final[dict[str, Damage]] = {
    "single bits": _bits,
    "pages gone": _pages_gone,
    "a stretch gone": _stretch_gone,
    "cut off": _cut_off,
    "first page gone": _first_page_gone,
}


def salvaged_files(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Damage a journal in a different way each time, and save what can be read."""
    figures = Figures.without("wrong records", "tracebacks", "originals changed", "new files not whole", "miscounted")
    seed = folder.with_name("seed.journal")
    there = lived_in(seed, 60)
    whole = seed.read_bytes()
    shares: dict[str, list[float]] = {name: [] for name in DAMAGES}
    for number in range(runs):
        emptied(folder)
        kind = list(DAMAGES)[number % len(DAMAGES)]
        path, target = folder / "anna.journal", folder / "saved.journal"
        damaged = bytes(DAMAGES[kind](bytearray(whole), chance))
        path.write_bytes(damaged)
        figures.tried["files"] += 1
        try:
            account = salvage(path, target, "Saved from a damaged file")
        except Problem:
            figures.tried["refused"] += 1
            shares[kind].append(0.0)
            continue
        except Exception:
            figures.faults["tracebacks"] += 1
            continue
        finally:
            figures.faults["originals changed"] += path.read_bytes() != damaged
        try:
            figures.faults["new files not whole"] += check(target).records != sum(account.saved.values())
        except Problem:
            figures.faults["new files not whole"] += 1
            continue
        with open_journal(target, read_only=True) as journal:
            back = {record.id: record for record in journal.everything()}
        same = sum(back.get(record_id) == record for record_id, record in there.items())
        differ = {record_id for record_id, record in back.items() if there.get(record_id) != record}
        figures.faults["wrong records"] += len(differ - account.older_ids)
        figures.faults["miscounted"] += account.is_whole and same != len(there)
        figures.tried["records of before a lost change, named as such"] += len(differ & account.older_ids)
        figures.tried["records back"] += same
        figures.tried["records damaged files held"] += len(there)
        shares[kind].append(same / len(there))
    for kind, found in shares.items():
        if found:
            figures.notes.append(f"{kind}: {sum(found) / len(found):.1%} back, at least {min(found):.1%}")
    return figures
