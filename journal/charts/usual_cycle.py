"""My usual cycle: finished cycles laid over each other by cycle day, and this cycle over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from journal.charts.chart import Table
from journal.charts.look import Look
from journal.charts.read_out import ReadOut
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle
from journal.rules.cycles import current_cycle, cycle_day, given_cycles
from journal.rules.symptom_course import SymptomCourse, UsualDay, course_by_cycle_day, cycle_end, usual_cycle
from journal.text import numbers
from journal.text.language import _, ngettext
from journal.text.levels import cycle_days, middle_level, range_of_levels
from journal.text.names import level_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST_CYCLE: Final = 42  # days; what lies farther from a first dose belongs to no cycle any more


@dataclass(frozen=True)
class UsualCycleChart:
    """One symptom by cycle day: middle and range of *cycles* finished ones, and the one that runs now.

    *logged* of *out_of* days of the finished cycles have an entry.
    """

    name: str
    usual: tuple[UsualDay, ...]
    cycles: int
    now: SymptomCourse | None
    logged: int
    out_of: int

    @property
    def title(self) -> str:
        """What it shows."""
        return _("{name}, my usual cycle").format(name=self.name or _("Symptoms"))

    @property
    def is_empty(self) -> bool:
        """Say whether there is neither a usual cycle nor an entry in this one."""
        return not self.usual and not self.now_levels

    @property
    def now_levels(self) -> dict[int, int]:
        """The levels of this cycle, by day."""
        return dict(self.now.levels) if self.now is not None else {}

    @property
    def days(self) -> int:
        """The last cycle day shown."""
        return max([1, *self.now_levels, *(day.day for day in self.usual)])

    @property
    def now_words(self) -> str:
        """What this cycle is called beside its line."""
        return _("cycle {number}").format(number=self.now.cycle_number) if self.now is not None else ""

    @property
    def caption(self) -> str:
        """One sentence on the days that were strongest."""
        name = self.name or _("Symptoms")
        if not self.usual:
            return _("{name}: two finished cycles with entries are needed for a usual cycle.").format(name=name)
        most = max(day.median for day in self.usual)
        if most == 0:
            return ngettext(
                "{name}, {count} cycle together: mostly none on every day.",
                "{name}, {count} cycles together: mostly none on every day.",
                self.cycles,
            ).format(name=name, count=self.cycles)
        return ngettext(
            "{name}, {count} cycle together: strongest on {days}, mostly {level}.",
            "{name}, {count} cycles together: strongest on {days}, mostly {level}.",
            self.cycles,
        ).format(
            name=name,
            count=self.cycles,
            days=cycle_days(day.day for day in self.usual if day.median == most),
            level=middle_level(most),
        )

    @property
    def table(self) -> Table:
        """Each cycle day with middle, range, how many cycles have it, and this cycle."""
        header = [_("Day"), _("Middle"), _("Lowest to highest"), _("Cycles")]
        if self.now is not None:
            header.append(self.now_words)
        known = {day.day: day for day in self.usual}
        rows = []
        for day in range(1, self.days + 1) if not self.is_empty else ():
            usual = known.get(day)
            row = [numbers.number(day)]
            row += (
                [_("no entry"), _("no entry"), numbers.number(0)]
                if usual is None
                else [middle_level(usual.median), range_of_levels(usual.low, usual.high), numbers.number(usual.cycles)]
            )
            if self.now is not None:
                row.append(self._now_cell(day))
            rows.append(row)
        return Table.of(header, rows)

    def _now_cell(self, day: int) -> str:
        if self.now is None or day > self.now.days:
            return ""
        return level_name(self.now.levels[day]) if day in self.now.levels else _("no entry")

    @property
    def read_outs(self) -> tuple[ReadOut, ...]:
        """Each day in words: the usual middle and range, then this cycle."""
        known = {day.day: day for day in self.usual}
        found = []
        for day in sorted({*known, *self.now_levels}):
            usual, level = known.get(day), self.now_levels.get(day)
            if usual is not None:
                words = _("Day {day}: mostly {level} ({range}, {count} cycles)").format(
                    day=day,
                    level=middle_level(usual.median),
                    range=range_of_levels(usual.low, usual.high),
                    count=usual.cycles,
                )
                found.append(ReadOut(day, usual.median, words))
            if level is not None:
                words = _("Day {day}, {cycle}: {level}").format(day=day, cycle=self.now_words, level=level_name(level))
                found.append(ReadOut(day, level, words))
        return tuple(found)

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure."""
        # matplotlib loads when something is drawn, not when a page is made.
        from journal.charts.drawing.usual_cycle import draw_on

        draw_on(figure_area, self, look, headroom)


def usual_cycle_chart(
    entries: Iterable[SymptomEntry], symptom: str, cycles: Iterable[Cycle], today: date, name: str
) -> UsualCycleChart:
    """Return the chart of *symptom*, called *name*, over *cycles* (of one line, or of all) up to *today*."""
    seen = [entry for entry in entries if entry.symptom == symptom and entry.happened_on <= today]
    given = [cycle for cycle in given_cycles(cycles) if cycle.happened_on <= today]
    now = current_cycle(given, today)
    if now is not None and cycle_day(now, today) > LONGEST_CYCLE:
        now = None
    finished = [cycle for cycle in given if cycle is not now]
    courses = [_course(seen, symptom, cycle, given, today) for cycle in finished]
    told = [course for course in courses if course.levels]
    return UsualCycleChart(
        name=name,
        usual=usual_cycle(told),
        cycles=len(told),
        now=None if now is None else course_by_cycle_day(seen, symptom, now, today),
        logged=sum(len(course.levels) for course in courses),
        out_of=sum(course.days for course in courses),
    )


def _course(
    entries: Sequence[SymptomEntry], symptom: str, cycle: Cycle, given: Sequence[Cycle], today: date
) -> SymptomCourse:
    end = min(cycle_end(cycle, given, today), cycle.happened_on + timedelta(LONGEST_CYCLE - 1))
    return course_by_cycle_day(entries, symptom, cycle, end)
