"""Bringing an older file up to date: never in place, always on a copy that is checked before it takes the place."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journal.store import formats
from journal.store.connection import connect
from journal.store.faults import FailedUpgrade, LockedJournal
from journal.store.keys import Key
from journal.store.whole_files import copy_bytes, remove, settle, settle_names

SCRIPTS = Path(__file__).parent / "migrations"


def kept_copy(path: Path, version: int) -> Path:
    """Return where the file before an upgrade stays: beside it, under a name that says which format it has."""
    candidate = path.with_name(f"{path.stem} (format {version}){path.suffix}")
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} (format {version}, {number}){path.suffix}")
        number += 1
    return candidate


def upgrade(path: Path, key: Key, scripts: Path = SCRIPTS, target: int = formats.CURRENT) -> Path:
    """Bring *path* to format *target*; return where the file as it was is kept.

    Cut off at any point, *path* is either the old file or the new one, whole.
    """
    copy = path.with_name(f".{path.name}.upgrade")
    remove(copy)  # what a killed start left; its log would be poison for the new copy
    with contextlib.closing(connect(path, key)) as connection:
        (busy, _in_log, _folded) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        before = _counts(connection)
    if busy:
        raise LockedJournal(path)  # somebody still reads it, so that the log could not be folded in
    try:
        copy_bytes(path, copy)
        _migrate(copy, key, scripts)
        with contextlib.closing(connect(copy, key)) as connection:
            connection.execute(f"PRAGMA user_version = {target}")
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            after = _counts(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if orphans or any(after.get(name) != count for name, count in before.items() if name in after):
            raise FailedUpgrade(path)
        settle(copy)
        kept = kept_copy(path, version)
        copy_bytes(path, kept)
        copy.replace(path)
        settle_names(path.parent)
    finally:
        remove(copy)
    return kept


def _counts(connection: Any) -> Mapping[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
    counts.pop("alembic_version", None)
    return counts


def _migrate(path: Path, key: Key, scripts: Path) -> None:
    from alembic import command  # loaded only when a file is older
    from alembic.config import Config

    from journal.store.engine import engine_for

    engine = engine_for(path, key)
    try:
        with engine.connect() as connection:
            plain = connection.execution_options(as_it_is=True)
            # In batch mode SQLite tables are copied and dropped, which would empty cascading children.
            plain.exec_driver_sql("PRAGMA foreign_keys = OFF")
            config = Config()
            config.set_main_option("script_location", str(scripts).replace("%", "%%"))
            config.attributes["connection"] = plain
            plain.exec_driver_sql("BEGIN IMMEDIATE")
            command.upgrade(config, "head")
            plain.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
