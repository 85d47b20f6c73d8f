"""Doses are read as people write them, compared with the plan, and taken over only where nothing stands yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from journal.actions import doses
from journal.domain.problems import Problem
from journal.domain.quantity import Quantity
from journal.domain.treatment import Cycle, Dose, Drug

ON = date(2026, 1, 5)
MG150 = Quantity(Decimal(150), "mg")
CYCLE = Cycle(happened_on=ON, line_id="line", number=3)
OXALI = Drug(happened_on=ON, line_id="line", name="oxaliplatin", planned=MG150)
LEUCO = Drug(happened_on=ON, line_id="line", name="leucovorin")


def dose(drug: Drug, given: Quantity | None, planned: Quantity | None = None, reason: str = "") -> Dose:
    return Dose(happened_on=ON, cycle_id="before", drug_id=drug.id, planned=planned, given=given, reason=reason)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("150 mg", "150", "mg"),
        ("150mg", "150", "mg"),
        ("120", "120", "mg"),
        ("0", "0", "mg"),
        ("1,5 g", "1.5", "g"),
        ("85 mg/m²", "85", "mg/m²"),
        ("80 %", "120", "mg"),
        ("80%", "120", "mg"),
        ("33.3 %", "49.95", "mg"),
        ("100 %", "150", "mg"),
    ],
)
def test_amounts(text: str, value: str, unit: str) -> None:
    read = doses.read_amount(text, MG150)
    assert read == Quantity(Decimal(value), unit)
    assert "E" not in str(read.value)


@pytest.mark.parametrize("text", ["", "  "])
def test_blank_is_not_none(text: str) -> None:
    assert doses.read_amount(text, MG150) is None


@pytest.mark.parametrize("text", ["full", "1.23.5 mg", "-5 mg", "mg 5"])
def test_what_is_no_dose_is_said(text: str) -> None:
    with pytest.raises(Problem, match="is not a dose"):
        doses.read_amount(text, MG150)


@pytest.mark.parametrize("text", ["1,234 mg", "1.234 mg", "4 800 mg", "1.234.567"])
def test_thousands_are_asked_about(text: str) -> None:
    with pytest.raises(Problem, match="two ways"):
        doses.read_amount(text, MG150)


def test_a_share_needs_a_plan() -> None:
    with pytest.raises(Problem, match="planned dose"):
        doses.read_amount("80 %")


@pytest.mark.parametrize(
    ("given", "asked"),
    [("224.9", False), ("225", True), ("1500", True), ("150", False), ("0", False)],
)
def test_a_dose_far_above_its_plan_is_asked_about(given: str, asked: bool) -> None:
    assert (doses.ask_dose(Quantity(Decimal(given), "mg"), MG150) is not None) is asked


def test_another_unit_is_asked_about() -> None:
    assert doses.ask_dose(Quantity(Decimal(150), "g"), MG150) is not None
    assert doses.ask_dose(None, MG150) is None


def test_shares_are_exact_and_need_one_unit() -> None:
    assert doses.share_of(Quantity(Decimal(120), "mg"), MG150) == Fraction(4, 5)
    assert doses.share_of(Quantity(Decimal(120), "g"), MG150) is None
    assert doses.share_of(None, MG150) is None
    assert doses.share_of(MG150, Quantity(Decimal(0), "mg")) is None


def test_as_planned_fills_only_what_is_blank() -> None:
    given = dose(OXALI, Quantity(Decimal(120), "mg"), MG150)
    assert doses.as_planned(CYCLE, [OXALI, LEUCO], [given]) == ()
    (made,) = doses.as_planned(CYCLE, [OXALI, LEUCO], [])
    assert (made.drug_id, made.planned, made.given, made.cycle_id) == (OXALI.id, MG150, MG150, CYCLE.id)


def test_as_last_time_takes_the_reason_along() -> None:
    before = dose(OXALI, Quantity(Decimal(120), "mg"), MG150, "numb fingers")
    (made,) = doses.as_in(CYCLE, [OXALI, LEUCO], [before], [])
    assert (made.given, made.planned, made.reason) == (Quantity(Decimal(120), "mg"), MG150, "numb fingers")
    assert made.id != before.id
    assert doses.as_in(CYCLE, [OXALI], [before], [made]) == ()
