"""The sample's days: symptoms that follow the cycle, days that nobody logged, temperature, weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from journal.actions.sample.story import LineStory
from journal.actions.sample.telling import CARER, PERSON, Telling
from journal.domain.quantity import Quantity
from journal.domain.results import VitalSign
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.text.language import _

NOT_LOGGED: Final = 0.22  # share of days without an entry
NOT_LOGGED_LATELY: Final = 0.1  # in the last six weeks, so that the last two cycles can be compared
LATELY: Final = 42
OWN_SYMPTOM: Final = "own_cold_fingers"
TRACKED: Final = (
    "nausea",
    "fatigue",
    "diarrhea",
    "numbness_tingling",
    "mouth_throat_sores",
    "decreased_appetite",
    "insomnia",
    OWN_SYMPTOM,
)
IN_HOSPITAL: Final = frozenset({530, 529, 528, 527, 526, 525, 18, 17})
FEVER: Final = 18  # days before today


@dataclass(frozen=True)
class Wave:
    """How a symptom runs through a cycle: its *peak* level from day *first* to *last*, then *fade* levels a day.

    *builds* is what it gains from one cycle to the next, and keeps between them.
    """

    peak: float
    first: int
    last: int
    fade: float = 0.6
    builds: float = 0.0

    def level(self, day: int, cycle: int) -> float:
        """Return the level on a day of a cycle, before chance."""
        rest = self.builds * (cycle - 1)
        if day < self.first:
            height = self.peak - 1.2 * (self.first - day)
        else:
            height = self.peak - self.fade * max(0, day - self.last)
        return max(height, rest) + (rest if height > 0 else 0) * 0.3


FOLFOX: Final[Mapping[str, Wave]] = {
    "nausea": Wave(2.2, 2, 4),
    "fatigue": Wave(2.4, 3, 6, 0.35, 0.06),
    "diarrhea": Wave(1.0, 5, 7),
    "numbness_tingling": Wave(1.2, 1, 4, 0.3, 0.16),
    "mouth_throat_sores": Wave(1.1, 6, 8),
    "decreased_appetite": Wave(1.7, 2, 5),
    "insomnia": Wave(1.6, 1, 3, 0.8),
    OWN_SYMPTOM: Wave(2.6, 1, 3, 0.7, 0.05),
}
FOLFIRI: Final[Mapping[str, Wave]] = {
    "nausea": Wave(2.4, 2, 4),
    "fatigue": Wave(2.6, 3, 6, 0.3, 0.06),
    "diarrhea": Wave(2.7, 4, 7, 0.6, 0.04),
    "numbness_tingling": Wave(1.4, 1, 14, 0.0),
    "mouth_throat_sores": Wave(1.2, 6, 9),
    "decreased_appetite": Wave(2.0, 2, 6),
    "insomnia": Wave(1.2, 1, 3, 0.8),
    OWN_SYMPTOM: Wave(0.4, 1, 2),
}
BETWEEN: Final[Mapping[str, Wave]] = {
    "fatigue": Wave(1.0, 1, 30, 0.1),
    "numbness_tingling": Wave(2.0, 1, 30, 0.02),
    "insomnia": Wave(0.6, 1, 30, 0.1),
    "nausea": Wave(0.3, 1, 5),
}
WAVES: Final = {"FOLFOX": FOLFOX, "FOLFIRI": FOLFIRI}


def tell_tracked(telling: Telling, first: int) -> None:
    """Tell which symptoms the person follows, an own one among them."""
    for position, symptom in enumerate(TRACKED):
        name = _("Cold hurts my fingers") if symptom == OWN_SYMPTOM else ""
        telling.add(TrackedSymptom, first, symptom=symptom, name=name, position=position)


def tell_days(telling: Telling, lines: tuple[LineStory, ...], first: int) -> None:
    """Tell every day from *first* days ago to today, but for those that nobody logged."""
    starts = sorted(
        ((cycle.before, line, number) for line in lines for number, cycle in enumerate(line.cycles, start=1)),
        key=lambda start: -start[0],
    )
    index = -1
    for before in range(first, -1, -1):
        while index + 1 < len(starts) and starts[index + 1][0] >= before:
            index += 1
        if before in IN_HOSPITAL or telling.happens(_gaps(before)):
            continue
        waves, day, number = BETWEEN, 1, 1
        if index >= 0:
            start, line, number = starts[index]
            day = start - before + 1
            waves = WAVES.get(line.name, BETWEEN) if day <= line.cycle_days + 7 else BETWEEN
        _tell_day(telling, before, waves, day, number)


def _gaps(before: int) -> float:
    """Return the share of days without an entry around a day; today and yesterday are never left out."""
    return 0.0 if before <= 1 else NOT_LOGGED_LATELY if before <= LATELY else NOT_LOGGED


def _tell_day(telling: Telling, before: int, waves: Mapping[str, Wave], day: int, number: int) -> None:
    by = CARER if telling.happens(0.12) else PERSON
    late = max(0, before - 1) if telling.happens(0.06) else before
    for symptom in TRACKED:
        wave = waves.get(symptom)
        height = wave.level(day, number) if wave is not None else 0.0
        level = min(4, max(0, round(height + telling.chance.gauss(0, 0.35))))
        telling.add(
            SymptomEntry,
            before,
            by=by,
            written=late,
            symptom=symptom,
            level=level,
            scored_by=ScoredBy.CARER if by == CARER else ScoredBy.PATIENT,
        )
    if telling.happens(0.3) or 8 <= day <= 11:
        _vital(telling, before, "body_temperature", telling.near(36.8, 0.22, 1), "Cel")


def tell_weights(telling: Telling, first: int) -> None:
    """Tell weight and daily life, about once a week."""
    for before in range(first - first % 7, -1, -7):
        weight = 71.5 - 3.2 * _bump(before, 420, 120) - 2.6 * _bump(before, 60, 80)
        _vital(telling, before, "weight", telling.near(weight, 0.35, 1), "kg")
        if before % 14 == 0:
            tired = _bump(before, 400, 60) + _bump(before, 20, 60)
            _vital(telling, before, "ecog", "1" if tired > 0.2 else "0", "{score}")
        if before % 28 == 0:
            _vital(telling, before, "bp_systolic", telling.near(134, 6), "mm[Hg]")
            _vital(telling, before, "bp_diastolic", telling.near(81, 4), "mm[Hg]")


def _bump(before: int, middle: int, width: int) -> float:
    """Return 1 at *middle*, falling to 0 at *width* days from it."""
    return max(0.0, 1 - abs(before - middle) / width)


def tell_fever(telling: Telling) -> None:
    """Tell the one fever, measured three times."""
    for value in ("37.9", "38.1", "38.3"):
        _vital(telling, FEVER, "body_temperature", value, "Cel")


def _vital(telling: Telling, before: int, analyte: str, value: str, unit: str) -> None:
    telling.add(VitalSign, before, analyte=analyte, quantity=Quantity(Decimal(value), unit), printed=value)
