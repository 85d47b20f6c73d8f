"""What a quick line was read as: the records it would write, how they were understood, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.domain.symptoms import ScoredBy
from journal.domain.treatment import Cycle


@dataclass(frozen=True)
class Part:
    """A stretch of the line and what it was understood as, in words."""

    start: int
    end: int
    meaning: str


@dataclass(frozen=True)
class Puzzle:
    """A stretch of the line that was not understood, or must be asked about."""

    start: int
    end: int
    problem: Problem
    may_be_confirmed: bool = False


@dataclass(frozen=True)
class Reading:
    """What a line means: the records it would write, how they were understood, and what stands in the way."""

    text: str
    records: tuple[Record, ...] = ()
    parts: tuple[Part, ...] = ()
    puzzles: tuple[Puzzle, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Say whether the line can be written down."""
        return bool(self.records) and not self.puzzles


@dataclass(frozen=True)
class Context:
    """What the journal knows that helps to read a line."""

    own_symptoms: Mapping[str, str] = field(default_factory=dict)  # folded name -> key
    units: Mapping[str, str] = field(default_factory=dict)  # analyte -> the unit used last
    planned: Cycle | None = None
    born_on: date | None = None
    scored_by: ScoredBy = ScoredBy.PATIENT


class Pointing(Problem):
    """A problem with one word of a line; *start* and *end* say which."""

    def __init__(self, text: str, puzzle: Puzzle, said: str) -> None:
        super().__init__(puzzle.problem.message, **{"word": said, **puzzle.problem.values})
        self.text = text
        self.start = puzzle.start
        self.end = puzzle.end
