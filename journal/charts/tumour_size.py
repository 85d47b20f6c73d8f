"""The sum of all measured spots over time: each course by itself, with the lines the rule draws for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from journal.charts.chart import Table
from journal.charts.events import Event, line_starts
from journal.charts.look import Look
from journal.charts.read_out import ReadOut
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.record import Precision
from journal.domain.sizes import Course, ScanDay, TimePoint
from journal.domain.treatment import TreatmentLine
from journal.rules.response.by_criterion import UNCONFIRMED, criteria_of, verdicts
from journal.rules.response.courses import courses_of
from journal.rules.response.recist_1_1 import Assessment
from journal.text import dates, numbers
from journal.text.language import _, ngettext
from journal.text.names import immune_response_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AFTER_ALL: Final = TimePoint(ScanDay.read("9999-12-31"), ())  # judged only for the lines that hold after the last scan


@dataclass(frozen=True)
class SumAtScan:
    """One scan: its sum (None: a size is missing), and its judgement (None: the first of its course)."""

    on: date
    precision: Precision
    sum_mm: Decimal | None
    judged: Assessment | None
    immune: str = ""  # its category by iRECIST, where that is the rule

    @property
    def response(self) -> Response | None:
        """What the sizes give; None at a baseline."""
        return None if self.judged is None else self.judged.overall

    @property
    def word(self) -> str:
        """The short word for it, as it stands beside the mark."""
        judged = self.judged
        if judged is None:
            return _("start")
        if judged.overall is Response.PD and judged.target is not Response.PD:
            # The sum says nothing of what grew: the word must.
            return _("new spot") if judged.new_lesion is NewLesion.YES else _("other spot grew")
        if self.immune == UNCONFIRMED:
            return _("not confirmed")
        return _short_word(judged.overall)


def _short_word(response: Response) -> str:
    return {
        Response.CR: _("complete"),
        Response.PR: _("smaller"),
        Response.SD: _("stable"),
        Response.NON_CR_NON_PD: _("still there"),
        Response.PD: _("growing"),
        Response.NE: _("not clear"),
        Response.NA: _("nothing to judge"),
    }[response]


@dataclass(frozen=True)
class SumCourse:
    """Scans judged against one baseline, oldest first, and the lines that the rule draws for them.

    *growth_mm* holds the growth line from each scan on; None where it has none (no sum yet, or all had gone, so that
    any spot that comes back counts).
    """

    points: tuple[SumAtScan, ...]
    partial_mm: Fraction | None
    growth_mm: tuple[Fraction | None, ...]
    had_gone: bool

    @property
    def with_sum(self) -> tuple[SumAtScan, ...]:
        """The scans that have a sum."""
        return tuple(point for point in self.points if point.sum_mm is not None)


@dataclass(frozen=True)
class TumourSizeChart:
    """Sums of diameters over time.  The last course is the current one."""

    courses: tuple[SumCourse, ...]
    starts: tuple[Event, ...]

    @property
    def title(self) -> str:
        """What it shows, with the unit."""
        return _("All measured spots together, mm")

    @property
    def is_empty(self) -> bool:
        """Say whether no scan has a sum."""
        return not any(course.with_sum for course in self.courses)

    @property
    def points(self) -> tuple[SumAtScan, ...]:
        """All scans, oldest first."""
        return tuple(point for course in self.courses for point in course.points)

    @property
    def caption(self) -> str:
        """One sentence on the last scan beside the first of its course."""
        if self.is_empty:
            return _nothing(len(self.points))
        course = self.courses[-1]
        last, first = course.points[-1], course.points[0]
        day = dates.day(last.on, last.precision)
        if last.sum_mm is None:
            return _("The scan of {day} has no sum, because not every spot was measured.").format(day=day)
        now = numbers.millimetres(last.sum_mm)
        if last is first or first.sum_mm is None:
            return _("On {day}, all measured spots added up to {now}.").format(day=day, now=now)
        start = numbers.millimetres(first.sum_mm)
        return _("On {day}, all measured spots added up to {now}, after {start} at the start.").format(
            day=day, now=now, start=start
        )

    def since(self, day: date) -> TumourSizeChart:
        """Return the chart without the courses that ended before *day*.

        The last one stays whole: its later scans are compared with its first.
        """
        courses = tuple(course for course in self.courses[:-1] if course.points[-1].on >= day) + self.courses[-1:]
        first = min((point.on for course in courses for point in course.points), default=day)
        return replace(self, courses=courses, starts=tuple(start for start in self.starts if start.on >= first))

    @property
    def table(self) -> Table:
        """Every scan with its sum and what the sizes give; starts of treatment stand between them."""
        rows = [(point.on, _row(point)) for point in self.points]
        rows += [(start.on, (dates.day(start.on), "", "", "", start.text)) for start in self.starts]
        header = (_("Date"), _("Sum in mm"), _("Since the start"), _("Since the smallest"), _("What the sizes give"))
        return Table.of(header, [row for _on, row in sorted(rows, key=lambda entry: entry[0])])

    @property
    def read_outs(self) -> tuple[ReadOut, ...]:
        """Every scan that has a sum, in words, from the first to the last."""
        return tuple(
            ReadOut(float(point.on.toordinal()), float(point.sum_mm), _spoken(point))
            for point in self.points
            if point.sum_mm is not None
        )

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure."""
        # matplotlib loads when something is drawn, not when a page is made.
        from journal.charts.drawing.tumour_size import draw_on

        draw_on(figure_area, self, look, headroom)


def _spoken(point: SumAtScan) -> str:
    return _("{day}: {sum}, {word}").format(
        day=dates.day(point.on, point.precision),
        sum=numbers.millimetres(point.sum_mm) if point.sum_mm is not None else _("no sum"),
        word=point.word,
    )


def _nothing(scans: int) -> str:
    if not scans:
        return _("No scan with sizes has been written down yet.")
    return ngettext(
        "The {count} scan has no sum, because not every spot was measured.",
        "None of the {count} scans has a sum, because not every spot was measured.",
        scans,
    ).format(count=scans)


def _row(point: SumAtScan) -> tuple[str, ...]:
    judged = point.judged
    total = _("no sum") if point.sum_mm is None else numbers.number(point.sum_mm)
    since = [
        "" if share is None else numbers.percent(share, sign=True)
        for share in ((judged.from_baseline, judged.from_nadir) if judged else (None, None))
    ]
    called = point.word if judged is None else immune_response_name(point.immune, judged.overall)
    return dates.day(point.on, point.precision), total, *since, called


def tumour_size(
    scans: Iterable[Scan],
    lesions: Iterable[Lesion],
    measurements: Iterable[Measurement],
    lines: Iterable[TreatmentLine],
    today: date,
) -> TumourSizeChart:
    """Return the chart of all scans up to *today*, and of the treatments that began within that time.

    Each course is judged by the criterion that its reports name.
    """
    seen = [scan for scan in scans if scan.happened_on <= today]
    known = {scan.id: scan for scan in seen}
    found = courses_of(seen, lesions, measurements)
    criteria = criteria_of(found, seen)
    courses = tuple(_course(course, known, criteria[course.case]) for course in found)
    days = [point.on for course in courses for point in course.points]
    starts = line_starts(lines, min(days), max(days)) if days else ()
    return TumourSizeChart(courses, starts)


def _course(course: Course, scans: dict[str, Scan], criterion: str) -> SumCourse:
    *found, last = verdicts(criterion, Course(course.case, (*course.points, AFTER_ALL)))
    judged, after = [each.judged for each in found], last.judged
    sums = [after.baseline_sum_mm, *(answer.sum_mm for answer in judged)]
    points = tuple(
        SumAtScan(
            scans[point.record_id].happened_on,
            scans[point.record_id].precision,
            total,
            verdict.judged if verdict is not None else None,
            verdict.immune if verdict is not None else "",
        )
        for point, total, verdict in zip(course.points, sums, (None, *found), strict=True)
    )
    told = [answer.overall for answer in judged if answer.overall is not Response.NE]
    had_gone = bool(told) and told[-1] is Response.CR
    growth = [answer.growth_line_mm for answer in (*judged, after)]
    if had_gone:
        growth[-1] = None
    return SumCourse(points, after.partial_line_mm, tuple(growth), had_gone)
