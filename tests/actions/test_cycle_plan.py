"""Planned cycles keep their distance, given ones their day, and numbers their order; one plan is one undo step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions import cycle_plan
from journal.actions.cycle_plan import PlanChange
from journal.domain.problems import Problem
from journal.domain.treatment import Cycle, CycleState, TreatmentLine, WhyEnded
from journal.store.opening import create

START = date(2026, 1, 5)
LINE = TreatmentLine(happened_on=START, name="FOLFOX", cycle_days=14, planned_cycles=12)
PLANNED, GIVEN, SKIPPED = CycleState.PLANNED, CycleState.GIVEN, CycleState.SKIPPED


def cycle(number: int, day: int, state: CycleState = PLANNED) -> Cycle:
    on = START + timedelta(day)
    return Cycle(happened_on=on, planned_on=on, line_id=LINE.id, number=number, state=state)


def course(given_count: int, planned_count: int, rhythm: int = 14) -> list[Cycle]:
    states = [GIVEN] * given_count + [PLANNED] * planned_count
    return [cycle(number, rhythm * (number - 1), state) for number, state in enumerate(states, start=1)]


def after(cycles: list[Cycle], change: PlanChange) -> list[Cycle]:
    """The line as it stands when *change* was written."""
    gone = {each.id for each in change.removed}
    saved = {each.id: each for each in change.saved if isinstance(each, Cycle)}
    kept = [saved.pop(each.id, each) for each in cycles if each.id not in gone]
    return cycle_plan.in_order([*kept, *saved.values()])


def days(cycles: list[Cycle]) -> list[int]:
    return [(each.happened_on - START).days for each in cycles]


def gaps(cycles: list[Cycle]) -> list[int]:
    return [(b.happened_on - a.happened_on).days for a, b in pairwise(cycles)]


COURSES = st.builds(course, st.integers(0, 8), st.integers(1, 8), st.integers(1, 42))


@given(COURSES, st.data())
def test_what_slips_takes_the_rest_along(cycles: list[Cycle], data: st.DataObject) -> None:
    planned = [each for each in cycles if each.state is PLANNED]
    one = data.draw(st.sampled_from(planned))
    place = cycles.index(one)
    earliest = cycles[place - 1].happened_on + timedelta(1) if place else START - timedelta(30)
    to = earliest + timedelta(data.draw(st.integers(0, 90)))
    step = data.draw(st.sampled_from([cycle_plan.delay, cycle_plan.give]))
    became = after(cycles, step(one, cycles, to, "counts too low"))
    assert became[place].happened_on == to
    assert became[place].planned_on == one.happened_on
    assert became[:place] == cycles[:place]  # what was given, or comes earlier, stays to the letter
    assert gaps(became[place:]) == gaps(cycles[place:])
    assert [each.number for each in became] == [each.number for each in cycles]
    assert [each.id for each in became] == [each.id for each in cycles]
    assert all(each.days_late == 0 for each in became[place + 1 :])
    assert [each.happened_on for each in became] == sorted(each.happened_on for each in became)


@given(COURSES, st.data())
def test_a_delay_can_be_turned_back(cycles: list[Cycle], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from([each for each in cycles if each.state is PLANNED]))
    slipped = after(cycles, cycle_plan.delay(one, cycles, one.happened_on + timedelta(9)))
    same = next(each for each in slipped if each.id == one.id)
    assert days(after(slipped, cycle_plan.delay(same, slipped, one.happened_on))) == days(cycles)


@given(COURSES, st.integers(1, 20))
def test_planning_goes_on_in_the_rhythm(cycles: list[Cycle], count: int) -> None:
    rhythm = (cycles[1].happened_on - cycles[0].happened_on).days if len(cycles) > 1 else 14
    line = replace(LINE, cycle_days=rhythm)
    became = after(cycles, cycle_plan.plan_cycles(line, cycles, cycle_plan.next_day(line, cycles), count))
    assert [each.number for each in became] == list(range(1, len(cycles) + count + 1))
    assert set(gaps(became)) <= {rhythm}
    assert became[: len(cycles)] == cycles


@given(COURSES, st.data())
def test_taking_one_out_keeps_days_and_closes_the_numbers(cycles: list[Cycle], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from([each for each in cycles if each.state is PLANNED]))
    became = after(cycles, cycle_plan.take_out(one, cycles))
    assert [each.number for each in became] == list(range(1, len(cycles)))
    assert days(became) == [day for day, each in zip(days(cycles), cycles, strict=True) if each is not one]


@given(COURSES, st.integers(1, 60))
def test_another_rhythm_moves_only_what_is_planned(cycles: list[Cycle], rhythm: int) -> None:
    became = after(cycles, cycle_plan.new_rhythm(replace(LINE, cycle_days=rhythm), cycles))
    begun = [each for each in cycles if each.state is GIVEN]
    assert became[: len(begun)] == begun
    assert set(gaps(became[max(0, len(begun) - 1) :])) <= {rhythm}


def test_a_late_cycle_moves_the_rest_by_as_much() -> None:
    cycles = course(2, 3)
    became = after(cycles, cycle_plan.give(cycles[2], cycles, START + timedelta(35), "neutrophils too low"))
    assert days(became) == [0, 14, 35, 49, 63]
    assert [each.days_late for each in became] == [0, 0, 7, 0, 0]
    assert (became[2].state, became[2].reason) == (GIVEN, "neutrophils too low")


def test_one_given_on_its_day_moves_nothing() -> None:
    cycles = course(2, 2)
    assert len(cycle_plan.give(cycles[2], cycles, cycles[2].happened_on).saved) == 1


def test_correcting_an_old_day_moves_nothing_behind_a_later_dose() -> None:
    cycles = course(3, 2)
    became = after(cycles, cycle_plan.give(cycles[1], cycles, cycles[1].happened_on + timedelta(2)))
    assert days(became) == [0, 16, 28, 42, 56]


@pytest.mark.parametrize("day", [14, 10, 0, -3])
def test_a_cycle_does_not_come_before_its_neighbour(day: int) -> None:
    cycles = course(2, 2)
    with pytest.raises(Problem, match="is not after cycle"):
        cycle_plan.give(cycles[2], cycles, START + timedelta(day))


def test_a_correction_does_not_jump_over_a_later_dose() -> None:
    cycles = course(3, 0)
    with pytest.raises(Problem, match="is not before cycle"):
        cycle_plan.give(cycles[1], cycles, START + timedelta(28))


def test_a_skipped_cycle_leaves_the_others_where_they_are() -> None:
    cycles = course(1, 3)
    became = after(cycles, cycle_plan.skip(cycles[1], "holiday"))
    assert days(became) == days(cycles)
    assert (became[1].state, became[1].reason) == (SKIPPED, "holiday")
    back = after(became, cycle_plan.put_back(became[1]))
    assert (back[1].state, back[1].reason, days(back)) == (PLANNED, "", days(cycles))


def test_everything_that_is_due_was_given_as_planned() -> None:
    cycles = course(1, 4)
    became = after(cycles, cycle_plan.give_all(cycles, START + timedelta(30)))
    assert [each.state for each in became] == [GIVEN, GIVEN, GIVEN, PLANNED, PLANNED]
    assert days(became) == days(cycles)


def test_an_ended_line_waits_for_nothing() -> None:
    cycles = course(3, 2)
    change = cycle_plan.end_line(LINE, cycles, START + timedelta(40), WhyEnded.SIDE_EFFECTS, "numb feet")
    (line,) = change.saved
    assert isinstance(line, TreatmentLine)
    assert (line.ended_on, line.why_ended, line.note) == (START + timedelta(40), WhyEnded.SIDE_EFFECTS, "numb feet")
    assert list(change.removed) == cycles[3:]
    with pytest.raises(Problem, match="before the first day"):
        cycle_plan.end_line(LINE, cycles, START - timedelta(1), WhyEnded.OTHER)


def test_planning_says_what_is_missing() -> None:
    with pytest.raises(Problem, match="how many days one cycle has"):
        cycle_plan.plan_cycles(replace(LINE, cycle_days=None), [], START, 3)
    with pytest.raises(Problem, match="number of cycles"):
        cycle_plan.plan_cycles(LINE, [], START, 0)
    with pytest.raises(Problem, match="is not after cycle"):
        cycle_plan.plan_cycles(LINE, course(2, 0), START + timedelta(14), 1)
    assert cycle_plan.left_to_plan(LINE, course(2, 2)) == 8
    assert cycle_plan.left_to_plan(replace(LINE, planned_cycles=None), course(2, 2)) == 0


def test_what_moves_is_told_before_it_is_kept() -> None:
    cycles = course(1, 3)
    moved = cycle_plan.delay(cycles[1], cycles, cycles[1].happened_on + timedelta(7)).moved(cycles)
    assert [(old.number, (new.happened_on - old.happened_on).days) for old, new in moved] == [(2, 7), (3, 7), (4, 7)]


def test_one_plan_is_one_step_of_undo(tmp_path: Path) -> None:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        cycles = course(2, 3)
        with journal.change("line") as draft:
            draft.save_all([LINE, *cycles])
        before = cycle_plan.in_order(journal.all(Cycle))
        change = cycle_plan.give(before[2], before, START + timedelta(35), "late")
        with journal.change("cycle 3 given") as draft:
            change.write_to(draft)
        assert days(cycle_plan.in_order(journal.all(Cycle))) == [0, 14, 35, 49, 63]
        assert all(each.author == "Anna" for each in journal.all(Cycle))
        journal.undo()
        assert cycle_plan.in_order(journal.all(Cycle)) == before
