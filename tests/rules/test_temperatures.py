"""A limit typed in °F is met by the same number measured in °F, and reads as it was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.quantity import Quantity
from journal.reference.units import convert
from journal.rules.temperatures import CELSIUS, FAHRENHEIT, TEMPERATURE, in_celsius, scale_of, shown_in


@pytest.mark.parametrize(
    ("typed", "celsius", "in_fahrenheit"),
    [("100.4", "38.0", "100.4"), ("99.5", "37.5", "99.5"), ("38.0", "38.0", "100.4"), ("96.8", "36.0", "96.8")],
)
def test_the_limits_that_teams_name_are_exact_in_both_scales(typed: str, celsius: str, in_fahrenheit: str) -> None:
    kept = in_celsius(Quantity(Decimal(typed), scale_of(Decimal(typed))))
    assert (str(kept), str(shown_in(kept, FAHRENHEIT).value)) == (celsius, in_fahrenheit)
    assert str(shown_in(kept, CELSIUS).value) == celsius


def test_a_number_says_its_scale() -> None:
    assert [scale_of(Decimal(each)) for each in ("34", "45", "59.9", "60", "86", "113")] == [
        CELSIUS, CELSIUS, CELSIUS, FAHRENHEIT, FAHRENHEIT, FAHRENHEIT,
    ]  # fmt: skip


@given(st.decimals(min_value="86", max_value="113", places=1))
def test_what_was_typed_comes_back_and_is_met_by_the_same_measured(typed: Decimal) -> None:
    limit = in_celsius(Quantity(typed, FAHRENHEIT))
    assert shown_in(limit, FAHRENHEIT).value == typed
    measured = convert(Quantity(typed, FAHRENHEIT), TEMPERATURE, CELSIUS)
    below = convert(Quantity(typed - Decimal("0.1"), FAHRENHEIT), TEMPERATURE, CELSIUS)
    assert measured is not None
    assert below is not None
    assert below.value < limit <= measured.value


@given(st.decimals(min_value="30", max_value="45", places=2))
def test_a_limit_in_celsius_stays_as_it_was_typed(typed: Decimal) -> None:
    assert str(in_celsius(Quantity(typed, CELSIUS))) == str(typed)
    assert str(shown_in(typed, CELSIUS).value) == str(typed)
