"""A disk that is full, turned read-only or gone: at a save, a backup, an export, an upgrade, a passphrase change."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from journal.actions.exporting import export
from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.store import upgrading
from journal.store.backup import backup
from journal.store.faults import said_plainly
from journal.store.formats import CURRENT
from journal.store.opening import open_journal, unlocked
from journal.store.passphrase import change_passphrase
from tests.reliability.figures import Figures
from tests.reliability.journals import filled, sum_in
from tests.reliability.killing import scripts_with_one_more

NOW: Final = datetime(2026, 5, 1, 9, tzinfo=UTC)
SIZE: Final = "3m"


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Mount a small file system in memory at *place*; False where this user may not."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def _save(path: Path) -> None:
    with open_journal(path) as journal, journal.change("Much") as draft:
        draft.save_all(Note(happened_on=date(2026, 5, 1), text="x" * 500) for _ in range(400))


def _export(path: Path, kind: str, name: str) -> None:
    with open_journal(path, read_only=True) as journal:
        export(journal, kind, path.with_name(name), NOW)


def _upgrade(path: Path, scripts: Path) -> None:
    with said_plainly(path):
        upgrading.upgrade(path, unlocked(path), scripts, CURRENT)


def _works(scripts: Path) -> dict[str, Callable[[Path], object]]:
    return {
        "save": _save,
        "backup": lambda path: backup(path, path.parent, NOW),
        "export": lambda path: _export(path, "json", "all.json"),
        "export of a folder": lambda path: _export(path, "csv", "all"),
        "upgrade": lambda path: _upgrade(path, scripts),
        "passphrase change": _change_passphrase_and_back,
    }


def _change_passphrase_and_back(path: Path) -> None:
    """Add a passphrase and remove it, so that the sum over all records is asked for in the same way afterwards."""
    change_passphrase(path, None, "six words of hers")
    change_passphrase(path, "six words of hers", None)


def _refused(work: Callable[[Path], object], path: Path, figures: Figures) -> None:
    """Do *work* where it cannot succeed; no half file may be left."""
    names = {entry.name for entry in path.parent.iterdir()}
    try:
        work(path)
        figures.faults["went on silently"] += 1
    except Problem:
        figures.tried["clear sentences"] += 1
    except Exception:
        figures.faults["tracebacks"] += 1
    own_logs = {f"{path.name}-wal", f"{path.name}-shm"}  # what a full disk kept from being folded in
    left = {entry.name for entry in path.parent.iterdir()} - names - own_logs
    figures.faults["half files left"] += len(left)
    figures.notes += [f"left: {name}" for name in left]


def full_and_read_only(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Fill the disk, or turn it read-only, before each kind of work; then make room and do the work again."""
    figures = Figures.without(
        "went on silently", "tracebacks", "old file not whole", "half files left", "retries failed"
    )
    seed = filled(folder.with_name("seed.journal"), 40)
    scripts = scripts_with_one_more(folder.with_name("migrations"))
    state = sum_in(seed)
    for _ in range(runs):
        for work in _works(scripts).values():
            for is_full in (True, False):
                with small_disk(folder) as mounted:
                    if not mounted:
                        figures.notes = ["no small disk: this user may not mount one"]
                        figures.tried["disks asked for"] += 1
                        continue
                    path = folder / "anna.journal"
                    shutil.copyfile(seed, path)
                    (_fill if is_full else _turn_read_only)(folder, chance)
                    _refused(work, path, figures)
                    (folder / "filler").unlink(missing_ok=True) if is_full else _turn_writable(folder)
                    figures.faults["old file not whole"] += sum_in(path, read_only=True) != state
                    try:
                        work(path)
                        figures.tried["retries worked"] += 1
                    except Exception:
                        figures.faults["retries failed"] += 1
    return figures


def folder_gone(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Take the folder away before each kind of work, and from under an open journal; then bring it back."""
    figures = Figures.without(
        "went on silently", "tracebacks", "old file not whole", "half files left", "retries failed"
    )
    seed = filled(folder.with_name("seed.journal"), 40)
    scripts = scripts_with_one_more(folder.with_name("migrations"))
    state, away = sum_in(seed), folder.with_name("away")
    works = _works(scripts)
    for _ in range(runs):
        for name, work in (*works.items(), ("open journal", None)):
            shutil.rmtree(folder)
            folder.mkdir()
            path = folder / "anna.journal"
            shutil.copyfile(seed, path)
            if work is None:
                _taken_from_under(path, away, figures)
                work = works["save"]
            else:
                folder.rename(away)
                try:
                    work(path)
                    figures.faults["went on silently"] += 1
                except Problem:
                    figures.tried["clear sentences"] += 1
                except Exception:
                    figures.faults["tracebacks"] += 1
                    figures.notes.append(f"traceback: {name}")
            figures.faults["half files left"] += folder.exists()
            away.rename(folder)
            figures.faults["old file not whole"] += sum_in(path) != state
            try:
                work(path)
                figures.tried["retries worked"] += 1
            except Exception:
                figures.faults["retries failed"] += 1
    return figures


def _taken_from_under(path: Path, away: Path, figures: Figures) -> None:
    """Save while the folder is away; what was refused must not be there later."""
    with open_journal(path) as journal:
        path.parent.rename(away)
        try:
            with journal.change("Lost?") as draft:
                draft.save(Note(happened_on=date(2026, 5, 1), text="x"))
            figures.faults["went on silently"] += 1
        except Problem:
            figures.tried["clear sentences"] += 1
        except Exception:
            figures.faults["tracebacks"] += 1


def _fill(folder: Path, chance: random.Random) -> None:
    """Leave a few free pages or none, so that work is cut off at various places."""
    spare = chance.choice((0, 4_096, 12_288, 20_480))
    with (folder / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4_096))
    with (folder / "filler").open("rb+") as filler:
        filler.truncate((folder / "filler").stat().st_size - spare)


def _turn_read_only(folder: Path, chance: random.Random) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def _turn_writable(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
