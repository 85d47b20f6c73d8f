"""Cycles as bars under a chart: given, given with less, late, left out, planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from typing import Final

from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine
from journal.rules.cycles import lowest_dose_share
from journal.text import numbers
from journal.text.language import _, ngettext

UNKNOWN_LENGTH: Final = 14  # days that a bar is long where neither the line nor a next cycle says


@dataclass(frozen=True)
class CycleBar:
    """One cycle from its first day to the day before *until*.

    *share* is how much was given of the drug that was lowered most (None: not known), *late_from* the day it was
    planned for, where it began later.
    """

    number: int
    line: str
    since: date
    until: date
    state: CycleState
    share: Fraction | None = None
    late_from: date | None = None

    @property
    def is_lower(self) -> bool:
        """Say whether less was given than planned."""
        return self.share is not None and self.share < 1

    @property
    def days_late(self) -> int:
        """How many days after its plan it began."""
        return 0 if self.late_from is None else (self.since - self.late_from).days

    @property
    def text(self) -> str:
        """What is said of it: its number, and what differs from plan."""
        name = _("Cycle {number}, {line}") if self.line.strip() else _("Cycle {number}")
        parts = [name.format(number=self.number, line=self.line)]
        if self.state is CycleState.PLANNED:
            parts.append(_("planned"))
        elif self.state is CycleState.SKIPPED:
            parts.append(_("left out"))
        if self.is_lower and self.share is not None:
            parts.append(_("one drug at {share}").format(share=numbers.percent(self.share)))
        if self.days_late:
            parts.append(late_words(self.days_late))
        return "; ".join(parts)


def late_words(days: int) -> str:
    """Return "7 days late"."""
    return ngettext("{count} day late", "{count} days late", days).format(count=days)


def cycle_bars(
    cycles: Iterable[Cycle],
    lines: Iterable[TreatmentLine],
    doses: Iterable[Dose],
    since: date,
    today: date,
) -> tuple[CycleBar, ...]:
    """Return the cycles that end after *since*, oldest first; what was to be given after *today* is only planned."""
    named = {line.id: line for line in lines}
    of_cycle: dict[str, list[Dose]] = {}
    for dose in doses:
        of_cycle.setdefault(dose.cycle_id, []).append(dose)
    known = sorted(
        (c for c in cycles if c.state is CycleState.PLANNED or c.happened_on <= today),
        key=lambda c: (c.happened_on, c.number, c.id),
    )
    bars = [
        _bar(cycle, following, named, of_cycle)
        for cycle, following in zip(known, chain(known[1:], [None]), strict=False)
    ]
    return tuple(bar for bar in bars if bar.until > since)


def _bar(
    cycle: Cycle, following: Cycle | None, lines: Mapping[str, TreatmentLine], doses: Mapping[str, Sequence[Dose]]
) -> CycleBar:
    line = lines.get(cycle.line_id)
    length = line.cycle_days if line is not None else None
    until = cycle.happened_on + timedelta(length or UNKNOWN_LENGTH)
    if following is not None:
        begins = _late_from(following) or following.happened_on
        until = max(cycle.happened_on, min(until, begins) if length else begins)
    given = cycle.state is CycleState.GIVEN
    return CycleBar(
        number=cycle.number,
        line=line.name if line is not None else "",
        since=cycle.happened_on,
        until=until,
        state=cycle.state,
        share=lowest_dose_share(doses.get(cycle.id, ())) if given else None,
        late_from=_late_from(cycle) if given else None,
    )


def _late_from(cycle: Cycle) -> date | None:
    return cycle.planned_on if cycle.days_late > 0 and cycle.state is CycleState.GIVEN else None


def bar_legend(bars: Sequence[CycleBar]) -> tuple[str, ...]:
    """Return the words that explain the bars: whose cycles, then each way of drawing that occurs."""
    names = dict.fromkeys(bar.line.strip() for bar in bars if bar.line.strip())
    found = [_("{name} cycles").format(name=next(iter(names))) if len(names) == 1 else _("Cycles")]
    lower = {bar.share for bar in bars if bar.is_lower}
    if lower:
        share = next(iter(lower))
        same = len(lower) == 1 and share is not None
        found.append(
            _("lower: one drug at {share}").format(share=numbers.percent(share)) if same and share else _("lower: less")
        )
    late = {bar.days_late for bar in bars if bar.days_late}
    if late:
        words = late_words(next(iter(late))) if len(late) == 1 else _("late")
        found.append(_("hatched: {late}").format(late=words))
    if any(bar.state is CycleState.SKIPPED for bar in bars):
        found.append(_("crossed: left out"))
    if any(bar.state is CycleState.PLANNED for bar in bars):
        found.append(_("dashed: planned"))
    return tuple(found)
