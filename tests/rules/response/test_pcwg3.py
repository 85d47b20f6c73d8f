"""PCWG3 at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.pcwg3 import CODES, Settings, judge
from tests.rules.response.marker_courses import course, mixed


def growth(*values: str, using: Settings | None = None) -> list[str]:
    return [answer.overall.value for answer in judge(course("psa", *values), using)]


def reasons(*values: str) -> list[str]:
    return [reason.code.removeprefix("pcwg3.") for reason in judge(course("psa", *values))[-1].reasons]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # after a fall: 25 % and 2 ng/mL above the lowest, both
        (("0: 100", "40: 40", "100: 49.99", "121: 60"), ["NON-PD", "NON-PD", "PDu"]),
        (("0: 100", "40: 40", "100: 50", "121: 60"), ["NON-PD", "PD", "PD"]),
        (("0: 100", "40: 40", "100: 50.01", "121: 60"), ["NON-PD", "PD", "PD"]),
        (("0: 100", "40: 4", "100: 5.99", "121: 9"), ["NON-PD", "NON-PD", "PDu"]),
        (("0: 100", "40: 4", "100: 6", "121: 9"), ["NON-PD", "PD", "PD"]),
        (("0: 10", "40: 9.6", "100: 12", "121: 12"), ["NON-PD", "PD", "PD"]),  # 9.6 is below 10: it fell
        # a second value 21 days later that still meets both
        (("0: 100", "40: 40", "100: 50", "120: 60"), ["NON-PD", "PDu", "PDu"]),
        (("0: 100", "40: 40", "100: 50", "121: 49.99"), ["NON-PD", "PDu", "NON-PD"]),
        (("0: 100", "40: 40", "100: 50", "110: 49", "130: 60"), ["NON-PD", "PDu", "NON-PD", "PDu"]),
        (("0: 100", "40: 40", "100: 50", "110: 55", "121: 50"), ["NON-PD", "PD", "PD", "PD"]),
        (("0: 100", "40: 40", "100: 50", "121: 50", "150: 20"), ["NON-PD", "PD", "PD", "PD"]),  # it stays
        # before 12 weeks after a fall nothing counts
        (("0: 100", "40: 40", "83: 60", "104: 45"), ["NON-PD", "NON-PD", "NON-PD"]),
        (("0: 100", "40: 40", "84: 60", "105: 60"), ["NON-PD", "PD", "PD"]),
        # never fell: beyond 12 weeks, one value
        (("0: 100", "84: 125"), ["NON-PD"]),
        (("0: 100", "85: 124.99"), ["NON-PD"]),
        (("0: 100", "85: 125"), ["PD"]),
        (("0: 4", "85: 5.99"), ["NON-PD"]),
        (("0: 4", "85: 6"), ["PD"]),
        (("0: 100", "40: 100", "85: 125"), ["NON-PD", "PD"]),  # level is no fall
        (("0: 100", "40: 99.99", "85: 125"), ["NON-PD", "PDu"]),
        # a limit is no proof of a rise, but the lowest value it can have been
        (("0: 100", "40: 10", "100: < 50", "121: < 50"), ["NON-PD", "NON-PD", "NON-PD"]),
        (("0: 100", "40: < 0.1", "100: 2.09", "121: 3"), ["NON-PD", "NON-PD", "PDu"]),
        (("0: 100", "40: < 0.1", "100: 2.1", "121: 3"), ["NON-PD", "PD", "PD"]),
        # without a value from before treatment nothing can be said
        (("40: 40", "100: 80", "121: 90"), ["NE", "NE", "NE"]),
        # the last value on or before the start is the baseline
        (("-30: 20", "-3: 100", "85: 124"), ["NON-PD"]),
        (("-3: 20", "0: 100", "85: 124"), ["NON-PD"]),
    ],
)
def test_psa_growth(values: tuple[str, ...], expected: list[str]) -> None:
    assert growth(*values) == expected


@pytest.mark.parametrize(
    ("values", "psa50", "psa90"),
    [
        (("0: 100", "30: 50.01", "51: 50.01"), False, False),
        (("0: 100", "30: 50", "51: 50"), True, False),
        (("0: 100", "30: 50", "50: 50"), None, False),
        (("0: 100", "30: 50"), None, False),
        (("0: 100", "30: 50", "40: 51", "60: 50"), None, False),
        (("0: 100", "30: 10.01", "51: 10.01"), True, False),
        (("0: 100", "30: 10", "51: 10"), True, True),
        (("0: 100", "30: 10", "51: 40"), True, None),
        (("0: 100", "30: < 10", "51: < 10"), True, True),
        (("0: 0", "30: 0", "51: 0"), False, False),
        (("30: 10", "51: 10"), False, False),
        (("0: < 4", "30: 0.1", "51: 0.1"), False, False),  # it may have been 0.1 from the first
    ],
)
def test_psa_decline(values: tuple[str, ...], psa50: bool | None, psa90: bool | None) -> None:
    last = judge(course("psa", *values))[-1].psa
    assert last is not None
    assert (last.psa50, last.psa90) == (psa50, psa90)


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        # a first scan inside the flare window: two new, and two more six weeks later
        (("60: 1", "102: 2"), ["NON-PD", "NON-PD"]),
        (("60: 2",), ["PDu"]),
        (("60: 2", "101: 4"), ["PDu", "PDu"]),
        (("60: 2", "102: 4"), ["PD", "PD"]),
        (("60: 2", "102: 3"), ["NON-PD", "NON-PD"]),  # healing
        (("84: 2",), ["PDu"]),
        (("85: 2",), ["NON-PD"]),  # beyond the window it is the reference
        # after that: two more than on the first scan, that stay for six weeks
        (("60: 0", "110: 2", "151: 2"), ["NON-PD", "PDu", "PDu"]),
        (("60: 0", "110: 2", "152: 2"), ["NON-PD", "PD", "PD"]),
        (("60: 0", "110: 1", "152: 1"), ["NON-PD", "NON-PD", "NON-PD"]),
        (("60: 0", "110: 2", "152: 1"), ["NON-PD", "PDu", "NON-PD"]),
        (("60: 2", "102: 3", "150: 4", "192: 4"), ["NON-PD", "NON-PD", "PD", "PD"]),
        (("0: 5",), []),
    ],
)
def test_bone_scans(scans: tuple[str, ...], expected: list[str]) -> None:
    assert [answer.overall.value for answer in judge(course("bone-new", *scans))] == expected


def test_contested_points_are_settings() -> None:
    trend = Settings(confirming_meets_both=False)
    values = ("0: 100", "40: 40", "100: 60", "121: 59.99")
    assert growth(*values) == ["NON-PD", "PD", "PD"]
    assert growth(*values, using=trend) == ["NON-PD", "PDu", "PDu"]
    assert growth(*values[:3], "121: 60", using=trend) == ["NON-PD", "PD", "PD"]
    late = Settings(late_first_scan_is_reference=False)
    scans = course("bone-new", "85: 2", "127: 2")
    assert [answer.overall.value for answer in judge(scans)] == ["NON-PD", "NON-PD"]
    assert [answer.overall.value for answer in judge(scans, late)] == ["PD", "PD"]


def test_the_working_and_the_reasons() -> None:
    psa = judge(course("psa", "0: 100", "40: 40", "100: 50"))[-1].psa
    assert psa is not None
    assert [psa.baseline, psa.nadir] == [Decimal(100), Decimal(40)]
    assert [psa.from_baseline, psa.from_nadir] == [Fraction(-1, 2), Fraction(1, 4)]
    assert reasons("0: 100", "40: 40", "100: 50") == ["psa_grew_unconfirmed", "psa50"]
    assert reasons("0: 100", "83: 125") == ["psa_early"]
    assert reasons("0: 100", "84: 124") == ["psa_not_grown"]
    assert reasons("0: 100", "85: 125") == ["psa_grew"]
    assert reasons("0: 100", "30: 10", "51: 10") == ["psa_not_grown", "psa90"]
    assert reasons("0: 100", "30: 50") == ["psa_not_grown", "psa50_unconfirmed"]
    assert reasons("0: 100", "30: 10") == ["psa_not_grown", "psa90_unconfirmed"]
    assert reasons("30: 10") == ["psa_no_baseline"]
    flare = judge(course("bone-new", "60: 2", "102: 3"))
    assert [answer.reasons[0].code for answer in flare] == ["pcwg3.bone_flare", "pcwg3.bone_not_grown"]
    assert judge(course("bone-new", "60: 2"))[0].reasons[0].code == "pcwg3.bone_unconfirmed"
    assert judge(course("bone-new", "60: 2", "102: 4"))[0].reasons[0].code == "pcwg3.bone_grew"


def test_both_on_one_day_give_the_graver() -> None:
    both = mixed({"psa": ("0: 100", "102: 90"), "bone-new": ("60: 2", "102: 4")})
    assert [answer.overall.value for answer in judge(both)] == ["PD", "PD"]
    assert [(a.psa is None, a.bone is None) for a in judge(both)] == [(True, False), (False, False)]
    unknown = mixed({"psa": ("102: 90",), "bone-new": ("60: 0", "102: 0")})
    assert judge(unknown)[-1].overall.value == "NON-PD"


NUMBERS = st.lists(st.tuples(st.integers(-10, 300), st.integers(0, 400)), max_size=8, unique_by=lambda pair: pair[0])


@given(NUMBERS, NUMBERS)
def test_any_course_is_judged(psa: list[tuple[int, int]], bone: list[tuple[int, int]]) -> None:
    given_values = {
        "psa": tuple(f"{day}: {value / 4}" for day, value in psa),
        "bone-new": tuple(f"{day}: {value}" for day, value in bone),
    }
    answers = judge(mixed(given_values))
    assert len(answers) == len({day for day, _value in (*psa, *bone) if day > 0})
    for answer in answers:
        assert {reason.code for reason in answer.reasons} <= set(CODES)
        assert answer.psa is None or answer.psa.from_nadir is None or answer.psa.nadir
