"""Processes that are killed on purpose: forked, so that a thousand of them take a minute."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path


def start(work: Callable[[], object]) -> int:
    """Run *work* in a child process; return its id.  It ends with 0, or with 3 where *work* failed."""
    child = os.fork()
    if child:
        return child
    code = 3
    try:
        work()
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is closed or flushed a second time


def killed(work: Callable[[], object], after_s: float) -> int | None:
    """Run *work* and kill -9 it after *after_s* seconds; return its exit code where it was faster, else None."""
    child = start(work)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None


def died(work: Callable[[], object]) -> None:
    """Run *work*, which kills itself, in a child process."""
    os.waitpid(start(work), 0)


def duration_s(work: Callable[[], object]) -> float:
    """Return how long *work* takes in a child of its own that nobody kills."""
    start_at = time.perf_counter()
    _pid, status = os.waitpid(start(work), 0)
    if status:
        raise RuntimeError("the work failed before anybody was killed")
    return time.perf_counter() - start_at


def moment(chance: random.Random, whole_s: float) -> float:
    """Return a random moment within work that takes *whole_s*, and now and then just after it."""
    return chance.uniform(0, whole_s * 1.05)


def emptied(folder: Path) -> Path:
    """Return *folder*, made or made empty."""
    folder.mkdir(exist_ok=True)
    for entry in folder.iterdir():
        entry.unlink()
    return folder
