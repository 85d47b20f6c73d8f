"""Timing for the benchmarks: the median of several runs, printed as a ratio to a floor of the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Took:
    """How long something took: by the clock, and of a processor; on a busy computer the second says more."""

    wall_ms: float
    cpu_ms: float


def median(taken: Iterable[Took]) -> Took:
    """Return the median of both."""
    all_taken = list(taken)
    return Took(
        statistics.median(each.wall_ms for each in all_taken), statistics.median(each.cpu_ms for each in all_taken)
    )


def took(work: Callable[[], object]) -> Took:
    """Do *work* once and return how long this thread was at it."""
    start, cpu = time.perf_counter(), time.thread_time()
    work()
    return Took((time.perf_counter() - start) * 1_000, (time.thread_time() - cpu) * 1_000)


def median_ms(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of *work* in milliseconds, after one run to warm up."""
    work()
    return median(took(work) for _ in range(runs)).wall_ms


def show(name: str, ours_ms: float, floor_name: str, floor_ms: float) -> None:
    """Print one line: what, how long, and how many times the floor."""
    print(f"{name:<44} {ours_ms:9.2f} ms   {ours_ms / floor_ms:6.2f} x {floor_name} ({floor_ms:.2f} ms)")


def show_both(name: str, ours: Took, floor_name: str, floor: Took, budget: str = "") -> None:
    """Print one line: what, how long by the clock and of a processor, and how many times the floor."""
    print(
        f"{name:<44} {ours.wall_ms:8.1f} ms ({ours.wall_ms / floor.wall_ms:7.2f} x)   processor {ours.cpu_ms:8.1f} ms "
        f"({ours.cpu_ms / floor.cpu_ms:7.2f} x) {floor_name}" + (f"   budget {budget}" if budget else "")
    )


def as_installed(folder: Path) -> None:
    """Let processes started from now on run as an installed program does: compiled once, without a screen or settings.

    What they compile and write lies in *folder*.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(folder)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)


def process(code: str, *arguments: str) -> tuple[float, list[str]]:
    """Run *code* in a process of its own; return when it was started (as `time.time` counts) and what it printed."""
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return start, done.stdout.splitlines()
