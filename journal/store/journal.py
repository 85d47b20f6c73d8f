"""The open journal: reading records, changing them, undo and redo."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast

from sqlalchemy import Engine, Select, and_, func, select

from journal.domain.patient import Patient
from journal.domain.record import Record
from journal.store import emptying, history, past, pieces
from journal.store.change import Change, Draft
from journal.store.connection import reading
from journal.store.faults import ReadOnlyPlace, said_plainly
from journal.store.lock import WriterLock
from journal.store.past import Step
from journal.store.tables import BY_KIND, KINDS
from journal.store.tables.history import HISTORY

R = TypeVar("R", bound=Record)
Watcher = Callable[[Change], None]
Companion = Callable[[Draft], None]
ORDER: Final = ("happened_on", "happened_at", "written_at", "id")


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
        engine: Engine,
        *,
        author: str = "",
        lock: WriterLock | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = path
        self.author = author
        self._engine = engine
        self._lock = lock
        self._clock = clock
        self._watchers: list[Watcher] = []
        self._companion: Companion | None = None
        self._files_of: Journal = self

    @property
    def is_read_only(self) -> bool:
        """Say whether it was opened for reading only."""
        return self._lock is None

    # Reading

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record of *kind* with this id."""
        table = BY_KIND[kind].table
        found = self._read(kind, select(table).where(table.c.id == record_id))
        return found[0] if found else None

    def all(self, kind: type[R], **equals: object) -> list[R]:
        """Return all records of *kind* whose fields equal what is given, oldest first."""
        return self.between(kind, None, None, **equals)

    def between(self, kind: type[R], since: date | None = None, until: date | None = None, **equals: object) -> list[R]:
        """Return the records that happened from *since* to *until*, both days included, oldest first."""
        table = BY_KIND[kind].table
        query = self._where(kind, select(table), since, until, equals)
        return self._read(kind, query.order_by(*(table.c[name] for name in ORDER)))

    def latest(self, kind: type[R], on_or_before: date | None = None, limit: int = 1, **equals: object) -> list[R]:
        """Return the last *limit* records, newest first."""
        table = BY_KIND[kind].table
        query = self._where(kind, select(table), None, on_or_before, equals)
        newest = query.order_by(*(table.c[name].desc() for name in ORDER))
        return self._read(kind, newest.limit(limit))

    def count(self, kind: type[Record], **equals: object) -> int:
        """Return how many records of *kind* there are."""
        query = self._where(kind, select(func.count()).select_from(BY_KIND[kind].table), None, None, equals)
        with said_plainly(self.path), reading(self._engine) as connection:
            return int(connection.execute(query).scalar_one())

    def patient(self) -> Patient | None:
        """Return who this journal is about, if that was written down."""
        found = self.latest(Patient)
        return found[0] if found else None

    def everything(self) -> Iterator[Record]:
        """Go through all records of all kinds, parents before what belongs to them."""
        for kind in KINDS:
            yield from self.all(kind)

    # Files

    def keep_file(self, source: Path, told: pieces.Told = lambda share: None) -> tuple[str, int]:
        """Take in the bytes of *source*, from any thread; return their SHA-256 and how many they are.

        They belong to nothing until a change saves an Attachment with that SHA-256.  *told* is called with how much is
        done (0 to 1), and may raise to break off: then nothing stays.
        """
        with said_plainly(self.path):
            return pieces.keep(self._writing(), source, told)

    def file_bytes(self, sha256: str) -> Iterator[bytes]:
        """Go through the bytes of a kept file, piece by piece; there are none where they are not kept."""
        with said_plainly(self.path):
            yield from pieces.read(self._files_of._engine, sha256)

    def has_whole_files(self) -> bool:
        """Say whether each attached file is there, byte for byte."""
        with said_plainly(self.path):
            return pieces.are_whole(self._engine)

    def take_files_from(self, other: Journal) -> None:
        """Read the bytes of files in *other* from now on."""
        self._files_of = other

    def _where(
        self,
        kind: type[Record],
        query: Select[Any],
        since: date | None,
        until: date | None,
        equals: dict[str, object],
    ) -> Select[Any]:
        kept = BY_KIND[kind]
        conditions = [kept.table.c[name] == kept.cell(name, value) for name, value in equals.items()]
        if since is not None:
            conditions.append(kept.table.c.happened_on >= since.isoformat())
        if until is not None:
            conditions.append(kept.table.c.happened_on <= until.isoformat())
        return query.where(and_(True, *conditions)) if conditions else query

    def _read(self, kind: type[R], query: Select[Any]) -> list[R]:
        kept = BY_KIND[kind]
        with said_plainly(self.path), reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return cast("list[R]", kept.decode_all(rows))

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
            with said_plainly(self.path), self._writing().begin() as connection:
                entries = history.entries_for(connection, draft.steps)
                change = history.do(connection, label, self.author, at, entries) if entries else None
            draft.change = change
            if change is not None:
                self._announce(change)

    def undo(self) -> Change | None:
        """Take back the last change, also one from before this start; None where there is none."""
        with said_plainly(self.path), self._writing().begin() as connection:
            change = history.undo(connection, self.author, self._clock())
        return self._announce(change)

    def redo(self) -> Change | None:
        """Bring back the change that was last taken back; None where there is none."""
        with said_plainly(self.path), self._writing().begin() as connection:
            change = history.redo(connection, self.author, self._clock())
        return self._announce(change)

    def empty_bin(self, label: str, erased_label: str) -> Change | None:
        """Erase for good what stands no more, and all that the history tells of it; None where there is nothing.

        It cannot be undone, and no watcher hears of it: nothing that stands has changed.
        """
        with said_plainly(self.path):
            return emptying.empty(self._writing(), label, erased_label, self.author, self._clock())

    def clean(self) -> bool:
        """Let no byte of what was erased stay in the file; False where another program still reads it."""
        with said_plainly(self.path):
            return emptying.clean(self._writing())

    def next_undo(self) -> Change | None:
        """Return the change that undo would take back, without its records."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return history.next_undo(connection)

    def next_redo(self) -> Change | None:
        """Return the change that redo would bring back, without its records."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return history.next_redo(connection)

    def history(self, limit: int | None = None) -> tuple[Change, ...]:
        """Return what was done, newest first, with the records before and after."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return history.read(connection, limit=limit)

    def as_it_was(self, moment: datetime) -> tuple[Record, ...]:
        """Return all records as they stood at *moment*, parents before what belongs to them."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return past.standing_records(connection, past.last_until(connection, moment))

    def as_it_was_after(self, seq: int) -> tuple[Record, ...]:
        """Return the same after the change with the number *seq*."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return past.standing_records(connection, seq)

    def began_at(self) -> datetime | None:
        """Return when the first change was made; None where there is none."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return history.began_at(connection)

    def steps_of(self, keys: Iterable[tuple[type[Record], str]]) -> tuple[Step, ...]:
        """Return every change of the records with these kinds and ids, oldest first, also of what stands no more."""
        wanted = {(BY_KIND[kind].name, record_id) for kind, record_id in keys}
        with said_plainly(self.path), reading(self._engine) as connection:
            return past.steps_of(connection, wanted)

    def departures(self) -> tuple[Step, ...]:
        """Return the last change of every record that stands no more, in the order of those changes."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return past.departures(connection)

    def count_changes(self) -> int:
        """Return how many steps the history has."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return int(connection.execute(select(func.count()).select_from(HISTORY)).scalar_one())

    def agrees_with_history(self) -> bool:
        """Say whether every record stands as the history says."""
        with said_plainly(self.path), reading(self._engine) as connection:
            return past.tables_agree(connection)

    def last_seq(self) -> int:
        """Return the number of the newest row of the history; 0 where nothing was done yet."""
        with said_plainly(self.path), reading(self._engine) as connection:
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

    def _writing(self) -> Engine:
        if self._lock is None:
            raise ReadOnlyPlace(self.path)
        return self._engine

    # Closing

    def close(self) -> None:
        """Fold what is still in the write-ahead log into the one file, and let it go."""
        if self._lock is not None:
            with contextlib.suppress(Exception), self._engine.connect() as connection:
                # Nothing is lost where this fails: the next opening reads the log.
                raw = connection.execution_options(reading=True)
                raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
