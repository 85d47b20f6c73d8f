"""What is said of a cycle, of a line's rhythm and of how far it is."""

from __future__ import annotations

from datetime import date

from journal.actions.doses import DrugDose
from journal.actions.treatment_course import Course
from journal.domain.treatment import Cycle, CycleState, Drug, TreatmentLine
from journal.reference.regimens import RegimenDrug
from journal.text import dates, numbers
from journal.text.language import _, ngettext
from journal.text.treatment import intent_name, line_name, why_ended
from journal.ui.widgets.records_card import joined


def cycle_name(cycle: Cycle) -> str:
    """Return "Cycle 4"."""
    return _("Cycle {number}").format(number=cycle.number)


def cycle_when(cycle: Cycle) -> str:
    """Return when a cycle was given, or is planned for, in words."""
    day = _("{weekday} {day}").format(
        weekday=dates.weekday(cycle.happened_on), day=dates.day(cycle.happened_on, cycle.precision)
    )
    if cycle.state is CycleState.GIVEN:
        return _("Given on {day}").format(day=day)
    if cycle.state is CycleState.SKIPPED:
        return _("Left out; it was planned for {day}").format(day=day)
    return _("Planned for {day}").format(day=day)


def lateness(cycle: Cycle) -> str:
    """Return how much later or earlier than first planned, "" where it is on time."""
    if cycle.state is CycleState.SKIPPED or not cycle.days_late:
        return ""
    if cycle.days_late > 0:
        return ngettext("{count} day late", "{count} days late", cycle.days_late).format(count=cycle.days_late)
    return ngettext("{count} day early", "{count} days early", -cycle.days_late).format(count=-cycle.days_late)


def lowered_words(lowered: tuple[DrugDose, ...]) -> str:
    """Return which drugs were less than planned, and how much of them was given."""
    return joined(*(dose_words(each) for each in lowered))


def dose_words(each: DrugDose) -> str:
    """Return how much of one drug was given, compared with its plan."""
    if each.share == 0:
        return _("{drug} left out").format(drug=each.drug.name)
    share = numbers.percent(each.share) if each.share is not None else ""
    return _("{drug} {share} of plan").format(drug=each.drug.name, share=share)


def cycle_words(course: Course, cycle: Cycle) -> str:
    """Return everything that the ribbon shows of a cycle, for a screen reader."""
    return joined(
        cycle_name(cycle),
        cycle_when(cycle),
        lateness(cycle),
        lowered_words(course.lowered(cycle)) if cycle.state is CycleState.GIVEN else "",
    )


def line_words(line: TreatmentLine) -> str:
    """Return which line it is, what for, in which rhythm and since when."""
    rhythm = (
        ngettext("every {count} day", "every {count} days", line.cycle_days).format(count=line.cycle_days)
        if line.cycle_days
        else ""
    )
    first = dates.day(line.happened_on, line.precision)
    when = _("since {day}").format(day=first)
    if line.ended_on is not None:
        when = _("{first} to {last}").format(first=first, last=dates.day(line.ended_on))
    said = joined(line_name(line.number), intent_name(line.intent), rhythm, when)
    return f"{said[:1].upper()}{said[1:]}"


def end_words(line: TreatmentLine) -> str:
    """Return that a line ended and why, "" where it runs."""
    if line.ended_on is None:
        return ""
    why = why_ended(line.why_ended)
    if not why:
        return _("Ended on {day}.").format(day=dates.day(line.ended_on))
    return _("Ended on {day}: {why}.").format(day=dates.day(line.ended_on), why=why)


def progress_words(course: Course, today: date) -> str:
    """Return how many cycles were given, and what comes next."""
    given, planned, following = len(course.given), course.line.planned_cycles, course.next
    if planned:
        words = ngettext("{given} of {planned} cycle given.", "{given} of {planned} cycles given.", planned)
    else:
        words = ngettext("{given} cycle given.", "{given} cycles given.", given)
    said = words.format(given=given, planned=planned)
    if following is None or course.line.ended_on is not None:
        return said
    day = dates.day(following.happened_on)
    if following.happened_on < today:
        what = _("Cycle {number} was planned for {day}. Was it given?")
    elif following.happened_on == today:
        what = _("Cycle {number} is planned for today.")
    else:
        what = _("Cycle {number} is planned for {day}.")
    return _("{first} {second}").format(first=said, second=what.format(number=following.number, day=day))


def days_words(days: tuple[int, ...]) -> str:
    """Return days of a cycle as people write them: "1 to 14", "1, 8, 15"."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return _("{first} to {last}").format(first=days[0], last=days[-1])
    return ", ".join(str(day) for day in days)


def drug_words(drug: Drug | RegimenDrug) -> str:
    """Return a drug with the days it is given on."""
    if not drug.days:
        return drug.name
    words = ngettext("{drug} on day {days}", "{drug} on days {days}", len(drug.days))
    return words.format(drug=drug.name, days=days_words(drug.days))
