"""A line of treatment with all that belongs to it, as one value: what was planned, what was given, how much of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from journal.actions.cycle_plan import in_order, next_to_give
from journal.actions.doses import DrugDose, of_cycle
from journal.domain.treatment import Cycle, CycleState, Dose, Drug, TreatmentLine
from journal.rules.cycles import current_cycle, current_line, relative_dose_intensity
from journal.store.journal import Journal


@dataclass(frozen=True)
class Intensity:
    """How much of one drug was given in its time: *share* of the plan, resting on *known* of *given* cycles."""

    drug: Drug
    share: Fraction
    known: int
    given: int


@dataclass(frozen=True)
class Course:
    """One line with its drugs, and its cycles by number with what was given of each drug."""

    line: TreatmentLine
    drugs: tuple[Drug, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    doses: Mapping[str, tuple[Dose, ...]] | None = None  # by cycle

    def doses_of(self, cycle: Cycle) -> tuple[Dose, ...]:
        """Return what was written down of the doses of *cycle*."""
        return (self.doses or {}).get(cycle.id, ())

    def drug_doses(self, cycle: Cycle) -> tuple[DrugDose, ...]:
        """Return each drug that is in use at *cycle*, or has a dose there, with its dose."""
        doses = self.doses_of(cycle)
        with_dose = {dose.drug_id for dose in doses}
        in_use = [
            drug
            for drug in self.drugs
            if drug.id in with_dose or drug.ended_on is None or drug.ended_on >= cycle.happened_on
        ]
        return of_cycle(in_use, doses)

    def lowered(self, cycle: Cycle) -> tuple[DrugDose, ...]:
        """Return the drugs of which less was given than planned."""
        return tuple(each for each in self.drug_doses(cycle) if each.is_lower)

    @property
    def given(self) -> tuple[Cycle, ...]:
        """The cycles that were given, by number."""
        return tuple(cycle for cycle in self.cycles if cycle.state is CycleState.GIVEN)

    @property
    def next(self) -> Cycle | None:
        """The cycle whose turn it is."""
        return next_to_give(self.cycles)

    def last_given_before(self, cycle: Cycle) -> Cycle | None:
        """Return the last cycle given before *cycle* that has a dose written down."""
        earlier = [each for each in self.given if each.number < cycle.number and self.doses_of(each)]
        return earlier[-1] if earlier else None

    def intensities(self) -> tuple[Intensity, ...]:
        """Return how much of each drug was given in its time, for the drugs where that can be said."""
        doses = [dose for each in self.given for dose in self.doses_of(each)]
        found = []
        for drug in self.drugs:
            share = relative_dose_intensity(self.line, self.cycles, doses, drug.id)
            known = sum(
                dose.drug_id == drug.id and dose.planned is not None and dose.given is not None for dose in doses
            )
            if share is not None:
                found.append(Intensity(drug, share, known, len(self.given)))
        return tuple(found)


def course_of(journal: Journal, line: TreatmentLine) -> Course:
    """Return *line* with all that belongs to it."""
    drugs = sorted(journal.all(Drug, line_id=line.id), key=lambda drug: (drug.ended_on is not None, drug.name, drug.id))
    cycles = in_order(journal.all(Cycle, line_id=line.id))
    ids = {cycle.id for cycle in cycles}
    doses: dict[str, tuple[Dose, ...]] = {}
    for dose in journal.all(Dose):
        if dose.cycle_id in ids:
            doses[dose.cycle_id] = (*doses.get(dose.cycle_id, ()), dose)
    return Course(line, tuple(drugs), tuple(cycles), doses)


def shown_first(lines: Sequence[TreatmentLine], today: date) -> TreatmentLine | None:
    """Return the line to show first: the running one, else the next to begin, else the last that ran."""
    current = current_line(lines, today)
    if current is not None and (current.ended_on is None or current.ended_on >= today):
        return current
    coming = [line for line in lines if line.happened_on > today]
    return min(coming, key=lambda line: line.happened_on, default=current)


def cycle_shown_first(course: Course, today: date) -> Cycle | None:
    """Return the cycle to show first: the one whose turn it is, if its day is near or past, else the last given."""
    following, last = course.next, current_cycle(course.cycles, today)
    if following is not None and (last is None or course.line.ended_on is None):
        return following
    return last or (course.cycles[-1] if course.cycles else None)
