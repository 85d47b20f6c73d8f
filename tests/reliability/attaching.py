"""kill -9 while files are taken in, and while what a killed start left of them is taken out."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
from pathlib import Path
from typing import Final

from journal.domain.attachments import Attachment
from journal.domain.problems import Problem
from journal.store.connection import connect
from journal.store.opening import create, open_journal, unlocked
from journal.store.pieces import PIECE
from tests.reliability.children import emptied, killed
from tests.reliability.figures import Figures
from tests.reliability.journals import DAY

SOURCES: Final = 6
LONGEST_S: Final = 0.35
CLEARING_S: Final = 0.08  # opening included
KILLS_A_FILE: Final = 20


def _sources(folder: Path, chance: random.Random) -> list[Path]:
    """Return invented files of one byte to some megabytes, all different."""
    made = []
    for number in range(SOURCES):
        path = folder.with_name(f"source {number}.bin")
        path.write_bytes(number.to_bytes(1, "little") + chance.randbytes(number * number * PIECE // 2))
        made.append(path)
    return made


def _attach_on(path: Path, sources: list[Path], acknowledged: int, seed: int) -> None:
    """Attach file after file, and now and then take one out or take it back; what stands in the end is acknowledged."""
    chance = random.Random(seed)
    with open_journal(path) as journal:
        while True:
            number = chance.randrange(len(sources))
            sha256, size = journal.keep_file(sources[number])
            if chance.random() < 0.2:
                continue  # never attached: the window was closed before the answer came
            with journal.change("Attach") as draft:
                draft.save(Attachment(happened_on=DAY, name=sources[number].name, size=size, sha256=sha256))
            os.write(acknowledged, bytes([number]))
            if chance.random() < 0.2:
                journal.undo()
                journal.redo()


def _clear_away(path: Path) -> None:
    with open_journal(path) as journal:
        journal.take_out_left_files()


def _bytes_in(path: Path) -> set[str]:
    with contextlib.closing(connect(path, unlocked(path), read_only=True)) as connection:
        return {sha256 for (sha256,) in connection.execute("SELECT DISTINCT sha256 FROM attachment_pieces")}


def while_attaching(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill a program that takes files in, then one that clears away what was left, then look at what there is."""
    figures = Figures.without("acknowledged files lost", "files not whole", "bytes left behind", "not opened")
    path, sources = folder / "anna.journal", _sources(folder, chance)
    names = [hashlib.sha256(source.read_bytes()).hexdigest() for source in sources]
    for run in range(runs):
        if run % KILLS_A_FILE == 0:
            create(emptied(folder) / path.name).close()
            attached: set[str] = set()
        reading, writing = os.pipe()
        code = killed(
            lambda run=run, writing=writing: _attach_on(path, sources, writing, run),  # type: ignore[misc]
            chance.uniform(0, LONGEST_S),
        )
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            acknowledged = [names[number] for number in said.read()]
        if code is not None:
            raise RuntimeError("the program that attaches failed by itself")
        figures.tried["kills"] += 1
        figures.tried["files acknowledged"] += len(acknowledged)
        attached.update(acknowledged)
        try:
            figures.tried["left by kills"] += len(_bytes_in(path) - attached)
            if killed(lambda: _clear_away(path), chance.uniform(0, CLEARING_S)) == 3:
                raise RuntimeError("clearing away failed by itself")
            with open_journal(path) as journal:
                figures.tried["cleared by the next"] += journal.take_out_left_files()
                if journal.next_redo() is not None:  # killed between undo and redo
                    journal.redo()
                standing = {file.sha256 for file in journal.all(Attachment)}
                figures.faults["files not whole"] += not journal.has_whole_files()
            figures.faults["bytes left behind"] += len(_bytes_in(path) - standing)
        except Problem:
            figures.faults["not opened"] += 1
            continue
        figures.faults["acknowledged files lost"] += len(attached - standing)
    return figures
