"""Planning cycles: the next ones in the line's rhythm, and what moves when one of them slips.

Pure functions from the cycles as they stand to what changes; the window writes a change as one step of undo.  What was
given is never moved by what happens to another cycle, and the distance between planned cycles is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from journal.domain.late_dataclass import dataclass
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.domain.treatment import Cycle, CycleState, TreatmentLine, WhyEnded
from journal.store.change import Draft

R = TypeVar("R", bound=Record)

MOST_AT_ONCE: Final = 60  # planned cycles written in one go; weekly for more than a year


@dataclass(frozen=True)
class PlanChange:
    """What one step makes of a line: records as they are to stand, and planned cycles that are taken out."""

    saved: tuple[Record, ...] = ()
    removed: tuple[Cycle, ...] = ()

    def write_to(self, draft: Draft) -> None:
        """Ask *draft* for all of it."""
        draft.save_all(self.saved)
        for cycle in self.removed:
            draft.delete(cycle)

    def moved(self, cycles: Iterable[Cycle]) -> tuple[tuple[Cycle, Cycle], ...]:
        """Return the planned cycles whose day becomes another, each before and after, in the order of their numbers."""
        after = {record.id: record for record in self.saved if isinstance(record, Cycle)}
        pairs = [(cycle, after[cycle.id]) for cycle in cycles if cycle.id in after]
        moved = [
            (old, new) for old, new in pairs if new.state is CycleState.PLANNED and old.happened_on != new.happened_on
        ]
        return tuple(sorted(moved, key=lambda pair: pair[0].number))


def in_order(cycles: Iterable[Cycle]) -> list[Cycle]:
    """Return *cycles* by number, then day."""
    return sorted(cycles, key=lambda cycle: (cycle.number, cycle.happened_on, cycle.id))


def next_to_give(cycles: Iterable[Cycle]) -> Cycle | None:
    """Return the planned cycle whose turn it is: the one with the lowest number, also where its day has passed."""
    return next((cycle for cycle in in_order(cycles) if cycle.state is CycleState.PLANNED), None)


def next_day(line: TreatmentLine, cycles: Iterable[Cycle]) -> date:
    """Return the day of a further cycle in the line's rhythm; the line's first day where it has none."""
    last = max(cycles, key=lambda cycle: (cycle.happened_on, cycle.number), default=None)
    if last is None:
        return line.happened_on
    return last.happened_on + timedelta(line.cycle_days or 0)


def left_to_plan(line: TreatmentLine, cycles: Sequence[Cycle]) -> int:
    """Return how many of the line's cycles are not written down yet; 0 where their number is not known."""
    return max(0, (line.planned_cycles or 0) - len(cycles))


def plan_cycles(line: TreatmentLine, cycles: Sequence[Cycle], first_on: date, count: int) -> PlanChange:
    """Return *count* further cycles, the first on *first_on*, in the line's rhythm, numbered on from the last."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise Problem(N_("Write a number of cycles from {least} to {most}."), least=1, most=MOST_AT_ONCE)
    if count > 1 and not line.cycle_days:
        raise Problem(N_("Write first how many days one cycle has. Then the next ones can be planned."))
    last = max(cycles, key=lambda cycle: cycle.happened_on, default=None)
    if last is not None and first_on <= last.happened_on:
        raise Problem(N_("{day} is not after cycle {number}. Choose a later day."), day=first_on, number=last.number)
    number = max((cycle.number for cycle in cycles), default=0)
    rhythm = timedelta(line.cycle_days or 0)
    days = [first_on + place * rhythm for place in range(count)]
    return PlanChange(
        tuple(
            Cycle(happened_on=day, planned_on=day, line_id=line.id, number=number + place)
            for place, day in enumerate(days, start=1)
        )
    )


def give(cycle: Cycle, cycles: Sequence[Cycle], on: date, reason: str | None = None) -> PlanChange:
    """Return *cycle* as given on *on*; what is planned after it moves by as many days as it came late or early.

    *reason* says why it was late; None leaves what stands there.
    """
    return _begun(cycle, cycles, on, CycleState.GIVEN, reason)


def delay(cycle: Cycle, cycles: Sequence[Cycle], to: date, reason: str | None = None) -> PlanChange:
    """Return *cycle*, which is planned, on another day; what is planned after it moves by as many days."""
    return _begun(cycle, cycles, to, CycleState.PLANNED, reason)


def give_all(cycles: Sequence[Cycle], until: date) -> PlanChange:
    """Return every planned cycle up to *until* as given on the day it was planned for; nothing moves."""
    due = [cycle for cycle in in_order(cycles) if cycle.state is CycleState.PLANNED and cycle.happened_on <= until]
    return PlanChange(
        tuple(_anew(cycle, state=CycleState.GIVEN, planned_on=cycle.planned_on or cycle.happened_on) for cycle in due)
    )


def skip(cycle: Cycle, reason: str) -> PlanChange:
    """Return *cycle* as left out; the others keep their days, since nothing came later."""
    return PlanChange((_anew(cycle, state=CycleState.SKIPPED, reason=reason),))


def put_back(cycle: Cycle) -> PlanChange:
    """Return *cycle* as planned again, for the day that it was planned for."""
    planned = cycle.planned_on or cycle.happened_on
    return PlanChange((_anew(cycle, state=CycleState.PLANNED, happened_on=planned, planned_on=planned, reason=""),))


def take_out(cycle: Cycle, cycles: Sequence[Cycle]) -> PlanChange:
    """Return the plan without *cycle*; planned cycles after it move up by one number and keep their days."""
    return PlanChange(tuple(_anew(each, number=each.number - 1) for each in _following(cycle, cycles)), (cycle,))


def end_line(line: TreatmentLine, cycles: Sequence[Cycle], on: date, why: WhyEnded, note: str = "") -> PlanChange:
    """Return *line* as ended; what was still planned is taken out, since nobody waits for it any more."""
    if on < line.happened_on:
        raise Problem(N_("{day} is before the first day, {first}. Check the date."), day=on, first=line.happened_on)
    ended = _anew(line, ended_on=on, why_ended=why, note=note or line.note)
    return PlanChange((ended,), tuple(cycle for cycle in cycles if cycle.state is CycleState.PLANNED))


def new_rhythm(line: TreatmentLine, cycles: Sequence[Cycle]) -> PlanChange:
    """Return the planned cycles in the line's rhythm, which was changed: from the last one begun, or the first planned.

    The first planned one keeps its day where nothing was begun before it.
    """
    planned = [cycle for cycle in in_order(cycles) if cycle.state is CycleState.PLANNED]
    if not line.cycle_days or not planned:
        return PlanChange()
    begun = [c for c in cycles if c.state is not CycleState.PLANNED and c.number < planned[0].number]
    rhythm = timedelta(line.cycle_days)
    day = max(c.happened_on for c in begun) + rhythm if begun else planned[0].happened_on
    changed = []
    for cycle in planned:
        if cycle.happened_on != day:
            changed.append(_anew(cycle, happened_on=day, planned_on=day))
        day += rhythm
    return PlanChange(tuple(changed))


def _begun(cycle: Cycle, cycles: Sequence[Cycle], on: date, state: CycleState, reason: str | None) -> PlanChange:
    """Return *cycle* on another day and in another state, with everything planned after it moved as far."""
    _check_order(cycle, cycles, on)
    changed = _anew(
        cycle,
        happened_on=on,
        state=state,
        planned_on=cycle.planned_on or cycle.happened_on,
        reason=cycle.reason if reason is None else reason,
    )
    by = on - cycle.happened_on
    return PlanChange((changed, *(_shifted(each, by) for each in _following(cycle, cycles) if by)))


def _check_order(cycle: Cycle, cycles: Sequence[Cycle], on: date) -> None:
    """Refuse a day on which *cycle* would come before its neighbours."""
    before = [each for each in cycles if each.number < cycle.number and each.state is not CycleState.SKIPPED]
    last = max(before, key=lambda each: each.happened_on, default=None)
    if last is not None and on <= last.happened_on:
        raise Problem(
            N_("{day} is not after cycle {number}, which is on {last}. Check the date."),
            day=on,
            number=last.number,
            last=last.happened_on,
        )
    begun = [each for each in cycles if each.number > cycle.number and each.state is CycleState.GIVEN]
    first = min(begun, key=lambda each: each.happened_on, default=None)
    if first is not None and on >= first.happened_on:
        raise Problem(
            N_("{day} is not before cycle {number}, which is on {first}. Check the date."),
            day=on,
            number=first.number,
            first=first.happened_on,
        )


def _following(cycle: Cycle, cycles: Iterable[Cycle]) -> list[Cycle]:
    """Return what is planned after *cycle*, in order; nothing where a later cycle has begun, which holds the rest."""
    later = [each for each in in_order(cycles) if each.number > cycle.number]
    return [] if any(each.state is not CycleState.PLANNED for each in later) else later


def _shifted(cycle: Cycle, by: timedelta) -> Cycle:
    # The plan moves as a whole: a cycle that follows its late neighbour is not late itself.
    planned = cycle.planned_on + by if cycle.planned_on is not None else None
    return _anew(cycle, happened_on=cycle.happened_on + by, planned_on=planned)


def _anew(record: R, **fields: Any) -> R:
    """Return *record* with *fields*, to be signed by whoever writes it."""
    return replace(record, author="", written_at=None, **fields)
