"""One symptom over time: day by day, or by week or month where the time is long, with the cycles below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from journal.charts.chart import Table
from journal.charts.cycle_bars import CycleBar, cycle_bars
from journal.charts.look import Look
from journal.charts.read_out import ReadOut
from journal.domain.record import Precision
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle, Dose, TreatmentLine
from journal.rules.symptom_course import ScoredDay, SymptomSpan, first_of_month, in_spans, monday_of, scored_days
from journal.text import dates, numbers
from journal.text.language import _, ngettext
from journal.text.levels import middle_level, range_of_levels
from journal.text.names import level_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WEEKS_FROM: Final = 200  # days; in a longer time single days could not be told apart
MONTHS_FROM: Final = 730  # and in a still longer one, single weeks
MIDDLE: Final = {"week": 3, "month": 14}  # days from its first: where a week or month stands


Step: TypeAlias = Literal["day", "week", "month"]


@dataclass(frozen=True)
class SymptomCourseChart:
    """The course of one symptom from *since* to *until* (today), both included."""

    name: str
    days: tuple[ScoredDay, ...]
    bars: tuple[CycleBar, ...]
    since: date
    until: date

    @property
    def step(self) -> Step:
        """What each mark stands for."""
        length = (self.until - self.since).days
        return "day" if length < WEEKS_FROM else "week" if length < MONTHS_FROM else "month"

    @cached_property
    def spans(self) -> tuple[SymptomSpan, ...]:
        """The weeks or months with an entry; a day without one stays out."""
        return in_spans(self.days, monday_of if self.step == "week" else first_of_month)

    @property
    def title(self) -> str:
        """What it shows."""
        words = {
            "day": _("{name} over time"),
            "week": _("{name} over time, by week"),
            "month": _("{name} over time, by month"),
        }
        return words[self.step].format(name=self.name or _("Symptoms"))

    @property
    def is_empty(self) -> bool:
        """Say whether there is no entry in this time."""
        return not self.days

    @property
    def out_of(self) -> int:
        """How many days this time has."""
        return (self.until - self.since).days + 1

    @property
    def has_carer(self) -> bool:
        """Say whether a carer scored a day."""
        return any(day.carer is not None for day in self.days)

    @property
    def caption(self) -> str:
        """One sentence on how much was logged, and the worst."""
        name = self.name or _("Symptoms")
        if self.is_empty:
            return _("{name}: no entry in this time.").format(name=name)
        worst = max(day.level for day in self.days)
        last = [day.on for day in self.days if day.level == worst][-1]
        if worst == 0:
            words = ngettext(
                "{name}: logged {count} of {total} day, none each time.",
                "{name}: logged {count} of {total} days, none each time.",
                self.out_of,
            )
        else:
            words = ngettext(
                "{name}: logged {count} of {total} day, at worst {level}, last on {day}.",
                "{name}: logged {count} of {total} days, at worst {level}, last on {day}.",
                self.out_of,
            )
        return words.format(
            name=name, count=len(self.days), total=self.out_of, level=level_name(worst), day=dates.day(last)
        )

    @property
    def table(self) -> Table:
        """Each day, week or month of this time; one without an entry says so."""
        return self._day_table() if self.step == "day" else self._span_table()

    def _day_table(self) -> Table:
        known = {day.on: day for day in self.days}
        header = [_("Date"), _("Own score")]
        if self.has_carer:
            header.append(_("Carer’s score"))
        header.append(_("Remark"))
        rows = []
        for number in range(self.out_of) if self.days else ():
            on = self.since + timedelta(number)
            day = known.get(on)
            row = [dates.day(on), _level(day.own if day else None)]
            if self.has_carer:
                row.append(_level(day.carer if day else None))
            row.append(_("written later") if day and day.was_written_later else "")
            rows.append(row)
        return Table.of(header, rows)

    def _span_table(self) -> Table:
        known = {span.since: span for span in self.spans}
        by_week = self.step == "week"
        header = [
            _("Week from") if by_week else _("Month"),
            _("Days logged"),
            _("Middle"),
            _("Lowest to highest"),
        ]
        rows = []
        since = (monday_of if by_week else first_of_month)(self.since)
        while since <= self.until and self.days:
            span = known.get(since)
            row = [self._span_words(since), numbers.number(span.days if span is not None else 0)]
            row += (
                [_("no entry")] * 2
                if span is None
                else [middle_level(span.median), range_of_levels(span.low, span.high)]
            )
            rows.append(row)
            since = since + timedelta(7) if by_week else first_of_month(since + timedelta(31))
        return Table.of(header, rows)

    def _span_words(self, since: date) -> str:
        return dates.day(since, Precision.MONTH if self.step == "month" else Precision.DAY)

    @property
    def read_outs(self) -> tuple[ReadOut, ...]:
        """Each mark in words."""
        if self.step == "day":
            return tuple(ReadOut(float(day.on.toordinal()), day.level, day_words(day)) for day in self.days)
        found = []
        for span in self.spans:
            words = (
                ngettext(
                    "Week from {since}: mostly {level} ({range}), {count} day logged",
                    "Week from {since}: mostly {level} ({range}), {count} days logged",
                    span.days,
                )
                if self.step == "week"
                else ngettext(
                    "{since}: mostly {level} ({range}), {count} day logged",
                    "{since}: mostly {level} ({range}), {count} days logged",
                    span.days,
                )
            )
            said = words.format(
                since=self._span_words(span.since),
                level=middle_level(span.median),
                range=range_of_levels(span.low, span.high),
                count=span.days,
            )
            found.append(ReadOut(self.place_of(span), span.median, said))
        return tuple(found)

    def place_of(self, span: SymptomSpan) -> float:
        """Return where a week or month stands on the time axis, in days; not outside the time shown."""
        place = span.since.toordinal() + MIDDLE.get(self.step, 0)
        return float(min(max(place, self.since.toordinal()), self.until.toordinal()))

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure."""
        # matplotlib loads when something is drawn, not when a page is made.
        from journal.charts.drawing.symptom_course import draw_on

        draw_on(figure_area, self, look, headroom)


def day_words(day: ScoredDay) -> str:
    """Return what was written down for a day, by whom, and whether afterwards."""
    if day.own is not None and day.carer is not None:
        words = _("{day}: own score {own}, carer’s score {carer}")
        later = _("{day}: own score {own}, carer’s score {carer}; written later")
    elif day.carer is not None:
        words, later = _("{day}: carer’s score {carer}"), _("{day}: carer’s score {carer}; written later")
    else:
        words, later = _("{day}: {own}"), _("{day}: {own}; written later")
    return (later if day.was_written_later else words).format(
        day=dates.day(day.on), own=_level(day.own), carer=_level(day.carer)
    )


def _level(level: int | None) -> str:
    return _("no entry") if level is None else level_name(level)


def symptom_course(
    entries: Iterable[SymptomEntry],
    symptom: str,
    name: str,
    today: date,
    *,
    since: date | None = None,
    cycles: Iterable[Cycle] = (),
    lines: Iterable[TreatmentLine] = (),
    doses: Iterable[Dose] = (),
) -> SymptomCourseChart:
    """Return the chart of *symptom*, called *name*, from *since* to *today*; None: from its first entry."""
    days = scored_days(
        (e for e in entries if e.happened_on <= today and (not since or e.happened_on >= since)), symptom
    )
    first = since or (days[0].on if days else today)
    return SymptomCourseChart(name, days, cycle_bars(cycles, lines, doses, first, today), first, today)
