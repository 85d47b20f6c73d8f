"""Doses of a cycle: read as people write them, compared with the plan, taken over from it or from the cycle before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.treatment import Cycle, Dose, Drug
from journal.reference.units import normalise_unit

_AMOUNT: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)\s*(?P<unit>(?:[^\W\d_]|%).*)?$")
_THOUSANDS: Final = re.compile(r"\d{1,3}([., ]\d{3})+(?!\d)")

# From this share of the planned dose on, the number is asked about: ours, to catch a slip of the keyboard.
ASKED_FROM: Final = Fraction(3, 2)


@dataclass(frozen=True)
class DrugDose:
    """One drug of the line in one cycle: what was written down of it, if anything."""

    drug: Drug
    dose: Dose | None = None

    @property
    def planned(self) -> Quantity | None:
        """What this cycle's plan says; where that was not written down, the line's."""
        return self.dose.planned if self.dose is not None and self.dose.planned is not None else self.drug.planned

    @property
    def share(self) -> Fraction | None:
        """How much of the plan was given; None where that cannot be said."""
        given = self.dose.given if self.dose is not None else None
        return share_of(given, self.planned)

    @property
    def is_lower(self) -> bool:
        """Say whether less was given than planned."""
        return self.share is not None and self.share < 1


def share_of(given: Quantity | None, planned: Quantity | None) -> Fraction | None:
    """Return *given* as a share of *planned*; None where one is missing, or they are in two units."""
    if given is None or planned is None or planned.value <= 0:
        return None
    if normalise_unit(given.unit) != normalise_unit(planned.unit):
        return None
    return Fraction(given.value) / Fraction(planned.value)


def of_cycle(drugs: Sequence[Drug], doses: Iterable[Dose]) -> tuple[DrugDose, ...]:
    """Return each drug with its dose out of *doses*, which are of one cycle."""
    known = {dose.drug_id: dose for dose in doses}
    return tuple(DrugDose(drug, known.get(drug.id)) for drug in drugs)


def read_amount(text: str, like: Quantity | None = None) -> Quantity | None:
    """Return "150 mg", "150" (in the unit of *like*) or "80 %" (of *like*) as a quantity; None where it is blank."""
    typed = " ".join(text.split())
    if not typed:
        return None
    if _THOUSANDS.match(typed):
        raise Problem(N_("“{word}” can be read in two ways. Write thousands without a sign, like 1234 mg."), word=typed)
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        raise Problem(N_("“{word}” is not a dose. Write a number and a unit, like 150 mg."), word=typed)
    value = Decimal(found["number"].replace(",", "."))
    unit = (found["unit"] or "").strip()
    if unit == "%":
        if like is None:
            raise Problem(N_("A share needs a planned dose. Write the planned dose first."))
        return replace(like, value=_plain(like.value * value / 100))
    return Quantity(value, unit or (like.unit if like is not None else ""))


def _plain(value: Decimal) -> Decimal:
    """Return *value* without zeros at its end, and never as a power of ten."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def ask_dose(given: Quantity | None, planned: Quantity | None) -> Problem | None:
    """Ask about a dose far above its plan, or in another unit."""
    if given is None or planned is None:
        return None
    if normalise_unit(given.unit) != normalise_unit(planned.unit):
        return Problem(N_("The plan is {planned}. Is {given} right, in another unit?"), planned=planned, given=given)
    share = share_of(given, planned)
    if share is not None and share >= ASKED_FROM:
        return Problem(N_("The plan is {planned}. Is {given} right?"), planned=planned, given=given)
    return None


def as_planned(cycle: Cycle, drugs: Sequence[Drug], doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return the doses of *cycle* that are not written down yet, given as the line plans them."""
    known = {dose.drug_id: dose for dose in doses}
    made = []
    for drug in drugs:
        before = known.get(drug.id)
        if drug.planned is None or (before is not None and before.given is not None):
            continue
        made.append(with_given(cycle, drug, before, drug.planned))
    return tuple(made)


def as_in(cycle: Cycle, drugs: Sequence[Drug], before: Iterable[Dose], doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return the doses of *cycle* that are not written down yet, as they were in the cycle that *before* is of."""
    known: Mapping[str, Dose] = {dose.drug_id: dose for dose in doses}
    earlier = {dose.drug_id: dose for dose in before}
    made = []
    for drug in drugs:
        last, now = earlier.get(drug.id), known.get(drug.id)
        if last is None or last.given is None or (now is not None and now.given is not None):
            continue
        dose = with_given(cycle, drug, now, last.given)
        made.append(replace(dose, planned=last.planned or dose.planned, reason=dose.reason or last.reason))
    return tuple(made)


def with_given(cycle: Cycle, drug: Drug, before: Dose | None, given: Quantity | None) -> Dose:
    """Return the dose of *drug* in *cycle* with *given*, to be signed by whoever writes it."""
    if before is None:
        return Dose(
            happened_on=cycle.happened_on, cycle_id=cycle.id, drug_id=drug.id, planned=drug.planned, given=given
        )
    return replace(before, given=given, planned=before.planned or drug.planned, author="", written_at=None)
