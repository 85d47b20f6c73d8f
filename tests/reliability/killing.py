"""kill -9 at random moments: while saving, and while a whole file is copied, brought back or brought up to date."""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.store import keys, upgrading
from journal.store.backup import backup, restore
from journal.store.faults import WrongPassphrase
from journal.store.formats import CURRENT, REVISIONS
from journal.store.opening import create, open_journal, unlocked
from journal.store.passphrase import change_passphrase, rekey
from tests.reliability.children import died, duration_s, emptied, killed, moment
from tests.reliability.figures import Figures
from tests.reliability.journals import FAMILY, filled, save_family, sum_in

NOW: Final = datetime(2026, 5, 1, 9, tzinfo=UTC)
KILLS_A_FILE: Final = 50  # then a new journal, so that time goes into killing and not into reading it back
LONGEST_S: Final = 0.25
MOST_ROUNDS: Final = 5  # times the kills that are wanted; a fifth to a twentieth of the rounds end first
NUMBER: Final = struct.Struct("<I")

MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision = "9999_next"
down_revision = "{last}"
def upgrade():
    for table in ("notes", "scans", "lesions"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("mood", sa.Text()))
"""


def _write_on(path: Path, run: int, acknowledged: int, seed: int) -> None:
    """Save family after family, closing and opening in between; each is acknowledged once `change` has returned."""
    chance, number = random.Random(seed), 0
    while True:
        with open_journal(path) as journal:
            for _ in range(chance.randrange(1, 12)):
                save_family(journal, number, f"{run} {number}")
                os.write(acknowledged, NUMBER.pack(number))
                number += 1
            if chance.random() < 0.2:
                journal.undo()
                journal.redo()


def _acknowledged(reading: int) -> set[int]:
    said = b""
    while part := os.read(reading, 65_536):
        said += part
    return {number for (number,) in NUMBER.iter_unpack(said[: len(said) // NUMBER.size * NUMBER.size])}


def while_saving(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill a program that saves; what it had acknowledged is there, and nothing is there by half."""
    figures = Figures.without("acknowledged entries lost", "half-saved", "not opened")
    path = folder / "anna.journal"
    for run in range(runs):
        if run % KILLS_A_FILE == 0:
            create(emptied(folder) / path.name).close()
        reading, writing = os.pipe()
        code = killed(
            lambda run=run, writing=writing: _write_on(path, run, writing, run),  # type: ignore[misc]
            chance.uniform(0, LONGEST_S),
        )
        os.close(writing)
        acknowledged = _acknowledged(reading)
        os.close(reading)
        if code is not None:
            raise RuntimeError("the program that saves failed by itself")
        figures.tried["kills"] += 1
        figures.tried["entries acknowledged"] += len(acknowledged) * FAMILY
        try:
            with open_journal(path) as journal:
                if journal.next_redo() is not None:  # killed between undo and redo
                    journal.redo()
                found: Counter[str] = Counter()
                for kind in (Scan, Lesion, Measurement, Note):
                    found.update(record.origin for record in journal.all(kind))
                in_history = {record.origin for change in journal.history() for record in change.after()}
        except Problem:
            figures.faults["not opened"] += 1
            continue
        figures.tried["opens"] += 1
        lost = [number for number in acknowledged if found[f"{run} {number}"] == 0]
        figures.faults["acknowledged entries lost"] += len(lost) * FAMILY
        halves = {mark for mark, count in found.items() if count != FAMILY} | (found.keys() ^ in_history)
        figures.faults["half-saved"] += len(halves)
    return figures


def while_saving_in_a_synced_folder(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Do the same where changes go into the one file, without a log beside it."""
    synced = folder / "Dropbox"
    synced.mkdir()
    return while_saving(synced, runs, chance)


def _whole_files(folder: Path, figures: Figures, allowed: Iterable[str]) -> None:
    """Open everything in *folder* that a person sees as a journal: each must hold one of the *allowed* states."""
    for path in sorted(folder.glob("[!.]*.journal")):
        figures.tried["files opened"] += 1
        try:
            if sum_in(path) not in allowed:
                figures.faults["neither old nor new"] += 1
        except Problem:
            figures.faults["not opened"] += 1


def _left(folder: Path, allowed: Callable[[str], bool]) -> int:
    return sum(not allowed(entry.name) for entry in folder.iterdir())


def until_landed(figures: Figures, kills: int) -> Iterator[int]:
    """Number the rounds until *kills* of them were really cut; those that never come, in far more rounds, are a fault.

    A round in which the work ended before its kill says nothing about kills.
    """
    figures.tried["kills"] = 0
    for number in range(kills * MOST_ROUNDS):
        if figures.tried["kills"] >= kills:
            break
        yield number
    figures.faults["kills missing"] = kills - figures.tried["kills"]


def _half_built(folder: Path) -> bool:
    """Say whether the kill left something under a hidden name: then it fell between two steps."""
    return any(entry.name.startswith(".") and not entry.name.endswith(".lock") for entry in folder.iterdir())


def during(
    folder: Path,
    runs: int,
    chance: random.Random,
    prepare: Callable[[], Iterable[str]],
    work: Callable[[], object],
) -> Figures:
    """Kill *work* at random moments: the folder then holds whole states only, and *work* succeeds when done again.

    It goes on until *runs* kills have landed.  *prepare* sets the scene in the empty folder and returns the sums of
    the states that are whole.
    """
    figures = Figures.without("neither old nor new", "not opened", "failed when done again", "left behind")
    emptied(folder)
    prepare()
    whole_s = duration_s(work)
    for _ in until_landed(figures, runs):
        emptied(folder)
        allowed = set(prepare())
        code = killed(work, moment(chance, whole_s))
        if code not in (None, 0):
            raise RuntimeError("the work failed before it was killed")
        figures.tried["rounds that ended first" if code == 0 else "kills"] += 1
        figures.tried["of them with something half-built"] += code is None and _half_built(folder)
        _whole_files(folder, figures, allowed)
        try:
            work()
        except Problem:
            figures.faults["failed when done again"] += 1
        _whole_files(folder, figures, allowed)
        figures.faults["left behind"] += _left(folder, lambda name: not name.startswith("."))
    return figures


def during_backup(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill a backup: the journal and every copy that can be seen are whole."""
    seed = filled(folder.with_name("seed.journal"), 60)
    state = sum_in(seed)
    path = folder / "anna.journal"

    def prepare() -> set[str]:
        shutil.copyfile(seed, path)
        return {state}

    return during(folder, runs, chance, prepare, lambda: backup(path, folder, NOW))


def during_restore(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill a restore over a journal that a crash had left with a log: what stood there or the copy is there, whole."""
    seed, copy = filled(folder.with_name("seed.journal"), 40), filled(folder.with_name("copy.journal"), 60)
    _crash_with_a_log(seed)
    log = seed.with_name(f"{seed.name}-wal")
    path = folder / "anna.journal"
    for source in (seed, log):
        shutil.copyfile(source, path.with_name(source.name.replace("seed", "anna")))
    states = {sum_in(path), sum_in(copy)}

    def prepare() -> set[str]:
        shutil.copyfile(seed, path)
        shutil.copyfile(log, path.with_name(f"{path.name}-wal"))
        return states

    return during(folder, runs, chance, prepare, lambda: restore(copy, path, NOW))


def _crash_with_a_log(path: Path) -> None:
    """Write into *path* and die before closing, so that the last entries stand in the log alone."""

    def work() -> None:
        journal = open_journal(path)
        for number in range(100, 120):
            save_family(journal, number, f"later {number}")
        os.kill(os.getpid(), 9)

    died(work)


def scripts_with_one_more(folder: Path) -> Path:
    """Return a folder of migrations in which one comes after today's last."""
    shutil.copytree(upgrading.SCRIPTS, folder, dirs_exist_ok=True)
    (folder / "versions" / "9999_next.py").write_text(MIGRATION.format(last=REVISIONS[-1]), "utf-8")
    return folder


def during_upgrade(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill an upgrade over a journal that a crash had left with a log: the old or the new file is there, whole."""
    from alembic import command, config  # noqa: F401 - here, so that no child loads them anew

    scripts = scripts_with_one_more(folder.with_name("migrations"))
    seed = filled(folder.with_name("seed.journal"), 60)
    path = folder / "anna.journal"
    _crash_with_a_log(seed)
    log = seed.with_name(f"{seed.name}-wal")
    shutil.copyfile(seed, path)
    shutil.copyfile(log, path.with_name(f"{path.name}-wal"))
    state = sum_in(path)

    def prepare() -> set[str]:
        shutil.copyfile(seed, path)
        shutil.copyfile(log, path.with_name(f"{path.name}-wal"))
        return {state}  # the same records, before and after

    return during(folder, runs, chance, prepare, lambda: upgrading.upgrade(path, unlocked(path), scripts, CURRENT))


def during_passphrase_change(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Kill a change of passphrase: the old or the new one opens the file, which holds everything."""
    rounds = keys.ROUNDS
    keys.ROUNDS = 1_000  # type: ignore[misc]  # the kills shall fall into the copying, not into the derivation
    try:
        return _while_rekeying(folder, runs, chance)
    finally:
        keys.ROUNDS = rounds  # type: ignore[misc]  # other experiments open what other programs wrote


def _while_rekeying(folder: Path, runs: int, chance: random.Random) -> Figures:
    figures = Figures.without("opened by neither", "not whole", "failed when done again", "old key left behind")
    seed = filled(folder.with_name("seed.journal"), 60, "old words")
    path = folder / "anna.journal"
    state = sum_in(seed, "old words")
    old_key, new_key = unlocked(seed, "old words"), keys.key_of("new words", keys.new_salt("new words"))
    shutil.copyfile(seed, path)
    whole_s = duration_s(lambda: rekey(path, old_key, new_key))
    for _ in until_landed(figures, runs):
        shutil.copyfile(seed, emptied(folder) / path.name)
        code = killed(lambda: rekey(path, old_key, new_key), moment(chance, whole_s))
        if code not in (None, 0):
            raise RuntimeError("the work failed before it was killed")
        figures.tried["rounds that ended first" if code == 0 else "kills"] += 1
        figures.tried["of them with something half-built"] += code is None and _half_built(folder)
        opening = "old words" if path.read_bytes()[:16].hex() == old_key.salt_hex else "new words"
        figures.tried[f"opened by the {opening}"] += 1
        try:
            figures.faults["not whole"] += sum_in(path, opening) != state
            other = "other words"
            change_passphrase(path, opening, other)
            figures.faults["not whole"] += sum_in(path, other) != state
        except WrongPassphrase:
            figures.faults["opened by neither"] += 1
        except Problem:
            figures.faults["failed when done again"] += 1
        figures.faults["old key left behind"] += len(list(folder.iterdir())) - 1
    return figures
