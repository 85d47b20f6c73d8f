"""Tumour DNA since the start of a treatment: each level just under, on and just over, and when nothing can be said."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.results import LabResult
from journal.rules.markers.ctdna_course import ctdna_course
from journal.text.sayings import say
from tests.rules.markers.test_trend import START, result

LIMIT = Decimal("0.02")


def course_of(*values: str, limit: Decimal | None = LIMIT, first_day: int = -10) -> list[LabResult]:
    """Return tests thirty days apart, the first of them ten days before the treatment."""
    return [result(value, first_day + 30 * at, "ctdna_vaf", detection_limit=limit) for at, value in enumerate(values)]


def level(results: list[LabResult]) -> str:
    codes = [finding.code.removeprefix("ctdna.") for finding in ctdna_course(results, START)]
    return next((code for code in codes if not code.endswith(("scan", "since"))), "")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("2", "1.001"), "level_none"),
        (("2", "1"), "level_half"),
        (("2", "0.999"), "level_half"),
        (("2", "0.201"), "level_half"),
        (("2", "0.2"), "level_tenth"),
        (("2", "0.199"), "level_tenth"),
        (("2", "3"), "level_none"),  # higher is said as a change, and as nothing else
        (("2", "not detected"), "cleared"),
        (("2", "<0.02"), "cleared"),
        (("2", "0.01"), "cleared"),  # below the limit of the test
        (("not detected", "not detected"), ""),  # twice not found is no clearance
        (("not detected", "2"), ""),
        (("2",), ""),
        (("2", "see note"), ""),
        (("0.02", "0.05"), ""),  # at the limit itself, a change has no number
        (("0.021", "0.05"), "level_none"),
        ((">5", "2"), ""),
    ],
)
def test_levels(values: tuple[str, ...], said: str) -> None:
    assert level(course_of(*values)) == said


def test_the_share_is_that_of_the_value_before_treatment() -> None:
    found = ctdna_course(course_of("2", "1.8", "0.5"), START)[0]
    assert found.values["share"] == Fraction(-3, 4)
    assert found.values["before_day"] == START - timedelta(10)
    assert found.source.startswith("ctMoniTR")


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("0.02", "0.02", "cleared"),
        ("0.02", "0.019", "cleared"),
        ("0.02", "0.021", "clearance_unclear"),
        (None, "0.02", "clearance_unclear"),
        ("0.02", None, "clearance_unclear"),
    ],
)
def test_clearance_needs_a_test_that_sees_as_much(then: str | None, now: str | None, said: str) -> None:
    def of(value: str, day: int, limit: str | None) -> LabResult:
        return result(value, day, "ctdna_vaf", detection_limit=None if limit is None else Decimal(limit))

    assert level([of("2", -10, then), of("not detected", 20, now)]) == said


def test_a_bound_is_the_limit_of_its_test() -> None:
    before = result("2", -10, "ctdna_vaf", detection_limit=LIMIT)
    assert level([before, result("<0.02", 20, "ctdna_vaf")]) == "cleared"
    assert level([before, result("<0.03", 20, "ctdna_vaf")]) == "clearance_unclear"


def test_the_day_that_treatment_began_is_before_it() -> None:
    assert level(course_of("2", "1", first_day=0)) == "level_half"
    assert level(course_of("2", "1", first_day=-30)) == ""


def test_without_a_comparable_test_before_the_treatment_nothing_is_said() -> None:
    late = course_of("2", "0.1", first_day=5)
    assert ctdna_course(late, START) == ()
    assert ctdna_course(course_of("2", "0.1"), None) == ()
    assert level(course_of("2", "1.9", first_day=-40)) == ""  # both lie before it
    other = [result("2", -10, "ctdna_vaf", method="A"), result("0.1", 20, "ctdna_vaf", method="B")]
    assert ctdna_course(other, START) == ()
    assert ctdna_course([], START) == ()


@pytest.mark.parametrize(
    ("values", "scans", "said"),
    [
        (("2", "not detected"), (-30, 20), ("then_scan", 0, False)),
        (("2", "not detected"), (-30, 19), ("no_scan_since", None, False)),
        (("2", "not detected", "2"), (30, 109, 200), ("then_scan", 59, True)),
        (("2", "not detected", "2", "3"), (200,), ("then_scan", 150, True)),  # from the day it turned
        (("2", "3"), (60,), None),
        (("2",), (60,), None),
    ],
)
def test_the_next_scan_after_it_turned(
    values: tuple[str, ...], scans: tuple[int, ...], said: tuple[str, int | None, bool] | None
) -> None:
    days = [START + timedelta(day) for day in scans]
    found = [each for each in ctdna_course(course_of(*values), None, days) if "scan" in each.code]
    told = [(each.code.removeprefix("ctdna."), each.values.get("days"), each.values["found"]) for each in found]
    assert told == ([said] if said is not None else [])


@given(st.lists(st.sampled_from(["2", "0.9", "0.1", "<0.02", "not detected", "see note", ">5"]), max_size=5))
def test_it_never_speaks_of_growth_and_never_promises(values: list[str]) -> None:
    for finding in ctdna_course(course_of(*values), START, [START + timedelta(70)]):
        words = say(finding, long=True).lower()
        for word in ("progress", "grow", "cure", "earlier than", "will "):
            assert word not in words
