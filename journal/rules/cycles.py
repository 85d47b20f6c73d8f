"""Where in the treatment a day lies: cycle, day of the cycle, what is next, and how much of the plan was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine


def cycle_day(cycle: Cycle, on: date) -> int:
    """Return the day of *cycle* that *on* is; the first dose is on day 1."""
    return (on - cycle.happened_on).days + 1


def given_cycles(cycles: Iterable[Cycle]) -> list[Cycle]:
    """Return the cycles that were given, oldest first."""
    return sorted((c for c in cycles if c.state is CycleState.GIVEN), key=lambda c: (c.happened_on, c.number))


def current_cycle(cycles: Iterable[Cycle], on: date) -> Cycle | None:
    """Return the last cycle given on or before *on*."""
    started = [cycle for cycle in given_cycles(cycles) if cycle.happened_on <= on]
    return started[-1] if started else None


def next_planned(cycles: Iterable[Cycle], on: date) -> Cycle | None:
    """Return the first planned cycle on or after *on*."""
    planned = [c for c in cycles if c.state is CycleState.PLANNED and c.happened_on >= on]
    return min(planned, key=lambda cycle: cycle.happened_on, default=None)


def current_line(lines: Iterable[TreatmentLine], on: date) -> TreatmentLine | None:
    """Return the line running on *on*; the last one that began, if all have ended."""
    started = sorted((line for line in lines if line.happened_on <= on), key=lambda line: line.happened_on)
    running = [line for line in started if line.ended_on is None or line.ended_on >= on]
    return running[-1] if running else started[-1] if started else None


def dose_share(doses: Iterable[Dose]) -> Fraction | None:
    """Return how much of what was planned was given, over doses in one unit; None where that cannot be said."""
    planned = given = Fraction(0)
    units: set[str] = set()
    for dose in doses:
        if dose.planned is None or dose.given is None:
            continue
        units |= {dose.planned.unit, dose.given.unit}
        planned += Fraction(dose.planned.value)
        given += Fraction(dose.given.value)
    return given / planned if planned and len(units) == 1 else None


def lowest_dose_share(doses: Iterable[Dose]) -> Fraction | None:
    """Return the share of the drug that was lowered most; None where of no drug it can be said.

    Drugs are not added up: 120 mg of one and 4,800 mg of another have no sum that means anything.
    """
    of_drug: dict[str, list[Dose]] = {}
    for dose in doses:
        of_drug.setdefault(dose.drug_id, []).append(dose)
    shares = [share for share in map(dose_share, of_drug.values()) if share is not None]
    return min(shares, default=None)


def relative_dose_intensity(
    line: TreatmentLine, cycles: Sequence[Cycle], doses: Sequence[Dose], drug_id: str
) -> Fraction | None:
    """Return given dose per time over planned dose per time of one drug, through the last cycle given.

    Time planned is the number of cycles times their length; time taken runs from the first dose of the line to one
    cycle length after the last (Hryniuk's definition; unverified).  None where doses or the length are missing.
    """
    started = given_cycles(cycle for cycle in cycles if cycle.line_id == line.id)
    share = dose_share(dose for dose in doses if dose.drug_id == drug_id and dose.cycle_id in {c.id for c in started})
    if share is None or not line.cycle_days or not started:
        return None
    planned_days = line.cycle_days * len(started)
    taken_days = (started[-1].happened_on - started[0].happened_on).days + line.cycle_days
    return share * Fraction(planned_days, taken_days)
