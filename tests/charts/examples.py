"""Invented courses for the charts: short, long, broken and bare."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

import numpy
from matplotlib.lines import Line2D

from journal.charts.chart import Chart
from journal.charts.marker_trend import MarkerTrendChart, marker_trend
from journal.charts.symptom_course import SymptomCourseChart, symptom_course
from journal.charts.symptom_cycle import SymptomCycleChart, symptom_by_cycle_day
from journal.charts.tumour_size import TumourSizeChart, tumour_size
from journal.charts.usual_cycle import UsualCycleChart, usual_cycle_chart
from journal.domain.imaging import Lesion, LesionState, Measurement, NewLesion, Scan
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.domain.treatment import Cycle, CycleState, Dose, Drug, TreatmentLine

TODAY = date(2026, 5, 30)
START = date(2026, 1, 6)
LONG_NAME = "Carboplatin + pegylated liposomal doxorubicin + bevacizumab"


def corners(line: Line2D) -> list[tuple[float, float]]:
    """Return the points of a drawn line."""
    xs, ys = (numpy.asarray(line.get_data()[axis], dtype=float) for axis in (0, 1))
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def day(text: str) -> date:
    return date.fromisoformat(text)


# Scans: "2026-02-18 31 25 12" holds the sizes, "-" a size that is missing, "*" a new baseline, "!" a new spot.


def sizes(course: str) -> tuple[list[Scan], list[Lesion], list[Measurement]]:
    """Read scans separated by commas."""
    scans: list[Scan] = []
    lesions: dict[int, Lesion] = {}
    measurements: list[Measurement] = []
    for entry in filter(None, (part.strip() for part in course.split(","))):
        when, *words = entry.split()
        on = day(when)
        new = NewLesion.YES if "!" in words else NewLesion.NO
        scan = Scan(happened_on=on, is_baseline="*" in words, new_lesion=new)
        scans.append(scan)
        for number, word in enumerate(word for word in words if word not in "*!"):
            lesion = lesions.setdefault(number, Lesion(happened_on=on, name=f"Spot {number + 1}"))
            mm = None if word == "-" else Decimal(word)
            state = LesionState.NOT_ASSESSED if mm is None else LesionState.MEASURED if mm else LesionState.ABSENT
            measurements.append(Measurement(happened_on=on, scan_id=scan.id, lesion_id=lesion.id, mm=mm, state=state))
    return scans, list(lesions.values()), measurements


def sized(course: str, lines: str = "", today: date = TODAY) -> TumourSizeChart:
    return tumour_size(*sizes(course), treatments(lines), today)


def treatments(text: str) -> list[TreatmentLine]:
    """Read "2026-01-06 FOLFOX" lines separated by commas; cycles of two weeks."""
    entries = [part.strip().split(" ", 1) for part in text.split(",") if part.strip()]
    return [
        TreatmentLine(happened_on=day(on), name=name, number=number, cycle_days=14)
        for number, (on, name) in enumerate(entries, 1)
    ]


STABLE = "2025-12-22 34 27 14 18, 2026-02-18 31 25 12 16, 2026-04-15 29 23 12 15, 2026-05-20 28 25 12 16"
TWO_COURSES = (
    "2025-06-01 * 80 63, 2025-08-05 50 46, 2025-10-10 40 31, 2025-12-10 38 30,"
    "2026-02-20 * 40 39, 2026-04-01 30 36, 2026-05-12 44 40"
)
BROKEN = "2025-12-22 34 27, 2026-02-18 22 20, 2026-03-15 29 -, 2026-04-20 20 18, 2026-05-20 20 19 !"


def many_scans() -> str:
    chosen = random.Random(4)
    entries, size = [], 60.0
    for number in range(60):
        size = max(8.0, size * chosen.choice([0.86, 0.93, 1.0, 1.04, 1.12]))
        on = date(2016, 6, 1) + timedelta(60 * number)
        entries.append(f"{on} {'*' if number in (0, 17, 40) else ''} {size:.1f} {size * 0.6:.1f}")
    return ",".join(entries)


# Results: "2026-01-06 51.6", "2026-01-06 <0.1", then "@lab" and "unit" where they differ.


def results(course: str, analyte: str = "cea", unit: str = "ng/mL", high: str | None = "5") -> list[LabResult]:
    """Read results separated by commas."""
    found = []
    for entry in filter(None, (part.strip() for part in course.split(","))):
        when, value, *words = entry.split()
        laboratory = next((word[1:] for word in words if word.startswith("@")), "Royal")
        own_unit = next((word for word in words if not word.startswith("@")), unit)
        sign = next((c for c in (Comparator.LESS, Comparator.MORE) if value.startswith(c.value)), Comparator.NONE)
        number = value.lstrip("<>")
        quantity = Quantity(Decimal(number), own_unit, sign) if number[0].isdigit() else None
        found.append(
            LabResult(
                happened_on=day(when),
                analyte=analyte,
                quantity=quantity,
                printed="" if quantity else value.replace("_", " "),
                high=Decimal(high) if high and quantity else None,
                laboratory=laboratory,
            )
        )
    return found


def trend(
    values: list[LabResult], lines: str = "", *, cycles: int = 0, scans: int = 0, today: date = TODAY
) -> MarkerTrendChart:
    """Draw *values*; each line with *cycles* given, one of them late, half of them lower, and two planned."""
    begun = treatments(lines)
    given: list[Cycle] = []
    doses: list[Dose] = []
    for line in begun:
        drug = Drug(happened_on=line.happened_on, line_id=line.id, name="oxaliplatin")
        for number in range(cycles):
            on = line.happened_on + timedelta(14 * number + (7 if number > 3 else 0))
            state = CycleState.GIVEN if on <= today else CycleState.PLANNED
            planned = on - timedelta(7) if number == 4 else on
            cycle = Cycle(happened_on=on, line_id=line.id, number=number + 1, state=state, planned_on=planned)
            given.append(cycle)
            share = Decimal("0.8") if number > cycles // 2 else Decimal(1)
            full = Quantity(Decimal(150), "mg")
            dose = Quantity(full.value * share, "mg")
            doses.append(Dose(happened_on=on, cycle_id=cycle.id, drug_id=drug.id, planned=full, given=dose))
    first = min((value.happened_on for value in values), default=today)
    looked = [Scan(happened_on=first + timedelta(61 * number)) for number in range(scans)]
    return marker_trend(values, begun, given, looked, today, doses)


FLARE = (
    "2025-12-16 46 @City, 2026-01-06 51.6, 2026-01-20 63.4, 2026-02-03 44, 2026-02-24 30, 2026-03-10 23,"
    "2026-03-24 18.4, 2026-04-07 15.2, 2026-04-28 13.4, 2026-05-12 12.6, 2026-05-26 11.8"
)
STEEP = FLARE.replace("51.6", "103").replace("63.4", "126.8")
LIMITS = "2025-10-01 6.1, 2025-11-10 <0.1, 2025-12-20 <0.1, 2026-01-29 <0.1, 2026-03-10 0.14, 2026-04-19 0.22"
DNA = "2025-12-01 1.2, 2026-01-15 0.3, 2026-03-01 not_detected, 2026-04-15 not_detected, 2026-05-30 detected"
UNITS = "2026-01-06 905, 2026-01-27 820 kU/L, 2026-02-17 400, 2026-03-10 150, 2026-03-31 160 ng/mL, 2026-04-21 58"


def many_results() -> list[LabResult]:
    chosen = random.Random(2)
    entries, value = [], 40.0
    for number in range(500):
        value = max(2.0, value * chosen.choice([0.94, 0.97, 1.0, 1.02, 1.05]))
        laboratory = "@City" if number > 450 else "@Royal"
        entries.append(f"{date(2016, 6, 1) + timedelta(int(7.2 * number))} {value:.1f} {laboratory}")
    return results(",".join(entries))


# Symptoms: one letter a day, "." where nothing was logged.


def felt(first: date, levels: str, by: ScoredBy = ScoredBy.PATIENT) -> list[SymptomEntry]:
    return [
        SymptomEntry(happened_on=first + timedelta(number), symptom="nausea", level=int(level), scored_by=by)
        for number, level in enumerate(levels)
        if level != "."
    ]


def symptom(before: str, now: str, *, today: date | None = None) -> SymptomCycleChart:
    """Draw two cycles, each as long as its letters."""
    first = date(2026, 5, 1)
    second = first + timedelta(len(before))
    cycles = [
        Cycle(happened_on=on, line_id="line", number=number, state=CycleState.GIVEN)
        for number, on, levels in ((5, first, before), (6, second, now))
        if levels
    ]
    entries = felt(first, before) + felt(second, now)
    return symptom_by_cycle_day(entries, "nausea", cycles, today or second + timedelta(len(now) - 1), "Nausea")


def course(own: str, carer: str = "", *, cycles: int = 0) -> SymptomCourseChart:
    """Draw days up to today, scored by the person and by a carer, with *cycles* of two weeks."""
    first = TODAY - timedelta(max(len(own), len(carer)) - 1)
    lines = treatments(f"{first} FOLFOX") if cycles else []
    given = [
        Cycle(
            happened_on=first + timedelta(14 * number),
            line_id=lines[0].id,
            number=number + 1,
            state=CycleState.GIVEN if number < cycles - 1 else CycleState.PLANNED,
        )
        for number in range(cycles)
    ]
    entries = felt(first, own) + felt(first, carer, ScoredBy.CARER)
    return symptom_course(entries, "nausea", "Nausea", TODAY, cycles=given, lines=lines)


def usual(*cycles: str, today: date | None = None) -> UsualCycleChart:
    """Draw cycles, each as long as its letters; the last one runs today."""
    first = date(2026, 1, 5)
    entries: list[SymptomEntry] = []
    given: list[Cycle] = []
    for number, levels in enumerate(cycles, 1):
        given.append(Cycle(happened_on=first, line_id="line", number=number, state=CycleState.GIVEN))
        entries += felt(first, levels)
        first += timedelta(len(levels))
    return usual_cycle_chart(entries, "nausea", given, today or first - timedelta(1), "Nausea")


BUILDERS: Mapping[str, Callable[[], Chart]] = {
    "scans": lambda: sized(STABLE, "2026-01-06 FOLFOX"),
    "one scan": lambda: sized("2025-12-22 34 27"),
    "no scan": lambda: sized(""),
    "scans without sums": lambda: sized("2025-12-22 34 -, 2026-02-18 31 -"),
    "two courses": lambda: sized(TWO_COURSES, f"2025-06-08 FOLFOX, 2026-02-24 {LONG_NAME}"),
    "broken course": lambda: sized(BROKEN, "2026-01-06 FOLFOX"),
    "all gone": lambda: sized("2025-12-22 34 27, 2026-02-18 20 9, 2026-04-15 0 0", "2026-01-06 FOLFOX"),
    "sixty scans": lambda: sized(many_scans(), "2016-06-20 FOLFOX, 2019-04-20 FOLFIRI, 2023-02-20 Trifluridine"),
    "marker": lambda: trend(results(FLARE), "2026-01-06 FOLFOX", cycles=12, scans=3),
    "stretched marker": lambda: trend(results(STEEP), "2026-01-06 FOLFOX", cycles=12, scans=3),
    "one result": lambda: trend(results("2026-05-26 11.8"), "2026-05-01 FOLFOX", cycles=4),
    "no result": lambda: trend([]),
    "below limits": lambda: trend(results(LIMITS, "psa", high="4"), f"2025-10-05 {LONG_NAME}"),
    "tumour DNA": lambda: trend(results(DNA, "ctdna_vaf", "%", None), scans=4),
    "units": lambda: trend(results(UNITS, "ca125", "U/mL", "35"), "2026-01-06 FOLFOX", cycles=8),
    "five hundred results": lambda: trend(
        many_results(),
        "2016-06-20 FOLFOX, 2019-04-20 FOLFIRI + bevacizumab, 2023-02-20 Trifluridine",
        cycles=36,
        scans=60,
    ),
    "symptom": lambda: symptom("22222211111111", "2333222..22222"),
    "symptom, other levels": lambda: symptom("00112211000000", "00123332110000"),
    "one entry": lambda: symptom("", "2"),
    "no entry": lambda: symptom("....", "...."),
    "long cycle": lambda: symptom("01234" * 6, "01234" * 50),
    "no cycle": lambda: symptom_by_cycle_day(
        felt(TODAY - timedelta(59), "012" * 20), "nausea", [], TODAY, "Numb or tingling hands and feet"
    ),
    "usual cycle": lambda: usual("01233211000000", "0122..1100.000", "12344321100000", "0122"),
    "usual cycle, one finished": lambda: usual("01233211000000", "0122"),
    "usual cycle, none finished": lambda: usual("...."),
    "usual cycle of six weeks": lambda: usual("01234" * 8, "43210" * 8, "2" * 40, "." * 40),
    "course": lambda: course("0123.21000.0112233", cycles=3),
    "course with a carer": lambda: course("0123.21000.0112233", "..1..2.......2..4", cycles=3),
    "course of a carer alone": lambda: course("", "..1..2.......2..4"),
    "one day": lambda: course("2"),
    "course of a year": lambda: course("01233211000.0." * 26, cycles=27),
    "course of ten years": lambda: course("0123321100000.." * 243),
    "no course": lambda: course("...."),
}
# Each is made once: charts are values.
EXAMPLES: Mapping[str, Callable[[], Chart]] = {name: functools.cache(build) for name, build in BUILDERS.items()}
