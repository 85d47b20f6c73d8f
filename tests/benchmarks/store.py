"""How long the store takes, beside plain sqlite3 and plain SQLAlchemy Core doing the same work.

Run it with: python -m tests.benchmarks.store
"""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.store.opening import create
from journal.store.tables import BY_KIND
from journal.store.tables.schema import TABLE_BY_NAME
from tests.benchmarks.measuring import median_ms, show

KEPT = BY_KIND[LabResult]
TABLE = TABLE_BY_NAME[KEPT.name]
START = date(2000, 1, 1)
_numbers = count()


def results(how_many: int) -> list[LabResult]:
    """Return new results, 40 to a day, of 40 analytes."""
    return [
        LabResult(
            id=f"{next(_numbers):032x}",
            happened_on=START + timedelta(number // 40),
            analyte=f"analyte {number % 40}",
            quantity=Quantity(Decimal("5.4"), "ng/mL"),
            printed="5.4",
            low=Decimal(0),
            high=Decimal("5.0"),
            laboratory="St Aldhelm's",
        )
        for number in range(how_many)
    ]


def bare(path: Path, rows: list[dict[str, Any]]) -> sqlite3.Connection:
    """Return a plain SQLite file with the same table, indexes and rows."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    engine = sa.create_engine(f"sqlite:///{path}")
    TABLE.create(engine)
    engine.dispose()
    insert(connection, rows)
    return connection


def insert(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    """Insert *rows* in one transaction with one prepared statement."""
    places = ", ".join(f":{column}" for column in KEPT.columns)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO lab_results ({', '.join(KEPT.columns)}) VALUES ({places})", rows)
    connection.execute("COMMIT")


def encoded(how_many: int) -> list[dict[str, Any]]:
    """Return rows as the store writes them."""
    return [dict(KEPT.encode(result)) for result in results(how_many)]


def main() -> None:
    """Print all ratios."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))


def measure(folder: Path) -> None:
    """Measure each kind of work, ours and bare."""
    plain = bare(folder / "plain.db", encoded(100_000))
    engine = sa.create_engine(f"sqlite:///{folder / 'plain.db'}")
    with create(folder / "ours.journal") as journal:

        def save(how_many: int) -> None:
            with journal.change("Add") as draft:
                draft.save_all(results(how_many))

        save(100_000)
        ours = median_ms(lambda: save(1), 50)
        show("one change saved", ours, "sqlite3, one row", median_ms(lambda: insert(plain, encoded(1)), 50))
        ours = median_ms(lambda: save(10_000), 3)
        floor = median_ms(lambda: insert(plain, encoded(10_000)), 3)
        show("10,000 records as a batch, with history", ours, "sqlite3", floor)

    with create(folder / "more.journal") as journal:
        with journal.change("Add") as draft:
            draft.save_all(results(100_000))
        plain = bare(folder / "second.db", encoded(100_000))
        engine = sa.create_engine(f"sqlite:///{folder / 'second.db'}")

        def core() -> list[Any]:
            with engine.connect() as connection:
                return list(connection.execute(sa.select(TABLE)).all())

        ours = median_ms(lambda: journal.all(LabResult), 3)
        show("100,000 records loaded", ours, "Core, bare rows", median_ms(core, 3))
        show(
            "100,000 records loaded",
            ours,
            "sqlite3",
            median_ms(lambda: plain.execute("SELECT * FROM lab_results").fetchall(), 3),
        )
        for _ in range(9):
            with journal.change("Add") as draft:
                draft.save_all(results(100_000))
            insert(plain, encoded(100_000))
        since, until = START + timedelta(1_000), START + timedelta(1_090)
        query = "SELECT * FROM lab_results WHERE analyte = ? AND happened_on BETWEEN ? AND ? ORDER BY happened_on"
        values = ("analyte 7", since.isoformat(), until.isoformat())
        ours = median_ms(lambda: journal.between(LabResult, since, until, analyte="analyte 7"), 20)
        floor = median_ms(lambda: plain.execute(query, values).fetchall(), 20)
        show(f"{journal.count(LabResult):,}: one analyte over 90 days", ours, "sqlite3", floor)


if __name__ == "__main__":
    main()
