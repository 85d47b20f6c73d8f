"""Opening the encrypted file: keys, pragmas and the SQLAlchemy engine around them."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from journal.store.keys import Key

BUSY_MS: Final = 2_000
CACHE_KIB: Final = 16_384


def connect(path: Path, key: Key, *, read_only: bool = False) -> Any:
    """Return a bare connection to *path*, unlocked with *key*."""
    mode = "ro" if read_only else "rw"
    if read_only and not path.with_name(path.name + "-wal").exists():
        mode += "&immutable=1"  # nobody writes; so that a folder without write permission can be read, too
    connection = dbapi2.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr on a wrong key
        connection.execute(key.pragma)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing of the journal in temporary files
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def engine_for(path: Path, key: Key, *, read_only: bool = False) -> Engine:
    """Return the engine whose connections are all unlocked with *key*."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)  # below, it writes whole rows into the log
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, read_only=read_only),
        poolclass=QueuePool,
        hide_parameters=True,  # a record's content must not get into an error text
    )

    # The driver itself opens no transactions (isolation_level=None): otherwise changes of tables would survive a
    # rollback.  The write lock is taken at once, so that two writers cannot wait for each other.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading"):
            connection.exec_driver_sql("COMMIT")

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        if connection.get_execution_options().get("reading"):
            return
        with contextlib.suppress(Exception):  # SQLite may have rolled back by itself, on a full disk for one
            connection.exec_driver_sql("ROLLBACK")

    return engine


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Lend a connection for one query, without a transaction of its own."""
    with engine.connect() as connection:
        yield connection.execution_options(reading=True)
