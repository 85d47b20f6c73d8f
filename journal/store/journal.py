"""The open journal: reading records, changing them, undo and redo."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from journal.domain.patient import Patient
from journal.domain.record import Record
from journal.store import history, past
from journal.store.change import Change, Draft, decoded
from journal.store.connection import Readers, connect
from journal.store.faults import ReadOnlyPlace, said_plainly
from journal.store.keys import Key
from journal.store.lock import WriterLock
from journal.store.tables import BY_KIND, KINDS, TABLES
from journal.store.tables.mapping import Cell

if TYPE_CHECKING:  # loaded with the first change
    from sqlalchemy import Engine

R = TypeVar("R", bound=Record)
Watcher = Callable[[Change], None]
Companion = Callable[[Draft], None]
OLDEST_FIRST: Final = "happened_on, happened_at, written_at, id"
NEWEST_FIRST: Final = "happened_on DESC, happened_at DESC, written_at DESC, id DESC"


def utc_now() -> datetime:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Journal:
    """One person's journal, open.  Get one from `open_journal` or `create`; close it, or use it in a with block.

    Reading is safe from any thread; changes come from one.  *author* signs what is written.
    """

    def __init__(
        self,
        path: Path,
        key: Key,
        *,
        author: str = "",
        lock: WriterLock | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = path
        self.author = author
        self._key = key
        self._readers = Readers(path, key, read_only=lock is None)
        self._made_engine: Engine | None = None
        self._lock = lock
        self._clock = clock
        self._watchers: list[Watcher] = []
        self._companion: Companion | None = None

    @property
    def is_read_only(self) -> bool:
        """Say whether it was opened for reading only."""
        return self._lock is None

    # Reading

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record of *kind* with this id."""
        found = self._read(kind, " WHERE id = ?", (record_id,))
        return found[0] if found else None

    def all(self, kind: type[R], **equals: object) -> list[R]:
        """Return all records of *kind* whose fields equal what is given, oldest first."""
        return self.between(kind, None, None, **equals)

    def between(self, kind: type[R], since: date | None = None, until: date | None = None, **equals: object) -> list[R]:
        """Return the records that happened from *since* to *until*, both days included, oldest first."""
        where, values = self._where(kind, since, until, equals)
        return self._read(kind, f"{where} ORDER BY {OLDEST_FIRST}", values)

    def latest(self, kind: type[R], on_or_before: date | None = None, limit: int = 1, **equals: object) -> list[R]:
        """Return the last *limit* records, newest first."""
        where, values = self._where(kind, None, on_or_before, equals)
        return self._read(kind, f"{where} ORDER BY {NEWEST_FIRST} LIMIT ?", (*values, limit))

    def count(self, kind: type[Record], **equals: object) -> int:
        """Return how many records of *kind* there are."""
        where, values = self._where(kind, None, None, equals)
        with self._reading() as connection:
            (found,) = connection.execute(f"SELECT count(*) FROM {BY_KIND[kind].name}{where}", values).fetchone()
        return int(found)

    def patient(self) -> Patient | None:
        """Return who this journal is about, if that was written down."""
        found = self.latest(Patient)
        return found[0] if found else None

    def everything(self) -> Iterator[Record]:
        """Go through all records of all kinds, parents before what belongs to them."""
        for kind in KINDS:
            yield from self.all(kind)

    def _where(
        self, kind: type[Record], since: date | None, until: date | None, equals: dict[str, object]
    ) -> tuple[str, tuple[Cell, ...]]:
        """Return what rows must be like as SQL, and its values; names come from our own tables, never from outside."""
        kept = BY_KIND[kind]
        conditions: list[str] = []
        values: list[Cell] = []
        for name, value in equals.items():
            cell = kept.cell(name, value)
            conditions.append(f'"{name}" IS ?')  # equal, also to what is blank
            values.append(cell)
        for comparison, day in ((">=", since), ("<=", until)):
            if day is not None:
                conditions.append(f"happened_on {comparison} ?")
                values.append(day.isoformat())
        return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), tuple(values)

    def _read(self, kind: type[R], rest: str, values: tuple[Cell, ...]) -> list[R]:
        kept = BY_KIND[kind]
        with self._reading() as connection:
            rows = connection.execute(kept.select + rest, values).fetchall()
        return cast("list[R]", kept.decode_all(rows))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Any]:
        with said_plainly(self.path), self._readers.lend() as connection:
            yield connection

    # Changing

    @contextlib.contextmanager
    def change(self, label: str) -> Iterator[Draft]:
        """Collect what a person does into one transaction and one step of undo, called *label* in the Undo menu.

        An error inside the block, or while writing, leaves the journal as it was.
        """
        at = self._clock()
        draft = Draft(self.author, at)
        yield draft
        if draft.steps and self._companion is not None:
            self._companion(draft)
        if draft.steps:
            from journal.store import writing

            with said_plainly(self.path), self._engine().begin() as connection:
                entries = writing.entries_for(connection, draft.steps)
                change = writing.do(connection, label, self.author, at, entries) if entries else None
            draft.change = change
            if change is not None:
                self._announce(change)

    def undo(self) -> Change | None:
        """Take back the last change, also one from before this start; None where there is none."""
        from journal.store import writing

        with said_plainly(self.path), self._engine().begin() as connection:
            change = writing.undo(connection, self.author, self._clock())
        return self._announce(change)

    def redo(self) -> Change | None:
        """Bring back the change that was last taken back; None where there is none."""
        from journal.store import writing

        with said_plainly(self.path), self._engine().begin() as connection:
            change = writing.redo(connection, self.author, self._clock())
        return self._announce(change)

    def next_undo(self) -> Change | None:
        """Return the change that undo would take back, without its records."""
        with self._reading() as connection:
            return history.next_undo(connection)

    def next_redo(self) -> Change | None:
        """Return the change that redo would bring back, without its records."""
        with self._reading() as connection:
            return history.next_redo(connection)

    def history(self, limit: int | None = None) -> tuple[Change, ...]:
        """Return what was done, newest first, with the records before and after."""
        with self._reading() as connection:
            return history.read(connection, limit=limit)

    def as_it_was(self, moment: datetime) -> tuple[Record, ...]:
        """Return all records as they stood at *moment*, parents before what belongs to them."""
        with self._reading() as connection:
            rows = past.standing_after(connection, past.last_until(connection, moment))
        place = {kept.name: number for number, kept in enumerate(TABLES)}
        keys = sorted(rows, key=lambda key: (place[key[0]], str(rows[key]["happened_on"]), key[1]))
        return tuple(decoded(key[0], rows[key]) for key in keys)

    def count_changes(self) -> int:
        """Return how many steps the history has."""
        with self._reading() as connection:
            return history.count(connection)

    def agrees_with_history(self) -> bool:
        """Say whether every record stands as the history says."""
        with self._reading() as connection:
            return past.tables_agree(connection)

    def last_seq(self) -> int:
        """Return the number of the newest row of the history; 0 where nothing was done yet."""
        with self._reading() as connection:
            return history.last_seq(connection)

    def watch(self, watcher: Watcher) -> None:
        """Call *watcher* after each change, undo and redo, on the thread that made it."""
        self._watchers.append(watcher)

    def accompany(self, companion: Companion | None) -> None:
        """Let *companion* add to each later draft, before it is written: what it adds is done and undone with it."""
        self._companion = companion

    def _announce(self, change: Change | None) -> Change | None:
        if change is not None:
            for watcher in self._watchers:
                watcher(change)
        return change

    def _engine(self) -> Engine:
        if self._lock is None:
            raise ReadOnlyPlace(self.path)
        if self._made_engine is None:
            from journal.store.engine import engine_for

            self._made_engine = engine_for(self.path, self._key)
        return self._made_engine

    # Closing

    def close(self) -> None:
        """Fold what is still in the write-ahead log into the one file, and let it go."""
        self._readers.close()
        if self._made_engine is not None:
            self._made_engine.dispose()
        if self._lock is not None:
            # Nothing is lost where this fails: the next opening reads the log.
            with contextlib.suppress(Exception), contextlib.closing(connect(self.path, self._key)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
