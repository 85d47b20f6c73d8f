"""The open journal: reading records, changing them, undo and redo."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from journal.domain.patient import Patient
from journal.domain.record import Record
from journal.store import history, past, pieces
from journal.store.change import Change, Draft
from journal.store.connection import Readers, connect
from journal.store.faults import ReadOnlyPlace, said_plainly
from journal.store.keys import Key
from journal.store.lock import WriterLock
from journal.store.past import Step
from journal.store.tables import BY_KIND, KINDS
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
        self._making = threading.Lock()
        self._is_closed = False
        self._lock = lock
        self._clock = clock
        self._watchers: list[Watcher] = []
        self._companion: Companion | None = None
        self._files_of: Journal = self
        self._history_of: tuple[Journal, int | None] = self, None
        self._coming = pieces.Coming()

    @property
    def is_closed(self) -> bool:
        """Say whether it was closed: what arrives late is not written any more."""
        return self._is_closed

    @property
    def is_read_only(self) -> bool:
        """Say whether it was opened for reading only."""
        return self._lock is None

    def keep_lock(self) -> bool:
        """Say to other computers that it is still open here; False where one of them took it over meanwhile."""
        return self._lock is None or self._lock.beat()

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

    def span(self, kind: type[Record]) -> tuple[date, date] | None:
        """Return the first and the last day that a record of *kind* happened on; None where there is none."""
        with self._reading() as connection:
            first, last = connection.execute(
                f"SELECT min(happened_on), max(happened_on) FROM {BY_KIND[kind].name}"
            ).fetchone()
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None

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
            return pieces.keep(self._engine(), self._readers, self._coming, source, told)

    def keep_bytes(self, content: bytes, told: pieces.Told = lambda share: None) -> tuple[str, int]:
        """Take in *content* in the same way."""
        with said_plainly(self.path):
            return pieces.keep_open(self._engine(), self._readers, self._coming, io.BytesIO(content), told)

    def let_files_go(self, files: Iterable[str]) -> None:
        """Take the bytes of *files*, by SHA-256, out again where no change saved an Attachment for them."""
        with said_plainly(self.path):
            pieces.let_go(self._engine, self._readers, self._coming, files)

    def take_out_left_files(self) -> int:
        """Take out the bytes that an earlier start took in and never attached; return of how many files."""
        if self._is_closed:  # it waited for its turn, and the file may be somebody else's by now
            return 0
        with said_plainly(self.path):
            return pieces.take_out_left(self._engine, self._readers, self._coming)

    def file_bytes(self, sha256: str) -> Iterator[bytes]:
        """Go through the bytes of a kept file, piece by piece; there are none where they are not kept."""
        with said_plainly(self.path):
            yield from pieces.read(self._files_of._readers, sha256)

    def has_whole_files(self) -> bool:
        """Say whether each attached file is there, byte for byte."""
        with said_plainly(self.path):
            return pieces.are_whole(self._readers)

    def take_files_from(self, other: Journal) -> None:
        """Read the bytes of files in *other* from now on."""
        self._files_of = other

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
        with self._reading() as connection:  # row by row: the rows of ten years would take as much as their records
            return cast("list[R]", kept.decode_all(connection.execute(kept.select + rest, values)))

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

    def empty_bin(self, label: Callable[[int], str], erased_label: str) -> Change | None:
        """Erase for good what stands no more, and all that the history tells of it; None where there is nothing.

        *label* makes the words for how many records that were, *erased_label* stands for what was written.
        It cannot be undone, and no watcher hears of it: nothing that stands has changed.
        """
        from journal.store import emptying

        with said_plainly(self.path):
            return emptying.empty(self._engine(), label, erased_label, self.author, self._clock())

    def clean(self) -> bool:
        """Let no byte of what was erased stay in the file; False where another program still reads it."""
        from journal.store import emptying

        self._readers.let_go()  # idle connections of our own would hold on to the log
        with said_plainly(self.path):
            return emptying.clean(self._engine())

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
            return past.standing_records(connection, past.last_until(connection, moment))

    def rows_as_they_were(self, moment: datetime) -> past.Standing:
        """Return the same as rows, by table and id, as the history holds them."""
        with self._reading() as connection:
            return past.standing_after(connection, past.last_until(connection, moment))

    def as_it_was_after(self, seq: int) -> tuple[Record, ...]:
        """Return the same after the change with the number *seq*."""
        with self._reading() as connection:
            return past.standing_records(connection, seq)

    def began_at(self) -> datetime | None:
        """Return when the first change was made; None where there is none."""
        with self._reading() as connection:
            return history.began_at(connection)

    def steps_of(self, keys: Iterable[tuple[type[Record], str]]) -> tuple[Step, ...]:
        """Return every change of the records with these kinds and ids, oldest first, also of what stands no more."""
        wanted = {(BY_KIND[kind].name, record_id) for kind, record_id in keys}
        told, until = self._history_of
        with told._reading() as connection:
            return past.steps_of(connection, wanted, until)

    def departures(self) -> tuple[Step, ...]:
        """Return the last change of every record that stands no more, in the order of those changes."""
        told, until = self._history_of
        with told._reading() as connection:
            return past.departures(connection, until)

    def take_history_from(self, other: Journal, moment: datetime) -> None:
        """Read what entries went through in *other* from now on, up to *moment*."""
        with other._reading() as connection:
            self._history_of = other, past.last_until(connection, moment)

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

    def make_ready(self) -> None:
        """Load what the first change needs, and look once into every table; from any thread, also after closing."""
        from journal.store import writing

        with self._making:
            if self._lock is not None and not self._is_closed:
                writing.rehearse(self._engine_made())

    def _engine(self) -> Engine:
        if self._lock is None:
            raise ReadOnlyPlace(self.path)
        with self._making:
            return self._engine_made()

    def _engine_made(self) -> Engine:
        if self._made_engine is None:
            from journal.store.engine import engine_for

            self._made_engine = engine_for(self.path, self._key)
        return self._made_engine

    # Closing

    def close(self) -> None:
        """Fold what is still in the write-ahead log into the one file, and let it go."""
        self._readers.close()
        with self._making:
            self._is_closed = True
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
