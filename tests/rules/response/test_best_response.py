"""Best overall response: table 3 row by row, the times just under and on, and what breaks a confirmation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Response
from journal.rules.response.best_response import CODES, Best, Dated, Settings, best_response

START = date(2026, 1, 1)
WORDS = {"NON": Response.NON_CR_NON_PD}


def visits(course: str) -> list[Dated]:
    """Read "SD 42, PD 70": a response and its day after the start."""
    found = []
    for part in course.split(",") if course else ():
        word, day = part.split()
        found.append(Dated(START + timedelta(int(day)), WORDS.get(word) or Response(word)))
    return found


def best(course: str, **options: object) -> Best:
    return best_response(START, visits(course), Settings(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("SD 42, PR 84, PD 120", "PR"),
        ("SD 41, PD 60", "PD"),
        ("SD 42, PD 60", "SD"),
        ("SD 41", "NE"),
        ("SD 42", "SD"),
        ("PR 20", "PR"),  # partial and complete need no least time
        ("CR 20", "CR"),
        ("PD 20, CR 60", "PD"),  # nothing after progression counts
        ("NE 42", "NE"),
        ("", "NE"),
        ("NON 42", "NON-CR/NON-PD"),
        ("NON 41", "NE"),
    ],
)
def test_without_confirmation(course: str, expected: str) -> None:
    assert best(course).response.value == expected


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("CR 50, CR 78", "CR"),  # 28 days later
        ("CR 50, CR 77", "SD"),
        ("CR 30, CR 57, PD 90", "SD"),
        ("CR 50, PR 90", "SD"),
        ("CR 20, PD 60", "PD"),
        ("CR 50, PD 60", "SD"),
        ("CR 20", "NE"),
        # disease after a complete response, before the least time of stable disease: table 3 counts it as progression
        ("CR 20, PR 41", "PD"),
        ("CR 20, PR 42", "SD"),
        ("CR 20, SD 41", "PD"),
        ("CR 20, NE 41", "NE"),
        ("PR 20, CR 41", "NE"),
        ("CR 50", "SD"),
        ("PR 50, CR 78", "PR"),
        ("PR 50, PR 78", "PR"),
        ("PR 50, PR 77", "SD"),
        ("PR 50, SD 90", "SD"),
        ("PR 20, PD 60", "PD"),
        ("PR 50, NE 60, PR 90", "PR"),
        ("PR 50, NE 60, NE 70, PR 90", "SD"),
        ("PR 50, SD 60, PR 90", "SD"),
        ("PR 50, PR 60, PR 78", "PR"),
        ("NE 50", "NE"),
    ],
)
def test_with_confirmation(course: str, expected: str) -> None:
    assert best(course, confirm=True).response.value == expected


def test_how_many_not_evaluable_may_stand_between_is_a_setting() -> None:
    assert best("PR 50, NE 60, PR 90", confirm=True, max_not_evaluable=0).response is Response.SD
    assert best("PR 50, NE 60, NE 70, PR 90", confirm=True, max_not_evaluable=2).response is Response.PR


def test_stable_disease_between_two_responses_is_a_setting() -> None:
    assert best("PR 50, SD 60, PR 90", confirm=True).response is Response.SD
    assert best("PR 50, SD 60, PR 90", confirm=True, stable_between_confirms=True).response is Response.PR
    assert best("PR 50, SD 60, PR 77", confirm=True, stable_between_confirms=True).response is Response.SD


def test_how_the_least_time_is_counted_is_a_setting() -> None:
    assert best("SD 41, PD 60").response is Response.PD
    assert best("SD 41, PD 60", stable_until_progression=True).response is Response.SD
    assert best("SD 30, PD 41", stable_until_progression=True).response is Response.PD
    assert best("SD 30", stable_until_progression=True).response is Response.NE
    assert best("SD 30, PD 42", stable_until_progression=True).response is Response.SD


def test_the_response_is_dated_to_its_first_visit() -> None:
    assert best("SD 42, PR 50, PR 78", confirm=True).on == START + timedelta(50)


def test_only_responses_that_no_second_scan_confirms_are_named() -> None:
    found = best("SD 42, PR 50, SD 90", confirm=True)
    assert [(reason.code, reason.values["day"]) for reason in found.reasons] == [
        ("best.unconfirmed", "2026-02-20"),
        ("best.stable_long_enough", "2026-02-12"),
    ]


RESPONSES = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Response)), max_size=8, unique_by=lambda v: v[0])


@given(RESPONSES, st.booleans())
def test_any_course_gets_an_answer_with_a_reason(course: list[tuple[int, Response]], confirm: bool) -> None:
    found = best_response(START, [Dated(START + timedelta(day), r) for day, r in course], Settings(confirm=confirm))
    assert found.reasons
    assert {reason.code for reason in found.reasons} <= set(CODES)
    order = best_response(
        START, [Dated(START + timedelta(day), r) for day, r in reversed(course)], Settings(confirm=confirm)
    )
    assert order == found
