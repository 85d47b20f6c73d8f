"""The far end of a pipe: a process beside the window that draws and sets what the window asks for.

What that takes (matplotlib, numpy, Typst, their typefaces) is more than all the rest of the program, and goes with this
process.  The near end is journal/ui/drawing_aside.py.  Nothing but the pipe carries what stands in a journal: no
argument, no file, no log.  Who holds the near end of the pipe started this process; what comes is its own.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from journal.text.language import current_language, set_language

LENGTH: Final = struct.Struct(">Q")


@dataclass(frozen=True)
class Request:
    """A function of ours, what it is to be called with, and the language that its words are in."""

    language: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A place in the program, as a report of a fault names it."""

    filename: str
    line: int
    function: str


@dataclass(frozen=True)
class Failure:
    """Why there is no answer.  A `Problem` comes as it is; of anything else only its kind and where it happened."""

    problem: Exception | None
    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Answer:
    """What the function returned."""

    value: Any


def write_message(pipe: BinaryIO, message: bytes) -> None:
    """Send *message* whole."""
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def read_message(pipe: BinaryIO) -> bytes:
    """Return the next message; EOFError where the other end is gone."""
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError
    return found


def serve() -> None:
    """Answer what comes in until the other end is gone, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is meant for the window
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a place of the system
        os.dup2(nowhere.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    try:
        while True:
            write_message(answers, answered(read_message(requests)))
    except (EOFError, OSError):
        os._exit(0)  # nothing of this process has to be put in order


def answered(message: bytes) -> bytes:
    """Return the answer to a request, both as they go through the pipe."""
    from journal.domain.problems import Problem

    try:
        request: Request = pickle.loads(message)
        if request.language != current_language():
            set_language(request.language)
        return pickle.dumps(Answer(request.function(*request.arguments, **request.named)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        places = tuple(Place(each.filename, each.lineno or 0, each.name) for each in _frames(error))
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        failure = Failure(error if isinstance(error, Problem) else None, kind, places)
        return pickle.dumps(failure, pickle.HIGHEST_PROTOCOL)


def _frames(error: Exception) -> traceback.StackSummary:
    return traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
