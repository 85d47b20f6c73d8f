"""What happened to the sample's person, as numbers: days are counted back from today.

The doses are shares of an invented plan in mg, there to show a reduction; they are no plan for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journal.domain.treatment import Intent, WhyEnded


@dataclass(frozen=True)
class CycleStory:
    """One cycle: the day it began, how late that was, how much of the dose of the *reduced* drug was given."""

    before: int
    late: int = 0
    share: int = 100
    reason: str = ""


@dataclass(frozen=True)
class LineStory:
    """One line of treatment with its cycles, oldest first; *drugs* as (name, way, planned dose, unit, days)."""

    name: str
    number: int
    regimen: str
    intent: Intent
    cycle_days: int
    planned_cycles: int
    cycles: tuple[CycleStory, ...]
    drugs: tuple[tuple[str, str, str, str, tuple[int, ...]], ...]
    reduced: str = ""
    ended: int | None = None
    why: WhyEnded = WhyEnded.NOT_ENDED
    next_planned: int = 0  # how many planned cycles follow, the first one tomorrow


FOLFOX_DRUGS: Final = (
    ("oxaliplatin", "IV", "150", "mg", (1,)),
    ("leucovorin", "IV", "700", "mg", (1,)),
    ("fluorouracil", "pump", "4800", "mg", (1, 2)),
)
FOLFIRI_DRUGS: Final = (
    ("irinotecan", "IV", "310", "mg", (1,)),
    ("leucovorin", "IV", "700", "mg", (1,)),
    ("fluorouracil", "pump", "4800", "mg", (1, 2)),
)
CAPECITABINE: Final = (("capecitabine", "tablets", "3000", "mg", tuple(range(1, 15))),)


def rhythm(first: int, every: int, count: int, late: dict[int, int], share: dict[int, int]) -> tuple[CycleStory, ...]:
    """Return *count* cycles from *first* on; *late* and *share* name the cycles that differ, a share holds on."""
    cycles: list[CycleStory] = []
    before, given = first, 100
    for number in range(1, count + 1):
        if number > 1:
            before -= every + late.get(number, 0)
        given = share.get(number, given)
        cycles.append(CycleStory(before, late.get(number, 0), given))
    return tuple(cycles)


# Line 1: twelve cycles, the fifth a week late, oxaliplatin reduced from the seventh on and left out at the end.
FIRST: Final = LineStory(
    "FOLFOX",
    1,
    "mfolfox6",
    Intent.PALLIATIVE,
    14,
    12,
    rhythm(490, 14, 12, {5: 7}, {7: 80, 11: 0}),
    FOLFOX_DRUGS,
    reduced="oxaliplatin",
    ended=316,
    why=WhyEnded.COMPLETED,
)
MAINTENANCE: Final = LineStory(
    "Capecitabine",
    1,
    "",
    Intent.MAINTENANCE,
    21,
    6,
    rhythm(300, 21, 6, {}, {}),
    CAPECITABINE,
    reduced="capecitabine",
    ended=178,
    why=WhyEnded.PROGRESSION,
)
# Line 2 is running: ten cycles given, the fourth a week late, irinotecan reduced at the tenth; the next is tomorrow.
SECOND: Final = LineStory(
    "FOLFIRI",
    2,
    "folfiri",
    Intent.PALLIATIVE,
    14,
    12,
    rhythm(146, 14, 10, {4: 7}, {10: 80}),
    FOLFIRI_DRUGS,
    reduced="irinotecan",
    next_planned=2,
)
LINES: Final = (FIRST, MAINTENANCE, SECOND)


def earlier_lines() -> tuple[LineStory, ...]:
    """Return lines that fill the years from ten years ago to the story's own beginning, for a crowded journal."""
    found: list[LineStory] = []
    before, number = 3_640, 1
    while before > 800:
        drugs = FOLFOX_DRUGS if number % 2 else FOLFIRI_DRUGS
        cycles = rhythm(before, 14, 12, {4: 7, 9: 3}, {6: 80})
        ended = cycles[-1].before - 14
        name = "FOLFOX" if number % 2 else "FOLFIRI"
        line = LineStory(
            name,
            number,
            "mfolfox6" if number % 2 else "folfiri",
            Intent.PALLIATIVE,
            14,
            12,
            cycles,
            drugs,
            reduced=drugs[0][0],
            ended=ended,
            why=WhyEnded.BREAK if number % 3 else WhyEnded.PROGRESSION,
        )
        found.append(line)
        before, number = ended - 90, number + 1
    return tuple(found)
