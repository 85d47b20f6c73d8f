"""SQLAlchemy's engine around connections of ours, for what writes: changes, a new file, an upgrade."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from journal.store.connection import connect
from journal.store.keys import Key


def engine_for(path: Path, key: Key) -> Engine:
    """Return the engine whose connections are all unlocked with *key*."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)  # below, it writes whole rows into the log
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        hide_parameters=True,  # a record's content must not get into an error text
    )

    # The driver itself opens no transactions (isolation_level=None): otherwise changes of tables would survive a
    # rollback.  The write lock is taken at once, so that two writers cannot wait for each other.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("as_it_is"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        if not connection.get_execution_options().get("as_it_is"):
            connection.exec_driver_sql("COMMIT")

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        if connection.get_execution_options().get("as_it_is"):
            return
        with contextlib.suppress(Exception):  # SQLite may have rolled back by itself, on a full disk for one
            connection.exec_driver_sql("ROLLBACK")

    return engine
