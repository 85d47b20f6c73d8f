"""The journal as it was, as a file of its own: the entries of that moment, for reading only, and no history."""

from __future__ import annotations

import contextlib
import secrets
from datetime import datetime
from pathlib import Path

from journal.store.connection import connect
from journal.store.faults import said_plainly
from journal.store.journal import Journal
from journal.store.keys import KEY_BYTES, Key, new_salt
from journal.store.opening import build
from journal.store.tables import BY_NAME, TABLES


def file_as_it_was(journal: Journal, moment: datetime, path: Path) -> Journal:
    """Write what *journal* held at *moment* to *path*, and return it opened.

    Its key is drawn by chance and known to the returned journal alone: whatever a crash leaves can be read by nobody.
    The rows go over as the history holds them; as a change they would be read, compared and written down once more,
    which takes three times as long.
    """
    key = Key(secrets.token_hex(KEY_BYTES), new_salt("").hex())
    standing = journal.rows_as_they_were(moment)
    by_table: dict[str, list[tuple[object, ...]]] = {kept.name: [] for kept in TABLES}
    for (name, _id), row in standing.items():
        kept = BY_NAME[name]
        complete = kept.complete(row)
        by_table[name].append(tuple(complete[column] for column in kept.columns))
    with said_plainly(path):
        build(path, key)
        with contextlib.closing(connect(path, key)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # after a crash nobody wants it
            connection.execute("BEGIN")
            for kept in TABLES:  # parents before what belongs to them
                columns = ", ".join(f'"{column}"' for column in kept.columns)
                places = ", ".join("?" * len(kept.columns))
                insert = f"INSERT INTO {kept.name} ({columns}) VALUES ({places})"
                connection.executemany(insert, by_table[kept.name])
            connection.execute("COMMIT")
    return Journal(path, key)
