"""Whether two files hold the same: every table, every row, history and all."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from journal.store.connection import connect
from journal.store.keys import Key


def _rows(connection: Any, table: str) -> Any:
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')


def hold_the_same(one: Path, one_key: Key, other: Path, other_key: Key) -> bool:
    """Say whether two files hold the same tables with the same rows."""
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
    with (
        contextlib.closing(connect(one, one_key, read_only=True)) as left,
        contextlib.closing(connect(other, other_key, read_only=True)) as right,
    ):
        made = left.execute(schema).fetchall()
        if made != right.execute(schema).fetchall():
            return False
        # Row by row, so that a journal of any size fits into memory; strict: one with more rows is another one.
        try:
            return all(
                row == same
                for kind, name, _table, _sql in made
                if kind == "table"
                for row, same in zip(_rows(left, name), _rows(right, name), strict=True)
            )
        except ValueError:
            return False
