"""PERCIST at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.rules.response.percist import CODES, Settings, judge
from journal.rules.response.pet_answer import Answer
from tests.rules.response.marker_courses import visits

SHORT = {"SUL": "sul-peak", "SUV": "suv-max", "L": "liver-sul-mean", "SD": "liver-sul-sd", "TLG": "tlg"}
FIRST = "0 SUL 10 L 2 SD 0.3"


def answers(text: str, settings: Settings | None = None) -> tuple[Answer, ...]:
    return judge(visits(text, SHORT), settings)


def said(text: str, settings: Settings | None = None) -> str:
    return answers(text, settings)[-1].overall.value


def reasons(text: str) -> list[str]:
    return [reason.code.removeprefix("percist.") for reason in answers(text)[-1].reasons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 30 % and 0.8 units
        (f"{FIRST}; 60 SUL 7", "PMR"),
        (f"{FIRST}; 60 SUL 7.001", "SMD"),
        (f"{FIRST}; 60 SUL 6.999", "PMR"),
        (f"{FIRST}; 60 SUL 13", "PMD"),
        (f"{FIRST}; 60 SUL 12.999", "SMD"),
        ("0 SUL 2 L 1 SD 0.1; 60 SUL 1.2", "PMR"),
        ("0 SUL 2 L 1 SD 0.1; 60 SUL 1.201", "SMD"),
        ("0 SUL 2 L 1 SD 0.1; 60 SUL 2.8", "PMD"),
        ("0 SUL 2 L 1 SD 0.1; 60 SUL 2.799", "SMD"),
        (f"{FIRST}; 60 SUL < 7", "PMR"),
        (f"{FIRST}; 60 SUL < 7.001", "NE"),
        (f"{FIRST}; 60 SUL < 13", "NE"),
        # enough at first: 1.5 times the liver and two standard deviations
        ("0 SUL 3.6 L 2 SD 0.3; 60 SUL 1", "PMR"),
        ("0 SUL 3.599 L 2 SD 0.3; 60 SUL 1", "NE"),
        ("0 SUL 3.6 L 2; 60 SUL 1", "NE"),
        ("0 SUL 3.6 SD 0.3; 60 SUL 1", "NE"),
        ("0 SUL < 10 L 2 SD 0.3; 60 SUL 1", "NE"),
        ("0 L 2 SD 0.3; 60 SUL 1", "NE"),
        # complete: below the liver, and the reader says that nothing stands out
        (f"{FIRST}; 60 SUL 1.899 L 1.9 tumour-uptake GONE", "CMR"),
        (f"{FIRST}; 60 SUL 1.9 L 1.9 tumour-uptake GONE", "PMR"),
        (f"{FIRST}; 60 SUL 1.5 L 1.9 tumour-uptake PRESENT", "PMR"),
        (f"{FIRST}; 60 SUL 1.5 L 1.9", "PMR"),
        (f"{FIRST}; 60 SUL 1.5 tumour-uptake GONE", "PMR"),
        (f"{FIRST}; 60 SUL < 1.5 L 1.9 tumour-uptake GONE", "CMR"),
        # glycolysis
        ("0 SUL 10 L 2 SD 0.3 TLG 100; 60 SUL 10 TLG 175", "PMD"),
        ("0 SUL 10 L 2 SD 0.3 TLG 100; 60 SUL 10 TLG 174.9", "SMD"),
        ("0 SUL 10 L 2 SD 0.3 TLG 100; 60 SUL 10 TLG < 300", "SMD"),
        ("0 SUL 10 L 2 SD 0.3; 60 SUL 10 TLG 300", "SMD"),
        ("0 SUL 10 L 2 SD 0.3 TLG 0; 60 SUL 10 TLG 300", "SMD"),
        # new
        (f"{FIRST}; 60 SUL 1 new-lesion YES", "PMD"),
        (f"{FIRST}; 60 SUL 7 new-lesion NO", "PMR"),
        ("0 SUV 10; 60 SUV 1 new-lesion YES", "PMD"),
        # most reports: the value is shown, and nothing is named
        ("0 SUV 10; 60 SUV 1", "NE"),
        (f"{FIRST}; 60 SUV 1", "NE"),
        # growth counts from the first PET
        (f"{FIRST}; 60 SUL 4; 120 SUL 9", "SMD"),
        (f"{FIRST}; 60 SUL 4; 120 SUL 7", "PMR"),
    ],
)
def test_percist(text: str, expected: str) -> None:
    assert said(text) == expected


def test_contested_points_are_settings() -> None:
    strict = Settings(change_is_strict=True)
    assert [said(f"{FIRST}; 60 SUL {value}", strict) for value in ("7", "6.999", "13", "13.001")] == [
        "SMD",
        "PMR",
        "SMD",
        "PMD",
    ]
    lowest = Settings(growth_from_lowest=True)
    assert said(f"{FIRST}; 60 SUL 4; 120 SUL 5.2", lowest) == "PMD"
    assert said(f"{FIRST}; 60 SUL 4; 120 SUL 5.199", lowest) == "PMR"
    glycolysis = "0 SUL 10 L 2 SD 0.3 TLG 200; 60 SUL 10 TLG 100; 120 SUL 10 TLG 175"
    assert [said(glycolysis), said(glycolysis, lowest)] == ["SMD", "PMD"]


def test_the_reasons_say_what_decided_and_what_is_missing() -> None:
    assert reasons(f"{FIRST}; 60 SUL 7") == ["fell", "not_said_gone"]
    assert reasons(f"{FIRST}; 60 SUL 7 L 2") == ["fell"]
    assert reasons(f"{FIRST}; 60 SUL 13") == ["rose"]
    assert reasons(f"{FIRST}; 60 SUL 10 L 2") == ["between"]
    assert reasons("0 SUL 10 L 2 SD 0.3 TLG 100; 60 SUL 10 TLG 175") == ["glycolysis_rose"]
    assert reasons(f"{FIRST}; 60 SUL 1 L 2 tumour-uptake GONE") == ["gone"]
    assert reasons(f"{FIRST}; 60 SUL 1 L 2") == ["fell", "not_said_gone"]
    assert answers(f"{FIRST}; 60 SUL 1 L 2")[-1].missing == ("tumour-uptake",)
    assert answers(f"{FIRST}; 60 SUL 1")[-1].missing == ("liver-sul-mean", "tumour-uptake")
    assert reasons(f"{FIRST}; 60 new-lesion YES") == ["new_lesion"]
    assert reasons("0 SUV 10; 60 SUV 1") == ["no_sul"]
    assert reasons("60 SUL 1") == ["no_baseline"]
    assert reasons("0 SUL 10; 60 SUL 1") == ["no_liver"]
    assert reasons("0 SUL 3 L 2 SD 0.3; 60 SUL 1") == ["baseline_low"]
    assert reasons(f"{FIRST}; 60 SUL < 9 L 2") == ["only_limit"]


@pytest.mark.parametrize(
    ("first", "now", "differs"),
    [("2", "2.299", False), ("2", "2.3", True), ("2", "1.7", True), ("1", "1.2", False), ("1", "1.201", True)],
)
def test_a_liver_that_differs_is_said(first: str, now: str, differs: bool) -> None:
    found = reasons(f"0 SUL 10 L {first} SD 0.3; 60 SUL 10 L {now}")
    assert ("liver_differs" in found) is differs


def test_the_working() -> None:
    last = answers(f"{FIRST}; 60 SUL 4; 120 SUL 5")[-1]
    assert (last.value, last.baseline, last.nadir, last.rule) == (Decimal(5), Decimal(10), Decimal(4), "PERCIST")
    assert (str(last.from_baseline), str(last.from_nadir)) == ("-1/2", "1/4")
    assert last.finding.code == "pet.overall.pmr"
    assert answers("0 SUL < 10 L 2 SD 0.3; 60 SUL 5")[-1].nadir is None  # only a limit before it
    assert answers(f"{FIRST}; 60 SUL 4")[-1].nadir == Decimal(10)  # before this PET, not with it
    suv = answers("0 SUV 10; 60 SUV 4")[-1]
    assert (suv.value, suv.baseline, str(suv.from_baseline)) == (Decimal(4), Decimal(10), "-3/5")
    assert judge(visits("0 SUL 10; 60 L 2", SHORT)) == ()  # a day without a PET


def test_an_answer_leads_to_the_values_of_its_day() -> None:
    start = date(2026, 1, 1)
    days = [(start, "first"), (start + timedelta(60), "second"), (start + timedelta(120), "third")]
    values = tuple(MarkerValue(on, "sul-peak", Decimal(10), record_id=name) for on, name in days)
    assert [answer.record_ids for answer in judge(MarkerCourse("case", start, values))] == [("second",), ("third",)]


TENTHS = st.integers(0, 200)


@given(TENTHS, TENTHS, TENTHS)
def test_any_course_is_judged_and_more_uptake_is_never_better(first: int, now: int, more: int) -> None:
    rank = {"PMD": 0, "SMD": 1, "PMR": 2, "CMR": 3}
    text = f"0 SUL {first / 10} L 1 SD 0.1; 60 SUL"
    low, high = answers(f"{text} {now / 10} L 1 tumour-uptake GONE"), answers(f"{text} {(now + more) / 10} L 1")
    for answer in (*low, *high):
        assert {reason.code for reason in answer.reasons} <= set(CODES)
    if low[0].overall.value != "NE":
        assert rank[high[0].overall.value] <= rank[low[0].overall.value]
