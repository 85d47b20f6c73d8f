"""What a course reached: confirmed or not, and how long, at each edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Response
from journal.rules.response.best_response import CONFIRM_DAYS, STABLE_MIN_DAYS, Dated
from journal.rules.response.course_so_far import CODES, course_so_far, immune_so_far
from journal.rules.response.irecist import ImmuneResponse

START = date(2026, 1, 1)


def visits(text: str) -> list[Dated]:
    """Return "PR 50, PD 80" as visits on day 50 and day 80."""
    words = (each.split() for each in text.split(",") if each.strip())
    return [Dated(START + timedelta(int(day)), Response(overall)) for overall, day in words]


def codes(text: str) -> list[str]:
    return [finding.code for finding in course_so_far(START, visits(text))]


@pytest.mark.parametrize(
    ("text", "confirmed"),
    [
        ("PR 50, PR 77", False),
        ("PR 50, PR 78", True),
        ("PR 50, PR 79", True),
        ("PR 50", False),
        ("PR 50, CR 78", False),
    ],
)
def test_a_response_is_confirmed_from_28_days_on(text: str, confirmed: bool) -> None:
    assert CONFIRM_DAYS == 28
    assert ("so_far.confirmed" in codes(text)) is confirmed
    assert ("so_far.not_confirmed" in codes(text)) is not confirmed


def test_a_complete_response_that_only_a_partial_one_followed_is_not_confirmed() -> None:
    assert "so_far.not_confirmed" in codes("CR 50, PR 90")


@pytest.mark.parametrize(("day", "reached"), [(41, False), (42, True), (43, True)])
def test_stability_counts_from_42_days_on(day: int, reached: bool) -> None:
    assert STABLE_MIN_DAYS == 42
    assert bool(codes(f"SD {day}")) is reached


@pytest.mark.parametrize(
    ("text", "code", "since", "until"),
    [
        ("SD 50, PD 140", "so_far.stable_lasted", 0, 140),
        ("SD 50, SD 90", "so_far.stable_lasting", 0, 90),
        ("SD 50, SD 90, NE 130", "so_far.stable_lasting", 0, 90),  # what could not be judged proves nothing
        ("NON-CR/NON-PD 50", "so_far.stable_lasting", 0, 50),
        ("SD 42, PR 50, PR 80, PD 140, PR 200", "so_far.response_lasted", 50, 140),
        ("PR 50, CR 90, SD 120", "so_far.response_lasting", 50, 120),  # whichever came first
        ("PR 50, NE 90, PD 120", "so_far.response_lasted", 50, 120),
        ("PD 120, PR 50", "so_far.response_lasted", 50, 120),
    ],
)
def test_how_long_it_lasted(text: str, code: str, since: int, until: int) -> None:
    found = {finding.code: finding.values for finding in course_so_far(START, visits(text))}
    wanted = {"since": START + timedelta(since), "until": START + timedelta(until), "days": until - since}
    assert found[code] == wanted


@pytest.mark.parametrize("text", ["", "NE 50", "NA 50", "PD 50", "PD 50, PR 90", "SD 20", "SD 20, PD 41"])
def test_where_nothing_was_reached_nothing_is_said(text: str) -> None:
    assert codes(text) == []


def test_one_scan_with_a_response_has_no_duration_yet() -> None:
    assert codes("PR 50") == ["best.reached", "so_far.not_confirmed"]


COURSES = st.lists(st.tuples(st.integers(1, 400), st.sampled_from(Response)), max_size=8, unique_by=lambda v: v[0])


@given(COURSES)
def test_the_order_of_entry_does_not_matter_and_no_time_is_negative(course: list[tuple[int, Response]]) -> None:
    dated = [Dated(START + timedelta(day), overall) for day, overall in course]
    found = course_so_far(START, dated)
    assert found == course_so_far(START, dated[::-1])
    assert all(finding.values["days"] > 0 for finding in found if "days" in finding.values)  # type: ignore[operator]
    assert {finding.code for finding in found if finding.code.startswith("so_far")} <= set(CODES)


@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from(ImmuneResponse)), max_size=8))
def test_the_best_by_irecist_is_none_that_grows(course: list[tuple[int, ImmuneResponse]]) -> None:
    dated = [(START + timedelta(day), response) for day, response in course]
    found = immune_so_far(dated)
    assert len(found) <= 1
    for finding in found:
        assert (finding.values["day"], ImmuneResponse(str(finding.values["category"]))) in dated
        assert finding.values["response"] not in ("PD", "NE", "NA")
