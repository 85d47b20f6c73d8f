"""Cycle days, lines, dose intensity and symptoms by cycle day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from journal.domain.quantity import Quantity
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine
from journal.rules import cycles as rules
from journal.rules import symptom_course

START = date(2026, 1, 5)
LINE = TreatmentLine(happened_on=START, name="FOLFOX", cycle_days=14)


def cycle(number: int, day: int, state: CycleState = CycleState.GIVEN) -> Cycle:
    return Cycle(happened_on=START + timedelta(day), line_id=LINE.id, number=number, state=state)


FIRST, SECOND, THIRD = cycle(1, 0), cycle(2, 14), cycle(3, 35)
PLANNED = cycle(4, 49, CycleState.PLANNED)
ALL = [FIRST, SECOND, THIRD, PLANNED]


def test_day_one_is_the_first_dose() -> None:
    assert rules.cycle_day(FIRST, START) == 1
    assert rules.cycle_day(FIRST, START + timedelta(13)) == 14


def test_current_and_next() -> None:
    assert rules.current_cycle(ALL, START - timedelta(1)) is None
    assert rules.current_cycle(ALL, START + timedelta(34)) is SECOND
    assert rules.current_cycle(ALL, START + timedelta(60)) is THIRD
    assert rules.next_planned(ALL, START + timedelta(49)) is PLANNED
    assert rules.next_planned(ALL, START + timedelta(50)) is None


def test_current_line() -> None:
    ended = TreatmentLine(happened_on=START, name="A", ended_on=START + timedelta(10))
    second = TreatmentLine(happened_on=START + timedelta(20), name="B")
    assert rules.current_line([second, ended], START + timedelta(5)) is ended
    assert rules.current_line([second, ended], START + timedelta(15)) is ended
    assert rules.current_line([second, ended], START + timedelta(20)) is second
    assert rules.current_line([second, ended], START - timedelta(1)) is None


def dose(of: Cycle, planned: str, given: str, unit: str = "mg/m2") -> Dose:
    return Dose(
        happened_on=of.happened_on,
        cycle_id=of.id,
        drug_id="ox",
        planned=Quantity(Decimal(planned), unit),
        given=Quantity(Decimal(given), unit),
    )


def test_relative_dose_intensity() -> None:
    doses = [dose(FIRST, "85", "85"), dose(SECOND, "85", "68"), dose(THIRD, "85", "68")]
    assert rules.dose_share(doses) == Fraction(221, 255)
    # 42 days were planned, 49 were taken.
    assert rules.relative_dose_intensity(LINE, ALL, doses, "ox") == Fraction(221, 255) * Fraction(42, 49)
    assert rules.relative_dose_intensity(LINE, ALL, doses, "other") is None
    assert rules.dose_share([dose(FIRST, "85", "85"), dose(SECOND, "85", "85", "mg")]) is None


def test_the_drug_lowered_most_counts_and_drugs_are_not_added_up() -> None:
    one = dose(FIRST, "150", "120")
    other = replace(dose(FIRST, "4800", "4800"), drug_id="5fu")
    assert rules.lowest_dose_share([one, other]) == Fraction(4, 5)
    assert rules.lowest_dose_share([other, replace(one, given=one.planned)]) == 1
    assert rules.lowest_dose_share([replace(one, given=None), other]) == 1
    assert rules.lowest_dose_share([replace(one, given=None)]) is None
    assert rules.lowest_dose_share([]) is None


def entry(day: int, level: int, symptom: str = "nausea", by: ScoredBy = ScoredBy.PATIENT) -> SymptomEntry:
    return SymptomEntry(happened_on=START + timedelta(day), symptom=symptom, level=level, scored_by=by)


def test_a_course_leaves_blank_days_out_and_prefers_the_person_s_own_score() -> None:
    entries = [entry(0, 1), entry(2, 3), entry(2, 4, by=ScoredBy.CARER), entry(20, 4)]
    course = symptom_course.course_by_cycle_day(entries, "nausea", FIRST, START + timedelta(13))
    assert dict(course.levels) == {1: 1, 3: 3}
    assert (course.worst, course.worst_days, course.days) == (3, (3,), 14)


def test_worst_first_and_none_left_out() -> None:
    entries = [entry(0, 0, "cough"), entry(0, 2), entry(0, 2, "fatigue"), entry(1, 2, "fatigue"), entry(1, 1)]
    found = symptom_course.worst_symptoms(entries, FIRST, START + timedelta(13))
    assert [course.symptom for course in found] == ["fatigue", "nausea"]
    assert symptom_course.days_logged(entries, START, START + timedelta(13)) == 2


def test_compared_with_the_cycle_before() -> None:
    def course(number: int, *levels: int) -> symptom_course.SymptomCourse:
        return symptom_course.SymptomCourse("nausea", number, dict(enumerate(levels, 1)), len(levels))

    assert symptom_course.compared(course(2, 1, 3), course(1, 1, 2)) == 1
    assert symptom_course.compared(course(2, 1, 1), course(1, 1, 2)) == -1
    assert symptom_course.compared(course(2, 2, 1), course(1, 1, 2)) == 0
    assert symptom_course.compared(course(2, 2, 2), course(1, 1, 2)) == 1
    assert symptom_course.compared(course(2), course(1, 1)) is None


def test_usual_cycle_needs_two() -> None:
    def course(*levels: int) -> symptom_course.SymptomCourse:
        return symptom_course.SymptomCourse("nausea", 1, dict(enumerate(levels, 1)), len(levels))

    assert symptom_course.usual_cycle([course(1, 3)]) == ()
    (first, _) = symptom_course.usual_cycle([course(1, 3), course(2, 0), course(4)])[:2]
    assert (first.low, first.median, first.high, first.cycles) == (1, 2, 4, 3)


def test_a_cycle_ends_before_the_next() -> None:
    assert symptom_course.cycle_end(FIRST, ALL, START + timedelta(99)) == START + timedelta(13)
    assert symptom_course.cycle_end(THIRD, ALL, START + timedelta(40)) == START + timedelta(40)
