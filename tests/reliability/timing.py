"""How long saving and opening take beside plain SQLite doing the same statements in the same run."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.store.tables.schema import METADATA
from tests.benchmarks.store import results
from tests.reliability.figures import Figures

COMMIT_TIMES, BULK_TIMES, OPEN_MORE_S = 1.3, 1.5, 0.2
BULK: Final = 10_000
STANDING: Final = 20_000


def _plain(path: Path) -> Journal:
    """Return the same store on a plain SQLite file: the same statements, without encryption and page checks."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "cache_size = -4096"):
            made.execute(f"PRAGMA {pragma}")
        return made

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool)
    sa.event.listen(engine, "begin", lambda made: made.exec_driver_sql("BEGIN IMMEDIATE"))
    sa.event.listen(engine, "commit", lambda made: made.exec_driver_sql("COMMIT"))
    METADATA.create_all(engine)
    lock: object = object()  # held by nobody else: the file is this run's own
    key: object = object()  # never asked for: nothing is read through it
    journal = Journal(path, key, lock=lock)  # type: ignore[arg-type]
    journal._made_engine = engine
    return journal


def _save(journal: Journal, how_many: int) -> None:
    with journal.change("Add") as draft:
        draft.save_all(results(how_many))


def _times(ours: Callable[[], object], plain: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median seconds of both, taken in turns so that a busy machine slows both alike."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, times in zip((ours, plain), taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def beside_plain_sqlite(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Measure one commit, a bulk insert and an opening with a passphrase."""
    figures = Figures.without("slower than allowed")
    path, bare = folder / "anna.journal", folder / "plain.db"
    plain = _plain(bare)
    with create(path, "six words of plain english here") as journal:
        for one in (journal, plain):
            _save(one, STANDING)
        commit = _times(lambda: _save(journal, 1), lambda: _save(plain, 1), runs)
        bulk = _times(lambda: _save(journal, BULK), lambda: _save(plain, BULK), max(3, runs // 20))
    plain._engine().dispose()

    def open_plain() -> None:
        connection = sqlite3.connect(bare)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("SELECT seq, target FROM history ORDER BY seq DESC LIMIT 1").fetchone()
        connection.close()

    def open_ours() -> None:
        open_journal(path, "six words of plain english here").close()

    opened = _times(open_ours, open_plain, max(5, runs // 10))
    figures.tried["commits of each"] = runs
    figures.notes = [
        f"commit {commit[0] / commit[1]:.2f} x ({commit[0] * 1e3:.2f} ms)",
        f"bulk {bulk[0] / bulk[1]:.2f} x ({bulk[0] * 1e3:.0f} ms)",
        f"open +{opened[0] - opened[1]:.3f} s ({path.stat().st_size / 1e6:.1f} MB)",
    ]
    slow = (commit[0] / commit[1] > COMMIT_TIMES, bulk[0] / bulk[1] > BULK_TIMES, opened[0] - opened[1] > OPEN_MORE_S)
    figures.faults["slower than allowed"] += sum(slow)
    return figures
