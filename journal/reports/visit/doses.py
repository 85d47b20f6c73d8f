"""What was given otherwise than planned: late, reduced, left out, with the reason that was written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from journal.domain.treatment import Cycle, CycleState, Dose, Drug
from journal.reference.units import normalise_unit
from journal.reports.printable import typed
from journal.reports.visit.changes import Change, because
from journal.reports.visit.reading import Reading
from journal.text import numbers
from journal.text.language import _, ngettext


def dose_changes(reading: Reading) -> Iterator[Change]:
    """Yield one change for each cycle that went otherwise than planned, and for each drug that ended."""
    drugs = {drug.id: typed(drug.name) or _("a drug without a name") for drug in reading.all(Drug)}
    doses: dict[str, list[Dose]] = {}
    for dose in reading.all(Dose):
        doses.setdefault(dose.cycle_id, []).append(dose)
    for cycle in reading.recent(Cycle):
        if cycle.state is not CycleState.PLANNED:
            parts = [*_timing(cycle), *_reductions(doses.get(cycle.id, ()), drugs)]
            if parts:
                yield Change(reading.day(cycle.happened_on), _("Dose:"), "; ".join(parts))
    for drug in reading.all(Drug):
        if drug.ended_on is not None and reading.is_recent(drug.ended_on):
            words = _("{drug} ended").format(drug=drugs[drug.id])
            yield Change(reading.day(drug.ended_on), _("Dose:"), words)


def _timing(cycle: Cycle) -> Iterator[str]:
    late = cycle.days_late
    if cycle.state is CycleState.SKIPPED:
        yield because(_("cycle {number} skipped").format(number=cycle.number), cycle.reason)
    elif late > 0:
        words = ngettext("cycle {number}, {count} day late", "cycle {number}, {count} days late", late)
        yield because(words.format(number=cycle.number, count=late), cycle.reason)
    elif late < 0:
        words = ngettext("cycle {number}, {count} day early", "cycle {number}, {count} days early", -late)
        yield because(words.format(number=cycle.number, count=-late), cycle.reason)
    elif cycle.reason.strip():
        yield because(_("cycle {number}").format(number=cycle.number), cycle.reason)


def _reductions(doses: Iterable[Dose], drugs: dict[str, str]) -> Iterator[str]:
    for dose in doses:
        words = _reduction(dose, drugs.get(dose.drug_id, ""))
        if words:
            yield because(words, dose.reason)


def _reduction(dose: Dose, drug: str) -> str:
    if dose.planned is None or dose.given is None:
        return ""
    if dose.given.value == 0 and dose.planned.value != 0:
        return _("{drug} left out").format(drug=drug)
    if dose.given.value == dose.planned.value and dose.given.unit == dose.planned.unit:
        return ""
    if normalise_unit(dose.given.unit) != normalise_unit(dose.planned.unit) or dose.planned.value <= 0:
        return _("{drug} {given} instead of {planned}").format(
            drug=drug, given=numbers.quantity(dose.given), planned=numbers.quantity(dose.planned)
        )
    share = Fraction(dose.given.value) / Fraction(dose.planned.value)
    return _("{drug} {share} of plan").format(drug=drug, share=numbers.percent(share, (Fraction(1),)))
