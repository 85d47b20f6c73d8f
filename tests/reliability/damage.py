"""Damage of every kind: flipped bits, torn and missing logs, files mutated at random, files that are none of ours."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from journal.cli.main import main
from journal.domain.problems import Problem
from journal.store import formats
from journal.store.connection import connect
from journal.store.faults import (
    DamagedJournal,
    ForeignFile,
    JournalProblem,
    NeedsPassphrase,
    NewerJournal,
    NoSuchJournal,
    WrongPassphrase,
)
from journal.store.integrity import check
from journal.store.opening import create, open_journal, unlocked
from journal.text.sayings import say_problem
from tests.reliability.children import died, emptied
from tests.reliability.figures import Figures
from tests.reliability.journals import digest, filled, save_family, sum_in, sum_of

CHANGES_IN_LOG: Final = 200
LOG: Final = "anna.journal-wal"


def single_bits(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Flip one bit of the file: opening notices, `check` notices, and both leave the file as it is."""
    figures = Figures.without("silent on opening", "silent on check", "originals changed")
    path = filled(folder / "anna.journal", 60)
    whole = path.read_bytes()
    for _ in range(runs):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        for name, look in (("check", lambda: check(path)), ("opening", lambda: open_journal(path).close())):
            try:
                look()
                figures.faults[f"silent on {name}"] += 1
            except Problem:
                figures.tried[f"flips noticed on {name}"] += 1
        figures.faults["originals changed"] += path.read_bytes() != bytes(damaged)
    return figures


def _states_of_a_crash(folder: Path) -> tuple[dict[str, bytes], set[str]]:
    """Return the files that a crash leaves, the log long enough to be folded in part, and all states along the way."""
    path = filled(folder / "anna.journal", 30)
    states = folder / "states"

    def work() -> None:
        journal = open_journal(path)
        with states.open("w") as file:
            file.write(f"{sum_of(journal)}\n")
            for number in range(CHANGES_IN_LOG):
                save_family(journal, number, f"later {number}")
                if number % 60 == 59:  # a fold in the middle, as SQLite does it by itself in longer use
                    with contextlib.closing(connect(path, unlocked(path))) as second:
                        second.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                file.write(f"{sum_of(journal)}\n")
                file.flush()
        os.kill(os.getpid(), 9)

    died(work)
    sums = set(states.read_text().split())
    states.unlink()
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}, sums


def _tear(log: bytes, chance: random.Random) -> tuple[str, bytes | None]:
    kind = chance.choice(("missing", "cut", "garbage behind", "bit", "zeros"))
    torn = bytearray(log)
    at = chance.randrange(len(log))
    if kind == "missing":
        return kind, None
    if kind == "cut":
        return kind, log[:at]
    if kind == "garbage behind":
        return kind, log[:at] + chance.randbytes(min(5_000, len(log) - at))
    if kind == "bit":
        torn[at] ^= 1 << chance.randrange(8)
    else:
        torn[at : at + 4_096] = bytes(len(torn[at : at + 4_096]))
    return kind, bytes(torn)


def torn_logs(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Tear or take away the log after a crash, with and without the other files that the crash left beside it."""
    figures = Figures.without("opened to a mixed state", "refused and changed")
    path = folder / "anna.journal"
    left, states = _states_of_a_crash(folder)
    for _ in range(runs):
        emptied(folder)
        for name, content in left.items():
            (folder / name).write_bytes(content)
        if chance.random() < 0.5:
            for name in left.keys() - {path.name, LOG}:
                (folder / name).unlink()
        kind, torn = _tear(left[LOG], chance)
        (folder / LOG).unlink() if torn is None else (folder / LOG).write_bytes(torn)
        try:
            found = sum_in(path)
            figures.tried["opened to a whole state"] += found in states
            figures.faults["opened to a mixed state"] += found not in states
        except Problem:
            figures.tried["said what is wrong"] += 1
            kept = path.read_bytes() == left[path.name]
            kept = kept and (torn is None or (folder / LOG).read_bytes() == torn)
            figures.faults["refused and changed"] += not kept
        figures.tried[f"log: {kind}"] += 1
    return figures


def _mutated(whole: bytes, other: bytes, chance: random.Random) -> bytes:
    changed, at = bytearray(whole), chance.randrange(len(whole))
    length = chance.choice((1, 16, 100, 4_096, 20_000))
    match chance.randrange(7):
        case 0:
            changed[at : at + length] = chance.randbytes(length)
        case 1:
            del changed[at:]
        case 2:
            del changed[at : at + length]
        case 3:
            changed[at:at] = chance.randbytes(length)
        case 4:
            changed[at : at + length] = bytes(len(changed[at : at + length]))
        case 5:  # one page in the place of another
            one, two = (chance.randrange(len(whole) // 4_096) * 4_096 for _ in range(2))
            changed[one : one + 4_096] = whole[two : two + 4_096]
        case _:  # the end of another journal
            changed[at:] = other[at:]
    return bytes(changed)


def mutated_files(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Open files mutated at random, in the program and on the command line: one clear line, nothing changed."""
    figures = Figures.without("tracebacks", "silent", "originals changed", "more than one line", "left beside")
    whole = filled(folder.with_name("whole.journal"), 60).read_bytes()
    other = filled(folder.with_name("other.journal"), 50).read_bytes()
    path = folder / "anna.journal"
    for _ in range(runs):
        emptied(folder)
        damaged = _mutated(whole, other, chance)
        if damaged == whole:
            continue
        path.write_bytes(damaged)
        figures.tried["files opened"] += 1
        try:
            open_journal(path).close()
            figures.faults["silent"] += 1
        except Problem as problem:
            figures.tried[type(problem).__name__] += 1
        except Exception:
            figures.faults["tracebacks"] += 1
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            code = main(["check", str(path)])
        figures.faults["tracebacks"] += "Traceback" in said.getvalue() or "The program made" in said.getvalue()
        figures.faults["more than one line"] += code != 1 or said.getvalue().count("\n") != 1
        figures.faults["originals changed"] += path.read_bytes() != damaged
        figures.faults["left beside"] += os.listdir(folder) != [path.name]
    return figures


def _foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE notes (id)")


def _newer(path: Path) -> None:
    create(path).close()
    with contextlib.closing(connect(path, unlocked(path))) as connection:
        connection.execute(f"PRAGMA user_version = {formats.CURRENT + 1}")


def _of_a_newer_layout(path: Path) -> None:
    create(path).close()
    path.write_bytes(b"TJn2" + path.read_bytes()[4:])


def _locked(path: Path) -> None:
    create(path, "right words").close()


def _cut(path: Path) -> None:
    create(path).close()
    path.write_bytes(path.read_bytes()[:9_000])


REFUSED: Final[tuple[tuple[Callable[[Path], object], str | None, type[JournalProblem]], ...]] = (
    (_locked, "wrong words", WrongPassphrase),
    (_locked, None, NeedsPassphrase),
    (_newer, None, NewerJournal),
    (_of_a_newer_layout, None, NewerJournal),
    (_foreign, None, ForeignFile),
    (lambda path: path.write_bytes(b""), None, ForeignFile),
    (lambda path: path.write_bytes(b"%PDF-1.7 and more of it"), None, ForeignFile),
    (_cut, None, DamagedJournal),
    (lambda path: None, None, NoSuchJournal),
)


def refused_files(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Open what cannot be opened: each kind of refusal has a sentence of its own, and no byte changes."""
    figures = Figures.without("wrong refusal", "hashes changed", "left beside", "sentences shared")
    path = folder / "anna.journal"
    sentences: dict[str, type[JournalProblem]] = {}
    for make, passphrase, expected in REFUSED * runs:
        emptied(folder)
        make(path)
        before = digest(path) if path.exists() else ""
        names = os.listdir(folder)
        for read_only in (False, True):
            try:
                open_journal(path, passphrase, read_only=read_only).close()
                figures.faults["wrong refusal"] += 1
            except Problem as problem:
                # The first read of a cut file for reading only may come later than its opening.
                figures.faults["wrong refusal"] += type(problem) is not expected
                said = say_problem(problem)
                figures.faults["sentences shared"] += sentences.setdefault(said, expected) is not expected
                figures.tried["refusals"] += 1
            figures.faults["hashes changed"] += (digest(path) if path.exists() else "") != before
        figures.faults["left beside"] += os.listdir(folder) != names
    shutil.rmtree(folder)
    figures.tried["sentences"] = len(sentences)
    return figures
