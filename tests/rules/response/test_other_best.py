"""The best response read otherwise: a course at which each point changes it, and one beside it where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.best_response import MAX_NOT_EVALUABLE, STABLE_MIN_DAYS
from journal.rules.response.other_best import ANY_NUMBER, of_best
from journal.rules.response.other_readings import LEFT_OPEN
from tests.rules.response.test_course_so_far import START, visits


def found(text: str) -> dict[str, object]:
    """Return the other readings, each with what it gives."""
    return {
        each.code.removeprefix("other.best."): each.values.get("response", each.values.get("confirmed"))
        for each in of_best(START, visits(text))
    }


@pytest.mark.parametrize(
    ("text", "other"),
    [
        # stable between a response and the next
        ("PR 50, SD 70, PR 78", {"stable_between": True}),
        ("PR 50, SD 70, PR 77", {}),  # too early to confirm, whatever stood between
        ("PR 50, SD 70", {}),
        ("PR 50, PD 70", {}),
        ("CR 50, PR 60, CR 78", {}),
        # scans without an answer between the two: one is allowed
        ("PR 50, NE 60, PR 78", {"none_between": False}),
        ("PR 50, NE 60, PR 77", {}),
        ("PR 50, NE 60, NE 70, PR 78", {"any_between": True}),
        ("PR 50, PR 78", {}),
        ("PR 50, PR 78, NE 90, PR 120", {}),  # the first two confirm
        # stable until a day, or at a scan on or after it
        ("SD 41, PD 42", {"stable_until": "SD"}),
        ("SD 40, PD 41", {}),
        ("SD 42, PD 60", {}),
        ("NON-CR/NON-PD 41, PD 42", {"stable_until": "NON-CR/NON-PD"}),
        ("SD 41, NE 42", {"stable_until": "SD"}),
        ("SD 41", {}),
        ("PR 41, PD 42", {}),
        ("PD 50", {}),
        ("", {}),
    ],
)
def test_points_of_the_best_response(text: str, other: dict[str, object]) -> None:
    assert found(text) == (other | {LEFT_OPEN: None} if other else {})


def test_the_numbers_that_are_read_otherwise() -> None:
    assert MAX_NOT_EVALUABLE == 1
    assert ANY_NUMBER == 1_000
    (stable, _closing) = of_best(START, visits("SD 41, PD 42"))
    assert stable.values["days"] == STABLE_MIN_DAYS


def test_why_there_are_two_readings_stands_last() -> None:
    codes = [each.code for each in of_best(START, visits("PR 50, SD 70, PR 78"))]
    assert codes == ["other.best.stable_between", LEFT_OPEN]


@given(st.lists(st.tuples(st.sampled_from(["CR", "PR", "SD", "NE", "PD"]), st.integers(1, 300)), max_size=7))
def test_only_what_differs_is_said(course: list[tuple[str, int]]) -> None:
    text = ", ".join(f"{overall} {day}" for overall, day in course)
    other = found(text)
    assert not {"stable_between", "any_between"} & set(other) or "none_between" not in other
    assert bool(other) is (LEFT_OPEN in other)
