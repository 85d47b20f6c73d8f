"""Slow work beside the window: one worker that lives as long as the window, and answers on the window's thread.

A job holds on to widgets: whoever lets go of the last reference to one takes it apart, and only the window may do that.
So the window keeps each job until the worker says that it holds it no longer.
"""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from journal.ui.garbage import collect_on_this_thread
from journal.ui.returned_memory import return_large_pieces, return_what_is_free

if TYPE_CHECKING:
    from journal.ui.drawing_aside import DrawingAside

T = TypeVar("T")

# Each call into Qt gives Python's lock away; while the worker is busy, the window gets it back after this long.
WINDOW_WAITS_S: Final = 0.0005
LEAVES_AFTER_S: Final = 2.0  # the window closes, whatever is being read or drawn


class Cancelled(Exception):
    """The person, or newer work of the same kind, made the answer unwanted."""


class Progress:
    """What slow work says on its way; handed to the work, usable from the worker only."""

    def __init__(self, job: Job[Any], report: Callable[[float | None, str], None]) -> None:
        self._job = job
        self._report = report

    def report(self, share: float | None, words: str = "") -> None:
        """Say how much is done (0 to 1; None where nobody knows); stops here if the work was cancelled."""
        self.check()
        self._report(share, words)

    def check(self) -> None:
        """Stop here if the work was cancelled."""
        if self._job.is_cancelled:
            raise Cancelled


@dataclass(eq=False)
class Job(Generic[T]):
    """One piece of work that was handed over."""

    number: int
    work: Callable[[Progress], T]
    owner: QObject
    done: Callable[[T], object]
    failed: Callable[[Exception], object] | None
    progress: Callable[[float | None, str], object] | None
    writes: bool = False
    has_begun: bool = False
    _cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def is_cancelled(self) -> bool:
        """Say whether the answer is still wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Make the answer unwanted; the work stops at its next progress, and nobody is told."""
        self._cancelled.set()


class _Answers(QObject):
    """Carries answers to the thread that it was made on; `let_go` comes after the last one, with the job's number."""

    arrived = Signal(object)
    let_go = Signal(int)

    def __init__(self, on_let_go: Callable[[int], object]) -> None:
        super().__init__()
        self._on_let_go = on_let_go
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.let_go.connect(self._drop, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, answer: Callable[[], object]) -> None:
        answer()

    def _drop(self, number: int) -> None:
        self._on_let_go(number)


class Background:
    """The worker.  `run` hands work over; its answer comes on the window's thread, while the owner still lives."""

    def __init__(self) -> None:
        self._answers = _Answers(self._let_go)
        self._jobs: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._by_key: dict[str, Job[Any]] = {}
        self._held: dict[int, Job[Any]] = {}
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        owner: QObject,
        failed: Callable[[Exception], object] | None = None,
        progress: Callable[[float | None, str], object] | None = None,
        key: str = "",
        writes: bool = False,
    ) -> Job[T]:
        """Do *work* on the worker, then call *done* with what it returned, or *failed* with its error.

        Work must not touch widgets.  Where nothing takes the error, it shows as a fault.  Newer work with the same
        *key* makes older work unwanted.  Work that *writes* a file is waited for when the window closes.  It begins
        once the window has shown what it is at: side by side, both would take longer than one after the other.
        """
        job = Job(next(self._numbers), work, owner, done, failed, progress, writes)
        if self._is_closed:  # nobody is there any more
            job.cancel()
            return job
        self._held[job.number] = job
        if key:
            if older := self._by_key.get(key):
                older.cancel()
            self._by_key[key] = job
        QTimer.singleShot(0, self._answers, lambda: self._begin(job))
        return job

    @cached_property
    def drawing(self) -> DrawingAside:
        """The process that draws and sets; for the worker, which waits for its answers."""
        from journal.ui.drawing_aside import DrawingAside  # most starts show no chart at first

        return DrawingAside()

    def forget_drawings(self) -> None:
        """End the process that draws, after what it is at: it holds what it drew last."""
        if "drawing" in self.__dict__:
            self.run(lambda _progress: self._end_drawing(), lambda _ended: None, owner=self._answers)

    def _end_drawing(self) -> None:
        self.drawing.end()
        return_what_is_free()

    @property
    def is_idle(self) -> bool:
        """Say whether no answer is waited for."""
        return not self._held

    def _begin(self, job: Job[Any]) -> None:
        if job.has_begun or self._is_closed:
            return
        job.has_begun = True
        if self._thread is None:
            collect_on_this_thread()
            return_large_pieces()
            sys.setswitchinterval(WINDOW_WAITS_S)
            self._thread = threading.Thread(target=self._work, name="background", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def close(self) -> None:
        """Let nothing more arrive, and end the worker; what writes a file is done first, however long it takes."""
        for job in self._held.values():
            if job.writes and not job.is_cancelled:
                self._begin(job)
            else:
                job.cancel()
        self._is_closed = True
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(timeout=None if self.is_writing else LEAVES_AFTER_S)
            self._thread = None
        if "drawing" in self.__dict__:
            self.drawing.close()

    @property
    def is_writing(self) -> bool:
        """Say whether a file is being written, or is about to be."""
        return any(job.writes and not job.is_cancelled for job in self._held.values())

    def _work(self) -> None:
        while (job := self._next()) is not None:
            number = job.number
            if not job.is_cancelled:
                self._do(job)
            del job
            if shiboken6.isValid(self._answers):
                self._answers.let_go.emit(number)

    def _next(self) -> Job[Any] | None:
        """Return the next job; end the process that draws, if it rests long enough meanwhile."""
        while "drawing" in self.__dict__ and (rest_s := self.drawing.rest_s) is not None:
            try:
                return self._jobs.get(timeout=rest_s)
            except queue.Empty:
                if not self.drawing.rests_anew():
                    self._end_drawing()
        return self._jobs.get()

    def _let_go(self, number: int) -> None:
        job = self._held.pop(number)
        for key in [key for key, kept in self._by_key.items() if kept is job]:
            del self._by_key[key]

    def _do(self, job: Job[Any]) -> None:
        def say(share: float | None, words: str) -> None:
            if job.progress is not None:
                told = job.progress
                self._answer(job, lambda: told(share, words))

        try:
            result = job.work(Progress(job, say))
        except Cancelled:
            return
        except Exception as error:
            caught = error
            self._answer(job, lambda: _fail(job, caught))
        else:
            self._answer(job, lambda: job.done(result))

    def _answer(self, job: Job[Any], answer: Callable[[], object]) -> None:
        def deliver() -> None:
            if not job.is_cancelled and shiboken6.isValid(job.owner):
                answer()

        if shiboken6.isValid(self._answers):
            self._answers.arrived.emit(deliver)


def _fail(job: Job[Any], error: Exception) -> None:
    if job.failed is None:
        raise error
    job.failed(error)
