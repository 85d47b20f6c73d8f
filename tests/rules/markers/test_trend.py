"""Markers: each threshold just under, on, just over; and when the rule cannot say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult
from journal.rules.markers.ctdna import ctdna
from journal.rules.markers.trend import against_range, is_comparable, trend

START = date(2026, 1, 1)


def result(value: str, day: int = 0, analyte: str = "cea", **more: object) -> LabResult:
    """Read "5.4", "<0.5", or words without a number."""
    comparator = Comparator(value[0]) if value[0] in "<>" else Comparator.NONE
    digits = value.lstrip("<>")
    quantity = Quantity(Decimal(digits), "ng/mL", comparator) if digits[0].isdigit() else None
    on = START + timedelta(day)
    return LabResult(happened_on=on, analyte=analyte, quantity=quantity, printed=value, **more)  # type: ignore[arg-type]


def codes(*results: LabResult, started: date | None = None) -> list[str]:
    return [finding.code.partition(".")[2] for finding in trend(results, started)]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("10", "12.49"), "no_clear_change"),
        (("10", "12.5"), "higher"),
        (("10", "12.51"), "higher"),
        (("10", "7.51"), "no_clear_change"),
        (("10", "7.5"), "lower"),
        (("10", "7.49"), "lower"),
        (("10",), "first"),
        (("<0.5", "2"), "below_limit"),
        (("2", "<0.5"), "below_limit"),
        (("0", "2"), "below_limit"),
        (("2", "haemolysed"), "no_number"),
    ],
)
def test_steps(values: tuple[str, ...], code: str) -> None:
    assert codes(*(result(value, 30 * number) for number, value in enumerate(values)))[0] == code


def test_the_range_is_said_beside_the_step() -> None:
    for value, code in (("6", "above_range"), ("5", "in_range"), ("2", "in_range"), ("1", "below_range")):
        assert codes(result(value, low=Decimal(2), high=Decimal(5))) == ["first", code]
    assert codes(result("5")) == ["first", "no_range"]
    assert codes(result("haemolysed", low=Decimal(2))) == ["no_number"]


def test_other_laboratory_kit_or_unit_is_not_compared() -> None:
    before = result("10", laboratory="A")
    assert codes(before, result("20", 30, laboratory="B"))[0] == "other_laboratory"
    assert codes(before, result("20", 30, laboratory=" a "))[0] == "higher"
    known = result("10", laboratory="A", method="kit 1")
    assert codes(known, result("20", 30, laboratory="A", method="kit 2"))[0] == "other_laboratory"
    other_unit = replace(result("20", 30, laboratory="A"), quantity=Quantity(Decimal(20), "U/mL"))
    assert codes(before, other_unit)[0] == "other_unit"
    same_unit = replace(result("20", 30, laboratory="A"), quantity=Quantity(Decimal(20), "ng/ml"))
    assert codes(before, same_unit)[0] == "higher"


@pytest.mark.parametrize(
    ("analyte", "then", "now", "code"),
    [
        ("cea", "ng/mL", "ug/L", "higher"),
        ("cea", "µg/L", "ng/mL", "higher"),
        ("ca125", "U/mL", "kU/L", "higher"),
        ("ca125", "U/mL", "[IU]/mL", "other_unit"),  # another kit's units
        ("cea", "ng/mL", "mg/L", "other_unit"),
        ("b2m", "mg/L", "ug/L", "other_unit"),
        ("m_protein", "g/L", "g/dL", "other_unit"),
        ("own test", "ng/mL", "ug/L", "other_unit"),
        ("own test", "ng/mL", "ng/ml", "higher"),
    ],
)
def test_two_names_of_one_unit_are_compared(analyte: str, then: str, now: str, code: str) -> None:
    before, after = (
        replace(result(value, day, laboratory="A"), analyte=analyte, quantity=Quantity(Decimal(value), unit))
        for value, day, unit in (("10", 0, then), ("20", 30, now))
    )
    assert codes(before, after)[0] == code


def test_a_laboratory_that_was_not_written_down_is_not_another_one() -> None:
    # "Cannot say" is no "other": the two are still not compared, but nothing is claimed of the laboratory.
    before = result("10", laboratory="A", method="kit 1")
    assert codes(before, result("20", 30))[0] == "laboratory_unknown"
    assert codes(result("10"), result("20", 30, laboratory="A"))[0] == "laboratory_unknown"
    assert codes(before, result("20", 30, laboratory="A"))[0] == "laboratory_unknown"
    assert codes(before, result("20", 30, laboratory="B"))[0] == "other_laboratory"
    assert codes(result("10"), result("20", 30))[0] == "higher"
    assert not is_comparable(before, result("20", 30))
    course = [result("0.4", analyte="ctdna_vaf", laboratory="A"), result("0.9", 9, "ctdna_vaf")]
    assert ctdna(course)[0].code == "ctdna.test_unknown"


@pytest.mark.parametrize(
    ("analyte", "day", "early"),
    [
        ("cea", 0, True),
        ("cea", 56, True),
        ("cea", 57, False),
        ("psa", 84, True),
        ("psa", 85, False),
        ("cea", -1, False),
    ],
)
def test_too_early_to_read(analyte: str, day: int, early: bool) -> None:
    assert ("too_early" in codes(result("10", day, analyte), started=START)) is early


@pytest.mark.parametrize(
    ("value", "low", "high", "place"),
    [
        ("5.0", None, "5.0", 0),
        ("5.1", None, "5.0", 1),
        ("2.0", "2.0", "7.5", 0),
        ("1.9", "2.0", "7.5", -1),
        ("<0.5", "0", "4", 0),
        ("<4", "0", "4", 0),
        ("<4", None, "4", 0),
        ("<5", None, "4", None),
        ("<2", "2", "4", -1),
        (">100", "2", "40", 1),
        (">40", "2", "40", 1),
        (">39", "2", "40", None),
        (">10", "2", "40", None),
        ("5", None, None, None),
    ],
)
def test_against_the_laboratory_s_range(value: str, low: str | None, high: str | None, place: int | None) -> None:
    lowest, highest = (Decimal(limit) if limit else None for limit in (low, high))
    assert against_range(result(value, low=lowest, high=highest)) == place


@pytest.mark.parametrize(
    ("results", "code"),
    [
        (("not detected",), "not_found"),
        (("0.4",), "found"),
        (("0",), "not_found"),
        (("<0.02",), "not_found"),
        (("0.4", "0.9"), "higher"),
        (("0.4", "0.1"), "lower"),
        (("0.4", "0.4"), "same"),
        (("not detected", "0.1"), "found_now"),
        (("0.1", "Not detected"), "not_found_now"),
        (("not detected", "negative"), "not_found"),
        (("0.1", "see report"), "unclear"),
        (("detected", "detected"), "found"),
    ],
)
def test_ctdna(results: tuple[str, ...], code: str) -> None:
    course = [result(value, 30 * number, "ctdna_vaf") for number, value in enumerate(results)]
    assert [finding.code for finding in ctdna(course)] == [f"ctdna.{code}"]


def test_a_remark_does_not_overrule_the_value() -> None:
    assert ctdna([result("0.4", analyte="ctdna_vaf", note="last time not detected")])[0].code == "ctdna.found"
    assert ctdna([result("see note", analyte="ctdna_vaf", note="Not detected.")])[0].code == "ctdna.not_found"


def test_ctdna_below_the_limit_or_by_another_test() -> None:
    limit = Decimal("0.02")
    assert ctdna([result("0.01", analyte="ctdna_vaf", detection_limit=limit)])[0].code == "ctdna.not_found"
    assert ctdna([result("0.02", analyte="ctdna_vaf", detection_limit=limit)])[0].code == "ctdna.found"
    other = [result("0.4", analyte="ctdna_vaf", method="A"), result("0.9", 9, "ctdna_vaf", method="B")]
    assert ctdna(other)[0].code == "ctdna.other_test"
    assert ctdna([]) == ()
    assert trend([], None) == ()
