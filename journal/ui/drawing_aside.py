"""Draws and sets in a process of its own, which ends when nobody asked it anything for a while.

matplotlib, numpy and Typst take more memory than the window with all its pages, and never give it back.  So they load
in a process that comes with the first chart or printout and goes again; only what it made stays.  It is started with
no more than the program's own places: what is to be drawn goes through a pipe, and so do the pictures.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, Final, ParamSpec, TypeVar, cast

from journal.charts.drawing_process import Answer, Failure, Place, Request, read_message, write_message
from journal.text.language import current_language

P = ParamSpec("P")
T = TypeVar("T")

REST_S: Final = 60.0  # after the last request; to begin anew takes half a second
TRIES: Final = 2
WORD: Final = "--draw-aside"  # what a packaged program is started with: it has no other Python
# One request at a time needs no more than one piece of memory per library and thread; large pieces go back when freed.
SPARING: Final = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "OPENBLAS_NUM_THREADS": "1"}
BEGIN: Final = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from journal.charts.drawing_process import serve; serve()"
)


class FailedAside(RuntimeError):
    """A fault of ours in the process aside: of what kind, and where in the program; nothing of what was drawn."""

    def __init__(self, kind: str, places: tuple[Place, ...] = ()) -> None:
        super().__init__(kind)
        self.places = places


class DrawingAside:
    """The process, from the window's side.  One thread at a time is answered.

    It stays while it *is_kept*: for what is drawn anew with each choice that somebody makes.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False
        self.is_kept = False
        self._asked_at = 0.0

    def call(self, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> T:
        """Return what *function* of *arguments* returns; both go there by name and as values.

        A process that was ended from outside is begun once more.  Where none can be had, it is done here.
        """
        request = Request(current_language(), function, arguments, named)
        message = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        with self._lock:
            for _try in range(TRIES):
                try:
                    requests, answers = self._pipes()
                except OSError:  # no process to be had: the memory is full, or something forbids it
                    return function(*arguments, **named)
                with contextlib.suppress(OSError, EOFError):
                    write_message(requests, message)
                    return cast("T", _value(pickle.loads(read_message(answers))))
                self._end()
        raise FailedAside("The process that draws was ended.")

    @property
    def pid(self) -> int | None:
        """The number of the process that draws, while there is one."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    @property
    def rest_s(self) -> float | None:
        """How long the process may still wait for something to draw; None where there is none."""
        return max(0.0, self._asked_at + REST_S - time.monotonic()) if self._process is not None else None

    def end(self) -> None:
        """End the process, and with it all that it still holds of what it drew; the next request begins another."""
        with self._lock:
            self._end()

    def rests_anew(self) -> bool:
        """Let the process, which rested long enough, rest once more if it is kept; say whether it is."""
        if self.is_kept:
            self._asked_at = time.monotonic()
        return self.is_kept

    def close(self) -> None:
        """End the process for good, whatever it is at."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.kill()  # it holds no file; who waits for its answer finds the pipe at its end
            process.wait()
        if self._lock.acquire(blocking=False):
            self._end()
            self._lock.release()

    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        if self._is_closed:
            raise FailedAside("The window is closed.")
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _begun()
        self._asked_at = time.monotonic()
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise OSError
        return cast("BinaryIO", requests), cast("BinaryIO", answers)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not yet sent is not wanted
                    pipe.close()
        process.wait()


def _begun() -> subprocess.Popen[bytes]:
    is_packaged = getattr(sys, "frozen", False)
    process = subprocess.Popen(
        [sys.executable, WORD] if is_packaged else [sys.executable, "-c", BEGIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's warning may quote what it draws
        env=SPARING | os.environ,  # what somebody set is kept
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console flashes up on Windows
    )
    if not is_packaged and process.stdin is not None:
        process.stdin.write(pickle.dumps(sys.path))
    return process


def _value(found: Answer | Failure) -> object:
    if isinstance(found, Answer):
        return found.value
    raise found.problem or FailedAside(found.kind, found.places)
