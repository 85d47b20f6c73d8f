"""Doubling time, half-life and lowest value: each guard just under, on, just over; and what is left out."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.finding import Finding
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult
from journal.rules.markers.kinetics import CODES, expected, half_life_range, kinetics

START = date(2026, 1, 1)


def result(text: str, analyte: str = "cea", **more: object) -> LabResult:
    """Read "70: 12" or "70: <0.5": the day of treatment and the value, with an upper limit of 5."""
    day, _colon, value = text.partition(": ")
    comparator = Comparator(value[0]) if value[0] in "<>" else Comparator.NONE
    digits = value.lstrip("<>")
    quantity = Quantity(Decimal(digits), "ng/mL", comparator) if digits[0].isdigit() else None
    on = START + timedelta(int(day))
    fields = {"high": Decimal(5), "laboratory": "Lab"} | more
    return LabResult(happened_on=on, analyte=analyte, quantity=quantity, printed=value, **fields)  # type: ignore[arg-type]


def moved(*values: str, started: date | None = START, analyte: str = "cea") -> Finding:
    return kinetics([result(value, analyte) for value in values], started)[0]


def said(*values: str, started: date | None = START, analyte: str = "cea") -> tuple[str, object]:
    finding = moved(*values, started=started, analyte=analyte)
    return finding.code.removeprefix("kinetics."), finding.values.get("days")


def left_out(*results: LabResult, started: date | None = START) -> dict[str, object]:
    (finding, *_lowest) = kinetics(results, started)
    prefix = "kinetics.left_out."
    return {r.code.removeprefix(prefix): r.values["count"] for r in finding.reasons if r.code.startswith(prefix)}


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        # rising: three values over 28 days, beyond the first 56 days
        (("57: 10", "71: 14", "85: 20"), ("doubling", 28)),
        (("57: 10", "71: 14", "84: 20"), ("too_short", None)),
        (("57: 10", "85: 20"), ("too_few", None)),
        (("56: 10", "71: 14", "85: 20"), ("too_few", None)),
        (("57: 10", "85: 20", "113: 40"), ("doubling", 28)),
        # falling: two values a week apart, beyond the first week
        (("7: 40", "14: 20"), ("half_life", 7)),
        (("7: 40", "13: 20"), ("too_short", None)),
        (("6: 40", "14: 20"), ("too_few", None)),
        (("7: 40", "14: 20", "21: 10"), ("half_life", 7)),
        # steps under 25 % are no trend
        (("57: 10", "71: 11", "85: 12.49"), ("no_clear_trend", None)),
        (("57: 10", "71: 11", "85: 12.5"), ("doubling", 87)),
        (("7: 40", "14: 30.01"), ("no_clear_trend", None)),
        (("7: 40", "14: 30"), ("half_life", 17)),
        (("7: 40", "14: 40"), ("too_few", None)),
        # the part that the last value ends: up from the lowest, down from the highest
        (("10: 80", "60: 10", "88: 20", "116: 40"), ("doubling", 28)),
        (("10: 10", "20: 80", "27: 40", "34: 20"), ("too_few", None)),
        (("10: 21", "20: 80", "27: 40", "34: 20"), ("half_life", 7)),
        # one high value in between does not make a rise of what falls by all values together
        (("57: 10", "58: 100", "100: 12.5"), ("no_clear_trend", None)),
        # all together they neither rise nor fall, though the last is twice the first
        (("57: 6", "71: 112", "85: 14", "99: 12"), ("no_clear_trend", None)),
        # fast movements never become "0 days"
        (("57: 6", "58: 600000", "85: 900000000000"), ("doubling", 1)),
        (("57: 6",), ("too_few", None)),
    ],
)
def test_the_pace(values: tuple[str, ...], answer: tuple[str, object]) -> None:
    assert said(*values) == answer


def test_a_single_value_lacks_one_more_to_tell_a_fall() -> None:
    assert moved("60: 40").values["need"] == 2


def test_psa_waits_for_twelve_weeks() -> None:
    assert said("85: 10", "99: 14", "113: 20", analyte="psa") == ("doubling", 28)
    assert said("84: 10", "99: 14", "113: 20", analyte="psa") == ("too_few", None)


def test_without_a_treatment_every_value_counts() -> None:
    assert said("0: 10", "14: 14", "28: 20", started=None) == ("doubling", 28)
    assert said("0: 40", "7: 20", started=None) == ("half_life", 7)


def test_what_is_left_out_is_counted_and_named() -> None:
    last = result("71: 14")
    assert left_out(result("60: see note"), last) == {"no_number": 1}
    assert left_out(result("60: <10"), result("61: 0"), last) == {"below_limit": 2}
    assert left_out(result("60: 6", detection_limit=Decimal("6.01")), last) == {"below_limit": 1}
    assert left_out(result("60: 6", detection_limit=Decimal(6)), last) == {}
    assert left_out(result("60: 10", laboratory="Other"), last) == {"other_test": 1}
    assert left_out(result("60: 10", laboratory=""), last) == {"other_test": 1}
    assert left_out(result("60: 10", high=None), last) == {"no_range": 1}
    assert left_out(result("60: 5"), last) == {"in_range": 1}
    assert left_out(result("60: 5.01"), last) == {}
    falls = result("71: 6")
    assert left_out(result("-1: 10"), result("0: 10"), result("6: 10"), result("7: 10"), falls) == {
        "before_treatment": 1,
        "first_week": 2,
    }
    assert left_out(result("7: 6"), result("56: 10"), result("57: 12"), last) == {"too_early": 2}


def test_lowest_value() -> None:
    def lowest(*values: str, started: date | None = START) -> tuple[str, object] | None:
        (_pace, *found) = kinetics([result(value) for value in values], started)
        if not found:
            return None
        day = found[0].values["day"]
        assert isinstance(day, date)
        return found[0].code.removeprefix("kinetics."), (day - START).days

    assert lowest("0: 10", "20: 8", "40: 8", "60: 9") == ("nadir", 20)
    assert lowest("0: 7", "20: 8") == ("nadir", 0)
    assert lowest("-30: 1", "-3: 7", "20: 8") == ("nadir", -3)
    assert lowest("0: 10", "20: <0.5", "40: 0.5") == ("nadir_limit", 20)
    assert lowest("0: 10", "20: >5", "40: 9") == ("nadir", 40)
    assert lowest("-3: 7", "0: 5") is None
    assert lowest("20: see note") is None
    assert lowest("20: 4", "40: 8", started=None) == ("nadir", 20)
    other = [result("20: 1", laboratory="Other"), result("40: 8")]
    assert kinetics(other, START)[1].values["value"] == Quantity(Decimal(8), "ng/mL")
    assert kinetics([], START) == ()


def test_known_half_lives() -> None:
    finding = moved("7: 40", "14: 20", analyte="afp")
    (decline,) = finding.reasons
    assert decline.code == "kinetics.known_decline"
    # A week after 40: 40 * 0.5 ** (7 / 5) and 40 * 0.5 ** (7 / 7).
    assert (decline.values["least"], decline.values["most"]) == (
        Quantity(Decimal("15.2"), "ng/mL"),
        Quantity(Decimal(20), "ng/mL"),
    )
    assert (decline.values["before_day"], decline.values["day"]) == (
        START + timedelta(7),
        START + timedelta(14),
    )
    assert moved("7: 40", "14: 20", analyte="cea").reasons == ()
    assert (half_life_range("afp"), half_life_range("hcg_beta"), half_life_range("cea")) == ((5, 7), (1, 3), None)
    assert expected("afp", Decimal(100), 35) == (Decimal("0.781"), Decimal("3.12"))
    assert expected("hcg_beta", Decimal(100), 0) == (Decimal(100), Decimal(100))
    assert expected("afp", Decimal(1_234_000), 0) == (Decimal(1_230_000), Decimal(1_230_000))
    assert expected("hcg_beta", Decimal(100), -1) is None
    assert expected("cea", Decimal(100), 7) is None


VALUES = st.lists(st.tuples(st.integers(-30, 200), st.decimals(0, 10**6, places=2)), min_size=1, max_size=8)


@given(VALUES, st.sampled_from([START, None]))
def test_no_course_gives_an_infinite_pace(values: list[tuple[int, Decimal]], started: date | None) -> None:
    results = [result(f"{day}: {value}") for day, value in sorted(values)]
    for finding in kinetics(results, started):
        assert finding.code in CODES
        days = finding.values.get("days")
        assert days is None or (isinstance(days, int) and 1 <= days < math.inf)


@given(VALUES, st.integers(2, 9))
def test_another_scale_keeps_the_pace(values: list[tuple[int, Decimal]], factor: int) -> None:
    results = [result(f"{day}: {value}") for day, value in sorted(values)]
    scaled = [
        replace(r, quantity=replace(r.quantity, value=r.quantity.value * factor), high=Decimal(5) * factor)
        for r in results
        if r.quantity
    ]
    ours, theirs = kinetics(results, START)[0], kinetics(scaled, START)[0]
    assert (ours.code, ours.values.get("days")) == (theirs.code, theirs.values.get("days"))
