"""One symptom by cycle day: this cycle over the one before; a day without an entry stays a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from journal.charts.chart import Table
from journal.charts.look import Look
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle
from journal.rules.cycles import current_cycle, given_cycles
from journal.rules.symptom_course import SymptomCourse, course_by_cycle_day, cycle_end
from journal.text import dates, numbers
from journal.text.language import _
from journal.text.names import level_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DAYS_WITHOUT_CYCLE: Final = 28  # shown, and compared with as many before, where no cycle was given yet


@dataclass(frozen=True)
class SymptomCycleChart:
    """The course of one symptom now and before; *by_cycle* is False where no cycle was given yet.

    *began_on* and *before_on* are the days that both count from; None where there is no course before.
    """

    name: str
    now: SymptomCourse
    began_on: date
    before: SymptomCourse | None
    before_on: date | None
    by_cycle: bool

    @property
    def title(self) -> str:
        """What it shows."""
        if self.by_cycle:
            return _("{name}, by day of cycle {number}").format(name=self.name, number=self.now.cycle_number)
        return _("{name}, last {count} days").format(name=self.name, count=self.now.days)

    @property
    def is_empty(self) -> bool:
        """Say whether there is no entry, now or before."""
        return not self.now.levels and not self.earlier_levels

    @property
    def earlier_levels(self) -> dict[int, int]:
        """The levels of the time before, by day."""
        return dict(self.before.levels) if self.before is not None else {}

    @property
    def now_words(self) -> str:
        """What the present course is called beside its line."""
        return _cycle_words(self.now.cycle_number) if self.by_cycle else _("now")

    @property
    def before_words(self) -> str:
        """What the course before is called beside its line."""
        if self.before is None:
            return ""
        return _cycle_words(self.before.cycle_number) if self.by_cycle else _("before")

    @property
    def caption(self) -> str:
        """One sentence on the worst of both."""
        said: dict[str, str | int] = {"name": self.name or _("Symptoms"), "count": self.now.days}
        if self.is_empty:
            return _("{name}: no entry has been written down yet.").format(**said)
        said |= {"level": level_name(self.now.worst), "number": self.now.cycle_number}
        if self.before is None or not self.before.levels:
            return _alone(self.by_cycle, bool(self.now.levels)).format(**said)
        said |= {"before": self.before.cycle_number, "before_level": level_name(self.before.worst)}
        return _compared(self.by_cycle, bool(self.now.levels)).format(**said)

    @property
    def table(self) -> Table:
        """Each day with both levels; a day without an entry says so, and a day to come stays blank."""
        header = [_("Day"), _("Date"), self.now_words]
        if self.before is not None:
            header.append(self.before_words)
        last = max(self.now.days, *(self.before.days,) if self.before is not None else (1,))
        rows = []
        for day in range(1, last + 1):
            on = self.began_on + timedelta(day - 1)
            row = [numbers.number(day), dates.day(on), _cell(self.now, day)]
            if self.before is not None:
                row.append(_cell(self.before, day))
            rows.append(row)
        return Table.of(header, rows)

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure."""
        # matplotlib loads when something is drawn, not when a page is made.
        from journal.charts.drawing.symptom_cycle import draw_on

        draw_on(figure_area, self, look, headroom)


def _alone(by_cycle: bool, has_entries: bool) -> str:
    if by_cycle:
        return _("{name}: {level} at worst in cycle {number}.") if has_entries else _("{name}: no entry in this cycle.")
    return _("{name}: {level} at worst in the last {count} days.")


def _compared(by_cycle: bool, has_entries: bool) -> str:
    if by_cycle and has_entries:
        return _("{name}: {level} at worst in cycle {number}, {before_level} in cycle {before}.")
    if by_cycle:
        return _("{name}: no entry yet in cycle {number}, {before_level} at worst in cycle {before}.")
    if has_entries:
        return _("{name}: {level} at worst in the last {count} days, {before_level} in those before.")
    return _("{name}: no entry in the last {count} days, {before_level} at worst in those before.")


def _cycle_words(number: int) -> str:
    return _("cycle {number}").format(number=number)


def _cell(course: SymptomCourse, day: int) -> str:
    if day > course.days:
        return ""
    return level_name(course.levels[day]) if day in course.levels else _("no entry")


def symptom_by_cycle_day(
    entries: Iterable[SymptomEntry], symptom: str, cycles: Iterable[Cycle], today: date, name: str
) -> SymptomCycleChart:
    """Return the chart of *symptom*, called *name*, in the cycle that *today* lies in and in the one before.

    Where no cycle was given yet, the last four weeks stand for it, and the four before.
    """
    seen = [entry for entry in entries if entry.symptom == symptom and entry.happened_on <= today]
    given = given_cycles(cycles)
    cycle = current_cycle(given, today)
    if cycle is None:
        return _without_cycle(seen, symptom, today, name)
    before = _before(given, cycle)
    return SymptomCycleChart(
        name=name,
        now=course_by_cycle_day(seen, symptom, cycle, today),
        began_on=cycle.happened_on,
        before=None
        if before is None
        else course_by_cycle_day(seen, symptom, before, cycle_end(before, given, cycle.happened_on)),
        before_on=None if before is None else before.happened_on,
        by_cycle=True,
    )


def _before(given: Sequence[Cycle], cycle: Cycle) -> Cycle | None:
    earlier = [other for other in given if other.happened_on < cycle.happened_on]
    return earlier[-1] if earlier else None


def _without_cycle(entries: Sequence[SymptomEntry], symptom: str, today: date, name: str) -> SymptomCycleChart:
    since = today - timedelta(DAYS_WITHOUT_CYCLE - 1)
    earlier = since - timedelta(DAYS_WITHOUT_CYCLE)
    now, before = (
        course_by_cycle_day(entries, symptom, Cycle(happened_on=first, line_id="", number=0), last)
        for first, last in ((since, today), (earlier, since - timedelta(1)))
    )
    return SymptomCycleChart(name, now, since, before if before.levels else None, earlier, by_cycle=False)
