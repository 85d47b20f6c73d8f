"""Timing for the benchmarks: the median of several runs, printed as a ratio to a floor of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of *work* in milliseconds, after one run to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1_000)
    return statistics.median(times)


def show(name: str, ours_ms: float, floor_name: str, floor_ms: float) -> None:
    """Print one line: what, how long, and how many times the floor."""
    print(f"{name:<44} {ours_ms:9.2f} ms   {ours_ms / floor_ms:6.2f} x {floor_name} ({floor_ms:.2f} ms)")
