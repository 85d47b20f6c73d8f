"""GCIG's CA-125 at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Response
from journal.rules.response.gcig_ca125 import CODES, Answer, combined, judge
from tests.rules.response.marker_courses import course, mixed


def answers(*values: str, limit: str | None = "35", events: tuple[tuple[int, str], ...] = ()) -> tuple[Answer, ...]:
    return judge(course("ca-125", *values, limit=limit, events=events))


def said(*values: str, limit: str | None = "35", events: tuple[tuple[int, str], ...] = ()) -> list[str]:
    return [answer.ca125.value for answer in answers(*values, limit=limit, events=events)]


def reasons(*values: str, limit: str | None = "35", events: tuple[tuple[int, str], ...] = ()) -> list[str]:
    last = answers(*values, limit=limit, events=events)[-1]
    return [reason.code.removeprefix("gcig.") for reason in last.reasons]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # at most half, 28 days long
        (("0: 200", "20: 100", "48: 100"), ["PR", "PR"]),
        (("0: 200", "20: 100.01", "48: 100.01"), ["SD", "SD"]),
        (("0: 200", "20: 99.99", "48: 99.99"), ["PR", "PR"]),
        (("0: 200", "20: 100", "47: 100"), ["SD", "SD"]),
        (("0: 200", "20: 100"), ["SD"]),
        (("0: 200", "20: 100", "48: 100.01"), ["SD", "SD"]),
        # steps up of at most 10 % in between
        (("0: 200", "20: 80", "34: 88", "48: 88"), ["PR", "PR", "PR"]),
        (("0: 200", "20: 80", "34: 88.01", "48: 88"), ["SD", "SD", "SD"]),
        (("0: 200", "20: 80", "48: 88.01"), ["SD", "SD"]),
        (("0: 200", "20: 100", "34: 105", "48: 100"), ["PR", "PR", "PR"]),  # only the last must be half again
        (("0: 200", "20: 20", "34: 34.9", "48: 34"), ["CR", "CR", "CR"]),  # steps inside the range do not count
        (("0: 200", "20: 20", "34: 35.01", "48: 34"), ["SD", "SD", "SD"]),
        # complete: within the laboratory's range
        (("0: 200", "20: 35", "48: 35"), ["CR", "CR"]),
        (("0: 200", "20: 35.01", "48: 35.01"), ["PR", "PR"]),
        (("0: 200", "20: 60", "48: 35"), ["PR", "CR"]),
        (("0: 200", "20: < 40", "48: < 40"), ["PR", "PR"]),
        # a value before treatment of at least twice the limit, at most two weeks old
        (("0: 69.99", "20: 30", "48: 30"), ["NE", "NE"]),
        (("0: 70", "20: 35", "48: 35"), ["CR", "CR"]),
        (("-14: 200", "20: 100", "48: 100"), ["PR", "PR"]),
        (("-15: 200", "20: 100", "48: 100"), ["NE", "NE"]),
        (("0: < 200", "20: 50", "48: 50"), ["NE", "NE"]),
        (("20: 100", "48: 100"), ["NE", "NE"]),
        # growth A: raised, then normal, then twice the limit on two values a week apart
        (("0: 200", "20: 35", "100: 70", "107: 70"), ["SD", "PD", "PD"]),
        (("0: 200", "20: 35", "100: 69.99", "107: 70"), ["SD", "SD", "SD"]),
        (("0: 200", "20: 35", "100: 70", "106: 70"), ["SD", "SD", "SD"]),
        (("0: 200", "20: 35", "100: 70", "107: 69.99"), ["SD", "SD", "SD"]),
        # growth B: raised and never normal, twice the lowest value
        (("0: 200", "20: 60", "100: 120", "107: 120"), ["SD", "PD", "PD"]),
        (("0: 200", "20: 60", "100: 119.99", "107: 120"), ["SD", "SD", "SD"]),
        (("0: 200", "20: 35.01", "100: 70.01", "107: 80"), ["SD", "SD", "SD"]),
        (("0: 200", "20: 35.01", "100: 70.02", "107: 80"), ["SD", "PD", "PD"]),
        (("0: 200", "20: 400", "27: 400"), ["PD", "PD"]),  # baseline is the lowest so far
        (("0: 200", "20: 399.99", "27: 400"), ["SD", "SD"]),
        (("0: 200", "20: 60", "100: < 120", "107: < 120"), ["SD", "SD", "SD"]),
        # growth C: normal before
        (("0: 35", "20: 70", "27: 70"), ["PD", "PD"]),
        (("0: 35", "20: 69.99", "27: 70"), ["NE", "NE"]),
        (("0: 35.01", "20: 70", "27: 70"), ["NE", "NE"]),  # raised before: twice its lowest would be 70.02
        # it stays, and counts more than a response before
        (("0: 200", "20: 40", "48: 40", "100: 80", "107: 80", "140: 30"), ["PR", "PR", "PD", "PD", "PD"]),
        # each value is set beside its own laboratory's limit
        (("0: 200", "20: 35 / 30", "48: 35 / 30"), ["PR", "PR"]),
        (("0: 35", "20: 70 / 36", "27: 70 / 36"), ["NE", "NE"]),
    ],
)
def test_ca125(values: tuple[str, ...], expected: list[str]) -> None:
    assert said(*values) == expected


@pytest.mark.parametrize("event", ["surgery", "mouse-antibodies"])
def test_values_soon_after_what_disturbs_them_do_not_count(event: str) -> None:
    values = ("0: 200", "20: 60", "100: 120", "107: 120", "130: 120")
    assert said(*values) == ["SD", "PD", "PD", "PD"]
    assert reasons(*values[:3], events=((72, event),)) == ["left_out"]  # 28 days after
    assert reasons(*values[:3], events=((100, event),)) == ["left_out"]
    assert reasons(*values[:3], events=((71, event),)) == ["growth_unconfirmed", "no_response"]
    assert reasons(*values[:3], events=((101, event),)) == ["growth_unconfirmed", "no_response"]
    assert said(*values, events=((79, event),)) == ["SD", "SD", "SD", "SD"]
    assert reasons("0: 200", "40: 100", events=((-28, event),)) == ["baseline_disturbed"]
    assert reasons("0: 200", "40: 100", events=((-29, event),)) == ["response_unconfirmed"]


def test_what_is_missing_is_named() -> None:
    assert reasons("20: 100") == ["no_baseline"]
    assert reasons("0: 200", "20: 100", limit=None) == ["no_limit"]
    assert reasons("-20: 200", "20: 100") == ["baseline_old"]
    assert reasons("0: 60", "20: 30") == ["baseline_low"]


def test_a_value_without_a_limit_is_read_by_the_one_before() -> None:
    assert said("0: 200 / 35", "20: 100", "48: 90", limit=None) == ["PR", "PR"]
    assert said("0: 200 / 35", "20: 35", "48: 35", limit=None) == ["CR", "CR"]
    assert said("0: 200 / 35", "20: 35.01", "48: 35.01", limit=None) == ["PR", "PR"]
    # far inside the range, twice the lowest is no growth
    assert said("0: 200 / 35", "20: 5", "48: 12", "60: 12", limit=None) == ["CR", "CR", "CR"]
    assert said("0: 200 / 35", "20: 0", "48: 3", "60: 3", limit=None) == ["CR", "CR", "CR"]
    assert said("0: 200 / 35", "20: 5", "100: 70", "107: 70", limit=None) == ["SD", "PD", "PD"]
    assert said("0: 200 / 35", "20: 35 / 30", "48: 32", limit=None) == ["PR", "PR"]  # the last that was printed
    assert said("-9: 200 / 35", "-2: 180", "20: 90", "48: 90", limit=None) == ["PR", "PR"]


def test_the_reasons_say_what_decided() -> None:
    assert reasons("0: 200", "20: 35", "100: 70", "107: 70") == ["grew_again"]
    assert reasons("0: 200", "20: 60", "100: 120", "107: 120") == ["grew_from_lowest"]
    assert reasons("0: 35", "20: 70", "27: 70") == ["grew_from_normal"]
    assert reasons("0: 200", "20: 60", "48: 35") == ["response_normal"]
    assert reasons("0: 200", "20: 60", "48: 60") == ["response"]
    assert reasons("0: 200", "20: 60") == ["response_unconfirmed"]
    assert reasons("0: 200", "20: 150") == ["no_response"]


def test_the_working() -> None:
    last = answers("0: 200", "20: 60", "100: 90")[-1]
    assert [last.baseline, last.nadir] == [Decimal(200), Decimal(60)]
    assert (str(last.from_baseline), str(last.from_nadir)) == ("-11/20", "1/2")
    assert [one.nadir for one in answers("0: 200", "20: 60")] == [Decimal(200)]  # before that day
    assert answers("0: 200") == ()  # the value of the start is the baseline, and nothing to judge


CR, PR, SD, PD, NE, NA = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE, Response.NA
NON = Response.NON_CR_NON_PD


@pytest.mark.parametrize(
    ("recist", "ca125", "normal", "overall"),
    [
        (CR, CR, True, CR),
        (CR, PR, False, PR),
        (CR, NE, True, CR),  # never raised enough to respond, and normal
        (CR, NE, None, PR),
        (CR, SD, False, PR),
        (PR, CR, True, PR),
        (PR, SD, False, PR),
        (PR, NE, None, PR),
        (SD, CR, True, PR),
        (SD, PR, False, PR),
        (SD, SD, False, SD),
        (SD, NE, None, SD),
        (NON, PR, False, PR),
        (NON, SD, False, NON),
        (NA, CR, True, PR),
        (NA, PR, False, PR),
        (NA, SD, False, SD),
        (NA, NE, None, NE),
        (NE, PR, False, NE),
        (NE, NE, None, NE),
        *((recist, PD, False, PD) for recist in Response),
        *((PD, ca125, True, PD) for ca125 in (CR, PR, SD, NE)),
    ],
)
def test_both_together(recist: Response, ca125: Response, normal: bool | None, overall: Response) -> None:
    assert combined(recist, ca125, normal) is overall


def test_scans_and_values_in_one_course() -> None:
    both = mixed(
        {"ca-125": ("0: 200", "20: 60", "48: 30", "120: 28"), "recist": ("50: SD", "100: CR", "150: PD", "180: SD")},
        limit="35",
    )
    found = judge(both)
    assert [(a.ca125.value, a.recist.value, a.overall.value) for a in found] == [
        ("PR", "NA", "PR"),
        ("CR", "NA", "PR"),
        ("CR", "SD", "PR"),
        ("CR", "CR", "CR"),
        ("CR", "CR", "CR"),
        ("CR", "PD", "PD"),
        ("CR", "SD", "PD"),  # nothing after growth takes it back
    ]
    assert found[2].reasons[-1].code == "gcig.with_recist"


def test_a_scan_of_the_start_day_is_the_one_that_others_are_set_beside() -> None:
    found = judge(mixed({"ca-125": ("0: 200", "20: 100"), "recist": ("0: PD", "30: SD")}, limit="35"))
    assert [(a.on.day, a.recist.value, a.overall.value) for a in found] == [(21, "NA", "SD"), (31, "SD", "SD")]


NUMBERS = st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 400)), max_size=8, unique_by=lambda pair: pair[0])


@given(NUMBERS, st.sampled_from(["0", "35", None]))
def test_any_course_is_judged(values: list[tuple[int, int]], limit: str | None) -> None:
    found = answers(*(f"{day}: {value}" for day, value in values), limit=limit, events=((50, "surgery"),))
    assert len(found) == len([day for day, _value in values if day > 0])
    for answer in found:
        assert {reason.code for reason in answer.reasons} <= set(CODES)
        assert answer.from_nadir is None or answer.nadir
