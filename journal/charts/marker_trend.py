"""One marker over time: what was measured, what can be compared, the laboratory's range and the treatment below."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from journal.charts.chart import Table
from journal.charts.cycle_bars import CycleBar, cycle_bars
from journal.charts.events import Event, line_starts
from journal.charts.look import Look
from journal.charts.read_out import ReadOut
from journal.domain.imaging import Scan
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine
from journal.reference.analytes import analytes
from journal.reference.units import convert
from journal.rules.markers.ctdna import was_found
from journal.rules.markers.trend import against_range, flare_days, is_comparable
from journal.text import dates, numbers
from journal.text.language import _
from journal.text.names import analyte_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LOG_FROM: Final = 8  # fold between lowest and highest value: beyond, equal steps up are equal percentages
BEFORE_FIRST: Final = 35  # days before the first result that a treatment may have begun and still be shown
AHEAD_LEAST: Final = 45  # days of planned cycles shown at least; else a quarter of the time so far


class Sort(StrEnum):
    """What a result gives to draw."""

    EXACT = "exact"
    BELOW = "below"  # only a limit that it lies below
    ABOVE = "above"
    NOT_FOUND = "not_found"  # of tumour DNA
    WORDS = "words"  # no number at all


class Apart(StrEnum):
    """Why a result is not joined with the others."""

    NO = ""
    LABORATORY = "laboratory"
    KIT = "kit"
    UNIT = "unit"


@dataclass(frozen=True)
class MarkerValue:
    """One result.  *value* is its number, or its limit, in the chart's unit; None where it has no height there."""

    result: LabResult
    sort: Sort
    value: Decimal | None
    apart: Apart = Apart.NO

    @property
    def on(self) -> date:
        """The day of the sample."""
        return self.result.happened_on

    @property
    def printed(self) -> str:
        """The result as the reader writes it, with its own unit."""
        if self.result.quantity is not None:
            return numbers.quantity(self.result.quantity)
        return self.result.printed.strip() or _("no number")

    @property
    def short(self) -> str:
        """What stands beside its mark."""
        if self.sort is Sort.NOT_FOUND:
            return _("not found")
        if self.apart is Apart.UNIT:
            return self.printed
        if self.result.quantity is None or self.value is None:
            return _("found") if self.sort is Sort.WORDS and was_found(self.result) else self.printed
        return numbers.quantity(Quantity(self.value, "", self.result.quantity.comparator))

    @property
    def note(self) -> str:
        """What is said of it in the table."""
        apart = {
            Apart.NO: "",
            Apart.LABORATORY: _("another lab: not joined"),
            Apart.KIT: _("another test kit: not joined"),
            Apart.UNIT: _("another unit: not joined"),
        }[self.apart]
        sort = {
            Sort.BELOW: _("only a limit: it lies below"),
            Sort.ABOVE: _("only a limit: it lies above"),
            Sort.NOT_FOUND: _("not found"),
            Sort.WORDS: _("no number"),
            Sort.EXACT: "",
        }[self.sort]
        return "; ".join(part for part in (sort, apart) if part)


@dataclass(frozen=True)
class RangeRun:
    """The laboratory's own range, from one day until another, in the chart's unit."""

    since: date
    until: date
    low: Decimal | None
    high: Decimal | None

    @property
    def text(self) -> str:
        """The range in words."""
        if self.low is None and self.high is not None:
            return _("under {high}").format(high=numbers.number(self.high))
        if self.high is None and self.low is not None:
            return _("over {low}").format(low=numbers.number(self.low))
        if self.low is None or self.high is None:
            return ""
        return _("{low} to {high}").format(low=numbers.number(self.low), high=numbers.number(self.high))

    @property
    def limit_text(self) -> str:
        """The same as the limits that it draws."""
        one = self.high if self.low is None else self.low if self.high is None else None
        if one is None:
            return _("lab’s limits {range}").format(range=self.text)
        return _("lab’s limit {limit}").format(limit=numbers.number(one))


@dataclass(frozen=True)
class MarkerTrendChart:
    """The results of one analyte, oldest first, in one *unit*, with what happened beside them."""

    analyte: str
    printed_name: str
    unit: str
    values: tuple[MarkerValue, ...]
    ranges: tuple[RangeRun, ...]
    starts: tuple[Event, ...]
    scans: tuple[date, ...]
    too_early: tuple[tuple[date, date], ...]
    bars: tuple[CycleBar, ...]
    since: date
    until: date
    today: date

    @property
    def name(self) -> str:
        """The test's name."""
        return analyte_name(self.analyte, self.printed_name) or _("Marker")

    @property
    def title(self) -> str:
        """What it shows, with the unit, and where the scale is no plain one from zero."""
        unit = numbers.unit(self.unit)
        if self.is_part:
            pattern = _("{name}, {unit} (scale not from 0)") if unit else _("{name} (scale not from 0)")
            return pattern.format(name=self.name, unit=unit)
        if self.is_log:
            pattern = _("{name}, {unit} (stretched scale)") if unit else _("{name} (stretched scale)")
            return pattern.format(name=self.name, unit=unit)
        return _("{name}, {unit}").format(name=self.name, unit=unit) if unit else self.name

    @property
    def is_empty(self) -> bool:
        """Say whether there is no result."""
        return not self.values

    @functools.cached_property
    def exact(self) -> tuple[MarkerValue, ...]:
        """The results with an exact number that may be compared with each other."""
        return tuple(value for value in self.values if value.sort is Sort.EXACT and value.apart is Apart.NO)

    @functools.cached_property
    def is_log(self) -> bool:
        """Say whether equal steps up are equal percentages."""
        found = [v.value for v in self.values if v.sort is Sort.EXACT and v.value is not None and v.value > 0]
        return bool(found) and max(found) >= LOG_FROM * min(found)

    @functools.cached_property
    def is_part(self) -> bool:
        """Say whether only a part of the scale is shown: a fever would be no more than a ripple on one from zero."""
        analyte, has_height = analytes().get(self.analyte), any(value.value is not None for value in self.values)
        return analyte is not None and analyte.is_vital and has_height and not self.is_log

    @property
    def caption(self) -> str:
        """One sentence on the last result and where it lies among the others."""
        if not self.values:
            return _("No result of this test has been written down yet.")
        last, count = self.values[-1], len(self.values)
        said = {"name": self.name, "value": last.printed, "day": dates.day(last.on), "count": count}
        if last.sort is Sort.NOT_FOUND:
            return _("{name}: not found on {day}.").format(**said)
        if last.sort is Sort.WORDS:
            return _("{name}: a result without a number on {day}.").format(**said)
        if last.apart is not Apart.NO:
            return _("{name} was {value} on {day}, which cannot be compared with the results before.").format(**said)
        numbers_found = [value.value for value in self.exact if value.value is not None]
        if count == 1 or last.sort is not Sort.EXACT or last.value is None or len(numbers_found) < 2:
            return _("{name} was {value} on {day}.").format(**said)
        said |= {
            "lowest": numbers.number(numbers.readable(min(numbers_found))),
            "highest": numbers.number(numbers.readable(max(numbers_found))),
            "count": len(numbers_found),
        }
        if min(numbers_found) == max(numbers_found):
            return _("{name} was {value} on {day}, the same as in all {count} results.").format(**said)
        if last.value == max(numbers_found):
            return _("{name} was {value} on {day}, the highest of {count} results.").format(**said)
        if last.value == min(numbers_found):
            return _("{name} was {value} on {day}, the lowest of {count} results.").format(**said)
        return _("{name} was {value} on {day}, and {count} results lie from {lowest} to {highest}.").format(**said)

    @property
    def table(self) -> Table:
        """Every result, with treatments, cycles and scans between them by their day."""
        header = (_("Date"), _("Result"), _("Lab's own range"), _("How it stands"), _("Laboratory"), _("Note"))
        rows: list[tuple[date, tuple[str, ...]]] = [(value.on, self._row(value)) for value in self.values]
        beside = [
            *((start.on, start.text) for start in self.starts),
            *((on, _("Scan")) for on in self.scans),
            *((bar.since, bar.text) for bar in self.bars),
            *(
                (since, _("too early to read, to {day}").format(day=dates.day(until)))
                for since, until in self.too_early
            ),
        ]
        rows += [(on, (dates.day(on), "", "", "", "", text)) for on, text in beside]
        return Table.of(header, [row for _on, row in sorted(rows, key=lambda entry: entry[0])])

    def _row(self, value: MarkerValue) -> tuple[str, ...]:
        result = value.result
        shown = value.printed
        own = result.quantity
        if (
            own is not None
            and value.value is not None
            and value.value != own.value
            and value.sort is not Sort.NOT_FOUND
        ):
            here = numbers.quantity(Quantity(value.value, self.unit, own.comparator))
            shown = _("{printed} ({here} in this chart)").format(printed=value.printed, here=here)
        place = against_range(result)
        stands = "" if place is None else (_("below"), _("in range"), _("above"))[place + 1]
        run = RangeRun(result.happened_on, result.happened_on, result.low, result.high)
        return dates.day(result.happened_on), shown, run.text, stands, result.laboratory, value.note

    @property
    def read_outs(self) -> tuple[ReadOut, ...]:
        """Every result, oldest first; one that the scale has no height for is read at its foot."""
        return tuple(ReadOut(float(v.on.toordinal()), self._height(v), self._spoken(v)) for v in self.values)

    def _height(self, value: MarkerValue) -> float | None:
        return None if value.value is None or (self.is_log and value.value <= 0) else float(value.value)

    def _spoken(self, value: MarkerValue) -> str:
        day, shown, range_text, stands, _laboratory, note = self._row(value)
        parts = [shown, stands or (range_text and _("lab’s own range {range}").format(range=range_text)), note]
        return f"{day}\n{', '.join(part for part in parts if part)}"

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure."""
        # matplotlib loads when something is drawn, not when a page is made.
        from journal.charts.drawing.marker_trend import draw_on

        draw_on(figure_area, self, look, headroom)


def marker_trend(
    results: Iterable[LabResult],
    lines: Iterable[TreatmentLine],
    cycles: Iterable[Cycle],
    scans: Iterable[Scan],
    today: date,
    doses: Iterable[Dose] = (),
) -> MarkerTrendChart:
    """Return the chart of one analyte's *results* up to *today*; *doses* say which cycles were given with less."""
    seen = sorted(
        (result for result in results if result.happened_on <= today),
        key=lambda r: (r.happened_on, r.happened_at is not None, r.happened_at, r.id),
    )
    analyte = seen[-1].analyte if seen else ""
    unit = next((r.quantity.unit for r in reversed(seen) if r.quantity is not None), "")
    values = _values(seen, analyte, unit)
    first = seen[0].happened_on if seen else today
    begun = [line for line in lines if line.happened_on <= today]
    since = min([first, *(on for on in (line.happened_on for line in begun) if 0 <= (first - on).days <= BEFORE_FIRST)])
    bars = cycle_bars(cycles, begun, doses, since, today) if seen else ()
    ahead = today + timedelta(max(AHEAD_LEAST, (today - since).days // 4))
    bars = tuple(bar for bar in bars if bar.since <= ahead)
    until = max([today, *(min(bar.until, ahead) for bar in bars if bar.state is CycleState.PLANNED)])
    starts = line_starts(begun, since, until) if seen else ()
    known = analytes().get(analyte)
    days = flare_days(analyte) if known is not None and known.is_marker and not known.is_ctdna else 0
    return MarkerTrendChart(
        analyte=analyte,
        printed_name=seen[-1].name if seen else "",
        unit=unit,
        values=values,
        ranges=_ranges(values, since, until, unit),
        starts=starts,
        scans=tuple(sorted({scan.happened_on for scan in scans if since <= scan.happened_on <= today})) if seen else (),
        too_early=_too_early(starts, days, until) if days else (),
        bars=bars,
        since=since,
        until=until,
        today=today,
    )


def _values(results: Sequence[LabResult], analyte: str, unit: str) -> tuple[MarkerValue, ...]:
    """Bring all results to *unit* where that is safe, and say which belong to the series that has most of them."""
    converted = [_converted(result, analyte, unit) for result in results]
    groups: list[list[int]] = []
    for number, result in enumerate(converted):
        for group in groups:
            if is_comparable(converted[group[0]], result):
                group.append(number)
                break
        else:
            groups.append([number])
    joined = max(groups, key=lambda group: (len(group), group[-1]), default=[])
    main = converted[joined[0]] if joined else None
    return tuple(
        _value(result, here, main, unit) for result, here in zip(results, converted, strict=True) if main is not None
    )


def _converted(result: LabResult, analyte: str, unit: str) -> LabResult:
    if result.quantity is None:
        return result
    value = convert(result.quantity, analyte, unit)
    if value is None:
        return result
    own = result.quantity.unit
    low, high, least = (
        None if limit is None else _limit(convert(Quantity(limit, own), analyte, unit))
        for limit in (result.low, result.high, result.detection_limit)
    )
    return replace(result, quantity=value, low=low, high=high, detection_limit=least)


def _limit(quantity: Quantity | None) -> Decimal | None:
    return None if quantity is None else quantity.value


def _value(result: LabResult, here: LabResult, main: LabResult, unit: str) -> MarkerValue:
    apart = Apart.NO
    if here.quantity is not None and convert(here.quantity, here.analyte, unit) is None:
        return MarkerValue(result, _sort(here), None, Apart.UNIT)
    if not is_comparable(here, main):
        same = here.laboratory.strip().casefold() == main.laboratory.strip().casefold()
        apart = Apart.KIT if same else Apart.LABORATORY
    sort = _sort(here)
    height = here.quantity.value if here.quantity is not None else None
    if sort is Sort.NOT_FOUND and (here.quantity is None or here.quantity.is_exact):
        height = here.detection_limit  # never a zero, nor what stands below the test's own limit
    return MarkerValue(result, sort, height, apart)


def _sort(result: LabResult) -> Sort:
    known = analytes().get(result.analyte)
    if known is not None and known.is_ctdna and was_found(result) is False:
        return Sort.NOT_FOUND
    if result.quantity is None:
        return Sort.WORDS
    if result.quantity.is_exact:
        return Sort.EXACT
    return Sort.BELOW if result.quantity.comparator.value.startswith("<") else Sort.ABOVE


def _ranges(values: Sequence[MarkerValue], since: date, until: date, unit: str) -> tuple[RangeRun, ...]:
    """Return the range printed with the joined results, each until another one is printed."""
    runs: list[RangeRun] = []
    for value in values:
        result = _converted(value.result, value.result.analyte, unit)
        if value.apart is not Apart.NO or (result.low is None and result.high is None):
            continue
        low = None if result.low == 0 else result.low
        if runs and (runs[-1].low, runs[-1].high) == (low, result.high):
            continue
        if runs:
            runs[-1] = replace(runs[-1], until=value.on)
        runs.append(RangeRun(value.on if runs else since, until, low, result.high))
    return tuple(run for run in runs if run.low is not None or run.high is not None)


def _too_early(starts: Sequence[Event], days: int, until: date) -> tuple[tuple[date, date], ...]:
    """Return the time after each start in which a rise can mean nothing; where two overlap, one."""
    found: list[tuple[date, date]] = []
    for start in starts:
        end = min(start.on + timedelta(days), until)
        if found and start.on <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        elif end > start.on:
            found.append((start.on, end))
    return tuple(found)
