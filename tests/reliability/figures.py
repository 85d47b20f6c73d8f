"""What an experiment found: how much was tried, and how often something happened that must never happen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Figures:
    """Two tallies: *tried* says how much was done, *faults* counts what must be 0."""

    faults: Counter[str]
    tried: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def without(cls, *faults: str) -> Figures:
        """Start with each of *faults* at 0, so that it is printed even where it never happened."""
        return cls(Counter(dict.fromkeys(faults, 0)))

    @property
    def are_good(self) -> bool:
        """Say whether something was tried and nothing bad happened."""
        return bool(self.tried) and not any(self.faults.values())

    def __str__(self) -> str:
        told = [f"{count:,} {what}" for what, count in self.tried.items()]
        bad = [f"{count} {what}" for what, count in self.faults.items()]
        return "; ".join([", ".join(told), ", ".join(bad), *self.notes])


Run = Callable[[Path, int, random.Random], Figures]


@dataclass(frozen=True)
class Experiment:
    """One row of the table: what is done to a journal, how often in full and how often in the ordinary test run."""

    name: str
    run: Run
    runs: int
    short_runs: int
