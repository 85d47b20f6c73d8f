"""Slots 1 and 2: who it is, where in the treatment they are, and the one thing that must not be lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.domain.patient import Patient
from journal.domain.record import Precision
from journal.domain.results import GenomicFinding
from journal.domain.treatment import Cycle, TreatmentLine
from journal.domain.visits import Appointment
from journal.reports.printable import held, typed
from journal.reports.visit.reading import Reading
from journal.rules.cycles import current_cycle, current_line, cycle_day, next_planned
from journal.text import dates
from journal.text.dates import WORD_JOINER
from journal.text.language import _, ngettext
from journal.text.treatment import line_name, why_ended

LONGEST_NUMBER: Final = 24


@dataclass(frozen=True)
class Who:
    """The head of the page.  *visit* and *visit_short* say the same; a long name leaves room for the short one."""

    name: str
    identity: str
    visit: str
    visit_short: str
    visit_with: str


@dataclass(frozen=True)
class WhereInTreatment:
    """The framed box: what is strong stands first, the rest behind it; line and *cycle* are never cut."""

    diagnosis: str
    diagnosis_more: str
    treatment: str
    cycle: str
    treatment_more: str


@dataclass(frozen=True)
class MainPoint:
    """The person's own sentence; *is_blank* leaves a line to write on."""

    label: str
    words: str
    is_blank: bool


def who(patient: Patient | None, visit: Appointment | None, today: date) -> Who:
    """Return who the page is about, and which visit it is for."""
    name = typed(patient.name or patient.call_me) if patient is not None else ""
    long = short = _("No visit written down")
    place = ""
    if visit is not None:
        on = visit.happened_on
        long = _("Visit on {weekday} {day}").format(weekday=dates.weekday(on), day=dates.day(on))
        short = _("Visit on {day}").format(day=dates.day(on))
        place = ", ".join(part for part in (typed(visit.who), typed(visit.place)) if part)
    return Who(
        name=name or _("Name not written down"),
        identity=_listed(_born(patient, today), _number(patient)),
        visit=long,
        visit_short=short,
        visit_with=place,
    )


def _born(patient: Patient | None, today: date) -> str:
    if patient is None or patient.born_on is None:
        return _("birth date not written down")
    born = patient.born_on
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years < 0:
        return _("born {day}").format(day=dates.day(born))
    return ngettext("born {day} ({years} year)", "born {day} ({years} years)", years).format(
        day=dates.day(born), years=years
    )


def _number(patient: Patient | None) -> str:
    number = typed(patient.hospital_number) if patient is not None else ""
    # A number is not divided at its dashes, as long as it may be one.
    whole = number.replace("-", f"{WORD_JOINER}-{WORD_JOINER}") if len(number) <= LONGEST_NUMBER else number
    return _("hospital no. {number}").format(number=whole) if number else _("hospital number not written down")


def _listed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def where_in_treatment(reading: Reading, patient: Patient | None) -> WhereInTreatment:
    """Return diagnosis and treatment, as far as they are written down."""
    treatment, cycle, more = _treatment(reading)
    return WhereInTreatment(_diagnosis(patient), _found(reading, patient), treatment, cycle, more)


def _diagnosis(patient: Patient | None) -> str:
    if patient is None:
        return _("Diagnosis not written down")
    diagnosis, stage = typed(patient.diagnosis or patient.cancer), typed(patient.stage)
    if not diagnosis:
        diagnosis = _("Diagnosis not written down")
    if not stage:
        return diagnosis
    if stage.casefold().startswith(_("stage").casefold()):
        return f"{diagnosis}, {stage}"
    return _("{diagnosis}, stage {stage}").format(diagnosis=diagnosis, stage=stage)


def _found(reading: Reading, patient: Patient | None) -> str:
    parts: list[str] = []
    if patient is not None and patient.diagnosed_on is not None:
        # The month is enough for a visit, and a day that was only guessed would look exact.
        precision = Precision.YEAR if patient.diagnosed_precision is Precision.YEAR else Precision.MONTH
        parts.append(_("found {month}").format(month=dates.day(patient.diagnosed_on, precision)))
    findings = sorted(reading.so_far(GenomicFinding), key=lambda finding: (finding.happened_on, finding.gene))
    latest = {finding.gene.casefold(): finding for finding in findings}
    genes = [" ".join(filter(None, map(typed, (g.gene, g.variant, g.result)))) for g in latest.values()]
    return _listed(*parts, ", ".join(gene for gene in genes if gene))


def _treatment(reading: Reading) -> tuple[str, str, str]:
    """Return the name of the treatment, its line and cycle, and what comes next or was before."""
    lines = reading.all(TreatmentLine)
    line = current_line(lines, reading.today)
    if line is None:
        return _("No treatment written down yet"), "", ""
    name = typed(line.name) or _("Treatment without a name")
    if line.ended_on is not None and line.ended_on <= reading.today:
        return name, line_name(line.number), _ended(reading, line, line.ended_on)
    cycles = [cycle for cycle in reading.all(Cycle) if cycle.line_id == line.id]
    more = _listed(_next(reading, cycles), _line_before(reading, lines, line))
    return name, _listed(line_name(line.number), _cycle(reading, line, cycles)), more


def _cycle(reading: Reading, line: TreatmentLine, cycles: list[Cycle]) -> str:
    cycle = current_cycle(cycles, reading.today)
    if cycle is None:
        return _("no cycle given yet") if cycles else ""
    day = cycle_day(cycle, reading.today)
    if line.planned_cycles:
        text = _("cycle {number} of {planned}, day {day}").format(
            number=cycle.number, planned=line.planned_cycles, day=day
        )
    else:
        text = _("cycle {number}, day {day}").format(number=cycle.number, day=day)
    return held(text)


def _next(reading: Reading, cycles: list[Cycle]) -> str:
    planned = next_planned(cycles, reading.today)
    if planned is None:
        return ""
    if planned.happened_on == reading.today:
        return held(_("cycle {number} planned today").format(number=planned.number))
    day = reading.day(planned.happened_on)
    return held(_("cycle {number} planned on {day}").format(number=planned.number, day=day))


def _line_before(reading: Reading, lines: list[TreatmentLine], line: TreatmentLine) -> str:
    earlier = [
        (other.ended_on, other)
        for other in lines
        if other.id != line.id and other.ended_on is not None and other.ended_on <= reading.today
    ]
    if not earlier:
        return ""
    ended, before = max(earlier, key=lambda pair: pair[0])
    name = typed(before.name)
    if not name:
        return ""
    return _("before: {treatment}, {ended}").format(treatment=name, ended=_ended(reading, before, ended))


def _ended(reading: Reading, line: TreatmentLine, on: date) -> str:
    why = why_ended(line.why_ended)
    if why:
        return _("ended {day} ({why})").format(day=reading.day(on), why=why)
    return _("ended {day}").format(day=reading.day(on))


def main_point(visit: Appointment | None, today: date) -> MainPoint:
    """Return the sentence that the person wants to be heard."""
    is_today = visit is None or visit.happened_on == today
    words = typed(visit.main_point) if visit is not None else ""
    return MainPoint(
        label=_("My main point today:") if is_today else _("My main point:"),
        words=_("“{words}”").format(words=words) if words else _("not written down"),
        is_blank=not words,
    )
