"""EORTC's PET criteria at every threshold: just under, on, just over, and where they cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.eortc_pet import CODES, Settings, judge
from journal.rules.response.pet_answer import Answer
from tests.rules.response.marker_courses import visits

SHORT = {"S": "suv-bsa", "SUV": "suv-max", "X": "extent", "C": "cycles"}


def answers(text: str, settings: Settings | None = None) -> tuple[Answer, ...]:
    return judge(visits(text, SHORT), settings)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        # after one cycle
        ("0 S 100; 20 S 85 C 1", "PMR", "fell_early"),
        ("0 S 100; 20 S 85.01 C 1", "SMD", "between"),
        ("0 S 100; 20 S 75 C 1", "PMR", "fell_early"),
        ("0 S 100; 20 S 74.99 C 1", "PMR", "fell"),
        ("0 S 100; 20 S 85 C 0", "PMR", "fell_early"),
        # after more
        ("0 S 100; 60 S 74.99 C 2", "PMR", "fell"),
        ("0 S 100; 60 S 75 C 2", "SMD", "gap"),
        ("0 S 100; 60 S 85 C 2", "SMD", "gap"),
        ("0 S 100; 60 S 85.01 C 2", "SMD", "between"),
        # where nobody knows how many
        ("0 S 100; 60 S 85", "NE", "no_cycles"),
        ("0 S 100; 60 S 75", "NE", "no_cycles"),
        ("0 S 100; 60 S 74.99", "PMR", "fell"),
        ("0 S 100; 60 S 85.01", "SMD", "between"),
        # growth
        ("0 S 100; 60 S 125", "SMD", "between"),
        ("0 S 100; 60 S 125.01", "PMD", "rose"),
        ("0 S 100; 60 S 60; 120 S 100", "SMD", "between"),
        ("0 S 100 X 50; 60 S 70 X 60", "PMR", "fell"),
        ("0 S 100 X 50; 60 S 70 X 60.01", "PMD", "extent_rose"),
        ("0 S 100; 60 S 70 X 90", "PMR", "fell"),
        ("0 S 100 X 50; 60 S 70 X < 90", "PMR", "fell"),  # it may be shorter than before
        ("0 S 100 X 0; 60 S 70 X 90", "PMR", "fell"),
        ("0 S 100; 60 S 10 new-lesion YES", "PMD", "new_lesion"),
        ("0 S 100; 60 S 70 new-lesion NO", "PMR", "fell"),
        # complete, in the reader's word
        ("0 S 100; 60 S 70 tumour-uptake GONE", "CMR", "gone"),
        ("0 S 100; 60 tumour-uptake GONE", "CMR", "gone"),
        ("0 S 100; 60 S 70 tumour-uptake PRESENT", "PMR", "fell"),
        # limits
        ("0 S 100; 60 S < 74", "PMR", "fell"),
        ("0 S 100; 60 S < 80 C 1", "NE", "only_limit"),
        ("0 S 100; 60 S < 130", "NE", "only_limit"),
        ("0 S < 100; 60 S 20", "NE", "no_baseline"),
        # most reports: the value is shown, and nothing is named
        ("0 SUV 10; 60 SUV 1", "NE", "no_uptake"),
        ("60 S 20", "NE", "no_baseline"),
        ("0 S 0; 60 S 20", "NE", "no_baseline"),
    ],
)
def test_eortc(text: str, expected: str, why: str) -> None:
    last = answers(text)[-1]
    assert (last.overall.value, [reason.code for reason in last.reasons]) == (expected, [f"eortc.{why}"])


def test_the_gap_is_a_setting() -> None:
    assert answers("0 S 100; 60 S 85 C 2", Settings(gap_is_partial=True))[-1].overall.value == "PMR"
    assert answers("0 S 100; 60 S 85.01 C 2", Settings(gap_is_partial=True))[-1].overall.value == "SMD"


def test_the_working() -> None:
    last = answers("0 S 100; 60 S 60; 120 S 80 C 4")[-1]
    assert (last.value, last.baseline, last.nadir, last.rule) == (Decimal(80), Decimal(100), Decimal(60), "EORTC")
    assert last.finding.code == "pet.overall.smd"
    assert answers("0 S 100; 60 S 85")[-1].missing == ("cycles",)
    suv = answers("0 SUV 10; 60 SUV 4")[-1]
    assert (suv.value, suv.baseline) == (Decimal(4), Decimal(10))
    assert judge(visits("0 S 10; 60 C 2", SHORT)) == ()


@given(st.integers(1, 300), st.integers(0, 400), st.integers(0, 4), st.integers(2, 9))
def test_another_scale_gives_the_same_answer(first: int, now: int, cycles: int, times: int) -> None:
    before, after = (answers(f"0 S {first * by}; 60 S {now * by} C {cycles}")[0] for by in (1, times))
    assert before.overall is after.overall


@given(st.integers(1, 300), st.integers(0, 400), st.integers(0, 400), st.integers(0, 4))
def test_any_course_is_judged_and_more_uptake_is_never_better(first: int, now: int, more: int, cycles: int) -> None:
    rank = {"PMD": 0, "SMD": 1, "PMR": 2}
    low, high = (answers(f"0 S {first}; 60 S {value} C {cycles}")[0] for value in (now, now + more))
    assert {reason.code for reason in (*low.reasons, *high.reasons)} <= set(CODES)
    assert rank[high.overall.value] <= rank[low.overall.value]
